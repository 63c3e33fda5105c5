"""Opening hours in the syntax of OpenStreetMap, as parts of kinds of days."""

import datetime as dt
from collections.abc import Mapping

from opening_hours import OpeningHours, validate

from beffroi.territory.mobility import BANDS, SLOTS

LONGEST = 500
"""Longest rule taken: a bound on harm. [character]"""
MONDAY = dt.date(2026, 9, 14)
"""Start of a week of school, without public holiday, that stands for any other."""
WEEK = {"weekday": range(5), "saturday": range(5, 6), "sunday": range(6, 7)}
STEP = 15
"""Gap between the moments that are looked at. [min]"""
Slot = tuple[str, str]


def shares(written: str) -> Mapping[Slot, float] | None:
    """Say on which share of each kind of day something is open in each part of it.

    Parameters
    ----------
    written
        Rule of opening hours, such as ``Mo-Fr 07:00-19:00``.

    Returns
    -------
    By kind of day and band; None if the rule cannot be understood. [1]

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification

    Examples
    --------
    >>> found = shares("Mo-Fr 07:00-19:00; Sa 09:00-12:00")
    >>> found["weekday", "evening"], found["saturday", "evening"], found["sunday", "daytime"]
    (1.0, 0.0, 0.0)
    >>> shares("the day before") is None
    True
    """
    if len(written) > LONGEST or not validate(written):
        return None
    rule = OpeningHours(written)
    return {(day, band): _share(rule, day, band) for day, band in SLOTS}


def _share(rule: OpeningHours, day: str, band: str) -> float:
    start, end = BANDS[band]
    days = [MONDAY + dt.timedelta(days=number) for number in WEEK[day]]
    open_ = [
        any(
            rule.is_open(dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minute))
            for minute in range(int(60 * start), int(60 * end), STEP)
        )
        for date in days
    ]
    return sum(open_) / len(open_)
