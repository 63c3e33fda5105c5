"""The web of streets that vehicles can run on, cut where streets meet."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.streets.norms import classes, parameter
from beffroi.kernels.trajectory.matching import Roads, roads

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
GRAIN = 1e7
"""Steps of a degree in which OpenStreetMap counts."""
YES, REVERSE = {"yes", "true", "1"}, {"-1", "reverse"}


@dataclass(frozen=True, slots=True, eq=False)
class Web:
    """Streets between the places where they meet.

    Attributes
    ----------
    plane
        The metres in which they are measured.
    roads
        As matching reads them.
    street : (n_edges,)
        Row of the table of streets that each is part of.
    names
        By row of that table, the name of the street; empty where it has none.
    legs : (n_nodes,)
        Streets that meet at each place, those that make nobody wait left out.
    mapped
        All that the map has, paths and what is closed to vehicles included: not to be driven.
    """

    plane: Plane
    roads: Roads
    street: Ints
    names: tuple[str, ...]
    legs: Ints
    mapped: Roads


def web(streets: pd.DataFrame, plane: Plane) -> Web:
    """Make a web of the streets that vehicles can run on.

    Ways that touch at a vertex of both meet there: bridges and what they cross have none in common.

    Parameters
    ----------
    streets
        Table `STREETS`, WGS 84. Steps, paths, areas, and what is closed to vehicles are left out.
    plane
        The metres to measure in.
    """
    lines = np.asarray(streets.geometry.array if len(streets) else [], dtype=object)
    drawn = shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING
    drawn &= ~shapely.is_empty(lines)
    rows = np.flatnonzero(drawn & _is_driven(streets))
    found, way = _roads(streets.iloc[rows], lines[rows], plane)
    every = np.flatnonzero(drawn)
    mapped, _ = _roads(streets.iloc[every], lines[every], plane)
    street = rows[way]
    names = streets["name"].astype("object")
    told = tuple(names.where(names.notna(), "").astype(str).str.strip())
    waits = ~streets["highway"].isin(classes("minor")).to_numpy(dtype=bool)[street]
    legs = np.bincount(found.ends[waits].ravel(), minlength=len(found.nodes))
    return Web(plane, found, street, told, legs, mapped)


def _roads(
    streets: pd.DataFrame, lines: npt.NDArray[np.object_], plane: Plane
) -> tuple[Roads, Ints]:
    """Cut streets where they meet; say which street each piece is part of."""
    degrees, way = shapely.get_coordinates(lines, return_index=True)
    grains = np.round(degrees * GRAIN).astype(np.int64)
    moves = np.ones(len(way), bool)
    moves[1:] = (way[1:] != way[:-1]) | (grains[1:] != grains[:-1]).any(axis=1)
    moves &= np.bincount(way[moves], minlength=len(lines))[way] > 1
    degrees, way, grains = degrees[moves], way[moves], grains[moves]
    places = plane.metres(*degrees.T)
    _, vertex = np.unique(grains, axis=0, return_inverse=True)
    made = _cut(places, way, vertex.ravel())
    own = way[made.first]
    opens = np.column_stack(_directions(streets))[own]
    return roads(
        made.nodes, made.ends, opens, made.indptr, places[made.order], reach=parameter("radius")
    ), own


def _is_driven(streets: pd.DataFrame) -> Flags:
    driven = streets["highway"].isin(classes("driven")).to_numpy(dtype=bool)
    area = streets["area"].eq("yes").fillna(value=False).to_numpy(dtype=bool)
    word = streets["motor_vehicle"].fillna(streets["vehicle"]).fillna(streets["access"])
    closed = word.isin(classes("closed")) | streets["service"].isin(classes("yards"))
    return np.asarray(driven & ~area & ~closed.to_numpy(dtype=bool), dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """Streets cut where they meet: nodes, ends, vertices in order and where each begins."""

    nodes: Floats
    ends: Ints
    indptr: Ints
    order: Ints
    first: Ints


def _cut(places: Floats, way: Ints, vertex: Ints) -> _Cut:
    """Cut ways at their ends, and at the vertices that are passed more than once."""
    n = len(way)
    begins = np.diff(way, prepend=-1) != 0
    ends = np.diff(way, append=-1) != 0
    cuts = begins | ends | (np.bincount(vertex)[vertex] > 1 if n else begins)
    at = np.flatnonzero(cuts)
    held = np.flatnonzero(way[at[:-1]] == way[at[1:]])
    first, last = at[held], at[held + 1]
    counts = last - first + 1
    indptr = np.concatenate([[0], np.cumsum(counts)])
    order = np.arange(indptr[-1]) - np.repeat(indptr[:-1] - first, counts)
    used, joined = np.unique(vertex[np.concatenate([first, last])], return_inverse=True)
    nodes = np.empty((len(used), 2))
    nodes[joined] = places[np.concatenate([first, last])]
    return _Cut(nodes, joined.reshape(2, -1).T, indptr, order, first)


def _directions(streets: pd.DataFrame) -> tuple[Flags, Flags]:
    """Say which streets are open along their way, and against it."""
    round_ = streets["junction"].isin({"roundabout", "circular"})
    motorway = streets["highway"].isin({"motorway", "motorway_link"})
    word = streets["oneway"].astype("object")
    word = word.where(word.notna(), np.where(round_ | motorway, "yes", "no"))
    return (
        ~word.isin(REVERSE).to_numpy(dtype=bool),
        ~word.isin(YES).to_numpy(dtype=bool),
    )
