"""What ground a space takes: a design rule, bent by the car parks that a map counts itself."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from beffroi.foundation.dated import dated_values

VALUES = Path(__file__).parent / "inventory.toml"
ALONG = frozenset(
    {"street_side", "lane", "on_kerb", "half_on_kerb", "inline", "lay_by", "layby", "shoulder"}
)
"""Kinds of `amenity=parking` that are bays along a street, not car parks."""
STACKED = frozenset({"multi-storey", "underground", "structure"})
"""Kinds whose ground says nothing of their spaces unless their levels are known."""
OPEN, BAYS = "space_area", "bay_area"
"""Values of ground: of a car park, its aisles included; of bays without an aisle."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground that a space takes.

    Attributes
    ----------
    best, least, most
        Median, and bounds between which nine in ten lie. [m²]
    n
        Car parks of the map that were counted and drawn, and bend the rule; 0 where none was.
    """

    best: float
    least: float
    most: float
    n: int


def is_along(car_parks: gpd.GeoDataFrame) -> pd.Series:
    """Say which rows of `CAR_PARKS` are bays along a street."""
    along: pd.Series = car_parks["kind"].isin(ALONG)
    return along


def is_narrow(geometry: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Say which areas are too narrow for an aisle: bays that open on a street.

    The width is that of the narrowest upright or tilted rectangle around them.
    """
    found = np.zeros(len(geometry), dtype=bool)
    drawn = np.flatnonzero(shapely.get_dimensions(geometry) == 2)
    for row in drawn:
        around = shapely.get_coordinates(shapely.minimum_rotated_rectangle(geometry[row]))
        sides = np.hypot(*np.diff(around[:3], axis=0).T)
        found[row] = sides.min() < dated_values(VALUES)["aisle_width"]
    return found


def is_stacked(car_parks: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Say which rows of `CAR_PARKS` are built on levels."""
    return np.asarray(car_parks["kind"].isin(STACKED).to_numpy(dtype=bool, na_value=False))


def is_bays(car_parks: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Say which rows of `CAR_PARKS`, in metres, are bays without an aisle of their own."""
    along = is_along(car_parks).to_numpy(dtype=bool, na_value=False)
    return (along | is_narrow(car_parks.geometry.to_numpy())) & ~is_stacked(car_parks)


def grounds(car_parks: gpd.GeoDataFrame) -> dict[str, Ground]:
    """Tell the ground of a space, in car parks and in bays, from the rule and from a map.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`, in metres.

    Returns
    -------
    `Ground` by `OPEN` and `BAYS`.
    """
    counted = (car_parks["capacity"].fillna(0) > 0) & car_parks["area"].notna()
    own = car_parks[(counted & ~is_stacked(car_parks)).to_numpy(dtype=bool)]
    each = (own["area"] / own["capacity"]).to_numpy(dtype=float)
    bays = is_bays(own)
    return {OPEN: ground(OPEN, each[~bays]), BAYS: ground(BAYS, each[bays])}


def ground(rule: str, each: NDArray[np.float64]) -> Ground:
    r"""Bend a rule of ground by what a town's own counts say.

    In logarithms, a town departs from the rule :math:`m` as a car park does from its town: both
    by chance, the town by a share :math:`\rho` of the variance. With :math:`n` of its car parks
    counted, of median :math:`y`, the town is put at
    :math:`m + w (y - m), w = n \rho / (n \rho + 1 - \rho)`, and the bounds of the rule draw
    nearer by :math:`\sqrt{\rho (1 - w) + 1 - \rho}`.

    Parameters
    ----------
    rule
        `OPEN` or `BAYS`.
    each : (n,)
        Ground a space of each car park counted and drawn; may be empty. [m²]

    References
    ----------
    Mean of a group among groups, normal errors: G. K. Robinson, "That BLUP is a good thing",
    Statistical Science 6 (1), 1991, pp. 15-32, doi:10.1214/ss/1177011926.

    Examples
    --------
    >>> ground("space_area", np.array([]))
    Ground(best=25.0, least=12.5, most=50.0, n=0)
    """
    values = dated_values(VALUES)
    best, least, most = (values[f"{rule}{end}"] for end in ("", "_low", "_high"))
    n, common = len(each), values["town_share"]
    if not n:
        return Ground(best, least, most, 0)
    weight = n * common / (n * common + 1 - common)
    own = best * float(np.median(each) / best) ** weight
    nearer = float(np.sqrt(common * (1 - weight) + 1 - common))
    return Ground(own, own * (least / best) ** nearer, own * (most / best) ** nearer, n)
