"""Words of the exhibits of public transport: dates, hours, classes, and what limits them."""

import math

from beffroi.engines.mobility.service.day_types import KIND_WORDS, differs, measured
from beffroi.engines.mobility.service.figures import day_words
from beffroi.engines.mobility.service.norms import numbers
from beffroi.engines.mobility.service.quality import Quality
from beffroi.foundation.language import Words

DAY_HOURS = 24


def noted(found: Quality, said: Words, hidden: int = 0) -> Words:
    """Say how to read an exhibit, how many lines it leaves out, and which dates were counted."""
    more = Words("", "")
    if hidden:
        more = Words(
            fr=" Lignes non montrées, moins fréquentes : {n}.",
            en=" Lines not shown, less frequent: {n}.",
        ).filled(n=str(hidden))
    return Words("{said}{more} {dates}", "{said}{more} {dates}").filled(
        said=said, more=more, dates=dates_words(found)
    )


def dates_words(found: Quality) -> Words:
    """Say which dates stand for the day types, and what is said of holidays."""
    kinds = measured(found.basin.types)
    french = " ; ".join(f"{KIND_WORDS[k].fr} {day_words(found, k).fr}" for k in kinds)
    english = "; ".join(f"{KIND_WORDS[k].en} {day_words(found, k).en}" for k in kinds)
    note = Words(fr="Dates comptées : {days}.", en="Dates counted: {days}.")
    filled = note.filled(days=Words(fr=french or "aucune", en=english or "none"))
    if "holiday_weekday" in kinds:
        return filled
    said = {"none": SAME, "unknown": UNSURE}.get(differs(found.basin.types), NO_HOLIDAY)
    return Words("{note} {said}", "{note} {said}").filled(note=filled, said=said)


SAME = Words(
    fr="Les vacances ne se distinguent pas dans ces horaires.",
    en="Holidays cannot be told apart in these timetables.",
)
UNSURE = Words(
    fr="Les semaines diffèrent, sans que l'on puisse dire lesquelles sont de vacances.",
    en="Weeks differ, but which of them are holidays cannot be told.",
)
NO_HOLIDAY = Words(
    fr="Aucune date de vacances dans ces horaires.", en="No holiday date in these timetables."
)


def hour_words(hour: int) -> Words:
    """Name an hour of the service day.

    Examples
    --------
    >>> hour_words(8).en, hour_words(25).fr
    ('8:00', '1 h (lendemain)')
    """
    if hour < DAY_HOURS:
        return Words(fr=f"{hour} h", en=f"{hour}:00")
    late = hour - DAY_HOURS
    return Words(fr=f"{late} h (lendemain)", en=f"{late}:00 (next day)")


def clock(seconds: float) -> str:
    """Write a time of the service day, past 24 hours if need be; a dash if there is none.

    Examples
    --------
    >>> clock(90_300.0), clock(float("nan"))
    ('25:05', '–')
    """
    if math.isnan(seconds):
        return "–"
    minutes = int(seconds // 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def class_words(threshold: float) -> Words:
    """Name a class of service by its least departures a day.

    Examples
    --------
    >>> class_words(30).fr, class_words(1).en
    ('30 à 59', '1 to 14')
    """
    steps = sorted(numbers("classes"))
    if threshold not in steps:
        return Words(fr="aucun départ", en="no departure")
    place = steps.index(int(threshold))
    if place == len(steps) - 1:
        return Words(fr=f"{steps[-1]} et plus", en=f"{steps[-1]} and more")
    low, high = steps[place], steps[place + 1] - 1
    return Words(fr=f"{low} à {high}", en=f"{low} to {high}")


def number(value: float) -> float | None:
    """Return a number, None where it is unknown."""
    return None if math.isnan(value) else float(value)
