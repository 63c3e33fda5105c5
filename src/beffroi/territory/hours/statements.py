"""What sentences of opening hours state: on which days, at which times, under which condition."""

from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.foundation.language import Words, both
from beffroi.territory.hours.atoms import Atom, Date, Days, LostError, Span
from beffroi.territory.hours.tokens import WEEK, plain

OPEN, CLOSED, UNSURE = "open", "closed", "unsure"
"""What is said of times: open; closed; open under a condition that the comment tells."""
RESTRICTED, REMARK, UNTOLD = "restricted", "remark", "untold"
"""What is said of days: only some of the month; a remark; that their hours are not told."""
SOFT = frozenset({"and", "to", "open_bracket", "close_bracket", "taken"})
Dates = tuple[tuple[Date, Date], ...] | str


@dataclass(frozen=True, slots=True)
class On:
    """When something holds: days, parity of weeks (0 even), dates, school holidays (1) or not."""

    days: Days = field(default_factory=Days)
    parity: int | None = None
    dates: Dates = ()
    school: int | None = None


@dataclass(slots=True)
class Statement:
    """One thing stated: `spans` are empty for the whole day."""

    on: On
    state: str
    spans: tuple[Span, ...] = ()
    comment: str = ""
    half: str = ""


@dataclass(slots=True)
class Stated:
    """All that a text states."""

    statements: list[Statement] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    guesses: list[Words] = field(default_factory=list)
    is_untold: bool = False


