"""Axes: flows of the valley, grouped along the road that they share."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from beffroi.engines.mobility.carpool.axes import axes, axis_table, drivers, journeys
from tests.engines.mobility.carpool.drawn import VALLEY, communes, flows


def test_flows_on_the_way_share_an_axis() -> None:
    given = journeys(flows(*VALLEY), communes(), None)

    table = axis_table(given, axes(given)).set_index("axis_id")

    assert table["commuters"].to_dict() == {
        "A>D": 180, "B>D": 80, "A>E": 60, "D>A": 40, "B>C": 30,
    }  # fmt: skip
    assert table["line"].dropna().to_dict() == {"A>D": 1, "A>E": 2, "D>A": 3}


def test_work_in_the_own_commune_needs_no_line() -> None:
    assert len(journeys(flows(("A", "A", 9.0)), communes(), None).flows) == 0


def test_flows_without_a_place_are_counted() -> None:
    given = journeys(flows(("A", "D", 5.0), ("A", "X", 7.0)), communes(), None)

    assert given.unplaced == 7
    assert given.flows["flow_id"].tolist() == ["A>D"]


def test_drivers_are_those_that_the_flows_tell() -> None:
    assert drivers(flows(("A", "D", 100.0), by_car=[64.0])) == (64, 64, 64)


def test_drivers_are_else_the_national_share() -> None:
    assert drivers(flows(("A", "D", 100.0))) == pytest.approx((74, 60, 90))


def test_the_chance_of_a_match_has_a_range() -> None:
    given = journeys(flows(*VALLEY), communes(), None)

    first = axis_table(given, axes(given)).iloc[0]

    assert 0 < first["chance_low"] < first["chance"] < first["chance_high"] < 1


def test_without_communes_there_is_no_axis() -> None:
    given = journeys(flows(*VALLEY), communes().iloc[:0], None)

    assert axis_table(given, axes(given)).empty
    assert given.unplaced == 280


@pytest.mark.real
def test_the_axes_of_martinique_lead_to_its_capital(real_data: Path) -> None:
    folder = real_data / "national"
    points = gpd.read_file(folder / "martinique_communes_mapsf.gpkg", layer="points")
    towns = points.rename(columns={"INSEE_COM": "commune"})[["commune", "geometry"]]
    cells = pd.read_csv(folder / "insee_mobpro_martinique_mapsf.csv", dtype={"i": str, "j": str})
    rows = list(zip(cells["i"], cells["j"], cells["fij"].astype(float), strict=True))

    given = journeys(flows(*rows), towns.assign(name=towns["commune"]), None)
    found = axes(given)

    table = axis_table(given, found)
    assert given.unplaced == 0
    assert len(table) == len(given.flows)
    assert table["destination"].iloc[0] in {"97209", "97213"}
    weights = [cover.weight for cover in found.curve]
    assert weights == sorted(weights)
    assert all(cover.bound == pytest.approx(cover.weight) for cover in found.curve)
