"""Places and quays."""

from tests.formats.netex.written import texts


def test_a_landing_is_by_water() -> None:
    assert texts("StopPlace/StopPlaceType") == ["onstreetBus", "onstreetBus",
                                                "ferryStop", "ferryStop"]  # fmt: skip
    assert texts("Quay/Centroid/Location/Latitude")[0] == "5.490000"
