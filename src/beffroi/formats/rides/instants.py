"""Instants as devices write them: ISO 8601, French dates, seconds or milliseconds since 1970."""

import re
from collections import Counter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.errors import SettingsError

Floats = npt.NDArray[np.float64]
EARLIEST, LATEST = 631_152_000.0, 4_102_444_800.0
"""1990 and 2100: no satellite receiver recorded rides before, none has yet after. [s]"""
SCALES = (1.0, 1e3, 1e6, 1e9)
"""Seconds, milliseconds, microseconds and nanoseconds since 1970: their ranges do not meet."""
MOST_MONTHS = 12
HALF = 0.5
_OFFSET = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)$", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ T,]+(\d{1,2})[:h](\d{2})(?::(\d{2}(?:[.,]\d+)?))?"
    r"\s*([AaPp][Mm])?$"
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?$")


def refuse_unknown_zone(zone: str) -> None:
    """Check a time zone that a person gave; empty is none.

    Raises
    ------
    SettingsError
        If no zone has that name.
    """
    try:
        if zone:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            "No time zone is called {zone!r}: give a name such as America/Cayenne.", zone=zone
        ) from error


def instants(cells: pd.Series, zone: str, notes: Counter[str]) -> Floats:
    """Read a column of instants.

    Parameters
    ----------
    cells : (n,)
        Texts, missing where blank.
    zone
        Time zone of the instants that have no offset; empty where not known.
    notes
        Where what was odd is counted.

    Returns
    -------
    (n,)
        Seconds since 1970 in UTC; NaN where blank, not understood, or where the offset of an
        instant is not known while its neighbours have one. [s]

    Examples
    --------
    >>> notes = Counter()
    >>> instants(pd.Series(["2023-02-19T13:36:11Z", "2023-02-19 14:36:11+01:00"]), "", notes)
    array([1.67681377e+09, 1.67681377e+09])
    >>> instants(pd.Series(["1303144787", "1303144787500"]), "", notes)
    array([1.30314479e+09, 1.30314479e+09])
    >>> sorted(notes)
    ['zones']
    """
    given = cells.to_list()
    if given and all(isinstance(text, str) and text[-1:] == "Z" for text in given):
        return _in_utc(given, notes)
    texts = cells.astype("str").str.strip()
    known = (cells.notna() & (texts != "")).to_numpy(dtype=bool)
    seconds = np.full(len(cells), np.nan)
    if not known.any():
        return seconds
    said = texts[known]
    numbers = pd.to_numeric(said.str.replace(",", ".", regex=False), errors="coerce")
    epochs = _epochs(numbers.to_numpy(dtype=np.float64))
    if np.isfinite(epochs).mean() >= HALF:
        seconds[known] = epochs
    else:
        seconds[known] = _dates(said.reset_index(drop=True), zone, notes)
    lost = int((known & ~np.isfinite(seconds)).sum())
    lost -= notes.get("zone_unknown", 0)
    if lost > 0:
        notes["instants"] += lost
    return seconds


def _in_utc(texts: list[str], notes: Counter[str]) -> Floats:
    """Read what nearly every device writes: instants in UTC, by the letter of the standard."""
    read = pd.to_datetime(pd.Series(texts, dtype=object), format="ISO8601", utc=True,
                          errors="coerce")  # fmt: skip
    seconds = _seconds(read)
    bare = np.array([":" in text for text in texts])
    seconds[~bare | (seconds < EARLIEST) | (seconds >= LATEST)] = np.nan
    if lost := int((~np.isfinite(seconds)).sum()):
        notes["instants"] += lost
    return seconds


def _epochs(numbers: Floats) -> Floats:
    seconds = np.full(len(numbers), np.nan)
    for scale in SCALES:
        scaled = numbers / scale
        inside = (scaled >= EARLIEST) & (scaled < LATEST)
        seconds[inside] = scaled[inside]
    return seconds


