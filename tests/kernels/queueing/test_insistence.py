import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share
from beffroi.kernels.queueing.insistence import MOST, fullness, refused

SPACES = np.array([0, 1, 3, 12, 60, 250])
TABLE = fullness(SPACES)


@settings(max_examples=25)
@given(arrays(float, (6, 4), elements=st.floats(0, 1)), st.booleans())
def test_the_table_is_the_formula(ratio: np.ndarray, is_crowded: bool) -> None:
    loads = np.maximum(SPACES, 1)[:, np.newaxis] * (MOST**ratio if is_crowded else 2 * ratio)

    share, _ = TABLE.at(loads)

    exact = full_share(loads.ravel(), np.repeat(SPACES, 4)).reshape(loads.shape)
    assert np.abs(share - exact).max() < 1e-7


@settings(max_examples=25)
@given(
    arrays(float, (6, 3), elements=st.floats(0, 0.99)),
    arrays(float, (2, 6, 3), elements=st.floats(0, 50)),
)
def test_vehicles_parked_are_those_who_did_not_give_up_and_fit(
    standing: np.ndarray, coming: np.ndarray
) -> None:
    size = SPACES[:, np.newaxis].astype(float)
    attempts = np.array([1.0, 7.5])

    full, load = refused(TABLE, standing * size, coming * size, attempts, start=np.zeros((6, 3)))

    kept = (coming * size * (1 - full ** attempts[:, np.newaxis, np.newaxis])).sum(axis=0)
    parked = load * (1 - full)
    assert np.allclose(parked[1:], (standing * size + kept)[1:], atol=1e-3, rtol=1e-3)
    assert (parked <= size + 1e-6).all()
    assert (full[0] == 1).all()


def test_one_attempt_is_a_loss_and_pooling_halves_it() -> None:
    """Two lots of 50 at 45 erlang refuse 5.41 %, one of 100 at 90 2.70 %, four of 25 9.36 %."""
    table, none = fullness([50, 100, 25]), np.zeros((3, 1))
    coming = np.array([[[45.0], [90.0], [22.5]]])

    full, _ = refused(table, none, coming, np.ones(1), start=none)

    assert full[:, 0].round(4).tolist() == [0.0541, 0.0270, 0.0936]


def test_insistence_fills_the_spaces_and_fills_them_more_often() -> None:
    table, none = fullness([20]), np.zeros((1, 1))
    once, _ = refused(table, none, np.full((1, 1, 1), 18.0), np.ones(1), start=none)
    often, _ = refused(table, none, np.full((1, 1, 1), 18.0), np.full(1, 8.0), start=none)

    assert often > once


def test_half_a_space_and_half_an_attempt_are_refused() -> None:
    none = np.zeros((6, 1))

    with pytest.raises(ShapeError, match="whole"):
        fullness([1.5])
    with pytest.raises(ShapeError, match="one attempt"):
        refused(TABLE, none, np.zeros((1, 6, 1)), np.array([0.5]), start=none)


def _followed(spaces: int, load: float, attempts: int, draw: np.random.Generator) -> float:
    """Mean number of attempts that fail, driver by driver; stays of 60 times an attempt."""
    born = np.cumsum(draw.exponential(60 / (load * spaces), 60_000))
    events = [(when, n, 0) for n, when in enumerate(born)]
    failed, taken = np.zeros(len(born)), 0
    while events[0][0] < born[-1]:
        now, who, tries = heapq.heappop(events)
        if who < 0:
            taken -= 1
        elif taken < spaces:
            taken += 1
            heapq.heappush(events, (now + draw.exponential(60), -1, 0))
        else:
            failed[who] += 1
            if tries + 1 < attempts:
                heapq.heappush(events, (now + 1, who, tries + 1))
    return float(failed[6_000:-6_000].mean())


@pytest.mark.parametrize(("spaces", "load", "least", "most"), [(10, 0.85, 2, 4), (40, 0.9, 3, 6)])
def test_who_tries_again_soon_fails_more_often_than_usual(
    spaces: int, load: float, least: float, most: float
) -> None:
    """What `docs/explanation/parking-scenarios.md` says of its minutes of search."""
    none, coming = np.zeros((1, 1)), np.full((1, 1, 1), load * spaces)
    full = refused(fullness([spaces]), none, coming, np.array([8.0]), start=none)[0].item()

    followed = _followed(spaces, load, 8, np.random.default_rng(1))

    assert least < followed / sum(full**n for n in range(1, 9)) < most
