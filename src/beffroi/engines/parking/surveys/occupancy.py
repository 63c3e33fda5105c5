"""Occupancy: vehicles over spaces, pass by pass, section by section and hour by hour."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.norms import norm
from beffroi.engines.parking.surveys.passes import MISSING
from beffroi.engines.parking.surveys.stays import Estimate
from beffroi.foundation.language import Words, both
from beffroi.kernels.proportions import wilson_interval

Floats = npt.NDArray[np.float64]
DAY, HOUR = 86_400.0, 3_600.0
BOUNDS = (0.025, 0.975)
MOST_NAMED = 6
LEAST_DRAWN = 2
"""Sections from which an interval is drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Occupied:
    """Occupancy of a survey.

    Attributes
    ----------
    passes
        Passes that were made, with `spaces` and `occupancy` (NaN where spaces are unknown or 0).
    hours
        One row for each section, kind of day counted together, and hour: `section`, `hour`,
        `vehicles` (mean over its passes), `spaces`, `occupancy`, `low`, `high`, `passes`.
    mean
        Occupancy of all the sections whose spaces are known, over all passes; None if none is.
    peak, peak_hour
        Its highest hour, and that hour.
    saturated
        Share of the passes by sections at which the section was saturated.
    """

    passes: pd.DataFrame
    hours: pd.DataFrame
    mean: Estimate | None
    peak: Estimate | None
    peak_hour: int | None
    saturated: Estimate | None


def occupied(passes: pd.DataFrame, sections: pd.DataFrame, *, seed: int = 0) -> Occupied:
    """Work occupancy out.

    Parameters
    ----------
    passes
        Passes by sections: `section`, `day`, `time` [s], `vehicles`, `state`.
    sections
        Table `SURVEY_SECTIONS`.
    seed
        Seed of the intervals.

    Returns
    -------
    Occupancies; above 1 where vehicles stand outside the spaces. Intervals of an hour of a section
    are Wilson's, vehicles of a day over its spaces: what another such day may show. Those of the
    whole are drawn from the sections, where there are two or more.
    """
    spaces = sections.set_index("section")["spaces"].astype("Float64")
    made = passes[passes["state"] != MISSING].reset_index(drop=True)
    known = made["section"].map(spaces).to_numpy(dtype=np.float64, na_value=np.nan)
    made = made.assign(spaces=np.where(known > 0, known, np.nan))
    made["occupancy"] = made["vehicles"] / made["spaces"]
    made["hour"] = (made["time"] % DAY // HOUR).astype(np.int64)
    hours = _hours(made)
    usable = made[made["spaces"].notna()]
    if usable.empty:
        return Occupied(made, hours, None, None, None, None)
    by_hour = usable.groupby("hour")[["vehicles", "spaces"]].sum()
    shares = (by_hour["vehicles"] / by_hour["spaces"]).to_numpy(dtype=np.float64)
    peak_hour = int(by_hour.index.to_numpy()[np.argmax(shares)])
    at_peak = usable[usable["hour"] == peak_hour]
    level = norm("saturated")
    full = usable.assign(vehicles=(usable["occupancy"] >= level).astype(float), spaces=1.0)
    mean, peak, saturated = (_ratio(one, seed) for one in (usable, at_peak, full))
    return Occupied(made, hours, mean, peak, peak_hour, saturated)


def _hours(made: pd.DataFrame) -> pd.DataFrame:
    by = made.groupby(["section", "hour"], sort=True)
    hours = by.agg(
        vehicles=("vehicles", "mean"), spaces=("spaces", "first"), occupancy=("occupancy", "mean"),
        passes=("vehicles", "size"), days=("day", "nunique"),
    ).reset_index()  # fmt: skip
    trials = (hours["spaces"] * hours["days"]).to_numpy()
    taken = np.minimum(hours["vehicles"] * hours["days"], trials).to_numpy()
    is_known = np.isfinite(trials)
    low, high = wilson_interval(np.where(is_known, taken, 0.0), np.where(is_known, trials, 0.0))
    above = (hours["occupancy"] > 1).to_numpy()
    return hours.assign(low=low, high=np.where(above, hours["occupancy"], high))


def _ratio(made: pd.DataFrame, seed: int) -> Estimate:
    """Divide vehicles by spaces, and draw sections again for the interval."""
    sums = made.groupby("section")[["vehicles", "spaces"]].sum().to_numpy(dtype=np.float64)
    value = float(sums[:, 0].sum() / sums[:, 1].sum())
    return _drawn(sums, value, lambda totals: totals[:, 0] / totals[:, 1], seed)


def _drawn(sums: Floats, value: float, share: Callable[[Floats], Floats], seed: int) -> Estimate:
    n = len(sums)
    if n < LEAST_DRAWN:
        return Estimate(value, value, value)
    draw = np.random.default_rng(seed)
    times = draw.multinomial(n, np.full(n, 1 / n), size=int(norm("draws")))
    low, high = np.quantile(share(times @ sums), BOUNDS)
    return Estimate(value, min(float(low), value), max(float(high), value))


def doubtful(sections: pd.DataFrame, passes: pd.DataFrame) -> Iterator[Words]:
    """Name the sections whose occupancy is unknown, and those where it is above 1.

    Parameters
    ----------
    sections
        Table `SURVEY_SECTIONS`.
    passes
        As in `Occupied`.
    """
    for row in sections[~(sections["spaces"] > 0).fillna(value=False)]["section"]:
        yield both("{section}: spaces unknown or 0, so that its occupancy is unknown.",
                   section=row)  # fmt: skip
    above = passes[passes["occupancy"] > 1].sort_values("occupancy", ascending=False)
    worst = above.drop_duplicates("section").head(MOST_NAMED)
    if len(worst):
        yield both("More vehicles than spaces at some passes: {names}. Kept as counted; check the "
                   "spaces, or who stands outside.", names=", ".join(
                       f"{row.section} ({row.vehicles:g}/{row.spaces:g})"
                       for row in worst.itertuples(index=False)))  # fmt: skip


def rotation(
    table: pd.DataFrame, sections: pd.DataFrame, n_days: int
) -> tuple[float | None, float | None]:
    """Count the vehicles seen by space and day, in the sections whose spaces are known.

    Parameters
    ----------
    table
        Stays.
    sections
        Table `SURVEY_SECTIONS`.
    n_days
        Days of the survey, >= 1.

    Returns
    -------
    Distinct vehicles, and stays, by space and day; None where no spaces are known. Too low, as
    vehicles that came and went between two passes are not seen. [vehicle/space/day]
    """
    spaces = sections.loc[sections["spaces"] > 0].set_index("section")["spaces"]
    own = table[table["section"].isin(spaces.index)]
    total = float(spaces.sum()) * n_days
    if not total:
        return None, None
    distinct = len(own[["visit", "vehicle"]].drop_duplicates())
    return distinct / total, len(own) / total
