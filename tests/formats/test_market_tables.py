"""Tables of a market that a person fills."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats.market_tables import read_flows, read_times, read_totals
from beffroi.foundation.errors import FaultyFileError


def file(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_customers_told_twice_are_added_and_blank_ones_stay_unknown(tmp_path: Path) -> None:
    table = read_flows(
        file(tmp_path, "origin_id;shop_id;customers\n01;A;2,5\n01;A;1\n02;A;\n")
    ).table

    assert table["origin_id"].tolist() == ["01", "02"]
    assert table["customers"].tolist()[0] == 3.5
    assert pd.isna(table["customers"][1])


def test_a_matrix_of_times_is_read_from_parquet_too(tmp_path: Path) -> None:
    path = tmp_path / "times.parquet"
    pd.DataFrame({"from_id": ["a", "a"], "to_id": ["x", "x"], "mode": ["walk", "car"],
                  "minutes": [9.0, 3.0]}).to_parquet(path)  # fmt: skip

    assert read_times(path, mode="car").table["minutes"].tolist() == [3.0]
    with pytest.raises(FaultyFileError, match="car, walk"):
        read_times(path, mode="boat")


def test_times_out_of_reach_are_missing_as_unknown_ones_are(tmp_path: Path) -> None:
    path = tmp_path / "times.parquet"
    pd.DataFrame({"from_id": ["a", "a", "a"], "to_id": ["x", "y", "z"],
                  "minutes": [9.0, float("inf"), None]}).to_parquet(path)  # fmt: skip

    assert read_times(path).table["minutes"].isna().tolist() == [False, True, True]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = file(tmp_path, "origin_id,shop_id,customers\n,A,-1\nb,,many\n")

    with pytest.raises(FaultyFileError) as refused:
        read_flows(path)

    assert len(refused.value.faults) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shop_id,total\na,1\na,2\n", "twice"),
        ("shop_id,total\na,0\n", "zero"),
        ("shop,total\na,1\n", "shop_id"),
        ("shop_id,total\n", "no row"),
    ],
)
def test_sales_that_cannot_be_used_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FaultyFileError, match=said):
        read_totals(file(tmp_path, text))
