"""Coverage: the people and the jobs within a walk of a stop of each class of service."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.service.day_types import KINDS
from beffroi.engines.mobility.service.norms import numbers

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Weighed:
    """Places with what they hold.

    Attributes
    ----------
    weight
        (n_places,) people or jobs. [person], [job]
    inside
        (n_places,) whether each is in the perimeter.
    near
        Stops within walking distance, as `walking.walks` gives them.
    """

    weight: Floats
    inside: Flags
    near: pd.DataFrame


def coverage(held: Weighed, served: pd.DataFrame) -> pd.DataFrame:
    """Sum up what lies within each distance of a stop of each class, day type by day type.

    Parameters
    ----------
    held
        People, or jobs.
    served
        Columns `kind`, `stop` (as in `held.near`), `place_class` [departure/day].

    Returns
    -------
    One row for each `kind`, `area` (``map``, ``perimeter``), distance (`metres`) and class
    (`at_least`): `total`, within that distance of a stop of that class or better, and its `share`
    of the area, NaN where nobody is there. Classes are of places: a pole has that of its place.
    """
    near = held.near.merge(served, on="stop")
    areas = {"map": np.ones(len(held.inside), dtype=bool), "perimeter": held.inside}
    rows = [
        (kind, area, metres, at_least, *_summed(held.weight, inside, reached >= at_least))
        for kind in KINDS
        if kind in set(served["kind"])
        for metres in numbers("stop_distances")
        for reached in [_best(near[(near["kind"] == kind) & (near["metres"] <= metres)], held)]
        for area, inside in areas.items()
        for at_least in numbers("classes")
    ]
    return pd.DataFrame(rows, columns=["kind", "area", "metres", "at_least", "total", "share"])


def _best(near: pd.DataFrame, held: Weighed) -> Floats:
    """Give each place the best class of the stops near it; 0 where there is none."""
    best = np.zeros(len(held.weight))
    highest = near.groupby("origin")["place_class"].max()
    best[highest.index.to_numpy(dtype=np.int64)] = highest.to_numpy()
    return best


def _summed(weight: Floats, inside: Flags, covered: Flags) -> tuple[float, float]:
    whole = float(weight[inside].sum())
    total = float(weight[inside & covered].sum())
    return total, total / whole if whole > 0 else np.nan
