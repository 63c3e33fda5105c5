"""What the map could be told, and what it never is."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.commerce.directory.feedback import feedback
from beffroi.territory.commerce import PREMISES
from beffroi.territory.tables import OUTLETS

HERE = shapely.Point(-2.08, 47.65)


def premises(*rows: dict[str, object]) -> gpd.GeoDataFrame:
    common = {"state": "trading", "sources": "osm+walk", "geometry": HERE}
    return gpd.GeoDataFrame(PREMISES.typed(pd.DataFrame([{**common, **row} for row in rows])))


def mapped(**columns: object) -> pd.DataFrame:
    row = {"outlet_id": "n1", "state": "trading", "geometry": HERE, **columns}
    return OUTLETS.typed(pd.DataFrame([row]))


def test_hours_that_the_map_lacks_and_a_name_that_differs_are_two_remarks() -> None:
    found = feedback(
        premises({"premises_id": "osm:n1", "name": "Le Fournil",
                  "opening_hours": "Mo-Sa 07:00-19:00"}),
        mapped(kind="bakery", name="Au Fournil"),
    )  # fmt: skip

    assert found["what"].tolist() == ["lacks", "differs"]
    assert found["tags"].tolist() == [
        {"opening_hours": "Mo-Sa 07:00-19:00"}, {"name": "Le Fournil"},
    ]  # fmt: skip
    assert found["now"][1] == {"name": "Au Fournil"}


def test_premises_seen_empty_are_said_once() -> None:
    found = feedback(premises({"premises_id": "osm:n1", "state": "vacant"}), mapped(kind="books"))

    assert found[["what", "tags", "now"]].to_numpy().tolist() == [
        ["vacant", {"shop": "vacant"}, {"shop": "books"}]
    ]


def test_a_shop_seen_in_the_street_and_absent_is_told_a_registered_one_is_not() -> None:
    found = feedback(
        premises(
            {"premises_id": "walk:a", "name": "Neuf", "sources": "walk", "owner": "M. Martin"},
            {"premises_id": "siret:1", "name": "Martin", "sources": "sirene"},
        ),
        mapped(),
    )

    assert found["premises_id"].tolist() == ["walk:a"]
    assert found["tags"][0] == {"shop": "yes", "name": "Neuf"}
    assert "Martin" not in found.to_json()


def test_what_the_map_alone_knows_and_the_nearest_street_are_not_told() -> None:
    guessed = {"premises_id": "osm:n1", "street": "Grande Rue", "phone": "02"}

    assert feedback(premises({**guessed, "sources": "osm"}), mapped()).empty
    assert feedback(premises(guessed), mapped())["tags"].tolist() == [{"phone": "02"}]


def test_a_telephone_that_the_map_keeps_elsewhere_is_not_lacking() -> None:
    found = feedback(premises({"premises_id": "osm:n1", "phone": "02"}), mapped(contact_phone="02"))

    assert found.empty
