"""Timetables written, and read again."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import gtfs
from beffroi.foundation.errors import FaultyFileError, ShapeError
from tests.formats.gtfs.feeds import MINIMAL, tables, zipped

EVERYTHING = MINIMAL | {
    "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled\n"
    "S,47.1234567,-2.1,0,0\nS,47.2,-2.100000001,1,1200.5\n",
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs,exact_times\n"
    "A1,05:00:00,26:30:00,600,0\n",
    "fare_attributes.txt": "fare_id,price,currency_type,payment_method,transfers\n"
    'T,1.50,EUR,0,\n"a ""b"", c",0,EUR,1,1\n',
    "feed_info.txt": "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,note\n"
    "TIB,https://tib.example,fr,20240101, libre \n",
    "locations.geojson": '{"type": "FeatureCollection", "features": [{"id": "Z", "type": "Feature",'
    '"properties": {"stop_name": "Été"}, "geometry": {"type": "Point", "coordinates": [-2, 47]}}]}',
}


def test_what_is_written_is_read_again_the_same(tmp_path: Path) -> None:
    feed = gtfs.read(zipped(tmp_path, EVERYTHING))

    gtfs.write(feed, tmp_path / "again.zip")
    again = gtfs.read(tmp_path / "again.zip")

    assert list(again.tables) == list(feed.tables)
    assert all(frame.equals(again.tables[name]) for name, frame in feed.tables.items())
    assert again.warnings == ()


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    feed = gtfs.read(zipped(tmp_path, EVERYTHING))

    gtfs.write(feed, tmp_path / "1.zip")
    gtfs.write(dict(reversed(feed.tables.items())), tmp_path / "2.zip")

    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_a_file_is_written_as_the_reference_asks(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"

    gtfs.write(tables(), path)

    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            "agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt",
            "calendar_dates.txt",
        ]  # fmt: skip
        lines = archive.read("stop_times.txt").decode().splitlines()
    assert lines[0] == "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
    assert lines[1] == "A1,07:30:00,07:30:00,GARE1,1"
    assert lines[2] == "A1,,,HALLE,2"
    assert lines[5] == "B1,25:10:00,25:10:00,GARE1,2"


def test_a_text_on_two_lines_is_written_on_one(tmp_path: Path) -> None:
    held = tables()
    held["agency"]["agency_name"] = "Réseau\r\nTIB"

    gtfs.write(held, tmp_path / "feed.zip")

    assert gtfs.read(tmp_path / "feed.zip").tables["agency"]["agency_name"].tolist() == [
        "Réseau TIB"
    ]


def test_an_invalid_feed_is_not_written(tmp_path: Path) -> None:
    held = tables()
    held["trips"] = held["trips"].head(1)

    with pytest.raises(FaultyFileError, match=r"stop_times\.txt: trip_id absent from trips\.txt"):
        gtfs.write(held, tmp_path / "feed.zip")

    assert list(tmp_path.iterdir()) == []


def test_a_table_outside_the_reference_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match="no table named drivers"):
        gtfs.write(tables() | {"drivers": pd.DataFrame()}, tmp_path / "feed.zip")


def test_a_column_of_the_wrong_kind_is_refused(tmp_path: Path) -> None:
    held = tables()
    held["routes"]["route_type"] = "autobus"

    with pytest.raises(ShapeError, match="Column route_type of table routes cannot be written"):
        gtfs.write(held, tmp_path / "feed.zip")

    assert list(tmp_path.iterdir()) == []


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
    max_size=9,
).filter(lambda text: text == text.strip() and not text.startswith("\ufeff"))
times = st.none() | st.integers(0, 200_000)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(printable, min_size=2, max_size=4, unique=True),
    places=st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=4, max_size=4),
    clock=st.lists(times, min_size=4, max_size=4),
)
def test_any_feed_survives_being_written_and_read(
    tmp_path: Path,
    names: list[str],
    places: list[tuple[float, float]],
    clock: list[int | None],
) -> None:
    held = tables()
    n_stops = len(names)
    held["stops"] = pd.DataFrame(
        {
            "stop_id": pd.Series(names, dtype="string"),
            "stop_name": pd.Series(names[::-1], dtype="string"),
            "stop_lat": pd.Series([lat for lat, _ in places[:n_stops]], dtype="Float64"),
            "stop_lon": pd.Series([lon for _, lon in places[:n_stops]], dtype="Float64"),
        }
    )
    held["stop_times"] = pd.DataFrame(
        {
            "trip_id": pd.Series(["A1"] * n_stops, dtype="string"),
            "stop_id": pd.Series(names, dtype="string"),
            "stop_sequence": pd.Series(range(n_stops), dtype="Int64"),
            "arrival_time": pd.Series(clock[:n_stops], dtype="Int64"),
        }
    )

    gtfs.write(held, tmp_path / "feed.zip")
    read = gtfs.read(tmp_path / "feed.zip").tables

    assert all(frame.equals(read[name]) for name, frame in held.items())
