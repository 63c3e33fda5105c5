"""Statements about opening hours, written in the syntax of OpenStreetMap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from beffroi.foundation.language import Words, both
from beffroi.territory.hours.atoms import DAY, Days, LostError, Span, clock
from beffroi.territory.hours.said import DAYS, MONTHS
from beffroi.territory.hours.statements import (
    CLOSED,
    OPEN,
    REMARK,
    RESTRICTED,
    UNSURE,
    UNTOLD,
    Dates,
    On,
    Statement,
)

EVERY, BANK = -1, 7
"""Days beside those of the week: none told, so each one; public holidays."""
NOON = 12 * 60
"""Where a morning ends that nobody bounds. [min]"""
EVENING = 18 * 60
"""Where an evening begins that nobody bounds. [min]"""
LUNCH = (12 * 60, 14 * 60)
HALVES: Mapping[str, Span] = {
    "am": (0, NOON), "pm": (NOON, DAY), "eve": (EVENING, 2 * DAY), "lunch": LUNCH,
}  # fmt: skip
LONGEST_COMMENT = 160
"""Longest comment of a rule. [character]"""
NAMES = (both("Monday"), both("Tuesday"), both("Wednesday"), both("Thursday"), both("Friday"),
         both("Saturday"), both("Sunday"), both("public holidays"))  # fmt: skip


@dataclass(slots=True)
class _Day:
    """What is told of one day under one condition."""

    spans: list[Span] = field(default_factory=list)
    unsure: list[tuple[Span | None, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    is_off: bool = False

    def told(self) -> tuple[object, ...]:
        """Return all that is told, to compare days."""
        return tuple(sorted(self.spans)), tuple(self.unsure), tuple(self.remarks), self.is_off


Key = On
"""A condition: `On`, its days left out but for which ones of the month."""
Table = dict[Key, dict[int, _Day]]


def written(statements: list[Statement]) -> str:
    """Write statements as rules of opening hours.

    Raises
    ------
    LostError
        If they contradict themselves, or tell no hours.
    """
    table: Table = {}
    dated = _dated(statements)
    for n, one in enumerate(dated):
        _entered(table, _replaced(table, one, dated[:n]))
    for one in dated:
        _restricted(table, one)
    _closed(table, dated)
    for days in table.values():
        for day, told in days.items():
            _refuse_overlaps(day, told)
    rules = _rules(table)
    if not any(told.spans or told.unsure for days in table.values() for told in days.values()):
        raise LostError(both("no opening hours are told"))
    return "".join(rules)


def _key(on: On) -> Key:
    return replace(on, days=Days(nth=on.days.nth))


def _numbers(days: Days) -> tuple[int, ...]:
    return (*days.week, *([BANK] if days.bank else [])) or (EVERY,)


def _entered(table: Table, one: Statement) -> None:
    """Enter hours and remarks in the table."""
    if one.state not in {OPEN, UNSURE, REMARK}:
        return
    for number in _numbers(one.on.days):
        day = table.setdefault(_key(one.on), {}).setdefault(number, _Day())
        if one.state == REMARK:
            day.remarks.append(one.comment)
        elif one.state == OPEN:
            day.spans += [span for span in one.spans if span not in day.spans]
        else:
            day.unsure += [(span, one.comment) for span in one.spans or (None,)]


def _replaced(table: Table, one: Statement, before: list[Statement]) -> Statement:
    """Let hours of a day take the place of those of a longer list: `tous les jours…, dim. …`."""
    wider = any(set(one.on.days.week) < set(other.on.days.week) for other in before)
    if one.state != OPEN or not wider:
        return one
    for number in one.on.days.week:
        day = table.get(_key(one.on), {}).get(number)
        if day and any(_meet(old, new) for old in day.spans for new in one.spans):
            day.spans = []
    return one


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _restricted(table: Table, one: Statement) -> None:
    """Move hours told for each week to the days of the month that a remark keeps."""
    if one.state != RESTRICTED:
        return
    for number in one.on.days.week:
        told = table.get(On(), {}).pop(number, None)
        if told:
            table.setdefault(_key(one.on), {})[number] = told


def _closed(table: Table, statements: list[Statement]) -> None:
    """Take closed days, halves and times out of the table."""
    alone = {(_key(one.on), one.on.days.week) for one in statements
             if one.state == OPEN and len(one.on.days.week) == 1}  # fmt: skip
    for one in statements:
        if one.state != CLOSED:
            continue
        key, numbers = _key(one.on), _numbers(one.on.days)
        if one.spans or one.half:
            _cut(table, key, numbers, one)
            continue
        if (key, one.on.days.week) in alone:
            raise LostError(both("{day}: both open and closed", day=NAMES[numbers[0]]))
        for number in numbers:
            table.setdefault(key, {})[number] = _Day(is_off=True)


def _cut(table: Table, key: Key, numbers: tuple[int, ...], one: Statement) -> None:
    outs = one.spans or (HALVES[one.half],)
    if key.school is not None:
        raise LostError(both("hours of school holidays alone, in halves of days"))
    for days in (table[k] for k in list(table) if k == key or key == Key()):
        chosen = list(days) if numbers == (EVERY,) else [n for n in numbers if n in days]
        if not chosen and EVERY in days and key == Key():
            days.update({n: _copy(days[EVERY]) for n in range(7)})
            del days[EVERY]
            chosen = [n for n in numbers if n in days]
        for number in chosen:
            for out in outs:
                days[number].spans = [s for span in days[number].spans for s in _less(span, out)]
            days[number].is_off = not (days[number].spans or days[number].unsure)


def _copy(day: _Day) -> _Day:
    return _Day(list(day.spans), list(day.unsure), list(day.remarks), day.is_off)


def _less(span: Span, out: Span) -> Iterable[Span]:
    """Take a span out of another: a morning that ends by 14:00 is a morning."""
    (start, end), (first, last) = span, out
    if out == HALVES["pm"] and end <= LUNCH[1] and start < NOON:
        return (span,)
    if out == HALVES["am"] and start < NOON and end <= LUNCH[1]:
        return ()
    parts = [(start, min(end, first)), (max(start, last), end)]
    return [part for part in parts if part[0] < part[1]]


def _refuse_overlaps(day: int, told: _Day) -> None:
    for before, after in pairwise(sorted(span for span in told.spans if span[1] > 0)):
        if after[0] < before[1]:
            raise LostError(both(
                "{day}: hours that contradict themselves, {first} and {second}",
                day=NAMES[day] if day >= 0 else both("every day"),
                first=_span(before), second=_span(after),
            ))  # fmt: skip


def _dated(statements: list[Statement]) -> list[Statement]:
    """Give its dates to a season: what other dates of the same days leave of the year."""
    return [
        replace(one, on=replace(one.on, dates=_rest(one, statements)))
        if isinstance(one.on.dates, str)
        else one
        for one in statements
    ]


def _rest(one: Statement, statements: list[Statement]) -> Dates:
    alike = [other for other in statements if other.on.days == one.on.days]
    told = {month for other in alike for month in _months(other.on.dates)}
    rest = [month for month in range(12) if month not in told]
    is_one_block = bool(told) and bool(rest) and rest == list(range(rest[0], rest[-1] + 1))
    seasons = {other.on.dates for other in alike if isinstance(other.on.dates, str)}
    if not is_one_block or seasons != {"summer"} or not {6, 7} & set(rest):
        raise LostError(both("a season without its dates"))
    return (((rest[0], None), (rest[-1], None)),)


def _months(dates: Dates) -> set[int]:
    spans = () if isinstance(dates, str) else dates
    return {(a + n) % 12 for (a, _), (b, _) in spans for n in range((b - a) % 12 + 1)}


def _rules(table: Table) -> list[str]:
    """Write the rules: each week first, then dates, then weeks and days of the month."""
    rules: list[str] = []
    keys = sorted(table, key=lambda key: (bool(key.dates), key.parity is not None, key.days.nth,
                                          key.school is not None, str(key.dates)))  # fmt: skip
    weekly = set(table.get(Key(), {}))
    for key in keys:
        adds = key.parity is not None or bool(key.days.nth)
        for numbers, told in _grouped(table[key]):
            is_added = adds and bool(weekly & set(numbers))
            for n, rule in enumerate(_told(key, numbers, told)):
                mark = "" if not rules else ", " if n or is_added else "; "
                rules.append(mark + rule)
    return [*rules, *_holidays(table, bool(rules))]


def _holidays(table: Table, has_rules: bool) -> list[str]:  # noqa: FBT001
    """Write the days off outside or inside the school holidays."""
    found = []
    for key, days in table.items():
        if key.school == 0:
            numbers = [n for n in days if n >= 0]
            found.append(f"SH {_named(numbers, ())} off".replace("  ", " "))
    return ["; " + rule if has_rules else rule for rule in found]


def _grouped(days: dict[int, _Day]) -> list[tuple[list[int], _Day]]:
    """Put days together that are alike; days off and public holidays come last."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number in sorted(days):
        apart = number if days[number].is_off and number == BANK else None
        groups.setdefault((*days[number].told(), apart), []).append(number)
    found = [(numbers, days[numbers[0]]) for numbers in groups.values()]
    return sorted(found, key=lambda group: (group[1].is_off, group[0]))


