"""Quality of service of a basin, whole."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.service.quality import quality
from tests.engines.mobility.service.drawn import (
    LAMBERT,
    ORIGIN,
    calendar,
    feed,
    inputs,
    street,
    tables,
)

WEEK = [calendar("w", "1111110", "2026-09-01", "2026-09-30")]
RUNS = {
    "out": {"stops": "abc", "hours": (9, 9.25, 9.5)},
    "back": {"stops": "cba", "hours": (14, 14.25, 14.5)},
    "home": {"stops": "abc", "hours": (17, 17.25, 17.5)},
}


def test_every_measure_is_there() -> None:
    found = quality(inputs(feed(tables(RUNS, WEEK))), street())

    assert found.inside.tolist() == [True, True, True]
    assert found.stops["kind"].unique().tolist() == ["school_weekday", "saturday"]
    assert found.lines["at_shop_hours"].tolist() == [True] * 4
    assert set(found.hours) == {"stops", "lines", "squares"}
    assert found.jobs is None
    near = found.people.set_index(["kind", "area", "metres", "at_least"])["total"]
    assert near["school_weekday", "perimeter", 300, 1] == 40
    assert near["school_weekday", "perimeter", 300, 15] == 0


def test_jobs_are_counted_where_they_are_known() -> None:
    jobs = gpd.GeoDataFrame(
        {"jobs": [100.0]}, geometry=[shapely.Point(ORIGIN[0] + 400, ORIGIN[1])], crs=LAMBERT
    )

    found = quality(inputs(feed(tables(RUNS, WEEK)), jobs=jobs), street())

    assert found.jobs is not None
    assert found.jobs["total"].max() == 100


def test_without_streets_nobody_walks_and_the_rest_is_measured() -> None:
    found = quality(inputs(feed(tables(RUNS, WEEK))), street(0))

    assert found.lines["at_shop_hours"].isna().all()
    assert found.people["total"].max() == 0
    assert len(found.stops)


def test_a_feed_that_never_runs_measures_nothing_and_says_why() -> None:
    found = quality(inputs(feed(tables(RUNS))), street())

    assert found.stops.empty
    assert "no_service" in {one.code for one in found.remarks}


def test_the_squares_given_are_kept() -> None:
    town = inputs(feed(tables(RUNS, WEEK)))
    given = quality(inputs(feed(tables(RUNS, WEEK)), squares=town.population.cells), street())

    assert set(given.squares["cell_id"]) == {"c0", "c1"}
    assert isinstance(given.squares, pd.DataFrame)
