"""Figures of trips by bike, on three streets whose every figure is known."""

from pathlib import Path

import numpy as np
import pytest

from beffroi.engines.mobility.active.diagnosis import diagnosis
from beffroi.engines.mobility.active.indicators import outcome
from beffroi.engines.mobility.active.inputs import Inputs, Price
from beffroi.formats import osm
from beffroi.foundation.figures import Figure
from beffroi.territory.population import spread
from tests.engines.mobility.active.town import FLOWS, inputs, table


def figures(given: Inputs) -> dict[str, Figure]:
    return {figure.id: figure for figure in outcome(given).figures}


def test_the_avenue_cuts_the_homes_from_the_shop() -> None:
    found = figures(inputs())

    assert found["mobility.quiet_trips.shopping"].value == 0
    assert found["mobility.quiet_trips.commuting"].value == 0.5
    assert found["mobility.largest_quiet_island"].value == 1


def test_the_avenue_made_quiet_joins_them() -> None:
    made = outcome(inputs())
    found = {figure.id: figure.value for figure in made.figures}

    links = made.tables["missing_links"]
    assert found["mobility.links_people"] == 30
    assert found["mobility.links_metres"] == pytest.approx(100, rel=1e-3)
    assert links["streets"].tolist() == ["Avenue"]
    assert (links["people_shopping"].iloc[0], links["people_commuting"].iloc[0]) == (40, 20)
    assert links["cost_least"].isna().all()


def test_a_dated_price_gives_a_cost() -> None:
    links = outcome(inputs(price=Price(100, 300, FLOWS[0]))).tables["missing_links"]

    assert links["cost_least"].iloc[0] == pytest.approx(10_000, rel=1e-3)
    assert links["cost_most"].iloc[0] == pytest.approx(30_000, rel=1e-3)


def test_flows_turn_a_share_into_journeys() -> None:
    found = figures(inputs(commuters=10.0))

    assert found["mobility.quiet_commutes"].value == 10
    assert found["mobility.quiet_commutes"].date == "2021"
    assert "mobility.quiet_commutes" not in figures(inputs())


def test_without_people_the_share_is_unknown() -> None:
    made = outcome(inputs(people=None))

    assert [figure.value for figure in made.figures] == [None, None]
    assert made.tables == {}


def test_without_shops_the_share_is_unknown() -> None:
    found = figures(inputs(shops=table(), workplaces=table()))

    assert found["mobility.quiet_trips.shopping"].value is None
    assert "mobility.links_people" not in found


def test_a_town_cut_in_two_is_a_critical_finding() -> None:
    found = {finding.id: finding.tone for finding in diagnosis(outcome(inputs()).figures)}

    assert found["mobility.quiet_shopping"] == "critical"


@pytest.mark.real
def test_redon_has_links_worth_building(real_data: Path) -> None:
    extract = osm.read(real_data / "osm" / "redon_35_fr.osm")
    tables = {name: extract.tables[name].to_crs(2154) for name in ("streets", "buildings", "shops")}
    shops = tables["shops"][tables["shops"]["state"] == "trading"]
    given = inputs(
        streets=tables["streets"],
        street_nodes=extract.street_nodes,
        population=spread(tables["buildings"], None, None),
        shops=shops,
        workplaces=shops,
    )

    made = outcome(given)

    found = {figure.id: figure.value for figure in made.figures}
    links = made.tables["missing_links"]
    assert 0.5 < found["mobility.quiet_trips.shopping"] < 0.8
    assert (np.diff(links["people_per_metre"]) <= 0).all()
    assert links["step"].dropna().tolist().count(1) == 1
