"""Demand without a survey: drivers who come for shops, jobs and homes, by rates that are told."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.errors import InputError, ShapeError
from beffroi.foundation.language import Words

Floats = npt.NDArray[np.float64]
RATES = Path(__file__).parent / "demand.toml"
PROFILES = ("residents", "visitors", "workers")
KINDS = {"shop": "visitors", "amenity": "visitors", "job": "workers", "workplace": "workers",
         "inhabitant": "residents"}  # fmt: skip
"""Profile of the drivers that each kind of place brings."""
CELL = 100.0
"""Side of the cells in which drivers are gathered. [m]"""


@dataclass(frozen=True, slots=True)
class Rate:
    """Drivers who come by car and park in public, a day, for one place.

    Attributes
    ----------
    low, usual, high
        Least, usual and largest. [vehicle/day]
    source
        Where it comes from.
    """

    low: float
    usual: float
    high: float
    source: Words


@cache
def given() -> dict[str, dict[str, Any]]:
    """Read the rates: value, unit, date and source of each."""
    return tomllib.loads(RATES.read_text(encoding="utf-8"))


def rate(kind: str) -> Rate:
    """Return the rate of a kind of place.

    Examples
    --------
    >>> rate("shop").usual
    25.0
    """
    entry = given()[kind]
    low, usual, high = map(float, entry["value"])
    return Rate(low, usual, high, Words(**entry["source"]))


def hours(profile: str) -> Floats:
    """Return how the drivers of a profile are spread over the fifteen periods, (15,), sum 1. [1].

    Examples
    --------
    >>> int(hours("workers").argmax())
    1
    """
    shares = np.array(given()[f"hours_{profile}"]["value"], dtype=float)
    return np.asarray(shares / shares.sum())


def drivers(places: pd.DataFrame, *, cell: float = CELL) -> pd.DataFrame:
    """Estimate the drivers of a day, cell by cell.

    Parameters
    ----------
    places
        Columns ``x``, ``y`` [m], ``kind`` (of `KINDS`) and ``size`` (how many such there are, >= 0;
        unknown counts as one).
    cell
        Side of the cells, > 0. [m]

    Returns
    -------
    One row a cell: ``cell_id``, ``x``, ``y`` (mean of its places), and by profile the usual number
    of drivers a day, and ``_low``, ``_high`` its bounds. [vehicle/day]

    Raises
    ------
    InputError
        If a kind has no rate, or there is no place at all.
    ShapeError
        If the cell has no side.
    """
    if cell <= 0:
        raise ShapeError("A cell has a side above 0.")
    unknown = sorted(set(places["kind"]) - set(KINDS))
    if unknown:
        raise InputError("There is no rate for {kinds}: known are {names}.",
                         kinds=", ".join(unknown), names=", ".join(KINDS))  # fmt: skip
    if places.empty:
        raise InputError("Nobody can be expected: there is no shop, no job and no inhabitant.")
    kinds, rows = places["kind"].to_numpy(), np.floor(places[["x", "y"]].to_numpy() / cell)
    size = pd.to_numeric(places["size"], errors="coerce").fillna(1.0).to_numpy(dtype=float)
    _, which = np.unique(rows, axis=0, return_inverse=True)
    which = which.ravel()
    n = int(which.max()) + 1
    counts = np.bincount(which, minlength=n)
    table = pd.DataFrame({
        "cell_id": [f"c{k}" for k in range(n)],
        "x": np.bincount(which, places["x"], minlength=n) / counts,
        "y": np.bincount(which, places["y"], minlength=n) / counts,
    })  # fmt: skip
    for profile in PROFILES:
        for suffix, bound in (("", "usual"), ("_low", "low"), ("_high", "high")):
            each = np.array([getattr(rate(kind), bound) if KINDS[kind] == profile else 0.0
                             for kind in kinds])  # fmt: skip
            table[f"{profile}{suffix}"] = np.bincount(which, each * size, minlength=n)
    return table


def arrivals(table: pd.DataFrame) -> Floats:
    """Spread the drivers of a day over its periods, (n_cells, 15, 3), in the order of `PROFILES`.

    Parameters
    ----------
    table
        Columns of `PROFILES`: drivers a day, >= 0; unknown counts as none. [vehicle/day]
    """
    spread = [
        np.outer(pd.to_numeric(table[name]).fillna(0.0).to_numpy(dtype=float), hours(name))
        for name in PROFILES
    ]
    return np.stack(spread, axis=2)


def doubt(table: pd.DataFrame) -> tuple[float, float, float]:
    """Return the least, usual (1) and largest factor between the drivers told and the truth."""
    usual, low, high = (float(table[[f"{name}{suffix}" for name in PROFILES]].to_numpy().sum())
                        for suffix in ("", "_low", "_high"))  # fmt: skip
    return (low / usual, 1.0, high / usual) if usual > 0 else (1.0, 1.0, 1.0)
