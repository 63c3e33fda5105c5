"""Sister figures: one indicator measured several times, told under one heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import LANGUAGES, Words

FEWEST = 3
"""Figures of one indicator from which a heading saves more lines than it takes. [1]"""
NOTHING = Words("", "")


@dataclass(frozen=True)
class Sisters:
    """Figures of one indicator, or a figure alone.

    Attributes
    ----------
    name
        How the names of all begin; empty for a figure alone.
    figures
        In the order of the study.
    names
        What tells each from its sisters, aligned with `figures`; the whole name of a figure alone.
    alike
        Names of the sisters that repeat the same minimum as each, which are not told again: what
        limits the count, as the method says, limits all of them.
    """

    name: Words
    figures: tuple[Figure, ...]
    names: tuple[Words, ...]
    alike: tuple[tuple[Words, ...], ...] = ()

    @property
    def date(self) -> str | None:
        """The date of all; None where they differ."""
        dates = {figure.date for figure in self.figures}
        return dates.pop() if len(dates) == 1 else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all; nothing where they differ."""
        sources = {figure.sources for figure in self.figures}
        return sources.pop() if len(sources) == 1 else ()


def sisters(figures: Sequence[Figure]) -> tuple[Sisters, ...]:
    """Gather the figures of one indicator, each group at the place of its first figure.

    Two figures are sisters if their ids begin with the same ``room.quantity``.

    Returns
    -------
    Every figure once, or among those that are alike. Figures too few, or whose names begin
    differently, stay alone.
    """
    families: dict[str, list[Figure]] = {}
    for figure in figures:
        families.setdefault(".".join(figure.id.split(".")[:2]), []).append(figure)
    return tuple(group for family in families.values() for group in _grouped(family))


def _grouped(family: list[Figure]) -> list[Sisters]:
    shared = {language: _shared([f.name.in_(language) for f in family]) for language in LANGUAGES}
    if len(family) < FEWEST or not all(shared.values()):
        return [Sisters(NOTHING, (figure,), (figure.name,), ((),)) for figure in family]
    names = tuple(
        Words(**{lang: f.name.in_(lang).removeprefix(shared[lang]).strip() for lang in LANGUAGES})
        for f in family
    )
    firsts = [_first(family, n) for n in range(len(family))]
    kept = [n for n, first in enumerate(firsts) if first == n]
    alike = tuple(tuple(names[m] for m, first in enumerate(firsts) if first == n and m != n)
                  for n in kept)  # fmt: skip
    told = tuple(family[n] for n in kept)
    return [Sisters(Words(**shared), told, tuple(names[n] for n in kept), alike)]


def _first(family: list[Figure], n: int) -> int:
    """Find the first figure that is the same minimum as one of them: that one, if it is none."""
    one = family[n]
    if not one.minimum or one.value is None:
        return n
    same = (m for m, other in enumerate(family) if other.minimum and other.value == one.value)
    return next(same)


def _shared(names: list[str]) -> str:
    """Return the words with which all names begin, the last word of the shortest left out."""
    columns = zip(*(name.split(" ")[:-1] for name in names), strict=False)
    return " ".join(words[0] for words in takewhile(lambda words: len(set(words)) == 1, columns))
