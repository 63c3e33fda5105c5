"""What a search for a space has found, and how it is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.parking.explanation.area import Area
from beffroi.engines.parking.explanation.following import Followed
from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.engines.parking.explanation.searching import Found
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.study.parking_nearby import Near

WORTH_SAYING = 0.05
"""Saving by one more space from which it is told. [s]"""
ALMOST = 0.995
"""Share of the spaces from which all are said to be known. [1]"""
LEAST_TENTH = 0.05
"""Under this, a time to a tenth would be 0.0. [min]"""
FILES = ("streets.csv", "places.csv", "search.geojson")


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be given beside the map and the inventory.

    Attributes
    ----------
    occupancy
        A share of the spaces for all places (``0.85``), a CSV of places and occupancies, or the
        folder of a study whose shops, jobs and inhabitants bring the drivers.
    hour
        Which hour of that CSV, or of the day.
    destination
        ``lon,lat``; empty for the middle of the shops.
    """

    occupancy: str
    hour: str = ""
    destination: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Searched:
    """What was found.

    Attributes
    ----------
    found
        The search at the parameters' values.
    bounds
        Least and most mean search over the other values of the parameters tried, as many times as
        long as drivers followed one by one may search on a day. [s]
    others
        What was tried: its name and the mean search. [s]
    followed
        The drivers followed one by one; None where a survey found no street nearly full.
    streets, places
        Tables written: by directed section, and by place (with its shape).
    shapes
        The sections as lines, WGS 84.
    pool
        The spaces within reach as one pool: the search if every driver knew of every free one.
    known
        Share of the inventory's spaces whose occupancy is known. [1]
    destination
        Longitude and latitude.
    warnings
        What reading left out.
    near
        Places under the usual rule within walks of the destination, and their free spaces.
    hours
        Occupancy by `place_id` and `hour`; empty where none was given by hour.
    sizes
        What the usual rule means for groups of several sizes (`filling.by_size`).
    ground
        Layers of the map under the results.
    map_name
        File of the map.
    asked
        What was asked.
    files
        What was written.
    """

    found: Found
    bounds: tuple[float, float]
    others: tuple[tuple[Words, float], ...]
    followed: Followed | None
    streets: pd.DataFrame
    places: gpd.GeoDataFrame
    shapes: gpd.GeoDataFrame
    pool: Area
    known: float
    destination: tuple[float, float]
    warnings: tuple[Words, ...]
    near: tuple[Near, ...]
    hours: pd.DataFrame
    sizes: pd.DataFrame
    ground: dict[str, gpd.GeoDataFrame]
    map_name: str
    asked: Asked
    files: tuple[str, ...] = FILES


def told(done: Searched, out: Path) -> Iterator[Words]:
    """Say how long one searches, how sure that is, and where a space would save most."""
    found = done.found
    yield both(
        "Mean search around {lon}, {lat}: {minutes} min ({range}), {metres} m driven; {late} of "
        "drivers search over five minutes, {lost} give up.",
        lon=done.destination[0], lat=done.destination[1], minutes=_minutes(found.time / 60),
        range=ranged(done, *(_minutes(one / 60) for one in done.bounds)),
        metres=_n(found.distance, 0), late=_share(found.late), lost=_share(1 - found.success),
    )  # fmt: skip
    if not np.isnan(done.pool.search[0]):
        yield both(
            "If every driver knew of every free space (perfect guidance): {minutes} min for the "
            "{spaces} spaces within reach, {n} vehicles circling at a moment, {lost} giving up.",
            minutes=_minutes(done.pool.search[0] / 60), spaces=_n(done.pool.spaces, 0),
            n=_n(done.pool.circling[0]), lost=_share(done.pool.gives_up[0]),
        )  # fmt: skip
    if done.known < ALMOST:
        yield both("Occupancy is known for {share} of the spaces; the others offer nothing here.",
                   share=_share(done.known))  # fmt: skip
    yield from told_of_followed(done)
    best = done.streets[done.streets["saved_by_a_space_s"] >= WORTH_SAYING].nlargest(
        3, "saved_by_a_space_s"
    )
    if len(best):
        yield both("One more space would save each driver most, at most: {streets}.",
                   streets=_saving(best))  # fmt: skip
    for one in done.near:
        yield both(
            "Within {minutes} minutes on foot, places under 85 % full: {n}, with {free} free "
            "spaces ({low} to {high}).", minutes=one.minutes, n=one.places, free=_n(one.free, 0),
            low=_n(one.low, 0), high=_n(one.high, 0),
        )  # fmt: skip
    yield plural(len(done.files), both("{n} file in {out}."), both("{n} files in {out}."),
                 out=str(out))  # fmt: skip
    yield from done.warnings


