"""`beffroi parking forecast`, typed as a person would."""

from collections.abc import Callable
from pathlib import Path


def test_an_archive_of_one_day_is_refused_in_a_sentence(beffroi: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("heure;A;B\n2026-03-04 08:00;5;6\n", encoding="utf-8")
    (tmp_path / "p.csv").write_text("id;nb_places\nA;10\nB;10\n", encoding="utf-8")

    ran = beffroi("parking", "forecast", "a.csv", "--capacities", "p.csv", "--out", "o",
                  language="fr")  # fmt: skip

    assert ran.returncode == 2
    assert "Donnez-en trois ou plus" in ran.stderr
    assert not (tmp_path / "o").exists()
