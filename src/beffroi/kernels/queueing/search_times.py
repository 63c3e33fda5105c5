"""How many drivers are still searching after so many minutes."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.search import Circuit, turns

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def still_searching(
    circuit: Circuit, pass_on: Floats, starts: Floats, *, until: float, step: float = 5.0,
    patience: float = np.inf,
) -> Floats:  # fmt: skip
    """Share of the drivers who search on, second after second.

    The walk is that of `search.searched`. Times of sections are kept in whole steps, one of the
    two nearest by lot so that the mean is right, one step at least; who parks does so evenly along
    the section, who gives up at its end.

    Parameters
    ----------
    circuit, pass_on, starts, patience
        As in `search.searched`; `starts` holds somebody.
    until
        When to stop, at least `step`. [s]
    step
        Precision, > 0. [s]

    Returns
    -------
    (k,)
        Share in [0, 1] after 0, `step`, 2 `step`… up to `until`, falling. [1]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, a number is out of its range or nobody starts.

    Examples
    --------
    On a circle driven in ten seconds, half full, a quarter of the drivers begin a third round:

    >>> one = np.ones(1)
    >>> circle = Circuit(np.zeros(1, int), np.zeros(1, int), 10 * one, 50 * one, one)
    >>> still_searching(circle, np.array([0.5]), one, until=20.0, step=5.0)
    array([1.   , 0.75 , 0.5  , 0.375, 0.25 ])
    """
    if not 0 < step <= until or not starts.sum() > 0 or not patience > 0:
        raise ShapeError("Give a step above 0 and under the end, patience, and a driver or more.")
    n_steps = round(until / step)
    chances = turns(circuit)
    delays = np.maximum(circuit.duration / step, 1.0)
    groups = _delayed(chances, pass_on * np.exp(-circuit.duration / patience), delays)
    entering = np.zeros((n_steps + 1, len(starts)))
    entering[0] = starts / starts.sum()
    searching, takes = np.zeros(n_steps + 1), 1.0 - pass_on
    for k in range(n_steps + 1):
        for delay, share, towards in groups:
            mass = entering[k] * share
            # Sums: the threads of a product of vectors would wait for each other a thousand times.
            whole, parks = mass.sum(), float((mass * takes).sum())
            steps = np.arange(min(delay, n_steps + 1 - k))
            searching[k : k + len(steps)] += whole - parks * steps / delay
            if k + delay <= n_steps:
                entering[k + delay] += towards @ mass
    return searching


def _delayed(chances: csr_array, on: Floats, delays: Floats) -> list[tuple[int, Floats, csr_array]]:
    low = np.floor(delays).astype(np.int64)
    above = delays - low
    rows = np.repeat(np.arange(len(on)), np.diff(chances.indptr))
    groups = []
    for delay in np.unique(np.concatenate([low, low[above > 0] + 1])):
        share = np.where(low == delay, 1.0 - above, np.where(low + 1 == delay, above, 0.0))
        data = chances.data * on[rows]
        kept = (share[rows] > 0) & (data > 0)
        towards = csr_array((data[kept], (chances.indices[kept], rows[kept])), shape=chances.shape)
        groups.append((int(delay), share, towards))
    return groups
