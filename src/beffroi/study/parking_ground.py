"""Ground of a scenario of parking: places and cells on a plane, and the walk between them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.parking.scenarios.tariffs import FREE, Tariff, hourly
from beffroi.formats import parking_tables
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.language import Words, both, message
from beffroi.territory.projection import legal_epsg

Floats = npt.NDArray[np.float64]
WGS84 = 4326
DETOUR, SPEED = 1.3, 75.0
"""Walk over the straight line, and its speed, where there is no map of streets. [1], [m/min]"""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Where a scenario takes place.

    Attributes
    ----------
    epsg
        Projection of the metres.
    places
        As `engines.parking.scenarios.supply.supply` asks for.
    cells
        ``cell_id``, ``x``, ``y`` [m], ``quarter``, drivers a day by profile.
    walk
        Gives the minutes on foot from points (x, y) to the cells, (n_cells, n_points).
    doubt
        Least, usual and largest factor on the drivers; None if they were counted.
    warnings
        What was repaired, left out or assumed.
    """

    epsg: int
    places: pd.DataFrame
    cells: pd.DataFrame
    walk: Callable[[Floats, Floats], Floats]
    doubt: tuple[float, float, float] | None
    warnings: tuple[Words, ...]

    def projected(self, lon: float, lat: float) -> tuple[float, float]:
        """Place a point of the globe on the plane. [m]."""
        point = gpd.GeoSeries([shapely.Point(lon, lat)], crs=WGS84).to_crs(self.epsg).iloc[0]
        return float(point.x), float(point.y)


def of_files(places: Path, cells: Path) -> Ground:
    """Read places and drivers from two tables; one walks as the crow flies, a third longer.

    Parameters
    ----------
    places
        CSV: id, name, spaces, lon, lat, regulation, zone, rate [€/h] or prices of 1, 2, 3, 4 and 24
        hours as in BNLS, free [min], maxstay [min], hours (``9-12,14-18``), checks [1/h].
    cells
        CSV: id, lon, lat, quarter, and drivers a day: residents, visitors, workers.

    Raises
    ------
    UnreadableFileError, FaultyFileError
        If a table cannot be used; all its faults are told.
    """
    table, told = parking_tables.read_places(places)
    people, more = parking_tables.read_cells(cells)
    table = with_tariffs(table, places)
    epsg = legal_epsg("", float(people["lon"].mean()), float(people["lat"].mean()))
    table, people = _on_plane(table, epsg), _on_plane(people, epsg)
    here = people[["x", "y"]].to_numpy()

    def walk(x: Floats, y: Floats) -> Floats:
        return np.hypot(here[:, :1] - x, here[:, 1:] - y) * (DETOUR / SPEED)

    assumed = both("Nobody gave a map of streets: walks are straight lines, {more} % longer.",
                   more=round(100 * (DETOUR - 1)))  # fmt: skip
    return Ground(epsg, table, people, walk, None, (*told, *more, assumed))


def _on_plane(table: pd.DataFrame, epsg: int) -> pd.DataFrame:
    points = gpd.GeoSeries.from_xy(table["lon"], table["lat"], crs=WGS84).to_crs(epsg)
    return table.assign(x=points.x.to_numpy(), y=points.y.to_numpy())


def with_tariffs(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Make the tariff of each place of `formats.parking_tables.read_places`.

    Raises
    ------
    FaultyFileError
        With every tariff that decreases.
    """
    found, faults = [], []
    for row in table.to_dict("records"):
        steps = [(hours, float(row[name])) for name, hours in parking_tables.STEPS.items()
                 if pd.notna(row[name])]  # fmt: skip
        try:
            found.append(_tariff(steps, float(row["rate"]), float(row["free"])))
        except InputError as error:
            faults.append(both("{id}: {fault}", id=row["place_id"], fault=_words(error)))
    if faults:
        raise FaultyFileError(path, format_name=parking_tables.PLACES_FORMAT, faults=tuple(faults))
    return table.assign(tariff=pd.Series(found, index=table.index, dtype=object))


def _tariff(steps: list[tuple[float, float]], rate: float, free: float) -> Tariff:
    if steps:
        return Tariff(tuple(hours for hours, _ in steps), tuple(euros for _, euros in steps))
    if np.isnan(rate):
        return FREE
    return hourly(rate, free=0.0 if np.isnan(free) else free / 60.0)


def _words(error: InputError) -> Words:
    return Words(message(error, "fr").rstrip("."), message(error, "en").rstrip("."))
