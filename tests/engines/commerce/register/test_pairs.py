"""Which premises of the map is which establishment of the register."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.commerce.register.mapped import mapped
from beffroi.engines.commerce.register.pairs import COLUMNS, bare, likeness, pairs
from tests.engines.commerce.drawn import establishments, one_street, outlets

NAMES = st.text(st.sampled_from("abc é'-.<=&"), max_size=12)


def paired(shops: list[dict[str, Any]], *rows: dict[str, Any]) -> pd.DataFrame:
    return pairs(mapped(outlets(*shops), one_street()), establishments(*rows))


def test_a_siret_on_the_map_decides_whatever_the_rest() -> None:
    shop = {"name": "Morin", "ref_FR_SIRET": "00000000000000"}

    row = paired([shop], {"name": "AUTRE", "geometry": shapely.Point(900, 0)}).iloc[0]

    assert (row["matched_by"], row["score"]) == ("siret", 1.0)


def test_a_shop_of_the_same_name_and_trade_nearby_is_joined() -> None:
    shop = {"name": "Chaussures Morin", "kind": "shoes"}

    row = paired([shop], {"name": "SARL MORIN CHAUSSURES", "geometry": shapely.Point(20, 0)})

    assert row["matched_by"].tolist() == ["likeness"]
    assert row["score"].iloc[0] == pytest.approx(0.5 + 0.3 + 0.2 * 0.5)


def test_beyond_forty_metres_nothing_is_paired() -> None:
    shop = {"name": "Chaussures Morin"}

    assert len(paired([shop], {"name": "CHAUSSURES MORIN", "geometry": shapely.Point(40, 0)})) == 1
    assert (
        len(paired([shop], {"name": "CHAUSSURES MORIN", "geometry": shapely.Point(40.1, 0)})) == 0
    )


def test_without_coordinates_the_address_pairs() -> None:
    shop = {"name": "Morin", "addr_housenumber": "12bis", "addr_street": "Avenue du Général Foy"}
    register = {"name": "MORIN", "address": "12 B AV GAL FOY", "geometry": None}

    row = paired([shop], register).iloc[0]

    assert row["same_address"]
    assert (row["matched_by"], row["score"]) == ("likeness", pytest.approx(0.5 + 0.3 + 0.2 * 0.9))
    assert np.isnan(row["distance"])


def test_another_name_at_the_same_place_is_doubtful_and_not_joined() -> None:
    row = paired([{"name": "Morin"}], {"name": "LA VACHE BLEUE"}).iloc[0]

    assert row["matched_by"] == "doubtful"


def test_the_same_name_in_another_trade_is_doubtful() -> None:
    row = paired([{"name": "Morin"}], {"name": "MORIN", "activity": "64.19Z"}).iloc[0]

    assert row["matched_by"] == "doubtful"


def test_a_nameless_establishment_is_joined_only_where_nothing_else_can_be() -> None:
    shop = {"name": "Morin", "addr_housenumber": "3", "addr_street": "Grande Rue"}
    hidden = {"name": None, "address": "3 GRANDE RUE"}

    assert paired([shop], hidden)["matched_by"].tolist() == ["likeness"]
    assert paired([shop], hidden, {"siret": "1" * 14, **hidden})["matched_by"].tolist() == [
        "doubtful"
    ]


def test_two_shops_in_one_premises_each_find_their_own() -> None:
    here = {"geometry": shapely.Point(0, 0)}
    shops = [{"name": "Tabac du Port", "kind": "tobacco", **here},
             {"name": "Bar du Port", "kind": "bar", **here}]  # fmt: skip

    made = paired(
        shops,
        {"siret": "1" * 14, "name": "BAR DU PORT", "activity": "56.30Z", **here},
        {"siret": "2" * 14, "name": "TABAC DU PORT", "activity": "47.26Z", **here},
    ).set_index("premises_id")["siret"]

    assert made.to_dict() == {"osm:n0": "2" * 14, "osm:n1": "1" * 14}


def test_the_name_of_the_firm_tells_where_there_is_no_sign() -> None:
    firm = {"name": None, "firm": "SARL MORIN"}

    assert paired([{"name": "Morin"}], firm)["matched_by"].tolist() == ["likeness"]
    assert paired([{"name": "Morin"}], {"name": "AUTRE", "firm": "MORIN"})["likeness"].tolist() == [
        1.0
    ]


def test_naf_2025_speaks_where_the_old_code_lacks() -> None:
    new = {"name": "MORIN", "activity": None, "activity_naf2025": "47.72Y"}

    assert paired([{"name": "Morin"}], new)["agreement"].tolist() == [1.0]


def test_hidden_names_and_unknown_trades_leave_their_part_untold() -> None:
    row = paired([{"name": None, "kind": "yes"}], {"name": None, "activity": None}).iloc[0]

    assert row[["likeness", "agreement"]].isna().all()
    assert row["score"] == pytest.approx(0.25 + 0.15 + 0.2)


def test_nothing_on_either_side_gives_no_pair_and_all_columns() -> None:
    assert list(paired([], {}).columns) == COLUMNS
    assert len(paired([{}])) == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [("S.A.S. L'Épi d'Or", "epi or"), ("LA POSTE", "poste"), ("H & M", "h m")],
)
def test_names_are_compared_without_what_all_have(name: str, expected: str) -> None:
    assert bare(name) == expected


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    forth = likeness(pd.Series([one]), pd.Series([other]))
    back = likeness(pd.Series([other]), pd.Series([one]))

    assert np.array_equal(forth, back, equal_nan=True)
    assert np.isnan(forth[0]) or 0 <= forth[0] <= 1


@given(st.lists(st.tuples(NAMES, st.integers(0, 60)), max_size=5),
       st.lists(st.tuples(NAMES, st.integers(0, 60)), max_size=5))  # fmt: skip
def test_nothing_is_paired_twice_and_every_score_is_in_its_bounds(
    ours: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> None:
    shops = [{"name": name or None, "geometry": shapely.Point(x, 0)} for name, x in ours]
    rows = [{"siret": f"{i:014d}", "name": name or None, "geometry": shapely.Point(x, 0)}
            for i, (name, x) in enumerate(theirs)]  # fmt: skip

    made = paired(shops, *rows)

    assert made["premises_id"].is_unique
    assert made["siret"].is_unique
    assert made["score"].between(0, 1).all()
    assert isinstance(made, pd.DataFrame)
    assert not isinstance(made, gpd.GeoDataFrame)
