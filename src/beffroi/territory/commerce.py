"""The tables of commerce: premises, what the register says of their past, what was matched."""

from beffroi.territory.table import Column, Table

TRADING, VACANT, UNKNOWN = "trading", "vacant", "unknown"
"""States of premises: a shop trades there; none does; nobody knows."""
OSM, SIRENE, WALK = "osm", "sirene", "walk"
"""Where premises are known from: the map, the register of establishments, a walk in the street."""
BY_SIRET, BY_LIKENESS = "siret", "likeness"
"""How two records were taken for one shop: the same SIRET; place, name and activity."""

PREMISES = Table(
    "premises",
    "Premises on the ground floor, where a shop trades, traded or could trade.",
    {
        "premises_id": Column("string", "stable identifier: `osm:n123`, `siret:14 digits` or "
                              "`walk:…`, the first of these that knows it", optional=False),
        "state": Column("string", "`trading`, `vacant` or `unknown`", optional=False),
        "family": Column("string", "family of what trades there, or traded last; key of the table "
                         "of families in use"),
        "kind": Column("string", "OSM value of `shop`, `amenity`, `craft` or `office`"),
        "name": Column("string", "name in local signs, of what trades there"),
        "brand": Column("string", "brand, as the map writes it"),
        "is_chain": Column("boolean", "whether it belongs to a chain; missing where nothing tells"),
        "siret": Column("string", "14 digits, of what trades there"),
        "activity": Column("string", "NAF rév. 2 code, with its point: 47.11B"),
        "activity_naf2025": Column("string", "NAF 2025 code, where the register gives it"),
        "opened": Column("string", "day since which the register knows it there, ISO 8601"),
        "vacant_since": Column("string", "day since which nothing trades there, ISO 8601; missing "
                               "where it trades or nobody knows"),
        "last_name": Column("string", "name of what traded there last"),
        "last_kind": Column("string", "OSM value of what traded there last"),
        "front": Column("Float64", "length of its front on the street [m]", least=0),
        "area": Column("Float64", "sales area, or ground area [m²]", least=0),
        "rent": Column("Float64", "rent asked or paid, before tax [€/m²/year]", least=0),
        "owner": Column("string", "owner, only where a walk says so and the town keeps it"),
        "street": Column("string", "name of the street"),
        "housenumber": Column("string", "number in the street"),
        "postcode": Column("string", "postcode"),
        "level": Column("string", "OSM tag `level`, as written"),
        "opening_hours": Column("string", "as written on the map or in the walk's sheet"),
        "phone": Column("string", "as written"),
        "website": Column("string", "as written"),
        "email": Column("string", "as written"),
        "social": Column("string", "address of a page in a social network"),
        "wheelchair": Column("string", "OSM tag `wheelchair`, as written"),
        "check_date": Column("string", "last day that somebody looked, ISO 8601"),
        "employer": Column("boolean", "whether it employs, of the register"),
        "sources": Column("string", "`osm`, `sirene`, `walk`, joined by `+`", optional=False),
        "matched_by": Column("string", "`siret` or `likeness`, where map and register were joined"),
        "match_score": Column("Float64", "how sure the join is [0-1]", least=0),
        "geometry": Column("geometry", "point; missing where no source places it"),
    },
)  # fmt: skip

PERIODS = Table(
    "periods",
    "A period in the life of an establishment, during which nothing changed in the register.",
    {
        "period_id": Column("string", "SIRET and first day", optional=False),
        "siret": Column("string", "14 digits", optional=False),
        "begins": Column("string", "first day, ISO 8601; missing where the register lacks it"),
        "ends": Column("string", "last day, ISO 8601; missing for the period that still runs"),
        "state": Column("string", "`active` or `closed`", optional=False),
        "activity": Column("string", "NAF code, as published"),
        "nomenclature": Column("string", "NAF version of the code: NAFRev2, NAF2025…"),
        "name": Column("string", "sign, or usual name"),
        "employer": Column("boolean", "whether it employed"),
    },
)  # fmt: skip

GONE = "gone"
"""State that a walk can see besides: no premises of trade any more, a dwelling for example."""

WALKED = Table(
    "walked",
    "What a walk in the street saw of one premises, as its sheets say.",
    {
        "cell": Column("string", "sheet and row, for messages", optional=False),
        "premises_id": Column("string", "premises of the register; missing for new ones"),
        "street": Column("string", "name of the street; missing for known premises of no street"),
        "housenumber": Column("string", "number in the street"),
        "state": Column("string", "`trading`, `vacant`, `unknown` (works) or `gone`",
                        optional=False),
        "name": Column("string", "name of what trades there"),
        "kind": Column("string", "OSM value of what trades there, or traded last"),
        "since": Column("string", "day since when, ISO 8601; the middle of the month or year where "
                        "the sheet gives no more"),
        "front": Column("Float64", "length of its front [m]", least=0),
        "area": Column("Float64", "sales area [m²]", least=0),
        "rent": Column("Float64", "rent asked or paid, before tax [€/m²/year]", least=0),
        "owner": Column("string", "owner"),
        "opening_hours": Column("string", "as written"),
        "phone": Column("string", "as written"),
        "website": Column("string", "as written"),
        "note": Column("string", "remark"),
        "check_date": Column("string", "day of the walk, ISO 8601"),
    },
)  # fmt: skip

REVIEWS = Table(
    "reviews",
    "Something of the register of premises that somebody should look at.",
    {
        "review_id": Column("string", "kind, premises and establishment", optional=False),
        "kind": Column("string", "`doubtful` (perhaps one shop), `unsure` (joined without a name), "
                       "`closed`, `occupied`, `shared`, `twice`, `siret`, `walk`", optional=False),
        "premises_id": Column("string", "premises it is about"),
        "siret": Column("string", "establishment it is about, 14 digits"),
        "name": Column("string", "name on the map, or in the register of premises"),
        "other_name": Column("string", "name in SIRENE, or on the other premises"),
        "street": Column("string", "name of the street"),
        "housenumber": Column("string", "number in the street"),
        "distance": Column("Float64", "between the two [m]", least=0),
        "score": Column("Float64", "how sure the join is [0-1]", least=0),
        "fr": Column("string", "what to look at, in French", optional=False),
        "en": Column("string", "what to look at, in English", optional=False),
    },
)  # fmt: skip

SUCCESSIONS = Table(
    "successions",
    "An establishment that traded at an address, and who came after it there.",
    {
        "siret": Column("string", "14 digits", optional=False),
        "name": Column("string", "sign, or usual name"),
        "activity": Column("string", "NAF code, as published"),
        "family": Column("string", "family of the activity"),
        "street": Column("string", "name of the street"),
        "housenumber": Column("string", "number in the street"),
        "began": Column("string", "first day at work, ISO 8601; missing where the register lacks "
                        "it"),
        "ended": Column("string", "first day closed, ISO 8601; missing where it is active"),
        "next_siret": Column("string", "who began next at the address, once this one had closed"),
        "gap": Column("Float64", "between the end and that beginning [day]", least=0),
        "together": Column("Int64", "others at work at the same address on its last day", least=0),
    },
)  # fmt: skip
