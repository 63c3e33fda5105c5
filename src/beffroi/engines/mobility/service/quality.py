"""Quality of service of a basin: every measure of its timetables, stop by stop and line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.basin import Basin, basin
from beffroi.engines.mobility.service.coverage import Weighed, coverage
from beffroi.engines.mobility.service.lines import line_hours, line_service
from beffroi.engines.mobility.service.norms import norm, numbers
from beffroi.engines.mobility.service.remarks import Remark, remarks
from beffroi.engines.mobility.service.speeds import lengths
from beffroi.engines.mobility.service.squares import square_service, squares
from beffroi.engines.mobility.service.stops import stop_service
from beffroi.engines.mobility.service.walking import Points, walks
from beffroi.kernels.graph import Graph

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Quality:
    """What was measured.

    Attributes
    ----------
    basin
        The timetables, on the days that stand for each day type.
    inside
        (n_stops,) whether each stop of the basin is in the perimeter.
    stops, lines, squares
        Service of each, as `stops.stop_service`, `lines.line_service` and `squares.square_service`
        give them; empty if nothing ever runs.
    hours
        Departures by hour of each: ``stops``, ``lines``, ``squares``.
    people, jobs
        Who lives and works near a stop of each class, as `coverage.coverage` gives it; jobs are
        None where they are not known.
    remarks
        What is odd in the feeds.
    """

    basin: Basin
    inside: Flags
    stops: pd.DataFrame
    lines: pd.DataFrame
    squares: pd.DataFrame
    hours: Mapping[str, pd.DataFrame]
    people: pd.DataFrame
    jobs: pd.DataFrame | None
    remarks: tuple[Remark, ...]


def quality(inputs: Inputs, walk: Graph) -> Quality:
    """Measure the timetables of a basin.

    Parameters
    ----------
    inputs
        Tables of the town, with one timetable at least.
    walk
        Streets on foot, with costs in seconds.
    """
    found = basin(inputs.timetables)
    told = remarks(inputs.timetables, found, inputs.bounds)
    inside = np.asarray(found.stops.within(inputs.perimeter))
    if not found.passages:
        none = pd.DataFrame()
        return Quality(found, inside, none, none, none, {}, none, None, told)
    stops, stop_hours = stop_service(found)
    lines = line_service(found, _ways(inputs, found), _central(inputs, walk, found))
    cells = inputs.squares if inputs.squares is not None else squares(inputs.population.cells)
    near = _near(walk, cells, found)
    of_squares, square_hours = square_service(found, cells, near, stops)
    hours = {"stops": stop_hours, "lines": line_hours(found), "squares": square_hours}
    people = people_near(inputs, walk, found, stops)
    jobs = None
    if inputs.jobs is not None:
        jobs = coverage(_weighed(inputs, walk, found, inputs.jobs), stops)
    return Quality(found, inside, stops, lines, of_squares, hours, people, jobs, told)


def people_near(inputs: Inputs, walk: Graph, found: Basin, stops: pd.DataFrame) -> pd.DataFrame:
    """Sum up who lives near a stop of each class, as `coverage.coverage` gives it.

    Parameters
    ----------
    inputs
        Tables of the town.
    walk
        Streets on foot, with costs in seconds.
    found
        The timetables.
    stops
        Service of their stops, as `stops.stop_service` gives it.
    """
    return coverage(_weighed(inputs, walk, found, inputs.population.cells), stops)


def _ways(inputs: Inputs, found: Basin) -> pd.DataFrame:
    ways = [
        lengths(found.schedules[feed.key], feed.stops, feed.tables) for feed in inputs.timetables
    ]
    return pd.concat(ways, ignore_index=True)


def _points(table: gpd.GeoDataFrame) -> Points:
    places = table.geometry.representative_point()
    return Points(places.x.to_numpy(dtype=float), places.y.to_numpy(dtype=float))


def _near(walk: Graph, cells: gpd.GeoDataFrame, found: Basin) -> pd.DataFrame:
    farthest = float(max(numbers("stop_distances")))
    return walks(walk, _points(cells), _points(found.stops), farthest=farthest)


def _central(inputs: Inputs, walk: Graph, found: Basin) -> Flags | None:
    """Say which stops serve the centre; None where the centre, or the streets, are not known."""
    if inputs.centre is None or walk.n_nodes == 0:
        return None
    centre = Points(np.array([inputs.centre.x]), np.array([inputs.centre.y]))
    near = walks(walk, centre, _points(found.stops), farthest=norm("centre_distance"))
    return np.isin(np.arange(len(found.stops)), near["stop"])


def _weighed(inputs: Inputs, walk: Graph, found: Basin, held: gpd.GeoDataFrame) -> Weighed:
    """Weigh the places where people live (`population`), or work (`jobs`)."""
    column = "population" if "population" in held else "jobs"
    weight = np.nan_to_num(held[column].to_numpy(dtype=float, na_value=np.nan))
    middle = shapely.point_on_surface(held.geometry.to_numpy())
    inside = np.asarray(shapely.within(middle, inputs.perimeter))
    return Weighed(weight, inside, _near(walk, held, found))
