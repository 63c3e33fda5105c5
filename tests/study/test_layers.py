"""Layers: what the map shows, around the perimeter."""

from beffroi.study.layers import layers
from beffroi.study.workshop import Workshop


def test_layers_are_in_wgs_84_and_none_is_empty(shop: Workshop) -> None:
    shown = layers(shop)

    assert {"streets", "buildings", "shops", "car_parks", "stops", "access", "centre"} <= set(shown)
    assert all(table.crs.to_epsg() == 4326 and len(table) for table in shown.values())
    assert "carpool_places" not in shown


def test_stops_bear_their_departures_of_a_typical_day(shop: Workshop) -> None:
    stops = layers(shop)["stops"].set_index("name")["departures"]

    assert stops["Ouest"] == 6
    assert stops["Marché"] == 6
    assert stops.isna()["Est"], "the last stop has no departure"


def test_stops_bear_the_class_of_their_place(shop: Workshop) -> None:
    classes = layers(shop)["stops"].set_index("name")["service_class"]

    assert classes["Ouest"] == 1
