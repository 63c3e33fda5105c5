"""Capacity: what a town can carry, as its respondents say, and whether a measure fits in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from beffroi.territory.maturity import Capacity, Interval, Response

Fit = Literal["fits", "too_much", "unknown"]


@dataclass(frozen=True, slots=True)
class Load:
    """What measures ask of a town.

    Attributes
    ----------
    days
        Staff days, at most. [day]
    investment, operation
        Money before tax, at most. [€], [€/year]
    skills
        Ids of the skills asked for.
    """

    days: float = 0.0
    investment: float = 0.0
    operation: float = 0.0
    skills: frozenset[str] = frozenset()

    def plus(self, other: "Load") -> "Load":
        """Add another load."""
        return Load(
            self.days + other.days,
            self.investment + other.investment,
            self.operation + other.operation,
            self.skills | other.skills,
        )


def pooled(responses: Iterable[Response]) -> Capacity:
    """Pool what respondents know of the capacity of their town.

    Returns
    -------
    For days and money, the interval that holds every interval given (None if nobody knows). A
    skill is present only if all who answered say so.
    """
    given = [response.capacity for response in responses]
    skills: dict[str, bool] = {}
    for capacity in given:
        for id_, present in capacity.skills.items():
            skills[id_] = skills.get(id_, True) and present
    return Capacity(
        days=_hull([capacity.days for capacity in given]),
        investment=_hull([capacity.investment for capacity in given]),
        operation=_hull([capacity.operation for capacity in given]),
        skills=dict(sorted(skills.items())),
    )


def _hull(intervals: Sequence[Interval | None]) -> Interval | None:
    known = [interval for interval in intervals if interval is not None]
    if not known:
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def fit(load: Load, capacity: Capacity, *, months: float) -> Fit:
    """Say whether a load fits in what a town surely has.

    Parameters
    ----------
    load
        What is asked, at most.
    capacity
        What the town has; its least values are counted on.
    months
        Time in which the days are to be found. [month]

    Returns
    -------
    ``too_much`` if a part that is known does not carry it, ``unknown`` if all the parts that are
    known do and one that the load needs is not, else ``fits``. More capacity never turns ``fits``
    into another answer.
    """
    checks = [
        _carries(load.days, capacity.days, months),
        _carries(load.investment, capacity.investment, 1.0),
        _carries(load.operation, capacity.operation, 1.0),
        *(capacity.skills.get(skill) for skill in load.skills),
    ]
    if False in checks:
        return "too_much"
    return "unknown" if None in checks else "fits"


def _carries(asked: float, had: Interval | None, times: float) -> bool | None:
    if asked == 0:
        return True
    return None if had is None else asked <= had[0] * times
