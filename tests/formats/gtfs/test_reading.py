"""Whole timetables, as published, damaged or wrong."""

import csv
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import gtfs
from beffroi.foundation.errors import (
    BeffroiError,
    FaultyFileError,
    HostileFileError,
    UnreadableFileError,
)
from tests.formats.gtfs.feeds import MINIMAL, zipped


def test_every_row_of_a_valid_feed_is_kept_and_typed(tmp_path: Path) -> None:
    feed = gtfs.read(zipped(tmp_path, MINIMAL))

    assert feed.n_rows == {name: len(table) for name, table in feed.tables.items()}
    assert feed.tables["stop_times"]["departure_time"].tolist()[-1] == 25 * 3600 + 600
    assert feed.tables["stop_times"]["arrival_time"].isna().sum() == 1
    assert (feed.begin, feed.end) == ("2024-01-01", "2024-07-06")
    assert feed.warnings == ()


def test_a_folder_reads_as_the_archive_of_its_files(tmp_path: Path) -> None:
    for name, text in MINIMAL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    feed = gtfs.read(tmp_path)

    assert feed.n_rows["stop_times"] == 5


def test_a_feed_without_stop_times_is_refused(tmp_path: Path) -> None:
    files = {name: text for name, text in MINIMAL.items() if name != "stop_times.txt"}

    with pytest.raises(FaultyFileError, match=r"absent or empty: stop_times\.txt \(found: agency"):
        gtfs.read(zipped(tmp_path, files))


def test_a_feed_whose_stop_times_have_no_row_is_refused(tmp_path: Path) -> None:
    header = MINIMAL["stop_times.txt"].splitlines()[0]

    with pytest.raises(FaultyFileError, match=r"stop_times\.txt holds no usable row"):
        gtfs.read(zipped(tmp_path, MINIMAL | {"stop_times.txt": header}))


def test_all_faults_of_a_feed_are_told_at_once(tmp_path: Path) -> None:
    times = MINIMAL["stop_times.txt"].replace("25:10:00,25:10:00", "25:61:00,8h30")
    trips = MINIMAL["trips.txt"].replace("B,SAM", "C,SAM")

    with pytest.raises(FaultyFileError) as caught:
        gtfs.read(zipped(tmp_path, MINIMAL | {"stop_times.txt": times, "trips.txt": trips}))

    assert len(caught.value.faults) == 3
    assert "line 6 '25:61:00'" in caught.value.faults[0].en
    assert "line 6 '8h30'" in caught.value.faults[1].en
    assert "route_id is absent from routes.txt: line 3 'C'" in caught.value.faults[2].en


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_keep_the_accents(tmp_path: Path, encoding: str) -> None:
    files = {name: text.encode(encoding) for name, text in MINIMAL.items()}

    feed = gtfs.read(zipped(tmp_path, files))

    assert feed.tables["agency"]["agency_name"].tolist() == ["Réseau TIB"]
    assert bool(feed.warnings) == (encoding != "utf-8-sig")


def test_space_padded_numbers_are_read_and_told(tmp_path: Path) -> None:
    stops = MINIMAL["stops.txt"].replace("47.648,-2.083", " 47.648 ,  -2.083")

    feed = gtfs.read(zipped(tmp_path, MINIMAL | {"stops.txt": stops}))

    assert feed.tables["stops"]["stop_lon"].tolist()[-1] == -2.083
    assert [w.en for w in feed.warnings] == ["stops.txt: 2 cells padded with spaces, removed."]


def test_zones_of_service_on_demand_stand_in_for_stops(tmp_path: Path) -> None:
    zone = (
        '{"type": "FeatureCollection", "features": [{"id": "Z", "type": "Feature", "properties": '
        '{"stop_name": "Bourg"}, "geometry": {"type": "Point", "coordinates": [-2, 47]}}]}'
    )
    windows = (
        "trip_id,location_id,stop_sequence,start_pickup_drop_off_window,end_pickup_drop_off_window\n"
        "A1,Z,1,08:00:00,12:00:00\nB1,Z,1,08:00:00,12:00:00\n"
    )
    files = MINIMAL | {"locations.geojson": zone, "stop_times.txt": windows}
    del files["stops.txt"]

    feed = gtfs.read(zipped(tmp_path, files))

    assert feed.tables["locations"]["stop_name"].tolist() == ["Bourg"]
    assert gtfs.stops(feed, "tad").empty


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    path.write_text("<html>404</html>")

    with pytest.raises(UnreadableFileError, match="not a ZIP archive"):
        gtfs.read(path)


