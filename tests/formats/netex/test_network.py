"""Lines, routes and patterns."""

from tests.formats.netex.written import texts


def test_a_hailed_line_is_flexible_and_its_stretches_say_so() -> None:
    assert texts("FlexibleLine/FlexibleLineType") == ["hailAndRideSections"]
    assert texts("FlexibleRoute/FlexibleRouteType") == ["hailAndRideSections"]
    assert texts("flexibleLinkProperties/FlexibleLinkProperties/FlexibleLinkType") == [
        "hailAndRide"
    ]
    assert texts("Line/TransportMode") == ["water"]
    assert texts("Line/Name") == ["2"]


def test_directions_and_destinations_are_said() -> None:
    assert texts("FlexibleRoute/DirectionType") + texts("Route/DirectionType") == [
        "outbound", "inbound",
    ]  # fmt: skip
    assert texts("DestinationDisplay/FrontText") == ["École", "Village"]
