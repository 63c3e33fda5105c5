"""The map of a network built of rides: lines, stops, and what is missing from the streets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.atlas import Row, legend, living
from beffroi.report.drawn import Drawn, Fact, Key
from beffroi.report.layers import drawn_layers
from beffroi.report.network_stops import LEVELS, level
from beffroi.report.plan import plan
from beffroi.report.theme import is_colour, own_colours
from beffroi.report.words import measured
from beffroi.study.informal_built import Built
from beffroi.territory.informal import worn
from beffroi.territory.rides import PROVISIONAL

LINES, DOUBTFUL, STOPS, TRACKS = (
    "informal_lines", "informal_provisional", "informal_stops", "informal_tracks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """What the page shows of the map: as `report.atlas.Atlas`, without the lists."""

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str


def network_map(built: Built) -> NetworkMap | None:
    """Draw the map of a network; None if it has no variant."""
    variants = built.network.variants
    if variants.empty:
        return None
    title = both("Map of the network of {agency}").filled(agency=built.network.agency)
    frame = shapely.box(*variants.total_bounds).buffer(0.002)
    near = {
        key: table[table.intersects(frame)]
        for key, table in built.ground.items()
        if not table.empty
    }
    drawn = (*drawn_layers(near), *_layers(built))
    words = {
        "rides": both("Rides:"), "spread": both("Rides apart from the line on average:"),
        "probability": both("Sure to:"), "halts": both("Halts seen:"),
        "passes": both("Passages seen:"), "metres": both("Length in metres:"),
    }  # fmt: skip
    data, scripts, style = living(drawn, None, title, words, frame)
    return NetworkMap(
        plan=plan(drawn, None, title, frame), legend=legend(drawn, ()), data=data, scripts=scripts,
        style=style + "\n" + own_colours(one for layer in drawn for one in layer.colours),
    )  # fmt: skip


def _layers(built: Built) -> Iterator[Drawn]:
    network = built.network
    known = worn(network.variants, network.routes)
    rows = network.variants.assign(mark=known["number"], colour=known["colour"])
    is_provisional = (rows["state"] == PROVISIONAL).to_numpy(dtype=bool)
    for key, name, kept in (
        (LINES, both("The lines"), ~is_provisional),
        (DOUBTFUL, both("Lines that one ride alone shows"), is_provisional),
    ):
        if kept.any():
            yield _lines(key, name, gpd.GeoDataFrame(rows[kept]))
    if built.tracks is not None and not built.tracks.empty:
        yield Drawn(
            TRACKS, TRACKS, both("Ways ridden that the map lacks"), len(built.tracks),
            np.asarray(built.tracks.geometry.array, dtype=object), look="lines",
            facts={"metres": [None] * len(built.tracks)} if "metres" not in built.tracks
            else {"metres": [_said(value, "m") for value in built.tracks["metres"]]},
        )  # fmt: skip
    stops = network.stops[~network.stops["is_station"].astype(bool)]
    classes = tuple(level(value) for value in stops["probability"])
    yield Drawn(
        STOPS, STOPS, both("Stops"), len(stops),
        np.asarray(stops.geometry.array, dtype=object), look="points", classes=classes,
        keys=tuple(Key(name, "", said) for name, said in LEVELS.items() if name in classes),
        facts={
            "name": [str(name) for name in stops["name"]],
            "probability": [_said(value, "%", 100) for value in stops["probability"]],
            "halts": [_said(value, "") for value in stops["n_halts"]],
            "passes": [_said(value, "") for value in stops["n_passes"]],
        },
    )  # fmt: skip


def _lines(key: str, name: Words, rows: gpd.GeoDataFrame) -> Drawn:
    ways = [
        f"{mark} {'' if pd.isna(start) else start} → {'' if pd.isna(end) else end}"
        for mark, start, end in zip(rows["mark"], rows["origin"], rows["destination"], strict=True)
    ]
    facts: dict[str, list[Fact]] = {
        "name": list(ways),
        "mark": [str(mark) for mark in rows["mark"]],
        "rides": [_said(value, "") for value in rows["n_rides"]],
        "spread": [_said(value, "m") for value in rows["spread_m"]],
    }
    shapes = np.asarray(rows.geometry.array, dtype=object)
    return Drawn(key, key, name, len(rows), shapes, facts=facts, look="lines",
                 colours=tuple(own_colour(one) for one in rows["colour"]))  # fmt: skip


def own_colour(colour: Any) -> str:
    """Return a colour as classes of the page name it; "" for what is none."""
    return str(colour).upper() if is_colour(str(colour)) else ""


def _said(value: Any, unit: str, times: float = 1.0) -> Words | None:
    if pd.isna(value):
        return None
    return measured(np.floor(float(value) * times), unit)
