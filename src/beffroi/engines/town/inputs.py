"""Inputs: what the town engine needs."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.foundation.figures import Source
from beffroi.territory.town import Town


@dataclass(frozen=True)
class Inputs:
    """The town, and the towns to compare it to.

    Attributes
    ----------
    town
        The town of the study.
    towns
        The towns of Action Cœur de Ville (`territory.communes.known_towns`).
    perimeter
        Polygon of the study, in the legal projection.
    streets, buildings
        Tables of the perimeter, in the legal projection.
    columns
        Source of each column of the register of communes, by column name.
    sources
        Sources by id: ``osm``, ``perimeter``.
    """

    town: Town
    towns: pd.DataFrame
    perimeter: shapely.Geometry
    streets: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    columns: Mapping[str, Source]
    sources: Mapping[str, tuple[Source, ...]]
