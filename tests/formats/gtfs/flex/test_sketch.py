"""The description of a service on demand: read whole, or refused with every fault."""

from pathlib import Path

import pytest

from beffroi.formats.gtfs.flex import read
from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError
from beffroi.foundation.language import Words
from tests.formats.gtfs.flex.described import TOML, ZONES, written


def faults(folder: Path, toml: str = TOML, zones: str = ZONES) -> list[str]:
    with pytest.raises(FaultyFileError) as caught:
        read(written(folder, toml, zones))
    return [fault.en for fault in caught.value.faults if isinstance(fault, Words)]


def test_a_description_is_read(tmp_path: Path) -> None:
    sketch = read(written(tmp_path))

    assert [ride.id for ride in sketch.rides] == ["nord", "nord_sud", "nord_gare"]
    assert sketch.rides[0].origin == sketch.rides[0].destination == "zone_nord"
    assert sketch.rides[0].windows == ((25_200, 43_200), (50_400, 68_400))
    assert sketch.rides[2].price is None
    assert sketch.zones["name"].tolist() == ["Zone nord", "Zone sud"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('hours = "09:00-18:00"', 'hours = "18:00-09:00"', "ends before it starts"),
        ('hours = "09:00-18:00"', 'hours = "9h"', "is not a time"),
        ('"07:00-12:00", "14:00-19:00"', '"07:00-15:00", "14:00-19:00"', "overlap"),
        ('days = ["sa"]', 'days = ["samedi", "xx"]', "'xx' is no day"),
        ('days = ["sa"]', "days = []", "on which days"),
        ("price = 2.5", "price = -1", "is no amount"),
        ("price = 2.5", "price = 2.505", "more than two decimals"),
        ("price = 2.5", "price = nan", "is no amount"),
        ('from = "zone_nord"\nto', 'from = "zone_est"\nto', "is no zone and no group"),
        ('booking = "veille"', 'booking = "demain"', "is no [[booking]]"),
        ('before = "17:00"\n', "", "until what time"),
        ("days = 1\n", "days = 1\nminutes = 30\n", "not both"),
        ('id = "gare"', 'id = "zone_nord"', "names two things"),
        ('id = "gare"', 'id = "gare é"', "plain letters"),
        ('start = "2026-09-01"', 'start = "2026-02-30"', "is not a day"),
        ('end = "2027-08-31"', 'end = "2025-08-31"', "ends before it starts"),
        ('url = "https://tad.exemple.fr"', 'url = "tad"', "no address of the web"),
        ("lat = 47.6519", 'lat = "nord"', "are not degrees"),
        ('agency = "Communauté de communes"', "agence = 1", "agence is not a setting"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TOML

    assert any(said in fault for fault in faults(tmp_path, TOML.replace(old, new)))


def test_all_faults_are_gathered(tmp_path: Path) -> None:
    toml = TOML.replace('"sa"', '"xx"').replace("price = 2.5", 'price = "deux"')

    assert len(faults(tmp_path, toml, ZONES.replace('"zone_sud"', '"zone sud"'))) >= 4


def test_zones_that_overlap_in_one_ride_are_refused(tmp_path: Path) -> None:
    assert any(
        "overlap" in fault for fault in faults(tmp_path, zones=ZONES.replace("47.64", "47.7"))
    )


def test_an_empty_description_is_refused(tmp_path: Path) -> None:
    assert any("no part [service]" in fault for fault in faults(tmp_path, "x = 1"))


def test_damaged_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="not valid TOML"):
        read(written(tmp_path, "[service"))
    with pytest.raises(HostileFileError):
        read(written(tmp_path, zones="[" * 100_000 + "]" * 100_000))
    assert any("FeatureCollection" in fault for fault in faults(tmp_path, zones="[]"))
