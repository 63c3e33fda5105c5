"""The sheet: points, lines and areas of a drawn town, numbered as OpenStreetMap numbers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd
import pyproj
import shapely

from beffroi.drawing.measures import Floats, Ints

ORIGIN = (662_000.0, 6_648_000.0)
"""Where the central square lies in the legal projection, EPSG:2154. [m]"""

DECIMALS = 7
"""OpenStreetMap keeps coordinates to 1e-7 degree."""

Tags = Mapping[str, str]
Member = tuple[str, int, str]


def lonlat(points: Floats) -> Floats:
    """Turn metres from the central square into longitudes and latitudes.

    Parameters
    ----------
    points : (n, 2)
        East and north. [m]

    Returns
    -------
    (n, 2)
        Longitude and latitude, rounded. [°]
    """
    lon, lat = _to_globe().transform(points[:, 0] + ORIGIN[0], points[:, 1] + ORIGIN[1])
    return np.round(np.column_stack([lon, lat]), DECIMALS)


@cache
def _to_globe() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(2154, 4326, always_xy=True)


@dataclass(slots=True)
class Sheet:
    """What has been drawn so far."""

    n: int = 0
    places: list[Floats] = field(default_factory=list)
    node_tags: dict[int, dict[str, str]] = field(default_factory=dict)
    ways: list[tuple[list[int], Tags]] = field(default_factory=list)
    relations: list[tuple[list[Member], Tags]] = field(default_factory=list)

    def nodes(self, places: Floats) -> Ints:
        """Draw points; return their numbers, from 1 on."""
        numbers = np.arange(self.n + 1, self.n + 1 + len(places))
        self.places.append(places)
        self.n += len(places)
        return numbers

    def node(self, place: Sequence[float], tags: Tags) -> int:
        """Draw one point that has tags."""
        number = int(self.nodes(np.array([place], dtype=float))[0])
        self.tag(number, tags)
        return number

    def tag(self, node: int, tags: Tags) -> None:
        """Add tags to a point."""
        self.node_tags.setdefault(node, {}).update(tags)

    def way(self, nodes: list[int], tags: Tags) -> int:
        """Draw a line through points; return its number."""
        self.ways.append((nodes, tags))
        return len(self.ways)

    def areas(self, shapes: Sequence[shapely.Polygon], tags: Sequence[Tags]) -> list[int]:
        """Draw areas by their outer rings; return their numbers."""
        rings = shapely.get_exterior_ring(np.array(shapes, dtype=object))
        counts = shapely.get_num_coordinates(rings) - 1
        points, owner = shapely.get_coordinates(rings, return_index=True)
        closing = np.append(owner[1:] != owner[:-1], True) if len(owner) else np.zeros(0, bool)
        numbers = self.nodes(np.round(points[~closing], 2)).tolist()
        ends = np.cumsum(counts).tolist()
        drawn = []
        for end, count, said in zip(ends, counts.tolist(), tags, strict=True):
            ring = numbers[end - count : end]
            drawn.append(self.way([*ring, ring[0]], said))
        return drawn

    def relation(self, members: list[Member], tags: Tags) -> int:
        """Draw a relation; return its number."""
        self.relations.append((members, tags))
        return len(self.relations)

    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return nodes, ways and relations as tables."""
        places = lonlat(np.concatenate(self.places)) if self.places else np.zeros((0, 2))
        tags = np.full(len(places), None, dtype=object)
        for number, said in self.node_tags.items():
            tags[number - 1] = said
        nodes = pd.DataFrame(
            {"id": np.arange(1, self.n + 1), "lon": places[:, 0], "lat": places[:, 1], "tags": tags}
        )
        ways = pd.DataFrame(self.ways, columns=["nodes", "tags"])
        relations = pd.DataFrame(self.relations, columns=["members", "tags"])
        for table in (ways, relations):
            table.insert(0, "id", np.arange(1, len(table) + 1))
        return nodes, ways, relations
