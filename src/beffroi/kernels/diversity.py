"""Diversity: how many kinds a crowd has, and how many of them matter."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
ORDERS = (0.0, 1.0, 2.0)
"""Orders of Hill's numbers: all kinds, the common ones, the dominant ones. [1]"""
DRAWS = 400
"""Crowds drawn to tell how far a diversity may be from the true one."""


def shannon(counts: npt.ArrayLike) -> float:
    r"""Measure diversity by Shannon's entropy, :math:`H = -\sum_i p_i \ln p_i`.

    Parameters
    ----------
    counts : (n_kinds,)
        Individuals of each kind, >= 0. [1]

    Returns
    -------
    From 0, where all are of one kind, to the logarithm of the number of kinds; NaN for nobody.
    [nat]

    Raises
    ------
    ShapeError
        If a count is negative, unknown or infinite.

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27,
    1948, pp. 379-423, doi:10.1002/j.1538-7305.1948.tb01338.x.

    Examples
    --------
    >>> round(shannon([40, 25, 15, 10, 6, 4]), 6)
    1.525476
    """
    share = _shares(counts)
    return float(-(share * np.log(share)).sum()) if len(share) else float("nan")


def evenness(counts: npt.ArrayLike) -> float:
    """Compare Shannon's entropy with that of as many kinds, all alike (Pielou).

    Parameters
    ----------
    counts
        As in `shannon`.

    Returns
    -------
    In (0, 1]; NaN for fewer than two kinds. [1]

    References
    ----------
    E. C. Pielou, "The measurement of diversity in different types of biological collections",
    Journal of Theoretical Biology 13, 1966, pp. 131-144, doi:10.1016/0022-5193(66)90013-0.

    Examples
    --------
    >>> round(evenness([40, 25, 15, 10, 6, 4]), 6)
    0.851384
    """
    n = len(_shares(counts))
    return shannon(counts) / float(np.log(n)) if n > 1 else float("nan")


def simpson(counts: npt.ArrayLike) -> float:
    r"""Give the chance that two, drawn with return, are not of one kind: :math:`1-\sum_i p_i^2`.

    Parameters
    ----------
    counts
        As in `shannon`.

    Returns
    -------
    In [0, 1); NaN for nobody. [1]

    References
    ----------
    E. H. Simpson, "Measurement of diversity", Nature 163, 1949, p. 688, doi:10.1038/163688a0.

    Examples
    --------
    >>> round(simpson([40, 25, 15, 10, 6, 4]), 4)
    0.7398
    """
    share = _shares(counts)
    return float(1 - (share**2).sum()) if len(share) else float("nan")


def hill_numbers(counts: npt.ArrayLike, orders: Sequence[float] = ORDERS) -> Floats:
    r"""Count the kinds, each order heeding the rare ones less than the one before.

    .. math:: {}^qD = \Big(\sum_i p_i^q\Big)^{1/(1-q)}, \qquad {}^1D = \exp H

    Parameters
    ----------
    counts
        As in `shannon`.
    orders : (n_orders,)
        Orders :math:`q`, >= 0. [1]

    Returns
    -------
    (n_orders,)
        Numbers of kinds, all alike, that would be as diverse; NaN for nobody. [kind]

    References
    ----------
    M. O. Hill, "Diversity and evenness: a unifying notation and its consequences", Ecology 54,
    1973, pp. 427-432, doi:10.2307/1934352.

    Examples
    --------
    >>> hill_numbers([40, 25, 15, 10, 6, 4]).round(6)
    array([6.      , 4.597332, 3.843198])
    """
    share = _shares(counts)
    if not len(share):
        return np.full(len(orders), np.nan)
    found = [np.exp(-(share * np.log(share)).sum()) if q == 1 else (share**q).sum() ** (1 / (1 - q))
             for q in orders]  # fmt: skip
    return np.array(found)


