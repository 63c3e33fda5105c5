"""People by square and by quarter."""

from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.formats import census
from beffroi.foundation.errors import FaultyFileError, ShapeError
from beffroi.territory.tables import POPULATION_CELLS

HEADER = "idcar_200m,idcar_1km,i_est_200,lcog_geo,ind,men,men_pauv"
REDON = "CRS3035RES200mN2783400E3456000"
FAR = "CRS3035RES200mN2029800E4252400"


def written(folder: Path, *rows: str) -> Path:
    path = folder / "carreaux_200m_met.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def square(identifier: str, people: str = "12.5", homes: str = "6.1") -> str:
    return f"{identifier},,0,35236,{people},{homes},1"


def test_a_square_is_drawn_from_its_identifier(tmp_path: Path) -> None:
    reading = census.read_grid(written(tmp_path, square(REDON)))

    metric = reading.table.to_crs(3035).geometry.iloc[0]
    assert metric.bounds == pytest.approx((3456000, 2783400, 3456200, 2783600), abs=0.01)
    assert reading.table["population"].tolist() == [12.5]
    assert reading.table["households"].tolist() == [6.1]
    assert POPULATION_CELLS.faults(reading.table) == []


@pytest.mark.parametrize(
    ("identifier", "lon", "lat"),
    [
        ("CRS2975RES200mN7690000E338000", 55.4, -20.9),
        ("CRS5490RES200mN1615000E706000", -61.1, 14.6),
    ],
)
def test_squares_overseas_are_drawn_in_their_own_grid(
    tmp_path: Path, identifier: str, lon: float, lat: float
) -> None:
    reading = census.read_grid(written(tmp_path, square(identifier)))

    inside = reading.table.geometry.iloc[0].representative_point()
    assert (inside.x, inside.y) == pytest.approx((lon, lat), abs=0.1)


def test_only_the_squares_that_meet_the_bounds_are_taken(tmp_path: Path) -> None:
    path = written(tmp_path, square(REDON), square(FAR))
    bounds = census.read_grid(written(tmp_path, square(REDON), square(FAR))).table.geometry.iloc[0]

    reading = census.read_grid(path, bounds=shapely.buffer(bounds, -0.0005).bounds)

    assert reading.table["cell_id"].tolist() == [REDON]
    assert reading.rows == 1


def test_squares_without_people_known_are_set_aside(tmp_path: Path) -> None:
    path = written(
        tmp_path, square(REDON), square(FAR, "-4"), square(FAR, ""), square("CRS3035RES200m"),
    )  # fmt: skip

    reading = census.read_grid(path)

    assert reading.table["cell_id"].tolist() == [REDON]
    assert reading.set_aside == 3
    assert "3 rows set aside" in reading.warnings[-1].en


def test_a_grid_of_an_unknown_reference_system_is_set_aside(tmp_path: Path) -> None:
    reading = census.read_grid(written(tmp_path, square(REDON), square("CRS9999RES200mN1E1")))

    assert reading.set_aside == 1


def test_parquet_and_geopackage_are_read_alike(tmp_path: Path) -> None:
    path = written(tmp_path, square(REDON), square(FAR))
    parquet, geopackage = tmp_path / "grid.parquet", tmp_path / "grid.gpkg"
    duckdb.sql(f"COPY (FROM read_csv('{path}')) TO '{parquet}' (FORMAT parquet)")
    table = census.read_grid(path).table
    drawn = table.rename(
        columns={"cell_id": "idcar_200m", "population": "Ind", "households": "Men"}
    )
    drawn.to_crs(3035).to_file(geopackage)
    bounds = tuple(shapely.buffer(table.geometry.iloc[0], -0.0005).bounds)

    for other in (parquet, geopackage):
        read = census.read_grid(other, bounds=bounds).table
        assert read["cell_id"].tolist() == [REDON]
        assert read["population"].tolist() == [12.5]


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_text("id,pop\n1,2\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="idcar_200m, ind"):
        census.read_grid(path)


def test_a_grid_that_is_written_is_read_again(tmp_path: Path) -> None:
    table = census.read_grid(written(tmp_path, square(REDON), square(FAR, homes=""))).table

    census.write_grid(table, tmp_path / "out.csv")

    again = census.read_grid(tmp_path / "out.csv")
    assert again.warnings == ()
    assert again.table.equals(table)


def test_a_building_is_no_square(tmp_path: Path) -> None:
    cells = gpd.GeoDataFrame(
        {"cell_id": pd.array(["w12"], dtype="string"), "population": [3.0], "households": [1.0]},
        geometry=[shapely.Point(0, 0)], crs=4326,
    )  # fmt: skip

    with pytest.raises(ShapeError, match="CRS3035"):
        census.write_grid(cells, tmp_path / "out.csv")


def test_quarters_are_read_with_the_year_of_their_census(tmp_path: Path) -> None:
    path = tmp_path / "base-ic-evol-struct-pop-2021.CSV"
    text = "IRIS;COM;TYP_IRIS;LAB_IRIS;P21_POP;P21_POP0002\n352360101;35236;H;Centre;2500.25;80\n"
    path.write_text(text, encoding="utf-8")

    reading = census.read_iris(path)

    assert reading.table.loc[0, ["iris", "commune", "name"]].tolist() == [
        "352360101", "35236", "Centre",
    ]  # fmt: skip
    assert reading.table["population"].tolist() == [2500.25]
    assert reading.date == "2021"


def test_quarters_that_are_written_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "iris.csv"
    text = "IRIS;COM;TYP_IRIS;LAB_IRIS;P22_POP\n2A0040101;2A004;H;Centre;10\n2A0040102;2A004;A;;\n"
    path.write_text(text, encoding="utf-8")
    table = census.read_iris(path).table

    census.write_iris(table, tmp_path / "out.csv", year=2022)

    again = census.read_iris(tmp_path / "out.csv")
    pd.testing.assert_frame_equal(again.table, table)
    assert again.date == "2022"


def test_a_quarter_without_a_code_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "iris.csv"
    path.write_text("IRIS;COM;P22_POP\n352360101;35236;10\nX;35236;3\n", encoding="utf-8")

    reading = census.read_iris(path)

    assert reading.set_aside == 1


def test_quarters_without_a_population_column_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "iris.csv"
    path.write_text("IRIS;COM\n352360101;35236\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="Pxx_POP"):
        census.read_iris(path)
