"""Stability: how far each weight may move before another alternative becomes the best."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.shapes import Floats, Integers, table, weightings


@dataclass(frozen=True, slots=True)
class Stability:
    """The weights under which the best alternative stays the best.

    Attributes
    ----------
    best
        The best alternative, the first of them if several are tied.
    low, high : (n_criteria,)
        Least and greatest weight of the criterion alone under which it stays so, the other
        weights keeping their proportions; NaN where the criterion has all the weight. [1]
    rival_low, rival_high : (n_criteria,)
        The alternative that becomes the best beyond; -1 where none does, down to 0 or up to 1.
    """

    best: int
    low: Floats
    high: Floats
    rival_low: Integers
    rival_high: Integers


def stability(values: npt.ArrayLike, weights: npt.ArrayLike) -> Stability:
    r"""Find the interval of each weight in which the best alternative stays the best.

    As the weight of criterion :math:`j` goes from :math:`w_j` to :math:`t`, the others keeping
    their proportions, the overall value of each alternative moves along a straight line:

    .. math:: u_i(t) = t\, v_{ij} + (1 - t) \sum_{k \ne j} \frac{w_k}{1 - w_j} v_{ik}

    Parameters
    ----------
    values : (n_alternatives, n_criteria)
        Values in [0, 1]. [1]
    weights : (n_criteria,)
        Weights that sum to 1. [1]

    Returns
    -------
    Stability
        Bounds of each weight, and who is the best beyond them.

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria.

    References
    ----------
    B. Mareschal, "Weight stability intervals in multicriteria decision aid", European Journal of
    Operational Research 33 (1), 1988, pp. 54-64, doi:10.1016/0377-2217(88)90254-8.

    Examples
    --------
    >>> found = stability([[1, 0], [0, 0.5]], [0.5, 0.5])
    >>> found.best, found.low.round(4), found.high.round(4)
    (0, array([0.3333, 0.    ]), array([1.    , 0.6667]))
    """
    scores = table(values)
    given = weightings(weights, scores.shape[1])[0]
    overall = scores @ given
    best = int(overall.argmax())
    found = [_interval(scores[:, j], overall, given[j], best) for j in range(given.size)]
    low, high, rival_low, rival_high = zip(*found, strict=True)
    return Stability(best, np.array(low), np.array(high), np.array(rival_low), np.array(rival_high))


def _interval(
    scores: Floats, overall: Floats, weight: float, best: int
) -> tuple[float, float, int, int]:
    """Bound one weight, and name who is best beyond."""
    if weight >= 1:
        return np.nan, np.nan, -1, -1
    others = (overall - weight * scores) / (1 - weight)
    at_none, at_all = others[best] - others, scores[best] - scores
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = at_none / (at_none - at_all)
    floors = np.where((at_none < 0) & (at_all > at_none), np.minimum(crossing, weight), 0.0)
    roofs = np.where((at_all < 0) & (at_none > at_all), np.maximum(crossing, weight), 1.0)
    floor, roof = int(floors.argmax()), int(roofs.argmin())
    return (
        float(floors[floor]),
        float(roofs[roof]),
        floor if floors[floor] > 0 else -1,
        roof if roofs[roof] < 1 else -1,
    )
