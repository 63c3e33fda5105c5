"""Tables of parking surveys."""

import pytest

from beffroi.territory import parking_surveys
from beffroi.territory.table import Table

TABLES = [one for one in vars(parking_surveys).values() if isinstance(one, Table)]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_no_table_of_a_survey_holds_a_plate(table: Table) -> None:
    assert not {"plate", "plaque", "immatriculation"} & set(table.columns)
    assert len(table.empty()) == 0
