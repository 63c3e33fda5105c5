"""What the map of a report draws: the study's layers, thinned to what an eye can tell apart."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.report.kinds import Family, kind_words
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
POINT, LINE, AREA = (0, 4), (1, 5), (3, 6)
"""GEOS type numbers, the single and the multiple."""

Fact = str | Words | None
NOTHING = Words("", "")


@dataclass(frozen=True)
class Drawn:
    """A layer as the map draws it.

    Attributes
    ----------
    key
        Name of the layer on the map.
    group
        The row of the legend that it belongs to; the first layer of a group gives it its name.
    name
        Title in the legend.
    count
        Objects that the study holds.
    shapes
        Geometries in WGS 84, all points, all lines or all areas.
    classes
        How each shape is drawn, aligned with `shapes`; empty where all are drawn alike.
    facts
        One column per fact shown when an object is clicked, aligned with `shapes`.
    note
        What was left out; empty if nothing was.
    apart
        Whether it is shown on demand alone, and never on the still map.
    """

    key: str
    group: str
    name: Words
    count: int
    shapes: npt.NDArray[np.object_]
    classes: tuple[str, ...] = ()
    facts: Mapping[str, list[Fact]] = field(default_factory=dict)
    note: Words = NOTHING
    apart: bool = False


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
    shapes, rows = _of_type(table, AREA)
    facts = {"name": _texts(rows, "name"), "kind": _kinds(rows, "green")}
    return [Drawn("greens", "greens", both("Parks and greens"), len(table), shapes, facts=facts)]


def _water(table: gpd.GeoDataFrame) -> list[Drawn]:
    made = []
    for key, types in (("water", AREA), ("waterways", LINE)):
        shapes, rows = _of_type(table, types)
        facts = {"name": _texts(rows, "name"), "kind": _kinds(rows, "water")}
        made.append(Drawn(key, "water", both("Water"), len(table), shapes, facts=facts))
    return made


def _buildings(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, _ = _of_type(table, AREA)
    note = NOTHING
    if len(shapes) > MOST_BUILDINGS:
        largest = np.argsort(-shapely.area(shapes), kind="stable")[:MOST_BUILDINGS]
        shapes = shapes[np.sort(largest)]
        note = both("The {count} largest are drawn.").filled(count=counted(MOST_BUILDINGS))
    return [Drawn("buildings", "buildings", both("Buildings"), len(table), shapes, note=note)]


def _streets(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, rows = _of_type(table, LINE)
    names = rows["name"].fillna("") if "name" in rows else pd.Series("", index=rows.index)
    merged = (
        pd.Series(shapes)
        .groupby(
            [rows["highway"].astype("string").to_numpy(), names.astype("string").to_numpy()],
            sort=True,
        )
        .agg(lambda parts: _merged(parts.to_numpy()))
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
    shapes, rows = _of_type(table, AREA)
    made = []
    for start, end in reversed([*zip((0, *MINUTES), MINUTES, strict=False)]):
        here = rows["minutes"].to_numpy() == end
        name = both("{start} to {end} minutes’ walk from the centre").filled(
            start=counted(start), end=counted(end)
        )
        streets = int(rows["streets"].to_numpy()[here].sum())
        made.append(Drawn(f"minutes-{end}", f"minutes-{end}", name, streets, shapes[here]))
    return made


def _main_street(table: gpd.GeoDataFrame) -> list[Drawn]:
    shapes, rows = _of_type(table, LINE)
    merged = (
        pd.Series(shapes)
        .groupby(_texts(rows, "name"), sort=True)
        .agg(lambda parts: _merged(parts.to_numpy()))
    )
    facts: dict[str, list[Fact]] = {"name": list(merged.index)}
    lines = np.array(merged.to_list(), dtype=object)
    name = both("Main shopping street")
    return [Drawn("main-street", "main-street", name, len(table), lines, facts=facts)]


def _car_parks(table: gpd.GeoDataFrame) -> list[Drawn]:
    areas, rows = _of_type(table, AREA)
    facts, name = _car_park_facts(rows), both("Car parks")
    area = Drawn("car-park-areas", "car-park", name, len(table), areas, facts=facts)
    points, rows = _points(table)
    facts = _car_park_facts(rows)
    return [area, Drawn("car-park", "car-park", name, len(table), points, facts=facts)]


def _car_park_facts(rows: pd.DataFrame) -> dict[str, list[Fact]]:
    return {
        "name": _texts(rows, "name"),
        "kind": _kinds(rows, "parking"),
        "capacity": _numbers(rows, "capacity"),
    }


def _shops(table: gpd.GeoDataFrame) -> list[Drawn]:
    made = []
    for state, name in (("trading", both("Trading shops")), ("vacant", both("Vacant premises"))):
        points, rows = _points(table[table["state"] == state])
        facts = {"name": _texts(rows, "name"), "kind": _kinds(rows, "shop")}
        made.append(Drawn(state, state, name, len(rows), points, facts=facts))
    return made


def _bicycle_parkings(table: gpd.GeoDataFrame) -> list[Drawn]:
    return [_marks("bicycle", both("Bicycle parking"), table, capacity=_numbers)]


def _carpool_places(table: gpd.GeoDataFrame) -> list[Drawn]:
    return [_marks("carpool", both("Carpool places"), table, name=_texts)]


def _stops(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw stops, each after its class of service: its least departures a day each way."""
    points, rows = _points(table)
    classes = [NO_SERVICE if pd.isna(value) else str(int(value)) for value in _class(rows)]
    facts = {
        "name": _texts(rows, "name"),
        "departures": _numbers(rows, "departures"),
        "service": [_at_least(value) for value in classes],
    }
    return [Drawn("stop", "stop", both("Stops"), len(table), points, tuple(classes), facts)]


