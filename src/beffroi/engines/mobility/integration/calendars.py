"""Calendars: on which days every operator runs, and on which some are silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.integration.inputs import Tables, parameter

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED = 1
Days = npt.NDArray[np.int64]
Spans = dict[str, tuple[int, int]]
MONDAY = 4
"""Day number 4 since 1970, 5 January, was a Monday."""


@dataclass(frozen=True)
class Calendars:
    """The days of service of several feeds.

    Attributes
    ----------
    spans
        One row a feed: `feed`, `first` and `last` day of service (ISO 8601, missing if it has
        none), `days` of service, `is_endless`: whether its calendar lasts too long to be a period
        of service; its days are then counted within the spans of the others only, or, if all are
        endless, for as long as the parameter `longest_calendar`.
    window
        First and last day of the period in which every feed has its service; empty if none.
    common
        Days on which every feed runs. [day]
    shared
        One row for each pair of feeds: `feed`, `other`, `days` on which both run.
    alone
        One row for each unbroken run of days within the spans of all feeds on which some feed runs
        and another does not: `first`, `last`, `days`, `running`, `silent` (keys, comma-separated).
    """

    spans: pd.DataFrame
    window: tuple[str, str]
    common: int
    shared: pd.DataFrame
    alone: pd.DataFrame


def calendars(feeds: Mapping[str, Tables]) -> Calendars:
    """Lay the calendars of several feeds side by side, without changing any.

    Parameters
    ----------
    feeds
        By key, the tables of each feed: `trips`, and `calendar` or `calendar_dates` or both.
    """
    bounds = {key: _bounds(tables) for key, tables in feeds.items()}
    longest = int(parameter("longest_calendar"))
    endless = {k for k, b in bounds.items() if b is not None and b[1] - b[0] > longest}
    horizon = _horizon({k: b for k, b in bounds.items() if b is not None}, endless, longest)
    days = {
        key: _days(tables, *(horizon if key in endless else bounds[key] or (0, -1)))
        for key, tables in feeds.items()
    }
    spans = _spans(days, {key: bounds[key] for key in endless})
    return Calendars(spans, _window(spans), _common(days), _shared(days), _alone(days))


def _horizon(bounds: Spans, endless: set[str], longest: int) -> tuple[int, int]:
    """Bound the days that are counted of a calendar too long to be one."""
    timed = [span for key, span in bounds.items() if key not in endless]
    if timed:
        return min(first for first, _ in timed), max(last for _, last in timed)
    first = max((first for first, _ in bounds.values()), default=0)
    return first, first + longest


def _number(days: pd.Series) -> Days:
    return days.to_numpy(dtype="datetime64[D]").astype(np.int64)


def _used(tables: Tables, name: str) -> pd.DataFrame:
    """Return the rows of a calendar whose service some trip has."""
    frame = tables.get(name)
    if frame is None:
        return pd.DataFrame()
    return frame[frame["service_id"].isin(tables["trips"]["service_id"].unique())]


def _bounds(tables: Tables) -> tuple[int, int] | None:
    """Return the first and the last day that the calendars of a feed's trips name."""
    weekly, dates = _used(tables, "calendar"), _used(tables, "calendar_dates")
    named: list[Days] = []
    if len(weekly):
        runs = weekly[(weekly[list(WEEKDAYS)] == 1).any(axis=1).to_numpy(bool, na_value=False)]
        named += [_number(runs["start_date"]), _number(runs["end_date"])]
    if len(dates):
        named.append(_number(dates.loc[dates["exception_type"] == ADDED, "date"]))
    numbers = np.concatenate([np.empty(0, np.int64), *named])
    return (int(numbers.min()), int(numbers.max())) if len(numbers) else None


def _days(tables: Tables, first: int, last: int) -> Days:
    """List the days, between two, on which some trip of a feed runs, as numbers since 1970."""
    if last < first:
        return np.empty(0, np.int64)
    n_running = np.zeros(last - first + 1, dtype=np.int64)
    weekly, dates = _used(tables, "calendar"), _used(tables, "calendar_dates")
    exceptions = _exceptions(dates, first, last)
    services = {str(service) for service in tables["trips"]["service_id"].dropna().unique()}
    spans = {str(row["service_id"]): row for _, row in weekly.iterrows()}
    for service in services:
        n_running += _runs(spans.get(service), exceptions.get(service), first, last)
    return first + np.flatnonzero(n_running > 0)


