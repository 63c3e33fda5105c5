"""The visibility of streets and families: means between two bounds, shares with their intervals."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beffroi.engines.commerce.visibility.scores import Score
from beffroi.kernels.proportions import wilson_interval


@dataclass(frozen=True, slots=True)
class Share:
    """How many shops meet a part.

    Attributes
    ----------
    met, known, n
        Shops that meet it, of which one knows, and in all.
    low, high
        Bounds of the share in shops alike (Wilson, 95 %), from those of which one knows; NaN where
        one knows none. [1]
    sure, possible
        Shares of all the shops: if none, or all, of the unknown ones met it. [1]
    """

    met: int
    known: int
    n: int
    low: float
    high: float

    @property
    def sure(self) -> float:
        """Return the share of all, if none of the unknown ones met it."""
        return self.met / self.n if self.n else float("nan")

    @property
    def possible(self) -> float:
        """Return the share of all, if all of the unknown ones met it."""
        return (self.met + self.n - self.known) / self.n if self.n else float("nan")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Shops together.

    Attributes
    ----------
    key
        Street or family; empty for shops of which one knows none.
    n
        Shops.
    low, high
        Mean of sure points, mean of possible points. [point]
    hours
        How many of them tell their hours.
    """

    key: str
    n: int
    low: float
    high: float
    hours: Share


def share(scores: Sequence[Score], part: str) -> Share:
    """Count the shops that meet a part."""
    judged = [one.judged[part] for one in scores]
    known = [one for one in judged if one.low == one.high]
    n_met = sum(one.low == 1 for one in known)
    low, high = wilson_interval(n_met, len(known))
    return Share(n_met, len(known), len(judged), float(low), float(high))


def whole(scores: Sequence[Score]) -> Gathered:
    """Put all shops together."""
    return _gathered("", scores)


def gathered(scores: Sequence[Score], by: str) -> tuple[Gathered, ...]:
    """Put shops together by a column of `PREMISES`.

    Returns
    -------
    The least visible first: by what is sure, then by what is possible.
    """
    return _grouped(scores, lambda one: str(one.evidence.premises.get(by) or ""))


def _grouped(scores: Sequence[Score], key: Callable[[Score], str]) -> tuple[Gathered, ...]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        groups[key(one)].append(one)
    found = [_gathered(name, members) for name, members in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.low, one.high, one.key)))


def _gathered(key: str, members: Sequence[Score]) -> Gathered:
    n, hours = len(members), share(members, "hours_told")
    if not n:
        return Gathered(key, 0, float("nan"), float("nan"), hours)
    low = sum(one.low for one in members) / n
    high = sum(one.high for one in members) / n
    return Gathered(key, n, low, high, hours)
