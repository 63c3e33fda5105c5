"""Patterns: which dates of a feed run alike, and which weeks are those of school."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.service.holidays import public_holidays
from beffroi.engines.mobility.service.norms import norm
from beffroi.engines.mobility.service.schedule import Schedule

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Difference = Literal["school", "trips", "none", "unknown"]
"""How term and holidays were told apart: by school lines, by the number of runs, not at all since
all weeks run alike, or not at all since nothing is sure."""


def patterns(found: Schedule, is_school: Flags) -> pd.DataFrame:
    """Describe what runs on each date.

    Parameters
    ----------
    found
        The feed.
    is_school : (n_trips,)
        Whether each trip is of a line for pupils.

    Returns
    -------
    Indexed by date, in order: `pattern` (dates on which the same trips run, whatever their
    identifiers, bear the same number), `runs` and `school_runs` of the day, `day` (of the week, 0
    for Monday), `is_holiday` (a public holiday, where its law is known). Dates on which nothing
    runs are absent.
    """
    trips = found.trips
    by_service = pd.DataFrame(
        {
            "service_id": trips["service_id"],
            "mark": trips["content"].where(trips["n_runs"] > 0, 0),
            "runs": trips["n_runs"],
            "school_runs": trips["n_runs"].where(is_school, 0.0),
        }
    )
    by_service = by_service.groupby("service_id").sum()
    dated = found.days.merge(by_service, on="service_id")
    by_date = dated.groupby("date")[["mark", "runs", "school_runs"]].sum().sort_index()
    by_date = by_date[by_date["runs"] > 0]
    dates = pd.DatetimeIndex(by_date.index)
    holidays = public_holidays(found.timezone, sorted(set(dates.year)))
    return pd.DataFrame(
        {
            "pattern": pd.factorize(by_date["mark"])[0],
            "runs": by_date["runs"],
            "school_runs": by_date["school_runs"],
            "day": dates.day_of_week,
            "is_holiday": np.array([day.date() in holidays for day in dates], dtype=bool),
        },
        index=dates,
    )


@dataclass(frozen=True, eq=False)
class Terms:
    """Weeks of school and weeks of holiday.

    Attributes
    ----------
    difference
        How they were told apart.
    school, holiday
        Dates from Monday to Friday, public holidays set aside; both are all of them where no
        difference is made, and holiday is empty where it is unknown.
    """

    difference: Difference
    school: pd.DatetimeIndex
    holiday: pd.DatetimeIndex


def terms(dates: pd.DataFrame) -> Terms:
    """Tell the weeks of school from those of holiday, as a timetable shows them.

    Each week is given the share of school runs and the level of its runs: the median, over its
    ordinary weekdays, of the day's runs over those of the median day of that name. Where school
    lines run in some weeks and not in others, these tell. Elsewhere the levels are cut at their
    widest gap, if weeks are found on both sides often enough, and if the fall is deep enough: less
    is asked where the level falls and rises again than where it changes once, which may be a new
    timetable.

    Parameters
    ----------
    dates
        As `patterns` gives them.
    """
    ordinary = dates[(dates["day"] < 5) & ~dates["is_holiday"]]
    every = pd.DatetimeIndex(ordinary.index)
    weeks = _weeks(ordinary)
    is_school, difference = _cut(weeks)
    if difference in {"none", "unknown"}:
        return Terms(difference, every, every if difference == "none" else every[:0])
    of_week = pd.Series(is_school, index=weeks.index)
    # a week too short to be told is neither
    told = of_week.reindex(_week(every)).to_numpy(dtype=float, na_value=np.nan)
    return Terms(difference, every[told == 1], every[told == 0])


def _week(dates: pd.DatetimeIndex) -> npt.NDArray[np.int64]:
    """Give each date the number of its week, from Monday to Sunday."""
    days = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    return (days + 3) // 7  # 1 January 1970 was a Thursday


def _weeks(ordinary: pd.DataFrame) -> pd.DataFrame:
    usual = ordinary.groupby("day")["runs"].transform("median")
    own = pd.DataFrame(
        {
            "week": _week(pd.DatetimeIndex(ordinary.index)),
            "level": ordinary["runs"] / usual,
            "school": (ordinary["school_runs"] > 0).astype(float),
            "days": 1,
        }
    )
    weeks = own.groupby("week").agg({"level": "median", "school": "median", "days": "sum"})
    return weeks[weeks["days"] >= norm("fewest_days_of_week")]


def _cut(weeks: pd.DataFrame) -> tuple[Flags, Difference]:
    """Say which weeks are of school, and what told it."""
    level, has_school = weeks["level"].to_numpy(), weeks["school"].to_numpy() >= 0.5
    fewest = max(1.0, norm("least_share_of_weeks") * len(weeks))
    if min(has_school.sum(), (~has_school).sum()) >= fewest:
        return has_school, "school"
    upper, gap = _widest(level, fewest)
    if gap == 0:
        same = len(weeks) == 0 or _is_level(level)
        return np.ones(len(weeks), dtype=bool), "none" if same else "unknown"
    n_changes = int((np.diff(upper.astype(np.int8)) != 0).sum())
    asked = norm("gap_back_and_forth") if n_changes > 1 else norm("gap_once")
    if gap < asked:
        is_small = gap < norm("gap_back_and_forth")
        return upper, "none" if is_small else "unknown"
    return upper, "trips"


def _is_level(level: Floats) -> bool:
    """Say whether almost all weeks run alike, but for a few odd ones."""
    low, high = np.quantile(level, [0.1, 0.9])
    return bool(high - low < norm("gap_back_and_forth") * high)


def _widest(level: Floats, fewest: float) -> tuple[Flags, float]:
    """Cut levels at their widest gap that leaves enough weeks on both sides.

    Returns
    -------
    Which are above it, and how deep it is, over the level above; 0 if there is none.
    """
    ordered = np.sort(level)
    above = len(ordered) - np.arange(1, len(ordered))
    steps = np.diff(ordered)
    steps[(above < fewest) | (np.arange(1, len(ordered)) < fewest)] = 0
    if not len(steps) or steps.max() <= 0:
        return np.ones(len(level), dtype=bool), 0.0
    k = int(steps.argmax())
    return level > ordered[k] + steps[k] / 2, float(steps[k] / ordered[k + 1])
