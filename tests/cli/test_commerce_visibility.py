"""`beffroi commerce visibility`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.study.test_commerce_visibility import MAP


def test_an_audit_is_written_and_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    (tmp_path / "t.osm").write_text(MAP, encoding="utf-8")

    ran = beffroi("commerce", "visibility", "--osm", "t.osm", "--date", "2026-11-26", "--out",
                  "out", "--json", "a.json", language="fr")  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "3 commerces : en moyenne" in ran.stderr.replace("\u00a0", " ")
    assert (tmp_path / "out" / "index.html").is_file()
    assert json.loads((tmp_path / "a.json").read_text())["shops"] == 3


def test_a_day_that_is_none_is_refused_in_a_sentence(beffroi: Callable, tmp_path: Path) -> None:
    (tmp_path / "t.osm").write_text(MAP, encoding="utf-8")

    ran = beffroi("commerce", "visibility", "--osm", "t.osm", "--date", "demain", "--out", "out",
                  language="fr")  # fmt: skip

    assert ran.returncode == 2
    assert "n’est pas un jour" in ran.stderr
    assert not (tmp_path / "out").exists()
