"""Parking spaces drawn one by one: they refine the car park they lie in, or are places alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.parking.inventory import keep_clear
from beffroi.engines.parking.inventory.ground import BAYS, ground
from beffroi.engines.parking.inventory.keep_clear import side_of
from beffroi.engines.parking.inventory.kerb import nearest
from beffroi.engines.parking.inventory.off_street import ruled, tags_of
from beffroi.engines.parking.inventory.regulation import Rule, rule
from beffroi.foundation.dated import dated_values
from beffroi.territory.parking import (
    BY_AREA,
    DISABLED,
    DRAWN,
    KERB,
    LEFT,
    OFF_STREET,
    PARKING_PLACES,
    RIGHT,
    TAGGED,
)

VALUES = Path(__file__).parent / "inventory.toml"
COUNTS = ("spaces", "spaces_low", "spaces_high", "spaces_disabled", "spaces_charging")

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Bays:
    """Parking spaces drawn one by one.

    Attributes
    ----------
    inside
        Those of each car park, by its identifier: columns `COUNTS`.
    groups
        The others, as a table `PARKING_PLACES`: those beside a street are a `kerb`, with their
        side of it; the others `off_street`.
    """

    inside: pd.DataFrame
    groups: gpd.GeoDataFrame


def bays(spaces: gpd.GeoDataFrame, car_parks: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> Bays:
    """Part the drawn spaces between those of a car park and those alone.

    One object holds the number tagged; else one space where its ground is that of one
    (`bay_area_high` at most) or it is a point; else what its ground holds of bays.

    Parameters
    ----------
    spaces
        Table `PARKING_SPACES`, in metres.
    car_parks, streets
        Tables `CAR_PARKS` and `STREETS`, in the same projection.
    """
    counts = _counts(spaces)
    row = _parks_of(spaces, car_parks)
    inside = counts[row >= 0].groupby(car_parks["car_park_id"].to_numpy()[row[row >= 0]]).sum()
    alone = gpd.GeoDataFrame(spaces[row < 0].reset_index(drop=True))
    groups = _groups(alone, counts[row < 0].reset_index(drop=True), streets)
    return Bays(inside, groups)


def _counts(spaces: gpd.GeoDataFrame) -> pd.DataFrame:
    """Count the spaces of each object, with bounds."""
    told = spaces["capacity"].to_numpy(dtype=float, na_value=np.nan)
    area = spaces["area"].to_numpy(dtype=float, na_value=0.0)
    one, own = dated_values(VALUES)["bay_area_high"], ground(BAYS, np.array([]))
    columns = {}
    for name, each in zip(COUNTS, (own.best, own.most, own.least), strict=False):
        held = np.where(area > one, np.maximum(np.floor(area / each), 1.0), 1.0)
        columns[name] = np.where(np.isnan(told), held, told)
    for name, kind in (("disabled", "disabled"), ("charging", "charging")):
        part = spaces[f"capacity_{name}"].to_numpy(dtype=float, na_value=0.0)
        is_kind = spaces["kind"].eq(kind).to_numpy(dtype=bool, na_value=False)
        columns[f"spaces_{name}"] = np.where(is_kind, columns["spaces"], part)
    return pd.DataFrame(columns)


def _parks_of(spaces: gpd.GeoDataFrame, car_parks: gpd.GeoDataFrame) -> Ints:
    """Give the row of the smallest area in which each object lies; -1 where none."""
    found = np.full(len(spaces), -1, dtype=np.int64)
    shapes = car_parks.geometry.to_numpy()
    middles = shapely.point_on_surface(spaces.geometry.to_numpy())
    of, area = shapely.STRtree(shapes).query(middles, predicate="intersects")
    for k in np.argsort(-shapely.area(shapes[area]), kind="stable"):
        found[of[k]] = area[k]
    return found


def refined(places: gpd.GeoDataFrame, inside: pd.DataFrame) -> gpd.GeoDataFrame:
    """Refine the car parks by the bays drawn in them.

    A number tagged stands. A number by area gives way to the bays drawn, where they are as many
    as the lower bound at least; the upper bound then stays at the estimate, as some may not be
    drawn. Fewer bays raise the lower bound at most: those of disabled people alone are often
    drawn. What is not told of disabled people and of charging points is taken from the bays.

    Parameters
    ----------
    places
        Table `PARKING_PLACES` of the map.
    inside
        As in `Bays`.
    """
    table = pd.DataFrame(places).set_index("place_id", drop=False)
    for key in inside.index.intersection(table.index):
        drawn, told = inside.loc[key], table.loc[key]
        for column in COUNTS[3:]:
            if pd.isna(told[column]) and drawn[column] > 0:
                table.loc[key, column] = drawn[column]
        if told["spaces_method"] != BY_AREA or drawn["spaces"] < told["spaces_low"]:
            continue
        table.loc[key, "spaces"] = drawn["spaces"]
        table.loc[key, "spaces_low"] = drawn["spaces_low"]
        table.loc[key, "spaces_high"] = max(drawn["spaces_high"], told["spaces"])
        table.loc[key, "spaces_method"] = DRAWN
    typed = PARKING_PLACES.typed(table.reset_index(drop=True), crs=places.crs)
    return gpd.GeoDataFrame(typed)


def beside_counted(groups: gpd.GeoDataFrame, kerbs: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Leave out the groups along sides of streets whose number is tagged: it holds them.

    Parameters
    ----------
    groups
        As in `Bays`.
    kerbs
        Table `PARKING_PLACES` of the sides of streets.
    """
    told = kerbs[kerbs["spaces_method"].eq(TAGGED) & kerbs["spaces"].gt(0)]
    sides = set(zip(told["street_id"], told["side"], strict=True))
    held = [key in sides for key in zip(groups["street_id"], groups["side"], strict=True)]
    return gpd.GeoDataFrame(groups[~np.array(held, dtype=bool)].reset_index(drop=True))


