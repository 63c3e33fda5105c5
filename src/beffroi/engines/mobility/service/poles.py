"""Places: the poles of one stop, on both sides of a street or around a square."""

import unicodedata

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from beffroi.engines.mobility.service.norms import norm

Ints = npt.NDArray[np.int64]


def places(stops: gpd.GeoDataFrame) -> Ints:
    """Gather the poles that are one stop to those who wait: same station, or same name nearby.

    Parameters
    ----------
    stops
        Columns `name`, `parent_station` (may be missing) and geometry, in metres.

    Returns
    -------
    (n_stops,)
        Number of the place of each stop, from 0.
    """
    n = len(stops)
    pairs = np.concatenate([_of_one_station(stops), _of_one_name(stops)])
    joined = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    _, place = connected_components(joined, directed=False)
    return np.asarray(place, dtype=np.int64)


def _of_one_station(stops: gpd.GeoDataFrame) -> Ints:
    if "parent_station" not in stops:
        return np.zeros((0, 2), dtype=np.int64)
    station = pd.Series(stops["parent_station"].to_numpy(dtype=object))
    rows = station[station.notna()].index.to_series()
    first = rows.groupby(station[rows.index]).transform("first")
    return np.column_stack([first.to_numpy(dtype=np.int64), rows.to_numpy(dtype=np.int64)])


def _of_one_name(stops: gpd.GeoDataFrame) -> Ints:
    points = np.column_stack([stops.geometry.x, stops.geometry.y])
    placed = np.flatnonzero(np.isfinite(points).all(axis=1))
    if not len(placed):
        return np.zeros((0, 2), dtype=np.int64)
    near = cKDTree(points[placed]).query_pairs(norm("same_place"), output_type="ndarray")
    pairs = placed[near]
    names, _ = pd.factorize(stops["name"].map(plain, na_action="ignore"))
    one, other = names[pairs[:, 0]], names[pairs[:, 1]]
    return np.asarray(pairs[(one == other) & (one >= 0)], dtype=np.int64)


def plain(name: str) -> str:
    """Return a name without accents, capitals or repeated spaces.

    Examples
    --------
    >>> plain("Hôtel  de Ville")
    'hotel de ville'
    """
    letters = unicodedata.normalize("NFKD", name)
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split())
