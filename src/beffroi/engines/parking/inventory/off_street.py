"""Car parks, and bays drawn along streets: counted, else what their ground holds."""

import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from beffroi.engines.parking.inventory.kerb import nearest
from beffroi.engines.parking.inventory.regulation import Rule, rule
from beffroi.engines.parking.inventory.sides import LAYOUTS, old_rules
from beffroi.foundation.dated import dated_values
from beffroi.territory.parking import BY_AREA, KERB, OFF_STREET, PARKING_PLACES, TAGGED

VALUES = Path(__file__).parent / "inventory.toml"
ALONG = frozenset(
    {"street_side", "lane", "on_kerb", "half_on_kerb", "inline", "lay_by", "layby", "shoulder"}
)
"""Kinds of `amenity=parking` that are bays along a street, not car parks."""
STACKED = frozenset({"multi-storey", "underground", "structure"})
"""Kinds whose ground says nothing of their spaces unless their levels are known."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground that a space of a car park takes, aisles included.

    Attributes
    ----------
    best, least, most
        Best estimate and bounds. [m²]
    n
        Car parks of the map that were counted and drawn, and say so; 0 where the stated values
        are taken.
    """

    best: float
    least: float
    most: float
    n: int


def is_along(car_parks: gpd.GeoDataFrame) -> pd.Series:
    """Say which rows of `CAR_PARKS` are bays along a street."""
    along: pd.Series = car_parks["kind"].isin(ALONG)
    return along


