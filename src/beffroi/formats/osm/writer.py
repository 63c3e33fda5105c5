"""OpenStreetMap files written from plain tables, the same bytes for the same tables."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import osmium
import pandas as pd

from beffroi.foundation.errors import ShapeError
from beffroi.foundation.files import written_whole

GENERATOR = "Beffroi"
FORMATS = {
    ".osm.pbf": "pbf", ".pbf": "pbf", ".osm": "osm", ".osm.gz": "osm.gz", ".osm.bz2": "osm.bz2",
}  # fmt: skip
"""Kinds that can be written, in libosmium's words, by ending of the name."""
LONGEST_TEXT = 1024
"""Bytes that OpenStreetMap allows in a key, a value or a role: 255 characters of 4 bytes."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Member = tuple[str, int, str]


@dataclass(slots=True)
class _Written:
    """An object as libosmium wants it."""

    id: int
    tags: Mapping[str, str]
    timestamp: str
    location: tuple[float, float] | None = None
    nodes: Sequence[int] = ()
    members: Sequence[Member] = ()
    version: ClassVar[int] = 1
    visible: ClassVar[bool] = True


def write(
    path: Path, nodes: pd.DataFrame, ways: pd.DataFrame, relations: pd.DataFrame, *, date: str
) -> None:
    """Write an OpenStreetMap file, whole or not at all.

    Parameters
    ----------
    path
        Where; its ending chooses the kind: ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    nodes
        Columns `id` (unique, not 0), `lon`, `lat` [°] and `tags` (mapping of texts, or missing).
    ways
        Columns `id`, `nodes` (numbers, in order) and `tags`.
    relations
        Columns `id`, `members` (type ``n``, ``w`` or ``r``, number, role) and `tags`.
    date
        Day of the data, ISO 8601: every object was last changed then.

    Raises
    ------
    ShapeError
        If the ending is unknown, a number is used twice, a node lies outside the Earth, or a
        text cannot be written.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    kind = _format(path)
    for table, frame in (("nodes", nodes), ("ways", ways), ("relations", relations)):
        _check_numbers(table, frame)
    _check_places(nodes)
    _check_texts([*nodes["tags"], *ways["tags"], *relations["tags"]], relations["members"])
    moment = _moment(date)
    with written_whole(path) as temporary:
        file = osmium.io.File(str(temporary.resolve()), kind)
        with osmium.SimpleWriter(
            file, header=_header(moment, has_ways=len(ways) > 0), overwrite=True
        ) as writer:
            for node in _nodes(nodes, moment):
                writer.add_node(node)
            for way in _ways(ways, moment):
                writer.add_way(way)
            for relation in _relations(relations, moment):
                writer.add_relation(relation)


def _format(path: Path) -> str:
    for ending, kind in FORMATS.items():
        if path.name.endswith(ending):
            return kind
    raise ShapeError(
        "{path}: no OpenStreetMap format has that ending; use one of {endings}.",
        path=str(path),
        endings=", ".join(FORMATS),
    )


def _moment(date: str) -> str:
    try:
        return f"{dt.date.fromisoformat(date).isoformat()}T00:00:00Z"
    except ValueError as error:
        raise ShapeError("{date!r} is not a day; write it as 2024-05-01.", date=date) from error


def _header(moment: str, *, has_ways: bool) -> osmium.io.Header:
    header = osmium.io.Header()
    header.set("generator", GENERATOR)
    if has_ways:
        # Readers may then tell a file cut before its first way from one without ways.
        header.set("sorting", "Type_then_ID")
    header.set("osmosis_replication_timestamp", moment)
    return header


def _nodes(nodes: pd.DataFrame, moment: str) -> Iterator[_Written]:
    ordered = nodes.sort_values("id")
    for number, lon, lat, tags in zip(
        ordered["id"].tolist(), ordered["lon"], ordered["lat"], ordered["tags"], strict=True
    ):
        yield _Written(number, _tags(tags), moment, location=(lon, lat))


def _ways(ways: pd.DataFrame, moment: str) -> Iterator[_Written]:
    ordered = ways.sort_values("id")
    for number, nodes, tags in zip(
        ordered["id"].tolist(), ordered["nodes"], ordered["tags"], strict=True
    ):
        yield _Written(number, _tags(tags), moment, nodes=[int(node) for node in nodes])


def _relations(relations: pd.DataFrame, moment: str) -> Iterator[_Written]:
    ordered = relations.sort_values("id")
    for number, members, tags in zip(
        ordered["id"].tolist(), ordered["members"], ordered["tags"], strict=True
    ):
        plain = [(kind, int(ref), role) for kind, ref, role in members]
        yield _Written(number, _tags(tags), moment, members=plain)


def _tags(tags: object) -> dict[str, str]:
    return {key: tags[key] for key in sorted(tags)} if isinstance(tags, Mapping) else {}


def _check_numbers(table: str, frame: pd.DataFrame) -> None:
    repeated = frame["id"][frame["id"].duplicated()]
    if len(repeated) or (frame["id"] == 0).any():
        raise ShapeError(
            "Table {table} uses the number {number} twice, or 0: give each object its own.",
            table=table,
            number=int(repeated.iloc[0]) if len(repeated) else 0,
        )


def _check_places(nodes: pd.DataFrame) -> None:
    is_on_earth = nodes["lon"].between(-180, 180) & nodes["lat"].between(-90, 90)
    if not is_on_earth.all():
        raise ShapeError(
            "{n} nodes lie outside the Earth, the first one is {number}: "
            "give longitudes and latitudes in degrees.",
            n=int((~is_on_earth).sum()),
            number=int(nodes["id"][~is_on_earth].iloc[0]),
        )


def _check_texts(tags: Iterable[object], members: Iterable[Iterable[Member]]) -> None:
    texts = {
        text for said in tags if isinstance(said, Mapping) for pair in said.items() for text in pair
    }
    texts |= {role for of_relation in members for _, _, role in of_relation}
    for text in sorted(texts):
        if _UNWRITABLE.search(text) or len(text.encode()) > LONGEST_TEXT:
            raise ShapeError(
                "The text {text!r} cannot be written in OpenStreetMap: "
                "it has control characters, or more than {longest} bytes.",
                text=text[:40],
                longest=LONGEST_TEXT,
            )
