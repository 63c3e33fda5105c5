"""The fields of each file, one by one."""

from pathlib import Path

from beffroi.formats import gbfs
from beffroi.formats.gbfs.fields import field_faults, items
from tests.formats.gbfs.systems import saved, system


def test_a_fault_names_the_object_the_field_and_what_was_found(tmp_path: Path) -> None:
    files = system()
    files["station_information"]["data"]["stations"][1]["lat"] = "nord"
    feed = gbfs.found(saved(tmp_path / "velo", files))

    [(code, row)] = field_faults(feed)

    assert code == "wrong_type"
    assert row.file == "station_information.json"
    assert row.fields == {
        "index": 1, "station_id": "s2", "field": "lat", "value": "nord", "expected": "lat"
    }  # fmt: skip


def test_what_is_no_object_is_empty(tmp_path: Path) -> None:
    files = system()
    files["station_information"]["data"]["stations"] = [3, {"station_id": "s1"}]
    feed = gbfs.found(saved(tmp_path / "velo", files))

    assert items(feed, "station_information") == [{}, {"station_id": "s1"}]
