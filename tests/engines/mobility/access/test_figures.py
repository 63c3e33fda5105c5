"""The figures of access of a town of two hamlets, by hand."""

from pathlib import Path

import pandas as pd
import pytest
import shapely

from beffroi.engines.mobility import access
from beffroi.engines.mobility.access.figures import (
    access_exhibits,
    access_figures,
    access_squares,
)
from beffroi.engines.mobility.access.reach_of_centre import (
    Reach,
    common_day,
    days_of,
    reach_of_centre,
)  # fmt: skip
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.basin import basin
from beffroi.foundation.figures import Figure
from beffroi.territory.indicator import read
from tests.engines.mobility.access.basins import X, Y
from tests.engines.mobility.access.towns import town

DEFINITIONS = read(Path(access.__file__).parents[1] / "indicators.toml")


def reached(given: Inputs) -> Reach:
    day = common_day(basin(given.timetables).types) if given.timetables else ""
    days = days_of(basin(given.timetables).types) if given.timetables else {}
    found = reach_of_centre(given, day, days=days)
    assert found is not None
    return found


def figures(**changes: object) -> dict[str, Figure]:
    given = town(**changes)
    found = access_figures(given, reached(given), DEFINITIONS)
    return {figure.id: figure for figure in found}


def test_the_median_is_that_of_the_larger_hamlet() -> None:
    found = figures()

    assert found["mobility.minutes_to_centre.walk.to_centre"].value == pytest.approx(26.8, abs=0.05)
    assert found["mobility.share_within_half_hour.walk.to_centre"].value == 1
    assert found["mobility.left_out"].value == 0


def test_shares_are_of_people_not_of_squares() -> None:
    found = figures()

    assert found["mobility.share_near.food.15min"].value == 0
    assert found["mobility.shops_gini.walk"].value == 0
    assert found["mobility.shops_palma.transit"].value == pytest.approx(0.25)


def test_people_off_the_streets_are_unknown_not_left_out() -> None:
    given = town()
    moved = given.population.cells.copy()
    moved.loc[1, "geometry"] = shapely.Point(X + 3910, Y + 5_000)
    people = type(given.population)(moved, 400.0, None, given.population.method)

    found = figures(population=people)

    assert found["mobility.left_out"].value == 0
    assert found["mobility.share_within_half_hour.walk.to_centre"].value == 1


def test_without_timetables_public_transport_has_no_figure() -> None:
    found = figures(timetables=())

    assert not [id_ for id_ in found if "transit" in id_]
    assert found["mobility.left_out"].value == 0


def test_exhibits_repeat_the_figures() -> None:
    given, found = town(), figures()

    shown = list(access_exhibits(given, reached(given), found))

    assert [exhibit.id for exhibit in shown] == [
        "mobility.within_half_hour", "mobility.near", "mobility.by_day", "mobility.places",
    ]  # fmt: skip
    for exhibit in shown[:3]:
        values = [found[id_].value for id_ in exhibit.figures]
        assert [row[-1] for row in exhibit.rows] == values


def test_squares_hold_their_people_and_minutes() -> None:
    table = access_squares(reached(town()))

    assert table["population"].tolist() == [300, 100]
    assert isinstance(table, pd.DataFrame)
    assert (table["minutes_without_car"] <= table["minutes_walk"]).all()
