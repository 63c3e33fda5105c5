"""A system as tables: the same, whatever its version."""

from pathlib import Path

import pytest

from beffroi.formats import gbfs
from beffroi.formats.gbfs.system import half_hour
from beffroi.territory.mobility import (
    SHARED_PRICES,
    SHARED_STATIONS,
    SHARED_SYSTEMS,
    SHARED_VEHICLES,
)
from tests.formats.gbfs.systems import saved, system


def read(folder: Path, version: str) -> gbfs.System:
    return gbfs.read(gbfs.found(saved(folder / version, system(version))))


def test_both_versions_give_the_same_tables(tmp_path: Path) -> None:
    old, new = read(tmp_path, "2.3"), read(tmp_path, "3.0")

    assert old.stations.to_dict() == new.stations.to_dict()
    assert old.vehicles.equals(new.vehicles)
    assert old.prices.equals(new.prices)
    assert old.systems["name"].tolist() == new.systems["name"].tolist() == ["Vélo Redon"]
    assert old.forms == new.forms == ("bicycle",)


def test_the_tables_keep_their_schemas(tmp_path: Path) -> None:
    found = read(tmp_path, "3.0")

    SHARED_SYSTEMS.check(found.systems)
    SHARED_STATIONS.check(found.stations)
    SHARED_VEHICLES.check(found.vehicles)
    SHARED_PRICES.check(found.prices)


def test_what_is_not_said_is_unknown(tmp_path: Path) -> None:
    found = read(tmp_path, "2.3")

    assert found.stations["capacity"].isna().tolist() == [False, True]
    assert found.systems["hours"].isna().all()
    assert found.vehicles["available"].tolist() == [True, False]
    assert found.vehicles.geometry.isna().tolist() == [False, True]


def test_thirty_minutes_are_priced(tmp_path: Path) -> None:
    assert read(tmp_path, "2.3").prices["half_hour"].tolist() == [7.0]


@pytest.mark.parametrize(
    ("plan", "cost"),
    [
        ({}, 1.0),
        ({"per_min_pricing": [{"start": 30, "rate": 1, "interval": 30}]}, 1.0),
        ({"per_min_pricing": [{"start": 0, "rate": 2, "interval": 0}]}, 3.0),
        ({"per_min_pricing": [{"start": 0, "rate": 1, "interval": 10, "end": 20}]}, 3.0),
        ({"per_km_pricing": [{"start": 0, "rate": 1, "interval": 1}]}, None),
        ({"per_min_pricing": [{"start": 0}]}, None),
        ({"per_min_pricing": "free"}, None),
    ],
)
def test_segments_add_up(plan: dict[str, object], cost: float | None) -> None:
    assert half_hour(1.0, plan) == cost


def test_a_capacity_beyond_reason_is_unknown(tmp_path: Path) -> None:
    files = system()
    files["station_information"]["data"]["stations"][0]["capacity"] = 10**30

    stations = gbfs.read(gbfs.found(saved(tmp_path / "velo", files))).stations

    assert stations["capacity"].isna().iloc[0]
