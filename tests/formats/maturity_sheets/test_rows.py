"""Rows of a sheet: all that is asked, once, in the order of the grid."""

from beffroi.formats.maturity_sheets.rows import COLUMNS, PROOFS, rows
from beffroi.foundation.language import Words
from tests.formats.maturity_sheets.filled import GRID


def test_every_proof_that_concerns_the_town_has_one_row() -> None:
    listed = rows(GRID, sheet="s", known={}, skipped=["governance.sober"])

    ids = [row.id for row in listed if row.id in GRID.proofs]

    assert ids == [id_ for id_ in GRID.proofs if id_ != "governance.sober"]
    hidden = {row.id: row.answer for row in listed if row.kind == "hidden"}
    assert hidden[PROOFS].split() == ids
    assert hidden["sheet.id"] == "s"


def test_a_row_says_its_condition_and_what_is_known() -> None:
    known = {"data.published": Words("un jeu publié", "one dataset")}

    row = next(r for r in rows(GRID, sheet="s", known=known, skipped=()) if r.id in known)

    assert "[commune de 3 500 habitants et 50 agents" in row.question
    assert row.known == "un jeu publié"
    assert tuple(row.cells) == COLUMNS
