"""The reference holds together."""

import pytest

from beffroi.formats.gtfs.reference import FILES, LOCATION_COLUMNS, LOCATIONS, REFERENCES

COLUMNS = {name: set(file.columns) for name, file in FILES.items()} | {
    LOCATIONS: set(LOCATION_COLUMNS)
}


@pytest.mark.parametrize("name", FILES)
def test_keys_and_required_columns_are_columns(name: str) -> None:
    file = FILES[name]

    assert {*file.key, *file.required, *file.expected} <= set(file.columns)


def test_codes_have_choices() -> None:
    for file in FILES.values():
        for field in file.columns.values():
            assert (field.kind == "enum") == bool(field.choices)


def test_references_join_columns_that_exist() -> None:
    for reference in REFERENCES:
        assert reference.column in COLUMNS[reference.file]
        assert all(column in COLUMNS[file] for file, column in reference.targets)


def test_every_file_of_the_schedule_is_there() -> None:
    assert len(FILES) == 31
