"""`beffroi commerce catchment`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.study.market_town import written


def test_a_catchment_is_written_and_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)

    ran = beffroi("commerce", "catchment", "--osm", "town.osm", "--origins", "origins.csv",
                  "--out", "out", "--json", "a.json", language="fr")  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "Le centre (4 commerces)" in ran.stderr
    answer = json.loads((tmp_path / "a.json").read_text())
    assert answer["files"][0] == "index.html"
    assert answer["calibration"]["verdict"] == "converged"
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_market_without_shops_is_refused_in_a_sentence(beffroi: Callable) -> None:
    ran = beffroi("commerce", "catchment", "--out", "out", language="fr")

    assert ran.returncode == 2
    assert "--register" in ran.stderr
