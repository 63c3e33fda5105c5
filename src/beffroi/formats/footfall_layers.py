"""Who passes along the streets: the layer that `beffroi commerce footfall` writes, read back.

Format: GeoPackage (or GeoJSON) of lines in WGS 84, one a stretch of street, with `index` and, where
counts were given, `passers`, `low` and `high`.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.carriers import layers
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import both

FORMAT = "layer of footfall"
INDEX, FLOWS = "index", ("passers", "low", "high")
WGS84 = 4326


def read(path: Path) -> gpd.GeoDataFrame:
    """Read a layer of footfall.

    Returns
    -------
    `index` (100 where most pass), `passers`, `low`, `high` (people in a mean day; missing without
    counts) and `geometry`, in WGS 84; stretches without a shape are left out.

    Raises
    ------
    UnreadableFileError
        If the file is absent, of another format or damaged.
    FaultyFileError
        If it has no `index`, or no lines.
    """
    frame = layers.read(path).frame
    if not isinstance(frame, gpd.GeoDataFrame) or INDEX not in frame:
        fault = both("it has no column {column} with lines", column=INDEX)
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    placed = frame if frame.crs is None else frame.to_crs(WGS84)
    is_drawn = placed.geometry.notna() & ~placed.geometry.is_empty
    columns = {
        name: pd.to_numeric(placed[name], errors="coerce") if name in placed else np.nan
        for name in (INDEX, *FLOWS)
    }
    kept = gpd.GeoDataFrame(columns, geometry=placed.geometry, index=placed.index, crs=WGS84)
    found: gpd.GeoDataFrame = kept[is_drawn & kept[INDEX].between(0, 100)].reset_index(drop=True)
    return found