def _dates(texts: pd.Series, zone: str, notes: Counter[str]) -> Floats:
    plain = texts.str.replace(r"\s*(?:UTC|GMT)$", "Z", regex=True)
    read = pd.to_datetime(
        plain.where(plain.str.contains(":", regex=False)),
        format="ISO8601", utc=True, errors="coerce",
    )  # fmt: skip
    seconds = _seconds(read)
    offsets = _offsets(plain)
    strange = ~np.isfinite(seconds)
    if strange.any():
        seconds[strange] = _loose(plain[strange], notes)
    is_naive = np.isfinite(seconds) & (offsets == "")
    distinct = {offset for offset in np.unique(offsets.astype(str)) if offset}
    if len(distinct) > 1:
        notes["zones"] += 1
    if is_naive.any():
        seconds = _placed(seconds, is_naive, zone, bool(distinct), notes)
    seconds[(seconds < EARLIEST) | (seconds >= LATEST)] = np.nan
    return seconds


def _offsets(texts: pd.Series) -> npt.NDArray[np.object_]:
    """Return the offset that each instant is written with, empty if none."""
    last = texts.iloc[-1] if len(texts) else ""
    if last.endswith("Z") and texts.str.endswith("Z").all():  # what nearly every device writes
        return np.full(len(texts), "Z", dtype=object)
    found = texts.str.extract(_OFFSET, expand=False)
    return np.asarray(found.where(found.notna(), "").str.upper(), dtype=object)


def _seconds(read: pd.Series) -> Floats:
    whole = read.dt.tz_convert(None).to_numpy().astype("datetime64[us]")
    seconds = whole.astype(np.int64) / 1e6
    return np.where(np.isnat(whole), np.nan, seconds)


def _placed(
    seconds: Floats, is_naive: npt.NDArray[np.bool_], zone: str, has_offsets: bool,  # noqa: FBT001
    notes: Counter[str],
) -> Floats:  # fmt: skip
    """Place instants that have no offset: in the zone given, else unknown or taken as UTC."""
    if zone:
        local = pd.DatetimeIndex(seconds[is_naive] * 1e9)
        placed = local.tz_localize(zone, ambiguous="NaT", nonexistent="NaT").tz_convert(None)
        seconds[is_naive] = _seconds(pd.Series(placed.tz_localize("UTC")))
    elif has_offsets:
        notes["zone_unknown"] += int(is_naive.sum())
        seconds[is_naive] = np.nan
    else:
        notes["zone_assumed"] += 1
    return seconds


def _loose(texts: pd.Series, notes: Counter[str]) -> Floats:
    """Read dates that are not ISO 8601: day, month, year with any mark, or figures in a row."""
    parts = [_DAY_FIRST.match(text) for text in texts]
    firsts = [int(found[1]) for found in parts if found]
    seconds = [int(found[2]) for found in parts if found]
    month_first = max(seconds, default=0) > MOST_MONTHS >= max(firsts, default=0)
    if firsts and max(*firsts, *seconds) <= MOST_MONTHS:
        notes["day_month"] += 1
    read = [
        _day_first(found, month_first=month_first) if found else _compact(text)
        for found, text in zip(parts, texts, strict=True)
    ]
    return np.array(read, dtype=np.float64)


def _day_first(found: re.Match[str], *, month_first: bool) -> float:
    first, second, year, hour, minute, rest, half = found.groups()
    day, month = (second, first) if month_first else (first, second)
    hours = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    return _stamp(f"{year}-{int(month):02d}-{int(day):02d}T{hours:02d}:{minute}", rest or "0")


def _compact(text: str) -> float:
    found = _COMPACT.match(text)
    if found is None:
        return float("nan")
    year, month, day, hour, minute, rest = found.groups()
    return _stamp(f"{year}-{month}-{day}T{hour}:{minute}", rest)


def _stamp(minute: str, seconds: str) -> float:
    try:
        whole = np.datetime64(minute, "s").astype(np.int64)
    except ValueError:
        return float("nan")
    return float(whole) + float(seconds.replace(",", "."))
