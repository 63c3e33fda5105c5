"""The tables of a town: what every column means, whichever file it was read from.

Formats return these tables, engines ask for them. Geometries are in WGS 84 (EPSG:4326) when they
come from a reader and in the legal projection of the territory (metres) once a study has stored
them. A missing value is NA: it is unknown, not zero and not "no".
"""

from beffroi.territory.commerce import PERIODS, PREMISES, REVIEWS, SUCCESSIONS, WALKED
from beffroi.territory.events import EVENTS
from beffroi.territory.mobility import (
    MOBILITY_SERVICES,
    SERVICE_HOURS,
    SHARED_PRICES,
    SHARED_STATIONS,
    SHARED_SYSTEMS,
    SHARED_VEHICLES,
)
from beffroi.territory.parking import PARKING_PLACES, PARKING_REMARKS, REGISTERED_CAR_PARKS
from beffroi.territory.rides import FIXES, RIDES
from beffroi.territory.table import Column, Table


def _tags(*names: str) -> dict[str, Column]:
    return {
        name.replace(":", "_"): Column("string", f"OSM tag `{name}`, as written") for name in names
    }


_OSM_ID = Column(
    "string", "OSM type and id: n123 (node), w123 (way) or r123 (relation)", optional=False
)
_NAME = Column("string", "name in local signs")
_WHERE = Column("geometry", "where it is", optional=False)

STREETS = Table(
    "streets",
    "A way of OpenStreetMap with a `highway` tag, from one end to the other.",
    {
        "street_id": _OSM_ID,
        "highway": Column("string", "OSM class of the way", optional=False),
        "name": _NAME,
        "nodes": Column("object", "ids of its OSM nodes (int64 array)", optional=False),
        **_tags(
            "access", "foot", "bicycle", "motor_vehicle", "vehicle", "motorcar", "service",
            "oneway", "oneway:bicycle", "junction", "maxspeed", "maxspeed:type", "zone:maxspeed",
            "lanes", "width", "surface", "smoothness", "tracktype", "incline", "lit", "bridge",
            "tunnel", "layer", "area", "segregated", "sidewalk", "sidewalk:left",
            "sidewalk:right", "sidewalk:both", "cycleway", "cycleway:left", "cycleway:right",
            "cycleway:both", "cycleway:width", "cycleway:left:width", "cycleway:right:width",
            "cycleway:both:width", "lane_markings", "cyclestreet", "bicycle_road", "crossing",
            "footway", "step_count", "ramp", "wheelchair", "tactile_paving", "traffic_calming",
            "traffic_sign",
        ),
        "parking": Column("string", "every `parking:*` tag of the way, as a JSON object"),
        "geometry": _WHERE,
    },
)  # fmt: skip

BUILDINGS = Table(
    "buildings",
    "An OpenStreetMap object with a `building` tag.",
    {
        "building_id": _OSM_ID,
        "building": Column("string", "OSM kind of building", optional=False),
        "name": _NAME,
        "levels": Column("Float64", "storeys above ground, ground floor included [1]", least=0),
        "height": Column("Float64", "height [m]", least=0),
        **_tags("amenity", "shop", "office", "building:use", "building:flats", "start_date"),
        "geometry": _WHERE,
    },
)

WATER = Table(
    "water",
    "A river, a canal, a lake or a basin: a line or an area.",
    {"water_id": _OSM_ID, "kind": Column("string", "OSM `waterway` or `water` value"),
     "name": _NAME, "geometry": _WHERE},
)  # fmt: skip

GREENS = Table(
    "greens",
    "A park, garden, wood or meadow: an area.",
    {"green_id": _OSM_ID, "kind": Column("string", "OSM `leisure`, `landuse` or `natural` value"),
     "name": _NAME, "geometry": _WHERE},
)  # fmt: skip

SHOPS = Table(
    "shops",
    "A trading shop, or vacant shop premises.",
    {
        "shop_id": Column("string", "identifier in its register", optional=False),
        "state": Column("string", "`trading` or `vacant`", optional=False),
        "kind": Column("string", "OSM `shop` value; missing for vacant premises of unknown trade"),
        "name": _NAME,
        **_tags(
            "brand", "brand:wikidata", "operator", "opening_hours", "phone", "contact:phone",
            "website", "contact:website", "contact:facebook", "contact:instagram", "email",
            "wheelchair", "addr:housenumber", "addr:street", "addr:postcode", "level",
            "ref:FR:SIRET", "check_date",
        ),
        "geometry": _WHERE,
    },
)  # fmt: skip

