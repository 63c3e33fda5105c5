"""The sheets of a walk, from a map or a register."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.foundation.errors import InputError
from beffroi.study import commerce_walk
from tests.study.test_commerce_given import MAP


def test_a_map_gives_its_sheets_in_the_language_asked(tmp_path: Path) -> None:
    (tmp_path / "map.osm").write_text(MAP, encoding="utf-8")

    made = commerce_walk.run(None, tmp_path / "map.osm", tmp_path / "w.xlsx", language="fr")

    page = openpyxl.load_workbook(tmp_path / "w.xlsx")["Grande Rue"]
    assert (made.premises, made.streets, made.sheets, made.unnamed) == (4, 1, 1, 0)
    assert [page[f"A{line}"].value for line in range(6, 10)] == [
        "osm:n3", "osm:n4", "osm:n5", "osm:n7",
    ]  # fmt: skip
    assert page["G6"].value == "boulangerie"
    assert commerce_walk.as_json(made)["sheets"] == 1


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="xlsx"):
        commerce_walk.run(None, tmp_path / "map.osm", tmp_path / "w.pdf", language="fr")


@pytest.mark.real
def test_redon_has_a_row_for_each_of_its_premises(real_data: Path, tmp_path: Path) -> None:
    osm = real_data / "osm" / "redon_35_fr.osm"

    made = commerce_walk.run(None, osm, tmp_path / "w.xlsx", language="fr")

    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    references = [
        line[0] for page in book.worksheets[:-1] for line in page.iter_rows(6, values_only=True)
    ]
    assert made.premises == 205
    assert sum(isinstance(one, str) and one.startswith("osm:") for one in references) >= 150


def test_counts_agree_with_their_nouns() -> None:
    made = commerce_walk.Sheets("walk.xlsx", 12, 1, 1, 1, ())

    said = [one.fr for one in commerce_walk.told(made)]

    assert said[0] == "walk.xlsx\u00a0: 12 locaux sur 1 feuille, dans 1 rue."
    assert said[1].startswith("Sur la dernière feuille, 1 local")
