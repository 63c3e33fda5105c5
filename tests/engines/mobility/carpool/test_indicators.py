"""Figures of carpooling, in the valley."""

import pytest

from beffroi.engines.mobility.carpool.diagnosis import diagnosis
from beffroi.engines.mobility.carpool.indicators import outcome
from beffroi.engines.mobility.carpool.inputs import Inputs
from beffroi.foundation.figures import Figure, Source
from tests.engines.mobility.carpool.drawn import VALLEY, communes, flows, places

FLOWS = (Source("flows", "Flux", "INSEE", "2021", "Licence Ouverte 2.0"),)


def inputs(**changes: object) -> Inputs:
    given = {
        "flows": flows(*VALLEY), "communes": communes(), "places": None, "roads": None,
        "town": "A", "sources": {"flows": FLOWS, "contours": FLOWS, "bnlc": FLOWS},
    }  # fmt: skip
    return Inputs(**(given | changes))


def figures(given: Inputs) -> dict[str, Figure]:
    return {figure.id: figure for figure in outcome(given).figures}


def test_the_valley_shares_its_road() -> None:
    found = figures(inputs())

    assert found["mobility.commuters_out"].value == 160
    assert found["mobility.commuters_in"].value == 40
    assert found["mobility.carpool_axis"].value == 180
    assert found["mobility.carpool_lines_share"].value == 1
    low, high = found["mobility.carpool_chance"].interval
    assert low < found["mobility.carpool_chance"].value < high


def test_a_range_goes_with_every_cost() -> None:
    found = figures(inputs())

    costs = [found[f"mobility.carpool_cost.{name}"] for name in ("low", "usual", "high")]
    assert [cost.value for cost in costs] == sorted(cost.value for cost in costs)
    assert costs[1].interval == pytest.approx((costs[1].value / 1.5, 2 * costs[1].value))


def test_existing_places_are_counted_and_their_use_is_not_known() -> None:
    made = outcome(inputs(places=places(("mid", 15_000, 0, 20), ("far", 0, -40_000, None))))

    found = {figure.id: figure.value for figure in made.figures}
    assert found["mobility.carpool_places_on_axes"] == 1
    assert made.tables["carpool_use"]["parked"].isna().all()


def test_without_flows_nothing_is_said() -> None:
    assert outcome(inputs(flows=None)).figures == ()


def test_without_places_of_communes_the_axis_is_unknown() -> None:
    made = outcome(inputs(communes=communes().iloc[:0]))

    found = {figure.id: figure for figure in made.figures}
    assert found["mobility.commuters_out"].value == 160
    assert found["mobility.carpool_axis"].value is None
    assert "280" in found["mobility.carpool_axis"].method.en
    assert [f.tone for f in diagnosis(made.figures)] == ["unknown"]


def test_lines_and_points_are_shown_with_their_commuters() -> None:
    shown = {exhibit.id: exhibit for exhibit in outcome(inputs()).exhibits}

    assert shown["mobility.carpool_axes"].rows[0][:3] == ("A → D", 30.0, 180.0)
    assert [row[1] for row in shown["mobility.carpool_lines"].rows] == [180, 240, 280]
    assert len(shown["mobility.carpool_scenarios"].rows) == 3
