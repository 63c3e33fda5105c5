"""Covering: where a few places serve as many people as any few could."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """The sites chosen, and what they serve.

    Attributes
    ----------
    sites : (n_chosen,)
        Positions of the sites, rising; none that serves nobody.
    covered : (n_demands,)
        Whether each demand is served by one of them.
    weight
        Sum of the weights served. [as weights]
    bound
        Weight that no choice of as many sites can exceed; above `weight` only where the solver
        ran out of time. [as weights]
    """

    sites: npt.NDArray[np.int64]
    covered: Flags
    weight: float
    bound: float

    @property
    def gap(self) -> float:
        """Share by which a better choice could exceed this one; 0 where it is proved best. [1]."""
        return (self.bound - self.weight) / self.weight if self.weight > 0 else 0.0


def best_cover(
    serves: Flags, weights: npt.ArrayLike, n_sites: int, *, seconds: float = 60.0
) -> Cover:
    r"""Choose sites that serve the most weight: the maximal covering location problem.

    .. math:: \max \sum_i w_i y_i, \quad y_i \le \sum_{j \in N_i} x_j, \quad \sum_j x_j \le p

    Parameters
    ----------
    serves : (n_sites, n_demands)
        Whether each site serves each demand.
    weights : (n_demands,)
        Weight of each demand, >= 0. [any]
    n_sites
        Most sites to choose, >= 0.
    seconds
        Longest time given to the solver. [s]

    Returns
    -------
    An optimal choice (or, after `seconds`, the best one found, with its bound).

    Raises
    ------
    ShapeError
        If there is not one known weight >= 0 for each demand, or a negative number of sites.

    References
    ----------
    R. Church, C. ReVelle, The maximal covering location problem, Papers of the Regional Science
    Association 32, 1974, pp. 101-118, doi:10.1007/BF01942293. Solved by HiGHS through SciPy.

    Examples
    --------
    >>> serves = np.array([[True, True, False], [False, True, True], [False, False, True]])
    >>> best_cover(serves, [3.0, 1.0, 4.0], 1).sites.tolist()
    [1]
    """
    people = np.asarray(weights, dtype=np.float64)
    _check(serves, people, n_sites)
    useful = np.flatnonzero((serves & (people > 0)).any(axis=1))
    wanted = np.flatnonzero(serves.any(axis=0) & (people > 0))
    if not n_sites or not len(useful):
        return _cover(serves, people, useful[:0], 0.0)
    if n_sites >= len(useful):
        return _cover(serves, people, useful, float(people[wanted].sum()))
    found, bound = _solved(serves[np.ix_(useful, wanted)], people[wanted], n_sites, seconds)
    return _cover(serves, people, useful[found], bound)


def cover_curve(serves: Flags, weights: npt.ArrayLike, most: int) -> list[Cover]:
    """Give the best choice of one site, of two, up to a number; it ends where nobody is gained.

    Parameters
    ----------
    serves, weights
        As for `best_cover`.
    most
        Most sites to choose.
    """
    curve: list[Cover] = []
    for n_sites in range(1, most + 1):
        best = best_cover(serves, weights, n_sites)
        if best.weight <= (curve[-1].weight if curve else 0.0):
            break
        curve.append(best)
    return curve


def _check(serves: Flags, weights: Floats, n_sites: int) -> None:
    if serves.ndim != 2 or weights.shape != serves.shape[1:]:
        raise ShapeError(
            "Weights are of shape {found} for sites by demands {serves}: give one weight for "
            "each demand.",
            found=weights.shape,
            serves=serves.shape,
        )
    if not (np.isfinite(weights) & (weights >= 0)).all() or n_sites < 0:
        raise ShapeError(
            "Weights and the number of sites must be known and at least zero: leave out what is "
            "not known, and say so."
        )


def _solved(
    serves: Flags, weights: Floats, n_sites: int, seconds: float
) -> tuple[npt.NDArray[np.int64], float]:
    """Solve with HiGHS: the sites are whole, what they serve follows."""
    n, m = serves.shape
    linked = hstack([csr_array(-serves.T.astype(np.float64)), eye_array(m)])
    counted = csr_array(np.concatenate([np.ones(n), np.zeros(m)])[None])
    most = np.concatenate([np.zeros(m), [float(n_sites)]])
    solved = milp(
        np.concatenate([np.zeros(n), -weights]),
        constraints=LinearConstraint(vstack([linked, counted]), ub=most),
        bounds=Bounds(0, 1),
        integrality=np.concatenate([np.ones(n), np.zeros(m)]),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    chosen = np.zeros(n) if solved.x is None else solved.x[:n]
    bound = solved.mip_dual_bound
    return np.flatnonzero(chosen > 0.5), float(weights.sum() if bound is None else -bound)


def _cover(serves: Flags, weights: Floats, sites: npt.NDArray[np.int64], bound: float) -> Cover:
    covered = np.asarray(serves[sites].any(axis=0), dtype=np.bool_)
    weight = float(weights[covered].sum())
    return Cover(np.sort(sites), covered, weight, max(weight, bound))
