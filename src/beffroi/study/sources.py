"""Sources: who publishes what a study reads, under which licence, and where to ask for it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from beffroi.foundation.errors import SettingsError

FILE = Path(__file__).with_name("sources.toml")

Access = Literal["file", "overpass", "datagouv", "transport", "hand"]


@dataclass(frozen=True, slots=True)
class Published:
    """A publication; the fields are described at the head of `sources.toml`.

    Attributes
    ----------
    id
        Key of the source.
    dataset
        Identifier of its data set, for ``datagouv``.
    title
        Words that the title of the wanted file holds, for ``datagouv``; any if empty.
    member
        Pattern of the file wanted in the archive downloaded; empty to keep the download as it is.
        ``{grid}`` stands for the territory's part of the census grid.
    """

    id: str
    kind: str
    name: str
    publisher: str
    licence: str
    home: str
    access: Access
    date: str = ""
    url: str = ""
    format: str = ""
    file: str = ""
    schema: str = ""
    covers: str = ""
    vintage: str = ""
    size: str = ""
    default: bool = False
    reviewed: str = ""
    checked: str = ""
    dataset: str = ""
    title: str = ""
    member: str = ""


OWN_NAMES = {
    "perimeter": "Périmètre d'étude",
    "answers": "Réponses à une enquête",
    "form": "Questionnaire",
    "margins": "Marges du recensement",
    "gbfs": "Véhicules en libre-service (GBFS)",
    "offers": "Offres de mobilité déclarées",
    "rides": "Covoiturages prouvés (RPC)",
    "register": "Registre des locaux commerciaux (beffroi commerce register)",
    "incentives": "Règles de l'incitation au covoiturage",
    "notes": "Entretiens et observations",
    "maturity": "Feuilles de maturité",
    "facts": "Faits relevés sur des pages publiques",
    "catalogue": "Solutions ajoutées par la ville",
}
"""What a study's author brings, and nobody publishes."""
AUTHOR = "Auteur de l'étude"


@cache
def published() -> Mapping[str, Published]:
    """Return every publication that is known, by id, in the order of `sources.toml`."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({id_: Published(id=id_, **entry) for id_, entry in entries.items()})


MANY_PUBLISHERS = {"gtfs", "gbfs", "communes", "epci", "contours", "populations"}
"""Kinds that several publishers publish, each under its licence."""
DRAWER = "Beffroi (ville dessinée · drawn town)"
"""Who made a drawn town."""


def defaults() -> tuple[str, ...]:
    """Return the ids of the sources that are collected unless others are asked for."""
    return tuple(id_ for id_, source in published().items() if source.default)


def described(kind: str, *, supplied: bool = False) -> Published:
    """Return who publishes sources of a kind.

    Parameters
    ----------
    kind
        Kind of source.
    supplied
        Whether the author of the study gave the file: where a kind has many publishers, the file
        alone may then say which.

    Examples
    --------
    >>> described("osm").licence
    'ODbL 1.0'
    >>> described("gtfs", supplied=True).publisher
    ''
    """
    own = Published(kind, kind, OWN_NAMES.get(kind, kind), AUTHOR, "", "", "hand")
    found = next((source for source in published().values() if source.kind == kind), own)
    if supplied and kind in MANY_PUBLISHERS:
        return replace(found, publisher="", licence="", home="")
    return found


def drawn(kind: str) -> Published:
    """Return who made the files of a drawn town, which are published by nobody."""
    return replace(described(kind), publisher=DRAWER, licence="", home="")


def chosen(ids: tuple[str, ...]) -> tuple[Published, ...]:
    """Return the publications asked for; the usual ones if none is.

    Raises
    ------
    SettingsError
        If an id is not known.
    """
    known = published()
    strange = [id_ for id_ in ids if id_ not in known]
    if strange:
        raise SettingsError(
            "No source is called {strange}. The sources that can be collected are: {known}.",
            strange=", ".join(strange),
            known=", ".join(known),
        )
    return tuple(known[id_] for id_ in dict.fromkeys(ids or defaults()))