def is_narrow(geometry: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which areas are too narrow for an aisle: bays that open on a street.

    The width is that of the narrowest upright or tilted rectangle around them.
    """
    found = np.zeros(len(geometry), dtype=bool)
    drawn = np.flatnonzero(shapely.get_dimensions(geometry) == 2)
    for row in drawn:
        around = shapely.get_coordinates(shapely.minimum_rotated_rectangle(geometry[row]))
        sides = np.hypot(*np.diff(around[:3], axis=0).T)
        found[row] = sides.min() < dated_values(VALUES)["aisle_width"]
    return found


def ground(car_parks: gpd.GeoDataFrame) -> Ground:
    """Learn from a map what ground a space takes, where it counts enough open car parks.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`, in metres.

    Returns
    -------
    The median and the spread of the map's own car parks; the stated values where fewer than
    `least_counted` are both counted and drawn.
    """
    values = dated_values(VALUES)
    counted = car_parks["capacity"].notna() & (car_parks["capacity"] > 0)
    is_open = ~car_parks["kind"].isin(STACKED) & ~is_along(car_parks) & car_parks["area"].notna()
    own = car_parks[counted & is_open]
    own = own[~is_narrow(own.geometry.to_numpy())]
    each = (own["area"] / own["capacity"]).to_numpy(dtype=float)
    if len(each) < values["least_counted"]:
        return Ground(
            values["space_area"], values["space_area_low"], values["space_area_high"], n=0
        )
    tail = values["tail"]
    least, best, most = np.quantile(each, [tail, 0.5, 1 - tail])
    return Ground(float(best), float(least), float(most), len(each))


def off_street(car_parks: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    r"""List the car parks of a map, and the bays drawn along its streets.

    The spaces are those tagged (`capacity`), else what the ground :math:`a` holds on :math:`k`
    levels at :math:`g` for a space: :math:`\lfloor k\,a / g \rfloor`, one at least. A built car
    park whose levels are not told, and a point, hold an unknown number.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`, in metres.
    streets
        Table `STREETS`, in the same projection, for the names of the bays' streets.

    Returns
    -------
    Table `PARKING_PLACES`; a bay along a street is a `kerb`, without a side.
    """
    along = is_along(car_parks).to_numpy(dtype=bool, na_value=False)
    tags = [_tags(park) for park in car_parks.to_dict("records")]
    rules = [rule(own) for own in tags]
    counts = _counts(car_parks, along)
    columns: dict[str, object] = {
        "place_id": car_parks["car_park_id"].to_numpy(dtype=object),
        "kind": np.where(along, KERB, OFF_STREET),
        "name": car_parks["name"].to_numpy(dtype=object),
        "layout": [LAYOUTS.get(own.get("orientation", "")) for own in tags],
        **counts,
        **_ruled(rules),
        "operator": car_parks["operator"].to_numpy(dtype=object),
        "spaces_disabled": car_parks["capacity_disabled"].to_numpy(dtype=object),
        "spaces_charging": car_parks["capacity_charging"].to_numpy(dtype=object),
        "area": car_parks["area"].to_numpy(dtype=object),
        "source": ["osm"] * len(car_parks),
        "geometry": car_parks.geometry.to_numpy(),
    }
    frame = pd.DataFrame(columns).assign(street=None, street_id=None).astype(
        {"street": object, "street_id": object}
    )  # fmt: skip
    for row, street in _streets_of(car_parks.geometry.to_numpy(), along, streets):
        frame.loc[row, "street"] = streets["name"].iloc[street]
        frame.loc[row, "street_id"] = streets["street_id"].iloc[street]
    return gpd.GeoDataFrame(PARKING_PLACES.typed(frame, crs=car_parks.crs))


def _ruled(rules: list[Rule]) -> dict[str, object]:
    return {
        "regulation": [told.regulation or None for told in rules],
        "maxstay": [told.maxstay for told in rules],
        "hours": [told.hours or None for told in rules],
        "exceptions": [told.exceptions or None for told in rules],
        "tariff": [told.tariff or None for told in rules],
    }


def _tags(park: dict[str, object]) -> dict[str, str]:
    """Gather the tags of the rule of a car park, those of the older scheme turned."""
    kept = park.get("rules")
    told: dict[str, str] = json.loads(kept) if isinstance(kept, str) else {}
    own = {
        key: str(park[key]) for key in ("access", "fee", "maxstay") if isinstance(park[key], str)
    }
    old = dict(old_rules(told, "area"))
    present = {
        key.removeprefix("parking:both:").removeprefix("parking:"): value
        for key, value in told.items()
        if not key.startswith("parking:condition")
    }
    return old | present | own


def _counts(car_parks: gpd.GeoDataFrame, along: NDArray[np.bool_]) -> dict[str, object]:
    values, of_map = dated_values(VALUES), ground(car_parks)
    told = car_parks["capacity"].to_numpy(dtype=float, na_value=np.nan)
    area = car_parks["area"].to_numpy(dtype=float, na_value=np.nan)
    levels = car_parks["levels"].to_numpy(dtype=float, na_value=np.nan)
    stacked = car_parks["kind"].isin(STACKED).to_numpy(dtype=bool, na_value=False)
    floor = area * np.where(np.isnan(levels) & ~stacked, 1.0, levels)
    bays = (along | is_narrow(car_parks.geometry.to_numpy())) & ~stacked
    spread = values["spread"]
    estimates = {}
    for name, of_bays, of_parks in (
        ("spaces", 1.0, of_map.best),
        ("spaces_low", 1 + spread, of_map.most),
        ("spaces_high", 1 - spread, of_map.least),
    ):
        each = np.where(bays, values["bay_area"] * of_bays, of_parks)
        held = np.maximum(np.floor(floor / each + 1e-9), 1.0)
        estimates[name] = np.where(np.isnan(told), held, told)
    known = [TAGGED if not np.isnan(t) else None if np.isnan(f) else BY_AREA
             for t, f in zip(told, floor, strict=True)]  # fmt: skip
    return {**estimates, "spaces_method": known}


def _streets_of(
    geometry: NDArray[np.object_], along: NDArray[np.bool_], streets: gpd.GeoDataFrame
) -> list[tuple[int, int]]:
    """Give the street of each bay drawn along one: row of the bay, row of the street."""
    rows = np.flatnonzero(along)
    named = np.flatnonzero(streets["name"].notna())
    lines = streets.geometry.to_numpy()[named]
    return [(int(rows[place]), int(named[street]))
            for place, street in _indexed(geometry[rows], lines)]  # fmt: skip


def _indexed(areas: NDArray[np.object_], lines: NDArray[np.object_]) -> list[tuple[int, int]]:
    told = {id(area): place for place, area in enumerate(areas)}
    return [(told[id(area)], street) for area, street in nearest(areas, lines)]
