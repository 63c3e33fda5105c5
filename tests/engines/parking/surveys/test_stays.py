"""How long vehicles stay: found again, bounded, or refused with its reason."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.surveys.passes import made
from beffroi.engines.parking.surveys.plates import midpoint, stays
from beffroi.engines.parking.surveys.stays import Lengths, Refused, kinds, lengths, sure_share
from beffroi.foundation.language import Words
from tests.engines.parking.surveys.reads import BY_HAND, HOUR, drawn


def test_a_drawn_survey_gives_its_stays_back_within_the_intervals() -> None:
    frame, _, n_came = drawn(0.5, 1.0)
    table = stays(frame, made(frame))

    found = lengths(table)

    assert isinstance(found, Lengths)
    mean, over, beyond = found.mean(), found.longer(2 * HOUR), found.beyond(2 * HOUR)
    assert mean.low < HOUR < mean.high
    assert over.low < np.exp(-2) < over.high
    assert beyond.low < np.exp(-2) < beyond.high
    assert found.n_came.low < n_came < found.n_came.high
    assert found.median().value == pytest.approx(np.log(2) * HOUR, rel=0.15)
    shares = [found.between(a * HOUR, b * HOUR).value for a, b in ((0, 1), (1, 3), (3, np.inf))]
    assert sum(shares) == pytest.approx(1)
    assert midpoint(table).mean() > 1.1 * HOUR


@pytest.mark.parametrize(("gap", "mean"), [(2.0, 0.75), (1.0, 0.75)])
def test_passes_farther_apart_than_the_mean_stay_are_refused(gap: float, mean: float) -> None:
    """At 1 h for 45 min too, where the median of twelve days is right: one day alone may be not."""
    frame, _, _ = drawn(gap, mean)

    found = lengths(stays(frame, made(frame)))

    assert isinstance(found, Refused)
    assert f"passes are {gap * 60:g}\u00a0min apart" in found.why.en


def test_two_kinds_of_stays_are_told_where_there_are_two() -> None:
    one, two = drawn(0.5, 0.5)[0], drawn(0.5, 8.0, seed=1)[0]
    other = two.assign(vehicle=two["vehicle"] + 100_000)
    both = pd.concat([one, other], ignore_index=True)

    for frame, is_mixed in ((both, True), (one, False)):
        table = stays(frame, made(frame))
        assert (kinds(table, lengths(table)) is not None) == is_mixed
    assert kinds(table, Refused(Words("", ""))) is None


def test_too_few_vehicles_are_refused() -> None:
    found = lengths(stays(BY_HAND, made(BY_HAND)))

    assert isinstance(found, Refused)
    assert found.why.en.startswith("3 stays seen to begin between two passes")


def test_what_passes_make_sure_of_holds_the_law() -> None:
    frame, _, _ = drawn(0.5, 1.0)
    table = stays(frame, made(frame))

    bounds = sure_share(table, lambda t: t > 2 * HOUR)

    assert bounds is not None
    assert 0 < bounds[0] < np.exp(-2) < bounds[1] < 1