def _groups(
    alone: gpd.GeoDataFrame, counts: pd.DataFrame, streets: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Gather the bays near each other, of one side of one street, as places."""
    row, side = _sides_of(alone, streets)
    rows = [_place(alone.iloc[own], counts.iloc[own], int(row[own[0]]), int(side[own[0]]), streets)
            for own in _clusters(alone, row, side)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(PARKING_PLACES.columns))
    return gpd.GeoDataFrame(PARKING_PLACES.typed(frame, crs=alone.crs))


def _sides_of(alone: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> tuple[Ints, Ints]:
    """Give the row of the street of each bay, -1 where none is near, and its side."""
    row, side = np.full(len(alone), -1, dtype=np.int64), np.zeros(len(alone), dtype=np.int64)
    named = np.flatnonzero(streets["name"].notna())
    lines, shapes = streets.geometry.to_numpy()[named], alone.geometry.to_numpy()
    told = {id(shape): k for k, shape in enumerate(shapes)}
    for shape, street in nearest(shapes, lines) if len(named) else ():
        k = told[id(shape)]
        row[k], side[k] = named[street], side_of(lines[street], shape.centroid)
    return row, side


def _clusters(alone: gpd.GeoDataFrame, row: Ints, side: Ints) -> Iterator[Ints]:
    shapes, n = alone.geometry.to_numpy(), len(alone)
    one, other = shapely.STRtree(shapes).query(
        shapes, predicate="dwithin", distance=dated_values(VALUES)["bay_gap"]
    )
    same = (row[one] == row[other]) & (side[one] == side[other])
    links = coo_array((same, (one, other)), shape=(n, n))
    n_found, label = connected_components(links, directed=False) if n else (0, np.array([]))
    yield from (np.flatnonzero(label == k) for k in range(n_found))


def _place(
    own: pd.DataFrame, counts: pd.DataFrame, row: int, side: int, streets: gpd.GeoDataFrame
) -> dict[str, object]:
    whole = counts.sum()
    disabled, charging = (whole[column] or None for column in COUNTS[3:])
    judged = _rule(own)
    names = own["name"].dropna().unique()
    street = streets.iloc[row] if row >= 0 else None
    shapes = own.geometry.to_numpy()
    is_point = shapely.get_dimensions(shapes) == 0
    width = dated_values(VALUES)["perpendicular"]
    drawn = np.where(is_point, shapely.buffer(shapes, width / 2), shapes)
    area = own["area"].sum(min_count=len(own))
    return {
        "place_id": str(own["parking_space_id"].iloc[0]),
        "kind": OFF_STREET if street is None else KERB,
        "name": names[0] if len(names) == 1 else None,
        "street": None if street is None else street["name"],
        "street_id": None if street is None else street["street_id"],
        "side": None if street is None else {keep_clear.LEFT: LEFT}.get(side, RIGHT),
        "spaces": whole["spaces"],
        "spaces_low": whole["spaces_low"],
        "spaces_high": whole["spaces_high"],
        "spaces_method": DRAWN,
        "regulation": judged.regulation or None,
        **{name: values[0] for name, values in ruled([judged]).items() if name != "regulation"},
        "operator": own["operator"].iloc[0],
        "spaces_disabled": disabled,
        "spaces_charging": charging,
        "area": area,
        "source": "osm",
        "geometry": shapely.union_all(drawn),
    }


def _rule(own: pd.DataFrame) -> Rule:
    """Tell the rule that all the bays share, those for disabled people left out unless alone."""
    kinds = own["kind"].eq(DISABLED).to_numpy(dtype=bool, na_value=False)
    if kinds.all():
        return Rule(DISABLED)
    rows: list[dict[str, object]] = [
        {str(column): value for column, value in bay.items()}
        for bay in own[~kinds].to_dict("records")
    ]
    rules = {rule(tags_of(bay)) for bay in rows}
    return rules.pop() if len(rules) == 1 else Rule()
