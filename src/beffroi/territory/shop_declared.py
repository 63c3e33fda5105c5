"""What shopkeepers declare themselves: the table of their answers."""

from beffroi.territory.table import Column, Table

DECLARED = Table(
    "declared",
    "What a shopkeeper declares; a blank says nothing.",
    {
        "premises_id": Column("string", "identifier of the register"),
        "siret": Column("string", "14 digits"),
        "opening_hours": Column("string", "in the syntax of OpenStreetMap, or in French"),
        "listing": Column("boolean", "whether search engines show a listing that the shopkeeper "
                          "keeps"),
        "listing_hours": Column("string", "hours of that listing, as written"),
        "phone": Column("string", "as written"),
        "has_site": Column("boolean", "whether it has a site of its own"),
        "website": Column("string", "address of its site"),
        "social": Column("string", "address of a page in a social network"),
        "pictures": Column("boolean", "whether pictures and a description are shown somewhere"),
        "directory": Column("boolean", "whether the town's directory lists it"),
        "sells": Column("boolean", "whether one may order: marketplace, click and collect, shop"),
        "stock": Column("boolean", "whether a program keeps its stock or its catalogue"),
        "card": Column("boolean", "whether one may pay by card"),
        "pays_online": Column("boolean", "whether it takes payments at a distance"),
        "delivers": Column("boolean", "whether it delivers, or has parcels handed over"),
        "gift_card": Column("boolean", "whether it takes the town's gift card"),
        "loyalty": Column("boolean", "whether it is in a common loyalty scheme"),
        "member": Column("boolean", "whether it is a member of the traders' association"),
        "willing": Column("boolean", "whether it wants to take part in a new service"),
        "checked": Column("string", "day of the declaration, ISO 8601"),
    },
)  # fmt: skip
