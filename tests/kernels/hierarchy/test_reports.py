"""A tick is worth a thousandth, whether it is multiplied or divided."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.kernels.graph.chains import NEVER, TICKS
from beffroi.kernels.hierarchy import reports, sums, sums_within, times_between, times_from
from beffroi.kernels.hierarchy.levels import contract
from tests.kernels.hierarchy.grids import uneven_grid


@given(st.integers(0, int(NEVER) - 1))
def test_costs_are_rounded_as_those_of_the_graph(ticks: int) -> None:
    assert np.float32(ticks * reports.SECONDS) == np.float32(ticks / TICKS)


def test_every_kernel_is_compiled_for_one_set_of_types() -> None:
    hierarchy = contract(uneven_grid(4))
    one = np.array([1], dtype=np.int16)
    one.flags.writeable = False

    for sources in (one, np.arange(16), [2]):
        times_from(hierarchy, sources)
        times_from(hierarchy, sources, towards=True)
        times_between(hierarchy, sources, one)
        sums_within(hierarchy, sources, [60], np.ones(16, dtype=int))

    # None where the cache on disk gave the kernel as part of another one.
    assert max(len(kernel.signatures) for kernel in (reports.report, sums.add_up)) == 1
