"""What the map of a report draws: the study's layers, thinned to what an eye can tell apart."""

from collections.abc import Callable, Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.foundation.language import Words, both
from beffroi.report.drawn import (
    AREA,
    LINE,
    NOTHING,
    Drawn,
    Fact,
    Key,
    kinds_of,
    marks,
    merged_line,
    numbers_of,
    points_of,
    shapes_of,
    texts_of,
)  # fmt: skip
from beffroi.report.kinds import kind_words
from beffroi.report.overlays import OVERLAYS
from beffroi.report.scenario_layers import scenario_changes, scenario_squares
from beffroi.report.words import counted

MOST_BUILDINGS = 20_000
"""Beyond this, the smallest buildings are left out, so that a phone can still turn the page. [1]"""
MINUTES = (5, 10, 15)
"""Upper ends of the classes of walking time. [min]"""
ROAD_CLASSES = {
    "motorway": "major", "trunk": "major", "primary": "major", "secondary": "major",
    "tertiary": "middle", "residential": "street", "unclassified": "street",
    "living_street": "street", "road": "street", "pedestrian": "pedestrian",
    "service": "service", "busway": "service", "track": "path", "path": "path",
    "footway": "path", "cycleway": "path", "bridleway": "path", "steps": "path",
}  # fmt: skip
"""How a class of OpenStreetMap is drawn; a link is drawn as what it links, the rest as paths."""


def drawn_layers(layers: Mapping[str, gpd.GeoDataFrame]) -> tuple[Drawn, ...]:
    """Prepare every layer that a study holds, in the order in which they are drawn.

    Returns
    -------
    Layers with at least one shape; absent and empty ones are left out.
    """
    made = (
        layer
        for key, make in MAKERS.items()
        if key in layers and not layers[key].empty
        for layer in make(layers[key])
    )
    return tuple(layer for layer in made if len(layer.shapes))


