"""What may be wrong with a network on disk beyond its columns: sizes, numbers, order, shapes."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import plain_file
from beffroi.foundation.language import Words, both
from beffroi.store.tables import read_table
from beffroi.territory.table import GEOMETRY, Table

MOST_BYTES: Final = 512 * 1024**2
"""Largest file of a table. [byte]"""
MOST_UNFOLDED: Final = 2 * 1024**3
"""Most that a table may hold once it is unfolded. [byte]"""
MOST_ROWS: Final = 5_000_000
"""Most rows of a table."""
SHAPES: Final = {"variants": "LineString", "stops": "Point"}
SPANS: Final = (
    ("headways", "begins_s", "ends_s"), ("headways", "low_s", "high_s"),
    ("times", "begins_s", "ends_s"), ("times", "low_s", "high_s"),
    ("sections", "begins_m", "ends_m"),
)  # fmt: skip
"""Columns of which the first is never larger than the second."""


def table_of(path: Path) -> pd.DataFrame:
    """Read a table once its size is known to fit.

    Raises
    ------
    UnreadableFileError
        If it is absent, cut or damaged.
    HostileFileError
        If it would not fit in memory.
    """
    if plain_file(path).st_size > MOST_BYTES:
        raise HostileFileError(path, found=both("it is too large for a table of a network"))
    try:
        metadata = pq.read_metadata(path)
        groups = (metadata.row_group(k) for k in range(metadata.num_row_groups))
        unfolded = sum(group.total_byte_size for group in groups)
        if metadata.num_rows <= MOST_ROWS and unfolded <= MOST_UNFOLDED:
            return read_table(path)
    except (
        pa.ArrowException, OSError, ValueError, TypeError, KeyError, shapely.errors.ShapelyError,
        UnreadableFileError,
    ) as error:  # fmt: skip
        raise UnreadableFileError(
            path, found=both("it is cut or damaged"), remedy=both("Build the network again.")
        ) from error
    raise HostileFileError(path, found=both("it would unfold beyond what memory holds"))


def strange_values(name: str, table: Table, frame: pd.DataFrame) -> Iterator[Words]:
    """Say which values of a table that keeps its schema cannot be: infinite, or no shape of ours.

    Parameters
    ----------
    name
        Name of its file.
    table
        Its schema.
    frame
        The table, typed.
    """
    for column, meant in table.columns.items():
        values = frame[column]
        if meant.dtype == "Float64" and np.isinf(values.to_numpy("float64", na_value=0.0)).any():
            yield both("{table}: {column} is infinite", table=name, column=column)
    if name in SHAPES:
        n = int((~_drawable(gpd.GeoDataFrame(frame), SHAPES[name])).sum())
        if n:
            yield both("{table}: {n} geometries are not a {shape} within WGS 84", table=name, n=n,
                       shape=SHAPES[name])  # fmt: skip


def _drawable(frame: gpd.GeoDataFrame, shape: str) -> npt.NDArray[np.bool_]:
    geometry = gpd.GeoSeries(frame[GEOMETRY])
    if geometry.crs is None or not geometry.crs.equals("EPSG:4326", ignore_axis_order=True):
        return np.zeros(len(frame), dtype=bool)
    bounds = geometry.bounds.to_numpy(dtype=float)
    limits = np.array([180.0, 90.0, 180.0, 90.0])
    inside = (np.isfinite(bounds) & (np.abs(np.nan_to_num(bounds)) <= limits)).all(axis=1)
    return np.asarray(geometry.geom_type.eq(shape).to_numpy(dtype=bool) & inside)


def disorder(frames: Mapping[str, pd.DataFrame]) -> Iterator[Words]:
    """Say where rows of tables are not in an order that a vehicle could keep."""
    for name, low, high in SPANS:
        bounds = frames[name][[low, high]].astype("Float64").to_numpy("float64", na_value=math.nan)
        n = int((bounds[:, 0] > bounds[:, 1]).sum())
        if n:
            yield both("{table}: {low} is larger than {high} in {n} rows", table=name, low=low,
                       high=high, n=n)  # fmt: skip
    calls = frames["calls"].sort_values(["variant_id", "rank"], kind="stable")
    by = calls.groupby("variant_id", sort=False)
    if not (calls["rank"].astype("int64") == by.cumcount()).all():
        yield both("calls: ranks of a variant are not 0, 1, 2…")
    elif (by["along_m"].diff().dropna() <= 0).any():
        yield both("calls: along_m does not rise from stop to stop")
    bands = frames["headways"].sort_values(["variant_id", "days", "begins_s"], kind="stable")
    ends = bands.groupby(["variant_id", "days"], sort=False)["ends_s"].shift()
    if (bands["begins_s"] < ends).fillna(value=False).any():
        yield both("headways: bands of a variant overlap")
    if (bands["headway_s"] <= 0).fillna(value=False).any():
        yield both("headways: a headway is 0 seconds")
