"""Floating catchments: how much of a service there is for each, given who else comes to it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


def two_step(
    pull: npt.ArrayLike, supply: npt.ArrayLike, people: npt.ArrayLike
) -> tuple[Floats, Floats]:
    r"""Share services out among the people who can come to them.

    .. math:: R_j = \frac{S_j}{\sum_k P_k w_{kj}}, \qquad A_i = \sum_j R_j w_{ij}

    Parameters
    ----------
    pull : (n_homes, n_services)
        What each service means to each home, in [0, 1]: 1 within the catchment and 0 beyond in the
        two-step method (``minutes <= 30``), `stepped` in the enhanced one. [1]
    supply : (n_services,)
        Capacity :math:`S_j`, >= 0: doctors, places, floor. [any]
    people : (n_homes,)
        Inhabitants :math:`P_k`, >= 0. [person]

    Returns
    -------
    (n_homes,) and (n_services,)
        Supply for each inhabitant, and the ratio :math:`R_j` of each service, NaN where nobody
        can come to it (it adds nothing then). Summed over all inhabitants, what they have is what
        the services that someone can come to offer. [supply/person]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or something is negative or unknown.

    References
    ----------
    W. Luo, F. Wang, "Measures of Spatial Accessibility to Health Care in a GIS Environment",
    Environment and Planning B 30 (6), 2003, pp. 865-884, doi:10.1068/b29120. Enhanced: W. Luo,
    Y. Qi, Health & Place 15 (4), 2009, pp. 1100-1107, doi:10.1016/j.healthplace.2009.06.002.

    Examples
    --------
    One doctor for two homes of 400 and 100 people, and one for the second home alone:

    >>> two_step([[1.0, 0.0], [1.0, 1.0]], [1.0, 1.0], [400.0, 100.0])[0]
    array([0.002, 0.012])
    """
    w, s, p = (np.asarray(given, np.float64) for given in (pull, supply, people))
    if w.ndim != 2 or w.shape != (*p.shape, *s.shape):
        raise ShapeError(
            "The pull is of shape {pull}, supply {supply}, people {people}: give one row for each "
            "home and one column for each service.",
            pull=w.shape,
            supply=s.shape,
            people=p.shape,
        )
    if not all((given >= 0).all() for given in (w, s, p)):
        raise ShapeError("Pull, supply and people must be known, and not negative.")
    demand = p @ w
    ratio = np.full(len(s), np.nan)
    np.divide(s, demand, out=ratio, where=demand > 0)
    return w @ np.nan_to_num(ratio), ratio


def stepped(minutes: npt.ArrayLike, ends: Sequence[float], shares: Sequence[float]) -> Floats:
    """Let a service count less from one band of minutes to the next.

    Parameters
    ----------
    minutes : any shape
        Travel times, infinite out of reach; unknown ones count as out of reach. [min]
    ends
        Upper end of each band, rising. [min]
    shares
        What a service counts in each band, in [0, 1].

    Returns
    -------
    As `minutes`
        Shares, 0 beyond the last band. [1]

    Raises
    ------
    ShapeError
        If there is not one share for each band, or the ends do not rise.

    References
    ----------
    W. Luo, Y. Qi, "An enhanced two-step floating catchment area (E2SFCA) method for measuring
    spatial accessibility to primary care physicians", Health & Place 15 (4), 2009, pp. 1100-1107:
    bands of 10 minutes up to 30, shares 1, 0.68 and 0.22.

    Examples
    --------
    >>> stepped([10.0, 12.0, 31.0], [10.0, 20.0, 30.0], [1.0, 0.68, 0.22])
    array([1.  , 0.68, 0.  ])
    """
    bounds, values = np.asarray(ends, np.float64), np.asarray(shares, np.float64)
    if bounds.ndim != 1 or bounds.shape != values.shape or (np.diff(bounds) <= 0).any():
        raise ShapeError(
            "Bands end at {ends} and count {shares}: give one share for each end, rising.",
            ends=list(ends),
            shares=list(shares),
        )
    times = np.nan_to_num(np.asarray(minutes, np.float64), nan=np.inf)
    return np.append(values, 0.0)[np.searchsorted(bounds, times, side="left")]
