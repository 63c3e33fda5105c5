"""Needs: what must change in a centre, in words that surveys, findings and solutions share."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beffroi.foundation.language import Words

DATA = Path(__file__).parent / "data" / "needs.toml"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must change, as a person would say it.

    Attributes
    ----------
    id
        Key shared by surveys, rules and the catalogue of solutions.
    name
        What must change.
    room
        Section of the report where its figures stand.
    axes
        Axes of the convention of Action Cœur de Ville that it serves, 1 to 5; 0 runs across them.
    people
        Whom it concerns.
    """

    id: str
    name: Words
    room: str
    axes: tuple[int, ...]
    people: Words


@cache
def known_needs() -> Mapping[str, Need]:
    """Return every need that a study can weigh, by id, in the order of reading.

    Examples
    --------
    >>> known_needs()["find-parking"].name.en
    'Find a bay without cruising'
    """
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    needs = {
        id_: Need(
            id=id_,
            name=Words(**entry["name"]),
            room=entry["room"],
            axes=tuple(entry["axes"]),
            people=Words(**entry["people"]),
        )
        for id_, entry in entries.items()
    }
    return MappingProxyType(needs)
