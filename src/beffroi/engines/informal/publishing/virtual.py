"""Virtual stops: places 100 to 150 m apart where vehicles are hailed, for planners that ask it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.informal.publishing.lines import gaps
from beffroi.engines.informal.publishing.options import parameter
from beffroi.foundation.language import Language, Words
from beffroi.kernels.sphere import RADIUS
from beffroi.territory.informal import FERRY
from beffroi.territory.informal_plan import Plan, PlannedVariant, Run

Floats = npt.NDArray[np.float64]
NAME = Words(fr="Entre {first} et {second} ({rank})", en="Between {first} and {second} ({rank})")
VIRTUAL = "virtual"
DEGREE = RADIUS * np.pi / 180


def virtual(plan: Plan) -> Plan:
    """Add stops where vehicles are hailed, between the stops of every variant by road.

    Between stops that are hailed often enough (`Plan.hail_some`), stops are added so that two
    neighbours are 100 to 150 m apart; none where 150 to 200 m cannot be parted so. Variants that
    go the same way share them.

    Returns
    -------
    A plan whose added stops say ``virtual`` as `source`, and on which nobody hails otherwise.
    """
    modes = dict(zip(plan.routes["route_id"], plan.routes["mode"], strict=True))
    names = dict(zip(plan.stops["stop_id"], plan.stops["name"], strict=True))
    shelf = _Shelf(set(map(str, names)))
    variants = tuple(
        variant if modes[variant.route_id] == FERRY else _served(variant, plan, names, shelf)
        for variant in plan.variants
    )
    return replace(plan, variants=variants, stops=_with(plan.stops, shelf))


def _with(stops: gpd.GeoDataFrame, shelf: "_Shelf") -> gpd.GeoDataFrame:
    if not shelf.rows:
        return stops
    added = gpd.GeoDataFrame(shelf.rows, geometry="geometry", crs=stops.crs)
    typed = added.reindex(columns=stops.columns).astype(
        {c: t for c, t in stops.dtypes.items() if c != "geometry"}
    )
    joined: gpd.GeoDataFrame = pd.concat([stops, typed], ignore_index=True)
    return joined


@dataclass(slots=True)
class _Shelf:
    """The virtual stops made so far, found by their place and heading."""

    taken: set[str]
    rows: list[dict[str, object]] = field(default_factory=list)
    cells: dict[tuple[int, int], list[tuple[Floats, Floats, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def near(self, place: Floats, heading: Floats) -> tuple[str, Floats] | None:
        """Find a stop within reach that is passed the same way."""
        reach, (x, y) = parameter("virtual_shared"), self._cell(place)
        for cell in ((x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for other, way, stop_id in self.cells.get(cell, ()):
                close = gaps(place[np.newaxis], other[np.newaxis])[0] <= reach
                if close and float(way @ heading) > 0:
                    return stop_id, other
        return None

    def put(self, place: Floats, heading: Floats, name: str) -> str:
        """Make a stop."""
        rank = len(self.rows) + 1
        while f"v{rank}" in self.taken:
            rank += 1
        stop_id = f"v{rank}"
        self.taken.add(stop_id)
        self.rows.append({
            "stop_id": stop_id, "name": name, "name_source": "number", "is_station": False,
            "source": VIRTUAL, "geometry": shapely.Point(place),
        })  # fmt: skip
        self.cells[self._cell(place)].append((place, heading, stop_id))
        return stop_id

    def _cell(self, place: Floats) -> tuple[int, int]:
        return int(place[0] * DEGREE // 50), int(place[1] * DEGREE // 50)


def spacing(length: float) -> int:
    """Count the pieces into which a stretch is parted, each of 100 to 150 m if that can be.

    Examples
    --------
    >>> [spacing(length) for length in (90.0, 190.0, 200.0, 450.0, 460.0)]
    [1, 1, 2, 3, 4]
    """
    pieces = int(np.ceil(length / parameter("virtual_most")))
    fits = length / max(pieces, 1) >= parameter("virtual_least")
    return pieces if fits else max(1, int(length // parameter("virtual_least")))


def _served(
    variant: PlannedVariant, plan: Plan, names: dict[str, str], shelf: _Shelf
) -> PlannedVariant:
    language: Language = "fr" if plan.publisher.language[:2] == "fr" else "en"
    stop_ids, along, source = [variant.stop_ids[0]], [variant.along[0]], [0.0]
    pairs = zip(variant.stop_ids[:-1], variant.stop_ids[1:], strict=True)
    for i, (first, second) in enumerate(pairs):
        said = {"first": names[first], "second": names[second]}
        if variant.hailed[i] >= plan.hail_some:
            for rank, where in enumerate(_places(variant, i), start=1):
                name = NAME.filled(**said, rank=rank).in_(language)
                stop_id, here = _stop(variant, where, name, shelf)
                if stop_id not in stop_ids:
                    stop_ids.append(stop_id)
                    along.append(here)
                    source.append(i + (here - variant.along[i]) / _length(variant, i))
        stop_ids.append(second)
        along.append(variant.along[i + 1])
        source.append(i + 1.0)
    places = np.array(along)
    fine = np.maximum(np.diff(places), 1.0) / parameter("fastest_bus")
    runs = tuple(_timed(run, np.array(source), fine) for run in variant.runs)
    none = np.full(len(stop_ids) - 1, np.nan)
    return replace(variant, stop_ids=tuple(stop_ids), along=places, hailed=none, runs=runs)


def _length(variant: PlannedVariant, i: int) -> float:
    return float(variant.along[i + 1] - variant.along[i])


def _places(variant: PlannedVariant, i: int) -> Iterator[float]:
    pieces = spacing(_length(variant, i))
    yield from np.linspace(variant.along[i], variant.along[i + 1], pieces + 1)[1:-1]


def _stop(variant: PlannedVariant, where: float, name: str, shelf: _Shelf) -> tuple[str, float]:
    """Find or make the stop at a length along a variant; and where along it that stop lies."""
    reach = parameter("virtual_shared")
    near = np.array([where - reach, where, where + reach])
    lon, lat = (np.interp(near, variant.distances, variant.shape[:, k]) for k in range(2))
    heading = np.array([lon[2] - lon[0], lat[2] - lat[0]])
    place = np.round(np.array([lon[1], lat[1]]), 6)
    found = shelf.near(place, heading)
    if found is None:
        return shelf.put(place, heading, name), round(where, 2)
    scale = np.array([np.cos(np.radians(place[1])), 1.0]) * DEGREE
    unit = heading * scale
    ahead = float((found[1] - place) * scale @ unit / max(float(np.hypot(*unit)), 1e-9))
    return found[0], round(where + ahead, 2)


def _timed(run: Run, source: Floats, least: Floats) -> Run:
    """Share the time between two stops among the stretches between them, by length."""
    ranks = np.arange(len(run.arrivals), dtype=float)
    whole = source == np.round(source)
    before = np.minimum(np.floor(source).astype(int), len(ranks) - 1)
    after = np.minimum(before + 1, len(ranks) - 1)
    part = source - before
    inside = run.departures[before] + part * (run.arrivals[after] - run.departures[before])
    arrivals = np.where(whole, run.arrivals[before], inside)
    departures = np.where(whole, run.departures[before], inside)
    rides = np.maximum(np.round(arrivals[1:] - departures[:-1]), np.ceil(least)).astype(np.int64)
    halts = np.round(departures - arrivals).astype(np.int64)
    left = np.concatenate([[0], np.cumsum(rides + halts[1:])])
    return replace(run, arrivals=left - halts, departures=left)
