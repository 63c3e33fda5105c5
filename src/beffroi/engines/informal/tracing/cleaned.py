"""Fixes of rides in metres: those that can be believed, smoothed where they are timed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.tracing.norms import parameter
from beffroi.kernels.trajectory import judged, smoothed

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """Fixes that can be believed, by part: what a device wrote between two leaps.

    Attributes
    ----------
    indptr : (n_parts + 1,)
        Where the fixes of each part begin.
    ride : (n_parts,)
        Rank of the ride of each part in the table of rides.
    fix : (n,)
        `fix_id` of each.
    time : (n,)
        Rising within a part, or NaN throughout it. [s]
    points : (n, 2)
        Smoothed where there are times. [m]
    sigma : (n,)
        Standard error of each as recorded. [m]
    """

    indptr: Ints
    ride: Ints
    fix: Ints
    time: Floats
    points: Floats
    sigma: Floats


def around(lon: Floats, lat: Floats) -> Plane:
    """Choose the plane around the middle of some positions.

    Examples
    --------
    >>> around(np.array([1.0, 2.0, 9.0]), np.array([0.0, 0.0, 0.0]))
    Plane(lon=2.0, lat=0.0)
    """
    if not len(lon):
        return Plane(0.0, 0.0)
    return Plane(float(np.median(lon)), float(np.median(lat)))


def cleaned(
    fixes: pd.DataFrame, rides: pd.DataFrame, plane: Plane | None, *,
    afloat: npt.NDArray[np.bool_] | None = None,
) -> tuple[Plane, Cleaned]:  # fmt: skip
    """Clean and smooth the fixes of the rides that are not set aside.

    Parameters
    ----------
    fixes, rides
        Tables `FIXES` and `RIDES`. Marks are no fixes.
    plane
        Metres to measure in; around the middle of the fixes unless given.
    afloat : (n_rides,)
        Which rides go by boat, slower than vehicles; none if absent.

    Returns
    -------
    The plane and what can be believed.
    """
    rank, table = _kept(fixes, rides)
    columns = ["time", "lon", "lat", "accuracy_m"]
    time, lon, lat, accuracy = (
        table[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in columns
    )
    plane = plane or around(lon, lat)
    points = plane.metres(lon, lat)
    indptr = np.concatenate([[0], np.cumsum(np.bincount(rank, minlength=len(rides)))])
    boats = np.zeros(len(rides), dtype=bool) if afloat is None else afloat
    fastest = np.where(boats, parameter("most_speed_afloat"), parameter("most_speed"))
    found = judged(indptr, time, points[:, 0], points[:, 1], accuracy,
                   most_error=parameter("most_error"), most_speed=fastest)  # fmt: skip
    good = found.verdicts == 0
    parts = found.parts[good]
    begins = np.flatnonzero(np.diff(parts, prepend=-1))
    ends = np.append(begins, len(parts)).astype(np.int64)
    sigma = _sigma(accuracy[good])
    made = Cleaned(ends, rank[good][begins], table["fix_id"].to_numpy(np.int64)[good],
                   time[good], points[good], sigma)  # fmt: skip
    return plane, _smoothed(made)


def _kept(fixes: pd.DataFrame, rides: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
    """Take the fixes of rides in use, in order.

    Rides that have times give the fixes that have one; the times of the others are left out.
    """
    used = rides["state"].to_numpy(dtype=str) != "set_aside"
    ranks = pd.Series(np.arange(len(rides)), index=rides["ride_id"].to_numpy(dtype=str))
    rank = ranks.reindex(fixes["ride_id"].to_numpy(dtype=str)).fillna(-1).to_numpy(np.int64)
    timed = rides["has_time"].to_numpy(dtype=bool)
    plain = fixes["event"].isna().to_numpy() & (rank >= 0) & used[rank]
    known = np.isfinite(fixes["time"].to_numpy(dtype=np.float64, na_value=np.nan))
    kept = np.flatnonzero(plain & (known | ~timed[rank]))
    order = kept[np.lexsort([fixes["fix_id"].to_numpy(np.int64)[kept], rank[kept]])]
    table = fixes.iloc[order]
    untimed = ~timed[rank[order]]
    if untimed.any():
        table = table.assign(time=table["time"].mask(untimed))
    return rank[order], table


def _sigma(accuracy: Floats) -> Floats:
    """Turn radii of accuracy into standard errors on an axis. [m]."""
    said = np.maximum(accuracy / parameter("radius_in_sigmas"), parameter("least_sigma"))
    made: Floats = np.where(np.isfinite(accuracy), said, parameter("sigma"))
    return made


def _smoothed(parts: Cleaned) -> Cleaned:
    timed = np.isfinite(parts.time)
    if not timed.any():
        return parts
    owner = np.repeat(np.arange(len(parts.ride)), np.diff(parts.indptr))[timed]
    indptr = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(parts.ride)))])
    east, north = parts.points[timed].T
    x, y = smoothed(indptr.astype(np.int64), parts.time[timed], east, north, parts.sigma[timed],
                    jolt=parameter("jolt"))  # fmt: skip
    points = parts.points.copy()
    points[timed] = np.column_stack([x, y])
    return Cleaned(parts.indptr, parts.ride, parts.fix, parts.time, points, parts.sigma)
