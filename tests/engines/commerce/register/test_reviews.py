"""What somebody should look at."""

from typing import Any

import pandas as pd
import shapely

from beffroi.engines.commerce.register.joined import joined
from beffroi.engines.commerce.register.mapped import mapped
from beffroi.engines.commerce.register.reviews import reviews
from beffroi.territory.commerce import REVIEWS
from tests.engines.commerce.drawn import establishments, one_street, outlets

AT_3 = {"addr_housenumber": "3", "addr_street": "Grande Rue"}
AWAY = {"geometry": shapely.Point(500, 0)}


def looked_at(shops: list[dict[str, Any]], *rows: dict[str, Any]) -> pd.DataFrame:
    made = reviews(joined(mapped(outlets(*shops), one_street()), establishments(*rows), None))
    assert REVIEWS.faults(made) == []
    return made


def test_a_sure_pair_needs_no_look() -> None:
    assert looked_at([{"name": "Morin"}], {"name": "MORIN"}).empty


def test_another_name_at_the_same_place_is_doubtful_and_names_both() -> None:
    row = looked_at([{"name": "Morin"}], {"name": "LA VACHE"}).iloc[0]

    assert (row["kind"], row["name"], row["other_name"]) == ("doubtful", "Morin", "LA VACHE")
    assert row["score"] == 0.5


def test_a_nameless_join_is_unsure() -> None:
    made = looked_at([{"name": "Morin", **AT_3}], {"name": None, "address": "3 GRANDE RUE"})

    assert made["kind"].tolist() == ["unsure"]


def test_the_map_against_sirene_comes_first() -> None:
    made = looked_at(
        [{"name": "Morin"}, {"state": "vacant", "kind": None, **AT_3, **AWAY}],
        {"name": "MORIN", "state": "closed", "since": "2020-01-01"},
        {"siret": "1" * 14, "name": "X", "address": "3 GRANDE RUE", **AWAY},
    )

    assert made["kind"].tolist() == ["closed", "occupied"]
    assert "2020-01-01" in made["en"].iloc[0]


def test_a_siret_far_from_its_shop_is_told() -> None:
    made = looked_at([{"name": "Morin", "ref_FR_SIRET": "0" * 14}], {"name": "MORIN", **AWAY})

    assert made["kind"].tolist() == ["siret"]
    assert "500 m" in made["en"].iloc[0]


def test_one_shop_mapped_twice_and_two_in_one_premises_are_told_apart() -> None:
    here = {"geometry": shapely.Point(0, 0)}
    made = looked_at([
        {"name": "Morin", **here},
        {"name": "MORIN", "geometry": shapely.Point(8, 0)},
        {"name": "Bar du Port", "kind": "bar", **here},
    ])  # fmt: skip

    assert made["kind"].tolist() == ["twice", "shared"] or made["kind"].tolist() == [
        "shared", "twice",
    ]  # fmt: skip


def test_hostile_names_stay_as_they_are_in_the_sentence() -> None:
    made = looked_at([{"name": "<b>{n}</b>"}], {"name": "=CMD"})

    assert "<b>{n}</b>" in made["en"].iloc[0]


def test_a_pair_that_is_counted_is_a_pair_to_look_at() -> None:
    """An establishment of no shop is none; of one whose activity is unknown, the words say so."""
    shops = mapped(outlets({"name": "Les Pains Dorés"}), one_street())
    rows = ({"activity": "99.99X"}, {"activity": None}, {"activity": "86.21Z"})
    for n_listed, row in zip((1, 1, 0), rows, strict=True):
        made = joined(shops, establishments({"name": "PAINS DUPONT", **row}), None)
        listed = reviews(made)

        assert (made.pairs["matched_by"] == "doubtful").sum() == len(listed) == n_listed
        assert listed["en"].str.contains("whose activity is unknown").all()


def test_an_unknown_code_does_not_part_two_of_one_name() -> None:
    shops = mapped(outlets({"name": "Morin"}), one_street())

    made = joined(shops, establishments({"name": "MORIN", "activity": "99.99X"}), None)

    assert made.pairs["matched_by"].tolist() == ["likeness"]
