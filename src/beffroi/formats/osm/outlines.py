"""From numbered nodes to points, lines and areas on the map, also where the file was cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from beffroi.formats.osm.survey import Key, Member, Nodes, Survey, Ways

Geometries = NDArray[np.object_]
EMPTY = shapely.Point()
_FEWEST_CORNERS = 4


@dataclass(frozen=True)
class Course:
    """A way as it can be drawn: its longest unbroken run of nodes present in the file.

    Joining the two sides of a gap would draw a street that may not exist.

    Attributes
    ----------
    nodes : (n_run,)
        Numbers of the nodes of the run.
    places : (n_run,)
        Their index in the table of nodes.
    is_complete
        Whether no node is missing.
    """

    nodes: NDArray[np.int64]
    places: NDArray[np.int64]
    is_complete: bool

    @property
    def is_closed(self) -> bool:
        """Whether the way ends where it began, with corners enough to hold an area."""
        return len(self.nodes) >= _FEWEST_CORNERS and self.nodes[0] == self.nodes[-1]


_ABSENT = Course(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), is_complete=False)


@dataclass(frozen=True)
class Outline:
    """The place of an object.

    Attributes
    ----------
    geometry
        An area, or else a point; empty if nothing of the object is in the file.
    is_whole
        False where part of the object is missing from the file or its outline does not close.
    was_mended
        Whether the outline crossed itself and was redrawn.
    """

    geometry: Geometry
    is_whole: bool
    was_mended: bool = False


def course(ways: Ways, number: int) -> Course:
    """Return a way from the nodes present; without any node if the file does not hold the way."""
    row = ways.rows.get(number)
    if row is None:
        return _ABSENT
    span = slice(ways.starts[row], ways.starts[row + 1])
    places = ways.places[span]
    if places.size and places.min() >= 0:
        return Course(ways.nodes[span], places, is_complete=True)
    run = longest_run(places >= 0)
    return Course(ways.nodes[span][run], places[run], is_complete=False)


def longest_run(present: NDArray[np.bool_]) -> slice:
    """Find the first of the longest unbroken runs of True.

    Examples
    --------
    >>> longest_run(np.array([True, False, True, True]))
    slice(2, 4, None)
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], present, [False]]).astype(np.int8)))
    if not len(edges):
        return slice(0, 0)
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return slice(int(starts[longest]), int(ends[longest]))


def lines(nodes: Nodes, courses: Sequence[Course]) -> Geometries:
    """Draw ways as lines, all at once; those with fewer than two nodes are empty lines."""
    drawn = np.full(len(courses), shapely.LineString(), dtype=object)
    drawable = [row for row, way in enumerate(courses) if len(way.nodes) >= 2]
    if drawable:
        coordinates, rows = _coordinates(nodes, [courses[row] for row in drawable])
        drawn[drawable] = shapely.linestrings(coordinates, indices=rows)
    return drawn


def outlines(survey: Survey, keys: Iterable[Key]) -> dict[Key, Outline]:
    """Draw objects as areas where they are closed, as points elsewhere.

    Returns
    -------
    One outline for each key. A closed way whose nodes are all present and a relation whose outer
    ways close become areas; all else becomes the point in the middle of what is present.
    """
    wanted: dict[str, list[int]] = {"n": [], "w": [], "r": []}
    for kind, number in keys:
        wanted[kind].append(number)
    return {
        **_points(survey.nodes, wanted["n"]),
        **_areas(survey, wanted["w"]),
        **{("r", number): _assembled(survey, number) for number in wanted["r"]},
    }


def member_lines(survey: Survey, members: Iterable[Member]) -> list[Geometry]:
    """Draw the ways among the members of a relation, as far as they are present."""
    found = (course(survey.ways, ref) for kind, ref, _ in members if kind == "w")
    drawn = lines(survey.nodes, list(found))
    return list(drawn[~shapely.is_empty(drawn)])


def middle(survey: Survey, members: Iterable[Member]) -> Geometry:
    """Return the point in the middle of the nodes and ways present; empty if there is none."""
    ids = [ref for kind, ref, _ in members if kind == "n"]
    places = [survey.nodes.places(np.array(ids, dtype=np.int64))]
    found = (course(survey.ways, ref) for kind, ref, _ in members if kind == "w")
    places += [way.places for way in found]
    return _centre(survey.nodes, np.concatenate(places))


