"""Days and hours as people write them in the field: 9h30, 12/05/2026, or Excel's numbers."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.errors import SettingsError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
DAY = 86_400.0
EXCEL = 25_569.0
"""Days from Excel's first to 1 January 1970."""
SERIALS = (20_000.0, 80_000.0)
"""Days of Excel from 1954 to 2119."""
CENTURY = 2000
SILENCE = 3 * 3_600.0
"""Least time without a pass at which a day of survey may begin: passes are an hour or two apart."""
LONGER = 4 / 3
"""How much longer than the night another time without a pass is, for the day to begin in it."""
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[hH:]\s*(\d{2})?(?:\s*(?:min|m|:)\s*(\d{2})?(?:[.,]\d+)?)?)")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PARTED = re.compile(r"(\S+?)[ T,]+(?:à\s*)?(\S.*)")


def refuse_unknown_zone(zone: str) -> None:
    """Check the name of a time zone.

    Raises
    ------
    SettingsError
        If no zone has that name.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            "No time zone is called {zone!r}: give a name such as Europe/Paris.", zone=zone
        ) from error


def days(texts: Sequence[str]) -> Floats:
    """Read days: ISO 8601, day/month/year, or the numbers by which Excel keeps them.

    Returns
    -------
    (n,)
        Days since 1970-01-01; NaN where blank or not understood. [day]

    Examples
    --------
    >>> days(["2026-05-12", "12/05/2026", "12/05/26", "46154", "31/02/2026"])
    array([20585., 20585., 20585., 20585.,    nan])
    """
    return _each(texts, _day)


def clocks(texts: Sequence[str]) -> Floats:
    """Read times of day: 9h, 9h30, 09:30, 09:30:15, or Excel's parts of a day.

    Returns
    -------
    (n,)
        Seconds since midnight; NaN where blank or not understood. [s]

    Examples
    --------
    >>> clocks(["9h", "9h30", "09:30:15", "0.375", "0,5", "25h", "matin"])
    array([32400., 34200., 34215., 32400., 43200.,    nan,    nan])
    """
    return _each(texts, _clock)


def instants(texts: Sequence[str]) -> Floats:
    """Read days with their time, on the clock of the place.

    Returns
    -------
    (n,)
        Seconds since 1970-01-01T00:00 on that clock; NaN where blank or not understood. [s]

    Examples
    --------
    >>> instants(["2026-05-12T09:30:00", "12/05/2026 9h30", "46154.5"]) - days(["2026-05-12"]) * DAY
    array([34200., 34200., 43200.])
    """
    if len(texts) and all(len(text) in {16, 19} and text[4:5] == "-" for text in texts[:50]):
        read = pd.to_datetime(pd.Series(texts, dtype=object), format="ISO8601", errors="coerce")
        seconds = read.to_numpy().astype("datetime64[s]").astype(np.float64)
        return np.where(read.isna(), _each(texts, _instant), seconds) if read.isna().any() \
            else np.asarray(seconds)  # fmt: skip
    return _each(texts, _instant)


def moments(cells: Mapping[str, Sequence[str]], n: int) -> tuple[Floats, Floats]:
    """Read when each row of a table was, from the columns that it has.

    Parameters
    ----------
    cells
        Cells by role: `instant`, or `date` and `clock`, or `clock` (or a `pass` called by its
        hour) alone.
    n
        Rows.

    Returns
    -------
    (n,), (n,)
        Day since 1970-01-01, 0 where the table names none [day], and seconds since 1970-01-01T00:00
        on the clock of the place [s]; NaN where not understood.
    """
    if "instant" in cells:
        local = instants(cells["instant"])
        if np.isnan(local).mean() > 0.5 and "date" in cells:
            hours = clocks(cells["instant"])
            day = days(cells["date"])
            return day, day * DAY + hours
        return np.floor(local / DAY), local
    day = days(cells["date"]) if "date" in cells else np.zeros(n)
    clock = cells["clock"] if "clock" in cells else cells["pass"]
    hours = clocks(clock)
    return day, day * DAY + hours


def day_begin(local: Floats) -> float:
    """Tell when the day of a survey begins: midnight, unless people passed around it.

    Parameters
    ----------
    local : (n,)
        Times on the clock of the place; NaN where unknown. [s]

    Returns
    -------
    Seconds from midnight, in [-12 h, 12 h]: midnight, unless a time of the clock without a pass is
    longer by a third than the one that holds midnight, and `SILENCE` at least: then its middle.
    Where people passed all around the clock, and for less than a day in all, the first pass.

    Examples
    --------
    >>> day_begin(clocks(["9h", "18h"])), day_begin(clocks(["22h30", "23h30", "0h30"])) / 3600
    (0.0, 11.5)
    """
    known = local[np.isfinite(local)]
    if not len(known):
        return 0.0
    at = np.unique(known % DAY)
    ends = np.append(at[1:], at[0] + DAY)
    gaps = ends - at
    longest = int(np.argmax(gaps))
    begin = 0.0
    if gaps[longest] < SILENCE and np.ptp(known) < DAY:
        begin = float(known.min() % DAY)
    elif gaps[longest] >= SILENCE and gaps[longest] > LONGER * gaps[-1]:
        begin = (at[longest] + ends[longest]) / 2
    return float(begin - DAY if begin > DAY / 2 else begin)


def in_utc(local: Floats, zone: str) -> tuple[Floats, Flags, Flags]:
    """Place times of a clock that goes forward and back with the seasons.

    Parameters
    ----------
    local : (n,)
        Seconds since 1970-01-01T00:00 on the clock of the place; NaN where unknown. [s]
    zone
        IANA name of its time zone.

    Returns
    -------
    (n,), (n,), (n,)
        Seconds since 1970 in UTC, NaN where unknown or where the clock skipped that time [s];
        whether the clock skipped it; whether it showed it twice, in which case the first is taken.

    Examples
    --------
    >>> night = days(["2026-03-29", "2026-10-25"]) * DAY + 2.5 * 3600
    >>> seconds, skipped, twice = in_utc(night, "Europe/Paris")
    >>> skipped.tolist(), twice.tolist()
    ([True, False], [False, True])
    """
    known = np.isfinite(local)
    clock = pd.DatetimeIndex(np.where(known, local, 0.0).astype("int64").astype("datetime64[s]"))
    first = clock.tz_localize(zone, ambiguous=np.ones(len(clock), bool), nonexistent="NaT")
    last = clock.tz_localize(zone, ambiguous=np.zeros(len(clock), bool), nonexistent="NaT")
    skipped = known & np.asarray(first.isna())
    seconds = first.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[s]")
    utc = np.where(known & ~skipped, seconds.astype(np.float64), np.nan)
    return utc, skipped, known & ~skipped & np.asarray(first != last)


def _each(texts: Sequence[str], read: object) -> Floats:
    """Read each distinct text once."""
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
    values = np.array([read(str(text).strip()) for text in distinct], dtype=np.float64)  # type: ignore[operator]
    return values[codes] if len(distinct) else np.zeros(0)


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.nan


def _day(text: str) -> float:
    serial = _number(text)
    if SERIALS[0] <= serial <= SERIALS[1]:
        return math.floor(serial) - EXCEL
    if found := _ISO.match(text):
        year, month, day = map(int, found.groups())
    elif found := _DATE.match(text):
        day, month, year = map(int, found.groups())
    else:
        return math.nan
    try:
        read = date(year + (CENTURY if year < 100 else 0), month, day)
    except ValueError:
        return math.nan
    return float(read.toordinal() - date(1970, 1, 1).toordinal())


def _clock(text: str) -> float:
    part = _number(text)
    if math.isfinite(part):
        inside = SERIALS[0] <= part <= SERIALS[1]
        return round(part % 1 * DAY) if part < 1 or (inside and part % 1) else math.nan
    found = _CLOCK.fullmatch(text.rsplit("T", maxsplit=1)[-1])
    if found is None:
        return math.nan
    hour, minute, second = (int(one or 0) for one in found.groups())
    good = hour < 24 and minute < 60 and second < 60
    return hour * 3600.0 + minute * 60 + second if good else math.nan


def _instant(text: str) -> float:
    serial = _number(text)
    if SERIALS[0] <= serial <= SERIALS[1]:
        return round((serial - EXCEL) * DAY)
    found = _PARTED.fullmatch(text)
    if found is None:
        return math.nan
    return _day(found[1]) * DAY + _clock(found[2])
