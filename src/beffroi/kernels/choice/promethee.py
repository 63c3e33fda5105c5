"""PROMETHEE: who is preferred to whom, criterion by criterion, and who cannot be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.ranks import TIE, rank_acceptability
from beffroi.kernels.choice.shapes import (
    Floats,
    Integers,
    per_criterion,
    tables,
    weightings,
)
from beffroi.kernels.compiling import kernel, part

Kind = Literal["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]
"""The six preference functions, types I to VI of Brans and Vincke."""
NAMES: tuple[str, ...] = get_args(Kind)
USUAL, U_SHAPE, V_SHAPE, LEVEL, LINEAR, GAUSSIAN = range(6)


@dataclass(frozen=True, slots=True)
class Flows:
    """How much each alternative outranks the others, and is outranked, on each criterion.

    Attributes
    ----------
    positive, negative : (n_alternatives, n_criteria) or (n_draws, n_alternatives, n_criteria)
        Mean preference over the others, and of the others over it, in [0, 1]. [1]
    """

    positive: Floats
    negative: Floats

    @property
    def net(self) -> Floats:
        """Return positive less negative flows, in [-1, 1]."""
        return self.positive - self.negative


class Functions(NamedTuple):
    """The preference function of each criterion, and its thresholds."""

    kind: Integers
    q: Floats
    p: Floats


class Relation(IntEnum):
    """How the alternative of a row stands to that of a column under PROMETHEE I."""

    OUTRANKED = -1
    INDIFFERENT = 0
    OUTRANKS = 1
    INCOMPARABLE = 2


def single_criterion_flows(
    performances: npt.ArrayLike,
    kind: Kind | Sequence[Kind],
    q: npt.ArrayLike = 0.0,
    p: npt.ArrayLike = 0.0,
) -> Flows:
    r"""Compare the alternatives two by two on each criterion, whatever the weights.

    .. math:: \phi_j^+(a) = \frac{1}{n - 1} \sum_{b \ne a} P_j(x_{aj} - x_{bj}), \qquad
              \phi_j^-(a) = \frac{1}{n - 1} \sum_{b \ne a} P_j(x_{bj} - x_{aj})

    ========== ==========================================================================
    kind       preference :math:`P(d)` for a lead :math:`d > 0` (none without a lead)
    ========== ==========================================================================
    usual      1
    u_shape    1 if :math:`d > q`
    v_shape    :math:`d / p`, at most 1
    level      ½ if :math:`q < d \le p`, 1 beyond
    linear     0 up to :math:`q`, :math:`(d - q) / (p - q)` up to :math:`p`, 1 beyond
    gaussian   :math:`1 - e^{-d^2 / 2 p^2}`, where `p` is the :math:`\sigma` of the paper
    ========== ==========================================================================

    Parameters
    ----------
    performances : (n_alternatives, n_criteria) or (n_draws, n_alternatives, n_criteria)
        Known performances, the greatest best (give the opposite of what should be small). [any]
    kind : (n_criteria,) or one
        Preference function of each criterion.
    q, p : (n_criteria,) or one number
        Indifference and preference threshold, ``0 <= q <= p``; what a kind does not use may be
        anything. [that of the criterion]

    Returns
    -------
    Flows
        Zero everywhere if there is one alternative alone.

    Raises
    ------
    ShapeError
        If shapes do not fit, a kind is not known, thresholds cross or a performance is unknown.

    References
    ----------
    J.-P. Brans and P. Vincke, "A Preference Ranking Organisation Method: The PROMETHEE Method for
    Multiple Criteria Decision-Making", Management Science 31 (6), 1985, pp. 647-656,
    doi:10.1287/mnsc.31.6.647. Flows by criterion: J.-P. Brans and B. Mareschal, "PROMETHEE
    Methods", in *Multiple Criteria Decision Analysis*, Springer, 2005, doi:10.1007/0-387-23081-5_5.

    Examples
    --------
    >>> flows = single_criterion_flows([[10.0], [12.0], [20.0]], "linear", q=2, p=10)
    >>> flows.net.round(3)
    array([[-0.5 ],
           [-0.375],
           [ 0.875]])
    """
    shape = np.shape(performances)
    drawn = tables(performances, shape[0] if len(shape) == 3 else 1)
    if np.isnan(drawn).any():
        raise ShapeError(
            "Performances are unknown in {n} cell(s): draw them within their bounds first.",
            n=int(np.isnan(drawn).sum()),
        )
    functions = _functions(kind, q, p, drawn.shape[2])
    positive, negative = _compare(np.ascontiguousarray(drawn), functions)
    return Flows(positive.reshape(shape), negative.reshape(shape))


def _functions(
    kind: Kind | Sequence[Kind], q: npt.ArrayLike, p: npt.ArrayLike, n_criteria: int
) -> Functions:
    """Check that each criterion has a preference function, and the thresholds that it uses."""
    kinds: Sequence[str] = [kind] * n_criteria if isinstance(kind, str) else kind
    wrong = sorted({str(one) for one in kinds} - set(NAMES))
    if wrong or len(kinds) != n_criteria:
        raise ShapeError(
            "Preference functions for {n_criteria} criteria are {kinds}: "
            "give one a criterion, out of {known}.",
            n_criteria=n_criteria,
            kinds=", ".join(map(str, kinds)),
            known=", ".join(NAMES),
        )
    low = per_criterion(q, n_criteria)
    high = per_criterion(p, n_criteria)
    for number, one in enumerate(kinds):
        if not _fits(NAMES.index(one), low[number], high[number]):
            raise ShapeError(
                "The thresholds of criterion {number} ({kind}) are {q} and {p}: "
                "give 0 ≤ indifference ≤ preference, and more than 0 where it divides.",
                number=number + 1,
                kind=one,
                q=float(low[number]),
                p=float(high[number]),
            )
    return Functions(np.array([NAMES.index(one) for one in kinds]), low, high)


def _fits(code: int, q: float, p: float) -> bool:
    """Say whether thresholds suit a preference function."""
    if code == USUAL:
        return True
    if code in (V_SHAPE, GAUSSIAN):
        return bool(0 < p < np.inf)
    return bool(0 <= q < np.inf if code == U_SHAPE else 0 <= q <= p < np.inf)


@kernel
def _compare(performances: Floats, functions: Functions) -> tuple[Floats, Floats]:
    """Sum the preferences of each pair, and divide by the number of others."""
    n_draws, n, n_criteria = performances.shape
    kind, q, p = functions
    positive, negative = np.zeros(performances.shape), np.zeros(performances.shape)
    for draw in range(n_draws):
        for one in range(n):
            for other in range(n):
                for j in range(n_criteria):
                    lead = performances[draw, one, j] - performances[draw, other, j]
                    if lead > 0:
                        degree = _preference(lead, kind[j], q[j], p[j]) / (n - 1)
                        positive[draw, one, j] += degree
                        negative[draw, other, j] += degree
    return positive, negative


@part
def _preference(lead: float, kind: int, q: float, p: float) -> float:
    """Say how much a positive lead counts."""
    if kind == USUAL:
        return 1.0
    if kind == GAUSSIAN:
        return float(1.0 - np.exp(-lead * lead / (2 * p * p)))
    if kind != V_SHAPE and lead <= q:
        return 0.0
    if kind == U_SHAPE or lead > p:
        return 1.0
    if kind == LEVEL:
        return 0.5
    return lead / p if kind == V_SHAPE else (lead - q) / (p - q)


def net_flows(phi: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    r"""Weigh the flows of the criteria: the ranking of PROMETHEE II.

    .. math:: \phi(a) = \sum_j w_j \phi_j(a)

    Parameters
    ----------
    phi : (n_alternatives, n_criteria)
        Flows by criterion: net, positive or negative ones. [1]
    weights : (n_criteria,) or (n_draws, n_criteria)
        Weights that sum to 1, or draws of them. [1]

    Returns
    -------
    (n_alternatives,) or (n_draws, n_alternatives)
        Flows, the greatest net one best. [1]

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria.

    References
    ----------
    J.-P. Brans and P. Vincke, as for `single_criterion_flows`.

    Examples
    --------
    >>> net_flows([[1, -1], [-1, 1]], [0.75, 0.25])
    array([ 0.5, -0.5])
    """
    flows = tables(phi, 1)[0]
    net = weightings(weights, flows.shape[1]) @ flows.T
    return np.asarray(net[0] if np.ndim(weights) == 1 else net)


def promethee_one(flows: Flows, weights: npt.ArrayLike) -> Integers:
    """Say who outranks whom, and who cannot be compared: PROMETHEE I.

    An alternative outranks another if it is outranking no less and outranked no more, and one of
    both strictly; if one measure says so and the other the contrary, they are incomparable.

    Parameters
    ----------
    flows
        Flows by criterion, for one table.
    weights : (n_criteria,)
        Weights that sum to 1. [1]

    Returns
    -------
    (n_alternatives, n_alternatives)
        A `Relation` of the alternative of the row to that of the column.

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria.

    References
    ----------
    J.-P. Brans and P. Vincke, as for `single_criterion_flows`.

    Examples
    --------
    >>> flows = single_criterion_flows([[4, 0], [2, 2], [2, 2]], "usual")
    >>> promethee_one(flows, [0.5, 0.5])
    array([[0, 2, 2],
           [2, 0, 0],
           [2, 0, 0]])
    """
    given = weightings(weights, flows.positive.shape[-1])[0]
    leads = _signs(net_flows(flows.positive, given))
    safer = -_signs(net_flows(flows.negative, given))
    relations: Integers = np.sign(leads + safer)
    relations[leads * safer < 0] = Relation.INCOMPARABLE
    return relations


def _signs(flows: Floats) -> Integers:
    """Compare flows two by two: 1 above, 0 tied, -1 below."""
    lead = flows[:, np.newaxis] - flows
    return np.where(np.abs(lead) <= TIE, 0, np.sign(lead)).astype(np.int64)


def smaa_flows(phi: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Share out the ranks of PROMETHEE II over draws of the weights.

    Flows by criterion do not depend on the weights, which need but be multiplied by them.

    Parameters
    ----------
    phi : (n_alternatives, n_criteria) or (n_draws, n_alternatives, n_criteria)
        Net flows by criterion, or a table of them for each draw. [1]
    weights : (n_draws, n_criteria)
        Draws of the weights; each row sums to 1. [1]

    Returns
    -------
    (n_alternatives, n_alternatives)
        Share of the draws in which the alternative of the row takes the rank of the column, the
        best first; tied ones share their ranks. [1]

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria, or as many tables as draws.

    References
    ----------
    S. Corrente, J. R. Figueira and S. Greco, "The SMAA-PROMETHEE method", European Journal of
    Operational Research 239 (2), 2014, pp. 514-522, doi:10.1016/j.ejor.2014.05.026.

    Examples
    --------
    >>> smaa_flows([[1, -1], [-1, 1]], [[0.8, 0.2], [0.7, 0.3], [0.4, 0.6], [0.6, 0.4]])
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    return rank_acceptability(phi, weights)
