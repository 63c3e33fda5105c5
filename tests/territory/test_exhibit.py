"""Exhibits: small tables that a report shows."""

from dataclasses import replace

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field

OSM = Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0")


def test_an_exhibit_comes_back_from_json_as_it_was() -> None:
    parks = Exhibit(
        "parking.parks",
        Words(fr="Parcs", en="Car parks"),
        "table",
        (
            Field("name", Words(fr="Parc", en="Car park")),
            Field("n", Words("", ""), "bay", missing="hidden"),
        ),
        ((Words(fr="(sans nom)", en="(unnamed)"), None), ("Gare", 120.0)),
        (OSM,),
        Words(fr="Note", en="Note"),
        ("", "parking.bays.gare"),
    )

    assert Exhibit.from_json(parks.as_json()) == parks


def test_the_bounds_of_the_last_column_stand_in_columns_of_their_own() -> None:
    share, low, high = (Field(key, Words(key, key), "1") for key in ("share", "low", "high"))
    shares = Exhibit(
        "usages.shares", Words("", ""), "bars", (share, low, high, share),
        ((0.0, 0.1, 0.3, 0.2), (0.0, 0.0, None, None)), (OSM,), Words("", ""),
    )  # fmt: skip

    assert shares.bounds() == ((0.1, 0.3), (0.0, None))
    assert replace(shares, fields=(share, low, share, share)).bounds() == ((None, None),) * 2
