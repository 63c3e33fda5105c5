"""Profiles: who may use a street, in which direction, and how fast."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.stress import speed_limit, stress

Profile = Literal["walk", "bike", "quiet_bike", "car"]
PROFILES: tuple[Profile, ...] = ("walk", "bike", "quiet_bike", "car")
SPEEDS = Path(__file__).parent / "speeds.toml"
KMH = 1 / 3.6
QUIET_STRESS = 2
"""Highest level of stress that most adults accept (Mekuria, Furth & Nixon 2012)."""

NO = {"no", "private", "customers", "delivery", "agricultural", "forestry", "permit", "military"}
NOT_STREETS = {
    "construction", "proposed", "platform", "rest_area", "services", "bus_stop", "raceway",
    "elevator", "razed", "abandoned", "disused", "planned", "corridor", "traffic_island",
}  # fmt: skip
MOTOR_ONLY = {"motorway", "motorway_link", "trunk", "trunk_link"}
FOOT_ONLY = {"footway", "steps", "pedestrian", "path", "bridleway"}
Speeds = npt.NDArray[np.float64]


def speeds(streets: pd.DataFrame, profile: Profile) -> tuple[Speeds, Speeds]:
    """Give the speed of a profile on each street, forwards and backwards.

    Parameters
    ----------
    streets
        Table `STREETS`.
    profile
        ``walk``; ``bike`` (any street where it is allowed, on foot where it is not);
        ``quiet_bike`` (streets of stress 2 at most); ``car``.

    Returns
    -------
    (n_streets,), (n_streets,)
        Speed along the way and against it; 0 where it is not allowed. [m/s]
    """
    given = _given()
    if profile == "walk":
        forwards = _walk(streets, given)
        return forwards, forwards
    return _car(streets, given) if profile == "car" else _bike(streets, given, profile)


@cache
def _given() -> dict[str, Any]:
    return tomllib.loads(SPEEDS.read_text(encoding="utf-8"))


def _allowed(streets: pd.DataFrame, *keys: str) -> npt.NDArray[np.bool_]:
    """Say where the most precise of the access tags given does not forbid the way."""
    word = streets[keys[0]]
    for key in keys[1:]:
        word = word.fillna(streets[key])
    return ~(word.isin(NO) | streets["highway"].isin(NOT_STREETS)).to_numpy(dtype=bool)


def _walk(streets: pd.DataFrame, given: dict[str, Any]) -> Speeds:
    highway = streets["highway"]
    asked = streets["foot"].isin({"yes", "designated", "permissive"})
    banned = highway.isin(MOTOR_ONLY | {"cycleway"}) & ~asked & streets["segregated"].isna()
    cycle_only = highway.eq("cycleway") & ~streets["foot"].isin(NO)
    allowed = _allowed(streets, "foot", "access") & ~(banned & ~cycle_only).to_numpy(dtype=bool)
    speed = np.where(highway.eq("steps"), given["steps"]["value"], given["walk"]["value"])
    return np.where(allowed, speed, 0.0)


def _bike(streets: pd.DataFrame, given: dict[str, Any], profile: Profile) -> tuple[Speeds, Speeds]:
    highway = streets["highway"]
    welcome = streets["bicycle"].isin({"yes", "designated", "permissive"}).to_numpy(dtype=bool)
    on_foot = (highway.isin(FOOT_ONLY) & ~highway.eq("path")).to_numpy(dtype=bool) & ~welcome
    on_foot |= streets["bicycle"].eq("dismount").fillna(value=False).to_numpy(dtype=bool)
    allowed = _allowed(streets, "bicycle", "vehicle", "access")
    allowed &= ~(highway.isin(MOTOR_ONLY).to_numpy(dtype=bool) & ~welcome)
    riding = np.where(allowed & ~on_foot, given["bike"]["value"], 0.0)
    if profile == "quiet_bike":
        riding = np.where(stress(streets) <= QUIET_STRESS, riding, 0.0)
    forwards, backwards = _one_way(streets, for_bikes=True)
    pushing = _walk(streets, given)
    return (
        np.where(forwards & (riding > 0), riding, pushing),
        np.where(backwards & (riding > 0), riding, pushing),
    )


def _car(streets: pd.DataFrame, given: dict[str, Any]) -> tuple[Speeds, Speeds]:
    usual = streets["highway"].map(given["car_limits"]).apply(pd.to_numeric, errors="coerce")
    limit = speed_limit(streets).fillna(usual.astype(float)).where(usual.notna(), 0.0)
    allowed = _allowed(streets, "motorcar", "motor_vehicle", "vehicle", "access")
    speed = np.where(allowed, limit * KMH * given["car_share_of_limit"]["value"], 0.0)
    forwards, backwards = _one_way(streets, for_bikes=False)
    return np.where(forwards, speed, 0.0), np.where(backwards, speed, 0.0)


def _one_way(
    streets: pd.DataFrame, *, for_bikes: bool
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    round_ = streets["junction"].isin({"roundabout", "circular"})
    motorway = streets["highway"].isin({"motorway", "motorway_link"})
    default = pd.Series(np.where(round_ | motorway, "yes", "no"), index=streets.index)
    word = streets["oneway"].astype("object").where(streets["oneway"].notna(), default)
    if for_bikes:
        own = streets["oneway_bicycle"].astype("object")
        word = own.where(own.notna(), word)
        sides = ("cycleway", "cycleway_left", "cycleway_right", "cycleway_both")
        contraflow = np.zeros(len(streets), dtype=bool)
        for side in sides:
            opposite = streets[side].str.startswith("opposite").fillna(value=False)
            contraflow |= opposite.to_numpy(dtype=bool)
        word = word.mask(contraflow, "no")
    against = word.isin({"yes", "true", "1"}).to_numpy(dtype=bool)
    along = word.isin({"-1", "reverse"}).to_numpy(dtype=bool)
    return ~along, ~against
