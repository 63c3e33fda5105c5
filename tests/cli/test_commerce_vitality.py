"""`beffroi commerce vitality`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.study import commerce_street as street


def test_a_study_is_written_and_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    street.write(tmp_path)

    ran = beffroi("commerce", "vitality", "--register", "premises.gpkg", "--sirene", "sirene.csv",
                  "--history", "sirene-historique.csv", "--out", "out", "--json", "a.json",
                  language="fr")  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "24 locaux, dont 3 vacants" in ran.stderr
    assert (tmp_path / "out" / "index.html").is_file()
    answer = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert answer["vacancy"]["vacant"] == 3
    assert answer["files"][0] == "index.html"


def test_nothing_given_is_refused_in_a_sentence_and_nothing_is_left(
    beffroi: Callable, tmp_path: Path
) -> None:
    ran = beffroi("commerce", "vitality", "--out", "out", language="fr")

    assert ran.returncode == 2
    assert not (tmp_path / "out").exists()
