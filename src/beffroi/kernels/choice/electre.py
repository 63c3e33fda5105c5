"""ELECTRE: whether an alternative is at least as good as another, or a limit; some may veto."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import (
    Floats,
    Integers,
    per_criterion,
    table,
    weightings,
)
from beffroi.kernels.compiling import kernel

HAIR = 1e-9
"""A credibility that misses the cutting level by no more is let through: sums of weights round."""
MOST_CREDIBILITIES = 4_000_000
"""Credibilities held at once while sorting (32 MB)."""


class Thresholds(NamedTuple):
    """What a lead must exceed on each criterion to count, to count in full, to forbid."""

    indifference: Floats
    preference: Floats
    veto: Floats


@dataclass(frozen=True, slots=True)
class Assignment:
    """The category of each alternative, 0 the worst.

    Attributes
    ----------
    pessimistic, optimistic : (n_alternatives,) or (n_draws, n_alternatives)
        Category under each rule; the pessimistic one is never above the other.
    """

    pessimistic: Integers
    optimistic: Integers


def credibility(  # noqa: PLR0917  what the method takes, in the order of the paper
    performances: npt.ArrayLike,
    references: npt.ArrayLike,
    weights: npt.ArrayLike,
    q: npt.ArrayLike,
    p: npt.ArrayLike,
    v: npt.ArrayLike = np.nan,
) -> Floats:
    r"""Say how credible it is that each alternative is at least as good as each reference.

    With :math:`d_j = r_j - x_j` the lead of the reference:

    .. math:: c_j = \mathrm{clip}\left(\frac{p_j - d_j}{p_j - q_j}\right), \quad
              D_j = \mathrm{clip}\left(\frac{d_j - p_j}{v_j - p_j}\right), \quad
              C = \sum_j w_j c_j, \quad
              \sigma = C \prod_{j: D_j > C} \frac{1 - D_j}{1 - C}

    Parameters
    ----------
    performances : (n_alternatives, n_criteria)
        Known performances, the greatest best. [any]
    references : (n_references, n_criteria)
        Performances of what they are compared with: alternatives, or limits of categories. [any]
    weights : (n_criteria,) or (n_draws, n_criteria)
        Weights >= 0, or draws of them; only their proportions count. [1]
    q, p, v : (n_criteria,) or one number
        Thresholds of indifference, preference and veto, ``0 <= q <= p <= v``; a NaN in `v` is no
        right of veto. [that of the criterion]

    Returns
    -------
    (n_alternatives, n_references) or (n_draws, n_alternatives, n_references)
        Credibilities in [0, 1]. [1]

    Raises
    ------
    ShapeError
        If shapes do not fit, thresholds cross, or a performance is unknown.

    References
    ----------
    B. Roy, "ELECTRE III: un algorithme de classements fondé sur une représentation floue des
    préférences en présence de critères multiples", Cahiers du CERO 20 (1), 1978, pp. 3-24;
    V. Mousseau, R. Slowinski and P. Zielniewicz, "A user-oriented implementation of the
    ELECTRE-TRI method", Computers & Operations Research 27 (7-8), 2000, pp. 757-777,
    doi:10.1016/S0305-0548(99)00117-3.

    Examples
    --------
    >>> credibility([[10, 0]], [[14, 0]], [0.5, 0.5], q=2, p=6)
    array([[0.75]])
    >>> credibility([[10, 0]], [[30, 0]], [0.5, 0.5], q=2, p=6, v=20)
    array([[0.]])
    """
    degrees = _degrees(performances, references, q, p, v)
    draws = _shares(weights, degrees[0].shape[2])
    result = np.empty((len(draws), *degrees[0].shape[:2]))
    _combine(*degrees, draws, result)
    return result[0] if np.ndim(weights) == 1 else result


def sort(  # noqa: PLR0917  as above
    performances: npt.ArrayLike,
    profiles: npt.ArrayLike,
    weights: npt.ArrayLike,
    q: npt.ArrayLike,
    p: npt.ArrayLike,
    v: npt.ArrayLike = np.nan,
    *,
    cut: float,
) -> Assignment:
    r"""Sort the alternatives into ordered categories: ELECTRE TRI-B.

    Pessimistic: the category above the highest limit that the alternative outranks
    (:math:`\sigma(a, b_h) \ge \lambda`). Optimistic: the category below the lowest limit that
    is preferred to it (:math:`\sigma(b_h, a) \ge \lambda > \sigma(a, b_h)`).

    Parameters
    ----------
    performances, weights, q, p, v
        As in `credibility`.
    profiles : (n_categories - 1, n_criteria)
        Limits between the categories, from the lowest, none below the one before. [any]
    cut
        Cutting level :math:`\lambda`, in [0.5, 1]. [1]

    Returns
    -------
    Assignment
        Categories from 0, the worst, to n_categories - 1; by draw if weights are draws.

    Raises
    ------
    ShapeError
        As in `credibility`; also if limits do not rise, or `cut` is out of range.

    References
    ----------
    W. Yu, *ELECTRE TRI: aspects méthodologiques et manuel d'utilisation*, Document du LAMSADE 74,
    Université Paris-Dauphine, 1992; V. Mousseau, R. Slowinski and P. Zielniewicz, as for
    `credibility`.

    Examples
    --------
    >>> sort([[1, 1], [9, 9], [1, 9]], [[5, 5]], [0.5, 0.5], q=0, p=0, cut=0.75)
    Assignment(pessimistic=array([0, 1, 0]), optimistic=array([0, 1, 1]))
    """
    limits = _limits(profiles, cut)
    above = _degrees(performances, limits, q, p, v)
    below = _degrees(limits, performances, q, p, v)
    draws = _shares(weights, limits.shape[1])
    n, n_limits = above[0].shape[:2]
    shape = (len(draws), n)
    pessimistic, optimistic = np.empty(shape, np.int64), np.empty(shape, np.int64)
    size = max(1, MOST_CREDIBILITIES // (n * n_limits))
    for start in range(0, len(draws), size):
        some = draws[start : start + size]
        here, there = np.empty((len(some), n, n_limits)), np.empty((len(some), n_limits, n))
        _combine(*above, some, here)
        _combine(*below, some, there)
        outranks = here >= cut - HAIR
        preferred = (there >= cut - HAIR).swapaxes(1, 2) & ~outranks
        rows = slice(start, start + len(some))
        pessimistic[rows] = (outranks * np.arange(1, n_limits + 1)).max(axis=2)
        optimistic[rows] = np.where(preferred.any(axis=2), preferred.argmax(axis=2), n_limits)
    if np.ndim(weights) == 1:
        return Assignment(pessimistic[0], optimistic[0])
    return Assignment(pessimistic, optimistic)


def category_shares(categories: npt.ArrayLike, n_categories: int) -> Floats:
    """Say how often each alternative falls into each category over the draws.

    Parameters
    ----------
    categories : (n_draws, n_alternatives)
        Category in each draw, from 0, as `sort` gives them.
    n_categories
        How many categories there are.

    Returns
    -------
    (n_alternatives, n_categories)
        Shares of the draws; rows sum to 1. [1]

    Raises
    ------
    ShapeError
        If there is no draw.

    References
    ----------
    T. Tervonen, J. R. Figueira, R. Lahdelma, J. Almeida Dias and P. Salminen, "A stochastic method
    for robustness analysis in sorting problems", European Journal of Operational Research 192 (1),
    2009, pp. 236-242, doi:10.1016/j.ejor.2007.09.008.

    Examples
    --------
    >>> category_shares([[0, 1], [0, 2]], 3)
    array([[1. , 0. , 0. ],
           [0. , 0.5, 0.5]])
    """
    drawn = np.asarray(categories, dtype=np.int64)
    if drawn.ndim != 2 or drawn.size == 0:
        raise ShapeError(
            "Categories are of shape {shape}: give one row a draw, one column an alternative.",
            shape=drawn.shape,
        )
    return np.stack([(drawn == one).mean(axis=0) for one in range(n_categories)], axis=1)


def _limits(profiles: npt.ArrayLike, cut: float) -> Floats:
    """Check that limits rise and that the cutting level is one."""
    limits = table(profiles)
    if not (np.diff(limits, axis=0) >= 0).all():
        raise ShapeError(
            "Limits of categories do not rise from one to the next on each criterion: "
            "give them from the lowest to the highest."
        )
    if not 0.5 <= cut <= 1:
        raise ShapeError("The cutting level is {cut}: give one between 0.5 and 1.", cut=float(cut))
    return limits


def _degrees(
    performances: npt.ArrayLike,
    references: npt.ArrayLike,
    q: npt.ArrayLike,
    p: npt.ArrayLike,
    v: npt.ArrayLike,
) -> tuple[Floats, Floats]:
    """Return the concordance and discordance of each criterion, which no weight changes."""
    own, other = table(performances), table(references)
    if own.shape[1] != other.shape[1]:
        raise ShapeError(
            "Performances are of shape {own} and references of shape {other}: "
            "give one column a criterion in both.",
            own=own.shape,
            other=other.shape,
        )
    n_unknown = int(np.isnan(own).sum() + np.isnan(other).sum())
    if n_unknown:
        raise ShapeError(
            "Performances are unknown in {n} cell(s): draw them within their bounds first.",
            n=n_unknown,
        )
    limits = _thresholds(q, p, v, own.shape[1])
    mine, theirs = own[:, np.newaxis], other[np.newaxis]
    full, none = theirs <= mine + limits.indifference, theirs > mine + limits.preference
    with np.errstate(divide="ignore", invalid="ignore"):
        concordance = (mine + limits.preference - theirs) / (
            limits.preference - limits.indifference
        )
        discordance = (theirs - limits.preference - mine) / (limits.veto - limits.preference)
    discordance[theirs > mine + limits.veto] = 1.0
    discordance[~none | np.isnan(limits.veto)] = 0.0
    concordance = np.where(full, 1.0, np.where(none, 0.0, concordance))
    return np.ascontiguousarray(concordance), np.ascontiguousarray(discordance)


def _thresholds(
    q: npt.ArrayLike, p: npt.ArrayLike, v: npt.ArrayLike, n_criteria: int
) -> Thresholds:
    """Check that thresholds do not cross."""
    low = per_criterion(q, n_criteria)
    high = per_criterion(p, n_criteria)
    veto = per_criterion(v, n_criteria)
    wrong = np.flatnonzero(~((low >= 0) & (low <= high) & (high < np.inf)) | (high > veto))
    if wrong.size:
        raise ShapeError(
            "The thresholds of criterion {number} are {q}, {p} and {v}: "
            "give 0 ≤ indifference ≤ preference ≤ veto.",
            number=int(wrong[0]) + 1,
            q=float(low[wrong[0]]),
            p=float(high[wrong[0]]),
            v=float(veto[wrong[0]]),
        )
    return Thresholds(low, high, veto)


def _shares(weights: npt.ArrayLike, n_criteria: int) -> Floats:
    """Make the weights of each draw sum to 1."""
    draws = weightings(weights, n_criteria)
    total = draws.sum(axis=1, keepdims=True)
    if (draws < 0).any() or not (total > 0).all():
        raise ShapeError("Some weights are negative, or all zero: give weights ≥ 0, not all zero.")
    return np.asarray(draws / total)


@kernel
def _combine(concordance: Floats, discordance: Floats, weights: Floats, result: Floats) -> None:
    """Weigh the concordances, and let the discordances that exceed their sum weaken it."""
    n_draws, n, n_references = result.shape
    for draw in range(n_draws):
        for one in range(n):
            for other in range(n_references):
                total = 0.0
                for j in range(weights.shape[1]):
                    total += weights[draw, j] * concordance[one, other, j]
                sigma = total
                for j in range(weights.shape[1]):
                    if discordance[one, other, j] > total:
                        sigma *= (1 - discordance[one, other, j]) / (1 - total)
                result[draw, one, other] = sigma
