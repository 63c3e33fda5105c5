"""Lacks: the sources that a study does not have, what each would add, and how to bring it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.study.settings import Settings
from beffroi.study.workshop import Workshop
from beffroi.territory.communes import known_towns

DATA = Path(__file__).parent / "lacks.toml"
FROM_MAP = ("shops", "car_parks", "buildings")
"""Tables of the map without which a room has little to say."""


@dataclass(frozen=True)
class Lack:
    """A source that the study does not have.

    Attributes
    ----------
    id
        Kind of the source: ``gtfs``, ``grid``, ``bnls``…
    room
        Section that would gain: ``mobility``, ``parking``, ``commerce`` or ``town``.
    name
        The source.
    adds
        What it would add, in one sentence.
    how
        What to do to bring it, in one sentence.
    """

    id: str
    room: str
    name: Words
    adds: Words
    how: Words


def known() -> dict[str, Lack]:
    """Read every lack that a study may have, by id."""
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        id_: Lack(
            id=id_,
            room=entry["room"],
            name=Words(**entry["name"]),
            adds=Words(**entry["adds"]),
            how=Words(**entry["how"]),
        )
        for id_, entry in entries.items()
    }


def missing_sources(settings: Settings) -> tuple[Lack, ...]:
    """List the sources that the settings do not name.

    The outline of the commune is lacking only where its area is not known without it.
    """
    useless = {*FROM_MAP, *settings.sources}
    if not settings.commune or settings.commune in set(known_towns()["commune"]):
        useless.add("contours")
    return tuple(lack for id_, lack in known().items() if id_ not in useless)


def lacks(settings: Settings, shop: Workshop) -> tuple[Lack, ...]:
    """List what a study lacks: sources not named, and tables that its map leaves empty."""
    return (*missing_sources(settings), *_empty_tables(shop))


def _empty_tables(shop: Workshop) -> Iterator[Lack]:
    for name in FROM_MAP:
        has_grid = name == "buildings" and "grid" in shop.entries
        if not has_grid and shop.table(name).empty:
            yield known()[name]
