"""The centre: the main shopping street, and the point where the shops gather."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

FRONT = 40.0
"""A shop belongs to the nearest named street within this distance. [m]"""
STEPS = 50
CLOSE_ENOUGH = 0.01
"""Change below which the median is found. [m]"""
WALKED = {
    "pedestrian", "living_street", "residential", "unclassified", "tertiary", "secondary",
    "primary", "footway", "service", "road",
}  # fmt: skip


def shop_streets(streets: gpd.GeoDataFrame, shops: gpd.GeoDataFrame) -> pd.Series:
    """Give each shop the name of the street that it stands on.

    Parameters
    ----------
    streets
        Table `STREETS`, in metres.
    shops
        Table `SHOPS`, in metres.

    Returns
    -------
    Name by row of `shops`: that of the address, else of the nearest named street within `FRONT`;
    missing beyond.
    """
    named = streets[streets["name"].notna() & streets["highway"].isin(WALKED)]
    names: pd.Series = shops["addr_street"].copy()
    if named.empty or shops.empty:
        return names
    points = shops.geometry.representative_point()
    shop, street = named.sindex.nearest(points, return_all=False, max_distance=FRONT)
    nearest = pd.Series(named["name"].to_numpy()[street], index=shops.index[shop], dtype="string")
    found: pd.Series = names.fillna(nearest.reindex(shops.index))
    return found


def main_street(streets: gpd.GeoDataFrame, shops: gpd.GeoDataFrame) -> str | None:
    """Name the street with the most premises of shops, trading or vacant.

    Returns
    -------
    The name that the map gives it; None if no shop stands on a named street. Of two streets with
    as many, the first in alphabetical order.
    """
    counts = shop_streets(streets, shops).value_counts()
    counts = counts[counts.index.isin(streets["name"].dropna())]
    if counts.empty:
        return None
    return str(min(counts.index[counts == counts.max()]))


def centre(streets: gpd.GeoDataFrame, shops: gpd.GeoDataFrame) -> shapely.Point | None:
    """Place the centre: the point whose summed distance to the shops is the least.

    Without shops, the middle of the streets.

    Returns
    -------
    A point in the projection of the tables; None without shops or streets.

    References
    ----------
    E. Weiszfeld, Sur le point pour lequel la somme des distances de n points donnés est minimum,
    Tohoku Mathematical Journal 43, 1937, pp. 355-386.
    """
    if not shops.empty:
        places = shops.geometry.representative_point()
        return _median(np.column_stack([places.x, places.y]))
    if streets.empty:
        return None
    west, south, east, north = streets.total_bounds
    return shapely.Point((west + east) / 2, (south + north) / 2)


def _median(places: np.ndarray) -> shapely.Point:
    middle = places.mean(axis=0)
    for _ in range(STEPS):
        pull = 1 / np.maximum(np.hypot(*(places - middle).T), CLOSE_ENOUGH)
        moved = (places * pull[:, None]).sum(axis=0) / pull.sum()
        near = np.hypot(*(moved - middle)) < CLOSE_ENOUGH
        middle = moved
        if near:
            break
    return shapely.Point(middle)
