"""Axes: flows grouped along corridors, and the lines that serve most commuters."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.carpool.corridors import along, distances
from beffroi.engines.mobility.carpool.matching import chance_range
from beffroi.engines.mobility.carpool.norms import norm
from beffroi.kernels.covering import Cover, cover_curve
from beffroi.kernels.graph import Graph

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Journeys:
    """Flows between two placed communes far enough apart.

    Attributes
    ----------
    flows
        Rows of `FLOWS`.
    x, y : (n_communes,)
        Points of the communes. [m]
    origin, destination : (n_flows,)
        Positions of the ends among the communes.
    metres : (n_flows,)
        Distance between the ends. [m]
    distance : (n_communes, n_communes)
        Distances. [m]
    by_road
        Whether distances follow roads.
    unplaced
        Commuters of flows with an end that has no place. [person]
    """

    flows: pd.DataFrame
    x: Floats
    y: Floats
    origin: Ints
    destination: Ints
    metres: Floats
    distance: Floats
    by_road: bool
    unplaced: float

    @property
    def commuters(self) -> Floats:
        """Return the commuters of each flow, (n_flows,)."""
        return self.flows["commuters"].to_numpy(dtype=np.float64)


def journeys(flows: pd.DataFrame, communes: gpd.GeoDataFrame, roads: Graph | None) -> Journeys:
    """Keep the flows between placed communes at least the norm `shortest` apart.

    Parameters
    ----------
    flows
        Table `FLOWS`.
    communes
        Columns `commune` and a point, in metres.
    roads
        Graph of the roads; None for crow flight.
    """
    placed = communes.drop_duplicates("commune")
    code = pd.Index(placed["commune"])
    x, y = placed.geometry.x.to_numpy(), placed.geometry.y.to_numpy()
    between = flows[flows["origin"] != flows["destination"]]
    origin, destination = (code.get_indexer(between[end]) for end in ("origin", "destination"))
    known = (origin >= 0) & (destination >= 0)
    distance, by_road = distances(x, y, roads)
    metres = (
        np.where(known, distance[origin, destination], 0.0) if len(code) else np.zeros(len(between))
    )
    far = known & (metres >= norm("shortest").value)
    return Journeys(
        between[far].reset_index(drop=True),
        x,
        y,
        origin[far].astype(np.int64),
        destination[far].astype(np.int64),
        metres[far],
        distance,
        by_road,
        float(between.loc[~known, "commuters"].sum()),
    )


@dataclass(frozen=True, eq=False)
class Axes:
    """Corridors, each named by the flow whose ends it has.

    Attributes
    ----------
    serves : (n_flows, n_flows)
        Whether a line from end to end of the row serves the flow of the column.
    commuters : (n_flows,)
        Commuters whom such a line serves. [person]
    curve
        The best line, the best two…: lines that serve the most commuters, each counted once.
    """

    serves: Flags
    commuters: Floats
    curve: list[Cover]


def axes(given: Journeys) -> Axes:
    """Group flows along corridors, and choose the lines that serve the most commuters."""
    serves = along(given.distance, given.origin, given.destination, norm("detour").value)
    curve = cover_curve(serves, given.commuters, int(norm("lines").value))
    return Axes(serves, serves @ given.commuters, curve)


def drivers(flows: pd.DataFrame) -> tuple[float, float, float]:
    """Count the commuters who drive: as told by the flows, or by the national share.

    Returns
    -------
    Usual, lowest and highest number; all the same where the flows tell. [person]
    """
    commuters = float(flows["commuters"].sum())
    told = flows["by_car"]
    if len(flows) and told.notna().all():
        count = float(told.sum())
        return count, count, count
    share = norm("car_share")
    return commuters * share.value, commuters * share.least, commuters * share.most


def axis_table(given: Journeys, found: Axes) -> pd.DataFrame:
    """List the corridors, the most travelled first.

    Returns
    -------
    `axis_id` (flow id), `origin`, `destination`, `origin_name`, `destination_name`, `metres` [m],
    `commuters`, `drivers` [person], `chance`, `chance_low`, `chance_high` [1] and `line`: its rank
    among the lines that serve the most together, missing for the others.
    """
    chosen = found.curve[-1].sites.tolist() if found.curve else []
    ranked = sorted(chosen, key=lambda row: (-found.commuters[row], row))
    line = {row: rank for rank, row in enumerate(ranked, start=1)}
    rows = []
    for row in range(len(given.flows)):
        flow = given.flows.iloc[row]
        driving = drivers(given.flows[found.serves[row]])
        usual, low, high = chance_range(driving)
        rows.append({
            "axis_id": flow["flow_id"], "origin": flow["origin"],
            "destination": flow["destination"], "origin_name": flow["origin_name"],
            "destination_name": flow["destination_name"], "metres": given.metres[row],
            "commuters": found.commuters[row], "drivers": driving[0],
            "chance": usual, "chance_low": low, "chance_high": high,
            "line": line.get(row, pd.NA),
        })  # fmt: skip
    columns = [
        "axis_id", "origin", "destination", "origin_name", "destination_name", "metres",
        "commuters", "drivers", "chance", "chance_low", "chance_high", "line",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns).astype({"line": "Int64"})
    return table.sort_values("commuters", ascending=False, kind="stable", ignore_index=True)