def _greens(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, rows = shapes_of(table, AREA)
    facts = {"name": texts_of(rows, "name"), "kind": kinds_of(rows, "green")}
    return [Drawn("greens", "greens", both("Parks and greens"), len(table), shapes, facts=facts)]


def _water(table: gpd.GeoDataFrame) -> list[Drawn]:
    made = []
    for key, types in (("water", AREA), ("waterways", LINE)):
        shapes, rows = shapes_of(table, types)
        facts = {"name": texts_of(rows, "name"), "kind": kinds_of(rows, "water")}
        made.append(Drawn(key, "water", both("Water"), len(table), shapes, facts=facts))
    return made


def _buildings(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, _ = shapes_of(table, AREA)
    note = NOTHING
    if len(shapes) > MOST_BUILDINGS:
        largest = np.argsort(-shapely.area(shapes), kind="stable")[:MOST_BUILDINGS]
        shapes = shapes[np.sort(largest)]
        note = both("The {count} largest are drawn.").filled(count=counted(MOST_BUILDINGS))
    return [Drawn("buildings", "buildings", both("Buildings"), len(table), shapes, note=note)]


def _streets(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, rows = shapes_of(table, LINE)
    names = rows["name"].fillna("") if "name" in rows else pd.Series("", index=rows.index)
    merged = (
        pd.Series(shapes)
        .groupby(
            [rows["highway"].astype("string").to_numpy(), names.astype("string").to_numpy()],
            sort=True,
        )
        .agg(lambda parts: merged_line(parts.to_numpy()))
    )
    kinds = [str(highway) for highway, _ in merged.index]
    facts: dict[str, list[Fact]] = {
        "name": [str(name) or None for _, name in merged.index],
        "kind": [kind_words("highway", kind.removesuffix("_link")) for kind in kinds],
    }
    classes = tuple(ROAD_CLASSES.get(kind.removesuffix("_link"), "path") for kind in kinds)
    lines = np.array(merged.to_list(), dtype=object)
    return [Drawn("streets", "streets", both("Streets"), len(table), lines, classes, facts)]


def _access(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, rows = shapes_of(table, AREA)
    made = []
    for start, end in reversed([*zip((0, *MINUTES), MINUTES, strict=False)]):
        here = rows["minutes"].to_numpy() == end
        name = both("{start} to {end} minutes’ walk from the centre").filled(
            start=counted(start), end=counted(end)
        )
        streets = int(rows["streets"].to_numpy()[here].sum())
        made.append(Drawn(f"minutes-{end}", f"minutes-{end}", name, streets, shapes[here],
                          area="walked"))  # fmt: skip
    return made


def _main_street(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, rows = shapes_of(table, LINE)
    merged = (
        pd.Series(shapes)
        .groupby(texts_of(rows, "name"), sort=True)
        .agg(lambda parts: merged_line(parts.to_numpy()))
    )
    facts: dict[str, list[Fact]] = {"name": list(merged.index)}
    lines = np.array(merged.to_list(), dtype=object)
    name = both("Main shopping street")
    return [Drawn("main-street", "main-street", name, len(table), lines, facts=facts)]


def _car_parks(table: gpd.GeoDataFrame) -> list[Drawn]:
    areas, rows = shapes_of(table, AREA)
    facts, name = _car_park_facts(rows), both("Car parks")
    area = Drawn("car-park-areas", "car-park", name, len(table), areas, facts=facts)
    points, rows = points_of(table)
    facts = _car_park_facts(rows)
    return [area, Drawn("car-park", "car-park", name, len(table), points, facts=facts)]


def _car_park_facts(rows: pd.DataFrame) -> dict[str, list[Fact]]:
    return {
        "name": texts_of(rows, "name"),
        "kind": kinds_of(rows, "parking"),
        "capacity": numbers_of(rows, "capacity"),
    }


def _shops(table: gpd.GeoDataFrame) -> list[Drawn]:
    made = []
    for state, name in (("trading", both("Trading shops")), ("vacant", both("Vacant premises"))):
        points, rows = points_of(table[table["state"] == state])
        facts = {"name": texts_of(rows, "name"), "kind": kinds_of(rows, "shop")}
        made.append(Drawn(state, state, name, len(rows), points, facts=facts))
    return made


def _bicycle_parkings(table: gpd.GeoDataFrame) -> list[Drawn]:
    return [marks("bicycle", both("Bicycle parking"), table, capacity=numbers_of)]


def _carpool_places(table: gpd.GeoDataFrame) -> list[Drawn]:
    return [marks("carpool", both("Carpool places"), table, name=texts_of)]


def _missed(table: gpd.GeoDataFrame) -> list[Drawn]:
    title = both("Missed connections")
    return [marks("missed", title, table, name=texts_of, missed=numbers_of)]


def _stops(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw stops, each after its class of service: its least departures a day each way."""
    points, rows = points_of(table)
    classes = [NO_SERVICE if pd.isna(value) else str(int(value)) for value in _class(rows)]
    facts: dict[str, list[Fact]] = {
        "name": texts_of(rows, "name"),
        "departures": numbers_of(rows, "departures"),
        "service": [_at_least(value) for value in classes],
        "first": texts_of(rows, "first"),
        "last": texts_of(rows, "last"),
    }
    keys = tuple(Key(value, "", _at_least(value) or both("no departure, or unknown"))
                 for value in SERVICE if value in classes)  # fmt: skip
    return [Drawn("stop", "stop", both("Stops"), len(table), points, tuple(classes), facts,
                  keys=keys)]  # fmt: skip


NO_SERVICE = "0"
SERVICE = ("60", "30", "15", "1", NO_SERVICE)
"""Classes of service that the map tells apart by the size of the mark."""


def _class(rows: pd.DataFrame) -> pd.Series:
    return rows.get("service_class", pd.Series(float("nan"), index=rows.index))


def _at_least(service: str) -> Words | None:
    if service == NO_SERVICE:
        return None
    return both("{count} or more each way").filled(count=counted(int(service)))


def _centre(table: gpd.GeoDataFrame) -> list[Drawn]:
    return [marks("centre", both("Centre of the town"), table)]


GROUPS: Mapping[str, tuple[str, ...]] = {
    "access": tuple(f"minutes-{end}" for end in MINUTES),
    "main_street": ("main-street",),
    "car_parks": ("car-park",),
    "bicycle_parkings": ("bicycle",),
    "carpool_places": ("carpool",),
    "access_squares": ("squares-without_car",),
    "missed_connections": ("missed",),
    "stops": ("stop",),
    "shops": ("trading", "vacant"),
}
"""Groups of the legend that show a table of the study, where they do not bear its name."""
BACKGROUND = ("greens", "water", "buildings", "streets", "perimeter")
"""Groups that say where one is, whatever else is shown."""


def groups_showing(tables: Iterable[str]) -> tuple[str, ...]:
    """List the groups of the legend to tick so that tables of the study are seen.

    Examples
    --------
    >>> groups_showing(["shops"])[-2:]
    ('trading', 'vacant')
    """
    shown = [group for table in tables for group in GROUPS.get(table, (table,))]
    return tuple(dict.fromkeys((*BACKGROUND, *shown)))


Maker = Callable[[gpd.GeoDataFrame], list[Drawn]]
MAKERS: Mapping[str, Maker] = {
    "greens": _greens,
    "access": _access,
    "water": _water,
    "buildings": _buildings,
    "scenario_squares": scenario_squares,
    "scenario_changes": scenario_changes,
    "streets": _streets,
    "main_street": _main_street,
    "car_parks": _car_parks,
    "bicycle_parkings": _bicycle_parkings,
    "carpool_places": _carpool_places,
    "stops": _stops,
    "missed_connections": _missed,
    "shops": _shops,
    "centre": _centre,
    **OVERLAYS,
}
"""The layers of a study, from the lowest to the highest on the map."""
