"""Totals of an inventory: spaces counted and estimated, with their interval, by rule."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.foundation.dated import dated_values
from beffroi.territory.parking import (
    BY_AREA,
    DRAWN,
    FORBIDDEN,
    KERB,
    REGISTERED,
    REGULATIONS,
    TAGGED,
)

VALUES = Path(__file__).parent / "inventory.toml"
UNKNOWN = "unknown"
"""Rule of the places whose rule nobody told."""


@dataclass(frozen=True, slots=True)
class Total:
    """Spaces of some places.

    Attributes
    ----------
    regulation
        One of `territory.parking.REGULATIONS`, `UNKNOWN`, or empty for all.
    places
        How many places. [place]
    spaces, low, high
        Best estimate and bounds, of the places whose number is known. [space]
    counted
        Of the spaces, those counted on the map, drawn one by one, or in the register. [space]
    uncounted
        Places whose number is unknown. [place]
    """

    regulation: str
    places: int
    spaces: float
    low: float
    high: float
    counted: float
    uncounted: int


def total(places: pd.DataFrame, regulation: str = "") -> Total:
    r"""Add up the spaces of places, and their bounds.

    Places counted by length err the same way, as the length of a car does: their bounds add up.
    Those counted by area err each its way but for a share :math:`\rho` of the variance, that of
    the town: with :math:`d_i` from the estimate to the bound, the sum departs by
    :math:`\sqrt{\rho (\sum d_i)^2 + (1 - \rho) \sum d_i^2}`.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`; rows all of the rule, where one is named.
    regulation
        The rule; empty for all.
    """
    is_counted = places["spaces_method"].isin([TAGGED, REGISTERED, DRAWN])
    spaces = float(places["spaces"].sum())
    return Total(
        regulation,
        len(places),
        spaces,
        spaces - _departure(places, places["spaces"] - places["spaces_low"]),
        spaces + _departure(places, places["spaces_high"] - places["spaces"]),
        float(places.loc[is_counted, "spaces"].sum()),
        int(places["spaces"].isna().sum()),
    )


def _departure(places: pd.DataFrame, each: pd.Series) -> float:
    """Tell how far a sum may be from its estimate, from how far each place may be from its own."""
    common = dated_values(VALUES)["town_share"]
    far = each.to_numpy(dtype=float, na_value=0.0)
    by_area = places["spaces_method"].eq(BY_AREA).to_numpy(dtype=bool, na_value=False)
    ground = far[by_area]
    own = np.sqrt(common * ground.sum() ** 2 + (1 - common) * (ground**2).sum())
    return float(np.round(far[~by_area].sum() + own))


def totals(places: pd.DataFrame) -> tuple[Total, ...]:
    """Add up the spaces by rule, forbidden places left out; rules without a place are absent.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`.
    """
    rules = places["regulation"].fillna(UNKNOWN)
    return tuple(
        total(places[rules == rule], rule)
        for rule in (*REGULATIONS, UNKNOWN)
        if rule != FORBIDDEN and (rules == rule).any()
    )


def usable(places: pd.DataFrame) -> pd.DataFrame:
    """Keep the places where one may leave a car."""
    return places[places["regulation"].ne(FORBIDDEN).fillna(value=True).to_numpy(dtype=bool)]


def along_streets(places: pd.DataFrame) -> pd.DataFrame:
    """Keep the places along a kerb."""
    return places[places["kind"].eq(KERB).to_numpy(dtype=bool)]
