"""What shopkeepers declare."""

from pathlib import Path

import pytest

from beffroi.formats import declared_shops
from beffroi.foundation.errors import FaultyFileError


def written(folder: Path, *lines: str) -> Path:
    path = folder / "declarations.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_french_headings_and_words_are_read(tmp_path: Path) -> None:
    head = "identifiant;horaires;a_un_site;annuaire;verifie_le;remarque"
    shops = "osm:n1;lun-ven 9h-12h;non;Oui;03/11/2026;x", "osm:n2;;;peut-être;;"
    path = written(tmp_path, head, *shops)

    reading = declared_shops.read(path)

    first, second = reading.table.to_dict("records")
    assert (first["has_site"], first["directory"], first["checked"]) == (False, True, "2026-11-03")
    assert second["directory"] is not True
    told = " ".join(words.en for words in reading.warnings)
    assert "remarque" in told
    assert "peut-être" in told


def test_a_siret_that_lost_its_zeros_gets_them_back(tmp_path: Path) -> None:
    reading = declared_shops.read(written(tmp_path, "siret,sells", "5520176000016,yes"))

    assert reading.table["siret"].tolist() == ["05520176000016"]
    assert any("zeros" in words.en for words in reading.warnings)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "identifiant,siret,site", "osm:n1,,a.fr", "osm:n1,,b.fr", ",,c.fr",
                   ",123,d.fr")  # fmt: skip

    with pytest.raises(FaultyFileError) as error:
        declared_shops.read(path)

    assert len(error.value.faults) == 3


def test_a_file_that_does_not_say_which_shop_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="identifiant or siret"):
        declared_shops.read(written(tmp_path, "nom,site", "Aux Pains,a.fr"))


def test_a_long_cell_is_cut(tmp_path: Path) -> None:
    path = written(tmp_path, "identifiant,site", "osm:n1," + "a" * 9000)

    assert declared_shops.read(path).table["website"].str.len().tolist() == [declared_shops.LONGEST]