def _points(nodes: Nodes, numbers: list[int]) -> dict[Key, Outline]:
    places = nodes.places(np.array(numbers, dtype=np.int64))
    found = places >= 0
    points = np.full(len(numbers), EMPTY, dtype=object)
    points[found] = shapely.points(nodes.lon[places[found]], nodes.lat[places[found]])
    return {
        ("n", number): Outline(point, bool(present))
        for number, point, present in zip(numbers, points, found, strict=True)
    }


def _areas(survey: Survey, numbers: list[int]) -> dict[Key, Outline]:
    ways = {number: course(survey.ways, number) for number in numbers}
    closed = {n: way for n, way in ways.items() if way.is_complete and way.is_closed}
    drawn = dict(zip(closed, _polygons(survey.nodes, list(closed.values())), strict=True))
    return {
        ("w", number): drawn.get(number)
        or Outline(_centre(survey.nodes, way.places), is_whole=False)
        for number, way in ways.items()
    }


def _polygons(nodes: Nodes, courses: Sequence[Course]) -> list[Outline]:
    if not courses:
        return []
    coordinates, rows = _coordinates(nodes, courses)
    drawn = shapely.polygons(shapely.linearrings(coordinates, indices=rows))
    is_valid = shapely.is_valid(drawn)
    return [
        Outline(polygon, is_whole=True) if valid else _mended(polygon)
        for polygon, valid in zip(drawn, is_valid, strict=True)
    ]


def _mended(polygon: Geometry) -> Outline:
    parts = shapely.get_parts(shapely.make_valid(polygon))
    surfaces = parts[shapely.area(parts) > 0]
    if len(surfaces):
        return Outline(shapely.union_all(surfaces), is_whole=True, was_mended=True)
    return Outline(shapely.centroid(polygon), is_whole=False)


def _assembled(survey: Survey, number: int) -> Outline:
    members = list(dict.fromkeys(survey.relations[number]))
    ways = [course(survey.ways, ref) for kind, ref, _ in members if kind == "w"]
    inner = member_lines(survey, [m for m in members if m[2] == "inner"])
    outer = member_lines(survey, [m for m in members if m[2] != "inner"]) or inner
    outer_faces, outer_closed = _faces(outer)
    inner_faces, inner_closed = _faces([] if outer is inner else inner)
    area = _hollowed(outer_faces, inner_faces)
    if area is None:
        return Outline(middle(survey, members), is_whole=False)
    is_present = all(way.is_complete for way in ways)
    return Outline(area, is_whole=is_present and outer_closed and inner_closed)


def _faces(drawn: list[Geometry]) -> tuple[Geometries, bool]:
    """Close lines into filled areas, and say whether every line found its place."""
    if not drawn:
        return np.empty(0, dtype=object), True
    noded = shapely.get_parts(shapely.union_all(drawn))
    faces, cuts, dangles, invalid = shapely.polygonize_full(noded)
    shells = shapely.polygons(shapely.get_exterior_ring(shapely.get_parts(faces)))
    return shells, all(shapely.is_empty(rest) for rest in (cuts, dangles, invalid))


def _hollowed(outer: Geometries, inner: Geometries) -> Geometry | None:
    """Take the holes out; an island inside a hole is ground again.

    A piece of ground counts if it lies in more outer rings than inner ones.
    """
    if not len(outer):
        return None
    if not len(inner):
        return shapely.union_all(outer)
    rings = np.concatenate([outer, inner])
    noded = shapely.union_all(shapely.get_exterior_ring(rings))
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    spots = shapely.point_on_surface(pieces)
    depth = _n_around(outer, spots) - _n_around(inner, spots)
    ground = pieces[depth > 0]
    return shapely.union_all(ground) if len(ground) else None


def _n_around(rings: Geometries, spots: Geometries) -> NDArray[np.int64]:
    spot, _ = shapely.STRtree(rings).query(spots, predicate="within")
    return np.bincount(spot, minlength=len(spots))


def _centre(nodes: Nodes, places: NDArray[np.int64]) -> Geometry:
    present = places[places >= 0]
    if not len(present):
        return EMPTY
    west_east, south_north = nodes.lon[present], nodes.lat[present]
    return shapely.Point(
        (west_east.min() + west_east.max()) / 2, (south_north.min() + south_north.max()) / 2
    )


def _coordinates(
    nodes: Nodes, courses: Sequence[Course]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    places = np.concatenate([way.places for way in courses])
    rows = np.repeat(np.arange(len(courses)), [len(way.places) for way in courses])
    return np.column_stack([nodes.lon[places], nodes.lat[places]]), rows
