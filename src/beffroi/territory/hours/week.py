"""Opening hours in the syntax of OpenStreetMap, read as a week of quarter hours."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from opening_hours import OpeningHours, ParserError, State, UnknownCountryError  # type: ignore[attr-defined]

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.territory.hours.french import french, is_of_map
from beffroi.territory.hours.said import LONGEST, Unread
from beffroi.territory.hours.school import QUOTED, Zone, dated, names_school

QUARTER = 15
"""Grain of a week. [min]"""
QUARTERS = 24 * 60 // QUARTER
SHUT, OPEN, UNSURE = 0, 1, 2
"""What a quarter hour may be; unsure where a condition is told, such as an appointment."""
TIMES = re.compile(r"\d{1,2}:\d{2}")
EXPECTED = re.compile(r"-->\s*\d+:(\d+)")


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """Opening hours that were understood.

    Attributes
    ----------
    text
        As written.
    rule
        As the library evaluates them.
    warnings
        What is odd in the text, as the library says it, in English.
    ignores_school
        Whether the text names school holidays and they are not taken into account, for want of a
        zone or of a form that is read.
    """

    text: str
    rule: OpeningHours
    warnings: tuple[str, ...]
    ignores_school: bool


def parsed(text: str, country: str = "FR", school: Zone | None = None) -> Hours | Unread:
    """Read opening hours in the syntax of OpenStreetMap.

    Parameters
    ----------
    text
        As written on the map.
    country
        Country whose public holidays hold, ISO 3166 (two letters).
    school
        Zone of the French school holidays; they are ignored, and said so, where None.

    Returns
    -------
    The hours, or why they cannot be read.

    Raises
    ------
    InputError
        If no country has this code.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification

    Examples
    --------
    >>> parsed("Mo-Fr 08:30-19:00").ignores_school
    False
    >>> parsed("lundi 9h-12h").why.en
    'the syntax of OpenStreetMap is not followed from sign 1 on: lundi 9h-12h'
    """
    if len(text) > LONGEST:
        return Unread(text[:LONGEST], both("more than {most} signs", most=LONGEST))
    if not text.strip():
        return Unread(text, both("no opening hours are told"), is_told=False)
    even = " ".join(text.split()).strip("; ")
    of_school = names_school(even)
    with_dates = dated(even, school) if school and of_school else None
    try:
        rule = OpeningHours(with_dates or even, country=country)
    except ParserError as error:
        found = EXPECTED.search(str(error))
        at = int(found[1]) if found else 1
        why = both("the syntax of OpenStreetMap is not followed from sign {at} on: {rest}",
                   at=at, rest=even[at - 1 : at + 39])  # fmt: skip
        return Unread(text, why)
    except UnknownCountryError as error:
        raise InputError("No country has the code {code!r}: give two letters, such as FR.",
                         code=country) from error  # fmt: skip
    return Hours(text, rule, tuple(rule.warnings), of_school and with_dates is None)


def understood(text: str, country: str = "FR", school: Zone | None = None) -> Hours | Unread:
    """Read opening hours in the syntax of OpenStreetMap or, failing that, in French.

    Returns
    -------
    The hours, or why they cannot be read in French.

    Examples
    --------
    >>> understood("lundi 9h-12h").text
    'Mo 09:00-12:00'
    """
    found = parsed(text, country, school)
    if isinstance(found, Hours) or is_of_map(text):
        return found
    said = french(text)
    return said if isinstance(said, Unread) else parsed(said.syntax, country, school)


def states(hours: Hours, monday: dt.date) -> NDArray[np.int8]:
    """Say for each quarter hour of a week whether it is open, as it begins.

    Returns
    -------
    (7, 96)
        `SHUT`, `OPEN` or `UNSURE`.
    """
    begin = dt.datetime.combine(monday, dt.time())
    end = begin + dt.timedelta(days=7)
    grid = np.zeros(7 * QUARTERS, np.int8)
    for start, stop, state, _ in hours.rule.intervals(begin, end):
        if state == State.CLOSED:
            continue
        first, last = (_quarter(when, begin) for when in (start, stop or end))
        grid[first:last] = OPEN if state == State.OPEN else UNSURE
    return grid.reshape(7, QUARTERS)


def _quarter(when: dt.datetime, begin: dt.datetime) -> int:
    """Return the first quarter hour that begins at a moment or after it."""
    minutes = (when - begin).total_seconds() / 60
    return int(np.clip(np.ceil(minutes / QUARTER), 0, 7 * QUARTERS))


def week(hours: Hours, monday: dt.date) -> NDArray[np.bool_]:
    """Say for each quarter hour of a week whether it is surely open, as it begins.

    Parameters
    ----------
    hours
        Hours that were understood.
    monday
        First day of the week.

    Returns
    -------
    (7, 96)
        Whether it is open; hours under a condition are not.

    Examples
    --------
    >>> open_ = week(parsed("Mo-Fr 08:30-19:00; Sa 09:00-13:00; PH off"), dt.date(2026, 7, 13))
    >>> (open_.sum(axis=1) / 4).tolist()  # hours; the 14th is a holiday
    [10.5, 0.0, 10.5, 10.5, 10.5, 4.0, 0.0]
    """
    return np.equal(states(hours, monday), OPEN)


def is_open(hours: Hours, when: dt.datetime) -> bool | None:
    """Say whether it is open at a moment.

    Returns
    -------
    None where a condition decides.

    Examples
    --------
    >>> hours = parsed("Mo-Fr 08:30-19:00; Sa 09:00-13:00; PH off")
    >>> [is_open(hours, dt.datetime(2026, 7, day, 10)) for day in (14, 15)]
    [False, True]
    """
    state, _ = hours.rule.state(when)
    return None if state == State.UNKNOWN else bool(state == State.OPEN)


def next_change(hours: Hours, when: dt.datetime) -> dt.datetime | None:
    """Return when it next opens or closes.

    Returns
    -------
    None where it never does.

    Examples
    --------
    >>> next_change(parsed("Mo-Fr 08:30-19:00"), dt.datetime(2026, 7, 18, 10))
    datetime.datetime(2026, 7, 20, 8, 30)
    """
    found = hours.rule.next_change(when)
    return found if isinstance(found, dt.datetime) else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sources say the same hours.

    Attributes
    ----------
    week
        Share of the week on which both say open or both say closed; NaN if they say nothing. [1]
    open
        Share of the time that one of them says open on which both do; NaN if neither does. [1]
    """

    week: float
    open: float


