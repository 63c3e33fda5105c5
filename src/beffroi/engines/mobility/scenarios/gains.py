"""Gains: the people whom a scenario brings to the centre in time, or no longer."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.mobility.access.inputs import Points, parameter
from beffroi.engines.mobility.scenarios.changes import WITHIN
from beffroi.engines.mobility.scenarios.parameters import parameter as own_parameter

Floats = npt.NDArray[np.float64]
STATES = ("gained", "lost", "better", "worse", "same", "unknown")


@dataclass(frozen=True, eq=False)
class Gains:
    """Who gains and who loses, square by square.

    Attributes
    ----------
    squares
        Where people live.
    before, after : (n_squares,)
        Minutes to the centre without a car. [min]
    state : (n_squares,)
        One of `STATES`.
    within
        Minutes that those who gain or lose cross. [min]
    """

    squares: Points
    before: Floats
    after: Floats
    state: npt.NDArray[np.object_]
    within: int = WITHIN

    def people(self, state: str) -> float:
        """Count the people of the squares of a state."""
        return float(self.squares.weight[self.state == state].sum())

    @property
    def minutes(self) -> tuple[float, float]:
        """Minutes won and lost, summed over the people within an hour both times. [person·min]."""
        both_times = np.isfinite(self.before) & np.isfinite(self.after)
        won = np.zeros(len(self.before))
        won[both_times] = (self.before - np.where(both_times, self.after, 0.0))[both_times]
        people = self.squares.weight
        return (float((people * np.maximum(won, 0)).sum()),
                float((people * np.maximum(-won, 0)).sum()))  # fmt: skip


def gains(squares: Points, before: Floats, after: Floats, *, within: int = WITHIN) -> Gains:
    """Say what becomes of the people of each square.

    Parameters
    ----------
    squares
        Where people live.
    before, after : (n_squares,)
        Minutes to the centre without a car; infinite beyond an hour, NaN where unknown. [min]
    within
        Minutes within which the centre counts as reached, an hour at most. [min]

    Returns
    -------
    ``gained`` and ``lost`` cross `within`; the others are ``better`` or ``worse`` where the
    difference is noticed (`same_minutes`), else the ``same``; ``unknown`` where a time is.
    """
    known = ~(np.isnan(before) | np.isnan(after))
    with np.errstate(invalid="ignore"):
        change = np.where(before == after, 0.0, after - before)
        least = own_parameter("same_minutes")
        choices = [~known, (before > within) & (after <= within),
                   (before <= within) & (after > within), change < -least,
                   change > least]  # fmt: skip
    names = ["unknown", "gained", "lost", "better", "worse"]
    state = np.select(choices, names, default="same").astype(object)
    return Gains(squares, before, after, state, within)


def squares_table(found: Gains, scenario: str, *, epsg: int) -> gpd.GeoDataFrame:
    """List the squares with what becomes of their people.

    Returns
    -------
    Columns `scenario`, `square_id`, `x`, `y` [m], `population`, `minutes_before`,
    `minutes_after` (missing beyond an hour, or unknown) [min], `within` (what those who gain or
    lose cross) [min], `state`, and geometry: the square.
    """
    squares, side = found.squares, parameter("square")
    west, south = (np.floor(axis / side) * side for axis in (squares.x, squares.y))
    table = pd.DataFrame({
        "scenario": pd.Series([scenario] * len(squares), dtype="string"),
        "square_id": pd.Series(squares.ids, dtype="string"), "x": squares.x, "y": squares.y,
        "population": squares.weight,
        "minutes_before": np.where(np.isfinite(found.before), found.before, np.nan),
        "minutes_after": np.where(np.isfinite(found.after), found.after, np.nan),
        "within": found.within,
        "state": pd.Series(found.state, dtype="string"),
    })  # fmt: skip
    boxes = shapely.box(west, south, west + side, south + side)
    return gpd.GeoDataFrame(table, geometry=boxes, crs=epsg)
