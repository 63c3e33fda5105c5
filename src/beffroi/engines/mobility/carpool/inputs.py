"""Inputs: what carpooling needs, and what it can do without."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from beffroi.foundation.figures import Source
from beffroi.kernels.graph import Graph
from beffroi.territory.incentives import Incentive


@dataclass(frozen=True)
class Inputs:
    """Flows of a basin, and where its communes are.

    Attributes
    ----------
    flows
        Table `FLOWS`; None if it was not given.
    communes
        Columns `commune`, `name` and a point, in metres; those it lacks have no place.
    places
        Table `CARPOOL_PLACES` in the same metres; None if the register was not given.
    roads
        Graph of the roads in metres, where the map covers the basin; None for crow flight.
    town
        INSEE code of the town.
    sources
        Sources by id: ``flows``, ``bnlc``, ``contours``, ``incentives``, ``rides``.
    incentives
        Rules of the local scheme; none if they were not given.
    rides
        Table `CARPOOL_RIDES`, from or to the town; None if it was not given.
    """

    flows: pd.DataFrame | None
    communes: gpd.GeoDataFrame
    places: gpd.GeoDataFrame | None
    roads: Graph | None
    town: str
    sources: Mapping[str, tuple[Source, ...]]
    incentives: tuple[Incentive, ...] = ()
    rides: pd.DataFrame | None = None