def agreement(one: Hours, other: Hours, monday: dt.date) -> Agreement:
    """Compare two sources over a week; what a condition decides in one of them is left out.

    Examples
    --------
    >>> agreement(parsed("Mo 08:00-12:00"), parsed("Mo 08:00-10:00"), dt.date(2026, 9, 14)).open
    0.5
    """
    first, second = states(one, monday), states(other, monday)
    sure = (first != UNSURE) & (second != UNSURE)
    either = sure & ((first == OPEN) | (second == OPEN))
    both_open = sure & (first == OPEN) & (second == OPEN)
    return Agreement(
        float((first == second)[sure].mean()) if sure.any() else float("nan"),
        float(both_open.sum() / either.sum()) if either.any() else float("nan"),
    )


def contradictions(hours: Hours) -> tuple[Words, ...]:
    """Say where opening hours contradict themselves.

    Two rules for the same days, of which the second silently takes the place of the first; spans
    of one rule that overlap; hours that are never open.

    Examples
    --------
    >>> contradictions(parsed("Mo 09:00-12:00; Mo 14:00-18:00"))[0].en
    'two rules for Mo: the second, 14:00-18:00, takes the place of the first, 09:00-12:00'
    >>> contradictions(parsed("Mo-Fr 09:00-12:00; Mo off"))
    ()
    """
    bare = QUOTED.sub("", hours.text)
    found: list[Words] = []
    seen: dict[str, str] = {}
    for rule in bare.split(";"):
        when, times = _parts(rule.strip())
        if not times:
            continue
        if when in seen and seen[when] != times:
            found.append(both(
                "two rules for {days}: the second, {second}, takes the place of the first, {first}",
                days=when or both("every day"), second=times, first=seen[when],
            ))  # fmt: skip
        seen[when] = times
        found += _overlaps(times)
    return tuple(found)


def _parts(rule: str) -> tuple[str, str]:
    """Part the days of a rule from its times."""
    found = TIMES.search(rule)
    if not found or ", " in rule[: found.start()]:
        return rule, ""
    return " ".join(rule[: found.start()].strip(" :").split()), rule[found.start() :].strip()


def _overlaps(times: str) -> list[Words]:
    spans = re.findall(r"(?<![\d:])(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})", times)
    if len(re.findall(r"[A-Z][a-z]\b|\bPH\b", times)):  # rules joined by a comma: other days
        return []
    minutes = sorted((60 * int(a) + int(b), 60 * int(c) + int(d)) for a, b, c, d in spans)
    return [both("spans that overlap: {times}", times=times)
            for before, after in pairwise(minutes) if after[0] < before[1]]  # fmt: skip
