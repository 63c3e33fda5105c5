"""Findings on scenarios: words that say no more than the figures."""

import pytest

from beffroi.engines.mobility.scenarios.diagnosis import diagnosis
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words

OSM = Source("osm", "OpenStreetMap", "contributeurs", "2025-09", "ODbL 1.0")
EMPTY = Words("", "")
NAME = Words("Navette", "Shuttle")


def figure(key: str, value: float | None, interval: tuple[float, float] | None = None) -> Figure:
    unit = "€/person/year" if "cost" in key else "person"
    return Figure(f"scenario.{key}.s", EMPTY, value, unit, "2025", (OSM,), EMPTY, interval)


def said(*figures: Figure) -> dict[str, str]:
    return {one.id: one.statement.en for one in diagnosis(figures, "s", NAME, within=20)}


def test_a_gain_is_said_with_the_bounds_of_its_cost() -> None:
    found = said(figure("people_gained", 412.0), figure("cost_per_gained", 100.0, (80.0, 120.0)))

    (statement,) = found.values()
    assert '"Shuttle" brings 412\xa0inhabitants more within 20 minutes' in statement
    assert "80\xa0€ to 120\xa0€ per inhabitant gained a year" in statement


def test_a_cost_that_nobody_knows_is_said_to_be_unknown() -> None:
    found = said(figure("people_gained", 412.0), figure("cost_per_gained", None))

    assert "its cost is not known" in found["scenario.gain_without_cost.s"]
    assert len(found) == 1


@pytest.mark.parametrize("cost", [None, 50.0])
def test_where_nobody_gains_it_is_said(cost: float | None) -> None:
    found = said(figure("people_gained", 0.0), figure("cost_per_gained", cost))

    assert "brings nobody more" in next(iter(found.values()))


def test_those_who_lose_are_told_and_the_unknown_stays_unknown() -> None:
    found = said(figure("people_gained", None), figure("people_lost", 30.0))

    assert "cannot be said" in found["scenario.gain_without_cost.s"]
    assert "puts 30\xa0inhabitants more than 20 minutes" in found["scenario.loss.s"]
