"""The tables of parking: where a driver can leave a car, under which rule, and for how many."""

from beffroi.territory.table import Column, Table

KERB, OFF_STREET = "kerb", "off_street"
"""Kinds of places: one side of one street section; a car park."""
LEFT, RIGHT = "left", "right"
"""Sides of a street, for who goes along its line."""
PARALLEL, DIAGONAL, PERPENDICULAR = "parallel", "diagonal", "perpendicular"
"""How cars stand to the kerb."""
TAGGED, REGISTERED, BY_LENGTH, BY_AREA = "tagged", "register", "length", "area"
"""Where a number of spaces comes from: the map; the national register; a length; an area."""
DRAWN = "drawn"
"""And the spaces drawn one by one."""
FREE, PAID, BLUE_ZONE, RESIDENTS = "free", "paid", "blue_zone", "residents"
DISABLED, DELIVERY, SHORT_STAY = "disabled", "delivery", "short_stay"
PRIVATE, FORBIDDEN = "private", "forbidden"
REGULATIONS = (
    FREE, PAID, BLUE_ZONE, RESIDENTS, DISABLED, DELIVERY, SHORT_STAY, PRIVATE, FORBIDDEN
)  # fmt: skip
"""Rules under which a place is used, as a driver meets them."""

PARKING_PLACES = Table(
    "parking_places",
    "A group of spaces that a driver sees as one: a car park, or one side of a street section.",
    {
        "place_id": Column("string", "street and side, or car park", optional=False),
        "kind": Column("string", "`kerb` or `off_street`", optional=False),
        "name": Column("string", "name of the car park, in local signs"),
        "street": Column("string", "name of the street, of a kerb"),
        "street_id": Column("string", "OSM way of the street, of a kerb"),
        "side": Column("string", "`left` or `right` of the street's line, of a kerb"),
        "layout": Column("string", "`parallel`, `diagonal` or `perpendicular` to the kerb"),
        "spaces": Column("Float64", "best estimate; missing where unknown [space]", least=0),
        "spaces_low": Column("Float64", "lower bound of the estimate [space]", least=0),
        "spaces_high": Column("Float64", "upper bound of the estimate [space]", least=0),
        "spaces_method": Column("string", "`tagged`, `register`, `drawn` (one by one), `length` or "
                                "`area`; missing where the number is unknown"),
        "regulation": Column("string", "`free`, `paid`, `blue_zone`, `residents`, `disabled`, "
                             "`delivery`, `short_stay`, `private` or `forbidden`; missing where "
                             "unknown"),
        "maxstay": Column("Float64", "longest stay allowed; missing if none or unknown [min]",
                          least=0),
        "hours": Column("string", "when the rule holds, as OSM opening hours; missing: always, or "
                        "unknown"),
        "exceptions": Column("string", "what else is told of the rule: other times, zones, "
                             "vehicles"),
        "tariff": Column("string", "prices, in words"),
        "operator": Column("string", "who runs it"),
        "spaces_disabled": Column("Float64", "of them for disabled people [space]", least=0),
        "spaces_charging": Column("Float64", "of them with a charging point [space]", least=0),
        "length": Column("Float64", "of a kerb, where cars may stand [m]", least=0),
        "area": Column("Float64", "ground area of a car park [m²]", least=0),
        "source": Column("string", "`osm`, `bnls`, or `osm+bnls` for what both hold",
                         optional=False),
        "geometry": Column("geometry", "line of the street, or the car park, point or area",
                           optional=False),
    },
)  # fmt: skip

REGISTERED_CAR_PARKS = Table(
    "registered_car_parks",
    "A car park of the national register (BNLS), with every column of its schema.",
    {
        "car_park_id": Column("string", "INSEE code, `-P-`, number", optional=False),
        "name": Column("string", "name in daily use"),
        "commune": Column("string", "INSEE code of the commune"),
        "address": Column("string", "address of the main entrance"),
        "website": Column("string", "page that tells more"),
        "access": Column("string", "`yes` or `permit`: open to all, or to subscribers"),
        "free": Column("boolean", "whether everybody parks there free of charge"),
        "capacity": Column("Int64", "spaces for cars, of every kind [space]", least=0),
        "capacity_park_ride": Column("Int64", "of them at the price of the park and ride [space]",
                                     least=0),
        "capacity_disabled": Column("Int64", "of them for disabled people [space]", least=0),
        "capacity_charging": Column("Int64", "of them with a charging point that works [space]",
                                    least=0),
        "capacity_bicycles": Column("Int64", "bicycles [bicycle]", least=0),
        "capacity_charging_two_wheels": Column("Int64", "places with a socket for bicycles and "
                                               "motorcycles [space]", least=0),
        "capacity_car_share": Column("Int64", "of them for shared cars [space]", least=0),
        "capacity_motorcycles": Column("Int64", "places for motorcycles [space]", least=0),
        "capacity_carpool": Column("Int64", "of them for carpoolers [space]", least=0),
        "max_height": Column("Float64", "height limit; missing if none or unknown [m]", least=0),
        "no_height_limit": Column("boolean", "whether the register says that there is none"),
        "siret": Column("string", "14 digits of who runs it"),
        "tariff_disabled": Column("string", "of disabled people: `free`, `normal` or `special`"),
        "price_1h": Column("Float64", "price of 1 hour, taxes included [€]", least=0),
        "price_2h": Column("Float64", "price of 2 hours, taxes included [€]", least=0),
        "price_3h": Column("Float64", "price of 3 hours, taxes included [€]", least=0),
        "price_4h": Column("Float64", "price of 4 hours, taxes included [€]", least=0),
        "price_24h": Column("Float64", "price of 24 hours, taxes included [€]", least=0),
        "pass_residents": Column("Float64", "month of a resident, taxes included [€]", least=0),
        "pass_others": Column("Float64", "month of anybody else, taxes included [€]", least=0),
        "kind": Column("string", "`surface`, or `structure` where it is built"),
        "info": Column("string", "what a driver should know"),
        "geometry": Column("geometry", "its entrance", optional=False),
    },
)  # fmt: skip
PRICES = {
    "price_1h": 1.0, "price_2h": 2.0, "price_3h": 3.0, "price_4h": 4.0, "price_24h": 24.0,
}  # fmt: skip
"""Columns of the prices of the register, and the hours that they buy."""

PARKING_REMARKS = Table(
    "parking_remarks",
    "Something to count, tell or mend on the map or in the register, at a place.",
    {
        "remark_id": Column("string", "object and kind of the remark", optional=False),
        "object": Column("string", "OSM type and id, or identifier of the register",
                         optional=False),
        "kind": Column("string", "what it is about: `count`, `rule`, `layout`, `hours`, `older`, "
                       "`unread`, `drawn`, `differs`, `odd`, `twice`, `inside`, `entrance`, "
                       "`nested`, `parts`, `absent`, `untold`",
                       optional=False),
        "rank": Column("Int64", "1 first, 3 last", optional=False, least=1),
        "place": Column("string", "name of the car park or of the street"),
        "fr": Column("string", "what to do, in French", optional=False),
        "en": Column("string", "what to do, in English", optional=False),
        "geometry": Column("geometry", "a point of it", optional=False),
    },
)  # fmt: skip
