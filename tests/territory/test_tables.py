"""The tables of a town: every column has a meaning."""

import pytest

from beffroi.territory.table import Table
from beffroi.territory.tables import TABLES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_a_key_and_every_column_a_meaning(table: Table) -> None:
    assert not table.columns[table.key].optional
    assert all(column.meaning for column in table.columns.values())
    assert table.check(table.empty()) is not None


def test_no_two_tables_have_the_same_name() -> None:
    names = [table.name for table in TABLES]

    assert len(names) == len(set(names))
