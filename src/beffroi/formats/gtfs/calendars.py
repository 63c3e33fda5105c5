"""Calendars of a timetable: those too long to be one, and the days of service near a given day."""

import datetime as dt
from dataclasses import replace

from beffroi.formats.gtfs.feed import ADDED, DAYS, Feed, validity
from beffroi.formats.gtfs.links import among

LONGEST = 3 * 366
"""Days beyond which a calendar is taken for a form filled in once for all, not for a period of
service: a choice of ours."""
NEAR = 92
"""Days around the one on which a feed came in that are taken to speak of it, a season: a choice of
ours."""


def is_endless(feed: Feed) -> bool:
    """Say whether a feed claims to run for longer than any timetable does."""
    return bool(feed.begin) and days_between(feed.begin, feed.end) > LONGEST


def days_between(one: str, other: str) -> int:
    """Count the days between two days, whichever comes first.

    Examples
    --------
    >>> days_between("2026-03-01", "2026-02-27")
    2
    """
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def nearest_day(feed: Feed, day: str) -> str:
    """Return the day of some service of the trips that is nearest to a day.

    Returns
    -------
    ISO 8601; empty if no trip has a day. Days taken away by `calendar_dates` are not looked at.
    """
    used = feed.tables["trips"]["service_id"]
    found: list[str] = []
    if "calendar" in feed.tables:
        weekly = feed.tables["calendar"]
        runs = among(weekly["service_id"], used) & (weekly[list(DAYS)] == 1).any(axis=1).to_numpy()
        spans = weekly.loc[runs, ["start_date", "end_date"]].itertuples(index=False)
        found += [min(max(day, start), end) for start, end in spans if start <= end]
    if "calendar_dates" in feed.tables:
        dates = feed.tables["calendar_dates"]
        is_added = (dates["exception_type"] == ADDED).to_numpy(dtype=bool, na_value=False)
        found += list(dates.loc[among(dates["service_id"], used) & is_added, "date"])
    return min(found, key=lambda other: days_between(day, other), default="")


def around(feed: Feed, day: str) -> Feed:
    """Keep the days of service of a feed within `NEAR` days of a day."""
    near = dt.timedelta(days=NEAR)
    middle = dt.date.fromisoformat(day)
    first = (middle - min(near, middle - dt.date.min)).isoformat()
    last = (middle + min(near, dt.date.max - middle)).isoformat()
    tables = dict(feed.tables)
    if "calendar" in tables:
        weekly = tables["calendar"]
        start, end = weekly["start_date"], weekly["end_date"]
        cut = weekly.assign(
            start_date=start.mask(start < first, first), end_date=end.mask(end > last, last)
        )
        tables["calendar"] = cut[cut["start_date"] <= cut["end_date"]].reset_index(drop=True)
    if "calendar_dates" in tables:
        dates = tables["calendar_dates"]
        tables["calendar_dates"] = dates[dates["date"].between(first, last)].reset_index(drop=True)
    begin, end_ = validity(tables)
    return replace(feed, tables=tables, begin=begin, end=end_)
