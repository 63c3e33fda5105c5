"""The register after a walk."""

from typing import Any

import pandas as pd
import shapely

from beffroi.engines.commerce.register.mapped import mapped
from beffroi.engines.commerce.register.walked import Walked, unsettled, walked
from beffroi.territory.commerce import PREMISES, REVIEWS, WALKED
from tests.engines.commerce.drawn import one_street, outlets

SHOP = {"name": "Morin", "kind": "shoes", "phone": "02 99", "brand": "Morin",
        "addr_housenumber": "3", "addr_street": "Grande Rue"}  # fmt: skip


def after(shops: list[dict[str, Any]], *seen: dict[str, Any]) -> Walked:
    rows = [
        {"cell": f"Grande Rue!{i}", "street": "Grande Rue", "state": "trading",
         "check_date": "2026-05-12", **one}
        for i, one in enumerate(seen)
    ]  # fmt: skip
    walk = WALKED.typed(pd.DataFrame(rows, columns=list(WALKED.columns)))
    made = walked(mapped(outlets(*shops), one_street()), walk, one_street())
    assert PREMISES.faults(made.premises) == []
    return made


def test_what_is_confirmed_keeps_what_was_known_and_gets_its_day() -> None:
    made = after([SHOP], {"premises_id": "osm:n0", "name": "Morin", "kind": "shoes", "front": 4.0})

    row = made.premises.iloc[0]
    assert (row["phone"], row["front"], row["check_date"]) == ("02 99", 4.0, "2026-05-12")
    assert row["sources"] == "osm+walk"
    assert made.reviews.empty
    assert (made.seen, made.added, made.gone) == (1, 0, 0)


def test_premises_found_empty_keep_the_last_shop_and_nothing_of_its_own() -> None:
    made = after([SHOP], {"premises_id": "osm:n0", "state": "vacant", "since": "2025-01-15"})

    row = made.premises.iloc[0]
    assert (row["state"], row["vacant_since"]) == ("vacant", "2025-01-15")
    assert (row["last_name"], row["last_kind"], row["family"]) == ("Morin", "shoes", "clothing")
    assert row[["name", "kind", "phone", "brand", "is_chain", "siret"]].isna().all()
    assert made.reviews["kind"].tolist() == ["walk"]


def test_another_shop_at_the_same_place_takes_over_and_is_told() -> None:
    made = after([SHOP], {"premises_id": "osm:n0", "name": "Fournil", "kind": "bakery",
                          "since": "2026-01-15"})  # fmt: skip

    row = made.premises.iloc[0]
    assert (row["name"], row["family"], row["opened"]) == ("Fournil", "food", "2026-01-15")
    assert pd.isna(row["phone"])
    assert "Morin" in made.reviews["en"].iloc[0]
    assert "Fournil" in made.reviews["en"].iloc[0]


def test_the_same_shop_with_another_trade_is_told_and_stays_itself() -> None:
    made = after([SHOP], {"premises_id": "osm:n0", "name": "Morin", "kind": "bag"})

    row = made.premises.iloc[0]
    assert (row["kind"], row["phone"]) == ("bag", "02 99")
    assert "shoes" in made.reviews["en"].iloc[0]


def test_empty_premises_taken_over_trade_and_their_vacancy_ends() -> None:
    shut = {**SHOP, "state": "vacant", "kind": None, "last_kind": "shoes"}

    row = after([shut], {"premises_id": "osm:n0", "name": "Fournil", "kind": "bakery"}).premises

    assert row["state"].tolist() == ["trading"]
    assert row["vacant_since"].isna().all()
    assert row["last_name"].tolist() == ["Morin"]


def test_a_dwelling_is_no_premises_any_more_and_is_told() -> None:
    made = after([SHOP], {"premises_id": "osm:n0", "state": "gone"})

    assert made.premises.empty
    assert (made.gone, made.reviews["kind"].tolist()) == (1, ["walk"])


def test_new_premises_stand_at_their_address_else_on_their_street_else_nowhere() -> None:
    made = after(
        [SHOP],
        {"name": "Au 3", "housenumber": "3"},
        {"name": "Au 8", "housenumber": "8"},
        {"name": "Ailleurs", "street": "Rue Zola"},
    )

    new = made.premises.set_index("name")
    assert made.added == 3
    assert new.loc["Au 3", "geometry"].equals(shapely.Point(0, 0))
    assert new.loc["Au 8", "geometry"].y == 5
    assert pd.isna(new.loc["Ailleurs", "geometry"])
    assert set(new["sources"]) == {"osm", "walk"}
    assert new.loc["Au 8", "premises_id"] == "walk:grande-rue-8-1"


def test_a_reference_that_is_none_is_new_and_told() -> None:
    made = after([SHOP], {"premises_id": "osm:n77", "name": "X"})

    assert (made.added, made.strangers) == (1, ("Grande Rue!0",))


def test_a_stranger_without_a_street_stands_nowhere() -> None:
    made = after([SHOP], {"premises_id": "osm:n77", "name": "X", "street": None})

    assert made.premises.geometry.isna().tolist() == [False, True]


def test_what_nobody_knew_is_no_contradiction() -> None:
    unknown = after([{**SHOP, "name": None}], {"premises_id": "osm:n0", "name": "Morin"})

    assert unknown.reviews.empty
    assert unknown.premises["name"].tolist() == ["Morin"]


def test_a_walk_settles_what_one_sees_and_leaves_the_rest_open() -> None:
    rows = [("closed", "osm:n0"), ("doubtful", "osm:n0"), ("closed", "osm:n1"), ("twice", "gone")]
    open_ = REVIEWS.typed(pd.DataFrame(
        [{"review_id": f"{i}", "kind": kind, "premises_id": id_, "fr": "", "en": ""}
         for i, (kind, id_) in enumerate(rows)],
        columns=list(REVIEWS.columns),
    ))  # fmt: skip
    premises = after([SHOP, SHOP], {"premises_id": "osm:n0", "name": "Morin"}).premises

    assert unsettled(open_, premises)["review_id"].tolist() == ["1", "2"]
