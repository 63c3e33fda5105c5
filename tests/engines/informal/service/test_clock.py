"""The clock of the network."""

import numpy as np

from beffroi.engines.informal.service.clock import KINDS, instants
from tests.engines.informal.service.rides import MONDAY


def test_a_week_has_five_weekdays_and_its_night_belongs_to_the_day_before() -> None:
    noons = MONDAY + 12 * 3600 + 86_400 * np.arange(7)
    seen = instants(noons, "UTC")

    assert [KINDS[k] for k in seen.kind] == ["weekday"] * 5 + ["saturday", "sunday"]
    assert (seen.seconds == 43_200).all()
    night = instants([MONDAY + 3 * 3600.0], "UTC")
    assert KINDS[night.kind[0]] == "sunday"
    assert night.seconds[0] == 27 * 3600.0


def test_an_hour_that_is_not_known_stays_unknown() -> None:
    seen = instants([np.nan], "Europe/Paris")

    assert seen.day.tolist() == [-1]
    assert np.isnan(seen.seconds[0])
