"""Places and quays."""

from tests.formats.netex.written import texts


def test_a_landing_is_by_water() -> None:
    assert texts("StopPlace/StopPlaceType") == ["onstreetBus", "onstreetBus",
                                                "ferryStop", "ferryStop"]  # fmt: skip
    assert texts("Quay/Centroid/Location/Latitude")[0] == "5.490000"


def test_a_stop_across_the_border_keeps_its_own_time() -> None:
    assert texts("FrameDefaults/DefaultLocale/TimeZone") == ["America/Cayenne"]
    assert texts("StopPlace/Locale/TimeZone") == ["America/Paramaribo"]
