"""A car park that a map draws twice is counted once; what was joined is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from beffroi.engines.parking.inventory.ground import is_stacked
from beffroi.engines.parking.inventory.joined import words
from beffroi.foundation.dated import dated_values

VALUES = Path(__file__).parent / "inventory.toml"
INSIDE, ENTRANCE, NESTED, PARTS = "inside", "entrance", "nested", "parts"
"""Why two objects are one: a point in its area; two points of one name; an area in a larger one;
a point that counts what other points count apart."""
MOST_PARTS = 4
KEPT = ("car_park_id", "geometry", "area")
"""Columns that an area does not take from the point that stands in it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Two objects of the map that hold the same spaces.

    Attributes
    ----------
    kept, other
        Their identifiers: the one whose spaces stand, and the one that no longer counts them.
    why
        `INSIDE`, `ENTRANCE`, `NESTED` or `PARTS`.
    """

    kept: str
    other: str
    why: str


def once(car_parks: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[Joined, ...]]:
    """Leave out what would count the spaces of a car park a second time.

    - A point in an area that is built as it is (or of which it is not told), of no other name and
      no other count, is the same: the area takes what it lacks from the point.
    - Two points of one name, `same_name` apart at most, are two entrances of one, unless both are
      counted and differ.
    - An area in a larger one (`nested` of it at least, built alike) is a part: where both are
      counted the larger keeps what the smaller has not; where the larger alone is counted the
      smaller is in its count; else the ground of the smaller is taken from the larger.
    - A point whose count is that of two to four other points about (within `same_sum`), one of
      which bears its name or is run by it, is all of them: they stay.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`, in metres.

    Returns
    -------
    The table without what was left out, in its order, and what was joined.
    """
    table = car_parks.reset_index(drop=True).copy()
    found: list[Joined] = []
    gone: set[int] = set()
    for rule in (_insides, _entrances, _sums, _nests):
        for one, other, why in rule(table, gone):
            found.append(Joined(_id(table, one), _id(table, other), why))
    left = table[~table.index.isin(list(gone))].reset_index(drop=True)
    return gpd.GeoDataFrame(left), tuple(found)


Found = Iterator[tuple[int, int, str]]


def _id(table: gpd.GeoDataFrame, row: int) -> str:
    return str(table["car_park_id"].iloc[row])


def _insides(table: gpd.GeoDataFrame, gone: set[int]) -> Found:
    dimension = shapely.get_dimensions(table.geometry.to_numpy())
    for point, area in _within(table):
        alike = dimension[point] == 0 and _built_alike(table, point, area)
        if point not in gone and alike and not _differ(table, point, area):
            lacking = [name for name in table.columns
                       if name not in KEPT and pd.isna(table[name].iloc[area])]  # fmt: skip
            for name in lacking:
                table.loc[area, name] = table[name].iloc[point]
            gone.add(point)
            yield area, point, INSIDE


def _entrances(table: gpd.GeoDataFrame, gone: set[int]) -> Found:
    told = [words(name) for name in table["name"]]
    for one, other in _near(table):
        is_same = bool(told[one]) and told[one] == told[other]
        if one in gone or other in gone or not is_same or _differ(table, one, other):
            continue
        lacks = pd.isna(table["capacity"].iloc[one])
        kept, left = (other, one) if lacks else (one, other)
        gone.add(left)
        yield kept, left, ENTRANCE


def _sums(table: gpd.GeoDataFrame, gone: set[int]) -> Found:
    """Find points that count together what others near them count apart."""
    counts = table["capacity"].to_numpy(dtype=float, na_value=np.nan)
    about: dict[int, list[int]] = {}
    for one, other in _near(table):
        about.setdefault(one, []).append(other)
        about.setdefault(other, []).append(one)
    values = dated_values(VALUES)
    for whole in sorted(about, key=lambda row: -np.nan_to_num(counts[row])):
        near = [k for k in about[whole] if k not in gone
                and values["least_doubled"] <= counts[k] < counts[whole]]  # fmt: skip
        if whole in gone or len(near) > 3 * MOST_PARTS:
            continue
        for parts in _parts(near):
            far = abs(counts[list(parts)].sum() - counts[whole])
            if far <= values["same_sum"] * counts[whole] and _named(table, whole, parts):
                gone.add(whole)
                yield parts[0], whole, PARTS
                break


def _parts(near: list[int]) -> Iterator[tuple[int, ...]]:
    for n in range(2, MOST_PARTS + 1):
        yield from combinations(near, n)


def _named(table: gpd.GeoDataFrame, whole: int, parts: tuple[int, ...]) -> bool:
    own = words(table["name"].iloc[whole])
    return any(own & (words(table["name"].iloc[k]) | words(table["operator"].iloc[k]))
               for k in parts)  # fmt: skip


def _nests(table: gpd.GeoDataFrame, gone: set[int]) -> Found:
    ground = shapely.area(table.geometry.to_numpy())
    order = sorted(_within(table), key=lambda pair: (ground[pair[0]], ground[pair[1]]))
    placed: set[int] = set()
    for part, whole in order:
        is_area = ground[part] > 0 and part not in placed and not {part, whole} & gone
        if not is_area or not _built_alike(table, part, whole):
            continue
        placed.add(part)
        if _took(table, part, whole, gone):
            yield (whole, part, NESTED) if part in gone else (part, whole, NESTED)


def _took(table: gpd.GeoDataFrame, part: int, whole: int, gone: set[int]) -> bool:
    """Take a part away from its whole; not where the part counts more than all."""
    mine, all_ = table["capacity"].iloc[part], table["capacity"].iloc[whole]
    if not pd.isna(all_):
        if pd.isna(mine):
            gone.add(part)
            return True
        if mine > all_:
            return False
        table.loc[whole, "capacity"] = all_ - mine
    if not pd.isna(table["area"].iloc[whole]) and not pd.isna(table["area"].iloc[part]):
        left = table["area"].iloc[whole] - table["area"].iloc[part]
        table.loc[whole, "area"] = max(left, 0.0)
    return True


def _within(table: gpd.GeoDataFrame) -> list[tuple[int, int]]:
    """Give each object that lies in a larger area, and that area, the smallest first."""
    shapes: NDArray[np.object_] = table.geometry.to_numpy()
    ground = shapely.area(shapes)
    inner, outer = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    least = dated_values(VALUES)["nested"]
    pairs = []
    for i, j in zip(inner.tolist(), outer.tolist(), strict=True):
        if i == j or ground[j] <= ground[i]:
            continue
        common = shapely.area(shapely.intersection(shapes[i], shapes[j]))
        if not ground[i] or common >= least * ground[i]:
            pairs.append((i, j))
    return sorted(pairs, key=lambda pair: (ground[pair[1]], pair))


def _near(table: gpd.GeoDataFrame) -> list[tuple[int, int]]:
    """Give the pairs of points near each other, the nearest first."""
    points = np.flatnonzero(shapely.get_dimensions(table.geometry.to_numpy()) == 0)
    shapes = table.geometry.to_numpy()[points]
    one, other = shapely.STRtree(shapes).query(
        shapes, predicate="dwithin", distance=dated_values(VALUES)["same_name"]
    )
    far = shapely.distance(shapes[one], shapes[other])
    return [(int(points[one[k]]), int(points[other[k]]))
            for k in np.lexsort((other, one, far)) if one[k] < other[k]]  # fmt: skip


def _built_alike(table: gpd.GeoDataFrame, one: int, other: int) -> bool:
    """Say whether nothing tells that one is built on levels and the other is not."""
    pair = table.iloc[[one, other]]
    stacked = is_stacked(gpd.GeoDataFrame(pair))
    return bool(stacked[0] == stacked[1] or (pair["kind"].isna() & ~stacked).any())


def _differ(table: gpd.GeoDataFrame, one: int, other: int) -> bool:
    """Say whether two names or two counts tell two objects from each other."""
    named = [words(table["name"].iloc[row]) for row in (one, other)]
    counts = table["capacity"].iloc[[one, other]]
    return (all(named) and named[0] != named[1]) or (
        not counts.isna().any() and counts.nunique() > 1
    )