NO_SERVICE = "0"


def _class(rows: pd.DataFrame) -> pd.Series:
    return rows.get("service_class", pd.Series(float("nan"), index=rows.index))


def _at_least(service: str) -> Fact:
    if service == NO_SERVICE:
        return None
    return both("{count} or more each way").filled(count=counted(int(service)))


STATES = {
    "gained": both("now within half an hour"), "better": both("nearer"),
    "worse": both("farther"), "lost": both("now beyond half an hour"),
}  # fmt: skip
"""What a scenario does to a square that it changes."""
STATES_NOTE = both("+ now within half an hour, − no longer; paler: nearer, or farther if dashed")


def _scenario_squares(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw the squares that each scenario changes, by what it does to them."""
    shapes, rows = _of_type(table, AREA)
    changed = rows["state"].isin(STATES).to_numpy()
    shapes, rows = shapes[changed], rows[changed]
    facts: dict[str, list[Fact]] = {
        "kind": [STATES[state] for state in rows["state"]],
        "people": _numbers(rows, "population"),
        "before": _minutes(rows, "minutes_before"),
        "after": _minutes(rows, "minutes_after"),
    }
    made = Drawn("", "", NOTHING, 0, shapes, tuple(rows["state"]), facts, STATES_NOTE, apart=True)
    return _by_scenario(made, rows, "squares")


def _scenario_changes(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw what each scenario changes: zones, lines and places."""
    made = []
    for part, types in (("zones", AREA), ("lines", LINE), ("places", POINT)):
        shapes, rows = _of_type(table, types)
        kinds = zip(rows["kind_fr"], rows["kind_en"], strict=True)
        facts: dict[str, list[Fact]] = {
            "name": _texts(rows, "change"),
            "kind": [Words(fr=fr, en=en) for fr, en in kinds],
        }
        drawn = Drawn("", "", NOTHING, 0, shapes, (), facts, STATES_NOTE, apart=True)
        made += _by_scenario(drawn, rows, part)
    return made


def _by_scenario(whole: Drawn, rows: pd.DataFrame, part: str) -> list[Drawn]:
    """Part a layer by scenario: one group each, of the scenario's name."""
    made = []
    for rank in sorted(set(rows["rank"])):
        here = rows["rank"].to_numpy() == rank
        first = rows[here].iloc[0]
        kept = np.flatnonzero(here)
        made.append(
            replace(
                whole,
                key=f"scenario-{rank}-{part}",
                group=f"scenario-{rank}",
                name=Words(fr=first["name_fr"], en=first["name_en"]),
                count=len(kept),
                note=whole.note if rank == 1 else NOTHING,
                shapes=whole.shapes[here],
                classes=tuple(whole.classes[row] for row in kept) if whole.classes else (),
                facts={key: [said[row] for row in kept] for key, said in whole.facts.items()},
            )
        )
    return made


def _minutes(rows: pd.DataFrame, column: str) -> list[Fact]:
    values = pd.to_numeric(rows[column], errors="coerce")
    return [BEYOND if pd.isna(one) else said_minutes(float(one)) for one in values]


BEYOND = both("more than an hour, or unknown")


def said_minutes(value: float) -> Words:
    """Say a time in whole minutes."""
    return Words(*(said(round(value), "min", language) for language in LANGUAGES))


def _centre(table: gpd.GeoDataFrame) -> list[Drawn]:
    return [_marks("centre", both("Centre of the town"), table)]


def _marks(
    key: str,
    title: Words,
    table: gpd.GeoDataFrame,
    /,
    **columns: Callable[[pd.DataFrame, str], list[Fact]],
) -> Drawn:
    points, rows = _points(table)
    facts = {column: read(rows, column) for column, read in columns.items()}
    return Drawn(key, key, title, len(table), points, facts=facts)


def _of_type(
    table: gpd.GeoDataFrame, types: tuple[int, int]
) -> tuple[npt.NDArray[np.object_], pd.DataFrame]:
    shapes = np.asarray(table.geometry.array, dtype=object)
    kept = np.isin(shapely.get_type_id(shapes), types) & ~shapely.is_empty(shapes)
    return shapes[kept], table[kept]


def _points(table: gpd.GeoDataFrame) -> tuple[npt.NDArray[np.object_], pd.DataFrame]:
    shapes = np.asarray(table.geometry.array, dtype=object)
    kept = (shapely.get_type_id(shapes) >= 0) & ~shapely.is_empty(shapes)
    return shapely.point_on_surface(shapes[kept]), table[kept]


def _merged(lines: npt.NDArray[np.object_]) -> shapely.Geometry:
    return shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines)))


