"""The measures of a drawn town: how wide, how dense and how many, for so many inhabitants."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import InputError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LEAST, MOST = 5_000, 600_000
"""Sizes of town that are drawn. [inhabitants]"""

DENSITY = 2_850.0
"""Inhabitants of the built-up area by square kilometre, as in French towns of this size. [1/km²]"""

ROOMS = ("terrain", "blocks", "quarters", "streets", "houses", "trade", "parking", "transit",
         "people", "names", "landmarks", "voices",
         "maturity", "lives")  # fmt: skip
"""The rooms of the drawing that throw dice, each with dice of its own."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the number of inhabitants and the seed settle before anything is drawn.

    Attributes
    ----------
    inhabitants
        Municipal population. [person]
    seed
        Which town of that size.
    """

    inhabitants: int
    seed: int

    def dice(self, room: str) -> np.random.Generator:
        """Return the dice of one room, the same for the same town on every machine."""
        return np.random.default_rng([self.seed, self.inhabitants, ROOMS.index(room)])

    @property
    def scale(self) -> float:
        """Size relative to a town of 20,000."""
        return self.inhabitants / 20_000

    @property
    def radius(self) -> float:
        """Radius of the built-up area, in metres."""
        return float(1000 * np.sqrt(self.inhabitants / DENSITY / np.pi))

    @property
    def centre_radius(self) -> float:
        """Radius of the old centre, inside its former ramparts, in metres."""
        return float(275 * self.scale**0.27)

    @property
    def faubourg_radius(self) -> float:
        """Radius within which streets are built in rows, in metres."""
        return self.centre_radius + 0.30 * (self.radius - self.centre_radius)

    @property
    def river_width(self) -> float:
        """Width of the river, in metres."""
        return float(26 * self.scale**0.25)

    @property
    def n_radials(self) -> int:
        """Roads that leave the town."""
        return int(np.clip(round(7 + 1.3 * np.log2(self.scale)), 6, 11))

    @property
    def n_bus_lines(self) -> int:
        """Lines of the urban network."""
        return int(np.clip(round(4 + 1.2 * np.log2(self.scale)), 3, 8))

    @property
    def n_premises(self) -> int:
        """Ground floors meant for trade, vacant or not."""
        return round(self.inhabitants / 68)


def measures(inhabitants: int, seed: int) -> Measures:
    """Settle the measures of a town.

    Raises
    ------
    InputError
        If no town of that size is drawn, or the seed is negative.

    Examples
    --------
    >>> measures(20_000, 1).n_radials
    7
    """
    if not LEAST <= inhabitants <= MOST:
        raise InputError(
            "A town of {inhabitants} inhabitants cannot be drawn: give from {least} to {most}.",
            inhabitants=inhabitants,
            least=LEAST,
            most=MOST,
        )
    if seed < 0:
        raise InputError(
            "Seed {seed} is negative: give a whole number from 0 on.",
            seed=seed,
        )
    return Measures(inhabitants, seed)
