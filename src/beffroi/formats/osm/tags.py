"""The tags of OpenStreetMap that a study reads, and the columns they go to."""

import json
import re
from collections.abc import Mapping

from beffroi.territory.table import GEOMETRY, Table
from beffroi.territory.tables import (
    AMENITIES,
    BICYCLE_PARKINGS,
    BUILDINGS,
    CAR_PARKS,
    OUTLETS,
    PARKING_SPACES,
    PLACES,
    ROUTE_RELATIONS,
    SHOPS,
    STREET_POINTS,
    STREETS,
)

Tags = Mapping[str, str]

WATERWAYS = frozenset(
    {"river", "stream", "canal", "tidal_channel", "drain", "ditch", "riverbank", "dock"}
)
WATER_LANDUSES = frozenset({"basin", "reservoir"})
GREEN_LEISURES = frozenset({"park", "garden", "nature_reserve", "common", "dog_park"})
GREEN_LANDUSES = frozenset(
    {"grass", "meadow", "forest", "village_green", "recreation_ground", "orchard", "vineyard",
     "allotments"}
)  # fmt: skip
GREEN_NATURALS = frozenset({"wood", "grassland", "scrub", "heath"})
OUTLET_VALUES: dict[str, frozenset[str]] = {
    "amenity": frozenset({
        "restaurant", "fast_food", "cafe", "bar", "pub", "biergarten", "food_court", "ice_cream",
        "nightclub", "bank", "bureau_de_change", "money_transfer", "pharmacy", "post_office",
        "driving_school", "internet_cafe", "veterinary", "cinema", "theatre", "fuel",
        "car_rental", "car_wash",
    }),
    "craft": frozenset({
        "bakery", "bookbinder", "brewery", "caterer", "confectionery", "distillery",
        "dressmaker", "electronics_repair", "embroiderer", "hairdresser", "jeweller",
        "key_cutter", "locksmith", "optician", "photographer", "pottery", "printer",
        "shoemaker", "tailor", "upholsterer", "watchmaker", "winery",
    }),
    "office": frozenset({
        "insurance", "estate_agent", "travel_agent", "employment_agency", "financial_advisor",
    }),
    "tourism": frozenset({"hotel", "guest_house", "hostel", "motel"}),
    "leisure": frozenset({"fitness_centre"}),
}  # fmt: skip
"""Values, besides every `shop`, of premises that the public walks into; the first key counts."""
VACANT = "vacant"
TRADING = "trading"
NO = "no"

KEYS = frozenset(
    {"highway", "building", "amenity", "shop", "disused:shop", "waterway", "natural", "landuse",
     "leisure", "place", "route", "craft", "office", "tourism", "disused:amenity",
     "disused:craft", "disused:office"}
)  # fmt: skip
"""An object without any of these keys has no place in a table."""

_WITH_COLON = (
    "oneway:bicycle", "maxspeed:type", "zone:maxspeed", "sidewalk:left", "sidewalk:right",
    "sidewalk:both", "cycleway:left", "cycleway:right", "cycleway:both",
    "cycleway:width", "cycleway:left:width", "cycleway:right:width", "cycleway:both:width",
    "building:use",
    "building:flats", "brand:wikidata", "contact:phone", "contact:website", "contact:facebook",
    "contact:instagram", "addr:housenumber", "addr:street", "addr:postcode", "ref:FR:SIRET",
    "crossing:markings", "disused:name", "contact:mobile", "contact:email", "survey:date",
)  # fmt: skip
_RENAMED = {
    (BUILDINGS.name, "levels"): "building:levels",
    (CAR_PARKS.name, "kind"): "parking",
    (CAR_PARKS.name, "capacity_disabled"): "capacity:disabled",
    (CAR_PARKS.name, "max_height"): "maxheight",
    (CAR_PARKS.name, "capacity_charging"): "capacity:charging",
    (PARKING_SPACES.name, "kind"): "parking_space",
    (PARKING_SPACES.name, "capacity_disabled"): "capacity:disabled",
    (PARKING_SPACES.name, "capacity_charging"): "capacity:charging",
    (BICYCLE_PARKINGS.name, "kind"): "bicycle_parking",
    (PLACES.name, "kind"): "place",
}
_COMPUTED = {
    STREETS.name: {"street_id", "nodes", "parking", GEOMETRY},
    BUILDINGS.name: {"building_id", GEOMETRY},
    SHOPS.name: {"shop_id", "state", "kind", GEOMETRY},
    AMENITIES.name: {"amenity_id", GEOMETRY},
    OUTLETS.name: {"outlet_id", "state", "key", "kind", "last_kind", "area", GEOMETRY},
    CAR_PARKS.name: {"car_park_id", "levels", "rules", "area", GEOMETRY},
    PARKING_SPACES.name: {"parking_space_id", "rules", "area", GEOMETRY},
    STREET_POINTS.name: {"point_id", GEOMETRY},
    BICYCLE_PARKINGS.name: {"bicycle_parking_id", GEOMETRY},
    PLACES.name: {"place_id", GEOMETRY},
    ROUTE_RELATIONS.name: {"route_relation_id", "n_members", GEOMETRY},
}


