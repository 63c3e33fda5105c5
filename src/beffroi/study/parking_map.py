"""Parking of a study: its places, those who come, and the streets on which they walk."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.network import graph, network
from beffroi.engines.mobility.snapped import snapped
from beffroi.engines.parking.explanation.demand import doubt, drivers
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.kernels.graph import Graph, costs_between
from beffroi.store import manifest, results
from beffroi.study import riding, settings
from beffroi.study.ground import located
from beffroi.study.parking_ground import WGS84, Ground
from beffroi.study.parking_supply import priced, supplied
from beffroi.study.rooms import mobility_inputs
from beffroi.study.workshop import RESULTS, Workshop

Floats = npt.NDArray[np.float64]
QUARTERS = ("city", "town", "borough", "suburb", "quarter", "neighbourhood", "village", "hamlet")
"""Kinds of named places of the map that people call their quarter."""
INSIDE, OUTSIDE = "@inside", "@outside"
"""Quarters of a town whose map names none."""
LIMIT = 3_600.0
"""Longest walk that is looked for. [s]"""


def of_study(folder: Path, inventory: gpd.GeoDataFrame | None = None) -> Ground:
    """Gather the parking of a study that was run.

    Its places are those of the inventory where it has one, else the car parks of the map whose
    capacity is known. Without a survey, drivers are those that shops, services and inhabitants
    bring, at rates that are told with their bounds.

    Parameters
    ----------
    folder
        The study.
    inventory
        Table `PARKING_PLACES` whose places are taken instead of those of the study, or None.

    Raises
    ------
    InputError
        If it is no study, was not run, or has no place whose number of spaces is known.
    """
    shop = Workshop(
        folder, settings.read(folder), manifest.read(folder), results.Results(folder / RESULTS)
    )
    if "place" not in shop.results.index():
        raise InputError(
            "Study {study} has no results yet. Run it first: beffroi study run {study}",
            study=str(folder),
        )
    inputs = mobility_inputs(shop)
    places, told = supplied(shop) if inventory is None else priced(inventory.to_crs(inputs.epsg))
    cells = drivers(_bringing(shop, inputs))
    bounds = doubt(cells)
    net = network(inputs.streets, inputs.street_nodes, epsg=inputs.epsg)
    walk = _walk(graph(inputs.streets, net, "walk")[0], cells[["x", "y"]].to_numpy())
    assumed = both(
        "Nobody counted the drivers: they are those that {shops} shops and services and the "
        "inhabitants of the map may bring, from {low} % to {high} % of what is told.",
        shops=len(riding.workplaces(inputs.shops, located(shop, "amenities"))),
        low=round(100 * bounds[0]), high=round(100 * bounds[2]),
    )  # fmt: skip
    quarters, named = _quartered(shop, cells)
    return Ground(inputs.epsg, places, cells.assign(quarter=quarters), walk, bounds,
                  (*told, named, assumed))  # fmt: skip


def _quartered(shop: Workshop, cells: pd.DataFrame) -> tuple[list[str], Words]:
    """Name the quarter of each cell: the nearest named on the map, else within the perimeter."""
    table = located(shop, "places")
    named = table[table["kind"].isin(QUARTERS) & table["name"].notna()].reset_index(drop=True)
    if named["name"].nunique() > 1:
        at = named.geometry.representative_point()
        apart = np.hypot(cells["x"].to_numpy()[:, np.newaxis] - at.x.to_numpy(),
                         cells["y"].to_numpy()[:, np.newaxis] - at.y.to_numpy())  # fmt: skip
        told = both("Quarters are those of the nearest of the {n} names on the map: nobody gave "
                    "their bounds.", n=named["name"].nunique())  # fmt: skip
        return named["name"].to_numpy()[apart.argmin(axis=1)].tolist(), told
    perimeter = shop.document("place")["perimeter"]
    if not perimeter["given"]:
        return [""] * len(cells), both("The map names no quarters: who loses is told for the whole "
                                       "town.")  # fmt: skip
    outline = gpd.GeoSeries([shapely.from_wkt(perimeter["wkt"])], crs=WGS84).to_crs(table.crs)
    within = shapely.contains_xy(outline.iloc[0], cells["x"], cells["y"])
    return np.where(within, INSIDE, OUTSIDE).tolist(), both(
        "The map names no quarters: who loses is told within the perimeter and outside it."
    )


def _bringing(shop: Workshop, inputs: Inputs) -> pd.DataFrame:
    trading = inputs.shops[inputs.shops["state"] == "trading"]
    staffed = riding.workplaces(inputs.shops.iloc[:0], located(shop, "amenities"))
    work = riding.workplaces(inputs.shops, located(shop, "amenities"))
    people = inputs.population.cells
    parts = [
        _points(trading, "shop"), _points(staffed, "amenity"), _points(work, "workplace"),
        _points(people, "inhabitant", people["population"]),
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _points(table: gpd.GeoDataFrame, kind: str, size: pd.Series | None = None) -> pd.DataFrame:
    at = table.geometry.representative_point()
    sizes = np.ones(len(table)) if size is None else size.to_numpy(dtype=float, na_value=0.0)
    return pd.DataFrame({"x": at.x.to_numpy(), "y": at.y.to_numpy(), "kind": kind, "size": sizes})


def _walk(graph: Graph, cells: Floats):  # type: ignore[no-untyped-def]
    ends = snapped(graph, cells[:, 0], cells[:, 1])

    def walk(x: Floats, y: Floats) -> Floats:
        starts = snapped(graph, x, y)
        seconds = costs_between(graph, starts.node, ends.node, limit=LIMIT)
        whole = seconds + starts.delay[:, np.newaxis] + ends.delay
        return np.asarray(whole.T, dtype=float) / 60.0

    return walk
