"""The order of a walk: premises street by street, by number or along the street."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.commerce.register import addresses

NUMBERED = 0.8
"""Share of the premises of a street with a number from which numbers make the order. [1]"""
ODD, EVEN = "odd", "even"


def walk_order(premises: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> pd.DataFrame:
    """Put premises in the order of a walk.

    Where most of them have a number: the odd side, then the even side, by number. Elsewhere along
    the street, from its southern or western end.

    Parameters
    ----------
    premises
        Table `PREMISES`, in metres.
    streets
        Table `STREETS`, in the same projection.

    Returns
    -------
    Columns ``street`` (missing where no source names it) and ``side`` (``odd`` or ``even``, missing
    without a number), in the order of the walk: streets by name, those without a street last; the
    index is that of `premises`.
    """
    numbers = premises["housenumber"].map(addresses.number_key, na_action="ignore")
    numbers = numbers.astype("string").fillna("")
    value = pd.to_numeric(numbers.str.extract(r"^(\d+)")[0], errors="coerce")
    value = value.astype("Float64")
    side = (value % 2).map({1.0: ODD, 0.0: EVEN}).astype("string")
    along = _along(premises, streets)
    share = value.notna().groupby(premises["street"]).transform("mean")
    by_number = (share >= NUMBERED).fillna(value=False).to_numpy(dtype=bool)
    table = pd.DataFrame({
        "street": premises["street"],
        "side": side,
        "name_key": premises["street"].map(addresses.street_key, na_action="ignore"),
        "side_rank": np.where(by_number, side.map({ODD: 0, EVEN: 1}).fillna(2), 0),
        "rank": np.where(by_number, value.astype(float), along),
        "repeat": numbers,
        "along": along,
    }, index=premises.index)  # fmt: skip
    order = ["name_key", "street", "side_rank", "rank", "repeat", "along"]
    return table.sort_values(order, na_position="last", kind="stable")[["street", "side"]]


def _along(premises: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> np.ndarray:
    """Measure how far along the main direction of its street each premises stands."""
    along = np.full(len(premises), np.nan)
    shapes = premises.geometry.to_numpy()
    points = np.column_stack([shapely.get_x(shapes), shapely.get_y(shapes)])
    named = streets[streets["name"].notna()].groupby("name")
    lines = {name: group.geometry.to_numpy() for name, group in named}
    position = pd.Series(np.arange(len(premises)))
    for street, rows in position.groupby(premises["street"].to_numpy()):
        own = shapely.get_coordinates(lines.get(street, np.empty(0, dtype=object)))
        at = points[rows.to_numpy()]
        around = own if len(own) > 1 else at[np.isfinite(at).all(axis=1)]
        if len(around) > 1:
            along[rows.to_numpy()] = at @ _direction(around)
    return along


def _direction(points: np.ndarray) -> np.ndarray:
    """Give the unit vector along which points spread the most, towards the east or the north."""
    _, _, axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    axis: np.ndarray = axes[0]
    return axis if axis[np.argmax(np.abs(axis))] > 0 else -axis
