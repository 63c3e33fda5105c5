"""How long vehicles stay, told from passes: law, intervals, respect of the limit, long stays."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.norms import norm
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said
from beffroi.kernels.stays.fitting import Fitted, Sightings, chosen, classes, fitted
from beffroi.kernels.stays.laws import Law, left_over, longer
from beffroi.kernels.stays.mixing import Mixed, is_better, mixed
from beffroi.kernels.stays.redrawing import Drawn, came, drawn

Floats = npt.NDArray[np.float64]
HOUR = 3_600.0
BOUNDS = (0.025, 0.975)
HALVINGS = 60
FARTHEST = 50.0
"""Where a median is looked for, in means."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval, in the unit that its owner says."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """How long vehicles stay.

    Attributes
    ----------
    law
        The law told.
    redrawn
        Laws of surveys drawn again.
    n_seen
        Stays seen to begin between two passes. [stay]
    n_first
        Stays seen at the first pass, which began nobody knows when. [stay]
    gap
        Usual time between two passes: the median over the stays. [s]
    n_came
        Stays that began between the first and the last pass, seen or not. [stay]
    by_vehicle
        Whether vehicles were drawn again, not sections: there are too few of these.
    """

    law: Fitted
    redrawn: Drawn
    n_seen: int
    n_first: int
    gap: float
    n_came: Estimate
    by_vehicle: bool

    def mean(self) -> Estimate:
        """Mean stay [s]."""
        return _estimate(self.law.mean, self.redrawn.mean)

    def longer(self, time: float) -> Estimate:
        """Share of the stays that last longer than a time [s], in [0, 1]."""
        own = float(longer(self.law.law, time, self.law.mean, self.law.shape))
        return _estimate(own, self.redrawn.longer(time))

    def between(self, start: float, end: float) -> Estimate:
        """Share of the stays from one length to another [s], in [0, 1]."""
        law, ends = self.law, (start, min(end, FARTHEST * FARTHEST * self.law.mean))
        own = longer(law.law, ends, law.mean, law.shape)
        draws = self.redrawn.longer(ends[0]) - self.redrawn.longer(ends[1])
        return _estimate(float(own[0] - own[1]), draws)

    def beyond(self, time: float) -> Estimate:
        """Share of the hours parked that are beyond a time [s] of their stay, in [0, 1]."""
        own = float(left_over(self.law.law, time, self.law.mean, self.law.shape)) / self.law.mean
        return _estimate(own, self.redrawn.left_over(time) / self.redrawn.mean)

    def within_long(self, time: float) -> Estimate:
        """Share of the hours parked that belong to stays longer than a time [s], in [0, 1]."""
        one, over = self.longer(time), self.beyond(time)
        own = over.value + time * one.value / self.law.mean
        draws = (
            self.redrawn.left_over(time) + time * self.redrawn.longer(time)
        ) / self.redrawn.mean
        return _estimate(own, draws)

    def median(self) -> Estimate:
        """Stay that half of the vehicles exceed [s]."""
        draws = np.empty(len(self.redrawn.mean))
        for rank, law in enumerate(self.redrawn.laws):
            own = self.redrawn.law == rank
            draws[own] = _median(law, self.redrawn.mean[own], self.redrawn.shape[own])
        value = _median(self.law.law, np.array([self.law.mean]), np.array([self.law.shape]))
        return _estimate(float(value[0]), draws)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the passes do not tell how long vehicles stay, and what would."""

    why: Words


def lengths(table: pd.DataFrame, *, seed: int = 0) -> Lengths | Refused:
    """Estimate how long vehicles stay, or say why it cannot be.

    Parameters
    ----------
    table
        Stays, as `plates.stays` gives them.
    seed
        Seed of the intervals.

    Returns
    -------
    `Refused` where too few vehicles came between two passes, where the passes are farther apart
    than the mean stay, or where half or twice the mean would explain what was seen as well.
    """
    kept = table[table["before"].notna()]
    n_first = len(table) - len(kept)
    least = int(norm("least_fitted"))
    if len(kept) < least:
        return Refused(
            both("{n} stay(s) seen to begin between two passes: {least} are needed. Add passes or "
                 "sections.", n=len(kept), least=least)
        )  # fmt: skip
    seen = _sighted(kept)
    own = classes(seen)
    fits = fitted(own)
    law, gap = chosen(fits), float(np.median(seen.gap))
    if refused := _refused(law, gap):
        return refused
    visit = pd.factorize(kept["section"])[0].astype(np.int64)
    by_vehicle = visit.max() + 1 < norm("least_sections")
    group = np.arange(len(kept), dtype=np.int64) if by_vehicle else visit
    redrawn = drawn(own, group, fits, draws=int(norm("draws")), seed=seed)
    counts = np.bincount(own.of).astype(np.float64)
    n_came = _estimate(came(own, counts, law), redrawn.came)
    return Lengths(law, redrawn, len(kept), n_first, gap, n_came, bool(by_vehicle))


def _sighted(kept: pd.DataFrame) -> Sightings:
    first = kept["first"].to_numpy(dtype=np.float64)
    return Sightings(
        first - kept["before"].to_numpy(dtype=np.float64),
        kept["last"].to_numpy(dtype=np.float64) - first,
        kept["after"].fillna(np.inf).to_numpy(dtype=np.float64) - first,
    )


def kinds(table: pd.DataFrame, told: Lengths | Refused) -> Mixed | None:
    """Tell two kinds of stays, visitors' and residents', where passes tell them from one.

    Parameters
    ----------
    table
        Stays.
    told
        What `lengths` tells of them.

    Returns
    -------
    None where one law does as well (Bayesian information criterion), or none could be told.
    """
    if isinstance(told, Refused):
        return None
    own = classes(_sighted(table[table["before"].notna()]))
    two = mixed(own, told.law)
    return two if is_better(two, told.law, told.n_seen) else None


def _refused(law: Fitted, gap: float) -> Refused | None:
    passes = Words(*(said(gap / 60, "min", code) for code in ("fr", "en")))
    if gap > law.mean:
        return Refused(
            both("passes are {gap} apart, and what they saw points to shorter stays: most of these "
                 "are never seen, so that their length cannot be told. Pass at least twice as "
                 "often.", gap=passes)
        )  # fmt: skip
    if law.is_flat:
        return Refused(
            both("what passes {gap} apart saw would be explained as well by stays half or twice as "
                 "long: their length cannot be told. Pass more often, or in more sections.",
                 gap=passes)
        )  # fmt: skip
    return None


def _estimate(value: float, draws: Floats) -> Estimate:
    low, high = (float(np.quantile(draws, bound)) for bound in BOUNDS)
    return Estimate(value, min(low, value), max(high, value))


def _median(law: Law, mean: Floats, shape: Floats) -> Floats:
    low, high = np.zeros(len(mean)), FARTHEST * mean
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_longer = longer(law, middle, mean, shape) > 0.5
        low, high = np.where(is_longer, middle, low), np.where(is_longer, high, middle)
    return (low + high) / 2


def sure_share(
    table: pd.DataFrame, is_so: Callable[[Floats], npt.NDArray[np.bool_]]
) -> tuple[float, float] | None:
    """Bound a share of the stays seen by what passes make sure of, whatever the law.

    Parameters
    ----------
    table
        Stays.
    is_so
        Whether stays of some lengths [s] are counted: it must grow with the length.

    Returns
    -------
    Share of those counted whatever they lasted, and of those that may be; None of fewer than ten
    stays, of which nothing is told.
    """
    if len(table) < norm("least_told"):
        return None
    least = (table["last"] - table["first"]).to_numpy(dtype=np.float64)
    most = (table["after"] - table["before"]).fillna(np.inf).to_numpy(dtype=np.float64)
    return float(is_so(least).mean()), float(is_so(most).mean())
