"""How much halts say for a stop, for the road, or for chance."""

import numpy as np

from beffroi.engines.informal.halts.model import (
    evidence,
    law,
    learnt,
    nodes,
    probability,
    supposed,
)
from beffroi.engines.informal.traces import Floats

HABITS = supposed(n_halts=60, ridden=40_000.0)


def said(kind: str, offsets: list[float], seconds: list[float]) -> float:
    """Weigh passages of one place as a kind, all its shares and stays alike."""
    each = evidence(
        np.array(offsets), np.array(seconds), np.zeros(len(offsets), dtype=bool),
        getattr(HABITS, kind), HABITS,
    )  # fmt: skip
    return float(np.logaddexp.reduce(each.sum(axis=0)))


def test_who_passes_without_halting_speaks_against_a_stop() -> None:
    none = [np.nan] * 5
    assert said("stop", none, none) < said("stop", [0.0] * 5, [15.0] * 5)
    assert said("stop", none, none) < np.log(len(nodes(HABITS.stop)[0]))


def test_all_that_halt_speak_for_a_stop_and_half_of_them_for_long_for_a_light() -> None:
    stop = [0.0] * 8, [15.0] * 8
    light = [0.0, np.nan] * 4, [38.0, np.nan, 9.0, np.nan, 30.0, np.nan, 22.0, np.nan]

    assert said("stop", *stop) > said("road", *stop)
    assert said("road", *light) > said("stop", *light)


def test_a_halt_that_is_far_says_less() -> None:
    assert said("stop", [20.0], [15.0]) < said("stop", [2.0], [15.0])


def test_laws_of_stays_are_densities() -> None:
    seconds = np.arange(0.05, 3_000.0, 0.1)
    for kind in (HABITS.stop, HABITS.road):
        assert np.allclose(law(seconds, kind).sum(axis=0) * 0.1, 1.0, atol=0.01)


def test_what_is_learnt_lies_between_what_was_supposed_and_what_was_seen() -> None:
    first = HABITS.stop
    shares, stays = nodes(first)
    weights = np.zeros((200, len(shares)))
    weights[:, (shares == shares.max()) & (stays == stays.min())] = 1.0
    none: Floats = np.zeros(0)

    made = learnt(first, first, weights=weights, stays=none.reshape(0, 2), sure=none)

    assert first.halting < made.halting < shares.max()
    assert stays.min() < made.stay < first.stay
    assert made.firmness > first.firmness
    assert made.spread == first.spread


def test_odds_become_probabilities() -> None:
    assert probability(np.array([0.0, 1e4, -1e4])).round(6).tolist() == [0.5, 1.0, 0.0]
