"""`beffroi arbitrate`, typed as a person would."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.study.decision_file import written
from tests.study.test_catalogues import completed, with_own


def test_a_decision_is_arbitrated_in_french_and_in_english(
    beffroi: Callable, tmp_path: Path
) -> None:
    written(tmp_path)

    french = beffroi("arbitrate", "decision.toml", language="fr")
    english = beffroi("arbitrate", "decision.toml")

    assert french.returncode == english.returncode == 0
    assert "vient en tête dans" in french.stderr
    assert "comes first in" in english.stderr
    assert "█" in french.stderr


def test_the_answer_is_json_and_results_are_written(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)

    ran = beffroi("arbitrate", "decision.toml", "--json", "-", "--out", "out", "--draws", "40",
                  "--seed", "5")  # fmt: skip

    answer = json.loads(ran.stdout)
    assert {"figures", "findings", "warnings", "exhibits", "arbitration"} == set(answer)
    assert answer["arbitration"]["decision"]["draws"] == 40
    assert json.loads((tmp_path / "out" / "arbitration.json").read_text("utf-8")) == answer


def test_sheets_go_out_and_come_back(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)
    out = beffroi("arbitrate", "decision.toml", "--sheets", "sheets")
    path = tmp_path / "sheets" / "01-shops.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if row[0].value in {"cost", "air"}:
            row[4].value = 1 if row[0].value == "air" else 2
    book.save(path)

    ran = beffroi("arbitrate", "decision.toml", "--weights", "sheets/01-shops.xlsx", "--json", "-")

    assert "01-shops.xlsx" in out.stderr
    groups = json.loads(ran.stdout)["arbitration"]["decision"]["groups"]
    assert groups[0]["weightings"][0]["kind"] == "ranks"
    empty = beffroi("arbitrate", "decision.toml", "--weights", "sheets/02-people.xlsx")
    assert empty.returncode == 2
    assert "nothing was answered" in empty.stderr


def test_a_choice_is_frozen_verified_and_its_alteration_refused(
    beffroi: Callable, tmp_path: Path
) -> None:
    written(tmp_path)
    none = beffroi("arbitrate", "decision.toml", "--verify")
    first = beffroi("arbitrate", "decision.toml", "--freeze")
    again = beffroi("arbitrate", "decision.toml", "--freeze")
    good = beffroi("arbitrate", "decision.toml", "--verify")

    entry = tmp_path / "decision.log" / "0001.json"
    entry.write_text(entry.read_text("utf-8").replace('"votes": 4', '"votes": 40'), "utf-8")
    bad = beffroi("arbitrate", "decision.toml", "--verify")

    assert "Nothing was frozen yet" in none.stderr
    assert "Frozen as entry 1" in first.stderr
    assert "nothing was frozen" in again.stderr
    assert "✓ 1" in good.stderr
    assert "compared with the minutes: the last entry is 1, " in good.stderr
    assert bad.returncode == 2
    assert "entry 1 does not hold what was frozen" in bad.stderr


def test_a_decision_that_is_no_longer_the_one_frozen_is_named(
    beffroi: Callable, tmp_path: Path
) -> None:
    path = written(tmp_path)
    beffroi("arbitrate", "decision.toml", "--freeze")
    good = beffroi("arbitrate", "decision.toml", "--verify", "--json", "-")
    path.write_text(path.read_text("utf-8").replace("[40, 60]", "[41, 60]"), "utf-8")

    bad = beffroi("arbitrate", "decision.toml", "--verify", "--json", "v.json")

    answer = json.loads((tmp_path / "v.json").read_text("utf-8"))
    assert json.loads(good.stdout)["changed"] == []
    assert json.loads(good.stdout)["log"][0]["sha256"] in good.stderr
    assert bad.returncode == 2
    assert "decision.toml is not what entry 1 froze" in bad.stderr
    assert answer["changed"] == ["decision.toml"]
    assert answer["log"][0]["number"] == 1


def test_a_sheet_or_a_catalogue_given_is_compared_with_what_was_frozen(
    beffroi: Callable, tmp_path: Path
) -> None:
    written(tmp_path)
    (tmp_path / "other.xlsx").write_bytes(b"other")
    beffroi("arbitrate", "decision.toml", "--freeze")

    ran = beffroi("arbitrate", "decision.toml", "--verify", "--catalogue", "other.xlsx")

    assert ran.returncode == 2
    assert "other.xlsx is not what entry 1 froze" in ran.stderr


@pytest.mark.parametrize(
    "asked",
    [("--verify", "--freeze"), ("--sheets", "s", "--freeze"), ("--sheets", "s", "--out", "o"),
     ("--verify", "--sheets", "s")],
)  # fmt: skip
def test_what_cannot_be_done_together_is_refused(
    beffroi: Callable, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    written(tmp_path)

    ran = beffroi("arbitrate", "decision.toml", *asked)

    assert ran.returncode == 2
    assert "ask for them one after the other" in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["decision.toml"]


def test_sheets_are_listed_in_json(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)

    ran = beffroi("arbitrate", "decision.toml", "--sheets", "s", "--json", "-")

    assert len(json.loads(ran.stdout)["files"]) == 2


def test_long_names_stand_whole_in_the_sentences_of_a_terminal(
    beffroi: Callable, tmp_path: Path
) -> None:
    long = "Une option au nom fort long pour le centre de la ville moyenne et tous ses faubourgs"
    path = written(tmp_path, 'name = "Bus"', f'name = "{long}"')
    path.write_text(path.read_text("utf-8").replace('"Rien"', f'"{long} de jour"'), "utf-8")

    ran = beffroi("arbitrate", "decision.toml", language="fr")

    told = [line for line in ran.stderr.splitlines() if line.startswith(("– ", "! "))]
    assert any(len(line) > 240 for line in told)
    assert not any("…" in line for line in told)


def test_a_cell_may_come_from_the_town_s_own_catalogue(beffroi: Callable, tmp_path: Path) -> None:
    own = '{ fact = "price_run", solution = "garage-communal", unit = "€/year", per = "vehicle" }'
    path = written(tmp_path, "cost = { interval = [40, 60] }", f"cost = {own}")
    path.write_text(path.read_text("utf-8").replace('unit = "€"\n', 'unit = "€/year"\n'), "utf-8")
    completed(tmp_path / "own.xlsx", with_own)

    without = beffroi("arbitrate", "decision.toml")
    ran = beffroi("arbitrate", "decision.toml", "--catalogue", "own.xlsx", "--json", "-",
                  "--freeze")  # fmt: skip
    sheets = beffroi("arbitrate", "decision.toml", "--catalogue", "own.xlsx", "--sheets", "s")

    assert without.returncode == 2
    assert "no solution garage-communal" in without.stderr
    assert (ran.returncode, sheets.returncode) == (0, 0)
    cell = json.loads(ran.stdout)["arbitration"]["decision"]["options"][0]["cells"][0][1]
    assert cell["interval"] == [900, 1200]
    assert cell["sources"][0]["publisher"] == "catalogue de la ville"
    entry = json.loads((tmp_path / "decision.log" / "0001.json").read_text("utf-8"))
    assert entry["catalogue"]["name"] == "own.xlsx"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_faulty_file_is_one_sentence(beffroi: Callable, tmp_path: Path, language: str) -> None:
    written(tmp_path, "members = 3", "members = 0")

    ran = beffroi("arbitrate", "decision.toml", "--json", "a.json", language=language)

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "a.json").exists()


def test_deciding_imports_neither_tables_nor_maps_nor_workbooks() -> None:
    code = (
        "import sys, beffroi.cli.main; from beffroi.study import decide;"
        "print([m for m in ('pandas', 'geopandas', 'openpyxl', 'xlsxwriter', 'scipy.stats',"
        " 'scipy.optimize', 'sklearn') if m in sys.modules])"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


def test_documents_are_written_beside_the_answer_and_quote_the_log(
    beffroi: Callable, tmp_path: Path
) -> None:
    written(tmp_path)

    frozen = beffroi("arbitrate", "decision.toml", "--out", "out", "--freeze", language="fr")
    seal = json.loads((tmp_path / "decision.log" / "0001.json").read_text("utf-8"))["sha256"]

    assert frozen.returncode == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "arbitration.json", "note.pdf", "note.docx", "slides.pptx", "table.xlsx",
    }  # fmt: skip
    document = docx.Document(str(tmp_path / "out" / "note.docx"))
    text = "\n".join(line.text for line in document.paragraphs)
    assert seal in text
    assert "Comment cela a été fait" in text


def test_what_writes_documents_is_not_loaded_unless_asked(tmp_path: Path) -> None:
    written(tmp_path)
    asked = (
        "import sys; sys.argv = ['beffroi', 'arbitrate', 'decision.toml']\n"
        "from beffroi.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not {'docx', 'pptx', 'typst', 'beffroi.report'} & set(sys.modules)\n"
    )

    ran = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, check=False)

    assert ran.returncode == 0
