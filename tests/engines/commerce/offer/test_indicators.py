"""Figures of the whole offer: unknown where nothing tells, with their interval where it is one."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.engines.commerce.offer.indicators import Offered, outcome
from beffroi.foundation.figures import Figure, Source
from beffroi.territory.commerce import PREMISES
from beffroi.territory.outcome import Outcome
from tests.engines.mobility.drawn import LAMBERT, streets

OSM = (Source("osm", "OpenStreetMap", "OSM contributors", "2026-09-21", "ODbL 1.0"),)
DATE = "2026-09-21"


def premises(states: str, **columns: object) -> gpd.GeoDataFrame:
    """Draw premises in a row: t trades, v stands vacant, u is in the register alone."""
    n = len(states)
    named = {"t": "trading", "v": "vacant", "u": "unknown"}
    return PREMISES.framed(
        {
            "premises_id": [f"osm:n{i}" for i in range(n)],
            "state": [named[state] for state in states],
            "street": ["Grande Rue"] * n,
            "sources": ["osm"] * n,
            "geometry": [shapely.Point(10 * i, 5) for i in range(n)],
            **columns,
        },
        crs=LAMBERT,
    )


def told(table: gpd.GeoDataFrame, lives: pd.DataFrame | None = None) -> Outcome:
    grande_rue = streets({"highway": "residential", "name": "Grande Rue"})
    return outcome(Offered(table, grande_rue, lives, DATE, OSM))


def figures(made: Outcome) -> dict[str, Figure]:
    return {figure.id.removeprefix("commerce."): figure for figure in made.figures}


def test_premises_that_the_register_alone_knows_do_not_trade() -> None:
    found = figures(told(premises("ttuv")))

    assert found["premises_trading"].value == 2


def test_where_nobody_looked_for_empty_windows_runs_are_unknown_and_not_none() -> None:
    assert figures(told(premises("tttt")))["vacant_runs"].value is None
    assert figures(told(premises("tvtt")))["vacant_runs"].value == 0


def test_three_empty_windows_in_a_row_are_a_run() -> None:
    made = told(premises("tvvvt"))

    assert figures(made)["vacant_runs"].value == 1
    run = next(one for one in made.exhibits if one.id == "commerce.vacant_runs")
    assert run.rows == (("Grande Rue", 3.0, pytest.approx(20.0)),)
    assert len(made.tables["vacant_runs"]) == 1


def test_a_long_vacancy_is_told_among_those_that_are_dated() -> None:
    since = [None, "2020-01-01", "2026-08-01", None]
    found = figures(told(premises("tvvv", vacant_since=since)))["structural_vacancy"]

    assert found.value == pytest.approx(0.5)
    assert found.interval is not None
    assert "2 locaux vacants dont le début" in found.method.fr
    assert "1 autres" in found.method.fr


def test_vacancies_without_any_date_leave_their_age_unknown() -> None:
    assert figures(told(premises("tvv")))["structural_vacancy"].value is None


def test_variety_is_compared_at_a_hundred_shops_and_unknown_below() -> None:
    families = ["food", "clothing", "services"] * 40
    small = figures(told(premises("t" * 99, family=families[:99])))["variety"]
    large = figures(told(premises("t" * 120, family=families)))["variety"]

    assert small.value is None
    assert large.value == pytest.approx(3.0, abs=0.05)


def test_chains_are_a_minimum_where_nothing_tells_of_some_shops() -> None:
    found = figures(told(premises("tttt", is_chain=[True, False, None, None])))["chains"]
    none = figures(told(premises("tt")))["chains"]

    assert found.value == pytest.approx(0.25)
    assert found.minimum
    assert none.value is None


def test_twenty_shops_in_a_row_are_a_pole_and_nineteen_are_not() -> None:
    nineteen, twenty = figures(told(premises("t" * 19))), figures(told(premises("t" * 20)))

    assert (nineteen["poles"].value, nineteen["main_pole"].value) == (0, None)
    assert (twenty["poles"].value, twenty["main_pole"].value) == (1, 20)


def test_hours_that_nobody_told_give_no_share() -> None:
    made = told(premises("ttt"))

    assert figures(made)["open_at_noon"].value is None
    assert "commerce.open_hours" not in {one.id for one in made.exhibits}


def test_the_day_is_shown_among_shops_whose_hours_are_understood() -> None:
    hours = [*["Mo-Sa 09:00-12:00,14:00-19:00", "Mo-Sa 09:00-19:00"] * 15, None]
    made = told(premises("t" * 31, opening_hours=hours))
    day = next(one for one in made.exhibits if one.id == "commerce.open_hours")

    assert figures(made)["open_at_noon"].value == pytest.approx(0.5)
    gap = figures(made)["noon_gap"]
    assert gap.value == pytest.approx(0.5)
    assert gap.interval is not None
    assert 0.2 < gap.interval[0] < 0.5 < gap.interval[1] < 0.7
    assert dict(day.rows)["13:00"] == pytest.approx(0.5)
    assert dict(day.rows)["10:00"] == pytest.approx(1.0)
    assert "30 commerces" in day.note.fr
    assert "sur 31" in day.note.fr


def test_ten_shops_do_not_tell_the_day_of_a_hundred_and_ninety_six() -> None:
    hours = [*["Mo-Sa 09:00-12:00,14:00-19:00"] * 10, *[None] * 186]
    made = told(premises("t" * 196, opening_hours=hours))

    assert figures(made)["noon_gap"].value is None
    assert "il en faut 30" in figures(made)["noon_gap"].method.fr
    assert "commerce.open_hours" not in {one.id for one in made.exhibits}


def test_without_a_history_survival_is_unknown() -> None:
    assert figures(told(premises("t")))["survival"].value is None


def test_survival_counts_the_shops_that_outlive_five_years() -> None:
    opened = pd.to_datetime(["2017-01-01"] * 40)
    closed = pd.to_datetime(["2019-01-01"] * 10 + [None] * 30)
    lives = pd.DataFrame({
        "siret": [f"{i:014d}" for i in range(40)], "opened": opened, "closed": closed,
        "activity": "47.71Z", "name": None,
    })  # fmt: skip
    found = figures(told(premises("t"), lives))["survival"]

    assert found.value == pytest.approx(0.75)
    assert found.interval is not None
    assert found.interval[0] < 0.75 < found.interval[1]


def test_an_empty_perimeter_has_no_share_and_no_exhibit_of_families() -> None:
    made = told(premises(""))

    assert figures(made)["premises_trading"].value == 0
    assert made.exhibits == ()
