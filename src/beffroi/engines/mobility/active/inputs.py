"""Inputs: what the trips by bike are computed from."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from beffroi.foundation.figures import Source
from beffroi.territory.population import SpreadPopulation


@dataclass(frozen=True, slots=True)
class Price:
    """What a metre of quiet link costs, where a dated price is known: least and most. [€/m]."""

    least: float
    most: float
    source: Source


@dataclass(frozen=True)
class Inputs:
    """Tables of the whole map, in its legal projection.

    Attributes
    ----------
    streets, street_nodes
        Table `STREETS`, and columns `node_id`, `lon`, `lat` of their nodes.
    epsg
        The legal projection.
    population
        People on buildings or squares.
    shops, workplaces
        Trading shops, and places where people work, each a place of weight 1.
    commuters
        People who live and work in the commune; None if the flows are unknown. [person]
    price
        Price of a metre of link; None if none is known.
    sources
        Sources by id: ``osm``, ``population``, ``flows``.
    """

    streets: gpd.GeoDataFrame
    street_nodes: pd.DataFrame
    epsg: int
    population: SpreadPopulation
    shops: gpd.GeoDataFrame
    workplaces: gpd.GeoDataFrame
    commuters: float | None
    price: Price | None
    sources: Mapping[str, tuple[Source, ...]]
