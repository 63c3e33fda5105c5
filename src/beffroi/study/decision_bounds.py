"""Bounds of a DECISION.toml: where one end alone is known, the other is that of the scale."""

import math
from collections.abc import Sequence
from dataclasses import replace

from beffroi.method.arbitration.decision import Criterion, Option, Performance


def closed(criteria: Sequence[Criterion], options: Sequence[Option]) -> tuple[Option, ...]:
    """Close the intervals of which one end is unknown at the end of their scale.

    Parameters
    ----------
    criteria
        With their scales.
    options
        Cells known only by a bound have an interval with an infinite end.

    Returns
    -------
    The same options: *at least* 40 on a scale from 0 to 100 is the interval from 40 to 100; a bound
    beyond the scale stands alone.
    """
    scales = {criterion.id: criterion.ends for criterion in criteria}
    return tuple(
        replace(
            option,
            cells=tuple((id_, _closed(cell, scales.get(id_))) for id_, cell in option.cells),
        )
        for option in options
    )


def _closed(cell: Performance, ends: tuple[float, float] | None) -> Performance:
    if cell.interval is None or not cell.bound or ends is None:
        return cell
    low, high = cell.interval
    if cell.bound == "least" and math.isinf(high):
        return replace(cell, interval=(low, max(low, ends[1])))
    if cell.bound == "most" and math.isinf(low):
        return replace(cell, interval=(min(high, ends[0]), high))
    return cell
