"""Meters: hours paid by space and day, and how many of the vehicles seen had paid."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
HOUR = 3_600.0
NEAR_AN_HOUR = 300.0
"""Tickets whose length is that near to an hour are of an hour. [s]"""
LEAST_TICKETS = 5
"""Fewer tell no price."""


def revenue(paid_hours: float, rate: float, spaces: float, days: float) -> float:
    """Money that hours paid by space and day make.

    Parameters
    ----------
    paid_hours
        Hours paid by space and day (HPPJ), >= 0. [h/space/day]
    rate
        Price of an hour, >= 0. [€/h]
    spaces, days
        Spaces that are paid for, and days of payment. [space], [day]

    Examples
    --------
    >>> round(revenue(2, 1.20, 448, 300))
    322560
    """
    return paid_hours * rate * spaces * days


def paid_hours(money: float, rate: float, spaces: float, days: float) -> float:
    """Hours paid by space and day (*heures payées par place et par jour*, HPPJ), from the money.

    Free minutes and prices that grow with the stay are not in it: hours written on the tickets
    are better where there are some.

    Parameters
    ----------
    money
        What was paid. [€]
    rate, spaces, days
        As for `revenue`, above 0.

    Raises
    ------
    ShapeError
        If the rate, the spaces or the days are not above 0.

    Examples
    --------
    >>> round(paid_hours(322_560, 1.20, 448, 300), 9)
    2.0
    """
    if not (rate > 0 and spaces > 0 and days > 0):
        raise ShapeError("Give a rate, spaces and days above 0.")
    return money / (rate * spaces * days)


def ticket_hours(tickets: pd.DataFrame, spaces: float, days: float) -> float | None:
    """Hours paid by space and day, from the beginnings and ends of tickets.

    Parameters
    ----------
    tickets
        Table `METER_TICKETS`.
    spaces, days
        Above 0.

    Returns
    -------
    None where the end of a ticket is unknown.
    """
    if tickets["end"].isna().any() or not len(tickets):
        return None
    hours = float((tickets["end"] - tickets["start"]).sum()) / HOUR
    return hours / (spaces * days)


def first_hour(tickets: pd.DataFrame) -> tuple[float | None, int]:
    """Give the price of an hour, as those who bought one paid it.

    Parameters
    ----------
    tickets
        Table `METER_TICKETS`.

    Returns
    -------
    Median amount of the tickets whose length is an hour, within five minutes, and how many they
    are; None where there are fewer than five. [€]
    """
    length = (tickets["end"] - tickets["start"]).to_numpy(dtype=np.float64, na_value=np.nan)
    amount = tickets["amount"].to_numpy(dtype=np.float64, na_value=np.nan)
    own = amount[(np.abs(length - HOUR) <= NEAR_AN_HOUR) & (amount > 0)]
    return (float(np.median(own)) if len(own) >= LEAST_TICKETS else None), len(own)


def paid_share(tickets: pd.DataFrame, passes: pd.DataFrame) -> tuple[float, float, int] | None:
    """Compare the tickets that ran at each pass with the vehicles that stood there.

    Parameters
    ----------
    tickets
        Table `METER_TICKETS`, of the sections of the passes.
    passes
        Passes by paid sections: `time` [s] and `vehicles`; those at which nobody had to pay are
        to be left out.

    Returns
    -------
    Tickets running over vehicles seen, both, and the number of times compared; None without any
    vehicle, or where the end of a ticket is unknown. Above 1 where vehicles that had paid were
    gone.
    """
    if tickets["end"].isna().any() or not len(passes):
        return None
    seen = passes.groupby("time")["vehicles"].sum()
    at = seen.index.to_numpy(dtype=np.float64)
    start, end = (np.sort(tickets[c].to_numpy(dtype=np.float64)) for c in ("start", "end"))
    running = np.searchsorted(start, at, side="right") - np.searchsorted(end, at, side="right")
    vehicles = float(seen.sum())
    return (float(running.sum()), vehicles, len(at)) if vehicles else None
