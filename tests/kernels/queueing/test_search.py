"""The search as a walk: closed forms, the plain sum over rounds, conservation, traps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.search import Circuit, passing, searched, turns


def ring(n: int, *, both_ways: bool = False) -> Circuit:
    tail = np.arange(n)
    head = (tail + 1) % n
    if both_ways:
        tail, head = np.concatenate([tail, head]), np.concatenate([head, tail])
    one = np.ones(len(tail))
    return Circuit(tail, head, 10 * one, 50 * one, one)


def drawn(seed: int, n: int = 6) -> tuple[Circuit, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    pairs = [(i, (i + 1) % n) for i in range(n)] + [(int(a), int(b)) for a, b in
                                                    draw.integers(n, size=(n, 2))]  # fmt: skip
    tail, head = (np.array(side) for side in zip(*pairs, strict=True))
    m = len(tail)
    circuit = Circuit(tail, head, draw.uniform(5, 60, m), draw.uniform(10, 300, m),
                      draw.uniform(0.1, 2, m))  # fmt: skip
    on = passing(draw.integers(0, 6, m), draw.uniform(0, 1, m), draw.uniform(0, 1, m))
    return circuit, on, draw.uniform(0, 9, m)


@given(st.integers(0, 10_000), st.floats(20, 2_000))
def test_what_drivers_meet_is_the_sum_over_all_walks(seed: int, patience: float) -> None:
    circuit, on, starts = drawn(seed)
    chance = turns(circuit).toarray()
    kept = on * np.exp(-circuit.duration / patience)
    half = 0.5 * (1 + on)
    time = distance = success = np.zeros(len(on))
    visits, entering = np.zeros(len(on)), starts.copy()
    for _ in range(3_000):
        time = circuit.duration * half + kept * (chance @ time)
        distance = circuit.length * half + kept * (chance @ distance)
        success = 1 - on + kept * (chance @ success)
        visits, entering = visits + entering, (kept * entering) @ chance

    found, ends = searched(circuit, on, starts, patience=patience)

    assert found.time == pytest.approx(time, rel=1e-6)
    assert found.distance == pytest.approx(distance, rel=1e-6)
    assert found.success == pytest.approx(success, rel=1e-6, abs=1e-9)
    assert ends.visits == pytest.approx(visits, rel=1e-6)
    assert ends.parked.sum() == pytest.approx((starts * success).sum(), rel=1e-6)


def test_without_giving_up_everybody_parks_and_a_circle_has_its_closed_form() -> None:
    found, ends = searched(ring(8), np.full(8, 0.8), np.ones(8))

    assert found.time == pytest.approx(10 * (1 / 0.2 - 0.5))
    assert found.success == pytest.approx(1.0)
    assert ends.parked.sum() == pytest.approx(8.0)


def test_a_chance_less_to_pass_saves_no_more_than_is_said() -> None:
    circuit, on, starts = drawn(3)
    found, ends = searched(circuit, on, starts, patience=600)

    for e in range(len(starts)):
        less = np.where(np.arange(len(on)) == e, 0.7 * on, on)
        saved = starts @ (found.time - searched(circuit, less, starts, patience=600)[0].time)
        told = ends.worth[e] * 0.3 * on[e]
        assert 0.5 * told - 1e-9 <= saved <= told + 1e-9


def test_drivers_turn_back_only_where_they_must() -> None:
    tail, head = np.array([0, 1, 1, 2]), np.array([1, 0, 2, 1])
    one = np.ones(4)
    circuit = Circuit(tail, head, one, one, one)

    chance = turns(circuit).toarray()

    assert chance.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 1, 0, 0]]


def test_where_nothing_can_be_found_the_search_is_endless_and_said_so() -> None:
    # Section 1 leads to a circle without a space; section 0 may lead there; 4 and 5 lead to room.
    tail, head = np.array([0, 1, 1, 2, 3, 4]), np.array([1, 2, 3, 2, 4, 3])
    one = np.ones(6)
    spaces = np.array([1.0, 0, 0, 0, 2, 2])
    circuit = Circuit(tail, head, one, one, one)

    found, ends = searched(circuit, passing(spaces, 0.5 * one), one)

    assert np.isinf(found.time).tolist() == [True, True, False, True, False, False]
    assert found.success.tolist()[3:] == [0.0, 1.0, 1.0]
    assert np.isfinite(ends.visits).all()


def test_leaving_the_area_ends_a_search() -> None:
    one = np.ones(2)
    circuit = Circuit(np.array([0, 1]), np.array([1, 2]), 10 * one, one, one)

    found, _ = searched(circuit, np.array([0.5, 0.5]), one)

    assert found.success == pytest.approx([0.75, 0.5])
    assert found.time == pytest.approx([7.5 + 0.5 * 7.5, 7.5])


@pytest.mark.parametrize(
    ("change", "said"),
    [({"duration": 0.0}, "takes some time"), ({"pull": np.nan}, "known"), ({"length": -2}, "0")],
)
def test_strange_sections_are_refused(change: dict[str, float], said: str) -> None:
    fields = {name: getattr(ring(3), name) for name in Circuit.__slots__}
    circuit = Circuit(**(fields | {k: np.full(3, v) for k, v in change.items()}))

    with pytest.raises(ShapeError, match=said):
        searched(circuit, np.full(3, 0.5), np.ones(3))


def test_strange_states_are_refused() -> None:
    for on, starts, patience in ((1.5, 1.0, 9.0), (0.5, -1.0, 9.0), (0.5, 1.0, 0.0)):
        with pytest.raises(ShapeError):
            searched(ring(3), np.full(3, on), np.full(3, starts), patience=patience)
    with pytest.raises(ShapeError, match="each section"):
        searched(ring(3), np.ones(2), np.ones(3))
