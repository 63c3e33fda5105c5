"""Value of information: which unknown cell, once known, would most change the choice."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.cells import Curve, cells
from beffroi.kernels.choice.shapes import Floats, weightings

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


def information(
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    curves: Sequence[Curve] | None = None,
) -> Information:
    r"""Say what it would bring to know each uncertain cell before choosing.

    The best mean overall value is chosen. Cell :math:`(i, j)`, uniform within its bounds in its
    own unit, moves the mean overall value of its alternative alone, :math:`y`. On each straight
    piece of the value function, which holds a share :math:`p` of what the cell may be, :math:`y`
    is uniform between some :math:`a` and :math:`b`. With :math:`u_i` the mean overall value and
    :math:`B` the best of the others:

    .. math:: \mathrm{gain}_{ij} = \mathrm{E}(y - B)^+ - (u_i - B)^+, \qquad
              \mathrm{E}(y - B)^+ = \sum p \, \frac{(b - B)^2}{2 (b - a)}
              \quad \text{over pieces with } a < B < b

    to which pieces all above :math:`B` add :math:`p ((a + b) / 2 - B)`. The other uncertain cells
    count by their means, which is exact, since the choice is made on mean values.

    Parameters
    ----------
    low, high : (n_alternatives, n_criteria)
        Bounds of the performances, equal where sure; NaN where unknown, which may be anything up
        to that end of the scale. [each criterion's unit]
    weights : (n_criteria,) or (n_draws, n_criteria)
        Weights that sum to 1; or draws of them, each of which chooses for itself, and whose gains
        and changes are averaged. [1]
    curves
        Value function of each criterion, ``(knots_x, knots_v)`` as for `scores`; none where the
        bounds are values already, in [0, 1]. [unit, 1]

    Returns
    -------
    Information
        Gain and probability of a change for each cell.

    Raises
    ------
    ShapeError
        If bounds, weights or curves do not fit together, or bounds cross.

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
    known = cells(low, high, curves)
    draws = weightings(weights, known.low.shape[1])
    gain, change = np.zeros(known.low.shape), np.zeros(known.low.shape)
    if len(known.low) == 1:
        return Information(gain, change)
    size = max(1, MOST_VALUES // len(known.low))
    for start in range(0, len(draws), size):
        some = draws[start : start + size]
        overall = some @ known.mean.T
        first = overall.argmax(axis=1)
        best_of_others = _best_of_others(overall, first)
        for cell, (row, column) in enumerate(zip(known.rows, known.columns, strict=True)):
            rise, is_changed = _known(
                overall[:, row] - best_of_others[:, row],
                some[:, column],
                known.worths[cell] - known.mean[row, column],
                np.diff(known.shares[cell]),
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


def _known(lead: Floats, weight: Floats, off: Floats, masses: Floats) -> tuple[Floats, Floats]:
    """Return the expected gain and the probability of a change, once a cell is known.

    `lead` is the mean overall value less the best of the others, `off` what the cell is worth
    along its quantile function less its mean, `masses` how likely each piece of that function is.
    """
    excess, above, below = np.zeros((3, len(lead)))
    for k in np.flatnonzero(masses > 0):
        one, other = lead + weight * off[k], lead + weight * off[k + 1]
        least, most = np.minimum(one, other), np.maximum(one, other)
        width = most - least
        over = np.clip(most, 0.0, width)
        part = np.divide(over, width, out=(most > 0).astype(np.float64), where=width > 0)
        under = np.divide(width - over, width, out=(least < 0).astype(np.float64), where=width > 0)
        excess += masses[k] * np.where(least >= 0, (least + most) / 2, over * part / 2)
        above += masses[k] * part
        below += masses[k] * under
    is_open = (above > 0) & (below > 0) & (weight > 0)
    gain = np.where(is_open, np.maximum(excess - np.maximum(lead, 0.0), 0.0), 0.0)
    return gain, np.where(weight > 0, np.where(lead >= 0, below, above), 0.0)