class Listener:
    """Who hears the parts of the sentences, one after the other."""

    def __init__(self, atoms: list[Atom], text: str) -> None:
        self.atoms, self.text, self.at = atoms, text, 0
        self.on = On()
        self.state, self.comment = OPEN, ""
        self.is_filled = True
        self.orphans: list[Statement] = []
        self.is_hours_first = False
        self.lead = On()
        self.n_before = self.since = 0
        self.appointments: list[str] = []
        self.out = Stated()

    def hear(self) -> Stated:
        """Hear all parts."""
        for at, atom in enumerate(self.atoms):
            self.at = at
            getattr(self, f"_{atom.kind}", self._nothing)(atom)
        self._end()
        if not self.out.statements and self.appointments:
            self._add(UNSURE, comment=self.appointments[0])
            self.out.comments = [c for c in self.out.comments if c not in self.appointments]
        return self.out

    def _kind(self, ahead: int) -> str:
        """Return the kind of a part near by; soft ones are passed over."""
        step, left, at = (1 if ahead > 0 else -1), abs(ahead), self.at
        while left:
            at += step
            if not 0 <= at < len(self.atoms):
                return "end"
            left -= self.atoms[at].kind not in SOFT
        return self.atoms[at].kind

    def _touches(self, kind: str) -> bool:
        return self.at > 0 and self.atoms[self.at - 1].kind == kind

    def _said(self, atom: Atom) -> str:
        return self.text[atom.start : atom.end].strip(" ().,:;")

    def _nothing(self, _atom: Atom) -> None:
        """Pass over what joins parts."""

    def _add(self, state: str, spans: tuple[Span, ...] = (), comment: str = "",
             half: str = "") -> Statement:  # fmt: skip
        one = Statement(self.on, state, spans, comment, half)
        self.out.statements.append(one)
        self.is_filled = True
        return one

    def _hard(self, atom: Atom) -> None:
        self._end()
        self.state, self.comment = OPEN, ""
        self.orphans = []
        if "\n" in self.text[atom.start : atom.end]:
            if len(self.out.statements) > self.n_before:
                self.lead = On()
            self.n_before = len(self.out.statements)

    def _end(self) -> None:
        """Take days that nothing was said of: a dash for hours, or which ones of the month."""
        at = self.at - (1 if self.atoms and self.atoms[self.at].kind == "hard" else 0)
        if self.is_filled or at < 0:
            return
        if self.atoms[at].kind == "to":  # Samedi : -
            self._add(CLOSED)
        elif self.on.days.nth:  # ouvert les 2e et 4e samedis
            self._add(RESTRICTED)

    def _days(self, atom: Atom) -> None:
        days: Days = atom.value
        if self.orphans and self.state != CLOSED:
            self._claim(days)
            return
        if self.is_filled:
            self._new_days(days)
        else:
            merged = tuple(dict.fromkeys(self.on.days.week + days.week))
            days = Days(merged, days.bank or self.on.days.bank, days.nth or self.on.days.nth,
                        days.half)  # fmt: skip
            self.on = replace(self.on, days=days)
        if self.state == CLOSED and not self._goes_on():
            self._add(CLOSED, half=days.half)
            if days.half and len(days.week) > 1:
                self.out.guesses.append(both("{written!r}: the half of each of these days",
                                             written=self._said(atom)))  # fmt: skip
        elif self.state == UNSURE and not self._goes_on():
            self._add(UNSURE, comment=self.comment)
            self.state, self.comment = OPEN, ""

    def _claim(self, days: Days) -> None:
        """Give days to the hours told before them: `9h-12h du lundi au samedi`."""
        for one in self.orphans:
            one.on = replace(one.on, days=days)
        self.on, self.orphans = replace(self.on, days=days), []
        self.is_hours_first = self.is_filled = True

    def _new_days(self, days: Days) -> None:
        self.on, self.is_filled = replace(self.lead, days=days), False
        if self.state == CLOSED and self._goes_on():
            self.state = OPEN

    def _goes_on(self) -> bool:
        """Say whether hours follow."""
        return self._kind(1) == "times" or (self._kind(1) == "colon" and self._kind(2) == "times")

    def _nth(self, atom: Atom) -> None:
        self.on = replace(self.on, days=replace(self.on.days, nth=atom.value))

    def _times(self, atom: Atom) -> None:
        self.out.guesses += atom.guesses
        if self.state == CLOSED:
            self._cut(spans=atom.value)
            return
        was_filled = self.is_filled and self._kind(-1) != "colon"
        one = self._add(self.state, atom.value, self.comment)
        is_told = bool(self.on.days.week or self.on.days.bank)
        if not is_told or (self.is_hours_first and was_filled):
            self.orphans.append(one)

    def _whole(self, atom: Atom) -> None:
        self._times(replace(atom, value=((0, 1440),)))

    def _closed(self, atom: Atom) -> None:
        following = self._kind(1)
        if self._kind(-1) in {"days", "colon", "parity", "dates", "school"} and not self.is_filled:
            self._add(CLOSED, half=self.on.days.half)
        elif following in {"half", "lunch", "times", "days", "school", "dates"}:
            self.state, self.comment = CLOSED, ""
        elif self._kind(-1) == "half":
            self._add(CLOSED, half=self._last_half())
        elif self._kind(-1) in {"parity", "dates", "colon"}:
            self._add(CLOSED)
        else:
            around = self.text[max(0, atom.start - 20) : atom.end + 20].strip()
            raise LostError(both("a closing whose days are not told: {around!r}", around=around))

    def _last_half(self) -> str:
        before = [a for a in self.atoms[: self.at] if a.kind in {"half", "lunch"}]
        return str(before[-1].value or "lunch")

    def _half(self, atom: Atom) -> None:
        if self.state == CLOSED:
            if self._kind(1) == "school":
                return
            self._cut(half=atom.value)
        elif self.state == UNSURE and self._kind(1) not in {"times", "colon"}:
            self._remark(f"{self.comment} : {self._said(atom)}")
            self.state, self.comment = OPEN, ""

    def _lunch(self, _atom: Atom) -> None:
        if self.state == CLOSED:
            self._cut(half="lunch")

    def _cut(self, *, half: str = "", spans: tuple[Span, ...] = ()) -> None:
        """Take a closed half, or closed times, on the days told after them or before."""
        at = self.at + 1
        following = self.atoms[at] if at < len(self.atoms) else None
        if following and following.kind == "days" and not self._is_timed(at):
            on = On(following.value, dates=self.on.dates)
            self.out.statements.append(Statement(on, CLOSED, spans, half=half))
            self.atoms[at] = replace(following, kind="taken")
        else:
            self._add(CLOSED, spans, half=half)
        self.state = OPEN

    def _remark(self, said: str) -> None:
        """Keep a remark on the days spoken of."""
        if self.on.days.week or self.on.days.bank:
            self._add(REMARK, comment=said)
        else:
            self.out.comments.append(said)

    def _appointment(self, atom: Atom) -> None:
        self.appointments.append(self._said(atom))
        self._condition(atom, self._said(atom))

    def _words(self, atom: Atom) -> None:
        self._condition(atom, self._said(atom))

    def _vague(self, atom: Atom) -> None:
        day = next((n for name, n in WEEK.items() if name in plain(self._said(atom))), None)
        if day is not None and self.is_filled and self._kind(-1) != "times":
            self._new_days(Days((day,)))
        self._condition(atom, self._said(atom))

    def _condition(self, atom: Atom, said: str) -> None:
        """Take a condition for what follows it, for what it follows, or for the whole day."""
        before, after = self._kind(-1), self._kind(1)
        if atom.kind in {"words", "vague"} and self.is_filled and self._begins_line():
            self._whole_sentence(atom)
            return
        if self.state == UNSURE and before in {"words", "appointment", "vague"}:
            said = self.text[self.since : atom.end].strip(" ().,:;")
        else:
            self.since = atom.start
        of_days = atom.kind == "appointment" and self.is_filled and after == "days"
        leads = after in {"words", "appointment", "vague"} and before != "times"
        leads = leads or after in {"colon", "times"} or (after == "half" and before != "half")
        if leads or (of_days and (before != "times" or self._joined())):
            self.state, self.comment = UNSURE, said
        elif before == "half" or (before == "times" and self._joined()):
            half = self.atoms[self.at - 1] if self._touches("half") else atom
            self._remark(self.text[half.start : atom.end])
        elif before == "times":
            self.out.statements[-1].state = UNSURE
            self.out.statements[-1].comment = said
        elif not self.is_filled:
            self._add(UNSURE, comment=said)
        else:
            self.out.comments.append(said)

    def _begins_line(self) -> bool:
        """Say whether a part begins a line that follows others."""
        before = self.atoms[self.at - 1] if self.at else None
        return before is not None and "\n" in self.text[before.start : before.end]

    def _whole_sentence(self, atom: Atom) -> None:
        """Keep a whole sentence as a comment: nothing says on which days it holds."""
        at, last = self.at, atom
        while at < len(self.atoms) and self.atoms[at].kind != "hard":
            last = self.atoms[at]
            self.atoms[at] = replace(last, kind="taken")
            at += 1
        begin = self.atoms[self.at - 1].end
        self.out.comments.append(self.text[begin : last.end].strip())

    def _joined(self) -> bool:
        """Say whether `/` or `et` parts a condition from the times before it: another thing."""
        return self._touches("and") and self.text[self.atoms[self.at - 1].start] != ","

    def _open(self, _atom: Atom) -> None:
        self.state, self.comment = OPEN, ""

    def _untold(self, atom: Atom) -> None:
        self.out.is_untold = True
        self._add(UNTOLD, comment=self._said(atom))

    def _parity(self, atom: Atom) -> None:
        before, after = self._kind(-1), self._kind(1)
        in_brackets = self.text[atom.start] == "(" and after != "colon"
        if before == "times" and (in_brackets or after not in {"colon", "times", "days", "closed"}):
            last = self.out.statements[-1]
            last.on = replace(last.on, parity=atom.value)
        else:
            self.on = replace(self.on, parity=atom.value)
            self._lead(parity=atom.value)

    def _lead(self, **parts: Any) -> None:
        """Keep a condition for all days that follow, where it stands before them."""
        ahead = self._kind(2) if self._kind(1) == "colon" else self._kind(1)
        if ahead in {"days", "hard"} and self.is_filled:
            self.lead = replace(self.lead, **parts)

    def _dates(self, atom: Atom) -> None:
        before, after = self._kind(-1), self._kind(1)
        if before == "times" and after not in {"colon", "times", "days", "closed"}:
            for one in self.out.statements:
                one.on = replace(one.on, dates=one.on.dates or atom.value)
            return
        joined = self.at + 1 < len(self.atoms) and self.atoms[self.at + 1].kind == "and"
        of_days = after == "days" and not self._is_timed(self.at + 1)
        if self.state == CLOSED and (joined or not of_days):
            self.out.statements.append(Statement(On(dates=atom.value), CLOSED))
            self.state = OPEN
            return
        self.on = replace(self.on, dates=atom.value)
        self._lead(dates=atom.value)

    def _rest(self, _atom: Atom) -> None:
        """Take the rest of the year: rules without dates, over which those with dates pass."""
        self.on = replace(self.on, dates=())
        self.lead = replace(self.lead, dates=())

    def _school(self, atom: Atom) -> None:
        if self.state == CLOSED:
            half = self._last_half() if self._kind(-1) == "half" else ""
            self.out.statements.append(Statement(On(school=1), CLOSED, half=half))
            self.state = OPEN
        elif self._kind(1) in {"colon", "times", "days"}:
            self.on = replace(self.on, school=1)
            self._lead(school=1)
        elif self._kind(-1) == "times":
            self.out.statements[-1].on = replace(self.out.statements[-1].on, school=1)
        else:
            self.out.comments.append(self._said(atom))

    def _except(self, atom: Atom) -> None:
        """Leave out the days, or the holidays, that follow, and those joined to them."""
        taken = False
        for n in range(self.at + 1, len(self.atoms)):
            one = self.atoms[n]
            if one.kind in SOFT:
                continue
            timed = one.kind == "days" and self._is_timed(n)
            if timed and self.is_filled and self.out.statements and not taken:
                return  # « tous les jours 8h-19h sauf dimanche 8h-13h »
            if one.kind == "days" and not (taken and timed):
                closed = Statement(On(one.value, dates=self.on.dates), CLOSED, half=one.value.half)
                self.out.statements.append(closed)
            elif one.kind == "school":
                self._except_school()
            else:
                break
            self.atoms[n], taken = replace(one, kind="taken"), True
        if not taken:
            self.out.comments.append(self._said(atom))

    def _is_timed(self, n: int) -> bool:
        """Say whether hours follow a part."""
        ahead = [a.kind for a in self.atoms[n + 1 : n + 4] if a.kind not in SOFT | {"colon"}]
        return ahead[:1] == ["times"]

    def _except_school(self) -> None:
        if self.is_filled:
            self.out.statements.append(Statement(On(school=1), CLOSED))
        else:
            self.on = replace(self.on, school=0)
