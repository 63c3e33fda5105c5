"""Parking of a study: its places, those who come, and the streets on which they walk."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.network import graph, network
from beffroi.engines.mobility.snapped import snapped
from beffroi.engines.parking.explanation.demand import doubt, drivers
from beffroi.engines.parking.scenarios.tariffs import FREE
from beffroi.formats.parking_tables import WHOLE_DAY, windows
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.kernels.graph import Graph, costs_between
from beffroi.store import manifest, results
from beffroi.study import riding, settings
from beffroi.study.ground import located
from beffroi.study.parking_ground import Ground
from beffroi.study.rooms import mobility_inputs
from beffroi.study.workshop import RESULTS, Workshop

Floats = npt.NDArray[np.float64]
INVENTORY = "parking_places"
PRIVATE = {"private", "no", "employees", "permit", "residents"}
LIMIT = 3_600.0
"""Longest walk that is looked for. [s]"""


def of_study(folder: Path) -> Ground:
    """Gather the parking of a study that was run.

    Its places are those of the inventory where it has one, else the car parks of the map whose
    capacity is known. Without a survey, drivers are those that shops, services and inhabitants
    bring, at rates that are told with their bounds.

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
    places, told = _places(shop)
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
    return Ground(inputs.epsg, places, cells.assign(quarter=""), walk, bounds, (*told, assumed))


def _places(shop: Workshop) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    if INVENTORY in shop.results.index():
        table = located(shop, INVENTORY)
        names = table["name"].fillna(table["street"]).fillna(table["place_id"])
        regulation, maxstay = table["regulation"].fillna("free"), table["maxstay"]
        hours = [windows("" if pd.isna(text) else str(text)) or WHOLE_DAY
                 for text in table["hours"]]  # fmt: skip
        spaces, ids = table["spaces"], table["place_id"]
    else:
        table = located(shop, "car_parks")
        ids, names = table["car_park_id"], table["name"].fillna(table["car_park_id"])
        regulation = pd.Series(np.where(table["access"].isin(PRIVATE), "private", "free"))
        maxstay, hours = pd.Series(np.nan, index=table.index), [WHOLE_DAY] * len(table)
        spaces = table["capacity"]
    at = table.geometry.representative_point()
    whole = pd.DataFrame({
        "place_id": ids.astype(str).to_numpy(), "name": names.astype(str).to_numpy(), "zone": "",
        "spaces": spaces.to_numpy(dtype=float, na_value=np.nan), "x": at.x.to_numpy(),
        "y": at.y.to_numpy(), "regulation": regulation.to_numpy(),
        "maxstay": maxstay.to_numpy(dtype=float, na_value=np.nan), "windows": hours,
        "tariff": [FREE] * len(table),
    })  # fmt: skip
    known = whole["spaces"].notna()
    if not known.any():
        raise InputError(
            "No place to park of this study has a known number of spaces: make the inventory, or "
            "give a table of places."
        )
    left_out = int((~known).sum())
    told = both("{n} place(s) left out, whose number of spaces is unknown: {names}", n=left_out,
                names=", ".join(whole["name"][~known].head(5)))  # fmt: skip
    return whole[known].reset_index(drop=True), (told,) if left_out else ()


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
