"""Premises of the map."""

import pandas as pd
import shapely

from beffroi.engines.commerce.register.mapped import mapped
from beffroi.territory.commerce import PREMISES
from tests.engines.commerce.drawn import one_street, outlets


def test_premises_keep_their_table() -> None:
    made = mapped(outlets({}, {"state": "vacant", "kind": None}), one_street())

    assert PREMISES.faults(made) == []
    assert made["premises_id"].tolist() == ["osm:n0", "osm:n1"]
    assert made["street"].tolist() == ["Grande Rue", "Grande Rue"]


def test_the_name_of_vacant_premises_is_that_of_the_last_shop() -> None:
    shut = {"state": "vacant", "kind": None, "last_kind": "shoes", "name": "Chaussures Morin"}

    row = mapped(outlets(shut), one_street()).iloc[0]

    assert pd.isna(row["name"])
    assert pd.isna(row["kind"])
    assert (row["last_name"], row["last_kind"], row["family"]) == (
        "Chaussures Morin", "shoes", "clothing",
    )  # fmt: skip


def test_a_brand_tells_of_a_chain_and_its_absence_tells_nothing() -> None:
    made = mapped(outlets({"brand": "Éram"}, {"name": "Morin"}), one_street())

    assert made["is_chain"].iloc[0] == True  # noqa: E712  # a nullable boolean
    assert pd.isna(made["is_chain"].iloc[1])
    assert made["name"].tolist() == ["Éram", "Morin"]


def test_contacts_are_read_under_either_of_their_tags() -> None:
    told = {"contact_phone": "02 99", "url": "https://x.fr", "contact_email": "a@b.fr",
            "contact_instagram": "morin", "survey_date": "2024-05-01"}  # fmt: skip

    row = mapped(outlets(told), one_street()).iloc[0]

    assert row[["phone", "website", "email", "social", "check_date"]].tolist() == [
        "02 99", "https://x.fr", "a@b.fr", "morin", "2024-05-01",
    ]  # fmt: skip


def test_a_check_that_is_no_day_and_a_siret_that_is_none_are_unknown() -> None:
    row = mapped(outlets({"check_date": "2024", "ref_FR_SIRET": "12"}), one_street()).iloc[0]

    assert row[["check_date", "siret"]].isna().all()


def test_what_the_map_lost_is_no_premises() -> None:
    made = mapped(outlets({"geometry": shapely.Point()}, {}), one_street())

    assert made["premises_id"].tolist() == ["osm:n1"]


def test_a_map_without_shops_gives_an_empty_register() -> None:
    assert list(mapped(outlets(), one_street()).columns) == list(PREMISES.columns)
