"""One walk through an OpenStreetMap file: what it holds, before anything is drawn."""

import datetime as dt
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from beffroi.formats.osm.opening import Opened, damage_told, lent
from beffroi.formats.osm.tags import KEYS, Tags
from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.language import Words, both

Key = tuple[str, int]
"""Type (``n``, ``w`` or ``r``) and number of an object."""
Member = tuple[str, int, str]
"""Type, number and role of a member of a relation."""

MOST_NODES = 50_000_000
"""More nodes than the OpenStreetMap extract of a whole French region held in 2025; they take
800 MB."""
SCALE = 10_000_000
"""OpenStreetMap keeps coordinates as whole numbers of 1e-7 degree."""
MOST_ALONE = 0.1
"""Share of the nodes without tags that belong to no way above which a file was cut: whole extracts
hold hardly any (7 nodes at most in nine real ones). [1]"""
MOST_ABSENT = 0.5
"""Share of the nodes that ways name and the file lacks above which it was cut: a clean extract
lacks those beyond its edge alone, up to 0.23 in small real ones. [1]"""
LEAST_JUDGED = 100
"""Nodes, or mentions of nodes, from which these shares say something."""
NOWHERE = 2**31 - 1
"""What libosmium gives as coordinate of a node that has none."""
_NO_DATE = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Nodes:
    """The nodes that have a place, each once, by increasing number.

    Attributes
    ----------
    ids : (n_nodes,)
        Numbers.
    lon, lat : (n_nodes,)
        Coordinates. [°]
    """

    ids: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    def places(self, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
        """Find nodes by their numbers.

        Returns
        -------
        (n_wanted,)
            Index of each node, -1 where the file does not hold it.
        """
        if not len(self.ids):
            return np.full(len(wanted), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.where(self.ids[place] == wanted, place, -1)


@dataclass(frozen=True)
class Ways:
    """The ways, each once, as one row of node numbers cut by offsets.

    Attributes
    ----------
    rows
        Row of each way, by its number.
    starts : (n_rows + 1,)
        Where the nodes of each row begin.
    nodes : (n_references,)
        Numbers of the nodes, way after way.
    places : (n_references,)
        Index of each in `Nodes`, -1 where the file does not hold it.
    """

    rows: dict[int, int]
    starts: NDArray[np.int64]
    nodes: NDArray[np.int64]
    places: NDArray[np.int64]


@dataclass(frozen=True)
class Survey:
    """What a file holds.

    Attributes
    ----------
    date
        Day of the data, ISO 8601: as the head of the file gives it, or that of the newest object;
        empty if the file does not tell.
    nodes, ways
        Every node and every way.
    relations
        Members of every relation, by its number.
    tagged
        Tags of the objects that may have a place in a table, nodes first, by increasing number.
    n_repeated
        Objects that came more than once (the last one counts).
    n_unplaced
        Nodes without coordinates.
    n_alone
        Nodes without tags that belong to nothing, if they are so many that the file was cut.
    n_absent
        Nodes that ways name and the file lacks, if they are so many that the file was cut.
    """

    date: str
    nodes: Nodes
    ways: Ways
    relations: dict[int, list[Member]]
    tagged: dict[Key, Tags]
    n_repeated: int
    n_unplaced: int
    n_alone: int = 0
    n_absent: int = 0


def surveyed(opened: Opened) -> Survey:
    """Walk through a file once.

    Raises
    ------
    UnreadableFileError
        If it is cut or damaged, or holds no object.
    FaultyFileError
        If nodes lie outside the Earth, or objects have no number.
    InputError
        If it is larger than a study can use.
    StorageError
        If the disk is too full to unfold a bzip2 file.
    """
    walk = _Walk(opened.path)
    with lent(opened) as file, damage_told(opened.path):
        date = opened.date or _header_date(file)
        newest = _NO_DATE
        for thing in osmium.FileProcessor(file):
            walk.take(thing)
            if not date:
                newest = max(newest, thing.timestamp)
    return walk.survey(date or (newest.date().isoformat() if newest > _NO_DATE else ""))


def _header_date(file: osmium.io.File) -> str:
    with osmium.io.Reader(file, osmium.osm.NOTHING) as reader:
        header = reader.header()
    said = header.get("osmosis_replication_timestamp", "") or header.get("timestamp", "")
    try:
        return dt.date.fromisoformat(said[:10]).isoformat()
    except ValueError:
        return ""


@dataclass
class _Walk:
    """What has been seen so far; the last version of an object replaces the earlier ones."""

    path: Path
    node_ids: "array[int]" = field(default_factory=lambda: array("q"))
    xs: "array[int]" = field(default_factory=lambda: array("i"))
    ys: "array[int]" = field(default_factory=lambda: array("i"))
    bare: "array[int]" = field(default_factory=lambda: array("b"))
    rows: dict[int, int] = field(default_factory=dict)
    starts: "array[int]" = field(default_factory=lambda: array("q", [0]))
    references: "array[int]" = field(default_factory=lambda: array("q"))
    relations: dict[int, list[Member]] = field(default_factory=dict)
    tagged: dict[Key, Tags] = field(default_factory=dict)
    n_ways: int = 0
    n_relations: int = 0

    def take(self, thing: Any) -> None:
        """Keep what matters of an object."""
        kind = thing.type_str()
        if kind == "n":
            self._take_node(thing)
        elif kind == "w":
            self._take_way(thing)
        elif kind == "r":
            self._take_relation(thing)

    def _take_node(self, node: Any) -> None:
        number, place = node.id, node.location
        self.node_ids.append(number)
        self.xs.append(place.x)
        self.ys.append(place.y)
        self.bare.append(not len(node.tags))
        if len(node.tags) or ("n", number) in self.tagged:
            self._keep_tags("n", node)
        if len(self.node_ids) > MOST_NODES:
            grouped = f"{MOST_NODES:,}"
            raise InputError(
                "{path} holds more than {most} nodes, more than a study can use: "
                "cut an extract around the town.",
                path=str(self.path),
                most=Words(fr=grouped.replace(",", "\u202f"), en=grouped),
            )

    def _take_way(self, way: Any) -> None:
        self.rows[way.id] = self.n_ways
        self.n_ways += 1
        self.references.extend([node.ref for node in way.nodes])
        self.starts.append(len(self.references))
        self._keep_tags("w", way)

    def _take_relation(self, relation: Any) -> None:
        self.n_relations += 1
        self.relations[relation.id] = [(m.type, m.ref, m.role) for m in relation.members]
        self._keep_tags("r", relation)

    def _keep_tags(self, kind: str, thing: Any) -> None:
        key = (kind, thing.id)
        tags = dict(thing.tags) if len(thing.tags) and thing.visible else {}
        if KEYS.isdisjoint(tags):
            self.tagged.pop(key, None)
        else:
            self.tagged[key] = tags

    def survey(self, date: str) -> Survey:
        """Sort out what was seen."""
        self._check_numbers()
        nodes, n_repeated, n_unplaced = self._nodes()
        references = np.array(self.references, dtype=np.int64)
        starts = np.array(self.starts, dtype=np.int64)
        places = nodes.places(references)
        return Survey(
            date=date,
            nodes=nodes,
            ways=Ways(self.rows, starts, references, places),
            relations=self.relations,
            tagged={key: self.tagged[key] for key in sorted(self.tagged, key=_order)},
            n_repeated=n_repeated
            + self.n_ways
            - len(self.rows)
            + self.n_relations
            - len(self.relations),
            n_unplaced=n_unplaced,
            n_alone=_if_many(self._n_alone(references), len(self.node_ids), MOST_ALONE),
            n_absent=_if_many(int((places < 0).sum()), len(places), MOST_ABSENT),
        )

    def _n_alone(self, references: NDArray[np.int64]) -> int:
        """Count the nodes without tags that no way and no relation names."""
        bare = np.array(self.node_ids, dtype=np.int64)[np.array(self.bare, dtype=np.bool_)]
        members = [n for found in self.relations.values() for kind, n, _ in found if kind == "n"]
        named = np.concatenate([references, np.array(members, dtype=np.int64)])
        return int((~np.isin(bare, named)).sum())

    def _check_numbers(self) -> None:
        n_objects = len(self.node_ids) + self.n_ways + self.n_relations
        if not n_objects:
            raise UnreadableFileError(
                self.path,
                found="it holds no node, no way and no relation",
                remedy="Ask for the extract again, and check that its area covers the town.",
            )
        faults = [*self._unnumbered(), *self._outside()]
        if faults:
            raise FaultyFileError(self.path, format_name="OpenStreetMap data", faults=faults)

    def _unnumbered(self) -> Iterator[Words]:
        if 0 in self.node_ids:
            yield both("a node has no number (id)")
        if 0 in self.rows:
            yield both("a way has no number (id)")
        if 0 in self.relations:
            yield both("a relation has no number (id)")

    def _outside(self) -> Iterator[Words]:
        x, y = np.array(self.xs, dtype=np.int64), np.array(self.ys, dtype=np.int64)
        outside = (np.abs(x) > 180 * SCALE) | (np.abs(y) > 90 * SCALE)
        outside &= ~((x == NOWHERE) & (y == NOWHERE))
        for row in np.flatnonzero(outside):
            yield both(
                "node {number} lies outside the Earth (latitude {lat}, longitude {lon})",
                number=self.node_ids[row],
                lat=y[row] / SCALE,
                lon=x[row] / SCALE,
            )

    def _nodes(self) -> tuple[Nodes, int, int]:
        ids = np.array(self.node_ids, dtype=np.int64)
        order = np.argsort(ids, kind="stable")
        is_last = np.append(np.diff(ids[order]) != 0, True)[: len(ids)]
        kept = order[is_last]
        x = np.array(self.xs, dtype=np.int64)[kept]
        y = np.array(self.ys, dtype=np.int64)[kept]
        placed = (x != NOWHERE) & (y != NOWHERE)
        nodes = Nodes(ids[kept][placed], x[placed] / SCALE, y[placed] / SCALE)
        return nodes, len(ids) - len(kept), int((~placed).sum())


def _if_many(n: int, total: int, most: float) -> int:
    """Return a count if it is a large enough share of a total, else 0."""
    return n if total >= LEAST_JUDGED and n > most * total else 0


def _order(key: Key) -> tuple[int, int]:
    kind, number = key
    return "nwr".index(kind), number
