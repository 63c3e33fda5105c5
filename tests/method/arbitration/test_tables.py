"""Tables of an arbitration."""

from beffroi.foundation.language import Words
from beffroi.method.arbitration.arbitrated import Arbitrated


def rows(result: Arbitrated, id_: str) -> list[list[object]]:
    exhibit = next(e for e in result.exhibits if e.id == f"arbitration.{id_}")
    return [[c.en if isinstance(c, Words) else c for c in row] for row in exhibit.rows]


def test_cells_show_value_bounds_unknown_and_class_of_evidence(result: Arbitrated) -> None:
    cells = {row[0]: row[1:] for row in rows(result, "performances")}

    assert cells["near"] == ["9 (D)", "3 (D)"]
    assert cells["far"] == ["2 (D)", "8 – 9 (D)"]
    assert cells["dear"] == ["10 (D)", "unknown"]


def test_all_that_a_note_needs_has_its_table(result: Arbitrated) -> None:
    ids = [exhibit.id.removeprefix("arbitration.") for exhibit in result.exhibits]

    assert ids == [
        "first", "first_by_group", "performances", "constraints", "ranks", "weights", "stakes",
        "information", "stability", "outranking", "sorting", "comparison", "votes",
        "evidence",
    ]  # fmt: skip


def test_pairs_of_options_stand_once(result: Arbitrated) -> None:
    assert [(row[0], row[2]) for row in rows(result, "outranking")] == [
        ("near", "far"), ("near", "none"), ("far", "none"),
    ]  # fmt: skip


def test_votes_are_shown_with_their_reason(result: Arbitrated) -> None:
    assert rows(result, "votes") == [["far", "walkers", 1.0, "la rue d'abord"]]


def test_methods_stand_side_by_side(result: Arbitrated) -> None:
    for row in zip(*[r[1:] for r in rows(result, "comparison")], strict=True):
        assert sorted(row) == [1.0, 2.0, 3.0]  # type: ignore[type-var]
