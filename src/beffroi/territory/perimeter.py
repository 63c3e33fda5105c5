"""The perimeter of a study: the part of the town that the figures speak of."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.foundation.errors import ShapeError
from beffroi.foundation.language import Words

WGS84 = "EPSG:4326"


@dataclass(frozen=True, slots=True)
class Perimeter:
    """An area of study.

    Attributes
    ----------
    name
        What it is called on a page.
    polygon
        Its outline, a valid Polygon or MultiPolygon in WGS 84 (longitude, latitude).
    origin
        Where the outline comes from.
    """

    name: Words
    polygon: shapely.Polygon | shapely.MultiPolygon
    origin: Words

    @property
    def point(self) -> tuple[float, float]:
        """Longitude and latitude of a point inside, in degrees."""
        inside = self.polygon.representative_point()
        return float(inside.x), float(inside.y)


def within(perimeter: Perimeter, places: gpd.GeoSeries) -> npt.NDArray[np.bool_]:
    """Say which places belong to a perimeter.

    Parameters
    ----------
    perimeter
        The area.
    places : (n,)
        Points, lines or areas in any reference system; missing and empty ones belong nowhere.

    Returns
    -------
    (n,)
        True for a line that meets the perimeter, for a point that lies in it, and for an area whose
        representative point does: an area that straddles the limit is counted once and whole.

    Raises
    ------
    ShapeError
        If the places say no reference system.

    Examples
    --------
    >>> square = Perimeter(Words("carré", "square"), shapely.box(0, 0, 1, 1), Words("", ""))
    >>> places = gpd.GeoSeries.from_wkt(["POINT (0.5 0.5)", "LINESTRING (0.5 0.5, 9 9)",
    ...     "POLYGON ((0.9 0, 9 0, 9 1, 0.9 1, 0.9 0))"], crs=WGS84)
    >>> within(square, places).tolist()
    [True, True, False]
    """
    if places.crs is None:
        raise ShapeError("Places without a reference system cannot be compared to a perimeter.")
    outline = gpd.GeoSeries([perimeter.polygon], crs=WGS84).to_crs(places.crs).iloc[0]
    shapely.prepare(outline)
    shapes = np.asarray(places.array, dtype=object)
    is_line = np.isin(shapely.get_type_id(shapes), (1, 2, 5))
    inside = np.zeros(len(shapes), dtype=np.bool_)
    inside[is_line] = shapely.intersects(outline, shapes[is_line])
    inside[~is_line] = shapely.intersects(outline, shapely.point_on_surface(shapes[~is_line]))
    return inside


def clipped(perimeter: Perimeter, table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Keep the rows of a spatial table that belong to a perimeter, whole."""
    kept: pd.DataFrame = table[within(perimeter, table.geometry)]
    return kept