OUTLETS = Table(
    "outlets",
    "Premises of OpenStreetMap where one trades or traded: shops, cafés, banks, chemists, crafts…",
    {
        "outlet_id": _OSM_ID,
        "state": Column("string", "`trading` or `vacant`", optional=False),
        "key": Column("string", "OSM key of what trades there: shop, amenity, craft, office…"),
        "kind": Column("string", "OSM value of that key; missing where nothing trades"),
        "last_kind": Column("string", "OSM value of what traded there last (`disused:*`)"),
        "name": _NAME,
        **_tags(
            "old_name", "disused:name", "brand", "brand:wikidata", "operator", "opening_hours",
            "phone", "contact:phone", "contact:mobile", "website", "contact:website", "url",
            "email", "contact:email", "contact:facebook", "contact:instagram", "facebook",
            "wheelchair", "addr:housenumber", "addr:street", "addr:postcode", "level",
            "ref:FR:SIRET", "check_date", "survey:date", "start_date",
        ),
        "area": Column("Float64", "ground area of its outline, if it has one [m²]", least=0),
        "geometry": _WHERE,
    },
)  # fmt: skip

AMENITIES = Table(
    "amenities",
    "An OpenStreetMap object with an `amenity` tag (car parks included).",
    {
        "amenity_id": _OSM_ID,
        "amenity": Column("string", "OSM kind of amenity", optional=False),
        "name": _NAME,
        **_tags("opening_hours", "operator", "wheelchair", "phone", "website", "cuisine", "level"),
        "geometry": _WHERE,
    },
)

CAR_PARKS = Table(
    "car_parks",
    "An off-street car park, as a point or as an area.",
    {
        "car_park_id": Column("string", "identifier in its register", optional=False),
        "name": _NAME,
        "kind": Column("string", "OSM `parking` value: surface, underground, multi-storey…"),
        "capacity": Column("Int64", "marked bays [bay]", least=0),
        "capacity_disabled": Column("Int64", "bays for disabled people [bay]", least=0),
        "capacity_charging": Column("Int64", "bays with a charging point [bay]", least=0),
        "levels": Column("Float64", "levels on which cars stand [1]", least=0),
        **_tags("access", "fee", "maxstay", "opening_hours", "operator", "park_ride", "surface"),
        "rules": Column(
            "string",
            "the other tags that tell its rule (`*:conditional`, "
            "`authentication:*`, `parking:*`, `restriction`…), as a JSON object",
        ),
        "max_height": Column("Float64", "height limit; missing if none or unknown [m]", least=0),
        "area": Column("Float64", "ground area of one level; missing for a point [m²]", least=0),
        "geometry": _WHERE,
    },
)

PARKING_SPACES = Table(
    "parking_spaces",
    "A parking space, or a group of alike ones, drawn one by one in a car park or along a street.",
    {
        "parking_space_id": _OSM_ID,
        "kind": Column("string", "OSM `parking_space` value: disabled, charging, parent…"),
        "name": _NAME,
        "capacity": Column("Int64", "spaces that it holds [bay]", least=0),
        "capacity_disabled": Column("Int64", "of them for disabled people [bay]", least=0),
        "capacity_charging": Column("Int64", "of them with a charging point [bay]", least=0),
        **_tags("access", "fee", "maxstay", "operator"),
        "rules": Column("string", "the other tags that tell its rule, as in `car_parks`"),
        "area": Column("Float64", "ground area; missing for a point [m²]", least=0),
        "geometry": _WHERE,
    },
)

STREET_POINTS = Table(
    "street_points",
    "A node with a `highway` tag, on a street or beside it: crossing, bus stop, turning circle.",
    {
        "point_id": _OSM_ID,
        "highway": Column("string", "OSM kind of point", optional=False),
        **_tags("crossing", "crossing:markings", "crossing_ref"),
        "geometry": _WHERE,
    },
)

BICYCLE_PARKINGS = Table(
    "bicycle_parkings",
    "Stands where bicycles can be locked.",
    {
        "bicycle_parking_id": _OSM_ID,
        "kind": Column("string", "OSM `bicycle_parking` value"),
        "capacity": Column("Int64", "bicycles [bicycle]", least=0),
        **_tags("covered", "access", "fee"),
        "geometry": _WHERE,
    },
)

PLACES = Table(
    "places",
    "A named settlement, quarter or square.",
    {"place_id": _OSM_ID, "kind": Column("string", "OSM `place` value"), "name": _NAME,
     "population": Column("Int64", "inhabitants, as tagged [person]", least=0), "geometry": _WHERE},
)  # fmt: skip