def _exceptions(dates: pd.DataFrame, first: int, last: int) -> dict[str, tuple[Days, Days]]:
    """Return, by service, the places of the days added and of those taken away."""
    if dates.empty:
        return {}
    number = _number(dates["date"])
    near = (number >= first) & (number <= last)
    kept = dates[near].assign(place=number[near] - first)
    found: dict[str, tuple[Days, Days]] = {}
    for service, rows in kept.groupby("service_id"):
        is_added = (rows["exception_type"] == ADDED).to_numpy(dtype=bool, na_value=False)
        place = rows["place"].to_numpy(dtype=np.int64)
        found[str(service)] = place[is_added], place[~is_added]
    return found


def _runs(
    row: pd.Series | None, exceptions: tuple[Days, Days] | None, first: int, last: int
) -> npt.NDArray[np.bool_]:
    """Say on which days a service runs."""
    runs = np.zeros(last - first + 1, dtype=bool)
    if row is not None:
        start, end = _number(pd.Series([row["start_date"], row["end_date"]]))
        held = slice(max(int(start) - first, 0), max(int(end) - first + 1, 0))
        weekday = (np.arange(first, last + 1)[held] - MONDAY) % len(WEEKDAYS)
        runs[held] = np.array([row[day] == 1 for day in WEEKDAYS])[weekday]
    if exceptions is not None:
        runs[exceptions[0]] = True
        runs[exceptions[1]] = False
    return runs


def _spans(days: Mapping[str, Days], endless: Mapping[str, tuple[int, int] | None]) -> pd.DataFrame:
    rows = []
    for key, held in days.items():
        ends = endless.get(key) or ((int(held[0]), int(held[-1])) if len(held) else None)
        first, last = (None, None) if ends is None else map(_iso, ends)
        rows.append((key, first, last, len(held), key in endless))
    return pd.DataFrame(rows, columns=["feed", "first", "last", "days", "is_endless"]).astype(
        {"feed": "string", "first": "string", "last": "string"}
    )


def _window(spans: pd.DataFrame) -> tuple[str, str]:
    if spans.empty or spans["first"].isna().any():
        return "", ""
    first, last = str(spans["first"].max()), str(spans["last"].min())
    return (first, last) if first <= last else ("", "")


def _common(days: Mapping[str, Days]) -> int:
    held = list(days.values())
    shared = held[0] if held else np.empty(0, np.int64)
    for other in held[1:]:
        shared = np.intersect1d(shared, other)
    return len(shared)


def _shared(days: Mapping[str, Days]) -> pd.DataFrame:
    rows = [(*pair, len(np.intersect1d(days[pair[0]], days[pair[1]])))
            for pair in combinations(days, 2)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["feed", "other", "days"])
    return frame.astype({"feed": "string", "other": "string"})


def _alone(days: Mapping[str, Days]) -> pd.DataFrame:
    columns = ["first", "last", "days", "running", "silent"]
    every = np.unique(np.concatenate([np.empty(0, np.int64), *days.values()]))
    runs = np.array([np.isin(every, held) for held in days.values()]).reshape(len(days), -1)
    partial = ~runs.all(axis=0) if len(days) else np.zeros(0, bool)
    every, runs = every[partial], runs[:, partial]
    changes = (np.diff(every) != 1) | (np.diff(runs.astype(np.int8), axis=1) != 0).any(axis=0)
    starts = np.flatnonzero(np.concatenate([np.ones(min(len(every), 1), bool), changes]))
    ends = np.append(starts[1:], len(every))[: len(starts)] - 1
    keys = np.array(list(days))
    rows = [
        (_iso(every[a]), _iso(every[b]), int(b - a + 1),
         ", ".join(keys[runs[:, a]]), ", ".join(keys[~runs[:, a]]))
        for a, b in zip(starts, ends, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(("first", "last", "running", "silent"), "string")
    )


def _iso(day: int | np.integer) -> str:
    return str(np.datetime64(int(day), "D"))
