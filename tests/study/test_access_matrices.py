"""Matrices of travel times, from what a person types to the file."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.access import Block, Part, Ready
from beffroi.foundation.errors import InputError
from beffroi.store.blocks import metadata_of
from beffroi.study import access_matrices as matrices
from beffroi.study.access_basins import Given, of_files
from tests.towns import hamlet

DATE = "2026-09-03"


@pytest.fixture
def basin(tmp_path: Path) -> Given:
    return of_files(
        hamlet.write_osm(tmp_path / "a.osm.pbf"), [hamlet.write_gtfs(tmp_path / "bus.zip")]
    )


def placed(folder: Path, *places: tuple[float, float]) -> str:
    lines = [f"p{n},{hamlet.LON + x * hamlet.EAST},{hamlet.LAT + y * hamlet.NORTH}"
             for n, (x, y) in enumerate(places)]  # fmt: skip
    (folder / "p.csv").write_text("\n".join(["id,lon,lat", *lines]) + "\n")
    return str(folder / "p.csv")


def test_a_matrix_holds_each_mode_and_says_what_it_is(basin: Given, tmp_path: Path) -> None:
    some = placed(tmp_path, (0, 200), (400, 200), (400, 9_000))
    task = matrices.task_of("walk,transit", date=DATE, window="08:00-08:10", longest=30)

    done = matrices.write(basin, some, some, task, tmp_path / "m.parquet")

    found = pd.read_parquet(tmp_path / "m.parquet").set_index(["mode", "from_id", "to_id"])
    assert len(found) == done.rows == 2 * 9
    assert found.loc[("walk", "p0", "p1"), "minutes"] == pytest.approx(400 / 1.25 / 60, rel=0.01)
    assert found.loc[("transit", "p0", "p1"), "least"] == pytest.approx(4, abs=0.1)
    assert found.loc[("transit", "p0", "p1"), "share"] == 1
    assert found.xs("p2", level="to_id")["minutes"].isna().all()
    assert found.loc["walk"]["share"].isna().all()
    said = metadata_of(tmp_path / "m.parquet")
    assert said["window"] == ["08:00", "08:10"]
    assert said["off_streets"] == {"origins": ["p2"], "destinations": ["p2"]}
    assert "1 origin lies off" in " ".join(words.en for words in matrices.told(done))
    assert matrices.as_json(done)["rows"] == 18


def test_an_interrupted_matrix_goes_on_where_it_was(
    basin: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = placed(tmp_path, (0, 200), (400, 200))
    task = matrices.task_of("walk,bike,car")
    done, block = list[str](), matrices.block

    def cut(laid: Ready, part: Part) -> Block:
        if part.mode == "car" and not done.count("car"):
            done.append("car")
            raise KeyboardInterrupt
        done.append(part.mode)
        return block(laid, part)

    monkeypatch.setattr(matrices, "block", cut)
    with pytest.raises(KeyboardInterrupt):
        matrices.write(basin, some, some, task, tmp_path / "m.parquet")
    assert not (tmp_path / "m.parquet").exists()
    matrices.write(basin, some, some, task, tmp_path / "m.parquet")

    assert done == ["walk", "bike", "car", "car"]
    assert not list(tmp_path.glob(".m.parquet*"))


def test_every_fault_of_what_is_asked_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        matrices.task_of("fly,transit", date="2026-02-30", window="9-8", longest=0, bike_to="moon")

    for said in (
        "no mode fly",
        "'9-8' is no window",
        "longest time is 0",
        "needs a date",
        "'moon'",
    ):
        assert said in str(caught.value)


@pytest.mark.parametrize("window", ["09:00-08:00", "08:60-09:00", "08:00", "", "29:00-31:00"])
def test_bad_windows_are_refused(window: str) -> None:
    with pytest.raises(InputError, match="is no window"):
        matrices.task_of("walk", window=window)


def test_every_mode_may_be_asked_for_at_once() -> None:
    task = matrices.task_of("all", date=DATE, window="7h00-25:30")

    assert len(task.modes) == 7
    assert task.window == (7 * 3600, 25 * 3600 + 1800)
    assert np.diff(task.times).max() == 60