def sources(table: Table) -> dict[str, str]:
    """Say which tag each column of a table is read from; computed columns are left out.

    Examples
    --------
    >>> sources(BICYCLE_PARKINGS)["kind"]
    'bicycle_parking'
    """
    plain = {tag.replace(":", "_"): tag for tag in _WITH_COLON}
    return {
        column: _RENAMED.get((table.name, column), plain.get(column, column))
        for column in table.columns
        if column not in _COMPUTED[table.name]
    }


def has(tags: Tags, key: str) -> bool:
    """Say whether an object carries a tag; the value ``no`` says that there is none.

    Examples
    --------
    >>> has({"building": "yes"}, "building"), has({"building": "no"}, "building")
    (True, False)
    """
    return tags.get(key, NO) != NO


def shop_state(tags: Tags) -> str:
    """Return ``trading``, ``vacant``, or nothing for what is not a shop.

    Premises are vacant when tagged `shop=vacant`, or `disused:shop` without a trading `shop`.

    Examples
    --------
    >>> shop_state({"shop": "bakery"}), shop_state({"disused:shop": "yes"}), shop_state({})
    ('trading', 'vacant', '')
    """
    if has(tags, "shop") and tags["shop"] != VACANT:
        return TRADING
    return VACANT if has(tags, "shop") or has(tags, "disused:shop") else ""


def shop_kind(tags: Tags) -> str | None:
    """Return the trade of a shop, or the last known trade of vacant premises.

    Examples
    --------
    >>> shop_kind({"shop": "vacant", "disused:shop": "shoes"})
    'shoes'
    """
    kind = tags["shop"] if shop_state(tags) == TRADING else tags.get("disused:shop")
    return None if kind in {VACANT, NO, "yes"} and shop_state(tags) == VACANT else kind


def outlet(tags: Tags) -> tuple[str, str] | None:
    """Return the key and the value of what trades in premises; None if nothing does.

    Examples
    --------
    >>> outlet({"amenity": "bank"}), outlet({"shop": "vacant"}), outlet({"office": "government"})
    (('amenity', 'bank'), None, None)
    """
    if shop_state(tags) == TRADING:
        return "shop", tags["shop"]
    found = ((key, tags[key]) for key, of in OUTLET_VALUES.items() if tags.get(key) in of)
    return next(found, None)


def last_outlet(tags: Tags) -> str | None:
    """Return the value of what traded last in premises, as `disused:*` tells; None if untold.

    Examples
    --------
    >>> last_outlet({"disused:amenity": "cafe"}), last_outlet({"disused:shop": "yes"})
    ('cafe', None)
    """
    shop = tags.get("disused:shop")
    if shop not in {None, VACANT, NO, "yes"}:
        return shop
    disused = ((key, tags.get(f"disused:{key}")) for key in ("amenity", "craft", "office"))
    return next((value for key, value in disused if value in OUTLET_VALUES[key]), None)


