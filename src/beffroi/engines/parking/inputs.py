"""Inputs: what the parking engine needs, and what it can do without."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from beffroi.foundation.figures import Source


@dataclass(frozen=True)
class Inputs:
    """Tables of the perimeter, in the legal projection.

    Attributes
    ----------
    car_parks
        Table `CAR_PARKS`.
    bicycle_parkings
        Table `BICYCLE_PARKINGS`.
    streets
        Table `STREETS`.
    minutes
        Columns `car_park_id` and `minutes`: walk between each car park of the whole map and the
        main street, infinite out of reach. [min]
    main_street
        Name of the main street; None where the map has none.
    registered
        Table `CAR_PARKS` of the national register (BNLS) for the commune; None if not given.
    sources
        Sources by id: ``osm``, ``bnls``.
    places
        Table `PARKING_PLACES` of the perimeter; None where no inventory was made.
    """

    car_parks: gpd.GeoDataFrame
    bicycle_parkings: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    minutes: pd.DataFrame
    main_street: str | None
    registered: pd.DataFrame | None
    sources: Mapping[str, tuple[Source, ...]]
    places: gpd.GeoDataFrame | None = None
