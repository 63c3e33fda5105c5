"""MOBPRO: flows between home and work, in INSEE's layouts."""

from pathlib import Path

import pytest

from beffroi.formats import mobpro
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError

FLUX = "CODGEO;LIBGEO;DCLT;L_DCLT;NBFLUX_C21_ACTOCC15P\n"


def written(tmp_path: Path, text: str, name: str = "flux.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_flows_between_communes_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, f"{FLUX}35236;Redon;35236;Redon;2810.4\n35236;Redon;44067;Fay;12.5\n")

    reading = mobpro.read(path)

    assert reading.date == "2021"
    assert reading.table["flow_id"].tolist() == ["35236>35236", "35236>44067"]
    assert reading.table["commuters"].tolist() == [2810.4, 12.5]
    assert reading.table["by_car"].isna().all()


def test_only_flows_of_the_territory_are_read(tmp_path: Path) -> None:
    rows = "35236;Redon;44067;Fay;3\n44067;Fay;35236;Redon;4\n44067;Fay;44109;Nantes;900\n"

    table = mobpro.read(written(tmp_path, FLUX + rows), communes=["35236"]).table

    assert table["commuters"].tolist() == [3, 4]


def test_individuals_are_summed_by_their_weight(tmp_path: Path) -> None:
    rows = (
        "COMMUNE;ARM;DCFLT;DCLT;IPONDI;TRANS\n"
        "35236;ZZZZZ;99999;44067;2.5;5\n35236;ZZZZZ;99999;44067;1.5;3\n"
        "35236;ZZZZZ;99999;44067;4;6\n01004;ZZZZZ;CH025;99999;3;5\n"
    )

    reading = mobpro.read(written(tmp_path, rows, "FD_MOBPRO_2020.csv"))

    row = reading.table.iloc[0]
    assert (row["commuters"], row["by_car"], row["by_bike"], row["by_transit"]) == (8, 2.5, 1.5, 4)
    assert reading.date == "2020"
    assert "1 row" in reading.warnings[0].en


def test_modes_of_an_uncertain_list_stay_unknown(tmp_path: Path) -> None:
    rows = "COMMUNE;DCLT;IPONDI;TRANS\n35236;44067;2;4\n35236;44067;2;5\n"

    reading = mobpro.read(written(tmp_path, rows))

    assert reading.table["by_car"].isna().all()
    assert "not certain" in reading.warnings[-1].en


def test_arrondissements_count_with_their_city(tmp_path: Path) -> None:
    rows = (
        "69381;Lyon 1er;69385;Lyon 5e;7\n69385;Lyon 5e;1004;Ambérieu;2\n01004;A;69386;Lyon 6e;1\n"
    )

    table = mobpro.read(written(tmp_path, FLUX + rows), communes=["69123"]).table

    assert table["flow_id"].tolist() == ["01004>69123", "69123>01004", "69123>69123"]


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="NBFLUX_Cxx_ACTOCC15P"):
        mobpro.read(written(tmp_path, "CODGEO;DCLT;people\n1;2;3\n"))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        mobpro.read(written(tmp_path, ""))


def test_flows_are_written_as_they_are_read(tmp_path: Path) -> None:
    table = mobpro.read(written(tmp_path, f"{FLUX}35236;Redon;44067;Fay;12.5\n")).table

    mobpro.write(table, tmp_path / "again.csv", year=2021)

    assert mobpro.read(tmp_path / "again.csv").table.equals(table)


@pytest.mark.real
def test_the_flows_of_martinique_are_read(real_data: Path) -> None:
    reading = mobpro.read(real_data / "national" / "insee_mobpro_martinique_mapsf.csv")

    assert len(reading.table) == 119
    assert reading.table["commuters"].sum() == 57_357
    assert reading.warnings == ()