def outlet_state(tags: Tags) -> str:
    """Return ``trading``, ``vacant``, or nothing for what is no premises of trade.

    Examples
    --------
    >>> outlet_state({"amenity": "cafe", "disused:shop": "shoes"}), outlet_state({"shop": "vacant"})
    ('trading', 'vacant')
    """
    if outlet(tags):
        return TRADING
    return VACANT if shop_state(tags) or last_outlet(tags) else ""


def water_kind(tags: Tags) -> str | None:
    """Return the kind of a river, canal, lake or basin; None for what is not water."""
    if tags.get("waterway") in WATERWAYS:
        return tags["waterway"]
    if tags.get("natural") == "water" or tags.get("landuse") in WATER_LANDUSES:
        return tags.get("water") or tags.get("landuse") or "water"
    return None


def is_water_area(tags: Tags) -> bool:
    """Say whether water is drawn by its outline, and not along its course."""
    return tags.get("waterway") not in WATERWAYS - {"riverbank", "dock"}


def green_kind(tags: Tags) -> str | None:
    """Return the kind of a park, garden, wood or meadow; None for what is not green."""
    for key, kinds in (
        ("leisure", GREEN_LEISURES), ("landuse", GREEN_LANDUSES), ("natural", GREEN_NATURALS)
    ):  # fmt: skip
        if tags.get(key) in kinds:
            return tags[key]
    return None


def parking(tags: Tags) -> str | None:
    """Return every `parking:*` tag as a JSON object in the order of its keys; None if none.

    Examples
    --------
    >>> parking({"highway": "residential", "parking:both": "lane"})
    '{"parking:both": "lane"}'
    """
    said = {key: tags[key] for key in sorted(tags) if key.startswith("parking:")}
    return json.dumps(said, ensure_ascii=False) if said else None


def rules(tags: Tags) -> str | None:
    """Return the tags that tell the rule of a car park, as a JSON object; None if none.

    Those that have a column of their own are left out.

    Examples
    --------
    >>> rules({"amenity": "parking", "fee": "no", "authentication:disc": "yes"})
    '{"authentication:disc": "yes"}'
    """
    said = {key: tags[key] for key in sorted(tags) if _tells_a_rule(key)}
    return json.dumps(said, ensure_ascii=False) if said else None


def _tells_a_rule(key: str) -> bool:
    return key in _RULES or key.startswith(_OF_RULES) or key.endswith(":conditional")


_RULES = frozenset({"restriction", "orientation", "zone", "charge", "disabled"})
_OF_RULES = ("authentication:", "parking:", "maxstay:", "fee:", "restriction:")


def levels(tags: Tags) -> float | None:
    """Return the levels of a car park, as `parking:levels` or, of a building, `building:levels`.

    Examples
    --------
    >>> levels({"parking": "multi-storey", "building:levels": "3"}), levels({"parking": "surface"})
    (3.0, None)
    """
    keys = ["parking:levels", "levels"]
    if tags.get("parking") == "multi-storey":
        keys.append("building:levels")
    return next((number(tags[key]) for key in keys if key in tags), None)


_NUMBER = re.compile(r"\+?(\d{1,9}(?:[.,]\d{1,6})?) ?m?")


def number(text: str) -> float | None:
    """Read a plain number, with a decimal comma or point and perhaps the unit m.

    Examples
    --------
    >>> number("7 m"), number("2,5"), number("12;3"), number("~30")
    (7.0, 2.5, None, None)
    """
    match = _NUMBER.fullmatch(text.strip())
    return float(match[1].replace(",", ".")) if match else None


def whole(text: str) -> float | None:
    """Read a plain whole number, without a unit.

    Examples
    --------
    >>> whole("12"), whole("12.0"), whole("12.5"), whole("30 m")
    (12.0, 12.0, None, None)
    """
    value = None if text.strip().endswith("m") else number(text)
    return value if value is not None and value.is_integer() else None
