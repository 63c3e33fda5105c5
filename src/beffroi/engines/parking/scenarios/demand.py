"""Demand: drivers who come by car, by where they go, when, and who they are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.supply import PROFILES
from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """Drivers of a day.

    Attributes
    ----------
    arrivals : (n_cells, n_periods, n_profiles)
        Drivers who come by car today, >= 0. [vehicle]
    quarters : (n_cells,)
        Quarter of each cell, to say who loses; empty where unknown.

    Raises
    ------
    ShapeError
        If the arrays do not fit together or a number is negative or unknown.
    """

    arrivals: Floats
    quarters: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check the shapes."""
        fits = self.arrivals.ndim == 3 and self.arrivals.shape[2] == len(PROFILES)
        if not fits or len(self.quarters) != len(self.arrivals):
            raise ShapeError("Give arrivals by cell, period and profile, and a quarter a cell.")
        if not (np.isfinite(self.arrivals) & (self.arrivals >= 0)).all():
            raise ShapeError("Arrivals are 0 or more, and known.")
