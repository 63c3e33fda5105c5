"""The rules of cells."""

import pytest

from beffroi.formats.bnlc.schema import COLUMNS, fault_of, is_siren, schema


def test_the_columns_are_in_the_order_of_the_schema() -> None:
    assert (COLUMNS[0], COLUMNS[-1], len(COLUMNS)) == ("id_lieu", "comm", 18)


@pytest.mark.parametrize("cell", ["1e999", "nan", "inf", "1_000", "٣", " 1"])
def test_what_only_looks_like_a_number_is_none(cell: str) -> None:
    assert fault_of(schema()["nbre_pl"], cell) == "bad_number"


def test_a_siren_has_its_check_digit() -> None:
    assert is_siren("217602176")
    assert not is_siren("217602167")
