"""The times at which an event of a calendar comes back: RRULE, RDATE and EXDATE of RFC 5545."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Component

from beffroi.kernels.recurrence import Frequency, Rule, recurring_days

EPOCH = dt.date(1970, 1, 1)
LONGEST_AGO = 200 * 366
"""From the first time of an event to the days asked for, at most. [day]"""
MOST_WRITTEN = 5_000
"""Times written out one by one that are read. [1]"""
WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
FREQUENCIES: dict[str, Frequency] = {
    "DAILY": "DAILY", "WEEKLY": "WEEKLY", "MONTHLY": "MONTHLY", "YEARLY": "YEARLY",
}  # fmt: skip
OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
READ = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY",
        "BYSETPOS", "WKST"}  # fmt: skip


class Unusable(Exception):  # noqa: N818  (it carries what can be kept)
    """A recurrence that is not worked out, and the times that are kept all the same."""

    def __init__(self, reason: str, times: list[dt.date]) -> None:
        super().__init__(reason)
        self.reason, self.times = reason, times


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for, and the zone of the town."""

    first: dt.date
    last: dt.date
    zone: ZoneInfo

    def placed(self, found: dt.date) -> dt.date:
        """Give a time that names no zone that of the town; a day stays a day."""
        if isinstance(found, dt.datetime) and found.tzinfo is None:
            return found.replace(tzinfo=self.zone)
        return found

    def key(self, found: dt.date) -> str:
        """Write a time so that the same moment in two zones is written alike."""
        if isinstance(found, dt.datetime):
            return found.astimezone(dt.UTC).isoformat()
        return found.isoformat()

    def is_touched(self, begins: dt.date, length: dt.timedelta) -> bool:
        """Say whether something happens within the days asked for."""
        if isinstance(begins, dt.datetime):
            first = begins.astimezone(self.zone).date()
            last = (begins.astimezone(dt.UTC) + length).astimezone(self.zone).date()
        else:
            first, last = begins, begins + max(length, dt.timedelta(1)) - dt.timedelta(1)
        return first <= self.last and last >= self.first


def starts(
    event: Component, begins: dt.date, window: Window, length: dt.timedelta
) -> list[dt.date]:
    """List when an event begins, within the days asked for and a little around.

    Parameters
    ----------
    event
        The event as it is written.
    begins
        Its first time.
    length
        How long it lasts.

    Raises
    ------
    Unusable
        If its rule is not understood, would come back within a day, or began too long ago.
    """
    broken = {str(name) for name, _ in event.errors}
    left_out = {window.key(one) for one in _written(event, "EXDATE", begins, window, broken)}
    written = [begins, *_written(event, "RDATE", begins, window, broken)]

    def kept(times: Iterable[dt.date]) -> list[dt.date]:
        by_moment = {window.key(one): one for one in times}
        return [one for key, one in by_moment.items() if key not in left_out]

    if "RRULE" not in event and "RRULE" not in broken and "EXRULE" not in event:
        return kept(written)
    rule = event.get("RRULE")
    parts = {} if "RRULE" in broken or isinstance(rule, list) else {
        str(name).upper(): [*value] if isinstance(value, list) else [value]
        for name, value in (rule or {}).items()
    }  # fmt: skip
    frequency = str(parts.get("FREQ", [""])[0]).upper()
    if frequency in OFTEN or WITHIN_A_DAY & set(parts):
        raise Unusable("often", kept(written))
    if frequency not in FREQUENCIES or set(parts) - READ or "EXRULE" in event:
        raise Unusable("unusual", kept(written))
    if (window.last - _day(begins)).days > LONGEST_AGO:
        raise Unusable("endless", [])
    try:
        read = _rule(parts, FREQUENCIES[frequency], begins)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise Unusable("unusual", kept(written)) from error
    start, last = (_day(begins) - EPOCH).days, (window.last - EPOCH).days + 1
    days = [EPOCH + dt.timedelta(int(n)) for n in recurring_days(read, start, last)]
    # The first time counts among those that a rule allows (RFC 5545, 3.8.5.3).
    if read.count is not None and days[:1] != [_day(begins)]:
        days = days[: read.count - 1]
    near = [day for day in days if day >= window.first - length - dt.timedelta(2)]
    return kept([*written, *(_at(day, begins) for day in near)])


def _day(when: dt.date) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when


def _at(day: dt.date, begins: dt.date) -> dt.date:
    if isinstance(begins, dt.datetime):
        return dt.datetime.combine(day, begins.timetz())
    return day


def _written(
    event: Component, name: str, begins: dt.date, window: Window, broken: set[str]
) -> Iterator[dt.date]:
    """Read the times written out one by one; a day stands for the time of the event on it."""
    found = [] if name in broken else event.get(name) or []
    lists = found if isinstance(found, list) else [found]
    dates = [getattr(one, "dt", None) for many in lists for one in getattr(many, "dts", [])]
    for one in dates[:MOST_WRITTEN]:
        date = one[0] if isinstance(one, tuple) else one
        if not isinstance(date, dt.date):
            continue
        date = window.placed(date)
        is_day, wants_day = (not isinstance(d, dt.datetime) for d in (date, begins))
        if is_day and not wants_day:
            date = _at(date, begins)
        yield _day(date) if wants_day else date


def _rule(parts: dict[str, list[object]], frequency: Frequency, begins: dt.date) -> Rule:
    def numbers(name: str, least: int, most: int) -> tuple[int, ...]:
        read = tuple(int(str(one)) for one in parts.get(name, []))
        if any(abs(one) > most or one == 0 or one < least for one in read):
            raise ValueError(name)
        return read

    counts = numbers("COUNT", 1, 10**6)
    return Rule(
        frequency,
        (numbers("INTERVAL", 1, 10**6) or (1,))[0],
        counts[0] if counts else None,
        _until(parts.get("UNTIL", []), begins),
        numbers("BYMONTH", 1, 12),
        numbers("BYMONTHDAY", -31, 31),
        numbers("BYYEARDAY", -366, 366),
        tuple(_weekday(str(one)) for one in parts.get("BYDAY", [])),
        numbers("BYSETPOS", -366, 366),
        WEEKDAYS[str(parts.get("WKST", ["MO"])[0]).upper()],
    )


def _weekday(written: str) -> tuple[int, int]:
    return int(written[:-2] or 0), WEEKDAYS[written[-2:].upper()]


def _until(written: list[object], begins: dt.date) -> int | None:
    """Read the last day on which the event may begin."""
    if not written:
        return None
    last = written[0]
    if not isinstance(last, dt.date):
        raise TypeError
    if not isinstance(last, dt.datetime) or not isinstance(begins, dt.datetime):
        return (_day(last) - EPOCH).days
    aware = last if last.tzinfo else last.replace(tzinfo=begins.tzinfo)
    local = aware.astimezone(begins.tzinfo)
    is_too_late = begins.time() > local.time()
    return (local.date() - EPOCH).days - is_too_late
