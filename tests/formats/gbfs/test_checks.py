"""The check of a system: nothing said of a good one, every fault of a bad one by its name."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from beffroi.formats import gbfs
from beffroi.formats.gbfs.checks import judged, severities
from tests.formats.gbfs.systems import DAY, Files, saved, system

Change = Callable[[Files], object]


def codes(folder: Path, files: Files, date: str = DAY) -> set[str]:
    feed = gbfs.found(saved(folder / "velo", files))
    return {notice.code for notice in gbfs.checked(feed, date, most_rows=5)}


@pytest.mark.parametrize("version", ["2.2", "2.3", "3.0"])
def test_nothing_is_said_of_a_valid_system(tmp_path: Path, version: str) -> None:
    assert codes(tmp_path, system(version)) == set()


def station(files: Files, **changes: Any) -> None:
    files["station_information"]["data"]["stations"][0].update(changes)


def state(files: Files, **changes: Any) -> None:
    files["station_status"]["data"]["stations"][0].update(changes)


def vehicle(files: Files, **changes: Any) -> None:
    bikes = files["free_bike_status"]["data"]["bikes"]
    bikes[0] = {k: v for k, v in {**bikes[0], **changes}.items() if v != "gone"}


CHANGES: dict[str, Change] = {
    "missing_field": lambda f: f["system_information"]["data"].pop("timezone"),
    "wrong_type": lambda f: station(f, lat="47,65"),
    "unknown_value": lambda f: f["vehicle_types"]["data"]["vehicle_types"][0].update(
        form_factor="tricycle"
    ),
    "missing_range": lambda f: f["vehicle_types"]["data"]["vehicle_types"][0].pop(
        "max_range_meters"
    ),
    "duplicate_id": lambda f: f["station_information"]["data"]["stations"].append(
        copy.deepcopy(f["station_information"]["data"]["stations"][0])
    ),
    "nowhere": lambda f: vehicle(f, lat="gone", lon="gone"),
    "at_zero": lambda f: vehicle(f, lat=0, lon=0),
    "over_capacity": lambda f: state(f, num_bikes_available=8),
    "count_mismatch": lambda f: state(
        f, vehicle_types_available=[{"vehicle_type_id": "vae", "count": 1}]
    ),
    "unknown_reference": lambda f: vehicle(f, vehicle_type_id="trottinette"),
    "in_future": lambda f: f["station_status"].update(last_updated=1_800_000_000),
    "stale": lambda f: f["station_status"].update(last_updated=1_780_000_000),
    "header_missing": lambda f: f["station_status"].update(last_updated=1_788_249_600_000),
    "version_missing": lambda f: f["station_status"].pop("version"),
    "version_unknown": lambda f: f["station_status"].update(version="9.9"),
    "version_mixed": lambda f: f["station_status"].update(version="2.2"),
    "missing_file": lambda f: [
        f.pop("station_status"),
        f["gbfs"]["data"]["fr"]["feeds"].pop(3),
    ],
    "listed_not_given": lambda f: f.pop("station_status"),
    "given_not_listed": lambda f: f["gbfs"]["data"]["fr"]["feeds"].pop(3),
    "no_licence": lambda f: f["system_information"]["data"].pop("license_id"),
    "bad_polygon": lambda f: station(f, station_area={"type": "MultiPolygon", "coordinates": []}),
}


@pytest.mark.parametrize("code", CHANGES)
def test_each_fault_is_named(tmp_path: Path, code: str) -> None:
    files = system("2.3")
    CHANGES[code](files)

    assert code in codes(tmp_path, files)


def test_a_position_of_another_land_is_told(tmp_path: Path) -> None:
    files = system()
    stations = files["station_information"]["data"]["stations"]
    stations.append({**stations[0], "station_id": "s3", "lat": -2.087, "lon": 47.651})

    assert codes(tmp_path, files) == {"far_away"}


def test_a_localised_text_is_asked_for_in_version_3(tmp_path: Path) -> None:
    files = system("3.0")
    station(files, name="Gare")

    assert codes(tmp_path, files) == {"wrong_type"}


def test_every_fault_of_a_file_is_gathered(tmp_path: Path) -> None:
    files = system()
    for code in ("missing_field", "wrong_type", "nowhere", "no_licence", "over_capacity"):
        CHANGES[code](files)

    assert codes(tmp_path, files) >= {
        "missing_field", "wrong_type", "nowhere", "no_licence", "over_capacity"
    }  # fmt: skip


def test_one_file_alone_is_not_asked_for_the_others(tmp_path: Path) -> None:
    assert codes(tmp_path, {"station_status": system()["station_status"]}) == set()


@pytest.mark.parametrize(
    "junk", [None, 3, "a", [], [[]], [None, 3], {"a": 1}, [{"station_id": {}}]]
)
def test_no_junk_stops_the_check(tmp_path: Path, junk: Any) -> None:
    for kind, rows in (
        ("station_status", "stations"), ("station_information", "stations"),
        ("vehicle_types", "vehicle_types"), ("free_bike_status", "bikes"),
        ("system_pricing_plans", "plans"), ("geofencing_zones", "geofencing_zones"),
    ):  # fmt: skip
        files = system()
        files.setdefault(kind, copy.deepcopy(files["gbfs"]))["data"] = {rows: junk}
        feed = gbfs.found(saved(tmp_path / f"{kind}", files))

        gbfs.checked(feed, DAY, most_rows=5)
        gbfs.read(feed)
        files[kind]["data"] = junk
        feed = gbfs.found(saved(tmp_path / f"{kind}", files))
        gbfs.checked(feed, DAY, most_rows=5)
        gbfs.read(feed)


def test_a_day_lasts_a_day_and_a_moment_a_moment() -> None:
    begin, end = judged("2026-09-01T08:00:00+02:00")

    assert begin == end
    with pytest.raises(ValueError, match="month"):
        judged("2026-13-01")


def test_every_notice_is_explained() -> None:
    assert set(severities()) == set(gbfs.explained())
    for words in gbfs.explained().values():
        assert words.title.fr
        assert words.means.fr
        assert words.remedy.fr
        assert words.title.fr != words.title.en


@pytest.mark.real
@pytest.mark.parametrize("version", ["2.2", "3.0"])
def test_the_samples_of_the_access_point_are_read(
    real_data: Path, tmp_path: Path, version: str
) -> None:
    samples = (real_data / "parking" / "gbfs_etalab_fixtures").glob(f"*.{version}.json")
    for sample in samples:
        (tmp_path / sample.name).write_bytes(sample.read_bytes())

    feed = gbfs.found(tmp_path)
    said = {notice.code: notice.count for notice in gbfs.checked(feed, "2023-07-17", most_rows=5)}

    assert feed.version == version
    assert said.pop("missing_file") == 2  # system_information, vehicle_types
    assert set(said) <= {"unknown_reference", "stale"}  # cut out of larger systems
    assert len(gbfs.read(feed).vehicles) == 2