def ranged(done: Searched, low: Words, high: Words) -> Words:
    """Say what the range of a mean search comes from."""
    if done.followed is None:
        return both("{low} to {high} by other values of what is not observed", low=low, high=high)
    return both("{low} to {high} by other values of what is not observed, and by drivers followed "
                "one by one", low=low, high=high)  # fmt: skip


def told_of_followed(done: Searched) -> Iterator[Words]:
    """Say how much longer drivers followed one by one search, where some were followed."""
    crowded, drawn = done.found.crowded, done.followed
    if drawn is None:
        return
    said = {
        "share": _share(crowded), "most": _share(parameter("validity")),
        "held": _share(drawn.occupancy),
        "times": _n(drawn.times, 2), "low": _n(drawn.low, 2), "high": _n(drawn.high, 2),
    }  # fmt: skip
    if crowded > 0:
        yield both(
            "{share} of the spaces within reach are fuller than {most}: means are then too short. "
            "Followed one by one at an occupancy of {held}, drivers search {times} times as long."
        ).filled(**said)
    else:
        yield both(
            "Full streets lie together on a day, and vehicles have their ups and downs. Followed "
            "one by one at an occupancy of {held}, drivers search {times} times as long as the "
            "mean says."
        ).filled(**said)
    yield both(
        "From day to day it is {low} to {high} times (nineteen days in twenty): the range of the "
        "mean search holds it."
    ).filled(**said)


def _saving(best: pd.DataFrame) -> Words:
    parts = [
        both("{street} ({seconds} s)",
             street=str(row.street) if isinstance(row.street, str) else str(row.street_id),
             seconds=_n(row.saved_by_a_space_s))
        for row in best.itertuples(index=False)
    ]  # fmt: skip
    return Words(", ".join(p.fr for p in parts), ", ".join(p.en for p in parts))


def _n(value: Any, digits: int = 1) -> Words:
    return Words(grouped(float(value), digits, "fr"), grouped(float(value), digits, "en"))


def _minutes(value: float) -> Words:
    """Say minutes to a tenth, and what is less than half of one to be less."""
    return both("under {end}", end=_n(0.1)) if 0 < value < LEAST_TENTH else _n(value)


def _share(share: float) -> Words:
    return Words(f"{grouped(100 * share, 0, 'fr')}\u00a0%", f"{grouped(100 * share, 0, 'en')} %")


def as_json(done: Searched) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    found, one_by_one = done.found, done.followed
    return {
        "figures": [],
        "findings": [],
        "warnings": [words.as_json() for words in done.warnings],
        "files": list(done.files),
        "destination": list(done.destination),
        "search_s": found.time,
        "search_low_s": done.bounds[0],
        "search_high_s": done.bounds[1],
        "distance_m": found.distance,
        "over_five_minutes": found.late,
        "give_up": 1 - found.success,
        "crowded": found.crowded,
        "pool": _pooled(done),
        "occupancy_known": done.known,
        "free_near": [
            {
                "minutes": one.minutes,
                "places": one.places,
                "free": one.free,
                "low": one.low,
                "high": one.high,
                "unknown": one.unknown,
            }
            for one in done.near
        ],
        "followed_over_means": one_by_one.times if one_by_one else None,
        "followed_over_means_low": one_by_one.low if one_by_one else None,
        "followed_over_means_high": one_by_one.high if one_by_one else None,
    }


def _pooled(done: Searched) -> dict[str, float | None]:
    pool = done.pool
    values = {
        "occupancy": done.found.occupancy, "load": pool.load[0], "full": pool.full[0],
        "circling": pool.circling[0], "gives_up": pool.gives_up[0], "search_s": pool.search[0],
    }  # fmt: skip
    told = {name: None if np.isnan(value) else float(value) for name, value in values.items()}
    return {"spaces": float(pool.spaces)} | told
