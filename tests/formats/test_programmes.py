"""The national programmes of each commune."""

from pathlib import Path

import pytest

from beffroi.formats import programmes
from beffroi.foundation.errors import FaultyFileError
from beffroi.territory.tables import PROGRAMMES

NGEO = (
    '"insee_com","lib_com","id_pvd","id_ti","id_crte","id_acv","id_ami","id_acv2"\n'
    '"35236","Redon",,"ti-5310","crte-53-35-13","acv-164",,\n'
    '"02168","Château-Thierry",,,"crte-32-02-5","acv-055",,"acv-055"\n'
)
ORT = (
    'Commune,Code commune,Signée ?,"Si signée, date de signature",Actualisé par\n'
    "35 - Redon,35236,Signée,22/01/2020,CENSORED\n"
    "35 - Maure,35168,Non signée,,CENSORED\n"
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_id_says_that_a_commune_takes_no_part(tmp_path: Path) -> None:
    reading = programmes.read(written(tmp_path / "ngeo.csv", NGEO))

    redon = reading.table.set_index("commune").loc["35236"]
    assert redon["acv"] == "acv-164"
    assert redon[["acv2", "pvd", "ort"]].isna().all()
    assert PROGRAMMES.faults(reading.table) == []


def test_conventions_are_joined_and_their_dates_read(tmp_path: Path) -> None:
    ort = written(tmp_path / "ort.csv", ORT)

    reading = programmes.read(written(tmp_path / "ngeo.csv", NGEO), ort=ort)

    table = reading.table.set_index("commune")
    assert table.loc["35236", "ort_signed"] == "2020-01-22"
    assert table.loc["35168", "ort"] == "Non signée"
    assert "1 value" in reading.warnings[0].en


def test_a_row_without_a_code_is_set_aside_and_told(tmp_path: Path) -> None:
    reading = programmes.read(written(tmp_path / "ngeo.csv", NGEO + ',"Nulle part",,,,,,\n'))

    assert reading.set_aside == 1
    assert "1 row" in reading.warnings[0].en


def test_a_commune_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="35236"):
        programmes.read(written(tmp_path / "ngeo.csv", NGEO + NGEO.splitlines()[1] + "\n"))


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="insee_com, id_acv"):
        programmes.read(written(tmp_path / "ngeo.csv", "code,nom\n35236,Redon\n"))


@pytest.mark.real
def test_the_towns_of_the_programme_are_all_read(real_data: Path) -> None:
    national = real_data / "national"

    reading = programmes.read(
        national / "anct_ngeo_programmes_communes_cog2023.csv",
        ort=national / "anct_ort_communes_2023.csv",
    )

    assert reading.set_aside == 0
    assert reading.table["acv"].notna().sum() == 246
    assert reading.table["acv2"].notna().sum() == 50
    assert reading.table["pvd"].notna().sum() == 1_653
