"""When a shop is open: its moments day by day for weeks to come, and its usual week."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from opening_hours import OpeningHours, State

from beffroi.territory.hours import Hours, parsed, understood
from beffroi.territory.hours.school import Zone
from beffroi.territory.hours.school import holidays as school_holidays

Moments = tuple[tuple[int, int], ...]
"""Stretches of a day, from its midnight; the end may lie after the next one. [min]"""
DAY, LONGEST_NIGHT = 1440, 720
"""Minutes of a day, and of a stretch that goes on after midnight without being cut. [min]"""
MOST_STRETCHES = 48
"""Most stretches a day, on average: a bound on harm. [1]"""
HOLIDAYS = "PH"
ZONES: tuple[Zone, ...] = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Timetable:
    """The moments when a shop is open.

    Attributes
    ----------
    open_
        By day from the first, when its hours say that it is open.
    doubtful
        By day, when it may be: its hours bear a condition ("by appointment"), or it is a public
        holiday and they do not say what they become.
    week
        Its usual week, Monday first: for each day the most frequent of the days that are no
        public holiday.
    notes
        What the hours say in words, such as a condition.
    """

    open_: tuple[Moments, ...]
    doubtful: tuple[Moments, ...]
    week: tuple[Moments, ...]
    notes: tuple[str, ...] = ()


def holidays(first: dt.date, n_days: int, country: str = "FR") -> frozenset[dt.date]:
    """List the public holidays of a country, from a day on.

    Examples
    --------
    >>> sorted(holidays(dt.date(2026, 7, 1), 60))
    [datetime.date(2026, 7, 14), datetime.date(2026, 8, 15)]
    """
    start = dt.datetime.combine(first, dt.time())
    found = parsed(HOLIDAYS, country)
    if not isinstance(found, Hours):
        return frozenset()
    return frozenset(
        day
        for begins, ends, state, _ in found.rule.intervals(start, start + dt.timedelta(n_days))
        if state == State.OPEN
        for day in _days(begins.date(), ends)
    )


def _days(first: dt.date, ends: dt.datetime) -> Iterator[dt.date]:
    day = first
    while dt.datetime.combine(day, dt.time()) < ends:
        yield day
        day += dt.timedelta(1)


def timetables(
    rules: Iterable[str],
    first: dt.date,
    n_days: int,
    country: str = "FR",
    *,
    school: Zone | None = None,
) -> dict[str, Timetable | None]:
    """Work out the moments of each rule of opening hours.

    Parameters
    ----------
    rules
        In the syntax of OpenStreetMap or in French, each once or more.
    first, n_days
        The days looked at, at least a week.
    country
        Code of the country whose public holidays count, ISO 3166-1.
    school
        Zone of the French school holidays; hours that name them are doubtful within those of any
        zone where None.

    Returns
    -------
    By rule; None for one that cannot be understood, or is too long to be honest.

    Raises
    ------
    InputError
        If no country has this code.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
    """
    off = holidays(first, n_days, country)
    return {
        rule: timetable(rule, first, n_days, off, country, school=school)
        for rule in dict.fromkeys(rules)
    }


def timetable(
    rule: str,
    first: dt.date,
    n_days: int,
    off: frozenset[dt.date],
    country: str = "FR",
    *,
    school: Zone | None = None,
) -> Timetable | None:
    """Work out the moments of one rule; `timetables` says the rest.

    Parameters
    ----------
    off
        Public holidays of those days.

    Examples
    --------
    >>> found = timetable("Mo-Fr 08:30-19:00; PH off", dt.date(2026, 7, 13), 7,
    ...                   holidays(dt.date(2026, 7, 13), 7))
    >>> found.open_[:3]
    (((510, 1140),), (), ((510, 1140),))
    """
    hours = understood(rule, country, school)
    spans = _spans(hours.rule, first, n_days) if isinstance(hours, Hours) else None
    if spans is None or not isinstance(hours, Hours):
        return None
    sure: list[list[tuple[int, int]]] = [[] for _ in range(n_days)]
    doubtful: list[list[tuple[int, int]]] = [[] for _ in range(n_days)]
    untold = _untold(hours, first, n_days, off)
    for begins, ends, state, note in spans:
        if state == State.CLOSED:
            continue
        for day, stretch in _cut(begins, ends, first, n_days):
            is_sure = state == State.OPEN and not note
            (sure if is_sure and day not in untold else doubtful)[day].append(stretch)
    days = tuple(tuple(one) for one in sure)
    notes = tuple(dict.fromkeys(note for *_, note in spans if note))
    maybe = tuple(tuple(one) for one in doubtful)
    return Timetable(days, maybe, usual_week(days, first, off), notes)


Span = tuple[dt.datetime, dt.datetime, State, str]


def _untold(hours: Hours, first: dt.date, n_days: int, off: frozenset[dt.date]) -> frozenset[int]:
    """List the days, by number, of which the hours do not say what they become.

    Those are public holidays where the hours name none, and school holidays of any zone where the
    hours name them and the zone is not known.
    """
    days = set() if HOLIDAYS in hours.text else {(day - first).days for day in off}
    if hours.ignores_school:
        away = [span for zone in ZONES for span in school_holidays(zone)]
        for number in range(n_days):
            day = first + dt.timedelta(number)
            if any(begins <= day <= ends for begins, ends in away):
                days.add(number)
    return frozenset(days)


def _spans(rule: OpeningHours, first: dt.date, n_days: int) -> list[Span] | None:
    start = dt.datetime.combine(first, dt.time())
    most = MOST_STRETCHES * n_days
    spans = [*islice(rule.intervals(start, start + dt.timedelta(n_days)), most + 1)]
    return None if len(spans) > most else spans


def _cut(
    begins: dt.datetime, ends: dt.datetime, first: dt.date, n_days: int
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Cut a stretch into those of its days; a night stays with the evening that it began."""
    day = (begins.date() - first).days
    start = begins.hour * 60 + begins.minute
    left = start + round((ends - begins).total_seconds() / 60)
    while left > DAY + LONGEST_NIGHT and day < n_days:
        yield day, (start, DAY)
        day, start, left = day + 1, 0, left - DAY
    if day < n_days and left > start:
        yield day, (start, left)


def usual_week(
    days: tuple[Moments, ...], first: dt.date, off: frozenset[dt.date]
) -> tuple[Moments, ...]:
    """Say what each day of the week is most often, Monday first; the earliest of the equals."""
    week = []
    for weekday in range(7):
        found = Counter(
            moments
            for number, moments in enumerate(days)
            if (day := first + dt.timedelta(number)).weekday() == weekday and day not in off
        )
        week.append(found.most_common(1)[0][0] if found else ())
    return tuple(week)


def is_open(moments: tuple[Moments, ...], day: int, minute: int) -> bool:
    """Say whether a shop is open at a minute of a day, the night before counted.

    Examples
    --------
    >>> is_open((((1080, 1560),), ()), 1, 60)
    True
    """
    today = moments[day] if 0 <= day < len(moments) else ()
    before = moments[day - 1] if 0 < day <= len(moments) else ()
    return any(a <= minute < b for a, b in today) or any(a <= minute + DAY < b for a, b in before)
