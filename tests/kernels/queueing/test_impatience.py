"""Areas of impatient drivers against the balance of their states written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share
from beffroi.kernels.queueing.impatience import circling


def plain(load: float, spaces: int, patience: float) -> tuple[float, ...]:
    states = np.arange(4_000)
    deaths = np.minimum(states[1:], spaces) + np.maximum(states[1:] - spaces, 0) / patience
    log = np.concatenate([[0.0], np.cumsum(np.log(load / deaths))])
    share = np.exp(log - log.max())
    share /= share.sum()
    queue = float((np.maximum(states - spaces, 0) * share).sum())
    taken = float((np.minimum(states, spaces) * share).sum())
    return taken, float(share[spaces:].sum()), queue, queue / patience / load, queue / load


@given(st.floats(0.1, 60), st.integers(0, 50), st.floats(0.05, 5))
def test_the_long_run_is_that_of_the_states(load: float, spaces: int, patience: float) -> None:
    found = circling(load, spaces, patience)

    taken, full, queue, gives_up, search = plain(load, spaces, patience)
    assert found.full == pytest.approx(full, rel=1e-7, abs=1e-12)
    assert found.circling == pytest.approx(queue, rel=1e-7, abs=1e-12)
    assert found.gives_up == pytest.approx(gives_up, rel=1e-7, abs=1e-12)
    assert found.search == pytest.approx(search, rel=1e-7, abs=1e-12)
    if spaces:
        assert found.occupancy == pytest.approx(taken / spaces, rel=1e-7)


def test_without_patience_it_is_a_loss_system() -> None:
    found = circling([30.0, 45.0], [40, 40], 1e-3)

    assert found.full == pytest.approx(full_share([30.0, 45.0], [40, 40]), rel=0.05)


def test_a_large_area_follows_the_fluid_limit() -> None:
    found = circling(1_300.0, 1_000, 0.1)

    assert found.circling == pytest.approx(30.0, rel=1e-3)
    assert found.gives_up == pytest.approx(300 / 1_300, rel=1e-3)
    assert found.occupancy == pytest.approx(1.0, abs=1e-3)


def test_extremes_are_numbers() -> None:
    heavy = circling([1e6, 0.0, 5.0, np.nan], [10, 4, 0, 3], [1e3, 1.0, 1.0, 1.0])

    assert heavy.gives_up[:3] == pytest.approx([1 - 1e-5, 0.0, 1.0], abs=1e-6)
    assert heavy.full[:3] == pytest.approx([1.0, 0.0, 1.0])
    assert np.isnan(heavy.occupancy).tolist() == [False, False, True, True]


def test_strange_numbers_are_refused() -> None:
    with pytest.raises(ShapeError, match="out of its range"):
        circling(1.0, 3, 0.0)
    with pytest.raises(ShapeError, match="for each load"):
        circling([1.0, 2.0], [1, 2, 3], 1.0)