def _told(key: Key, numbers: list[int], told: _Day) -> list[str]:
    """Write what is told of days: hours, then those under a condition."""
    when = _when(key, numbers)
    remark = _comment(told.remarks)
    if told.is_off:
        return [f"{when} off{remark}".strip()]
    spans = ",".join(_span(span) for span in sorted(told.spans))
    rules = [f"{when} {spans}{remark}".strip()] if spans else []
    conditions: dict[str, list[str]] = {}
    for span, comment in told.unsure:
        left = [span] if span else [None]
        for out in told.spans if span else []:
            left = [part for one in left if one for part in _less(one, out)]
        conditions.setdefault(comment, []).extend(_span(one) if one else "" for one in left)
    for comment, hours in conditions.items():
        said = [comment] if spans else [comment, *told.remarks]
        rules.append(" ".join(f"{when} {','.join(filter(None, hours))} unknown".split())
                     + _comment(said))  # fmt: skip
    if not rules and remark:
        rules.append(f"{when} unknown{remark}".strip())
    if when in {"", "Mo-Su"} and spans == "00:00-24:00":
        rules[0] = "24/7" + remark
    return rules


def _comment(said: list[str]) -> str:
    text = "; ".join(dict.fromkeys(" ".join(one.replace('"', "'").split()) for one in said if one))
    return f' "{text[:LONGEST_COMMENT]}"' if text else ""


