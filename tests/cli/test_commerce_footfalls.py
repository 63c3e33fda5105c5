"""`beffroi commerce footfall`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.study.market_town import written


def test_footfall_is_written_and_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)

    ran = beffroi("commerce", "footfall", "--osm", "town.osm", "--out", "out", "--json", "a.json",
                  language="fr")  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "vers 5 commerces" in ran.stderr
    answer = json.loads((tmp_path / "a.json").read_text())
    assert answer["fit"] is None
    assert answer["busiest"][0]["index"] > 99.9
    assert (tmp_path / "out" / "index.html").is_file()


def test_footfall_without_a_map_is_refused_in_a_sentence(beffroi: Callable) -> None:
    ran = beffroi("commerce", "footfall", "--out", "out", language="fr")

    assert ran.returncode == 2
    assert "--osm" in ran.stderr
