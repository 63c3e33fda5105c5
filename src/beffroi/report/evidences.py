"""Evidences: what speaks for a need, the kinds of people of one survey in one line."""

from collections.abc import Iterable
from dataclasses import dataclass

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.territory.need import Evidence

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line of evidence: one piece, or those of the kinds of people of one survey.

    Attributes
    ----------
    words
        What it says; of several pieces, the survey, and each kind of people with its share.
    pieces
        The pieces of evidence, in their order.
    """

    words: Words
    pieces: tuple[Evidence, ...]


def lines(evidence: Iterable[Evidence]) -> tuple[Line, ...]:
    """Fold the evidence of the kinds of people of one survey into one line.

    Examples
    --------
    >>> told = Words("Vu.", "Seen.")
    >>> [line.words.en for line in lines([Evidence("note", "n1", "for", told)])]
    ['Seen.']
    """
    gathered: dict[tuple[str, str, str], list[Evidence]] = {}
    for number, one in enumerate(evidence):
        survey = one.id.rpartition(".")[0] if one.people else f"{number}"
        gathered.setdefault((one.kind, one.side, survey), []).append(one)
    return tuple(_line(tuple(pieces)) for pieces in gathered.values())


def _line(pieces: tuple[Evidence, ...]) -> Line:
    title = pieces[0].title
    if len(pieces) < 2 or title is None:
        return Line(pieces[0].words, pieces)
    told = [_told(one) for one in pieces]
    listed = Words(fr=" ; ".join(one.fr for one in told), en="; ".join(one.en for one in told))
    return Line(Words("{title} : {people}.", "{title}: {people}.").filled(
        title=title, people=listed), pieces)  # fmt: skip


def _told(one: Evidence) -> Words:
    """Say a kind of people with its share, its bounds where it is hidden, or that it is cited."""
    people = one.people or Words("", "")
    if one.weight is not None:
        return Words("{people}, {share}", "{people}, {share}").filled(
            people=people, share=_percent(one.weight)
        )
    if one.interval is None:
        return both("{people}, cited without weighing", people=people)
    low, high = (_percent(bound) for bound in one.interval)
    return both("{people}, {low} to {high} (share hidden)", people=people, low=low, high=high)


def _percent(weight: float) -> Words:
    return Words(**{language: said(weight / PERCENT, "1", language) for language in LANGUAGES})
