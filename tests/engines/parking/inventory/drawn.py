"""A few streets drawn in metres, for the inventory."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely

from beffroi.territory.tables import CAR_PARKS, PARKING_SPACES, STREET_POINTS, STREETS

METRES = "EPSG:2154"


def streets(*ways: tuple[Mapping[str, object], list[tuple[int, float, float]]]) -> gpd.GeoDataFrame:
    """Make the table of ways: columns, then number and place of each node."""
    nodes = np.empty(len(ways), dtype=object)
    nodes[:] = [np.array([n for n, _, _ in told], dtype=np.int64) for _, told in ways]
    columns = {name for own, _ in ways for name in own}
    frame = STREETS.framed(
        {
            "street_id": [f"w{k}" for k in range(len(ways))],
            "nodes": nodes,
            "geometry": [shapely.LineString([(x, y) for _, x, y in told]) for _, told in ways],
            **{name: [own.get(name) for own, _ in ways] for name in columns},
        },
        crs=METRES,
    )
    return gpd.GeoDataFrame(frame)


def points(*told: tuple[str, float, float, Mapping[str, str]]) -> gpd.GeoDataFrame:
    """Make the table of points: id, place, tags."""
    names = {name for *_, own in told for name in own}
    frame = STREET_POINTS.framed(
        {
            "point_id": [key for key, *_ in told],
            "geometry": [shapely.Point(x, y) for _, x, y, _ in told],
            **{name: [own.get(name) for *_, own in told] for name in names},
        },
        crs=METRES,
    )
    return gpd.GeoDataFrame(frame)


def car_parks(*told: Mapping[str, object]) -> gpd.GeoDataFrame:
    """Make the table of car parks, each by its columns."""
    names = {name for own in told for name in own}
    columns: dict[str, object] = {name: [own.get(name) for own in told] for name in names}
    columns.setdefault("car_park_id", [f"w{900 + k}" for k in range(len(told))])
    if not told:
        columns = {}
    return gpd.GeoDataFrame(CAR_PARKS.framed(columns, crs=METRES))


def parking_spaces(*told: Mapping[str, object]) -> gpd.GeoDataFrame:
    """Make the table of spaces drawn one by one, each by its columns."""
    names = {name for own in told for name in own}
    columns: dict[str, object] = {name: [own.get(name) for own in told] for name in names}
    if told:
        columns.setdefault("parking_space_id", [f"w{500 + k}" for k in range(len(told))])
    return gpd.GeoDataFrame(PARKING_SPACES.framed(columns, crs=METRES))
