"""One-to-one matching against every matching there is."""

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.comparison.matching import paired


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(1, 5))
def test_no_matching_has_more_pairs_or_as_many_that_cost_less(seed: int, n: int, m: int) -> None:
    draw = np.random.default_rng(seed)
    costs = np.where(draw.random((n, m)) < 0.5, draw.integers(0, 50, (n, m)), np.inf)
    left, right = np.nonzero(np.isfinite(costs))

    ours = paired(left, right, costs[left, right], (n, m))

    wide = costs if n <= m else costs.T
    each = (
        wide[np.arange(len(wide)), list(p)[: len(wide)]] for p in permutations(range(max(n, m)))
    )
    best = min((-int(np.isfinite(c).sum()), float(c[np.isfinite(c)].sum())) for c in each)
    assert (-len(ours[0]), float(costs[ours].sum())) == best
    assert len(set(ours[0])) == len(set(ours[1])) == len(ours[0])
