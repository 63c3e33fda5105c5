"""The columns of the national schema."""

import json
from pathlib import Path

import pytest

from beffroi.formats.bnls.names import COLUMNS, NAMES
from beffroi.territory.parking import REGISTERED_CAR_PARKS


def test_every_column_of_the_schema_has_one_of_ours() -> None:
    ours = set(REGISTERED_CAR_PARKS.columns) | {"lon", "lat"}

    assert set(NAMES.values()) <= ours
    assert len(set(NAMES.values())) == len(COLUMNS) == 30


@pytest.mark.real
def test_the_columns_are_those_of_the_schema_in_its_order(real_data: Path) -> None:
    schema = real_data / "schemas" / "schema-stationnement" / "schema.json"
    told = json.loads(schema.read_text(encoding="utf-8"))

    assert [field["name"] for field in told["fields"]] == list(COLUMNS)
