"""The files of a GTFS timetable, their columns, and how they refer to each other.

Facts from the GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "id", "text", "int", "float", "lat", "lon", "time", "date", "colour", "amount", "enum", "mode"
]
Weight = Literal["vital", "owner", "link"]


@dataclass(frozen=True, slots=True)
class Field:
    """What the cells of a column hold.

    Attributes
    ----------
    kind
        ``id`` and ``text`` stay text; ``time`` becomes seconds since noon minus 12 h; ``date`` ISO
        8601 text; ``amount`` stays text, an exact decimal; ``mode`` is a route type, plain or
        extended.
    choices
        Codes allowed, for an ``enum``.
    """

    kind: Kind
    choices: frozenset[int] = frozenset()


@dataclass(frozen=True)
class File:
    """One file of the reference.

    Attributes
    ----------
    key
        Columns that together name a row; empty if nothing does.
    required
        Columns without which a row cannot be used.
    expected
        Columns that the reference requires and whose absence falsifies no figure.
    columns
        Every column of the reference.
    is_vital
        Whether a wrong row falsifies the timetable: such a fault refuses the whole feed, where the
        rows of other files are set aside.
    """

    key: tuple[str, ...]
    required: tuple[str, ...]
    columns: dict[str, Field]
    expected: tuple[str, ...] = ()
    is_vital: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names rows of other files.

    Attributes
    ----------
    targets
        File and column where the name must be found, in any of them.
    weight
        ``vital``: an unknown name refuses the feed; ``owner``: the row means nothing without the
        other and is set aside; ``link``: the row stands alone and is kept.
    """

    file: str
    column: str
    targets: tuple[tuple[str, str], ...]
    weight: Weight


def _of(kind: Kind, names: str) -> dict[str, Field]:
    return {name: Field(kind) for name in names.split()}


def _among(choices: str, names: str) -> dict[str, Field]:
    allowed = frozenset(int(choice) for choice in choices)
    return {name: Field("enum", allowed) for name in names.split()}


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CONTINUOUS = _among("0123", "continuous_pickup continuous_drop_off")