def _texts(table: pd.DataFrame, column: str) -> list[Fact]:
    if column not in table:
        return [None] * len(table)
    return [None if pd.isna(value) else str(value) for value in table[column]]


def _kinds(table: pd.DataFrame, family: Family) -> list[Fact]:
    values = _texts(table, "kind")
    return [kind_words(family, value) if isinstance(value, str) else None for value in values]


def _numbers(table: pd.DataFrame, column: str) -> list[Fact]:
    if column not in table:
        return [None] * len(table)
    values = pd.to_numeric(table[column], errors="coerce")
    return [None if pd.isna(value) else counted(float(value)) for value in values]


GROUPS: Mapping[str, tuple[str, ...]] = {
    "access": tuple(f"minutes-{end}" for end in MINUTES),
    "main_street": ("main-street",),
    "car_parks": ("car-park",),
    "bicycle_parkings": ("bicycle",),
    "carpool_places": ("carpool",),
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
    "scenario_squares": _scenario_squares,
    "scenario_changes": _scenario_changes,
    "streets": _streets,
    "main_street": _main_street,
    "car_parks": _car_parks,
    "bicycle_parkings": _bicycle_parkings,
    "carpool_places": _carpool_places,
    "stops": _stops,
    "shops": _shops,
    "centre": _centre,
}
"""The layers of a study, from the lowest to the highest on the map."""
