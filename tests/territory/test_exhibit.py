"""Exhibits: small tables that a report shows."""

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field

OSM = Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0")


def test_an_exhibit_comes_back_from_json_as_it_was() -> None:
    parks = Exhibit(
        "parking.parks",
        Words(fr="Parcs", en="Car parks"),
        "table",
        (Field("name", Words(fr="Parc", en="Car park")), Field("n", Words("", ""), "bay")),
        ((Words(fr="(sans nom)", en="(unnamed)"), None), ("Gare", 120.0)),
        (OSM,),
        Words(fr="Note", en="Note"),
        ("", "parking.bays.gare"),
    )

    assert Exhibit.from_json(parks.as_json()) == parks
