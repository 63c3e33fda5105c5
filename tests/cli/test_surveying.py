"""`beffroi survey`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path


def test_the_ready_forms_are_listed(beffroi: Callable) -> None:
    told = beffroi("survey", "forms", language="fr")
    listed = json.loads(beffroi("survey", "forms", "--json", "-").stdout)["forms"]

    assert "deplacements" in told.stderr
    assert "environ 6 min" in told.stderr.replace("\u00a0", " ")
    assert [form["id"] for form in listed] == ["deplacements", "achats", "trajets-informels"]


def test_a_form_goes_out_and_its_answers_come_back(beffroi: Callable, tmp_path: Path) -> None:
    wrote = beffroi("survey", "form", "achats", "--out", "achats.xlsx", "--json", "-")
    (tmp_path / "answers.csv").write_text(
        "qui;freq;quoi;depens;_uuid\n"
        + "".join(f"hab;sem;alim resto;12;a{i}\n" for i in range(6))
        + "".join(f"hab;sem;alim;9999;b{i}\n" for i in range(7))
        + "hab;sem;alim vete;12;c\n"
    )

    ran = beffroi(
        "survey", "read", "answers.csv", "--form", "achats.xlsx", "--json", "out.json",
        "--out", "out.parquet",
    )  # fmt: skip

    assert wrote.returncode == ran.returncode == 0, wrote.stderr + ran.stderr
    assert json.loads(wrote.stdout)["files"] == ["achats.xlsx"]
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer["answers"]["respondents"] == 14
    questions = {question["name"]: question for question in answer["answers"]["questions"]}
    assert questions["depens"]["answered"] == 7
    assert {c["name"]: c["n"] for c in questions["quoi"]["choices"] if c["n"]} == {
        "alim": 14, "resto": 6,
    }  # fmt: skip
    assert "Answers read: 14. Rows set aside: 0 of 14." in ran.stderr
    assert next(c["n"] for c in questions["quoi"]["choices"] if c["name"] == "vete") is None
    assert "fewer than 5 persons" in ran.stderr
    assert "impossible number" in ran.stderr
    assert (tmp_path / "out.parquet").is_file()


def test_an_unknown_form_ends_with_code_two(beffroi: Callable, tmp_path: Path) -> None:
    ran = beffroi("survey", "form", "achat", "--out", "a.xlsx", language="fr")

    assert ran.returncode == 2
    assert "Aucun questionnaire" in ran.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_answers_to_nothing_are_refused_whole(beffroi: Callable, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("a,b\n1,2\n")

    ran = beffroi("survey", "read", "answers.csv", "--form", "achats", "--out", "a.parquet")

    assert ran.returncode == 2
    assert "none of its 2 columns" in ran.stderr
    assert not (tmp_path / "a.parquet").exists()
