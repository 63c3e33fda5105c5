"""Level of traffic stress: how a street feels to somebody on a bicycle, from 1 to 4."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility import stress_tables
from beffroi.engines.mobility.stress_tables import criteria, feet, miles_per_hour

SPEEDS = Path(__file__).parent / "speeds.toml"
APART = {"track", "separate", "opposite_track"}
LANE = {"lane", "opposite_lane", "shared_busway", "share_busway"}
WITHOUT_CARS = {"pedestrian", "cycleway", "footway", "path", "track", "steps", "bridleway"}
UNMARKED = {"living_street", "residential", "unclassified", "service", "road"}
"""Classes of street that have no centre line in a town, unless `lane_markings` says so."""
HOMES = {"living_street", "residential"}
SIDES = {"right": ("", "_right", "_both"), "left": ("", "_left", "_both")}
PARKED = {
    "lane", "street_side", "on_kerb", "half_on_kerb", "shoulder", "yes", "parallel", "diagonal",
    "perpendicular", "marked", "on_street", "parking_bay",
}  # fmt: skip
"""Values of `parking:<side>` and of the older `parking:lane:<side>` that mean parked cars."""
USUAL = 50.0
"""Limit of a class of street that `speeds.toml` does not name. [km/h]"""


@cache
def _usual_limits() -> dict[str, Any]:
    limits: dict[str, Any] = tomllib.loads(SPEEDS.read_text(encoding="utf-8"))["car_limits"]
    return {name: limit for name, limit in limits.items() if isinstance(limit, int | float)}


def speed_limit(streets: pd.DataFrame) -> pd.Series:
    """Read the speed limit of each street.

    Returns
    -------
    Limit; NaN where `maxspeed` is absent or is not a number. ``FR:zone30`` and its like give 30,
    ``walk`` gives 6. [km/h]
    """
    text = streets["maxspeed"].fillna(streets["zone_maxspeed"]).fillna(streets["maxspeed_type"])
    lowered = text.str.lower().str.strip()
    named = lowered.map({"walk": 6.0, "fr:walk": 6.0, "fr:urban": 50.0, "fr:rural": 80.0})
    digits = lowered.str.extract(r"^(?:[a-z]{2}:)?(?:zone:?)?(\d+(?:\.\d+)?)(?:\s*km/h)?$")[0]
    miles = lowered.str.extract(r"^(\d+)\s*mph$")[0].astype(float) * 1.609344
    return named.astype(float).fillna(digits.astype(float)).fillna(miles)


def stress(streets: pd.DataFrame) -> npt.NDArray[np.int8]:
    """Give each street its level of traffic stress from the tags at hand.

    What is apart from cars is 1, a street where bicycles have priority too; a bike lane follows
    table 2 where cars park on its side and table 3 elsewhere; the rest is table 4. A limit that is
    not written is that of the class of street, lanes and widths those of `stress.toml`; a way of
    one direction counts its own lanes alone, and no oncoming traffic.

    Parameters
    ----------
    streets
        Table `STREETS`.

    Returns
    -------
    (n_streets,)
        Level, 1 to 4. [1]

    References
    ----------
    M. C. Mekuria, P. G. Furth, H. Nixon, Low-Stress Bicycling and Network Connectivity, Mineta
    Transportation Institute, report 11-19, 2012, tables 2 to 4. Traffic volumes, which
    OpenStreetMap lacks and Furth's revision of 2017 asks for, play no part.
    """
    highway = streets["highway"]
    usual = highway.map(_usual_limits()).astype(float).fillna(USUAL)
    speed = miles_per_hour(speed_limit(streets).fillna(usual).to_numpy(dtype=float))
    lanes, one_way = _lanes(streets), _is(streets["oneway"].isin({"yes", "true", "1", "-1"}))
    per_direction = np.where(one_way, lanes, np.ceil(lanes / 2))
    marked = ~highway.isin(UNMARKED) & ~streets["lane_markings"].eq("no").fillna(value=False)
    on_side, parked = _lane_sides(streets), _parked_sides(streets)
    beside = (on_side & parked).any(axis=1)
    width = _lane_width(streets)
    levels = np.select(
        [_apart(streets), beside, on_side.any(axis=1)],
        [
            np.ones(len(streets), dtype=np.int8),
            stress_tables.beside_parking(
                speed,
                per_direction,
                feet(width + criteria()["assumed"]["parking_width"]),
                _is(highway.isin(HOMES)),
            ),
            stress_tables.own_lane(speed, per_direction, feet(width), one_way),
        ],
        default=stress_tables.mixed_traffic(speed, lanes, ~_is(marked) & (lanes < 3)),
    )
    return levels.astype(np.int8)


def _is(words: pd.Series) -> npt.NDArray[np.bool_]:
    return words.fillna(value=False).to_numpy(dtype=bool)


def _apart(streets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say where one rides apart from cars, or before them."""
    tracks = [f"cycleway{side}" for side in ("", "_left", "_right", "_both")]
    apart = streets[tracks].isin(APART).any(axis=1) | streets["highway"].isin(WITHOUT_CARS)
    first = streets["cyclestreet"].eq("yes") | streets["bicycle_road"].eq("yes")
    return _is(apart) | _is(first)


def _lanes(streets: pd.DataFrame) -> npt.NDArray[np.float64]:
    lanes = pd.to_numeric(streets["lanes"], errors="coerce").astype(float)
    told = lanes.fillna(criteria()["assumed"]["lanes"]).clip(lower=1)
    return np.asarray(told, dtype=np.float64)


def _lane_sides(streets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say on which sides there is a bike lane, (n_streets, 2): right, left."""
    return np.column_stack(
        [
            _is(streets[[f"cycleway{end}" for end in ends]].isin(LANE).any(axis=1))
            for ends in SIDES.values()
        ]
    )


def _parked_sides(streets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say on which sides cars park, (n_streets, 2): right, left."""
    found = np.zeros((len(streets), 2), dtype=bool)
    written = streets["parking"]
    for row in np.flatnonzero(written.notna().to_numpy()):
        tags = json.loads(written.iloc[row])
        for column, side in enumerate(SIDES):
            found[row, column] = any(
                tags.get(f"{key}:{end}") in PARKED
                for key in ("parking", "parking:lane")
                for end in (side, "both")
            )
    return found


def _lane_width(streets: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Give the width of the narrowest bike lane written, or the assumed one, in metres."""
    columns = [f"cycleway{side}_width" for side in ("", "_left", "_right", "_both")]
    metres = streets[columns].apply(
        lambda cells: pd.to_numeric(
            cells.str.extract(r"^(\d+(?:\.\d+)?)(?:\s*m)?$")[0], errors="coerce"
        )
    )
    told = metres.astype(float).min(axis=1).fillna(criteria()["assumed"]["bike_lane_width"])
    return np.asarray(told, dtype=np.float64)
