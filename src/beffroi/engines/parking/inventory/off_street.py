"""Car parks, and bays drawn along streets: counted, else what their ground holds."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from beffroi.engines.parking.inventory.ground import (
    BAYS,
    OPEN,
    grounds,
    is_along,
    is_bays,
    is_stacked,
)
from beffroi.engines.parking.inventory.kerb import nearest
from beffroi.engines.parking.inventory.regulation import Rule, rule
from beffroi.engines.parking.inventory.sides import LAYOUTS, old_rules
from beffroi.territory.parking import BY_AREA, KERB, OFF_STREET, PARKING_PLACES, TAGGED


def off_street(car_parks: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    r"""List the car parks of a map, and the bays drawn along its streets.

    The spaces are those tagged (`capacity`), else what the ground :math:`a` holds on :math:`k`
    levels at :math:`g` for a space (`ground.ground`): :math:`\lfloor k\,a / g \rfloor`, one at
    least. A built car park whose levels are not told, and a point, hold an unknown number.

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
    tags = [tags_of(park) for park in car_parks.to_dict("records")]
    rules = [rule(own) for own in tags]
    counts = _counts(car_parks)
    columns: dict[str, object] = {
        "place_id": car_parks["car_park_id"].to_numpy(dtype=object),
        "kind": np.where(along, KERB, OFF_STREET),
        "name": car_parks["name"].to_numpy(dtype=object),
        "layout": [LAYOUTS.get(own.get("orientation", "")) for own in tags],
        **counts,
        **ruled(rules),
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


def ruled(rules: list[Rule]) -> dict[str, list[object]]:
    """Write rules as columns of `PARKING_PLACES`."""
    return {
        "regulation": [told.regulation or None for told in rules],
        "maxstay": [told.maxstay for told in rules],
        "hours": [told.hours or None for told in rules],
        "exceptions": [told.exceptions or None for told in rules],
        "tariff": [told.tariff or None for told in rules],
    }


def tags_of(park: dict[str, object]) -> dict[str, str]:
    """Gather the tags of the rule of a car park or a bay, those of the older scheme turned."""
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


def _counts(car_parks: gpd.GeoDataFrame) -> dict[str, object]:
    of_map, bays = grounds(car_parks), is_bays(car_parks)
    told = car_parks["capacity"].to_numpy(dtype=float, na_value=np.nan)
    area = car_parks["area"].to_numpy(dtype=float, na_value=np.nan)
    levels = car_parks["levels"].to_numpy(dtype=float, na_value=np.nan)
    floor = area * np.where(np.isnan(levels) & ~is_stacked(car_parks), 1.0, levels)
    estimates = {}
    for name, bound in (("spaces", "best"), ("spaces_low", "most"), ("spaces_high", "least")):
        each = np.where(bays, getattr(of_map[BAYS], bound), getattr(of_map[OPEN], bound))
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
