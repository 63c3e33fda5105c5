"""What a cell's number is worth in words: at most, at least, an average, from one town alone."""

from collections.abc import Iterator

from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.checks import measured, spoken
from beffroi.method.arbitration.decision import Decision, Performance


def number_of(cell: Performance) -> Words:
    """Say the number of a cell that is known, with the interval used where it has one.

    Examples
    --------
    >>> number_of(Performance(5.0, (4.0, 6.0))).en, number_of(Performance(None, (4.0, 6.0))).en
    ('5 [4 – 6]', '4 – 6')
    >>> number_of(Performance(None, (0.0, 400.0), bound="most")).en
    'at most 400 [0 – 400]'
    """
    bounds = spoken(*cell.bounds)
    if cell.bound:
        known = _bound(cell, "1")
    elif cell.value is None or cell.interval is None:
        return bounds
    else:
        known = spoken(cell.value)
    return Words(f"{known.fr} [{bounds.fr}]", f"{known.en} [{bounds.en}]")


def _bound(cell: Performance, unit: str) -> Words:
    low, high = cell.bounds
    if cell.bound == "least":
        return both("at least {low}", low=measured(unit, low))
    return both("at most {high}", high=measured(unit, high))


def remarks_of(decision: Decision) -> tuple[Words, ...]:
    """Say which numbers of a table are less than they seem.

    Returns
    -------
    One sentence a cell that is known by one bound alone, is an average, or comes from one town; in
    the order of the options, then of the criteria.
    """
    return tuple(_said(decision))


def _said(decision: Decision) -> Iterator[Words]:
    for option in decision.options:
        for criterion in decision.criteria:
            cell = option.on(criterion.id)
            parts = list(cell.remarks)
            if cell.bound and cell.is_known:
                interval = measured(criterion.unit, *cell.bounds)
                bound = both("{bound} is all that is known; interval used: {interval}",
                             bound=_bound(cell, criterion.unit), interval=interval)  # fmt: skip
                parts.insert(0, bound)
            if parts:
                told = Words("\u00a0; ".join(p.fr for p in parts), "; ".join(p.en for p in parts))
                yield Words(
                    "{option}, {criterion}\u00a0: {said}.", "{option}, {criterion}: {said}."
                ).filled(option=option.name.words, criterion=criterion.name.words, said=told)
