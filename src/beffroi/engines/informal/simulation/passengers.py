"""Who gets on and off, where, and what each pays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.simulation.options import Options, parameter

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Passengers:
    """The passengers of a ride.

    Attributes
    ----------
    on, off : (n_passengers,)
        Ranks of the stops where each gets on and off.
    """

    on: Ints
    off: Ints

    def counted(self, n_stops: int) -> tuple[Ints, Ints]:
        """Count boardings and alightings by stop."""
        return np.bincount(self.on, minlength=n_stops), np.bincount(self.off, minlength=n_stops)


def passengers(
    served: npt.NDArray[np.bool_], options: Options, draw: np.random.Generator
) -> Passengers:
    """Draw the passengers of a ride.

    Each stop served gives `boarding_rate` of them on average, a terminal where vehicles fill gives
    `seats`; each rides `trip_stops` stops on average and gets off where the vehicle serves one, at
    the last stop at the latest. Nobody gets on at the last.
    """
    ranks = np.flatnonzero(served)
    means = np.full(len(ranks), parameter("boarding_rate"))
    means[-1] = 0.0
    n_on = draw.poisson(means)
    if options.fill_and_go:
        n_on[0] = int(parameter("seats"))
    on = np.repeat(np.arange(len(ranks)), n_on)
    ridden = draw.geometric(1 / parameter("trip_stops"), len(on))
    off = np.minimum(on + ridden, len(ranks) - 1)
    return Passengers(ranks[on], ranks[off])
