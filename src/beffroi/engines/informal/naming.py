"""Naming: stops called as people do, after what stands beside them on the map."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.water import STAGE
from beffroi.foundation.dated import dated_values
from beffroi.territory.informal import LANDING

PARAMETERS = Path(__file__).parent / "naming.toml"
LANDMARK, CROSSING, STREET, PLACE, NUMBER = "landmark", "crossing", "street", "place", "number"
SETTLEMENTS = ("quarter", "suburb", "neighbourhood", "village", "hamlet", "square", "town",
               "locality", "isolated_dwelling")  # fmt: skip
TERMINAL = "ferry_terminal"
"""Kind of amenity where boats land."""
ACRONYM = 3
"""Letters of a word that may be an acronym."""
PARTICLES = frozenset({
    "de", "du", "des", "la", "le", "les", "et", "en", "au", "aux", "del", "los", "las", "el", "y",
    "of", "the", "and", "da", "do", "das", "dos", "van", "den",
})  # fmt: skip
"""Words that are written small within names, in the languages of these networks."""
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
    share it; farther ones are told apart by the street, then by a number. A landing stage is called
    after the nearest ferry terminal, else after the nearest settlement, else as other stops are.

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
    lands = made["source"].eq(LANDING).to_numpy(dtype=bool)
    for row in np.flatnonzero(free):
        found = near.landing(points[row]) if lands[row] else None
        found = found or near.called(points[row])
        if found:
            names[row], sources[row] = cased(found[0]), found[1]
    made["name"] = _apart(names, sources, points, near)
    made["name_source"] = pd.array(sources, dtype="string")
    made["name"] = made["name"].astype("string")
    return gpd.GeoDataFrame(_stations(made))


def cased(name: str) -> str:
    """Write a name in capitals and small letters, where a map has it in one kind alone.

    A word in capitals by itself is an acronym, and so is one of three letters or fewer.

    References
    ----------
    GTFS Schedule Best Practices: text that customers read is in mixed case.

    Examples
    --------
    >>> [cased(name) for name in ("CAI", "BRIO DE LA DORADA", "colegio local", "Rue du Bac")]
    ['CAI', 'Brio de la Dorada', 'Colegio local', 'Rue du Bac']
    """
    if name.islower():
        return name[:1].upper() + name[1:]
    words = name.split(" ")
    if not name.isupper() or len(words) == 1:
        return name
    return " ".join(_cased_word(word, rank) for rank, word in enumerate(words))


def _cased_word(word: str, rank: int) -> str:
    if rank and word.casefold() in PARTICLES:
        return word.lower()
    return word if len(word) <= ACRONYM else word.capitalize()


class _Map:
    """The named things of a map, found by how near they are."""

    def __init__(self, tables: Mapping[str, gpd.GeoDataFrame], epsg: int) -> None:
        amenities, places = tables.get("amenities"), tables.get("places")
        piers = amenities
        if amenities is not None:
            piers = amenities[amenities["amenity"].eq(TERMINAL)]
            amenities = amenities[amenities["amenity"].isin(_kinds())]
        if places is not None:
            places = places[places["kind"].isin(SETTLEMENTS)]
        self._piers = _Named(piers, epsg)
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

    def landing(self, point: shapely.Point) -> tuple[str, str] | None:
        """Name a landing stage after the ferry terminal or the settlement beside it."""
        sizes = dated_values(PARAMETERS)
        for kind, things, reach in (
            (LANDMARK, self._piers, sizes["landmark_reach"]),
            (PLACE, self._of[PLACE], sizes["place_reach"]),
        ):
            if found := things.near(point, reach):
                name = found[0][1]
                is_said = name.casefold().startswith(STAGE.casefold())
                return (name if is_said else f"{STAGE} {name}"), kind
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
