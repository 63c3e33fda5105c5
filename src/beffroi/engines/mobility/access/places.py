"""Places: what people find within half an hour, the farther the less, and shared with others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import Mode, Points, parameter
from beffroi.engines.mobility.access.opportunities import opportunities
from beffroi.engines.mobility.access.squares import gathered
from beffroi.engines.mobility.inputs import Inputs
from beffroi.kernels.floating_catchment import two_step
from beffroi.kernels.inequality import quantiles
from beffroi.kernels.opportunities import cumulative, gravity

Floats = npt.NDArray[np.float64]
HALF_HOUR = 30.0
"""Minutes within which a place counts as reached. [min]"""
FAMILIES = ("food", "shops", "health", "schools", "stations")
JOBS = "jobs"
COUNTED: tuple[Mode, ...] = ("walk", "transit", "car")
HALF, TAILS = 0.5, (0.025, 0.975)
DRAWS, SEED = 200, 1
"""Ways of sharing the jobs among workplaces that are tried, and where they start."""


@dataclass(frozen=True)
class Gathered:
    """Places of all families, gathered in squares.

    Attributes
    ----------
    points
        Squares that hold some.
    families
        Families of which the map holds a place; ``jobs`` where they are known.
    weights : (n_points, n_families)
        How many each square holds. [place], [job]
    workplaces : (n_points,)
        Workplaces of each square; zeros where jobs are unknown.
    """

    points: Points
    families: tuple[str, ...]
    weights: Floats
    workplaces: Floats


@dataclass(frozen=True)
class Found:
    """What each square finds.

    Attributes
    ----------
    families
        As in `Gathered`.
    within, weighed
        By mode, (n_squares, n_families): how many lie within half an hour, and how many in all,
        the farther the less. [place], [job]
    without_car
        (n_squares, n_families): within half an hour on foot or by public transport.
    catchment
        (n_squares, n_families): places for each inhabitant within half an hour without a car, given
        who else comes to them. [place/person]
    jobs_interval
        By mode, bounds of the median of jobs within half an hour, over ways of sharing them among
        workplaces; empty where jobs are unknown. [job]
    """

    families: tuple[str, ...]
    within: Mapping[Mode, Floats]
    weighed: Mapping[Mode, Floats]
    without_car: Floats
    catchment: Floats
    jobs_interval: Mapping[Mode, tuple[float, float]]

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Say which column each family has."""
        return {family: n for n, family in enumerate(self.families)}


def gathered_places(inputs: Inputs) -> Gathered | None:
    """Gather the places of all families, and the jobs, in squares.

    Jobs are shared out evenly among the workplaces that the map holds.

    Returns
    -------
    None where the map holds none.
    """
    listed: dict[str, Points] = {}
    for family in FAMILIES:
        found = opportunities(family, inputs.shops, inputs.amenities, inputs.timetables)
        if found is not None:
            listed[family] = gathered(found)
    work = inputs.work
    if work is not None and len(work.places):
        inside = work.places.geometry.representative_point()
        each = np.full(len(inside), work.jobs / len(inside))
        ids = np.arange(len(inside)).astype(object)
        listed[JOBS] = gathered(Points(ids, inside.x.to_numpy(), inside.y.to_numpy(), each))
    if not listed:
        return None
    every = _all_of(list(listed.values()))
    row = {id_: n for n, id_ in enumerate(every.ids)}
    weights = np.zeros((len(every), len(listed)))
    for n, points in enumerate(listed.values()):
        weights[[row[id_] for id_ in points.ids], n] = points.weight
    workplaces = np.zeros(len(every))
    if work is not None and JOBS in listed:
        workplaces = weights[:, -1] * len(work.places) / work.jobs
    return Gathered(every, tuple(listed), weights, workplaces)


def _all_of(parts: Sequence[Points]) -> Points:
    """Merge the squares of several families: one point each."""
    ids, x, y, weight = (np.concatenate([getattr(part, name) for part in parts])
                         for name in ("ids", "x", "y", "weight"))  # fmt: skip
    return gathered(Points(ids, x, y, weight))


def found_places(squares: Points, places: Gathered, minutes: Mapping[Mode, Floats]) -> Found:
    """Count what each square finds.

    Parameters
    ----------
    squares
        Where people live.
    places
        From `gathered_places`.
    minutes
        By mode, (n_squares, n_points): infinite beyond an hour, NaN off the streets. [min]
    """
    shown = {mode: minutes[mode] for mode in COUNTED if mode in minutes}
    free = [times for mode, times in shown.items() if mode != "car"]
    best = np.min(free, axis=0)
    known = ~np.isnan(best).any(axis=1)
    catchment = np.full((len(squares), len(places.families)), np.nan)
    pull = (best[known] <= HALF_HOUR).astype(float)
    for n in range(len(places.families)):
        catchment[known, n], _ = two_step(pull, places.weights[:, n], squares.weight[known])
    return Found(
        places.families,
        {mode: cumulative(t, places.weights, within=HALF_HOUR) for mode, t in shown.items()},
        {mode: gravity(t, places.weights, half_life=_half_life(mode)) for mode, t in shown.items()},
        cumulative(best, places.weights, within=HALF_HOUR),
        catchment,
        {mode: _jobs_between(t, squares, places) for mode, t in shown.items()}
        if JOBS in places.families else {},
    )  # fmt: skip


def _half_life(mode: Mode) -> float:
    return parameter("half_life_walk" if mode == "walk" else "half_life_vehicle")


def _jobs_between(minutes: Floats, squares: Points, places: Gathered) -> tuple[float, float]:
    """Bound the median of jobs in reach: workplaces are given sizes at random, and jobs by size."""
    rng, spread = np.random.default_rng(SEED), parameter("job_spread")
    jobs = float(places.weights[:, -1].sum())
    counts = np.rint(places.workplaces).astype(np.int64)
    square = np.repeat(np.arange(len(counts)), counts)
    sizes = np.exp(spread * rng.standard_normal((DRAWS, len(square))))
    held = np.stack([np.bincount(square, row, len(counts)) for row in sizes], axis=1)
    reached = cumulative(minutes, jobs * held / held.sum(axis=0), within=HALF_HOUR)
    medians = [quantiles(column, squares.weight, HALF)[0] for column in reached.T]
    low, high = np.round(np.quantile(medians, TAILS), 6)
    return float(low), float(high)
