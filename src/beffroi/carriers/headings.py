"""Headings of exported answers, matched to the questions and choices that they stand for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beffroi.foundation.language import LANGUAGES
from beffroi.territory.questionnaire import NAME, Choice, Question, Questionnaire

AXES = {
    "lat": ("latitude", "lat"), "lon": ("longitude", "lon", "lng"), "altitude": ("altitude",),
    "precision": ("precision",), "accuracy": ("accuracy",),
}  # fmt: skip
OTHERS = ("other", "autre", "oth", "autres", "others")
"""What tools write, without marks, for the choice « other »."""
GROUP_MARKS = "/:-."
"""What tools put between a group and its question: KoboToolbox, Briefcase, ODK Central."""
_MARKUP = re.compile(r"<[^>]{1,200}>")


@dataclass(frozen=True, slots=True)
class Part:
    """What a column holds: a question whole, one of its choices, or an axis of its place.

    Attributes
    ----------
    question
        Name of the question.
    choice
        Name of the choice, in a column that only says whether it was chosen.
    axis
        ``lat`` or ``lon`` (or what else is measured of a place), in a column of coordinates.
    """

    question: str
    choice: str = ""
    axis: str = ""


def plain(text: str) -> str:
    """Write a text with small letters and figures alone, without accents, marks or markup.

    Examples
    --------
    >>> plain("Où la <b>voiture</b> a-t-elle été garée ?")
    'ou la voiture a t elle ete garee'
    """
    bare = unicodedata.normalize("NFKD", _MARKUP.sub(" ", text).casefold())
    letters = "".join(
        c if c.isalnum() else " " for c in bare if not unicodedata.combining(c) and c != "·"
    )
    return " ".join(letters.split())


@dataclass(frozen=True, slots=True)
class Headings:
    """Every way in which the columns of a questionnaire are headed, the surest first.

    Attributes
    ----------
    tiers
        Names as they are; names without marks; labels, with or without the name before. In each, a
        text that could stand for two parts stands for none.
    """

    tiers: tuple[dict[str, Part], ...]

    def part(self, heading: str) -> Part | None:
        """Return what a heading stands for; None if nothing."""
        return next(self._found(heading), None)

    def _found(self, heading: str) -> Iterator[Part]:
        own = heading.strip()
        yield from self._said(own, self.tiers)
        for end in _ends(own, "/"):
            yield from self._said(end, self.tiers)
        for end in _ends(own, GROUP_MARKS):
            before = re.sub(r"[/:]", "_", own.removesuffix(end)[:-1].strip())
            if NAME.fullmatch(before):
                yield from self._said(end, self.tiers[:2])

    def _said(self, text: str, tiers: Sequence[dict[str, Part]]) -> Iterator[Part]:
        for tier, key in zip(tiers, (text.casefold(), plain(text), plain(text)), strict=False):
            if key in tier:
                yield tier[key]


def _ends(heading: str, marks: str) -> list[str]:
    """List what follows each mark, the longest first."""
    return [heading[i + 1 :].strip() for i, letter in enumerate(heading) if letter in marks]


def headings(questionnaire: Questionnaire) -> Headings:
    """List every way in which the columns of a questionnaire may be headed.

    Examples
    --------
    >>> from beffroi.foundation.language import Words
    >>> modes = Question("modes", "several", Words("Comment ?", "How?"),
    ...     choices=(Choice("bus", Words("En bus", "By bus")),))
    >>> known = headings(Questionnaire("a", "1", Words("", ""), Words("", ""), (modes,)))
    >>> known.part("group/modes/bus"), known.part("Comment ? [En bus]"), known.part("modes[bus]")
    (Part(question='modes', choice='bus', axis=''),
     Part(question='modes', choice='bus', axis=''),
     Part(question='modes', choice='bus', axis=''))
    """
    names: list[tuple[str, Part]] = []
    labels: list[tuple[str, Part]] = []
    for question in questionnaire.asked:
        for part, name_tails, label_tails in _parts(question):
            names += [(f"{question.name}{tail}", part) for tail in name_tails]
            labels += [(text, part) for text in _labelled(question, label_tails, part)]
    exact = _unambiguous((text.casefold(), part) for text, part in names)
    bare = _unambiguous((plain(text), part) for text, part in names)
    return Headings((exact, bare, _unambiguous((plain(text), part) for text, part in labels)))


def _parts(question: Question) -> Iterator[tuple[Part, Sequence[str], Sequence[str]]]:
    """List the parts of a question, with what follows its name and its label in a heading."""
    yield Part(question.name), ("",), ("",)
    if question.kind == "several":
        for choice in question.choices:
            said = tuple(f"/{text}" for text in _texts(choice))
            names = OTHERS if plain(choice.name) in OTHERS else (choice.name,)
            tails = tuple(f"/{name}" for name in dict.fromkeys((choice.name, *names)))
            yield Part(question.name, choice=choice.name), tails, said
    if question.kind == "place":
        for axis, words in AXES.items():
            tails = tuple(f"/{word}" for word in words)
            yield Part(question.name, axis=axis), tails, tails


def _texts(choice: Choice) -> tuple[str, ...]:
    return (choice.name, *(choice.label.in_(language) for language in LANGUAGES))


def _labelled(question: Question, tails: Sequence[str], part: Part) -> Iterator[str]:
    code = f"{question.name} {part.choice}"
    for language in LANGUAGES:
        for tail in tails:
            yield f"{question.label.in_(language)} {tail}"
            yield f"{code} {question.label.in_(language)} {tail}"
    if part.choice:
        yield from (f"{question.name} {tail}" for tail in tails)


def _unambiguous(named: Iterable[tuple[str, Part]]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    twice = set()
    for text, part in named:
        if found.setdefault(text, part) != part:
            twice.add(text)
    return {text: part for text, part in found.items() if text and text not in twice}
