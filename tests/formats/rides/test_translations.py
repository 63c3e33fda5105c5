"""Translations that a town gives back."""

from pathlib import Path

import pytest

from beffroi.formats.rides import translations
from beffroi.foundation.errors import FaultyFileError

HEAD = "table_name,field_name,language,translation,field_value\n"


def test_rows_left_empty_are_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "filled.csv"
    path.write_text(
        HEAD + "stops,stop_name,pt,Mercado,Marché\nstops,stop_name,djk,,Marché\n", encoding="utf-8"
    )

    assert translations.read(path)["translation"].tolist() == ["Mercado"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "filled.csv"
    path.write_text(
        HEAD + "stops,stop_name,português,Mercado,Marché\nstops,stop_name,nl,Markt,Marché\n"
        "stops,stop_name,nl,De markt,Marché\nfares,price,nl,x,y\n"
        "stops,stop_name,fra2,Le marché,Marché\n",
        encoding="utf-8",
    )

    with pytest.raises(FaultyFileError) as error:
        translations.read(path)

    assert len(error.value.faults) == 4
    assert "fra2" in str(error.value)
