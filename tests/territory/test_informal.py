"""The tables of informal networks."""

from beffroi.territory.informal import INFORMAL_TABLES


def test_keys_are_named_after_their_tables_and_never_missing() -> None:
    keys = [table.columns[table.key] for table in INFORMAL_TABLES]
    assert len({table.key for table in INFORMAL_TABLES}) == len(keys)
    assert all(key.dtype == "string" and not key.optional for key in keys)
