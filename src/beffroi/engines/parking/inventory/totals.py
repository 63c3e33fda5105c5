"""Totals of an inventory: spaces counted and estimated, with their interval, by rule."""

from dataclasses import dataclass

import pandas as pd

from beffroi.territory.parking import FORBIDDEN, KERB, REGISTERED, REGULATIONS, TAGGED

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
        Best estimate and bounds, of the places whose number is known; the bounds are those of the
        places added up, as if all erred the same way. [space]
    counted
        Of the spaces, those counted on the map or in the register. [space]
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
    """Add up the spaces of places.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`; rows all of the rule, where one is named.
    regulation
        The rule; empty for all.
    """
    is_counted = places["spaces_method"].isin([TAGGED, REGISTERED])
    return Total(
        regulation,
        len(places),
        float(places["spaces"].sum()),
        float(places["spaces_low"].sum()),
        float(places["spaces_high"].sum()),
        float(places.loc[is_counted, "spaces"].sum()),
        int(places["spaces"].isna().sum()),
    )


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
