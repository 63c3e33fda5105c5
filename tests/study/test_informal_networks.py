"""Networks on disk."""

from dataclasses import fields, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.study.informal_networks import read, write
from tests.towns.informal import network


def test_a_network_comes_back_as_it_was(tmp_path: Path) -> None:
    written = network()
    write(written, tmp_path / "network")

    back = read(tmp_path)

    for field in fields(written):
        one, other = getattr(written, field.name), getattr(back, field.name)
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))
            assert isinstance(one, gpd.GeoDataFrame) == isinstance(other, gpd.GeoDataFrame)
        else:
            assert one == other


def test_a_folder_that_is_no_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no network"):
        read(tmp_path)


def test_damage_is_told(tmp_path: Path) -> None:
    write(network(), tmp_path)
    calls = tmp_path / "calls.parquet"
    calls.write_bytes(calls.read_bytes()[:200])

    with pytest.raises(UnreadableFileError, match=r"calls\.parquet"):
        read(tmp_path)


def test_all_strangers_are_told_together(tmp_path: Path) -> None:
    whole = network()
    write(
        replace(whole, calls=whole.calls.assign(stop_id="nowhere"),
                times=whole.times.assign(variant_id="none")), tmp_path,
    )  # fmt: skip

    with pytest.raises(FaultyFileError) as refusal:
        read(tmp_path)

    assert "nowhere" in str(refusal.value)
    assert "none" in str(refusal.value)


def test_a_clock_of_nowhere_is_refused(tmp_path: Path) -> None:
    write(replace(network(), time_zone="Mars/Olympus"), tmp_path)

    with pytest.raises(InputError, match="Olympus"):
        read(tmp_path)
