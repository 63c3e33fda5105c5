"""The parameters of the room."""

from beffroi.engines.informal.sizing.norms import parameter


def test_shares_are_shares() -> None:
    assert all(0 < parameter(name) < 1 for name in ("unseen", "recall", "times", "headways"))
