"""`beffroi maturity`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl


def fill(path: Path, stage: int) -> None:
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=7):
        if row[1].value and row[7].value:
            row[4].value = "oui" if int(row[1].value[0]) <= stage else "non"
        if row[7].value == "respondent.date":
            row[4].value = "2026-11-24"
    book.save(path)


def test_a_sheet_is_written_filled_in_and_read(beffroi: Callable, tmp_path: Path) -> None:
    written = beffroi("maturity", "sheet", "--out", "a.xlsx", "--commune", "35236", "--json", "-")
    fill(tmp_path / "a.xlsx", 1)

    ran = beffroi("maturity", "read", "a.xlsx", "--json", "-", "--answers", "a.csv", language="fr")

    assert json.loads(written.stdout)["files"] == ["a.xlsx"]
    assert ran.returncode == 0
    assert "Pilotage et portage : 1 (prévu)" in ran.stderr
    assert "Premières mesures" in ran.stderr
    figures = {figure["id"]: figure for figure in json.loads(ran.stdout)["figures"]}
    assert figures["maturity.governance"]["value"] == 1
    assert figures["maturity.governance"]["unit"] == "stage"
    assert beffroi("maturity", "read", "a.csv").returncode == 0


def test_every_sheet_written_is_named(beffroi: Callable, tmp_path: Path) -> None:
    ran = beffroi("maturity", "sheet", "--out", "a.xlsx", "--copies", 3, language="fr")

    assert "3 feuilles écrites" in ran.stderr
    said = ran.stderr.split()
    assert [said.count(f"a-{n}.xlsx") for n in (1, 2, 3)] == [2, 2, 2]
    assert "(s)" not in ran.stderr


def test_a_file_that_is_no_sheet_is_refused_and_nothing_is_written(
    beffroi: Callable, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    ran = beffroi("maturity", "read", "a.csv", "--answers", "b.csv", language="fr")

    assert ran.returncode == 2
    assert ran.stderr.count("Erreur") == 1
    assert "Réponse" in ran.stderr
    assert not (tmp_path / "b.csv").exists()


def test_a_study_that_was_not_run_is_said(beffroi: Callable) -> None:
    ran = beffroi("maturity", "sheet", "--out", "a.xlsx", "--study", "nowhere")

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
