"""The nouns of maturity."""

from dataclasses import replace

from beffroi.territory.maturity import Capacity, Response
from tests.method.maturity.answered import LADDER, grid


def test_a_fingerprint_changes_with_what_is_asked() -> None:
    first = LADDER.proofs[0]
    moved = replace(first, stage=2)

    assert first.fingerprint != moved.fingerprint
    assert len(first.fingerprint) == 8
    assert len(grid(LADDER).fingerprint) == 16


def test_a_grid_lists_its_proofs_from_the_first_stage_up() -> None:
    assert list(grid(LADDER).proofs) == ["a.1x", "a.1y", "a.2x", "a.2y", "a.3x", "a.3y", "a.4x"]


def test_a_response_is_written_without_a_name() -> None:
    own = Response("s", "it", "2026-11-01", "1", {"a.1x": "yes"}, {}, Capacity((1, 2)))

    written = own.as_json()

    assert set(written) == {
        "sheet", "role", "date", "version", "answers", "comments", "capacity",
    }  # fmt: skip
    assert written["capacity"] == {
        "days": [1, 2], "investment": None, "operation": None, "skills": {},
    }  # fmt: skip
