"""Streets drawn and passed by: what passes see of known stays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.kernels.stays.fitting import Sightings

HOUR = 3_600.0
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Drawn:
    """What passes saw: first and last pass of each vehicle seen, and how many came between."""

    passes: Floats
    first: Ints
    last: Ints
    n_came: int


def passed_by(
    passes: Floats, mean: float, shape: float, *, seed: int, load: float = 160.0
) -> Drawn:
    """Draw 200 spaces taken at 80 % by gamma stays (hours), and pass by."""
    draw = np.random.default_rng(seed)
    starts, ends = passes[0] - 10 * mean, passes[-1]
    n = draw.poisson(load / mean * (ends - starts))
    arrival = draw.uniform(starts, ends, n)
    departure = arrival + draw.gamma(shape, mean / shape, n)
    first = np.searchsorted(passes, arrival)
    last = np.searchsorted(passes, departure) - 1
    seen = last >= first
    return Drawn(passes, first[seen], last[seen], int((first > 0).sum()))


def sightings(drawn: Drawn) -> Sightings:
    """Keep the vehicles that came after the first pass, as the fit wants them."""
    kept = drawn.first > 0
    first, last = drawn.first[kept], drawn.last[kept]
    at = drawn.passes
    nexts = np.append(at, np.inf)[last + 1]
    return Sightings(
        (at[first] - at[first - 1]) * HOUR,
        (at[last] - at[first]) * HOUR,
        (nexts - at[first]) * HOUR,
    )


def midpoint(drawn: Drawn) -> float:
    """Mean stay by the mid-point rule: half the least and the most that passes allow (hours)."""
    at, first, last = drawn.passes, drawn.first, drawn.last
    most = at[np.minimum(last + 1, len(at) - 1)] - at[np.maximum(first - 1, 0)]
    return float(((at[last] - at[first] + most) / 2).mean())
