"""Parameters: what drivers are taken to be like, with the bounds that are drawn."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from beffroi.engines.parking.scenarios.supply import PROFILES

PARAMETERS = Path(__file__).parent / "parameters.toml"


@dataclass(frozen=True, slots=True)
class Profile:
    """What drivers of one kind are like.

    Attributes
    ----------
    name
        One of `supply.PROFILES`.
    stay, shape
        Mean stay, > 0, and shape of its gamma law, > 0. [h], [1]
    time
        Worth of an hour, > 0. [€/h]
    walking
        Minutes at the wheel that one on foot is worth, > 0. [1]
    patience
        Minutes that a driver is ready to search, > 0. [min]
    elsewhere
        Share of the trips that today go elsewhere or by other means, in (0, 1). [1]
    """

    name: str
    stay: float
    shape: float
    time: float
    walking: float
    patience: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a town's drivers are taken to be like, in one draw or at the middle.

    Attributes
    ----------
    profiles
        Drivers by kind.
    scale
        How sharply they choose: how many times more drivers choose a place that costs one euro
        less, as a logarithm, > 0. [1/€]
    attempt
        Time to try the next space, > 0. [min]
    searching
        Minutes at the wheel that a minute of search is worth, > 0. [1]
    giving_up
        Cost of not having parked, >= 0. [€]
    honesty
        Share who pay whatever the risk. [1]
    demand
        Drivers, over what is given. [1]
    """

    profiles: tuple[Profile, ...]
    scale: float
    attempt: float
    searching: float
    giving_up: float
    honesty: float
    demand: float


@cache
def entries() -> dict[str, dict[str, Any]]:
    """Read the parameters: value, unit, date and source of each."""
    return tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))


def bounds(name: str) -> tuple[float, float, float]:
    """Return the least, usual and largest value of a parameter, in its unit.

    Examples
    --------
    >>> bounds("walking")
    (2.0, 2.5, 3.0)
    """
    value = entries()[name]["value"]
    low, usual, high = value if isinstance(value, list) else (value, value, value)
    return float(low), float(usual), float(high)


def parameter(name: str) -> float:
    """Return the usual value of a parameter, in its unit.

    Examples
    --------
    >>> parameter("classes")
    6.0
    """
    return bounds(name)[1]


def drawn(name: str, draw: np.random.Generator | None) -> float:
    """Draw a parameter from the triangle between its bounds; its usual value without a draw."""
    low, usual, high = bounds(name)
    return usual if draw is None or low >= high else float(draw.triangular(low, usual, high))


def behaviour(draw: np.random.Generator | None = None) -> Behaviour:
    """Return what drivers are taken to be like.

    Parameters
    ----------
    draw
        Draws every parameter between its bounds; None for the usual values.
    """
    shared = {name: drawn(name, draw) for name in
              ("time", "walking", "scale", "attempt", "searching", "giving_up", "honesty",
               "demand")}  # fmt: skip
    profiles = tuple(
        Profile(
            name=name, stay=parameter(f"stay_{name}"), shape=parameter(f"stay_shape_{name}"),
            time=shared["time"] * parameter(f"time_{name}"), walking=shared["walking"],
            patience=drawn(f"patience_{name}", draw), elsewhere=drawn(f"elsewhere_{name}", draw),
        )
        for name in PROFILES
    )  # fmt: skip
    return Behaviour(
        profiles, shared["scale"], shared["attempt"], shared["searching"], shared["giving_up"],
        shared["honesty"], shared["demand"],
    )  # fmt: skip