ROUTE_RELATIONS = Table(
    "route_relations",
    "A route drawn in OpenStreetMap: bus, train, bicycle, hiking.",
    {
        "route_relation_id": _OSM_ID,
        "route": Column("string", "OSM kind of route", optional=False),
        **_tags("ref", "name", "operator", "network", "from", "to", "colour"),
        "n_members": Column("Int64", "members of the relation, in the file or not [1]"),
        "geometry": Column("geometry", "the members present in the file; empty if none is"),
    },
)

STOPS = Table(
    "stops",
    "A stop or station of a GTFS feed.",
    {
        "stop_id": Column("string", "feed key, a colon, GTFS stop_id", optional=False),
        "feed": Column("string", "key of the feed", optional=False),
        "name": _NAME,
        "location_type": Column("Int64", "0 stop, 1 station, 2 entrance, 3 node, 4 boarding area"),
        "parent_station": Column("string", "feed key, a colon, GTFS stop_id of the station"),
        "wheelchair_boarding": Column("Int64", "0 unknown, 1 possible, 2 not possible"),
        "geometry": _WHERE,
    },
)

CARPOOL_PLACES = Table(
    "carpool_places",
    "A carpool place of the national register (BNLC).",
    {
        "carpool_place_id": Column("string", "`id_lieu` of the register", optional=False),
        "name": _NAME,
        "commune": Column("string", "INSEE code of the commune"),
        "kind": Column("string", "type in the national schema"),
        "open": Column("boolean", "whether the place is open"),
        "capacity": Column("Int64", "bays [bay]", least=0),
        "capacity_disabled": Column("Int64", "bays for disabled people [bay]", least=0),
        "updated": Column("string", "date of last update, ISO 8601"),
        "geometry": _WHERE,
    },
)

FLOWS = Table(
    "flows",
    "People who live in a commune and work in a commune, the same one or another.",
    {
        "flow_id": Column("string", "commune of residence, `>`, commune of work", optional=False),
        "origin": Column("string", "INSEE code of the commune of residence", optional=False),
        "destination": Column("string", "INSEE code of the commune of work", optional=False),
        "origin_name": Column("string", "its name, where the file gives it"),
        "destination_name": Column("string", "its name, where the file gives it"),
        "commuters": Column("Float64", "people at work [person]", optional=False, least=0),
        "by_car": Column("Float64", "of whom by car, van or lorry [person]", least=0),
        "by_transit": Column("Float64", "of whom by public transport [person]", least=0),
        "by_bike": Column("Float64", "of whom by bike [person]", least=0),
        "on_foot": Column("Float64", "of whom on foot [person]", least=0),
    },
)

CARPOOL_RIDES = Table(
    "carpool_rides",
    "Journeys carpooled from a commune to a commune and proved to the national register (RPC).",
    {
        "ride_id": Column("string", "communes of departure and arrival, `>` between",
                          optional=False),
        "origin": Column("string", "INSEE code of the commune of departure", optional=False),
        "destination": Column("string", "INSEE code of the commune of arrival", optional=False),
        "months": Column("Int64", "months that the file covers [month]", optional=False, least=1),
        "journeys": Column("Int64", "pairs of a driver and a passenger [journey]", optional=False,
                           least=0),
        "seats": Column("Int64", "seats that passengers took [seat]", least=0),
        "paid": Column("Int64", "journeys with an incentive [journey]", least=0),
        "metres": Column("Float64", "mean length [m]", least=0),
    },
)  # fmt: skip

COMMUNES = Table(
    "communes",
    "A commune of the official geographic code (COG), with its EPCI.",
    {
        "commune": Column("string", "INSEE code, five characters", optional=False),
        "name": Column("string", "official name", optional=False),
        "department": Column("string", "department code"),
        "region": Column("string", "region code"),
        "epci": Column("string", "SIREN of the EPCI"),
        "epci_name": Column("string", "name of the EPCI"),
        "population": Column("Int64", "municipal population [person]", least=0),
        "epci_population": Column("Int64", "municipal population of the EPCI [person]", least=0),
        "area": Column("Float64", "land area of the commune [m²]", least=0),
        "lon": Column("Float64", "longitude of a point inside the commune [°]"),
        "lat": Column("Float64", "latitude of a point inside the commune [°]"),
    },
)

