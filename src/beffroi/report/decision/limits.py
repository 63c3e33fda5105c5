"""How much of a note fits: what matters most is kept, and what is left out is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from beffroi.report.decision.content import Choice, Lever, Note, Out, Row
from beffroi.report.decision.performance import Performances
from beffroi.report.decision.phrases import cut, phrase, shortened


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that each part of a note may hold.

    Attributes
    ----------
    name, title
        Length of a name and of the question. [character]
    sentence
        Length of any sentence. [character]
    choices, groups, levers, out, sources
        Options drawn, groups, sentences on what would change the choice, options ruled out or to
        be checked, sources.
    columns, lines
        Options and criteria of the performance table.
    size
        Size of the type. [pt]
    """

    name: int
    title: int
    sentence: int
    choices: int
    groups: int
    levers: int
    out: int
    sources: int
    columns: int
    lines: int
    size: float


STEPS = (
    Limits(name=80, title=200, sentence=600, choices=6, groups=12, levers=5, out=6, sources=8,
           columns=8, lines=12, size=11),
    Limits(name=70, title=160, sentence=520, choices=6, groups=12, levers=4, out=5, sources=6,
           columns=8, lines=12, size=10.5),
    Limits(name=48, title=140, sentence=420, choices=6, groups=12, levers=3, out=4, sources=4,
           columns=8, lines=12, size=10),
    Limits(name=34, title=120, sentence=340, choices=6, groups=12, levers=3, out=3, sources=3,
           columns=8, lines=12, size=9.5),
    Limits(name=26, title=100, sentence=260, choices=5, groups=12, levers=2, out=2, sources=3,
           columns=8, lines=12, size=9),
    Limits(name=18, title=80, sentence=200, choices=4, groups=10, levers=2, out=2, sources=2,
           columns=8, lines=10, size=8.5),
    Limits(name=18, title=80, sentence=200, choices=4, groups=10, levers=2, out=2, sources=2,
           columns=0, lines=0, size=8.5),
)  # fmt: skip
"""From the most generous; each one is tried until the note takes two pages."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A note cut to limits.

    Attributes
    ----------
    note
        The note, its choices and the shares of its rows cut alike.
    left
        What was left to the annex, in a sentence; empty if nothing was.
    has_others
        Whether some options that remain are not drawn.
    """

    note: Note
    left: str
    has_others: bool


def fitted(note: Note, limits: Limits) -> Fitted:
    """Cut a note to limits: names shortened wherever they stand, lists cut after what matters most.

    Options drawn are those that come first most often, for all groups or for one; groups kept are
    those that risk losing most.
    """
    short = shortened(note.names, limits.name)
    places = _kept_choices(note, limits.choices)
    groups = _kept_groups(note.groups, limits.groups)
    cuts = {
        "left_options": len(note.choices) - len(places),
        "left_groups": len(note.groups) - len(groups),
        "left_flips": len(note.flips) - limits.levers,
        "left_unknowns": len(note.unknowns) - limits.levers,
        "left_eliminated": len(note.out) - limits.out,
        "left_checks": len(note.checks) - limits.out,
        "left_remarks": len(note.remarks) - limits.out,
        "left_sources": len(note.sources) - limits.sources,
        "left_columns": len(note.table.options) - limits.columns,
        "left_lines": len(note.table.lines) - limits.lines,
    }
    shorter = _Shortener(note, short, limits)
    made = replace(
        note,
        title=cut(note.title, limits.title),
        headline=shorter.told(note.headline),
        best=shorter.name(note.best),
        baseline=shorter.name(note.baseline),
        choices=tuple(shorter.choice(note.choices[place]) for place in places),
        together=replace(shorter.row(note.together, places), name=note.together.name),
        any=replace(shorter.row(note.any, places), name=note.any.name),
        groups=tuple(shorter.row(group, places) for group in groups),
        table=shorter.table(note.table),
        flips=shorter.levers(note.flips),
        unknowns=shorter.levers(note.unknowns),
        out=shorter.outs(note.out),
        checks=shorter.outs(note.checks),
        remarks=tuple(shorter.told(said) for said in note.remarks[: limits.out]),
        second=tuple(shorter.told(said) for said in note.second),
        sources=tuple(cut(said, 2 * limits.name + 40) for said in note.sources[: limits.sources]),
    )
    is_shortened = any(short[name] != name for name in note.names) or made.title != note.title
    return Fitted(
        made, _left(note, cuts, is_shortened=is_shortened), len(places) < len(note.choices)
    )


def _left(note: Note, cuts: dict[str, int], *, is_shortened: bool) -> str:
    parts = [phrase(key, note.language, n=n) for key, n in cuts.items() if n > 0]
    if is_shortened:
        parts.append(phrase("left_names", note.language))
    if not parts:
        return ""
    return phrase("left_out", note.language, file=note.annex, parts=", ".join(parts))


def _kept_choices(note: Note, most: int) -> list[int]:
    """Return the places of the options to draw, in their order."""
    rows = (note.together, *note.groups)

    def weight(place: int) -> tuple[bool, float, float]:
        shares = [row.shares[place] for row in rows]
        return place == 0, max(shares), shares[0]

    ranked = sorted(range(len(note.choices)), key=weight, reverse=True)
    return sorted(ranked[:most])


def _kept_groups(groups: Sequence[Row], most: int) -> list[Row]:
    ranked = sorted(range(len(groups)), key=lambda place: -(groups[place].worse or 0.0))
    return [groups[place] for place in sorted(ranked[:most])]


@dataclass(frozen=True, slots=True)
class _Shortener:
    """Cuts names wherever they stand."""

    note: Note
    short: dict[str, str]
    limits: Limits

    def told(self, said: str) -> str:
        """Shorten the names inside a sentence, the longest first, then the sentence itself."""
        for name, shorter in self.short.items():
            if shorter != name:
                said = said.replace(name, shorter)
        return cut(said, self.limits.sentence)

    def name(self, said: str) -> str:
        """Shorten a name."""
        return self.short.get(said) or cut(said, self.limits.name)

    def choice(self, one: Choice) -> Choice:
        return replace(one, name=self.name(one.name))

    def row(self, one: Row, places: Sequence[int]) -> Row:
        return replace(
            one,
            name=self.name(one.name),
            shares=tuple(one.shares[place] for place in places),
            best=self.name(one.best),
            matters=tuple((self.name(name), share) for name, share in one.matters),
        )

    def table(self, whole: Performances) -> Performances:
        """Keep the first options and the heaviest criteria, in their own order."""
        columns, lines = self.limits.columns, self.limits.lines
        ranked = sorted(range(len(whole.lines)), key=lambda place: -whole.lines[place].weight)
        kept = [whole.lines[place] for place in sorted(ranked[:lines])] if columns else []
        return Performances(
            whole.keys[:columns],
            tuple(self.name(name) for name in whole.options[:columns]),
            tuple(
                replace(line, name=self.name(line.name), cells=line.cells[:columns])
                for line in kept
            ),
        )

    def levers(self, many: Sequence[Lever]) -> tuple[Lever, ...]:
        kept = many[: self.limits.levers]
        return tuple(replace(one, said=self.told(one.said)) for one in kept)

    def outs(self, many: Sequence[Out]) -> tuple[Out, ...]:
        return tuple(
            Out(
                self.name(one.option),
                tuple(self.name(name) for name in one.constraints),
                tuple(self.told(reason) for reason in one.reasons[:1]),
            )
            for one in many[: self.limits.out]
        )
