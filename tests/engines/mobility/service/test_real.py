"""Service of real timetables: day types, counts and oddities found by reading their files."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.service.basin import basin
from beffroi.engines.mobility.service.quality import Quality, quality
from beffroi.engines.mobility.service.remarks import remarks
from beffroi.engines.mobility.service.schedule import schedule
from beffroi.formats import gtfs
from beffroi.foundation.figures import Source
from beffroi.study.timetables import COLUMNS
from tests.engines.mobility.service.drawn import inputs, street

pytestmark = pytest.mark.real
CAME = "2026-09-01"


def feed(path: Path, epsg: int = 2154) -> Timetable:
    """Read a feed as a study does."""
    read = gtfs.read(path)
    if gtfs.is_endless(read):
        read = gtfs.around(read, gtfs.nearest_day(read, CAME))
    tables = {
        name: read.tables.get(name, pd.DataFrame(columns=list(columns)))
        for name, columns in COLUMNS.items()
    }
    tables["stop_times"] = gtfs.interpolated(tables["stop_times"])
    key = path.name.partition("_")[0]
    stops = gtfs.stops(read, key).to_crs(epsg)
    own = stops.assign(stop_id=stops["stop_id"].str.removeprefix(f"{key}:"))
    return Timetable(key, Source(key, key, "", CAME, "", file=path.name), own, tables)


def measured(*feeds: Timetable) -> Quality:
    return quality(inputs(*feeds), street(0))


def test_perigueux_tells_term_from_holidays(real_data: Path) -> None:
    found = measured(feed(real_data / "gtfs" / "perigueux_perimouv_2025-12.gtfs.zip"))

    days = found.basin.types
    assert days.differences == {"perigueux": "school"}
    assert {kind: date.date().isoformat() for kind, date in days.shared.items()} == {
        "school_weekday": "2025-11-04", "holiday_weekday": "2025-10-21", "saturday": "2025-11-08",
        "sunday": "2025-11-02",
    }  # fmt: skip
    runs = found.basin.passages["school_weekday"]["run"].nunique()
    assert runs == 849
    assert found.basin.lines["school"].value_counts().to_dict() == {"type": 43, "": 24, "days": 12}


def test_armistice_day_is_no_tuesday_of_perigueux(real_data: Path) -> None:
    found = basin([feed(real_data / "gtfs" / "perigueux_perimouv_2025-12.gtfs.zip")])

    typical = found.days["perigueux"].typical["school_weekday"]
    assert pd.Timestamp("2025-11-11") not in typical
    assert pd.Timestamp("2025-11-18") in typical


def test_lons_has_a_week_of_school_then_holidays_and_no_sunday(real_data: Path) -> None:
    town = feed(real_data / "gtfs" / "lons_le_saunier_tallis_2024-07.gtfs.zip")

    found = measured(town)

    days = found.basin.types
    assert days.shared["school_weekday"] == pd.Timestamp("2024-07-02")
    assert days.shared["holiday_weekday"] == pd.Timestamp("2024-07-09")
    assert "sunday" not in days.dates
    assert "without_sunday" in {one.code for one in found.remarks}
    assert set(found.lines["measured"]) == {"given"}


def test_lons_and_perigueux_share_no_date(real_data: Path) -> None:
    feeds = [
        feed(real_data / "gtfs" / name)
        for name in (
            "lons_le_saunier_tallis_2024-07.gtfs.zip", "perigueux_perimouv_2025-12.gtfs.zip",
        )
    ]  # fmt: skip

    found = basin(feeds)

    assert set(found.types.shared) == {"sunday"}
    told = {one.code for one in remarks(feeds, found, (0, 0, 1, 1))}
    assert {"own_school_weekday", "own_saturday"} <= told


def test_duitama_runs_alike_every_day_of_a_hundred_years(real_data: Path) -> None:
    found = basin([feed(real_data / "gtfs-informal" / "duitama_trufi_osm.gtfs.zip", 32618)])

    assert found.types.differences == {"duitama": "none"}
    called = found.passages["saturday"]
    assert called["run"].nunique() == 52 * 17 * 12, "52 trips, from 6 to 23 h, every 5 minutes"


@pytest.mark.parametrize(
    ("name", "n_single"),
    [
        ("accra_trotro_afd_2017", 0), ("addis_minibustaxi_gtfs", 68), ("alger_nouri_osm", 0),
        ("esteli_ni_osm2gtfs_ref", 0), ("freetown", 0), ("abidjan_osm2gtfs_ref", 0),
    ],
)  # fmt: skip
def test_informal_feeds_are_set_out(real_data: Path, name: str, n_single: int) -> None:
    town = feed(real_data / "gtfs-informal" / f"{name}.gtfs.zip", 3857)

    found = schedule(town.tables)

    assert found.n_single == n_single
    assert len(found.runs) >= len(found.trips)
    assert np.isfinite(found.runs["start"]).all()
