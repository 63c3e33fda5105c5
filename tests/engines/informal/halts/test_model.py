"""What rides did at a place, weighed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.halts.model import evidence, learnt, probability, supposed

HABITS = supposed(100, 50_000.0)
PLAIN = np.zeros(1, dtype=bool)


def weigh(offset: float, seconds: float, *, is_marked: bool = False) -> float:
    return float(evidence(np.array([offset]), np.array([seconds]), np.array([is_marked]),
                          HABITS.stop, HABITS)[0])  # fmt: skip


def test_a_halt_of_a_usual_length_speaks_for_a_stop_and_a_passage_without_one_against() -> None:
    assert weigh(0.0, 14.0) > 2
    assert weigh(np.nan, np.nan) == pytest.approx(np.log(1 - 0.6))


@given(st.floats(0, 24), st.floats(4, 120))
def test_the_nearer_the_halt_the_more_it_speaks_for_the_stop(offset: float, seconds: float) -> None:
    assert weigh(offset, seconds) >= weigh(offset + 1, seconds)
    assert weigh(offset, seconds) == pytest.approx(weigh(-offset, seconds))


def test_the_evidence_is_the_logarithm_of_a_ratio_of_two_densities() -> None:
    # Summed over all that a passage may do, weighed by chance, the ratio is one.
    offset, seconds = np.meshgrid(np.linspace(-25, 25, 201), np.linspace(0.05, 600, 12_001))
    rate, window = HABITS.other_rate * 50, 50.0
    by_chance = np.exp(-seconds / HABITS.other_stay) / HABITS.other_stay / window
    ratio = np.exp(evidence(offset.ravel(), seconds.ravel(), np.zeros(offset.size, dtype=bool),
                            HABITS.stop, HABITS)).reshape(offset.shape)  # fmt: skip
    cell = (50 / 200) * (600 / 12_000)
    halted = rate * (ratio * by_chance).sum() * cell
    passed = (1 - rate) * 0.4
    # Where no halt was by chance, the model holds it for none by chance either: as much is missing.
    assert halted + passed == pytest.approx(1.0, abs=0.03)


def test_habits_lie_between_what_was_supposed_and_what_was_seen() -> None:
    stays = np.full(500, 30.0)

    made = learnt(HABITS.stop, stays=stays, weights=np.ones(500), n_passes=1000, n_halts=500)

    assert 14 < made.stay < 30
    assert 0.5 < made.halting < 0.6
    none = learnt(HABITS.stop, stays=stays[:0], weights=stays[:0], n_passes=0, n_halts=0)
    assert (none.stay, none.halting) == (pytest.approx(14), pytest.approx(0.6))


def test_even_odds_are_one_half() -> None:
    assert probability(np.zeros(1)).tolist() == [0.5]
