"""Zones of a catchment: from where the first six customers in ten come, the next two, and so on."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.commerce.catchment.market import Floats
from beffroi.engines.commerce.catchment.parameters import parameter

ZONES = ("primary", "secondary", "tertiary", "beyond")


def zones(customers: npt.ArrayLike, shares: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """Give each place its zone, from where customers come most readily.

    Places are taken from the highest share of their customers on; those that bring the first
    60 % of the customers are the primary zone, up to 80 % the secondary one, up to 95 % the
    tertiary one.

    Parameters
    ----------
    customers : (n_origins,)
        What each place brings, >= 0. [any]
    shares : (n_origins,)
        Share of its customers that come. [1]

    Returns
    -------
    (n_origins,)
        One of `ZONES`; ``beyond`` for what brings nothing.

    References
    ----------
    W. Applebaum, "Methods for Determining Store Trade Areas, Market Penetration, and Potential
    Sales", Journal of Marketing Research 3 (2), 1966, pp. 127-141,
    doi:10.1177/002224376600300202.

    Examples
    --------
    >>> zones([50.0, 20.0, 15.0, 15.0], [0.9, 0.5, 0.4, 0.1]).tolist()
    ['primary', 'primary', 'secondary', 'tertiary']
    """
    brought, share = np.asarray(customers, np.float64), np.asarray(shares, np.float64)
    found = np.full(len(brought), ZONES[-1], dtype=object)
    total = brought.sum()
    if total <= 0:
        return found
    order = np.argsort(-share, kind="stable")
    before = (np.cumsum(brought[order]) - brought[order]) / total
    ends = np.array([parameter(name) for name in ZONES[:-1]])
    names = np.array(ZONES, dtype=object)
    found[order] = names[np.searchsorted(ends, before + 1e-12, side="right")]
    found[brought <= 0] = ZONES[-1]
    return found


def brought(customers: Floats, zone: npt.NDArray[np.object_]) -> dict[str, float]:
    """Share of the customers that come from each zone."""
    total = float(customers.sum())
    return {
        name: float(customers[zone == name].sum()) / total if total > 0 else np.nan
        for name in ZONES
    }
