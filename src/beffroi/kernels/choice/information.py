"""Value of information: which unknown cell, once known, would most change the choice."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.shapes import Floats, bounds, weightings

MOST_VALUES = 4_000_000
"""Overall values held at once (32 MB)."""


@dataclass(frozen=True, slots=True)
class Information:
    """What it would bring to know each cell of the table, alone.

    Attributes
    ----------
    gain : (n_alternatives, n_criteria)
        Expected rise of the overall value of what is chosen, once the cell is known; 0 where it is
        already known, or could change nothing. [1]
    change : (n_alternatives, n_criteria)
        Probability that another alternative is then chosen. [1]
    """

    gain: Floats
    change: Floats


def information(low: npt.ArrayLike, high: npt.ArrayLike, weights: npt.ArrayLike) -> Information:
    r"""Say what it would bring to know each uncertain cell before choosing.

    The best mean overall value is chosen. Cell :math:`(i, j)`, uniform within its bounds, moves
    the mean overall value of its alternative alone, :math:`y`, uniformly over an interval of width
    :math:`\delta = w_j (h_{ij} - l_{ij})` around :math:`u_i`. With :math:`B` the best of the
    others:

    .. math:: \mathrm{gain}_{ij} = \mathrm{E}\max(y, B) - \max(u_i, B), \qquad
              \mathrm{E}\max(y, B) = B + \frac{(u_i + \delta/2 - B)^2}{2\delta}
              \quad \text{if } |u_i - B| < \delta / 2

    The other uncertain cells count by their means, which is exact, since the choice is made on
    mean values.

    Parameters
    ----------
    low, high : (n_alternatives, n_criteria)
        Bounds of the values in [0, 1], equal where sure; NaN where unknown, which may be anything
        from 0 to 1. [1]
    weights : (n_criteria,) or (n_draws, n_criteria)
        Weights that sum to 1; or draws of them, each of which chooses for itself, and whose gains
        and changes are averaged. [1]

    Returns
    -------
    Information
        Gain and probability of a change for each cell.

    Raises
    ------
    ShapeError
        If bounds or weights do not fit together, or bounds cross.

    References
    ----------
    R. A. Howard, "Information Value Theory", IEEE Transactions on Systems Science and Cybernetics
    2 (1), 1966, pp. 22-26, doi:10.1109/TSSC.1966.300074.

    Examples
    --------
    An unknown that is as likely as not to beat a sure half changes the choice half of the time:

    >>> found = information([[np.nan], [0.5]], [[np.nan], [0.5]], [1.0])
    >>> found.gain.tolist(), found.change.tolist()
    ([[0.125], [0.0]], [[0.5], [0.0]])
    """
    least, most = bounds(low, high)
    draws = weightings(weights, least.shape[1])
    middle, span = (least + most) / 2, most - least
    gain, change = np.zeros(span.shape), np.zeros(span.shape)
    if len(span) == 1:
        return Information(gain, change)
    size = max(1, MOST_VALUES // len(span))
    for start in range(0, len(draws), size):
        some = draws[start : start + size]
        overall = some @ middle.T
        first = overall.argmax(axis=1)
        best_of_others = _best_of_others(overall, first)
        for row, column in np.argwhere(span > 0).tolist():
            rise, is_changed = _known(
                overall[:, row], best_of_others[:, row], some[:, column] * span[row, column]
            )
            gain[row, column] += rise.sum()
            change[row, column] += is_changed.sum()
    return Information(gain / len(draws), change / len(draws))


def _best_of_others(overall: Floats, first: npt.NDArray[np.int64]) -> Floats:
    """Give each alternative the best overall value among the others, in each draw."""
    rows = np.arange(len(overall))
    best = np.repeat(overall[rows, first][:, np.newaxis], overall.shape[1], axis=1)
    without = overall.copy()
    without[rows, first] = -np.inf
    best[rows, first] = without.max(axis=1)
    return best


def _known(own: Floats, rival: Floats, width: Floats) -> tuple[Floats, Floats]:
    """Return the expected gain and the probability of a change, where a cell moves one value."""
    above = np.clip(own + width / 2 - rival, 0.0, width)
    lead = own - rival
    moved = width > 0
    part = np.divide(above, width, out=np.zeros_like(width), where=moved)
    gain = np.where(moved & (above < width), above * part / 2 - np.maximum(lead, 0.0), 0.0)
    return np.maximum(gain, 0.0), np.where(moved, np.where(lead >= 0, 1 - part, part), 0.0)
