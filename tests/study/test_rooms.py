"""Rooms: what each engine is given."""

from beffroi.study.ground import located
from beffroi.study.rooms import columns, dated, ground_of, inside, steps
from beffroi.study.settings import ROOMS
from beffroi.study.workshop import Workshop
from tests.towns import hamlet


def test_parking_rests_on_mobility() -> None:
    alone = steps(("parking",), ("map",))

    assert [step.name for step in alone] == ["mobility", "parking"]
    assert alone[1].after == ("map", "mobility")


def test_every_room_of_the_place_has_a_step() -> None:
    heard = {"usages", "maturity"}  # `study.voices`, where there is something to hear

    assert {step.name for step in steps(ROOMS, ("map",))} == set(ROOMS) - heard


def test_a_source_bears_the_date_of_its_file(shop: Workshop) -> None:
    assert dated(shop, "osm").date == hamlet.DATE
    assert dated(shop, "gtfs-1").date == "2026-09-01"


def test_a_source_without_a_date_bears_the_day_it_came_in(shop: Workshop) -> None:
    assert dated(shop, "perimeter").date == "2026-11-22"


def test_without_a_register_the_shipped_one_is_the_source(shop: Workshop) -> None:
    assert "Insee" in columns(shop)["population"].publisher


def test_a_table_is_cut_to_the_perimeter(shop: Workshop) -> None:
    ground = ground_of(shop)

    assert len(inside(ground, located(shop, "shops"))) == 5
    assert len(located(shop, "shops")) == 8
