"""Units of a DECISION.toml: the words that people write, brought to the units of the house."""

from collections.abc import Sequence
from dataclasses import replace

from beffroi.foundation.numbers import units_named
from beffroi.method.arbitration.decision import Criterion, Option, Performance


def in_units(
    criteria: Sequence[Criterion], options: Sequence[Option]
) -> tuple[tuple[Criterion, ...], tuple[Option, ...]]:
    """Bring the units of criteria and of their cells to ids, where words name the same.

    A word may name two units (``place`` is a bay in French, a place in English): figures and facts
    that were joined in then say which is meant, and the French name comes first otherwise.

    Parameters
    ----------
    criteria, options
        As they were read.

    Returns
    -------
    The same, with ids of units; a cell in another unit keeps it, and is refused later.
    """
    units = {criterion.id: _meant(criterion, options) for criterion in criteria}
    return (
        tuple(replace(criterion, unit=units[criterion.id]) for criterion in criteria),
        tuple(
            replace(
                option,
                cells=tuple(
                    (id_, _in_unit(cell, units.get(id_, ""))) for id_, cell in option.cells
                ),
            )
            for option in options
        ),
    )


def _meant(criterion: Criterion, options: Sequence[Option]) -> str:
    named = units_named(criterion.unit)
    cells = [option.on(criterion.id) for option in options]
    joined = [cell.unit for cell in cells if cell.figure and cell.unit in named]
    return joined[0] if joined else named[0]


def _in_unit(cell: Performance, unit: str) -> Performance:
    return replace(cell, unit=unit) if unit in units_named(cell.unit) else cell
