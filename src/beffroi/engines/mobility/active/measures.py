"""Measures: every trip ridden and every missing link tried, once, for all that is said of them."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.active.candidates import Candidate, candidates
from beffroi.engines.mobility.active.inputs import Inputs
from beffroi.engines.mobility.active.islands import Islands, islands
from beffroi.engines.mobility.active.missing import Tried, sequence, shortlist, tried
from beffroi.engines.mobility.active.trips import Points, Trips, grouped, quiet_costs, trips
from beffroi.engines.mobility.active.ways import Ways, every_way, quiet_ways, ways

MOST_LINKS = 5
"""Links chosen one after the other: more are a plan, not the first works."""


@dataclass(frozen=True, eq=False)
class Measured:
    """What was computed of a town, before it is said.

    Attributes
    ----------
    ways, trips
        The streets, and who rides where.
    costs : (n_pairs,)
        Quiet way of each trip. [mm]
    islands
        Islands of quiet streets.
    links, tried
        Candidates, and what each brings alone.
    chosen
        Position of the links chosen one after the other, and the people each adds, by purpose.
    """

    ways: Ways
    trips: Trips
    costs: npt.NDArray[np.int64]
    islands: Islands
    links: list[Candidate]
    tried: Tried
    chosen: list[tuple[int, npt.NDArray[np.float64]]]


def measured(inputs: Inputs) -> Measured:
    """Ride every trip, and try every missing link."""
    own = ways(inputs.streets, inputs.street_nodes, epsg=inputs.epsg)
    cells = inputs.population.cells
    homes = _points(cells, cells["population"].to_numpy(dtype=np.float64))
    places = {"shopping": _points(inputs.shops), "commuting": _points(inputs.workplaces)}
    out = trips(own, every_way(own), homes, places)
    nodes, people, _ = grouped(own, homes)
    links = candidates(own, inputs.streets["name"].to_numpy(dtype=object))
    result = tried(own, out, links)
    few = shortlist(result)
    chosen = sequence(own, out, [links[row] for row in few], MOST_LINKS)
    return Measured(
        own,
        out,
        quiet_costs(quiet_ways(own), out),
        islands(own, nodes, people),
        links,
        result,
        [(int(few[position]), joined) for position, joined in chosen],
    )


def _points(table: gpd.GeoDataFrame, weight: npt.NDArray[np.float64] | None = None) -> Points:
    at = table.geometry.representative_point()
    each = np.ones(len(table)) if weight is None else weight
    return Points(at.x.to_numpy(), at.y.to_numpy(), each)
