"""`beffroi catalogue`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest


def test_the_solutions_that_answer_a_need_are_listed(beffroi: Callable) -> None:
    every = beffroi("catalogue", "list", "--json", "-")
    some = beffroi("catalogue", "list", "--need", "take-part", "--json", "-")

    assert every.returncode == some.returncode == 0
    assert len(json.loads(every.stdout)["solutions"]) > 100
    assert "decidim" in {one["id"] for one in json.loads(some.stdout)["solutions"]}
    assert "decidim: Decidim" in some.stderr


def test_needs_are_listed(beffroi: Callable) -> None:
    ran = beffroi("catalogue", "needs", "--json", "-")

    assert "find-parking" in {one["id"] for one in json.loads(ran.stdout)["needs"]}
    assert "find-parking: Find a bay" in ran.stderr


def test_a_solution_is_shown_with_source_and_class(beffroi: Callable) -> None:
    ran = beffroi("catalogue", "show", "panneaupocket", "--json", "-")

    (one,) = json.loads(ran.stdout)["solutions"]
    assert all(fact["source"]["fr"] and fact["class"] in "ABCD" for fact in one["facts"])
    assert "[B, France Bleu" in ran.stderr


def test_french_comes_first(beffroi: Callable) -> None:
    ran = beffroi("catalogue", "show", "do-nothing", language="fr")

    assert "Ne rien faire" in ran.stderr


def test_a_shortlist_keeps_excludes_and_warns(beffroi: Callable, tmp_path: Path) -> None:
    ran = beffroi(
        "catalogue", "shortlist", "--need", "run-networks", "--need", "sell-at-a-distance=2",
        "--population", 25890, "--no-aom", "--lacks", "animator", "--count", "shops-share=0.1",
        "--stage", "data=2", "--json", "-", "--out", "s.xlsx",
    )  # fmt: skip

    found = json.loads(ran.stdout)["shortlist"]
    assert ran.returncode == 0
    assert found["kept"][0]["solution"] == "do-nothing"
    excluded = {one["solution"]: one["reasons"] for one in found["excluded"]}
    assert {reason["code"] for reason in excluded["ma-ville-mon-shopping"]} == {
        "animator", "shops-share",
    }  # fmt: skip
    assert "Exclusions" in openpyxl.load_workbook(tmp_path / "s.xlsx").sheetnames
    assert "Left out" in ran.stderr


def test_a_workbook_is_exported_completed_and_checked(beffroi: Callable, tmp_path: Path) -> None:
    written = beffroi("catalogue", "export", "--out", "c.xlsx", "--need", "take-part")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    row = ("boite-a-idees", "Boîte à idées", None, "La ville", "participation", "market",
           "take-part", "Une boîte.", None)  # fmt: skip
    book["Solutions"].append(row)
    book.save(tmp_path / "c.xlsx")

    checked = beffroi("catalogue", "check", "c.xlsx")
    listed = beffroi("catalogue", "list", "--need", "take-part", "--catalogue", "c.xlsx")

    assert written.returncode == checked.returncode == 0
    assert "new solutions: boite-a-idees" in checked.stderr
    assert "boite-a-idees" in listed.stderr


def test_a_wrong_workbook_is_refused_with_every_fault(beffroi: Callable, tmp_path: Path) -> None:
    beffroi("catalogue", "export", "--out", "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    book["Faits"]["S2"], book["Faits"]["C3"] = "Z", "=2"
    book.save(tmp_path / "c.xlsx")

    ran = beffroi("catalogue", "check", "c.xlsx", language="fr")

    assert ran.returncode == 2
    assert "feuille Faits, ligne 2" in ran.stderr
    assert "formule" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_matrix_comes_as_json_and_as_a_workbook(beffroi: Callable, tmp_path: Path) -> None:
    ran = beffroi("catalogue", "compliance", "decidim", "purpoz", "--json", "-", "--out", "m.xlsx")

    cells = json.loads(ran.stdout)["compliance"]
    assert {cell["solution"] for cell in cells} == {"decidim", "purpoz"}
    assert {cell["state"] for cell in cells} <= {"met", "not met", "unknown", "not concerned"}
    assert (tmp_path / "m.xlsx").is_file()


def test_costs_over_years(beffroi: Callable) -> None:
    ran = beffroi("catalogue", "cost", "permanent-counters", "do-nothing", "--years", 10, "--count",
                  "counter=2", "--discount", "uk", "--json", "-")  # fmt: skip

    counters, nothing = json.loads(ran.stdout)["costs"]
    assert (counters["at_least"], counters["lacks"]) == (True, ["staff"])
    assert 10_980 < counters["low"] < 11_000  # 2 × 3,000 € + 2 × 300 € × 8.3166
    assert nothing["high"] == 0


def test_freshness_says_what_to_check_first(beffroi: Callable) -> None:
    ran = beffroi("catalogue", "freshness", "--json", "-")

    told = json.loads(ran.stdout)["freshness"]
    assert told["facts"] == sum(told["classes"].values())
    assert told["first"]
    assert "To check or to find first" in ran.stderr


def test_what_is_not_known_is_one_sentence(beffroi: Callable) -> None:
    for words in (
        ("show", "nothing-such"), ("shortlist", "--need", "sleep"), ("shortlist",), ("compliance",),
        ("cost", "decidim", "--discount", "x"), ("check", "absent.xlsx"),
        ("shortlist", "--need", "take-part", "--study", "absent"),
        ("shortlist", "--need", "take-part", "--stage", "data=9"),
    ):  # fmt: skip
        ran = beffroi("catalogue", *words)
        assert ran.returncode == 2, words
        assert "Error:" in ran.stderr
        assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", ["shortlist", "compliance", "export"])
def test_a_workbook_is_not_written_under_the_name_of_another_kind(
    beffroi: Callable, tmp_path: Path, command: str
) -> None:
    asked = [] if command == "export" else ["--need", "publish-data"]

    ran = beffroi("catalogue", command, *asked, "--out", "d.docx")

    assert ran.returncode == 2
    assert "give one that ends in .xlsx" in ran.stderr
    assert not (tmp_path / "d.docx").exists()
