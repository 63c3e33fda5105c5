"""One origin: its shares among shops and the outside, from their pulls and impedances."""

import numpy as np

from beffroi.kernels.compiling import part
from beffroi.kernels.gravity.decay import Floats


@part
def shared(pulls: Floats, z: Floats, strength: float, outside: float, row: Floats) -> float:
    """Write the shares of the shops in `row`, which may be `z`; return that of the outside.

    `pulls` and `outside` are logarithms, minus infinity for none; `z` is infinite out of reach.
    Where nothing is in reach, all are 0.
    """
    top = outside
    for j in range(row.size):
        row[j] = pulls[j] - strength * z[j] if z[j] < np.inf else -np.inf
        top = max(top, row[j])
    if top == -np.inf:
        row[:] = 0.0
        return 0.0
    away = np.exp(outside - top)
    total = away
    for j in range(row.size):
        row[j] = np.exp(row[j] - top)
        total += row[j]
    for j in range(row.size):
        row[j] /= total
    return float(away / total)
