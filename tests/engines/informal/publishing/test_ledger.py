"""What is left out is noted."""

from beffroi.engines.informal.publishing.ledger import Ledger


def test_an_empty_ledger_is_a_table() -> None:
    assert list(Ledger().table().columns) == ["kind", "id", "reason"]
