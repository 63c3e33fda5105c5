"""Closings: how late each was declared, from the national columns."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import sirene_closings
from beffroi.foundation.errors import FaultyFileError

HEADER = (
    "siret,etatAdministratifEtablissement,codeCommuneEtablissement,dateDebut,"
    "dateDernierTraitementEtablissement\n"
)


def test_closed_establishments_of_the_commune_are_read(tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_text(
        HEADER + "99700000000016,F,96001,2024-01-01,2024-06-30T10:00:00\n"
        "99700000100014,A,96001,2020-01-01,2020-01-05\n"
        "99700000200012,F,35236,2024-01-01,2024-06-30\n"
        "99700000300010,F,96001,2024-01-01,2023-06-30\n"
        "99700000400018,F,96001,2024-01-01,\n", "utf-8",
    )  # fmt: skip

    found = sirene_closings.read(path, ["96001"]).table

    assert found["siret"].tolist() == ["99700000000016"]
    assert (found["told"] - found["closed"]).tolist() == [pd.Timedelta(days=181)]


def test_a_stock_without_the_days_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("siret,etatAdministratifEtablissement\n1,A\n", "utf-8")

    with pytest.raises(FaultyFileError, match="dateDebut"):
        sirene_closings.read(path, ["96001"])
