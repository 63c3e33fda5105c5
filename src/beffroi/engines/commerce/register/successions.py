"""Successions: which establishments followed each other at an address."""

from typing import Any

import numpy as np
import pandas as pd

from beffroi.engines.commerce.families import OTHER, OUTSIDE, family
from beffroi.engines.commerce.register import addresses
from beffroi.territory.commerce import SUCCESSIONS

EARLY = pd.Timedelta(days=31)
"""How long before the end of one the next may have begun: dates are those of declarations. [day]"""
ACTIVE = "active"


def spans(establishments: pd.DataFrame, periods: pd.DataFrame | None) -> pd.DataFrame:
    """Say when each establishment was at work.

    Parameters
    ----------
    establishments
        Table `ESTABLISHMENTS`.
    periods
        Table `PERIODS`; None without a history, and the register's own dates then count.

    Returns
    -------
    Columns ``began`` and ``ended`` (first day closed), ISO 8601, by row of `establishments`;
    missing where the register lacks them, or where the establishment is active.
    """
    began, ended = establishments["created"], establishments["since"]
    ended = ended.where(establishments["state"] != ACTIVE)
    if periods is not None and len(periods):
        at_work = periods[periods["state"] == ACTIVE].groupby("siret")["begins"].min()
        began = establishments["siret"].map(at_work).astype("string").fillna(began)
        last = periods.sort_values("begins", na_position="first").groupby("siret").last()
        closed = last[last["state"] != ACTIVE]["begins"]
        told = establishments["siret"].map(closed).astype("string")
        ended = told.fillna(ended).where(establishments["state"] != ACTIVE)
    return pd.DataFrame({"began": began, "ended": ended}, dtype="string")


def successions(
    establishments: pd.DataFrame, periods: pd.DataFrame | None, *, table: str = "beffroi"
) -> pd.DataFrame:
    """List the establishments of each address where one trades, with who came next.

    Parameters
    ----------
    establishments
        Table `ESTABLISHMENTS`, active and closed.
    periods
        Table `PERIODS`, or None.
    table
        Table of families: those of activities that it does not count as shops are left out.

    Returns
    -------
    Table `SUCCESSIONS`, by street, number and first day. One number may hold several premises:
    ``together`` says how many others were at work there when one closed. An establishment that
    closed without saying so is still active.
    """
    split = addresses.split(establishments["address"])
    none = pd.Series(pd.NA, index=establishments.index, dtype="string")
    of = family(none, establishments["activity"], naf2025=establishments["activity_naf2025"],
                table=table)  # fmt: skip
    whole = pd.concat(
        [establishments[["siret", "activity"]], split, spans(establishments, periods)], axis=1
    ).assign(
        name=establishments["name"].fillna(establishments["firm"]),
        family=of,
        key=addresses.keys(split["housenumber"], split["street"]),
    )
    is_shop = of.notna() & ~of.isin([OTHER, OUTSIDE])
    kept = whole[is_shop & whole["key"].notna()].sort_values(["key", "began", "siret"])
    parts = [_followed(group) for _, group in kept.groupby("key", sort=True)]
    if not parts:
        return SUCCESSIONS.empty()
    return SUCCESSIONS.typed(pd.concat(parts).drop(columns="key").reset_index(drop=True))


def _followed(group: pd.DataFrame) -> pd.DataFrame:
    """Give each closed establishment of an address the next one to begin there."""
    began = pd.to_datetime(group["began"]).to_numpy()
    ended = pd.to_datetime(group["ended"]).to_numpy()
    following: list[Any] = []
    gaps, together = np.full(len(group), np.nan), np.zeros(len(group))
    for row, end in enumerate(ended):
        if np.isnat(end):
            following.append(pd.NA)
            continue
        comes = np.flatnonzero((began >= end - EARLY) & (np.arange(len(group)) != row))
        first = comes[np.argmin(began[comes])] if len(comes) else None
        following.append(pd.NA if first is None else group["siret"].iloc[first])
        if first is not None:
            gaps[row] = max((began[first] - end) / np.timedelta64(1, "D"), 0.0)
        together[row] = ((began < end) & (np.isnat(ended) | (ended > end))).sum()
    is_closed = pd.Series(~np.isnat(ended), index=group.index)
    return group.assign(
        next_siret=pd.Series(following, index=group.index, dtype="string"),
        gap=pd.Series(gaps, index=group.index).convert_dtypes(),
        together=pd.Series(together, index=group.index).where(is_closed),
    )