def test_an_archive_that_climbs_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HostileFileError, match="points outside"):
        gtfs.read(zipped(tmp_path, MINIMAL | {"../stops.txt": "stop_id"}))


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """Flip, drop, repeat or cut some bytes."""
    held = bytearray(raw)
    for _ in range(rng.randint(1, 5)):
        place = rng.randrange(len(held) or 1)
        length = rng.randint(1, 40)
        change = rng.choice(["flip", "drop", "insert", "cut"])
        if change == "flip":
            held[place : place + 1] = bytes([rng.randrange(256)])
        elif change == "drop":
            del held[place : place + length]
        elif change == "insert":
            held[place:place] = rng.choice(
                [b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b";;", b" "]
            )
        elif rng.random() < 0.2:
            del held[place:]
    return bytes(held)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_archive_is_refused_in_words_or_read(tmp_path: Path, seed: int) -> None:
    path = zipped(tmp_path, MINIMAL)
    path.write_bytes(damaged(path.read_bytes(), random.Random(seed)))

    try:
        n_rows = gtfs.read(path).n_rows
    except BeffroiError as error:
        said = str(error)
    else:
        said = f"{path}: {n_rows}"

    assert said.startswith(str(path))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(MINIMAL)))
def test_damaged_text_is_refused_in_words_or_every_row_is_accounted_for(
    tmp_path: Path, seed: int, name: str
) -> None:
    text = damaged(MINIMAL[name].encode(), random.Random(seed))

    try:
        feed = gtfs.read(zipped(tmp_path, MINIMAL | {name: text}))
    except BeffroiError:
        return
    aside = {table: len(rows) for table, rows in feed.set_aside.items()}

    assert all(n == len(feed.tables[t]) + aside.get(t, 0) for t, n in feed.n_rows.items())


REAL = (
    "gtfs/lons_le_saunier_tallis_2024-07",
    "gtfs/perigueux_perimouv_2025-12",
    "gtfs-informal/abidjan_osm2gtfs_ref",
    "gtfs-informal/accra_trotro_afd_2017",
    "gtfs-informal/addis_minibustaxi_gtfs",
    "gtfs-informal/alger_nouri_osm",
    "gtfs-informal/duitama_trufi_osm",
    "gtfs-informal/esteli_ni_osm2gtfs_ref",
    "gtfs-informal/freetown",
)


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_every_row_of_a_published_feed_is_accounted_for(real_data: Path, name: str) -> None:
    path = real_data / f"{name}.gtfs.zip"

    feed = gtfs.read(path)
    kept = {
        table: len(frame) + len(feed.set_aside.get(table, ()))
        for table, frame in feed.tables.items()
    }

    assert kept == feed.n_rows == counted(path)


@pytest.mark.real
def test_the_timetables_of_two_towns_hold_what_their_publishers_say(real_data: Path) -> None:
    lons, perigueux = (gtfs.read(real_data / f"{name}.gtfs.zip") for name in REAL[:2])

    assert [len(lons.tables[t]) for t in ("routes", "stops", "trips")] == [6, 232, 249]
    assert [len(perigueux.tables[t]) for t in ("routes", "stops", "trips")] == [79, 1320, 2012]
    assert (perigueux.tables["routes"]["route_type"] == 712).sum() == 43
    assert perigueux.tables["shapes"]["shape_id"].nunique() == 217
    assert (perigueux.begin, perigueux.end) == ("2025-10-21", "2026-01-04")


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_a_published_feed_written_and_read_again_is_the_same(
    real_data: Path, tmp_path: Path, name: str
) -> None:
    feed = gtfs.read(real_data / f"{name}.gtfs.zip")

    gtfs.write(feed, tmp_path / "again.zip")
    again = gtfs.read(tmp_path / "again.zip")

    assert all(frame.equals(again.tables[table]) for table, frame in feed.tables.items())


def counted(path: Path) -> dict[str, int]:
    """Count the rows of each file with Python's own reader of comma-separated values."""
    with zipfile.ZipFile(path) as archive:
        return {
            Path(name).stem: sum(
                1 for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))) if row
            )
            - 1
            for name in archive.namelist()
        }
