"""Scores of visibility: sure and possible points of each shop, and its cheapest improvements."""

from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.engines.commerce.visibility.evidence import Evidence
from beffroi.engines.commerce.visibility.judged import JUDGES, Judged
from beffroi.engines.commerce.visibility.parameters import Part, parts

N_IMPROVEMENTS = 3


@dataclass(frozen=True, slots=True)
class Improvement:
    """Something that would show a shop better.

    Attributes
    ----------
    part
        Key of `parameters.NAMES` and `ACTIONS`.
    points
        What it would bring, at least and at most: a part that nobody knows may be there already.
        [point]
    minutes
        Work that it would take, at least and at most: a hypothesis. [min]
    """

    part: str
    points: tuple[float, float]
    minutes: tuple[float, float]

    @property
    def worth(self) -> float:
        """Return points per minute of work, both in the middle of their bounds."""
        return sum(self.points) / sum(self.minutes)


@dataclass(frozen=True, slots=True)
class Score:
    """The visibility of a shop.

    Attributes
    ----------
    evidence
        What it rests on.
    judged
        Each part, by key.
    low, high
        Points that are sure, and that are possible. [point]
    improvements
        The three that bring most points for a minute of work.
    """

    evidence: Evidence
    judged: dict[str, Judged]
    low: float
    high: float
    improvements: tuple[Improvement, ...]


def scores(known: Sequence[Evidence]) -> list[Score]:
    """Score shops.

    Parameters
    ----------
    known
        What is known of each.

    Returns
    -------
    One for each, in order; ``low`` counts an unknown part as nothing, ``high`` as met.
    """
    return [score(one) for one in known]


def score(one: Evidence) -> Score:
    """Score a shop."""
    judged = {name: judge(one) for name, judge in JUDGES.items()}
    low = sum(part.points * judged[part.id].low for part in parts())
    high = sum(part.points * judged[part.id].high for part in parts())
    return Score(one, judged, low, high, improvements(judged))


def improvements(judged: dict[str, Judged]) -> tuple[Improvement, ...]:
    """Choose what brings most points for a minute of work.

    What is surely missing counts for all its points, what nobody knows for half; parts that wait
    for another (hours that agree, before any are told) are not proposed before it.
    """
    found = [_improvement(part, judged[part.id]) for part in parts()
             if judged[part.id].low < 1 and not _waits(part, judged)]  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.worth)[:N_IMPROVEMENTS])


def _improvement(part: Part, one: Judged) -> Improvement:
    return Improvement(part.id, (part.points * (1 - one.high), part.points * (1 - one.low)),
                       part.minutes)  # fmt: skip


AFTER = {
    "named": "located", "phone": "located", "hours_told": "located", "fresh": "located",
    "hours_read": "hours_told", "hours_agree": "hours_told", "site_encrypted": "site_answers",
    "site_fits": "site_answers", "structured": "site_answers",
}  # fmt: skip
"""Parts that wait for another."""


def _waits(part: Part, judged: dict[str, Judged]) -> bool:
    first = AFTER.get(part.id)
    return first is not None and judged[first].high == 0
