"""Inputs: what the commerce engine needs."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd

from beffroi.foundation.figures import Source


@dataclass(frozen=True)
class Inputs:
    """Tables of the perimeter, in the legal projection.

    Attributes
    ----------
    shops
        Table `SHOPS`.
    amenities
        Table `AMENITIES`.
    streets
        Table `STREETS` of the whole map, to name the street of each shop.
    main_street
        Name of the main shopping street; None if there is none.
    sources
        Sources by id: ``osm``.
    """

    shops: gpd.GeoDataFrame
    amenities: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    main_street: str | None
    sources: Mapping[str, tuple[Source, ...]]
