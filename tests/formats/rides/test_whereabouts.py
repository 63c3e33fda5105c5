"""Where rides should lie: zones whose place is known, and readings that stay possible."""

import numpy as np
import pytest

from beffroi.formats.rides.whereabouts import ZONE_REACH, _places, apart, are_turned, place_of

PLACES = {
    # Town, its zone, longitude and latitude (OSM, rounded).
    "Freetown": ("Africa/Freetown", -13.23, 8.48),
    "Cambrai": ("Europe/Paris", 3.24, 50.18),
    "Bastia": ("Europe/Paris", 9.45, 42.70),
    "Saint-Laurent-du-Maroni": ("America/Cayenne", -54.03, 5.50),
    "Mamoudzou": ("Indian/Mayotte", 45.23, -12.78),
    "Duitama": ("America/Bogota", -73.03, 5.83),
}


@pytest.mark.parametrize("town", PLACES)
def test_a_town_is_told_from_its_mirror(town: str) -> None:
    zone, lon, lat = PLACES[town]
    near = place_of(zone)
    assert near is not None
    assert apart(near, lon, lat) < ZONE_REACH
    assert are_turned((lat, lon), near, ZONE_REACH) == (abs(lon) <= 90)
    assert not are_turned((lon, lat), near, ZONE_REACH)


def test_every_place_of_the_database_is_left_as_it_is() -> None:
    known = _places()
    assert len(known) > 400
    for lon, lat in known.values():
        assert abs(lon) <= 180
        assert abs(lat) <= 90
        assert not are_turned((lon, lat), (lon, lat), ZONE_REACH)


def test_unknown_positions_and_a_zone_that_is_no_place_say_nothing() -> None:
    assert place_of("UTC") is None
    assert place_of("") is None
    assert not are_turned((np.nan, np.nan), (2.35, 48.85), ZONE_REACH)


def test_a_zone_wrongly_given_turns_nothing() -> None:
    paris = place_of("Europe/Paris")
    assert paris is not None
    for lon, lat in ((55.45, -20.9), (45.23, -12.78), (-61.5, 16.2), (166.4, -22.3)):
        assert not are_turned((lon, lat), paris, ZONE_REACH)
