"""Service of squares: what one can take within a walk of each square of 200 m."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.service.basin import Basin
from beffroi.engines.mobility.service.day_types import Kind
from beffroi.engines.mobility.service.measures import by_hour, once, service
from beffroi.engines.mobility.service.norms import BANDS
from beffroi.engines.mobility.service.stops import departures

SIDE = 200.0
"""Side of the squares of the national grid. [m]"""
AT_ONCE = 2_000
"""Pairs of a square and a stop near it whose departures are listed together."""
WAITS = [f"{what}_{band}" for band in BANDS for what in ("headway", "worst")]


def squares(people: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Gather people, given by building, in squares of 200 m of the legal projection.

    Parameters
    ----------
    people
        Column `population` and geometry. [person], [m]

    Returns
    -------
    Columns `cell_id`, `population` and the centre of each inhabited square.
    """
    points = people.geometry.representative_point()
    corner = np.column_stack([points.x // SIDE, points.y // SIDE]) * SIDE
    keyed = pd.DataFrame({"x": corner[:, 0], "y": corner[:, 1], "population": people["population"]})
    summed = keyed.dropna(subset=["x", "y"]).groupby(["x", "y"])["population"].sum().reset_index()
    ids = [f"{x:.0f}-{y:.0f}" for x, y in zip(summed["x"], summed["y"], strict=True)]
    centres = shapely.points(summed["x"] + SIDE / 2, summed["y"] + SIDE / 2)
    columns = {"cell_id": ids, "population": summed["population"]}
    return gpd.GeoDataFrame(columns, geometry=centres, crs=people.crs)


def square_service(
    found: Basin, cells: gpd.GeoDataFrame, near: pd.DataFrame, served: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measure what leaves within a walk of each square, day type by day type.

    Parameters
    ----------
    found
        The basin.
    cells
        Columns `cell_id`, `population`.
    near
        Stops within the longest of ``stop_distances`` of each square, as `walking.walks` gives
        them.
    served
        As `stops.stop_service` gives it.

    Returns
    -------
    One row for each `kind` and square near a served stop: `cell_id`, `population`, the measures of
    `measures.service` over all runs that leave near there (a run that leaves several stops near
    there counts once), `best_class`, the class of the best place near, and the headways of the
    best pole near (`feed`, `stop_id`). [departure/day], [s]

    And the departures near each square hour by hour: `kind`, `cell_id`, `hour` (24 and more after
    midnight), `departures`.
    """
    tables, hours = zip(
        *(_of_kind(found, kind, cells, near, served) for kind in found.passages), strict=True
    )
    return pd.concat(tables, ignore_index=True), pd.concat(hours, ignore_index=True)


def _of_kind(
    found: Basin, kind: Kind, cells: gpd.GeoDataFrame, near: pd.DataFrame, served: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    left = departures(found, kind)[["stop", "run", "line", "direction", "departure"]]
    gathered = _leaving(left, near)
    there = near.merge(served[served["kind"] == kind], on="stop")
    ranked = there.sort_values(["one_way", "metres"], ascending=[False, True], kind="stable")
    columns = ranked.drop_duplicates("origin").set_index("origin")[["feed", "stop_id", *WAITS]]
    columns.insert(0, "best_class", there.groupby("origin")["place_class"].max())
    measured = service(gathered, waits=False).join(columns)
    own = cells[["cell_id", "population"]].reset_index(drop=True).loc[measured.index]
    table = pd.concat([own, measured], axis=1)
    table.insert(0, "kind", kind)
    hours = by_hour(gathered)
    ids = cells["cell_id"].to_numpy()[hours.pop("key").to_numpy(dtype=np.int64)]
    hours = hours.assign(kind=kind, cell_id=ids)[["kind", "cell_id", "hour", "departures"]]
    return table.reset_index(drop=True), hours


def _leaving(left: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """List the departures near each square, each run once; squares are taken few at a time."""
    parts = [
        once(near.loc[rows, ["origin", "stop"]].merge(left, on="stop").rename(
            columns={"origin": "key"}))
        for rows in np.array_split(
            near.sort_values("origin").index.to_numpy(), max(1, len(near) // AT_ONCE)
        )
    ]  # fmt: skip
    return once(pd.concat(parts, ignore_index=True))
