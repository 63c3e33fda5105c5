"""Small decisions whose results are done by hand."""

from typing import Any

from beffroi.foundation.figures import Source
from beffroi.method.arbitration.decision import (
    Criterion,
    Decision,
    Group,
    Label,
    Option,
    Performance,
    Weighting,
)

SOURCE = Source("table", "Tableau inventé", "essai", "2026-01-15", "")
Cell = float | tuple[float, float] | None


def cell(known: Cell, unit: str = "u") -> Performance:
    """Make a cell: a number, bounds, or None for unknown."""
    if known is None:
        return Performance(unit=unit)
    value, interval = (None, known) if isinstance(known, tuple) else (float(known), None)
    return Performance(value, interval, unit, "2026", (SOURCE,), "D")


def option(id_: str, *, baseline: bool = False, **cells: Cell) -> Option:
    """Make an option from its cells by criterion."""
    known = tuple((criterion, cell(value)) for criterion, value in cells.items())
    return Option(id_, Label.of(id_), known, baseline=baseline)


def criterion(id_: str, worst: float = 0.0, best: float = 10.0, **more: Any) -> Criterion:
    """Make a criterion in unit ``u``, from 0 to 10 unless told otherwise."""
    return Criterion(id_, Label.of(id_), "u", worst, best, **more)


def swing(**points: float) -> Weighting:
    """Make a weighting of swing points."""
    given = tuple(points.items())
    return Weighting("swing", given, given)


def said(kind: Any, **numbers: float) -> Weighting:
    """Make a weighting of another kind, with exact numbers."""
    given = tuple(numbers.items())
    return Weighting(kind, given, given)


def group(id_: str, *weightings: Weighting, members: int = 1, **more: Any) -> Group:
    """Make a group."""
    return Group(id_, Label.of(id_), members, weightings, **more)


def decision(**changes: Any) -> Decision:
    """Make a decision: ``near`` is best on a, ``far`` on b, ``none`` is the baseline."""
    given: dict[str, Any] = {
        "id": "d",
        "title": Label.of("Essai"),
        "options": (
            option("near", a=9, b=2),
            option("far", a=2, b=9),
            option("none", baseline=True, a=1, b=1),
        ),
        "criteria": (criterion("a"), criterion("b")),
        "groups": (group("g", swing(a=100, b=50)),),
        "draws": 400,
        "seed": 7,
    }
    return Decision(**{**given, **changes})