def rarefied(counts: npt.ArrayLike, drawn: int) -> Floats:
    r"""Give the diversity of so many individuals drawn from a crowd, to compare unequal crowds.

    .. math:: E[f_k] = \sum_i \binom{x_i}{k}\binom{n-x_i}{m-k} \Big/ \binom{n}{m}, \qquad
              {}^qD(m) = \Big(\sum_{k=1}^m (k/m)^q E[f_k]\Big)^{1/(1-q)}

    Parameters
    ----------
    counts : (n_kinds,)
        Individuals :math:`x_i` of each kind, whole numbers >= 0. [1]
    drawn
        Individuals drawn, :math:`m`, without return. [1]

    Returns
    -------
    (3,)
        Hill's numbers of orders 0 (Hurlbert's number of species), 1 and 2, expected; NaN where the
        crowd has fewer than `drawn`: nothing is made up beyond what was counted. [kind]

    Raises
    ------
    ShapeError
        If a count is negative or no whole number, or nobody is drawn.

    References
    ----------
    S. H. Hurlbert, "The nonconcept of species diversity", Ecology 52, 1971, pp. 577-586,
    doi:10.2307/1934145; A. Chao et al., "Rarefaction and extrapolation with Hill numbers",
    Ecological Monographs 84, 2014, pp. 45-67, doi:10.1890/13-0133.1, equations 4 and 5.

    Examples
    --------
    Two drawn of four, two of a kind: a chance of two thirds of two kinds.

    >>> rarefied([2, 2], 2).round(4)
    array([1.6667, 1.5874, 1.5   ])
    """
    held = np.asarray(counts, dtype=np.float64)
    _shares(held)
    if drawn < 1 or (held != np.round(held)).any():
        raise ShapeError("Draw at least one, from whole numbers of individuals.")
    whole = float(held.sum())
    if whole < drawn:
        return np.full(len(ORDERS), np.nan)
    k = np.arange(1, drawn + 1, dtype=np.float64)
    x = held[held > 0][:, None]
    expected = np.exp(_chooses(x, k) + _chooses(whole - x, drawn - k) - _chooses(whole, drawn))
    frequency, share = expected.sum(axis=0), k / drawn
    entropy = -(share * np.log(share) * frequency).sum()
    return np.array([frequency.sum(), np.exp(entropy), 1 / (share**2 * frequency).sum()])


def rarefied_error(counts: npt.ArrayLike, drawn: int, *, seed: int = 0) -> Floats:
    """Tell how far a rarefied diversity may be from that of the crowd behind the one counted.

    Parameters
    ----------
    counts, drawn
        As in `rarefied`.
    seed
        Of the draw of `DRAWS` crowds as large, kinds as frequent as those counted.

    Returns
    -------
    (3,)
        Standard errors; NaN where `rarefied` is. Kinds that nobody counted are unheeded. [kind]

    References
    ----------
    A. Chao et al., 2014, appendix G, without their estimate of the unseen kinds: families of
    shops are a closed list.
    """
    held = np.asarray(counts, dtype=np.float64)
    share = _shares(held)
    if held.sum() < drawn:
        return np.full(len(ORDERS), np.nan)
    dice = np.random.default_rng(seed)
    crowds = dice.multinomial(int(held.sum()), share, size=DRAWS)
    return np.asarray(np.std([rarefied(one, drawn) for one in crowds], axis=0, ddof=1))


def _chooses(n: npt.ArrayLike, k: npt.ArrayLike) -> Floats:
    """Give the logarithm of the binomial coefficient; minus infinity where nothing is chosen."""
    n, k = np.broadcast_arrays(np.asarray(n, np.float64), np.asarray(k, np.float64))
    is_some = (k >= 0) & (k <= n)
    chosen = np.where(is_some, k, 0.0)
    made = gammaln(n + 1) - gammaln(chosen + 1) - gammaln(n - chosen + 1)
    return np.where(is_some, made, -np.inf)


def _shares(counts: npt.ArrayLike) -> Floats:
    held = np.asarray(counts, dtype=np.float64)
    if held.ndim != 1 or not (np.isfinite(held) & (held >= 0)).all():
        raise ShapeError("Give one number of individuals for each kind, known and not negative.")
    whole = held.sum()
    return held[held > 0] / whole if whole > 0 else np.empty(0)
