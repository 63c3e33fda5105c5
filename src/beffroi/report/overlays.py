"""Overlays: layers of the map that are asked for, as squares by time to the centre."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.language import Words, both
from beffroi.report.drawn import (
    AREA,
    CLASSES,
    LINE,
    Drawn,
    Fact,
    Key,
    numbers_of,
    points_of,
    shapes_of,
    texts_of,
)
from beffroi.report.words import counted

ENDS = (10, 20, 30, 60)
"""Upper ends of the classes of time to the centre; half an hour parts blue from orange. [min]"""
LETTERS = {
    "bike_share": "L", "car_share": "A", "scooter_share": "S", "park_and_ride": "R", "taxi": "T",
    "on_demand": "D",
}  # fmt: skip
"""Letter of the services of the register that have places of their own."""


def service_names() -> dict[str, Words]:
    """Name the services that are drawn."""
    return {
        "bike_share": both("Shared bikes"),
        "car_share": both("Shared cars"),
        "scooter_share": both("Shared scooters"),
        "park_and_ride": both("Park and ride"),
        "taxi": both("Taxi rank"),
        "on_demand": both("On-demand transport"),
    }


def mode_names() -> dict[str, Words]:
    """Name the modes of the squares, in the order of the legend."""
    return {
        "without_car": both("Minutes to the centre without a car"),
        "walk": both("Minutes to the centre on foot"),
        "quiet_bike": both("Minutes to the centre by bike along quiet streets"),
        "bike": both("Minutes to the centre by bike"),
        "transit": both("Minutes to the centre by public transport"),
        "car": both("Minutes to the centre by car"),
    }


def short_names() -> dict[str, Words]:
    """Name the modes in short, before a time."""
    return {
        "without_car": both("Without a car:"),
        "walk": both("On foot:"),
        "quiet_bike": both("By bike along quiet streets:"),
        "bike": both("By bike:"),
        "transit": both("By public transport:"),
        "car": both("By car:"),
    }


def squares(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw the squares where people live after their time to the centre: one layer a mode.

    Parameters
    ----------
    table
        Columns `population`, `minutes_<mode>` (missing beyond an hour), `off_streets` and geometry.

    Returns
    -------
    Layers that share their shapes and facts, none shown unless asked for.
    """
    shapes, rows = shapes_of(table, AREA)
    modes = {mode: name for mode, name in mode_names().items() if f"minutes_{mode}" in rows}
    off = rows["off_streets"].to_numpy(bool)
    minutes = {mode: rows[f"minutes_{mode}"].to_numpy(float) for mode in modes}
    facts: dict[str, list[Fact]] = {
        "name": [both("Inhabited square")] * len(rows),
        "population": numbers_of(rows, "population"),
    }
    facts |= {f"minutes_{mode}": _said(times, off) for mode, times in minutes.items()}
    people = rows["population"].to_numpy(float)
    return [
        Drawn(
            f"squares-{mode}", f"squares-{mode}", name, len(table), shapes,
            classes := classes_of(minutes[mode], off),
            facts | {"mark": _marks(minutes[mode], off)},
            look="areas", area=f"squares-{mode}", is_off=True, keys=_keys(classes, people),
        )
        for mode, name in reversed(modes.items())
    ]  # fmt: skip