PROGRAMMES = Table(
    "programmes",
    "The national programmes that a commune takes part in (ANCT).",
    {
        "commune": Column("string", "INSEE code, five characters", optional=False),
        "acv": Column("string", "id in Action Cœur de Ville, first phase"),
        "acv2": Column("string", "id in Action Cœur de Ville, second phase"),
        "pvd": Column("string", "id in Petites Villes de Demain"),
        "ti": Column("string", "id in Territoires d'industrie"),
        "crte": Column("string", "id of the recovery and ecological transition contract"),
        "ort": Column("string", "state of the ORT convention, as published"),
        "ort_signed": Column("string", "date the ORT was signed, ISO 8601"),
    },
)

POPULATION_CELLS = Table(
    "population_cells",
    "A square of the census grid, or a residential building, with the people who live there.",
    {
        "cell_id": Column("string", "identifier of the square or building", optional=False),
        "population": Column("Float64", "inhabitants [person]", optional=False, least=0),
        "households": Column("Float64", "households [household]", least=0),
        "geometry": _WHERE,
    },
)

IRIS_POPULATIONS = Table(
    "iris_populations",
    "A statistical quarter (IRIS) of the census, or a commune too small to be parted.",
    {
        "iris": Column("string", "code, nine characters", optional=False),
        "commune": Column("string", "INSEE code of the commune"),
        "name": _NAME,
        "kind": Column("string", "H dwelling, A activity, D diverse, Z commune not parted"),
        "population": Column("Float64", "inhabitants [person]", least=0),
    },
)

ESTABLISHMENTS = Table(
    "establishments",
    "An establishment of the SIRENE register.",
    {
        "siret": Column("string", "14 digits", optional=False),
        "name": Column("string", "sign, or usual name"),
        "firm": Column("string", "name of the firm that runs it, where it is no person's"),
        "activity": Column("string", "NAF code, as published"),
        "nomenclature": Column("string", "NAF version of the code: NAFRev2, NAF2025…"),
        "activity_naf2025": Column("string", "NAF 2025 code, where the register gives both"),
        "state": Column("string", "`active` or `closed`", optional=False),
        "created": Column("string", "date of creation, ISO 8601"),
        "employer": Column("boolean", "whether it employs"),
        "address": Column("string", "number and street"),
        "postcode": Column("string", "postcode"),
        "commune": Column("string", "INSEE code"),
        "since": Column("string", "first day of its present state, ISO 8601"),
        "lon": Column("Float64", "longitude [°]"),
        "lat": Column("Float64", "latitude [°]"),
    },
)

CENSUS_MARGINS = Table(
    "census_margins",
    "A category of a variable of the census, to which the answers of a survey are weighted.",
    {
        "cell": Column("string", "variable and category, parted by a slash", optional=False),
        "variable": Column("string", "`sex`, `age`, `occupation` or `quarter`", optional=False),
        "category": Column("string", "category, as the file names it", optional=False),
        "people": Column("Float64", "people of the category [person]", optional=False, least=0),
    },
)

NOTES = Table(
    "notes",
    "A note of an interview, an observation or a workshop, without the name of anybody.",
    {
        "note_id": Column("string", "key of the note", optional=False),
        "date": Column("string", "day, ISO 8601"),
        "place": Column("string", "where"),
        "role": Column("string", "role of who speaks or was seen: shopkeeper, inhabitant, agent"),
        "kind": Column("string", "`interview`, `observation` or `workshop`", optional=False),
        "text": Column("string", "what was said or seen, masked", optional=False),
        "codes": Column(
            "object", "needs it speaks of, each `need:for` or `need:against` (list of texts)"
        ),
        "quotable": Column("boolean", "whether it may be quoted; unknown counts as no"),
    },
)

TABLES = (
    STREETS, BUILDINGS, WATER, GREENS, SHOPS, OUTLETS, AMENITIES, CAR_PARKS, BICYCLE_PARKINGS,
    PLACES, ROUTE_RELATIONS, STOPS, CARPOOL_PLACES, FLOWS, COMMUNES, PROGRAMMES, POPULATION_CELLS,
    IRIS_POPULATIONS, ESTABLISHMENTS, CENSUS_MARGINS, NOTES, MOBILITY_SERVICES,
    SERVICE_HOURS, SHARED_SYSTEMS, SHARED_STATIONS, SHARED_VEHICLES, SHARED_PRICES,
    FIXES, RIDES, STREET_POINTS, PARKING_SPACES, PARKING_PLACES, REGISTERED_CAR_PARKS,
    PARKING_REMARKS, PREMISES, PERIODS, REVIEWS, SUCCESSIONS, WALKED, EVENTS,
)  # fmt: skip
"""Every table of the house."""
