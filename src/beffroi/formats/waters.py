"""Areas of water that a person gives: polygons of a river or a lake."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from beffroi.carriers import layers
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both

FORMAT = "areas of water (GeoJSON)"


@dataclass(frozen=True, slots=True, eq=False)
class Waters:
    """Areas of water, WGS 84, and what was doubtful."""

    areas: gpd.GeoSeries
    warnings: tuple[Words, ...]


def read(path: Path) -> Waters:
    """Read areas of water.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or damaged.
    FaultyFileError
        If something in it is no area, crosses itself or is not on the globe.
    """
    layer = layers.read(path)
    frame = layer.frame
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise FaultyFileError(path, format_name=FORMAT, faults=[both("it holds no area")])
    placed = frame.geometry if frame.crs is not None else frame.geometry.set_crs(4326)
    areas = placed.to_crs(4326)
    shapes = np.asarray(areas.array, dtype=object)
    faults = [fault for rank, shape in enumerate(shapes, 1) for fault in _faults(rank, shape)]
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return Waters(areas.reset_index(drop=True), layer.warnings)


def _faults(rank: int, shape: shapely.Geometry | None) -> list[Words]:
    if shape is None or shape.is_empty:
        return [both("area {n} is empty", n=str(rank))]
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return [both("object {n} is a {kind}: give polygons", n=str(rank), kind=shape.geom_type)]
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        return [both("area {n} is not on the globe: give longitude, then latitude, in degrees",
                     n=str(rank))]  # fmt: skip
    if not shape.is_valid:
        return [both("the outline of area {n} crosses itself: {why}", n=str(rank),
                     why=shapely.is_valid_reason(shape))]  # fmt: skip
    return []