def _span(span: Span) -> str:
    start, end = span
    if end < 0:
        return f"{clock(start)}+"
    return f"{clock(start)}-{clock(end if end <= DAY else end - DAY)}"


def _when(key: Key, numbers: list[int]) -> str:
    parts = []
    if key.dates and not isinstance(key.dates, str):
        parts.append(",".join(_date(first, last) for first, last in key.dates))
    if key.parity is not None:
        parts.append("week 01-53/2" if key.parity else "week 02-52/2")
    if key.school == 1:
        parts.append("SH")
    if EVERY not in numbers:
        all_week = numbers == list(range(7)) and not parts and not key.days.nth
        parts.append("Mo-Su" if all_week else _named(numbers, key.days.nth))
    return " ".join(parts)


def _date(first: tuple[int, int | None], last: tuple[int, int | None]) -> str:
    (month, day), (to_month, to_day) = first, last
    start = MONTHS[month] + (f" {day:02d}" if day else "")
    if (month, day) == (to_month, to_day):
        return start
    if day and not to_day:
        raise LostError(both("dates of which one has a day and the other has none"))
    return f"{start}-{MONTHS[to_month]}" + (f" {to_day:02d}" if to_day else "")


def _named(numbers: list[int], nth: tuple[int, ...]) -> str:
    """Write days of the week, three in a row or more as a span; public holidays at the end."""
    which = f"[{','.join(map(str, nth))}]" if nth else ""
    week = [n for n in numbers if 0 <= n < BANK]
    runs: list[list[int]] = []
    for number in week:
        if runs and number == runs[-1][-1] + 1 and not nth:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [f"{DAYS[r[0]]}-{DAYS[r[-1]]}" if len(r) > 1 else DAYS[r[0]] + which for r in runs]
    return ",".join([*names, *(["PH"] if BANK in numbers else [])])


def untold_days(statements: list[Statement]) -> list[Words]:
    """Return the days whose hours the text says are not told."""
    return [NAMES[n] for one in statements if one.state == UNTOLD
            for n in _numbers(one.on.days) if n >= 0]  # fmt: skip
