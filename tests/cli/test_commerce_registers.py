"""`beffroi commerce register` and `walk`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.study.test_commerce_given import MAP


def test_a_register_is_made_and_told_in_french(beffroi: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.osm").write_text(MAP, encoding="utf-8")

    ran = beffroi("commerce", "register", "--osm", "t.osm", "--out", "r", "--json", "a.json",
                  language="fr")  # fmt: skip

    assert ran.returncode == 0
    assert "4 locaux\u00a0: 3 en activité, 1 vacant," in ran.stderr
    assert json.loads((tmp_path / "a.json").read_text())["premises"]["vacant"] == 1
    assert (tmp_path / "r" / "index.html").is_file()


def test_a_walk_is_written_from_a_register(beffroi: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.osm").write_text(MAP, encoding="utf-8")
    beffroi("commerce", "register", "--osm", "t.osm", "--out", "r")

    ran = beffroi("commerce", "walk", "--register", "r", "--out", "w.xlsx", language="fr")

    assert ran.returncode == 0
    assert "4 locaux sur 1 feuille" in ran.stderr
    assert (tmp_path / "w.xlsx").is_file()


def test_sirene_without_its_commune_is_refused_in_a_sentence(
    beffroi: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "t.osm").write_text(MAP, encoding="utf-8")

    ran = beffroi("commerce", "register", "--osm", "t.osm", "--sirene", "s.csv", "--out", "r",
                  language="fr")  # fmt: skip

    assert ran.returncode == 2
    assert "--commune" in ran.stderr
    assert not (tmp_path / "r").exists()