FILES: dict[str, File] = {
    "agency": File(
        ("agency_id",), (),
        _of("id", "agency_id")
        | _of("text", "agency_name agency_url agency_timezone agency_lang agency_phone")
        | _of("text", "agency_fare_url agency_email") | _among("012", "cemv_support"),
        expected=("agency_name", "agency_url", "agency_timezone"), is_vital=True,
    ),
    "stops": File(
        ("stop_id",), ("stop_id",),
        _of("id", "stop_id") | _of("text", "stop_code stop_name tts_stop_name stop_desc")
        | _of("lat", "stop_lat") | _of("lon", "stop_lon") | _of("id", "zone_id")
        | _of("text", "stop_url") | _among("01234", "location_type") | _of("id", "parent_station")
        | _of("text", "stop_timezone") | _among("012", "wheelchair_boarding")
        | _of("id", "level_id") | _of("text", "platform_code") | _among("01", "stop_access"),
        is_vital=True,
    ),
    "routes": File(
        ("route_id",), ("route_id", "route_type"),
        _of("id", "route_id agency_id")
        | _of("text", "route_short_name route_long_name route_desc") | _of("mode", "route_type")
        | _of("text", "route_url") | _of("colour", "route_color route_text_color")
        | _of("int", "route_sort_order") | _CONTINUOUS | _of("id", "network_id")
        | _among("012", "cemv_support"),
        is_vital=True,
    ),
    "trips": File(
        ("trip_id",), ("route_id", "service_id", "trip_id"),
        _of("id", "route_id service_id trip_id") | _of("text", "trip_headsign trip_short_name")
        | _among("01", "direction_id") | _of("id", "block_id shape_id")
        | _among("012", "wheelchair_accessible bikes_allowed cars_allowed")
        | _of("float", "safe_duration_factor safe_duration_offset"),
        is_vital=True,
    ),
    "stop_times": File(
        ("trip_id", "stop_sequence"), ("trip_id", "stop_sequence"),
        _of("id", "trip_id") | _of("time", "arrival_time departure_time")
        | _of("id", "stop_id location_group_id location_id") | _of("int", "stop_sequence")
        | _of("text", "stop_headsign")
        | _of("time", "start_pickup_drop_off_window end_pickup_drop_off_window")
        | _among("0123", "pickup_type drop_off_type") | _CONTINUOUS
        | _of("float", "shape_dist_traveled") | _among("01", "timepoint")
        | _of("id", "pickup_booking_rule_id drop_off_booking_rule_id"),
        is_vital=True,
    ),
    "calendar": File(
        ("service_id",), ("service_id", *_DAYS, "start_date", "end_date"),
        _of("id", "service_id") | _among("01", " ".join(_DAYS))
        | _of("date", "start_date end_date"),
        is_vital=True,
    ),
    "calendar_dates": File(
        ("service_id", "date"), ("service_id", "date", "exception_type"),
        _of("id", "service_id") | _of("date", "date") | _among("12", "exception_type"),
        is_vital=True,
    ),
    "fare_attributes": File(
        ("fare_id",), ("fare_id", "price", "currency_type"),
        _of("id", "fare_id") | _of("amount", "price") | _of("text", "currency_type")
        | _among("01", "payment_method") | _of("int", "transfers") | _of("id", "agency_id")
        | _of("int", "transfer_duration"),
        expected=("payment_method", "transfers"),
    ),
    "fare_rules": File(
        ("fare_id", "route_id", "origin_id", "destination_id", "contains_id"), ("fare_id",),
        _of("id", "fare_id route_id origin_id destination_id contains_id"),
    ),
    "timeframes": File(
        ("timeframe_group_id", "start_time", "end_time", "service_id"),
        ("timeframe_group_id", "service_id"),
        _of("id", "timeframe_group_id") | _of("time", "start_time end_time")
        | _of("id", "service_id"),
    ),
    "rider_categories": File(
        ("rider_category_id",), ("rider_category_id",),
        _of("id", "rider_category_id") | _of("text", "rider_category_name")
        | _among("01", "is_default_fare_category") | _of("text", "eligibility_url"),
        expected=("rider_category_name",),
    ),
    "fare_media": File(
        ("fare_media_id",), ("fare_media_id", "fare_media_type"),
        _of("id", "fare_media_id") | _of("text", "fare_media_name")
        | _among("01234", "fare_media_type"),
    ),
    "fare_products": File(
        ("fare_product_id", "rider_category_id", "fare_media_id"),
        ("fare_product_id", "amount", "currency"),
        _of("id", "fare_product_id") | _of("text", "fare_product_name")
        | _of("id", "rider_category_id fare_media_id") | _of("amount", "amount")
        | _of("text", "currency"),
    ),
    "fare_leg_rules": File(
        ("network_id", "from_area_id", "to_area_id", "from_timeframe_group_id",
         "to_timeframe_group_id", "fare_product_id"),
        ("fare_product_id",),
        _of("id", "leg_group_id network_id from_area_id to_area_id from_timeframe_group_id")
        | _of("id", "to_timeframe_group_id fare_product_id") | _of("int", "rule_priority"),
    ),
    "fare_leg_join_rules": File(
        ("from_network_id", "to_network_id", "from_stop_id", "to_stop_id"),
        ("from_network_id", "to_network_id"),
        _of("id", "from_network_id to_network_id from_stop_id to_stop_id"),
    ),
    "fare_transfer_rules": File(
        ("from_leg_group_id", "to_leg_group_id", "fare_product_id", "transfer_count",
         "duration_limit"),
        ("fare_transfer_type",),
        _of("id", "from_leg_group_id to_leg_group_id") | _of("int", "transfer_count duration_limit")
        | _among("0123", "duration_limit_type") | _among("012", "fare_transfer_type")
        | _of("id", "fare_product_id"),
    ),
    "areas": File(("area_id",), ("area_id",), _of("id", "area_id") | _of("text", "area_name")),
    "stop_areas": File(
        ("area_id", "stop_id"), ("area_id", "stop_id"), _of("id", "area_id stop_id")
    ),
    "networks": File(
        ("network_id",), ("network_id",), _of("id", "network_id") | _of("text", "network_name")
    ),
    "route_networks": File(
        ("route_id",), ("network_id", "route_id"), _of("id", "network_id route_id")
    ),
    "shapes": File(
        ("shape_id", "shape_pt_sequence"),
        ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
        _of("id", "shape_id") | _of("lat", "shape_pt_lat") | _of("lon", "shape_pt_lon")
        | _of("int", "shape_pt_sequence") | _of("float", "shape_dist_traveled"),
    ),
    "frequencies": File(
        ("trip_id", "start_time"), ("trip_id", "start_time", "end_time", "headway_secs"),
        _of("id", "trip_id") | _of("time", "start_time end_time") | _of("int", "headway_secs")
        | _among("01", "exact_times"),
        is_vital=True,
    ),
    "transfers": File(
        ("from_stop_id", "to_stop_id", "from_trip_id", "to_trip_id", "from_route_id",
         "to_route_id"),
        (),
        _of("id", "from_stop_id to_stop_id from_route_id to_route_id from_trip_id to_trip_id")
        | _among("012345", "transfer_type") | _of("int", "min_transfer_time"),
        expected=("transfer_type",),
    ),
    "pathways": File(
        ("pathway_id",),
        ("pathway_id", "from_stop_id", "to_stop_id", "pathway_mode", "is_bidirectional"),
        _of("id", "pathway_id from_stop_id to_stop_id") | _among("1234567", "pathway_mode")
        | _among("01", "is_bidirectional") | _of("float", "length")
        | _of("int", "traversal_time stair_count") | _of("float", "max_slope min_width")
        | _of("text", "signposted_as reversed_signposted_as"),
    ),
    "levels": File(
        ("level_id",), ("level_id", "level_index"),
        _of("id", "level_id") | _of("float", "level_index") | _of("text", "level_name"),
    ),
    "location_groups": File(
        ("location_group_id",), ("location_group_id",),
        _of("id", "location_group_id") | _of("text", "location_group_name"),
    ),
    "location_group_stops": File(
        ("location_group_id", "stop_id"), ("location_group_id", "stop_id"),
        _of("id", "location_group_id stop_id"),
    ),
    "booking_rules": File(
        ("booking_rule_id",), ("booking_rule_id", "booking_type"),
        _of("id", "booking_rule_id") | _among("012", "booking_type")
        | _of("int", "prior_notice_duration_min prior_notice_duration_max prior_notice_last_day")
        | _of("time", "prior_notice_last_time") | _of("int", "prior_notice_start_day")
        | _of("time", "prior_notice_start_time") | _of("id", "prior_notice_service_id")
        | _of("text", "message pickup_message drop_off_message phone_number info_url booking_url"),
    ),
    "translations": File(
        ("table_name", "field_name", "language", "record_id", "record_sub_id", "field_value"),
        ("table_name", "field_name", "language", "translation"),
        _of("text", "table_name field_name language translation")
        | _of("id", "record_id record_sub_id") | _of("text", "field_value"),
    ),
    "feed_info": File(
        (), (),
        _of("text", "feed_publisher_name feed_publisher_url feed_lang default_lang")
        | _of("date", "feed_start_date feed_end_date")
        | _of("text", "feed_version feed_contact_email feed_contact_url"),
        expected=("feed_publisher_name", "feed_publisher_url", "feed_lang"),
    ),
    "attributions": File(
        ("attribution_id",), (),
        _of("id", "attribution_id agency_id route_id trip_id") | _of("text", "organization_name")
        | _among("01", "is_producer is_operator is_authority")
        | _of("text", "attribution_url attribution_email attribution_phone"),
        expected=("organization_name",),
    ),
}  # fmt: skip
"""Every file of comma-separated values, in the order in which a feed is written."""

