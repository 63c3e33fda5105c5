import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from beffroi.foundation.errors import InputError, ShapeError, UnreadableFileError
from beffroi.foundation.files import sha256
from beffroi.store.tables import read_json, read_table, write_json, write_table
from beffroi.territory.table import Table
from beffroi.territory.tables import (
    COMMUNES,
    STREETS,
    TABLES,
)


def streets() -> pd.DataFrame:
    return STREETS.framed(
        {
            "street_id": ["w1", "w2"],
            "highway": ["residential", "footway"],
            "nodes": [np.array([1, 2**40], dtype=np.int64), np.array([], dtype=np.int64)],
            "geometry": [LineString([(0, 0), (1, 1)]), None],
        },
        crs="EPSG:2154",
    )


def test_a_spatial_table_comes_back_with_its_types_lists_and_reference_system(
    tmp_path: Path,
) -> None:
    path = tmp_path / "streets.parquet"

    write_table(streets(), path)
    read = read_table(path)

    assert isinstance(read, gpd.GeoDataFrame)
    assert read.crs.to_epsg() == 2154
    assert read["nodes"][0].tolist() == [1, 2**40]
    assert read["nodes"][0].dtype == np.int64
    assert read["nodes"][1].tolist() == []
    assert read.geometry.isna().tolist() == [False, True]
    assert read.dtypes.astype(str).equals(streets().dtypes.astype(str))


def test_what_is_missing_stays_missing_and_codes_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "communes.parquet"
    frame = COMMUNES.framed({"commune": ["01004", "2A004"], "name": ["A", "B"],
                             "population": [14_000, pd.NA]})  # fmt: skip

    write_table(frame, path)

    pd.testing.assert_frame_equal(read_table(path), frame)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_of_the_house_can_be_stored_empty(table: Table, tmp_path: Path) -> None:
    path = tmp_path / f"{table.name}.parquet"

    write_table(table.empty(), path)
    read = read_table(path)

    assert len(read) == 0
    assert read.dtypes.astype(str).equals(table.empty().dtypes.astype(str))


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    write_table(streets(), tmp_path / "a")
    write_table(streets(), tmp_path / "b")

    assert sha256(tmp_path / "a") == sha256(tmp_path / "b")


def test_a_spatial_table_without_reference_system_is_refused(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"id": ["a"]}, geometry=[Point(0, 0)])

    with pytest.raises(ShapeError, match="has no reference system"):
        write_table(frame, tmp_path / "a.parquet")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_table_is_said_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("results") / "communes.parquet"
    write_table(COMMUNES.framed({"commune": ["35236"], "name": ["Redon"]}), path)
    raw = path.read_bytes()
    cut = data.draw(st.integers(0, len(raw) - 1))
    path.write_bytes(raw[:cut])

    with pytest.raises(UnreadableFileError, match="run the study again"):
        read_table(path)


def test_an_absent_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        read_table(tmp_path / "none.parquet")


def test_a_document_is_stable_and_keeps_its_accents(tmp_path: Path) -> None:
    one, two = tmp_path / "a.json", tmp_path / "b.json"

    write_json({"ville": "Saint-Étienne", "an": [1, None]}, one)
    write_json({"an": [1, None], "ville": "Saint-Étienne"}, two)

    assert one.read_bytes() == two.read_bytes()
    assert "Saint-Étienne" in one.read_text(encoding="utf-8")
    assert read_json(one) == {"ville": "Saint-Étienne", "an": [1, None]}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_document_with_an_unknown_number_is_refused(number: float, tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match="an unknown one is null"):
        write_json({"rate": number}, tmp_path / "a.json")

    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe"])
def test_a_damaged_document_is_said(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(raw)

    with pytest.raises(InputError, match="cut or damaged"):
        read_json(tmp_path / "a.json")


def test_an_absent_document_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        read_json(tmp_path / "a.json")


CHILD = """
import resource, sys
from pathlib import Path
import geopandas as gpd, numpy as np, pandas as pd
from beffroi.foundation.errors import StorageError
from beffroi.store.results import opened
from beffroi.store.tables import write_table
numbers = np.random.default_rng(1).random(90_000)
plain = pd.DataFrame({"a": numbers})
located = gpd.GeoDataFrame(plain, geometry=gpd.points_from_xy(numbers, numbers), crs=2154)
with opened(Path(sys.argv[1])) as results:
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    for step, frame in {"plain": plain, "located": located}.items():
        try:
            results.commit(step, "k", {step: lambda path: write_table(frame, path)})
        except StorageError as error:
            print("storage:", error)
"""


def test_a_disk_that_fills_up_under_a_table_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path)]

    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert said.stdout.count("storage:") == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["[" * 200_000, "9" * 5_000])
def test_a_document_made_to_break_the_reader_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)

    with pytest.raises(UnreadableFileError, match="cut or damaged"):
        read_json(tmp_path / "a.json")
