"""The map and SIRENE told as one table of premises."""

from typing import Any

import pandas as pd
import pytest
import shapely

from beffroi.engines.commerce.register.joined import Joined, joined
from beffroi.engines.commerce.register.mapped import mapped
from beffroi.territory.commerce import PREMISES
from tests.engines.commerce.drawn import establishments, one_street, outlets

AT_3 = {"addr_housenumber": "3", "addr_street": "Grande Rue"}
EMPTY = {"state": "vacant", "kind": None, **AT_3}


def made(shops: list[dict[str, Any]], *rows: dict[str, Any]) -> Joined:
    return joined(mapped(outlets(*shops), one_street()), establishments(*rows), None)


def test_a_shop_of_both_keeps_the_map_s_name_and_gets_what_sirene_knows() -> None:
    register = {"name": "MORIN", "created": "2001-01-01", "employer": True,
                "address": "3 GRANDE RUE", "postcode": "35600"}  # fmt: skip

    row = made([{"name": "Morin"}], register).premises.iloc[0]

    assert (row["name"], row["state"], row["siret"]) == ("Morin", "trading", "0" * 14)
    assert (row["opened"], row["housenumber"], row["postcode"]) == ("2001-01-01", "3", "35600")
    assert (row["sources"], row["matched_by"], row["employer"]) == ("osm+sirene", "likeness", True)


def test_what_sirene_alone_says_active_has_an_unknown_state() -> None:
    premises = made([{"name": "Morin"}], {"name": "LA VACHE", "geometry": shapely.Point(500, 0),
                                          "address": "8 GRANDE RUE"}).premises  # fmt: skip

    row = premises.iloc[1]
    assert len(premises) == 2
    assert (row["premises_id"], row["state"]) == ("siret:" + "0" * 14, "unknown")
    assert (row["street"], row["housenumber"], row["family"]) == ("Grande Rue", "8", "clothing")
    assert PREMISES.faults(premises) == []


@pytest.mark.parametrize("code", ["01.11Z", None])
def test_what_is_no_shop_in_sirene_is_no_premises(code: str | None) -> None:
    away = {"activity": code, "geometry": shapely.Point(500, 0)}

    assert len(made([{}], away).premises) == 1


def test_an_establishment_without_coordinates_stands_at_its_address() -> None:
    shop = {"name": "Morin", "geometry": shapely.Point(7, 7), **AT_3}
    register = {"name": "LA VACHE", "activity": "64.19Z", "address": "3 GRANDE RUE",
                "geometry": None}  # fmt: skip

    found = made([shop], register, {"siret": "1" * 14, "name": "AILLEURS", "geometry": None})

    assert found.premises.geometry.iloc[1].equals(shapely.Point(7, 7))
    assert found.premises.geometry.isna().tolist() == [False, False, True]


def test_empty_premises_get_the_last_establishment_closed_at_their_address() -> None:
    gone = {"state": "closed", "address": "3 GRANDE RUE"}
    row = made(
        [EMPTY],
        {"name": "VIEUX", "since": "2001-01-01", **gone},
        {"siret": "1" * 14, "name": "MORIN", "since": "2019-05-01", **gone},
    ).premises.iloc[0]

    assert (row["vacant_since"], row["last_name"], row["family"]) == (
        "2019-05-01", "MORIN", "clothing",
    )  # fmt: skip
    assert pd.isna(row["name"])
    assert pd.isna(row["siret"])


def test_empty_premises_where_somebody_is_active_stay_vacant_and_are_told() -> None:
    found = made([EMPTY], {"name": "MORIN", "address": "3 GRANDE RUE"})

    assert found.premises["state"].tolist() == ["vacant", "unknown"]
    assert found.occupied.to_dict("records") == [{"premises_id": "osm:n0", "siret": "0" * 14}]


def test_a_shop_that_sirene_says_closed_keeps_trading_and_is_told() -> None:
    found = made([{"name": "Morin"}], {"name": "MORIN", "state": "closed", "since": "2020-01-01"})

    assert found.premises["state"].tolist() == ["trading"]
    assert found.closed["ended"].tolist() == ["2020-01-01"]


def test_an_empty_map_or_an_empty_register_is_no_fault() -> None:
    assert len(made([], {}).premises) == 1
    assert len(made([{}]).premises) == 1
    assert len(made([]).premises) == 0
