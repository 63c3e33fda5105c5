"""How far footfall hangs on what it supposes: an index with its band, a busiest street or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.commerce.footfall.parameters import parameter
from beffroi.foundation.language import Words, both

BUSIEST = 0.01
"""Share of the length of the streets that has an index of 100. [1]"""
MOST_NAMELESS = 10
"""Rank under which a way without a name is not listed."""
Flows = Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """What the index and the busiest stretch become when the walks supposed are others.

    Attributes
    ----------
    index, low, high : (n,)
        Index of each stretch by the walks supposed, and its ends over the band. [1]
    top
        Stretch that comes first by the walks supposed.
    tops
        Stretches that come first somewhere in the band, `top` first.
    sways
        Kinds of origins whose walks, alone, change which street comes first.
    """

    index: np.ndarray
    low: np.ndarray
    high: np.ndarray
    top: int
    tops: tuple[int, ...]
    sways: tuple[str, ...]


def hundredth(demand: np.ndarray, length: np.ndarray) -> float:
    """Demand of the quietest of the streets that make the busiest hundredth of what is walked."""
    some = np.flatnonzero(demand > 0)
    if not len(some):
        return 0.0
    order = some[np.argsort(-demand[some], kind="stable")]
    summed = np.cumsum(length[order])
    return float(demand[order[np.searchsorted(summed, BUSIEST * summed[-1])]])


def index_of(demand: np.ndarray, length: np.ndarray) -> np.ndarray:
    """Bring demand to an index: 100 for the busiest hundredth of the streets."""
    most = hundredth(demand, length)
    return np.minimum(100 * demand / most, 100.0) if most > 0 else np.zeros(len(demand))


def band(flows: Flows, length: np.ndarray, streets: Sequence[object]) -> Band:
    """Halve and double the walks supposed of each kind of origin, in every way they combine.

    Parameters
    ----------
    flows : (n,) each
        Walks along each stretch, by kind of origin: they are in proportion to what is supposed.
    length : (n,)
        Length of each stretch. [m]
    streets : (n,)
        What tells one street from another.
    """
    kinds = list(flows)
    ends = (parameter("least_walks"), 1.0, parameter("most_walks"))
    usual = (1.0,) * len(kinds)
    made = [usual, *(one for one in product(ends, repeat=len(kinds)) if one != usual)]
    low, high, tops, sways = None, None, list[int](), list[str]()
    index = np.zeros(0)
    for factors in made:
        demand = np.sum([f * flows[kind] for f, kind in zip(factors, kinds, strict=True)], axis=0)
        now, first = index_of(demand, length), int(demand.argmax())
        if low is None or high is None:
            index, low, high = now, now.copy(), now.copy()
        np.minimum(low, now, out=low)
        np.maximum(high, now, out=high)
        if all(streets[first] != streets[one] for one in tops):
            tops.append(first)
        moved = [kind for f, kind in zip(factors, kinds, strict=True) if f != 1]
        if len(moved) == 1 and streets[first] != streets[tops[0]]:
            sways += [kind for kind in moved if kind not in sways]
    assert low is not None and high is not None  # noqa: S101, PT018  (there is always the usual)
    return Band(index, low, high, tops[0], tuple(tops), tuple(sways))


def first_of(streets: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the busiest stretch of each street; ways without a name only among the first."""
    key = streets["street"].fillna(streets["street_id"])
    order = np.argsort(-streets["demand"].to_numpy(float), kind="stable")
    rows = streets.iloc[order]
    rows = rows[~key.iloc[order].duplicated().to_numpy() & (rows["demand"] > 0).to_numpy()]
    is_shown = rows["street"].notna().to_numpy() | (np.arange(len(rows)) < MOST_NAMELESS)
    return gpd.GeoDataFrame(rows[is_shown])


def described(wanted: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> list[Words]:
    """Name stretches: by their street, else by the streets that are named near their ends.

    Parameters
    ----------
    wanted, streets
        Stretches to name, and all those of the town, in metres; `street` is missing where it has
        no name.
    """
    named = streets[streets["street"].notna().to_numpy(dtype=bool)]
    return [
        Words(str(street), str(street)) if pd.notna(street) else _between(named, line)
        for street, line in zip(wanted["street"], wanted.geometry, strict=True)
    ]


def _between(named: gpd.GeoDataFrame, line: shapely.Geometry) -> Words:
    if named.empty:
        return both("a way without a name")
    ends = shapely.points(shapely.get_coordinates(line)[[0, -1]])
    near = named.sindex.nearest(ends, return_all=False)[1]
    first, last = (str(named["street"].iloc[k]) for k in near)
    if first == last:
        return both("a way without a name near {street}", street=first)
    return both("a way without a name between {street} and {other}", street=first, other=last)