LOCATIONS = "locations"
"""The table of `locations.geojson`, the zones of services on demand."""
LOCATION_COLUMNS = _of("id", "id") | _of("text", "stop_name stop_desc")

REQUIRED_FILES = ("agency", "routes", "trips", "stop_times")
"""Besides these: stops or locations.geojson, calendar or calendar_dates."""
CALENDARS = ("calendar", "calendar_dates")

_STOP = (("stops", "stop_id"),)
_ROUTE = (("routes", "route_id"),)
_TRIP = (("trips", "trip_id"),)
_AGENCY = (("agency", "agency_id"),)
_SERVICE = (("calendar", "service_id"), ("calendar_dates", "service_id"))
_NETWORK = (("networks", "network_id"), ("routes", "network_id"))
_AREA = (("areas", "area_id"),)
_PRODUCT = (("fare_products", "fare_product_id"),)
_BOOKING = (("booking_rules", "booking_rule_id"),)
_ZONE = (("stops", "zone_id"),)
_LEG = (("fare_leg_rules", "leg_group_id"),)
_FRAME = (("timeframes", "timeframe_group_id"),)

REFERENCES = (
    Reference("trips", "route_id", _ROUTE, "vital"),
    Reference("stop_times", "trip_id", _TRIP, "owner"),
    Reference("stop_times", "stop_id", _STOP, "vital"),
    Reference("stop_times", "location_id", ((LOCATIONS, "id"),), "vital"),
    Reference(
        "stop_times", "location_group_id", (("location_groups", "location_group_id"),), "vital"
    ),
    Reference("stop_times", "pickup_booking_rule_id", _BOOKING, "link"),
    Reference("stop_times", "drop_off_booking_rule_id", _BOOKING, "link"),
    Reference("trips", "shape_id", (("shapes", "shape_id"),), "link"),
    Reference("routes", "agency_id", _AGENCY, "link"),
    Reference("stops", "parent_station", _STOP, "link"),
    Reference("stops", "level_id", (("levels", "level_id"),), "link"),
    Reference("frequencies", "trip_id", _TRIP, "owner"),
    Reference("fare_attributes", "agency_id", _AGENCY, "link"),
    Reference("fare_rules", "fare_id", (("fare_attributes", "fare_id"),), "owner"),
    Reference("fare_rules", "route_id", _ROUTE, "owner"),
    Reference("fare_rules", "origin_id", _ZONE, "owner"),
    Reference("fare_rules", "destination_id", _ZONE, "owner"),
    Reference("fare_rules", "contains_id", _ZONE, "owner"),
    Reference("timeframes", "service_id", _SERVICE, "owner"),
    Reference(
        "fare_products", "rider_category_id", (("rider_categories", "rider_category_id"),), "owner"
    ),
    Reference("fare_products", "fare_media_id", (("fare_media", "fare_media_id"),), "owner"),
    Reference("route_networks", "network_id", (("networks", "network_id"),), "owner"),
    Reference("route_networks", "route_id", _ROUTE, "owner"),
    Reference("stop_areas", "area_id", _AREA, "owner"),
    Reference("stop_areas", "stop_id", _STOP, "owner"),
    Reference("fare_leg_rules", "network_id", _NETWORK, "owner"),
    Reference("fare_leg_rules", "from_area_id", _AREA, "owner"),
    Reference("fare_leg_rules", "to_area_id", _AREA, "owner"),
    Reference("fare_leg_rules", "from_timeframe_group_id", _FRAME, "owner"),
    Reference("fare_leg_rules", "to_timeframe_group_id", _FRAME, "owner"),
    Reference("fare_leg_rules", "fare_product_id", _PRODUCT, "owner"),
    Reference("fare_leg_join_rules", "from_network_id", _NETWORK, "owner"),
    Reference("fare_leg_join_rules", "to_network_id", _NETWORK, "owner"),
    Reference("fare_leg_join_rules", "from_stop_id", _STOP, "owner"),
    Reference("fare_leg_join_rules", "to_stop_id", _STOP, "owner"),
    Reference("fare_transfer_rules", "from_leg_group_id", _LEG, "owner"),
    Reference("fare_transfer_rules", "to_leg_group_id", _LEG, "owner"),
    Reference("fare_transfer_rules", "fare_product_id", _PRODUCT, "owner"),
    *(
        Reference("transfers", f"{end}_{what}_id", target, "owner")
        for what, target in (("stop", _STOP), ("route", _ROUTE), ("trip", _TRIP))
        for end in ("from", "to")
    ),
    Reference("pathways", "from_stop_id", _STOP, "owner"),
    Reference("pathways", "to_stop_id", _STOP, "owner"),
    Reference(
        "location_group_stops",
        "location_group_id",
        (("location_groups", "location_group_id"),),
        "owner",
    ),
    Reference("location_group_stops", "stop_id", _STOP, "owner"),
    Reference("booking_rules", "prior_notice_service_id", _SERVICE, "link"),
    Reference("attributions", "agency_id", _AGENCY, "owner"),
    Reference("attributions", "route_id", _ROUTE, "owner"),
    Reference("attributions", "trip_id", _TRIP, "owner"),
)
"""Checked in this order, so that a row set aside takes along those that hang on it."""


def is_known_mode(route_type: int) -> bool:
    """Say whether a route type is one of the reference, or of the extended list (100 to 1799).

    Examples
    --------
    >>> [is_known_mode(route_type) for route_type in (3, 8, 712)]
    [True, False, True]
    """
    return route_type in {0, 1, 2, 3, 4, 5, 6, 7, 11, 12} or 100 <= route_type < 1800
