"""A drawn day of drivers, its survey, and what the survey gives back of it."""

import numpy as np
import pandas as pd
import pytest

from beffroi.drawing.parked import HOUR, Kerbs, Parked, kerbs, parked, reads
from beffroi.drawing.scene import Scene
from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.engines.parking.explanation.searching import followed, ground, occupancies
from beffroi.engines.parking.explanation.sections import Stretches, sections
from beffroi.engines.parking.surveys.occupancy import occupied
from beffroi.engines.parking.surveys.passes import made
from beffroi.engines.parking.surveys.plates import stays
from beffroi.engines.parking.surveys.stays import Lengths, lengths

DAY = (11 * HOUR, 19 * HOUR)
REACH, TAKEN, STAY = 350.0, 0.85, 1.25 * HOUR


@pytest.fixture(scope="module")
def along(drawn: Scene) -> Kerbs:
    return kerbs(drawn, reach=REACH)


@pytest.fixture(scope="module")
def done(along: Kerbs) -> Parked:
    return parked(along, occupancy=TAKEN, stay=STAY, day=DAY, seed=1)


def test_nobody_stands_where_there_is_no_bay(along: Kerbs, done: Parked) -> None:
    for now in np.linspace(*DAY, 9):
        there = done.stays[(done.stays["parked"] <= now) & (done.stays["left"] > now)]
        taken = np.bincount(there["side"].astype(int), minlength=along.bays.size)
        assert (taken <= along.bays.ravel()).all()
    assert 0.5 < done.occupancy < 1.0
    assert done.stay == pytest.approx(STAY, rel=0.1)


def test_a_survey_of_the_drawn_town_gives_back_its_day_within_the_intervals(
    along: Kerbs, done: Parked
) -> None:
    """Occupancy, stays and search times that are known are within what is told of them.

    So they are at seven and eight bays in ten; from nearly nine in ten on, the search is told too
    short (`docs/explanation/parking-scenarios.md`).
    """
    frame = reads(done, every=0.5 * HOUR)
    frame = frame.assign(day="", instant=frame["time"], vehicle=frame["vehicle"].astype("Int64"))
    frame = frame.astype({"section": "string", "day": "string", "pass": "string"})
    bays = along.bays.ravel()
    listed = pd.DataFrame({"section": [f"s{n}" for n in np.flatnonzero(bays)],
                           "spaces": bays[bays > 0].astype(float)})  # fmt: skip

    passes = made(frame)
    taken, long = occupied(passes.table, listed), lengths(stays(frame, passes))
    assert taken.mean is not None
    assert taken.mean.low <= done.occupancy <= taken.mean.high
    assert isinstance(long, Lengths)
    assert long.mean().low <= done.stay <= long.mean().high

    held = taken.passes.groupby("section")["occupancy"].mean().reindex(listed["section"]).fillna(0)
    n = len(along.start)
    both = np.ones(n, dtype=bool)
    streets = sections(Stretches(along.x, along.y, along.start, along.end, np.arange(n),
                                 along.length, both, both))  # fmt: skip
    side = np.flatnonzero(bays)
    places = pd.DataFrame({"kind": "kerb", "street": (side // 2).astype(object),
                           "side": np.where(side % 2, "left", "right"), "spaces": bays[side],
                           "x": np.nan, "y": np.nan})  # fmt: skip
    told = []
    for speed in ("fast_speed", "slow_speed"):
        on = ground(streets, places, speed=parameter(speed))
        found = followed(on, occupancies(on, held.to_numpy()), stay=long.mean().value, hours=8.0)
        told += [found.time, found.mean]
    assert min(told) <= done.search <= max(told)
