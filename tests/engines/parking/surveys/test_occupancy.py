"""Occupancy and rotation, by hand and at their limits."""

import numpy as np
import pytest

from beffroi.engines.parking.surveys.occupancy import doubtful, occupied, rotation
from beffroi.engines.parking.surveys.passes import made
from beffroi.engines.parking.surveys.plates import stays
from tests.engines.parking.surveys.reads import BY_HAND, reads, sections

FOUR = sections(**{"Rue Haute": 4.0})


def test_the_survey_by_hand() -> None:
    passes = made(BY_HAND)

    found = occupied(passes.table, FOUR)

    assert found.passes["occupancy"].tolist() == [0.5, 0.5, 0.75, 0.5]
    assert found.hours["hour"].tolist() == [9, 10, 11, 12]
    assert found.mean is not None
    assert found.mean.value == pytest.approx(9 / 16)
    assert found.peak_hour == 11
    assert rotation(stays(BY_HAND, passes), FOUR, 1) == (1.25, 1.25)


def test_vehicles_outside_the_spaces_make_more_than_one() -> None:
    found = occupied(made(BY_HAND).table, sections(**{"Rue Haute": 2.0}))

    assert found.hours["occupancy"].tolist() == [1.0, 1.0, 1.5, 1.0]
    assert (found.hours["low"] <= found.hours["occupancy"]).all()
    assert (found.hours["occupancy"] <= found.hours["high"]).all()


def test_sections_too_full_and_sections_unknown_are_named() -> None:
    own = sections(**{"Rue Haute": 2.0, "Halle": 0.0})

    said = [words.en for words in doubtful(own, occupied(made(BY_HAND).table, own).passes)]

    assert said == [
        "Halle: spaces unknown or 0, so that its occupancy is unknown.",
        (
            "More vehicles than spaces at some passes: Rue Haute (3/2). "
            "Kept as counted; check the spaces, or who stands outside."
        ),
    ]


@pytest.mark.parametrize("spaces", [0.0, None])
def test_without_spaces_occupancy_is_unknown_and_vehicles_are_counted(
    spaces: float | None,
) -> None:
    own = sections(**{"Rue Haute": spaces})

    found = occupied(made(BY_HAND).table, own)

    assert np.isnan(found.hours["occupancy"]).all()
    assert found.hours["vehicles"].tolist() == [2, 2, 3, 2]
    assert found.mean is found.peak is found.saturated is None
    assert rotation(stays(BY_HAND, made(BY_HAND)), own, 1) == (None, None)


def test_the_interval_is_drawn_from_the_sections() -> None:
    seen = [(f"{s}{k}", f"S{s}", 9.0, "1") for s in range(6) for k in range(s + 1)]

    found = occupied(made(reads(*seen)).table, sections(**{f"S{s}": 10.0 for s in range(6)}))

    assert found.mean is not None
    assert found.mean.value == pytest.approx(0.35)
    assert found.mean.low < 0.35 < found.mean.high