def classes_of(minutes: npt.NDArray[np.float64], off: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    """Class times to the centre.

    Parameters
    ----------
    minutes : (n,)
        NaN beyond an hour. [min]
    off : (n,)
        Whether the square lies off the streets: its times are unknown.

    Examples
    --------
    >>> classes_of(np.array([4.0, 31.0, np.nan, np.nan]), np.array([False, False, False, True]))
    ('class-1', 'class-4', 'class-5', 'class-none')
    """
    place = np.searchsorted(ENDS, np.nan_to_num(minutes, nan=np.inf), side="left")
    return tuple(CLASSES[-1] if lost else CLASSES[n] for n, lost in zip(place, off, strict=True))


def _said(minutes: npt.NDArray[np.float64], off: npt.NDArray[np.bool_]) -> list[Fact]:
    """Write times; None where unknown."""
    beyond = both("more than an hour")
    return [
        None if lost else beyond if np.isnan(value) else both("{count} min").filled(
            count=counted(round(float(value))))
        for value, lost in zip(minutes, off, strict=True)
    ]  # fmt: skip


def _marks(minutes: npt.NDArray[np.float64], off: npt.NDArray[np.bool_]) -> list[Fact]:
    return ["?" if lost else ">60" if np.isnan(value) else str(round(float(value)))
            for value, lost in zip(minutes, off, strict=True)]  # fmt: skip


def _keys(classes: tuple[str, ...], people: npt.NDArray[np.float64]) -> tuple[Key, ...]:
    """Say what each class is, and how many people live there."""
    names = [both("up to {end} minutes").filled(end=counted(ENDS[0]))]
    names += [
        both("{start} to {end} minutes").filled(start=counted(start), end=counted(end))
        for start, end in pairwise(ENDS)
    ]
    names += [both("more than an hour"), both("off the streets, unknown")]
    marks = ("≤10", "≤20", "≤30", "≤60", ">60", "?")
    held = np.array(classes)
    return tuple(
        Key(class_, mark, both("{name}: {people} inhabitants").filled(
            name=name, people=counted(round(float(people[held == class_].sum())))))
        for class_, mark, name in zip(CLASSES, marks, names, strict=True)
        if (held == class_).any()
    )  # fmt: skip


def missing_links(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw the links that would connect most people to quiet streets, by rank."""
    shapes, rows = shapes_of(table, LINE)
    facts: dict[str, list[Fact]] = {
        "name": texts_of(rows, "streets"), "mark": numbers_of(rows, "step"),
        "metres": numbers_of(_rounded(rows, "metres"), "metres"),
        "people_added": numbers_of(_rounded(rows, "people_added"), "people_added"),
    }  # fmt: skip
    name = both("Missing links of the quiet bike network, by rank")
    return [Drawn("missing_links", "missing_links", name, len(table), shapes, facts=facts,
                  look="lines", is_off=True)]  # fmt: skip


def carpool_axes(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw the axes between communes where a carpool line would serve most commuters."""
    shapes, rows = shapes_of(table, LINE)
    ends = zip(rows["origin_name"].astype(str), rows["destination_name"].astype(str), strict=True)
    facts: dict[str, list[Fact]] = {
        "name": [f"{origin} → {destination}" for origin, destination in ends],
        "mark": numbers_of(rows, "line"),
        "commuters": numbers_of(_rounded(rows, "commuters"), "commuters"),
    }
    name = both("Carpool axes, as the crow flies, by rank")
    return [Drawn("carpool_axes", "carpool_axes", name, len(table), shapes, facts=facts,
                  look="lines", is_off=True)]  # fmt: skip


def meeting_points(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw where carpool meeting points would serve most commuters, by rank."""
    shapes, rows = points_of(table)
    exist = {True: both("already there"), False: both("to be created")}
    facts: dict[str, list[Fact]] = {
        "name": texts_of(rows, "name"), "mark": numbers_of(rows, "rank"),
        "kind": [exist[bool(value)] for value in rows["exists"]],
    }  # fmt: skip
    name = both("Meeting points for carpooling, by rank")
    return [Drawn("meeting_points", "meeting_points", name, len(table), shapes, facts=facts,
                  look="points", is_off=True)]  # fmt: skip


def services(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw the places of the services of the register, each kind with its letter."""
    names = service_names()
    shapes, rows = points_of(table[table["kind"].isin(list(names))])
    kinds = [str(kind) for kind in rows["kind"]]
    facts: dict[str, list[Fact]] = {
        "name": texts_of(rows, "name"), "kind": [names[kind] for kind in kinds],
        "capacity": numbers_of(rows, "capacity"), "mark": [LETTERS[kind] for kind in kinds],
    }  # fmt: skip
    keys = tuple(
        Key("services", LETTERS[kind], name) for kind, name in names.items() if kind in kinds
    )
    name = both("Shared vehicles, park and ride, taxis")
    return [Drawn("services", "services", name, len(rows), shapes, facts=facts, look="points",
                  is_off=True, keys=keys)]  # fmt: skip


def _rounded(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows.assign(**{column: rows[column].astype("Float64").round()})


OVERLAYS: Mapping[str, Callable[[gpd.GeoDataFrame], list[Drawn]]] = {
    "access_squares": squares,
    "missing_links": missing_links,
    "carpool_axes": carpool_axes,
    "meeting_points": meeting_points,
    "services": services,
}
"""Overlays by table of the study."""
