"""Basins of files and of studies, and the places that a person names."""

import shutil
from pathlib import Path

import pytest

from beffroi.engines.mobility.access import Task, ready
from beffroi.foundation.errors import InputError
from beffroi.study.access_basins import asked, feed_keys, of_files, of_study
from tests.towns import hamlet


def test_a_basin_of_files_is_read(tmp_path: Path) -> None:
    bus = hamlet.write_gtfs(tmp_path / "bus.gtfs.zip")

    found = of_files(hamlet.write_osm(tmp_path / "a.osm.pbf"), [bus, bus])

    assert [feed.key for feed in found.basin.timetables] == ["bus", "bus-2"]
    assert len(asked("shops", found)[0]) == 6
    laid = ready(found.basin, asked("shops", found)[0], asked("food", found)[0],
                 Task(("transit",), "2026-09-03", (8 * 3600, 9 * 3600)))  # fmt: skip
    assert len(laid.day.stops) == 6


def test_places_of_a_study_need_a_study(tmp_path: Path) -> None:
    found = of_files(hamlet.write_osm(tmp_path / "a.osm.pbf"), [])

    for word in ("squares", "centre"):
        with pytest.raises(InputError, match="are places of a study"):
            asked(word, found)
    with pytest.raises(InputError, match="no place of the kind 'schools'"):
        asked("schools", found)


def test_a_file_of_points_is_read(tmp_path: Path) -> None:
    found = of_files(hamlet.write_osm(tmp_path / "a.osm.pbf"), [])
    path = tmp_path / "p.csv"
    path.write_text(f"id,lon,lat\na,{hamlet.LON},{hamlet.LAT}\n")

    points, warnings, key = asked(str(path), found)

    assert (points.ids.tolist(), warnings, len(key)) == (["a"], (), 64)


def test_a_study_that_was_not_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text('[town]\nname = "Nowhere"\n[sources]\nosm = "a.osm"\n')

    with pytest.raises(InputError, match="has no results yet"):
        of_study(tmp_path)


def test_feeds_of_one_name_get_keys_of_their_own() -> None:
    assert list(feed_keys([Path("a/x.gtfs.zip"), Path("b/x.zip")])) == ["x", "x-2"]


@pytest.mark.real
def test_duitama_is_reached_by_its_own_lines_and_not_by_those_of_another_year(
    real_data: Path,
) -> None:
    feeds = [real_data / "gtfs-informal" / "duitama_trufi_osm.gtfs.zip",
             real_data / "gtfs" / "lons_le_saunier_tallis_2024-07.gtfs.zip"]  # fmt: skip
    found = of_files(real_data / "osm" / "duitama_co_2021.osm.pbf", feeds)
    shops = asked("shops", found)[0]

    laid = ready(found.basin, shops, shops, Task(("transit",), "2021-05-14"))

    assert not laid.day.is_empty
    assert any("Nothing runs on 2021-05-14 in lons_le" in words.en for words in laid.remarks)


def test_a_study_run_by_a_version_that_kept_fewer_tables_is_to_be_run_again(
    hamlet_study: Path, tmp_path: Path
) -> None:
    study = tmp_path / "study"
    shutil.copytree(hamlet_study, study)
    assert of_study(study).basin.timetables[0].key == "gtfs-1"

    (study / "results" / "gtfs-1_transfers.parquet").unlink()

    with pytest.raises(InputError, match="Run it again: beffroi study run"):
        of_study(study)
