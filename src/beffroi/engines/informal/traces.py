"""Traces: cleaned stretches of rides, and rides laid along the lines that they show."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.published import Plane

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """Stretches of rides, each in one direction between two places where it turned or ended.

    Attributes
    ----------
    plane
        The metres in which they are measured.
    ride_ids
        The ride that each stretch is part of, `n_traces` of them.
    indptr : (n_traces + 1,)
        Where the fixes of each begin.
    fix : (n,)
        `fix_id` of each fix in the table of fixes.
    time : (n,)
        Rising within a trace, or NaN throughout it: since 1970. [s]
    points : (n, 2)
        Smoothed where there are times. [m]
    sigma : (n,)
        Standard error of each as recorded. [m]
    """

    plane: Plane
    ride_ids: tuple[str, ...]
    indptr: Ints
    fix: Ints
    time: Floats
    points: Floats
    sigma: Floats

    def of(self, trace: int) -> slice:
        """Return where the fixes of a trace are."""
        return slice(int(self.indptr[trace]), int(self.indptr[trace + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Traces laid along the shapes of the variants that they show.

    Attributes
    ----------
    traces
        The traces.
    lines
        By variant, its shape: `(n_points, 2)` each. [m]
    route : (n_variants,)
        Number of the line of each variant.
    variant : (n_traces,)
        Number of the variant of each trace, -1 where it shows none.
    along, off : (n,)
        Length of the shape up to each fix, and distance from it; NaN off the shape or where the
        trace shows no variant. [m]
    """

    traces: Traces
    lines: tuple[Floats, ...]
    route: Ints
    variant: Ints
    along: Floats
    off: Floats
