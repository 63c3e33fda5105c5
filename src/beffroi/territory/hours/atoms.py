"""The parts of a sentence of opening hours: lists of days, times, dates, conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from beffroi.foundation.language import Words, both
from beffroi.territory.hours.tokens import Token, tokens

DAY = 1440
"""Minutes of a day."""
LONGEST_NIGHT = 14 * 60
"""Longest opening that goes on after midnight. [min]"""
LATEST = 12 * 60
"""Latest end of an opening that began the day before. [min]"""
NEUTRAL = frozenset({"noun", "opened", "plain", "of_month"})
LINKS = frozenset({"and", "to", "noun", "from", "opened"})
Date = tuple[int, int | None]
Span = tuple[int, int]
"""Minutes from midnight, first and last; the last beyond 1440 where it goes on after midnight."""


class LostError(ValueError):
    """A text does not say one thing; it never leaves this package."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Days:
    """A list of days: of the week, public holidays, which ones of the month, which half."""

    week: tuple[int, ...] = ()
    bank: bool = False
    nth: tuple[int, ...] = ()
    half: str = ""


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a sentence: its kind, its value, and where it stands."""

    kind: str
    value: Any
    start: int
    end: int
    guesses: tuple[Words, ...] = field(default=())


class _Cursor:
    """Where the reading of pieces stands."""

    def __init__(self, pieces: Sequence[Token], text: str) -> None:
        self.pieces, self.text, self.at = pieces, text, 0

    def kind(self, at: int) -> str:
        return self.pieces[at].kind if 0 <= at < len(self.pieces) else "end"

    def past(self, kinds: frozenset[str], at: int) -> int:
        """Return where the first piece of another kind stands."""
        while self.kind(at) in kinds:
            at += 1
        return at


def atoms(text: str) -> Iterator[Atom]:
    """Cut a text into the parts of its sentences.

    Raises
    ------
    LostError
        If times do not make spans.
    """
    cursor = _Cursor(list(tokens(text)), text)
    while cursor.at < len(cursor.pieces):
        start = cursor.pieces[cursor.at]
        found = _taken(cursor, start)
        if found:
            yield found


def _taken(cursor: _Cursor, start: Token) -> Atom | None:
    kind, at = start.kind, cursor.at
    found = _list(cursor, kind, at)
    if found:
        return found
    cursor.at += 1
    if kind == "from":
        is_late = start.value == "end" and cursor.kind(cursor.at) in {"time", "mended"}
        return _times(cursor, is_open_ended=True) if is_late else None
    if kind in NEUTRAL:
        return None
    if kind == "number" and "to" in {cursor.kind(at - 1), cursor.kind(at + 1)}:
        around = cursor.text[: start.end].rpartition("\n")[2][-40:]
        raise LostError(both("a number that is no time: {written!r}", written=around))
    if kind in {"word", "number", "sign"}:
        return _words(cursor, start)
    return Atom({"stop": "hard"}.get(kind, kind), start.value, start.start, start.end)


def _list(cursor: _Cursor, kind: str, at: int) -> Atom | None:
    """Take a list of days, dates or times, if one begins there."""
    if kind in {"days", "bank"}:
        return _days(cursor, ())
    if kind == "nth":
        return _nth(cursor)
    if kind in {"month", "season"} or (kind == "number" and _leads_to_month(cursor, at)):
        return _dates(cursor)
    if kind in {"time", "mended"} or (kind == "number" and _is_hour(cursor, at)):
        return _times(cursor, is_open_ended=False)
    return None


def _words(cursor: _Cursor, start: Token) -> Atom:
    """Take words that are not known, with the small ones between them."""
    last, at = start, cursor.at
    before = at - 1
    while cursor.kind(before - 1) in {"noun", "from"}:
        before -= 1
        start = cursor.pieces[before]
    kinds = frozenset({"word", "number", "sign"})
    while True:
        ahead = cursor.past(frozenset({"noun", "from", "and", "to", "open", "appointment"}), at)
        if cursor.kind(ahead) not in kinds:
            break
        last, at = cursor.pieces[ahead], ahead + 1
    cursor.at = at
    return Atom("words", None, start.start, last.end)


def _days(cursor: _Cursor, nth: tuple[int, ...]) -> Atom:
    first = last = cursor.pieces[cursor.at]
    days: list[int] = []
    bank = to = False
    has_and = cursor.text[: first.start].rstrip().endswith(" et")
    is_closed = bool({"closed", "appointment"} & {cursor.kind(cursor.at - n) for n in (1, 2)})
    while True:
        piece = cursor.pieces[cursor.at]
        if piece.kind == "days":
            days += _between(days[-1], piece.value[0]) if to and days else piece.value
        bank = bank or piece.kind == "bank"
        last, to = piece, False
        at = cursor.at + 1
        ahead = cursor.past(LINKS, at)
        if cursor.kind(ahead) not in {"days", "bank"}:
            break
        to = any(cursor.kind(n) == "to" for n in range(at, ahead))
        sign = cursor.text[piece.end : cursor.pieces[ahead].start].strip()
        if sign.startswith(",") and (has_and or (is_closed and cursor.kind(ahead + 1) == "to")):
            break  # « fermé dimanche et lundi, mardi-samedi 10h-19h »
        has_and = has_and or "et" in sign.split()
        cursor.at = ahead
    cursor.at += 1
    half, last = _half(cursor, last)
    week = tuple(dict.fromkeys(days))
    return Atom("days", Days(week, bank, nth, half), first.start, last.end)


def _half(cursor: _Cursor, last: Token) -> tuple[str, Token]:
    ahead = cursor.past(frozenset({"noun"}), cursor.at)
    if cursor.kind(ahead) != "half":
        return "", last
    cursor.at = ahead + 1
    return str(cursor.pieces[ahead].value), cursor.pieces[ahead]


def _between(first: int, last: int) -> list[int]:
    """Days after one, up to another, past the end of the week if need be."""
    return [(first + n) % 7 for n in range(1, (last - first) % 7 + 1)]


def _nth(cursor: _Cursor) -> Atom:
    """Take `1er et 3e samedi`, `1er de chaque mois`, or the day of a date."""
    first, which, end, at = cursor.pieces[cursor.at], [], cursor.at, cursor.at
    while cursor.kind(at) in {"nth", "and", "noun"}:
        if cursor.kind(at) == "nth":
            which.append(cursor.pieces[at].value)
            end = at + 1
        at += 1
    if cursor.kind(at) == "month" or _leads_to_month(cursor, cursor.at):
        return _dates(cursor)
    cursor.at = end
    if cursor.kind(at) == "days":
        cursor.at = at
        found = _days(cursor, tuple(which))
        return replace(found, start=first.start)
    last = cursor.pieces[end - 1]
    if cursor.kind(at) == "of_month":
        return Atom("nth", tuple(which), first.start, last.end)
    return Atom("words", None, first.start, last.end)


def _leads_to_month(cursor: _Cursor, at: int) -> bool:
    """Say whether a day of the month stands there, its month soon after: `du 1 au 15 juin`."""
    ahead = cursor.past(frozenset({"number", "nth", "to", "noun", "from"}), at)
    return cursor.kind(ahead) == "month" and ahead - at <= 3


def _dates(cursor: _Cursor) -> Atom:
    """Take months, days of months, and spans of them; or a season."""
    first = last = cursor.pieces[cursor.at]
    if first.kind == "season":
        cursor.at += 1
        return Atom("dates", first.value, first.start, first.end)
    found: list[tuple[Date, Date]] = []
    waiting: list[int] = []
    to = False
    while True:
        piece = cursor.pieces[cursor.at]
        if piece.kind == "month":
            found, waiting = _joined(found, piece.value, waiting, to=to), []
            last, to = piece, False
        elif piece.kind in {"number", "nth"}:
            waiting.append(piece.value)
        cursor.at += 1
        ahead = cursor.past(LINKS, cursor.at)
        if cursor.kind(ahead) not in {"month", "number", "nth"} or (
            cursor.kind(ahead) != "month" and not _leads_to_month(cursor, ahead)
        ):
            break
        to = to or any(cursor.kind(n) == "to" for n in range(cursor.at, ahead))
        cursor.at = ahead
    return Atom("dates", tuple(found), first.start, last.end)


def _joined(
    found: list[tuple[Date, Date]], month: int, days: list[int], *, to: bool
) -> list[tuple[Date, Date]]:
    if len(days) == 2:  # du 1er au 15 juin
        return [*found, ((month, days[0]), (month, days[1]))]
    date = (month, days[0] if days else None)
    return [*found[:-1], (found[-1][0], date)] if to and found else [*found, (date, date)]


def _is_hour(cursor: _Cursor, at: int) -> bool:
    """Say whether a bare number is an hour: at an end of a span whose other end is a time."""
    if cursor.pieces[at].value > 24:
        return False
    after = cursor.kind(at + 1) == "to" and cursor.kind(at + 2) in {"time", "mended"}
    before = cursor.kind(at - 1) == "to" and cursor.kind(at - 2) in {"time", "mended"}
    return after or before


def _times(cursor: _Cursor, *, is_open_ended: bool) -> Atom:
    """Take times one after the other, and make spans of them."""
    first = last = cursor.pieces[cursor.at]
    times, between, signs = [_minutes(first)], [], []
    mended = first.kind != "time"
    while True:
        cursor.at += 1
        ahead = cursor.past(LINKS | {"colon"}, cursor.at)
        piece = cursor.pieces[ahead] if ahead < len(cursor.pieces) else None
        is_number = piece is not None and piece.kind == "number" and _is_hour(cursor, ahead)
        if piece is None or not (piece.kind in {"time", "mended"} or is_number):
            break
        between.append([cursor.kind(n) for n in range(cursor.at, ahead)])
        signs.append(cursor.text[last.end : piece.start].strip())
        times.append(_minutes(piece))
        mended = mended or piece.kind != "time"
        last, cursor.at = piece, ahead
    written = cursor.text[first.start : last.end]
    if is_open_ended and len(times) == 1:
        return Atom("times", ((times[0], -1),), first.start, last.end)
    spans = _spans(times, signs, written)
    doubtful = mended or any("to" not in kinds for kinds in between[::2])
    read = ", ".join(f"{clock(a)}-{clock(b)}" for a, b in spans)
    guess = both("{written!r} was read as {read}", written=written, read=read)
    return Atom("times", spans, first.start, last.end, (guess,) if doubtful else ())


def _minutes(piece: Token) -> int:
    return int(piece.value) * (60 if piece.kind == "number" else 1)


def _spans(times: list[int], signs: list[str], written: str) -> tuple[Span, ...]:
    """Pair times: one opens, the next closes."""
    if len(times) % 2:
        raise LostError(both("a time without its other end: {written!r}", written=written))
    if any(sign.startswith(",") or "et" in sign.split() for sign in signs[::2]):
        raise LostError(both("times that are not the ends of one span: {written!r}",
                             written=written))  # fmt: skip
    spans = [_span(a, b, written) for a, b in zip(times[::2], times[1::2], strict=True)]
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        raise LostError(both("spans that overlap: {written!r}", written=written))
    return tuple(spans)


def _span(start: int, end: int, written: str) -> Span:
    start %= DAY
    if end == 0 or end == start == 0:
        end = DAY
    if end > start:
        return start, end
    if end <= LATEST and end + DAY - start <= LONGEST_NIGHT:
        return start, end + DAY
    raise LostError(both("a span that ends before it begins: {written!r}", written=written))


def clock(minutes: int) -> str:
    """Write minutes from midnight as a time.

    Examples
    --------
    >>> clock(570), clock(1560)
    ('09:30', '26:00')
    """
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
