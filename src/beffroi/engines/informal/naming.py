"""Naming: stops called as people do, after what stands beside them on the map."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.foundation.dated import dated_values

PARAMETERS = Path(__file__).parent / "naming.toml"
LANDMARK, CROSSING, STREET, PLACE, NUMBER = "landmark", "crossing", "street", "place", "number"
SETTLEMENTS = ("quarter", "suburb", "neighbourhood", "village", "hamlet", "square", "town",
               "locality", "isolated_dwelling")  # fmt: skip
Names = list[tuple[float, str]]


@cache
def _kinds() -> frozenset[str]:
    """Return the kinds of amenities that people find their way by."""
    text = (Path(__file__).parent / "landmarks.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["kinds"])


def named(
    stops: gpd.GeoDataFrame, tables: Mapping[str, gpd.GeoDataFrame], epsg: int
) -> gpd.GeoDataFrame:
    """Name stops after what stands beside them.

    A stop that has a name keeps it. Else the nearest named landmark within reach; else the crossing
    of two named streets; else the nearest named street; else the nearest settlement; else it keeps
    its number. Stops of one name within reach of each other are one place seen from two sides, and
    share it; farther ones are told apart by the street, then by a number.

    Parameters
    ----------
    stops
        Table `INFORMAL_STOPS`.
    tables
        What there is of the tables `streets`, `amenities` and `places` of the map, in WGS 84.
    epsg
        Projection in metres.

    Returns
    -------
    The stops with `name` and `name_source`.
    """
    made = stops.copy()
    free = made["name_source"].eq(NUMBER).to_numpy(dtype=bool)
    if not free.any():
        return made
    points = np.asarray(made.geometry.to_crs(epsg).array, dtype=object)
    near = _Map(tables, epsg)
    names, sources = made["name"].astype(str).to_list(), made["name_source"].to_list()
    for row in np.flatnonzero(free):
        names[row], sources[row] = near.called(points[row]) or (names[row], sources[row])
    made["name"] = _apart(names, sources, points, near)
    made["name_source"] = pd.array(sources, dtype="string")
    made["name"] = made["name"].astype("string")
    return gpd.GeoDataFrame(_stations(made))


class _Map:
    """The named things of a map, found by how near they are."""

    def __init__(self, tables: Mapping[str, gpd.GeoDataFrame], epsg: int) -> None:
        amenities, places = tables.get("amenities"), tables.get("places")
        if amenities is not None:
            amenities = amenities[amenities["amenity"].isin(_kinds())]
        if places is not None:
            places = places[places["kind"].isin(SETTLEMENTS)]
        self._of = {
            LANDMARK: _Named(amenities, epsg), STREET: _Named(tables.get("streets"), epsg),
            PLACE: _Named(places, epsg),
        }  # fmt: skip

    def called(self, point: shapely.Point) -> tuple[str, str] | None:
        """Return the name of a place and what it is of; None where nothing named is near."""
        sizes = dated_values(PARAMETERS)
        if found := self._of[LANDMARK].near(point, sizes["landmark_reach"]):
            return found[0][1], LANDMARK
        streets = self.streets(point, sizes["crossing_reach"])
        if len(streets) > 1:
            return f"{streets[0]} / {streets[1]}", CROSSING
        if streets := self.streets(point, sizes["street_reach"]):
            return streets[0], STREET
        if found := self._of[PLACE].near(point, sizes["place_reach"]):
            return found[0][1], PLACE
        return None

    def streets(self, point: shapely.Point, reach: float) -> list[str]:
        """Return the names of the streets within reach, the nearest first."""
        return list(dict.fromkeys(name for _, name in self._of[STREET].near(point, reach)))


class _Named:
    """Objects of a table that have a name."""

    def __init__(self, table: gpd.GeoDataFrame | None, epsg: int) -> None:
        self.names: list[str] = []
        shapes = np.array([], dtype=object)
        if table is not None and len(table):
            own = table[table["name"].notna() & table["name"].astype("string").str.strip().ne("")]
            self.names = [str(name).strip() for name in own["name"]]
            shapes = np.asarray(own.geometry.to_crs(epsg).array, dtype=object)
        self.shapes = shapes
        self.tree = shapely.STRtree(shapes)

    def near(self, point: shapely.Point, reach: float) -> Names:
        """Return how far the objects within reach are, and their names, the nearest first."""
        rows = self.tree.query(point, predicate="dwithin", distance=reach)
        apart = shapely.distance(self.shapes[rows], point)
        return sorted((float(d), self.names[row]) for d, row in zip(apart, rows, strict=True))


def _apart(names: list[str], sources: list[str], points: np.ndarray, near: _Map) -> list[str]:
    """Tell apart places of one name that are not one place."""
    made = list(names)
    reach, street = dated_values(PARAMETERS)["same_place"], dated_values(PARAMETERS)["street_reach"]
    for name in dict.fromkeys(names):
        rows = [row for row in range(len(names)) if names[row] == name]
        groups = _groups(rows, points, reach)
        if len(groups) < 2:
            continue
        taken: set[str] = set()
        for number, group in enumerate(groups, start=1):
            told = next(
                (one for one in near.streets(points[group[0]], street) if one not in name), ""
            )
            full = f"{name} ({told})" if told and sources[group[0]] != NUMBER else ""
            if not full or full in taken:
                full = f"{name} {number}" if sources[group[0]] != NUMBER else name
            taken.add(full)
            for row in group:
                made[row] = full
    return made


def _groups(rows: list[int], points: np.ndarray, reach: float) -> list[list[int]]:
    """Put places within reach of the first of a group together."""
    groups: list[list[int]] = []
    for row in rows:
        own = next(
            (g for g in groups if shapely.distance(points[g[0]], points[row]) <= reach), None
        )
        if own is None:
            groups.append([row])
        else:
            own.append(row)
    return groups


def _stations(stops: pd.DataFrame) -> pd.DataFrame:
    """Name stations as their stops are called most often."""
    own = stops[stops["station"].notna()]
    called = own.groupby("station")["name"].agg(lambda names: names.value_counts().index[0])
    source = own.groupby("station")["name_source"].first()
    rows = stops["is_station"].astype(bool) & stops["stop_id"].isin(called.index)
    return stops.assign(
        name=stops["name"].where(~rows, stops["stop_id"].map(called)),
        name_source=stops["name_source"].where(~rows, stops["stop_id"].map(source)),
    )
