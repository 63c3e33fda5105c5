"""Quarters of a town: read from a list or from the census margins, or refused in a sentence."""

from pathlib import Path

import pytest

from beffroi.formats import quarters
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import message


def written(folder: Path, text: str) -> Path:
    path = folder / "quartiers.csv"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(FaultyFileError) as caught:
        quarters.read(written(folder, text))
    return message(caught.value, "fr").replace("\u00a0", " ")


@pytest.mark.parametrize("heading", ["quartier", "Quartier", "quarter"])
def test_a_list_is_read_in_its_order(tmp_path: Path, heading: str) -> None:
    path = written(tmp_path, f"{heading};note\nLe Port;\n La  Gare ;x\n")

    assert quarters.read(path) == ("Le Port", "La Gare")


def test_the_quarters_of_the_census_margins_are_read(tmp_path: Path) -> None:
    rows = "sexe,f,52\nsexe,h,48\nquartier,Le Port,60\nquartier,La Gare,40\n"

    found = quarters.read(written(tmp_path, f"variable,modalité,population\n{rows}"))

    assert found == ("Le Port", "La Gare")


def test_every_fault_of_a_list_is_told(tmp_path: Path) -> None:
    said = refused(tmp_path, "quartier\nLe Port\nle port\n" + "x" * 101 + "\n")

    assert "plus d’une fois" in said.replace("'", "’")
    assert "plus de 100 caractères" in said
    assert "2 à 100" in refused(tmp_path, "quartier\nLe Port\n")


def test_a_table_without_quarters_is_refused(tmp_path: Path) -> None:
    assert "quartier" in refused(tmp_path, "nom\nLe Port\nLa Gare\n")
    assert "modalité" in refused(tmp_path, "variable\nquartier\nquartier\n")
    assert "2 à 100" in refused(tmp_path, "variable,modalité,population\nsexe,f,1\nsexe,h,2\n")
