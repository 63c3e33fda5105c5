"""Change points: where a run of counts, or of measures, takes another level."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def rate_changes(
    counts: Floats, exposure: Floats, *, shortest: int, penalty: float, dispersion: float = 1.0
) -> Ints:
    r"""Cut a run of counts where their rate changes.

    Of all ways to cut, the one is found that minimises

    .. math:: \sum_{\text{pieces}} \frac{2}{\varphi}
        \Bigl( N - N \log \frac{N}{T} \Bigr) + \beta \times \text{pieces}

    with the counts :math:`N` and the exposure :math:`T` of each piece (Poisson, or quasi-Poisson
    of dispersion :math:`\varphi`).

    Parameters
    ----------
    counts : (n,)
        Events of each cell, >= 0.
    exposure : (n,)
        How long each cell was watched, >= 0. [any]
    shortest
        Fewest cells of a piece, >= 1.
    penalty
        :math:`\beta`, >= 0; that of BIC is `2 log(n)`: a rate and a place for each piece.
    dispersion
        Variance of counts over their mean, > 0. [1]

    Returns
    -------
    (n_pieces + 1,)
        Where pieces begin, and `n` at the end.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a number is out of its range.

    References
    ----------
    R. Killick, P. Fearnhead, I. A. Eckley, "Optimal Detection of Changepoints With a Linear
    Computational Cost", Journal of the American Statistical Association 107 (500), 2012,
    pp. 1590-1598, doi:10.1080/01621459.2012.737745.

    Examples
    --------
    >>> rate_changes(np.array([1.0, 1, 1, 9, 9, 9]), np.ones(6), shortest=2, penalty=3.6).tolist()
    [0, 3, 6]
    """
    if dispersion <= 0 or (np.asarray(counts) < 0).any() or (np.asarray(exposure) < 0).any():
        raise ShapeError("Counts and exposures are 0 or more, and the dispersion is above 0.")
    return _cut((counts, exposure), shortest, penalty * dispersion, is_rate=True)


def level_changes(values: Floats, weights: Floats, *, shortest: int, penalty: float) -> Ints:
    r"""Cut a run of measures where their mean changes.

    The cost of a piece is the weighted sum of its squared distances from its mean; with weights
    :math:`1 / \sigma^2` this is twice the deviance of a normal law.

    Parameters
    ----------
    values : (n,)
        Measures; those of weight 0 may be anything finite. [any]
    weights : (n,)
        >= 0.
    shortest, penalty
        As of `rate_changes`.

    Returns
    -------
    (n_pieces + 1,)
        Where pieces begin, and `n` at the end.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a number is out of its range.

    Examples
    --------
    >>> level_changes(np.array([1.0, 1, 5, 5]), np.ones(4), shortest=1, penalty=1.0).tolist()
    [0, 2, 4]
    """
    if (np.asarray(weights) < 0).any():
        raise ShapeError("Weights are 0 or more.")
    return _cut((values, weights), shortest, penalty, is_rate=False)


def _cut(pair: tuple[Floats, Floats], shortest: int, penalty: float, *, is_rate: bool) -> Ints:
    one, other = (np.ascontiguousarray(values, dtype=np.float64) for values in pair)
    if one.ndim != 1 or one.shape != other.shape or not len(one):
        raise ShapeError("Give two runs of equal length, of one cell or more.")
    if shortest < 1 or penalty < 0:
        raise ShapeError("Pieces have one cell or more, and a penalty is not below 0.")
    columns = (one, other, other * 0) if is_rate else (other * one, other, other * one**2)
    sums = np.zeros((len(one) + 1, 3))
    sums[1:] = np.cumsum(np.column_stack(columns), axis=0)
    came = _pelt(sums, min(int(shortest), len(one)), float(penalty), is_rate)
    found = [len(one)]
    while found[-1] > 0:
        found.append(int(came[found[-1]]))
    return np.array(found[::-1], dtype=np.int64)


@part
def _cost(sums, begin, end, is_rate):  # type: ignore[no-untyped-def]
    n, t = sums[end, 0] - sums[begin, 0], sums[end, 1] - sums[begin, 1]
    if t <= 0:
        return 0.0
    if is_rate:
        return 2 * (n - n * np.log(n / t)) if n > 0 else 0.0
    return max(sums[end, 2] - sums[begin, 2] - n * n / t, 0.0)


@kernel
def _pelt(sums, shortest, penalty, is_rate):  # type: ignore[no-untyped-def]
    """Find the best last cut before each cell; cuts that can win no more are looked at no more."""
    n = len(sums) - 1
    best, came = np.full(n + 1, np.inf), np.zeros(n + 1, np.int64)
    best[0] = -penalty
    until = np.full(n + 1, n + 1)
    alive, m = np.zeros(n + 1, np.int64), 0
    for end in range(shortest, n + 1):
        alive[m], m = end - shortest, m + 1
        kept = 0
        for a in range(m):
            begin = alive[a]
            if until[begin] <= end or best[begin] == np.inf:
                continue
            alive[kept], kept = begin, kept + 1
            value = best[begin] + _cost(sums, begin, end, is_rate) + penalty
            if value < best[end]:
                best[end], came[end] = value, begin
        m = kept
        for a in range(m):
            begin = alive[a]
            if best[begin] + _cost(sums, begin, end, is_rate) > best[end]:
                until[begin] = min(until[begin], end + shortest)
    return came
