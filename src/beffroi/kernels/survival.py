"""Survival: how long things last, when some are met in mid-life and some outlive the file."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincc

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A survival curve: a step at each age at which something ended.

    Attributes
    ----------
    ages : (n,)
        Ages, rising. [as given]
    at_risk, ended : (n,)
        Watched just before each age, and ended at it; not whole where delays are corrected. [1]
    survival, low, high : (n,)
        Share that outlives each age, and its pointwise interval. [1]
    first : float
        Age from which anything is watched at all: the share is of those who reach it. [as given]
    last : float
        Age until which something is watched: nothing is known beyond. [as given]
    """

    ages: Floats
    at_risk: Floats
    ended: Floats
    survival: Floats
    low: Floats
    high: Floats
    first: float
    last: float

    def at(self, ages: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
        """Read the curve: share that outlives each age, and its interval.

        Returns
        -------
        NaN before `first` (save 1 at that very age) and beyond `last`; the interval is NaN before
        the first end.
        """
        asked = np.asarray(ages, dtype=np.float64)
        rank = np.searchsorted(self.ages, asked, side="right")
        is_known = (asked >= self.first) & (asked <= self.last)
        read = (np.concatenate([[start], steps])[rank] for start, steps in
                ((1.0, self.survival), (np.nan, self.low), (np.nan, self.high)))  # fmt: skip
        share, low, high = (np.where(is_known, one, np.nan) for one in read)
        return share, low, high

    def median(self) -> float:
        """Give the first age that at most half outlive; NaN if more than half outlive all."""
        under = np.flatnonzero(self.survival <= 0.5 + 1e-12)
        return float(self.ages[under[0]]) if len(under) else float("nan")


def survival(
    entry: npt.ArrayLike,
    exit_: npt.ArrayLike,
    ended: npt.ArrayLike,
    told: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
) -> Curve:
    r"""Estimate survival from lives entered late, left early, and ends told with delay.

    .. math:: \hat S(t) = \prod_{t_j \le t} \Big(1 - \frac{D_j}{Y_j}\Big), \quad
              D_j = \sum_{t_i = t_j} \frac{1}{g_i}, \quad
              Y_j = \#\{e_i < t_j \le x_i\} - \sum_{i: t_i < t_j \le c_i} \Big(\frac{1}{g_i}-1\Big)

    Kaplan and Meier's product, where a life is at risk at :math:`t` from after its entry until its
    exit. An end that had a chance :math:`g_i` of being told by now stands for :math:`1/g_i` ends;
    those untold still pass for alive until the end :math:`c_i` of the watch over lives begun on
    that day, and are taken out of the risk set after their age.

    Parameters
    ----------
    entry : (n_lives,)
        Age at which a life is first watched (0 from its birth), >= 0. [any unit of time]
    exit_ : (n_lives,)
        Age at which it ended or was last watched, > entry. [same]
    ended : (n_lives,)
        Whether it ended.
    told : (n_lives, 2) or None
        Chance that its end was told by now, in (0, 1], and age :math:`c_i` at which the watch over
        it would have stopped; read where it ended alone. None: all ends are told at once.
    confidence
        Probability that the interval holds the true share at an age, in (0, 1). [1]

    Returns
    -------
    The curve. Its interval is Greenwood's, on the scale of log(-log): it stays within 0 and 1;
    with delays each end counts with the square of what it stands for.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, a life ends before it is watched, or a chance is none.

    References
    ----------
    E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53, 1958,
    pp. 457-481, doi:10.1080/01621459.1958.10501452. Late entry: W.-Y. Tsai, N. P. Jewell,
    M.-C. Wang, Biometrika 74, 1987, pp. 883-886, doi:10.1093/biomet/74.4.883. Interval:
    J. D. Kalbfleisch, R. L. Prentice, The statistical analysis of failure time data, 1980, p. 15.
    Delays: M. Pagano et al., "Regression analysis of censored and truncated data: estimating
    reporting-delay distributions", Biometrics 50, 1994, pp. 1203-1214, doi:10.2307/2533459, whose
    weights are used here.

    Examples
    --------
    >>> survival([0, 0, 0, 0], [1.0, 2.0, 2.0, 3.0], [True, True, False, True]).survival
    array([0.75, 0.5 , 0.  ])
    """
    lives = _lives(entry, exit_, ended)
    first, last, is_end = lives
    chance, watch = _told(told, lives)
    ages, rank = np.unique(last[is_end], return_inverse=True)
    weight = 1 / chance[is_end]
    gone, spread = (np.bincount(rank, weights=one, minlength=len(ages)).astype(np.float64)
                    for one in (weight, weight**2))  # fmt: skip
    ghosts = _present(last[is_end], watch[is_end], ages, weight - 1)
    risk = _present(first, last, ages, np.ones(len(first))) - ghosts
    risk = np.maximum(risk, gone)
    share = np.cumprod(1 - gone / risk).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        low, high = _interval(
            share, np.asarray(np.cumsum(spread / (risk * (risk - gone))), np.float64), confidence
        )
    least, most = (first.min(), last.max()) if len(first) else (np.nan, np.nan)
    return Curve(ages, risk, gone, share, low, high, float(least), float(most))


def _interval(share: Floats, variance: Floats, confidence: float) -> tuple[Floats, Floats]:
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    half = z * np.sqrt(variance) / np.abs(np.log(share))
    low, high = share ** np.exp(half), share ** np.exp(-half)
    is_over = share <= 0
    return np.where(is_over, np.nan, low), np.where(is_over, np.nan, high)


def log_rank(
    entry: npt.ArrayLike, exit_: npt.ArrayLike, ended: npt.ArrayLike, group: npt.ArrayLike
) -> tuple[float, float]:
    """Ask whether groups of lives last alike.

    Parameters
    ----------
    entry, exit_, ended
        As in `survival`.
    group : (n_lives,)
        Group of each life, whole numbers.

    Returns
    -------
    The statistic, chi-square with one degree of freedom fewer than groups, and the probability of
    one as large if all last alike; NaN for fewer than two groups or without an end. [1]

    Raises
    ------
    ShapeError
        As `survival`.

    References
    ----------
    N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its
    consideration", Cancer Chemotherapy Reports 50, 1966, pp. 163-170; R. Peto, J. Peto, 1972,
    doi:10.2307/2344317; with late entry, P. K. Andersen et al., Statistical models based on
    counting processes, 1993, V.2.

    Examples
    --------
    >>> [round(x, 4) for x in log_rank([0] * 4, [1, 2, 3, 4], [True] * 4, [0, 0, 1, 1])]
    [2.8824, 0.0896]
    """
    first, last, is_end = _lives(entry, exit_, ended)
    names, code = np.unique(np.asarray(group), return_inverse=True)
    ages, rank = np.unique(last[is_end], return_inverse=True)
    if len(names) < 2 or not len(ages):
        return float("nan"), float("nan")
    own = [_present(first[code == g], last[code == g], ages, np.ones((code == g).sum()))
           for g in range(len(names))]  # fmt: skip
    risk = np.stack(own, axis=1)
    gone = np.zeros(risk.shape)
    np.add.at(gone, (rank, code[is_end]), 1.0)
    whole, dead = risk.sum(axis=1), gone.sum(axis=1)
    excess = (gone - risk * (dead / whole)[:, None]).sum(axis=0)
    spare = np.divide(dead * (whole - dead), whole - 1, out=np.zeros_like(whole), where=whole > 1)
    share = risk / whole[:, None]
    spread = np.diag(share.T @ spare) - (share * spare[:, None]).T @ share
    found = excess[:-1] @ np.linalg.pinv(spread[:-1, :-1]) @ excess[:-1]
    return float(found), float(gammaincc((len(names) - 1) / 2, max(found, 0.0) / 2))


def _present(begins: Floats, ends: Floats, ages: Floats, weight: Floats) -> Floats:
    """Sum the weights of those that began before each age and end at it or later."""

    def until(bounds: Floats) -> Floats:
        order = np.argsort(bounds, kind="stable")
        sums = np.concatenate([[0.0], np.cumsum(weight[order])])
        return np.asarray(sums[np.searchsorted(bounds[order], ages, side="left")])

    return until(begins) - until(ends)


def _lives(
    entry: npt.ArrayLike, exit_: npt.ArrayLike, ended: npt.ArrayLike
) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    first, last = np.asarray(entry, np.float64), np.asarray(exit_, np.float64)
    is_end = np.asarray(ended, dtype=bool)
    if first.ndim != 1 or not first.shape == last.shape == is_end.shape:
        raise ShapeError(
            "Entries are of shape {entry}, exits {exit_}, ends {ended}: give one of each for each "
            "life.",
            entry=first.shape,
            exit_=last.shape,
            ended=is_end.shape,
        )
    if not ((first >= 0) & (first < last) & np.isfinite(last)).all():
        raise ShapeError("A life is watched from an age of 0 or more to a later one, both known.")
    return first, last, is_end


def _told(
    told: npt.ArrayLike | None, lives: tuple[Floats, Floats, npt.NDArray[np.bool_]]
) -> tuple[Floats, Floats]:
    _, last, is_end = lives
    if told is None:
        return np.ones(len(last)), last
    given = np.asarray(told, dtype=np.float64)
    if given.shape != (len(last), 2):
        raise ShapeError(
            "Chances of telling are of shape {told}: give two columns, one row for each life.",
            told=given.shape,
        )
    chance, watch = given.T
    if not ((chance > 0) & (chance <= 1) & (watch >= last))[is_end].all():
        raise ShapeError(
            "An end has a chance above 0 and up to 1 of being told, before the watch stops."
        )
    return chance, watch
