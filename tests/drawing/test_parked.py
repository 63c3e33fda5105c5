"""A drawn day of drivers, its survey, and what the survey gives back of it."""

import numpy as np
import pandas as pd
import pytest

from beffroi.drawing.parked import HOUR, Kerbs, Parked, kerbs, parked, reads
from beffroi.drawing.scene import Scene
from beffroi.engines.parking.explanation.following import mean_search
from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.engines.parking.explanation.searching import Ground, ground, occupancies
from beffroi.engines.parking.explanation.sections import Stretches, sections
from beffroi.engines.parking.explanation.steadying import steadied
from beffroi.engines.parking.surveys.occupancy import occupied
from beffroi.engines.parking.surveys.passes import made
from beffroi.engines.parking.surveys.plates import stays
from beffroi.engines.parking.surveys.stays import Lengths, lengths
from beffroi.foundation.language import Words
from beffroi.study.parking_bounds import Bounds, Tried, bounds

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


@pytest.fixture(scope="module")
def grounds(along: Kerbs) -> dict[str, Ground]:
    """Streets and bays of the drawn town, at each speed that the search is told for."""
    n, bays = len(along.start), along.bays.ravel()
    both = np.ones(n, dtype=bool)
    streets = sections(Stretches(along.x, along.y, along.start, along.end, np.arange(n),
                                 along.length, both, both))  # fmt: skip
    side = np.flatnonzero(bays)
    places = pd.DataFrame({"kind": "kerb", "street": (side // 2).astype(object),
                           "side": np.where(side % 2, "left", "right"), "spaces": bays[side],
                           "x": np.nan, "y": np.nan})  # fmt: skip
    return {name: ground(streets, places, speed=parameter(name))
            for name in ("speed", "slow_speed", "fast_speed")}  # fmt: skip


def _listed(along: Kerbs) -> pd.DataFrame:
    bays = along.bays.ravel()
    return pd.DataFrame({"section": [f"s{n}" for n in np.flatnonzero(bays)],
                         "spaces": bays[bays > 0].astype(float)})  # fmt: skip


def _read(done: Parked) -> pd.DataFrame:
    frame = reads(done, every=0.5 * HOUR)
    frame = frame.assign(day="", instant=frame["time"], vehicle=frame["vehicle"].astype("Int64"))
    return frame.astype({"section": "string", "day": "string", "pass": "string"})


def _bounds(grounds: dict[str, Ground], held: np.ndarray, *, surveyed: bool = True) -> Bounds:
    """Bound the mean search at occupancies of the sections with bays, as the page does."""
    taken = occupancies(grounds["speed"], held)
    usual, *others = (
        Tried(Words(name, name), mean_search(one, taken), one, taken, surveyed=surveyed)
        for name, one in grounds.items()
    )
    return bounds(usual, others, stay=STAY)


def test_a_survey_of_the_drawn_town_gives_back_its_day_within_the_intervals(
    along: Kerbs, done: Parked, grounds: dict[str, Ground]
) -> None:
    """Occupancy, stays and search times that are known are within what is told of them."""
    passes, listed = made(_read(done)), _listed(along)
    taken, long = occupied(passes.table, listed), lengths(stays(_read(done), passes))
    assert taken.mean is not None
    assert taken.mean.low <= done.occupancy <= taken.mean.high
    assert isinstance(long, Lengths)
    assert long.mean().low <= done.stay <= long.mean().high

    held = taken.passes.groupby("section")["occupancy"].mean().reindex(listed["section"]).fillna(0)
    told = _bounds(grounds, held.to_numpy())
    assert told.low <= done.search <= told.high


@pytest.mark.parametrize(
    ("asked", "seed"), [(0.83, 1), (0.87, 2), *((q, s) for q in (0.93, 0.95) for s in (1, 2, 3))]
)
def test_the_search_is_within_its_bounds_where_streets_are_nearly_full(
    along: Kerbs, grounds: dict[str, Ground], asked: float, seed: int
) -> None:
    day = parked(along, occupancy=asked, stay=STAY, day=DAY, seed=seed)
    frame, listed = _read(day), _listed(along)
    seen = frame.groupby("section").size().reindex(listed["section"]).fillna(0)
    held = (seen / listed["spaces"].to_numpy() / frame["pass"].nunique()).to_numpy()

    told = _bounds(grounds, held)
    alike = _bounds(grounds, np.full(len(held), day.occupancy), surveyed=False)

    assert (0.79 if asked < 0.9 else 0.855) < day.occupancy < (0.85 if asked < 0.9 else 0.9)
    assert told.low <= day.search <= told.high
    assert alike.low <= day.search <= alike.high
    assert told.high < 1.5 * told.low + 5.0


def test_the_search_of_an_hour_is_within_its_bounds_though_streets_are_seen_twice(
    along: Kerbs, grounds: dict[str, Ground]
) -> None:
    """What two passes see of small streets is mostly chance, which made the search too long."""
    listed, held, raw = _listed(along), [], []
    for asked, seed in ((0.8, 1), (0.93, 3)):
        day = parked(along, occupancy=asked, stay=STAY, day=DAY, seed=seed)
        frame = reads(day, every=0.5 * HOUR)
        for begin in (12 * HOUR, 16 * HOUR):
            passes = frame[frame["time"].isin([begin, begin + 0.5 * HOUR])]
            seen = passes.groupby("section").size().reindex(listed["section"]).fillna(0).to_numpy()
            spaces = listed["spaces"].to_numpy()
            own = day.stays[day.stays["came"].between(begin, begin + HOUR)]
            known = float((own["parked"].fillna(own["left"]) - own["came"]).mean())
            told = _bounds(grounds, steadied(seen / spaces / 2, spaces), surveyed=False)
            held.append(told.low <= known <= told.high)
            raw.append(known < _bounds(grounds, seen / spaces / 2).low)
    assert all(held)
    assert all(raw[:2])
