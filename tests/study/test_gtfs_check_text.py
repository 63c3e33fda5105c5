"""A check told in text."""

from pathlib import Path

from beffroi.study.gtfs_check_text import place, told
from beffroi.territory.notice import Row
from tests.engines.mobility.validity.feeds import added
from tests.study.test_gtfs_checks import checked


def test_the_first_line_counts_and_the_rest_explains(tmp_path: Path) -> None:
    stops = added("stops", *(f"P{n},Le Port,47.648,-2.083,," for n in range(5)), "LA,Là,0,0,,")

    lines = [words.fr for words in told(checked(tmp_path, stops))]

    assert lines[0].endswith(": 1 erreur, 2 avertissements, 1 remarque.")
    assert "ERREURS\u00a0: à corriger avant de publier" in lines
    at = next(n for n, line in enumerate(lines) if "[duplicate_stops]" in line)
    assert lines[at] == "· Deux arrêts de même nom sont au même endroit (15 fois) [duplicate_stops]"
    assert lines[at + 1].startswith(
        "  Ce que cela change\u00a0: Le voyageur voit l'arrêt deux fois"
    )
    assert lines[at + 2].startswith("  À faire\u00a0: N'en garder qu'un")
    assert lines[at + 3].startswith("    stops.txt:7 stop_id=P0")
    assert lines[at + 6] == "    … et 12 autres lignes"


def test_names_come_first_in_a_row_and_the_unknown_is_not_shown() -> None:
    row = Row("a.txt", 2, {"speed": 3, "tripId": "T{1}", "stop_name": "x" * 90, "lost": None})

    said = place(row)

    assert said.startswith("a.txt:2 tripId=T{1}, stop_name=xxx")
    assert said.endswith("speed=3")
    assert "lost" not in said
    assert len(said) < 120


def test_a_row_of_the_whole_feed_has_no_place() -> None:
    assert place(Row("", None, {"last_day": "2026-01-01"})) == "last_day=2026-01-01"
