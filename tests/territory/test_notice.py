"""Notices and their plain words."""

from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.territory.notice import Notice, Row, by_gravity, explanations

TOML = """
[theme.fares]
fr = "Le prix est faux."
en = "The price is wrong."

[bad_price]
theme = "fares"
file = "fares.txt"
title = { fr = "Prix", en = "Price" }
do = { fr = "Corriger.", en = "Mend." }

[lost]
title = { fr = "Perdu", en = "Lost" }
means = { fr = "Rien.", en = "Nothing." }
do = { fr = "Chercher.", en = "Look." }
"""


def test_a_theme_says_for_several_codes_what_each_changes(tmp_path: Path) -> None:
    path = tmp_path / "notices.toml"
    path.write_text(TOML, encoding="utf-8")

    read = explanations(path)

    assert read["bad_price"].means == Words(fr="Le prix est faux.", en="The price is wrong.")
    assert (read["bad_price"].file, read["lost"].file) == ("fares.txt", "")
    assert read["lost"].means.en == "Nothing."


def test_the_gravest_are_read_first_then_the_most_frequent() -> None:
    notices = [
        Notice("c", "notice", "x", 9, ()),
        Notice("b", "error", "x", 1, ()),
        Notice("a", "error", "x", 5, ()),
        Notice("d", "warning", "x", 2, ()),
    ]

    assert [notice.code for notice in by_gravity(notices)] == ["a", "b", "d", "c"]


def test_a_row_is_written_with_its_place() -> None:
    row = Row("stops.txt", 3, {"stop_id": "A"})

    assert row.as_json() == {"file": "stops.txt", "line": 3, "fields": {"stop_id": "A"}}
