"""Offers told by shared vehicles, carpool places and the map."""

from dataclasses import replace

from beffroi.engines.mobility.offers import Verdict
from beffroi.engines.mobility.offers.places import carpool_offers, map_offers, shared_offers
from tests.engines.mobility.offers import basin


def test_a_system_tells_of_each_kind_of_vehicle() -> None:
    offers = list(shared_offers(basin.system(), basin.GBFS, Verdict()))

    assert [offer.row["kind"] for offer in offers] == ["bike_share", "scooter_share"]
    assert (offers[0].row["fare_low"], offers[0].row["fare_high"]) == (1.5, 1.5)


def test_prices_of_another_currency_are_unknown() -> None:
    prices = basin.system().prices.assign(currency="CHF")

    [first, _] = shared_offers(replace(basin.system(), prices=prices), basin.GBFS, Verdict())

    assert first.row["fare_low"] is None


def test_no_open_place_is_no_offer() -> None:
    closed = basin.places().assign(open=False)

    assert list(carpool_offers(closed, basin.BNLC, Verdict())) == []


def test_car_parks_that_are_no_relay_are_left_out() -> None:
    given = basin.inputs()

    offers = list(map_offers(given.amenities, given.car_parks, given.bicycle_parkings))

    relay = next(offer.row for offer in offers if offer.row["kind"] == "park_and_ride")
    assert (relay["n_places"], relay["capacity"]) == (1, 80)
