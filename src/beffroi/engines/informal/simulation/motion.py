"""How a vehicle moves between halts: it speeds up, cruises and brakes, within the time it has."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.simulation.options import parameter

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Where a vehicle is at each instant.

    Attributes
    ----------
    where : (n_halts,)
        Length from the start of the line to each halt, growing. [m]
    arrives, leaves : (n_halts,)
        When it stops there and starts again. [s]
    """

    where: Floats
    arrives: Floats
    leaves: Floats

    def at(self, times: Floats) -> Floats:
        """Find where the vehicle is, before and after the ride at its ends [m].

        Examples
        --------
        >>> Motion(np.array([0.0, 100.0]), np.array([0.0, 20.0]), np.array([5.0, 30.0])).at(
        ...     np.array([2.0, 12.5, 99.0])).tolist()
        [0.0, 50.0, 100.0]
        """
        rank = np.clip(np.searchsorted(self.leaves, times, side="right") - 1, 0, None)
        rank = np.minimum(rank, len(self.where) - 2)
        duration = self.arrives[rank + 1] - self.leaves[rank]
        elapsed = np.clip(times - self.leaves[rank], 0.0, duration)
        length = self.where[rank + 1] - self.where[rank]
        return self.where[rank] + _covered(length, duration, elapsed)

    def when(self, where: Floats) -> Floats:
        """Find when the vehicle passes lengths from the start; at a halt, when it stops [s].

        Examples
        --------
        >>> motion = Motion(np.array([0.0, 100.0]), np.array([0.0, 20.0]), np.array([5.0, 30.0]))
        >>> motion.when(np.array([0.0, 50.0, 100.0])).round(6).tolist()
        [0.0, 12.5, 20.0]
        """
        rank = np.clip(np.searchsorted(self.where, where, side="left") - 1, 0, len(self.where) - 2)
        low, high = self.leaves[rank].copy(), self.arrives[rank + 1].copy()
        length = self.where[rank + 1] - self.where[rank]
        for _ in range(40):
            half = (low + high) / 2
            reached = self.where[rank] + _covered(
                length, self.arrives[rank + 1] - self.leaves[rank], half - self.leaves[rank]
            )
            low, high = np.where(reached < where, half, low), np.where(reached < where, high, half)
        return np.where(where <= self.where[0], self.arrives[0], high)


def _covered(length: Floats, duration: Floats, elapsed: Floats) -> Floats:
    """Measure what is covered of a length run in a time from rest to rest.

    The vehicle speeds up at `acceleration`, cruises and brakes likewise; where the time is too
    short for that, it speeds up for half of it, as strongly as it must.
    """
    gentle = parameter("acceleration")
    rise = gentle * duration
    room = rise**2 - 4 * gentle * length
    cruises = room > 0
    speed = np.where(cruises, (rise - np.sqrt(np.maximum(room, 0))) / 2, 0.0)
    strong = 4 * length / np.maximum(duration, 1e-9) ** 2
    force = np.where(cruises, gentle, strong)
    speed = np.where(cruises, speed, strong * duration / 2)
    ramp = speed / np.maximum(force, 1e-9)
    left = duration - elapsed
    rising = force * np.minimum(elapsed, ramp) ** 2 / 2
    cruising = speed * np.clip(elapsed - ramp, 0, np.maximum(duration - 2 * ramp, 0))
    falling = np.where(left < ramp, speed * ramp / 2 - force * left**2 / 2, 0.0)
    covered: Floats = np.clip(rising + cruising + falling, 0.0, length)
    return covered
