"""`beffroi parking survey`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.study.test_parking_survey import files


def test_a_survey_is_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    files(tmp_path)

    ran = beffroi("parking", "survey", "plaques.csv", "--places", "places.csv", "--out", "out",
                  "--json", "-", language="fr")  # fmt: skip

    assert ran.returncode == 0
    assert "Durée moyenne de stationnement" in ran.stderr
    assert json.loads(ran.stdout)["days"] == ["2026-05-12"]
    assert (tmp_path / "out" / "rapport.html").is_file()


BAD = {
    "plaques.csv": "Plaque;Rue;Date;Heure;Passage\n" + "".join(
        f"A{s[4]}-{k:03d};{s};46109;0,{375 + 42 * p:03d};{p}\n"
        for p in range(5) for s, n in (("Rue Haute", 9), ("Rue Bassse", 3), ("Halle", 2))
        for k in range(n) if (s, p) != ("Rue Haute", 2)
    ) + "AH-001;Rue Haute;46109;9h;0\nXX-1;Halle;29/03/2026;2h30;7\nXX-1;Halle;25/10/2026;2h30;8\n",
    "places.csv": "rue;places;limite\nRue Haute;6,0;1,5 h\nRue Basse;5;90\nHalle;0;\n",
}  # fmt: skip
SAID = {
    "en": ("a plate seen twice in a section at one pass", "Rue Haute: 1 pass is missing",
           "Halle: spaces unknown or 0", "some passes: Rue Haute (9/6)",
           "the clock skipped when it changed", "the clock showed twice when it changed",
           "no 'Rue Bassse': its spaces are unknown. The nearest: Rue Basse"),
    "fr": ("d’une plaque vue deux fois", "Rue Haute : 1 passage manque",
           "Halle : places inconnues ou nulles", "certains passages : Rue Haute (9/6)",
           "que le changement d’heure a sautée", "a montrées deux fois au changement d’heure",
           "n’a pas 'Rue Bassse' : ses places sont inconnues. Au plus près : Rue Basse"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fault_of_a_survey_is_told_in_one_sentence(
    beffroi: Callable, tmp_path: Path, language: str
) -> None:
    for name, text in BAD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    ran = beffroi("parking", "survey", "plaques.csv", "--places", "places.csv", "--out", "out",
                  language=language)  # fmt: skip

    assert ran.returncode == 0
    plain = ran.stderr.replace("\u00a0", " ").replace("\u202f", " ")
    assert [part for part in SAID[language] if part not in plain] == []
    occupancy = (tmp_path / "out" / "occupancy.csv").read_text(encoding="utf-8")
    assert "Rue Haute,9,9,6,1.5" in occupancy
