"""Readiness: how many shops could start a service now, what the others lack, what nobody knows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.engines.commerce.readiness.facts import FACTS
from beffroi.engines.commerce.readiness.services import Condition, Service, services
from beffroi.engines.commerce.visibility.scores import Score
from beffroi.kernels.proportions import wilson_interval

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition of a town, looked at.

    Attributes
    ----------
    condition
        The condition.
    state
        ``met``, ``unmet``, or ``unknown``: to be asked, or within the bounds.
    low, high
        What was counted, at least and at most; NaN where it is asked.
    """

    condition: Condition
    state: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready the shops are for a service.

    Attributes
    ----------
    service
        The service.
    n
        Shops in which it makes sense.
    ready, unready
        Shops that have all it needs, shops that surely lack something; of the others nobody knows.
    low, high
        Bounds of the share of ready ones in shops alike (Wilson, 95 %), from those of which one
        knows; NaN where one knows none. [1]
    lacks, unknown
        For each need, shops that surely lack it, and shops of which nobody knows.
    conditions
        What the town must settle first.
    """

    service: Service
    n: int
    ready: int
    unready: int
    low: float
    high: float
    lacks: dict[str, int]
    unknown: dict[str, int]
    conditions: tuple[Checked, ...]

    @property
    def sure(self) -> float:
        """Return the share of shops that are surely ready; NaN without shops."""
        return self.ready / self.n if self.n else float("nan")

    @property
    def possible(self) -> float:
        """Return the share of shops that are ready or may be; NaN without shops."""
        return 1 - self.unready / self.n if self.n else float("nan")


def readiness(scores: Sequence[Score]) -> tuple[Readiness, ...]:
    """Say how ready shops are for each service.

    Parameters
    ----------
    scores
        Visibility of the shops.

    Returns
    -------
    One for each of `services.services`. A shop that lacks nothing surely, and of which one need is
    unknown, is counted neither ready nor unready.
    """
    return tuple(_of(service, scores) for service in services())


def fits(service: Service, score: Score) -> bool:
    """Say whether a service makes sense in a shop."""
    return not service.families or score.evidence.premises.get("family") in service.families


def _of(service: Service, scores: Sequence[Score]) -> Readiness:
    chosen = [one for one in scores if fits(service, one)]
    lacks, unknown = Counter[str](), Counter[str]()
    ready = unready = 0
    for one in chosen:
        facts = {need: FACTS[need](one) for need in service.needs}
        lacks.update(need for need, fact in facts.items() if fact is False)
        unknown.update(need for need, fact in facts.items() if fact is None)
        ready += all(facts.values())
        unready += False in facts.values()
    low, high = wilson_interval(ready, ready + unready)
    conditions = tuple(_checked(one, chosen) for one in service.conditions)
    return Readiness(
        service, len(chosen), ready, unready, float(low), float(high),
        {need: lacks[need] for need in service.needs},
        {need: unknown[need] for need in service.needs}, conditions,
    )  # fmt: skip


def _checked(condition: Condition, chosen: Sequence[Score]) -> Checked:
    """Look at a condition: counted between two bounds, or left to be asked."""
    nan = float("nan")
    if not condition.of:
        return Checked(condition, UNKNOWN, nan, nan)
    need, _, how = condition.of.rpartition("_")
    facts = [FACTS[need](one) for one in chosen]
    sure, possible = facts.count(True), len(facts) - facts.count(False)
    over = max(len(facts), 1) if how == "share" else 1
    low, high = sure / over, possible / over
    state = MET if low >= condition.least else UNMET if high < condition.least else UNKNOWN
    return Checked(condition, state, low, high)
