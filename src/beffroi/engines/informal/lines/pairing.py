"""Pairs: which variant of a line is the way back of which."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.lines.grouping import likeness, near_ends
from beffroi.engines.informal.lines.routes import turned
from beffroi.engines.informal.lines.ways import way_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def paired(lines: Sequence[Floats], route: Ints, direction: Ints) -> Ints:
    """Pair the variants of a line that are one way, there and back.

    A variant of direction 0 goes with one of direction 1 of its line that begins where it ends and
    ends where it begins (within `terminal`): the most alike of all such pairs first, by the share
    of both ways that is one. The rest stand alone.

    Parameters
    ----------
    lines
        Shapes of the variants, in the order of travel. [m]
    route, direction : (n_variants,)
        Line of each; 0 or 1.

    Returns
    -------
    (n_variants,) number of the pair, or of the variant alone, in the order of the first of each.
    """
    n = len(lines)
    ends = np.array([line[[0, -1]] for line in lines]).reshape(-1, 2, 2)
    near = [
        (i, j) for i, j in near_ends(ends, ends[:, ::-1])
        if route[i] == route[j] and direction[i] == 0 and direction[j] == 1
    ]  # fmt: skip
    own = {k: way_of(lines[k]) for k in {k for pair in near for k in pair}}
    alike = {(i, j): likeness(own[i], turned(own[j])) for i, j in near}
    head = np.arange(n)
    taken: set[int] = set()
    for i, j in sorted(near, key=lambda pair: (-alike[pair], pair)):
        if i not in taken and j not in taken:
            taken |= {i, j}
            head[[i, j]] = min(i, j)
    return np.unique(head, return_inverse=True)[1].astype(np.int64)
