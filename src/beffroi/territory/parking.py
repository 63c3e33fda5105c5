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
        "spaces_method": Column("string", "`tagged`, `register`, `length` or `area`; missing where "
                                "the number is unknown"),
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
