"""Meeting points: where the valley's commuters meet."""

from pathlib import Path

import pytest

from beffroi.engines.mobility.carpool.axes import axes, journeys
from beffroi.engines.mobility.carpool.meeting import meeting, place_table
from beffroi.formats import bnlc
from tests.engines.mobility.carpool.drawn import VALLEY, communes, flows, places


def test_a_place_on_the_way_serves_flows_that_start_near() -> None:
    given = journeys(flows(*VALLEY), communes(), None)

    found = meeting(given, communes(), places(("park", 1_000, 0, 20), ("far", 0, -40_000, 5)))

    best = found.curve[0]
    assert found.sites["site_id"].iloc[best.sites].tolist() in (["park"], ["A"])
    assert best.weight == 160


def test_a_place_knows_its_corridor_and_not_its_use() -> None:
    given = journeys(flows(*VALLEY), communes(), None)

    table = place_table(
        given, axes(given), places(("mid", 15_000, 0, 20), ("far", 0, -40_000, None))
    )

    assert table["axis_id"].fillna("").tolist() == ["A>D", ""]
    assert table["commuters"].tolist() == [220, 0]
    assert table["capacity"].isna().tolist() == [False, True]
    assert table["parked"].isna().all()


def test_a_closed_place_is_no_site() -> None:
    given = journeys(flows(*VALLEY), communes(), None)
    closed = places(("park", 1_000, 0, 20)).assign(open=False)

    assert not meeting(given, communes(), closed).sites["exists"].any()


@pytest.mark.real
def test_the_national_register_lies_on_corridors(real_data: Path) -> None:
    register = bnlc.read(real_data / "parking" / "bnlc_2026-08.csv").table.to_crs(2154)
    x, y = register.geometry.x.iloc[0], register.geometry.y.iloc[0]
    here = communes("A", "B")
    here = here.set_geometry(here.translate(x - 5_000, y))
    given = journeys(flows(("A", "B", 10.0)), here, None)

    table = place_table(given, axes(given), register)

    assert table["axis_id"].eq("A>B").any()
    assert table["axis_id"].isna().sum() > 2_000
