"""`beffroi parking survey`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.study.test_parking_survey import files


def test_a_survey_is_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    files(tmp_path)

    ran = beffroi("parking", "survey", "plaques.csv", "--places", "places.csv", "--out", "out",
                  "--json", "-", language="fr")  # fmt: skip

    assert ran.returncode == 0
    assert "Durée moyenne de stationnement" in ran.stderr
    assert json.loads(ran.stdout)["days"] == ["2026-05-12"]
    assert (tmp_path / "out" / "index.html").is_file()
