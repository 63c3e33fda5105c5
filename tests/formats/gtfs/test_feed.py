"""A feed once read: its validity and its stops."""

from pathlib import Path

from beffroi.formats import gtfs
from beffroi.formats.gtfs.feed import publisher, validity
from beffroi.territory.tables import STOPS
from tests.formats.gtfs.feeds import MINIMAL, tables, zipped


def test_stops_are_those_of_the_house(tmp_path: Path) -> None:
    stops = gtfs.stops(gtfs.read(zipped(tmp_path, MINIMAL)), "tib")

    assert STOPS.faults(stops) == []
    assert stops["stop_id"].tolist() == ["tib:GARE", "tib:GARE1", "tib:HALLE", "tib:PORT"]
    assert stops["parent_station"].tolist()[1] == "tib:GARE"
    assert stops["parent_station"].isna().sum() == 3
    assert stops["location_type"].tolist() == [1, 0, 0, 0]
    assert stops["wheelchair_boarding"].isna().all()
    assert stops.geometry.iloc[3].coords[:] == [(-2.083, 47.648)]
    assert stops.crs == "EPSG:4326"


def test_a_node_without_coordinates_is_no_stop_on_the_map(tmp_path: Path) -> None:
    files = MINIMAL | {"stops.txt": MINIMAL["stops.txt"] + "N,Noeud,,,3,GARE\n"}

    stops = gtfs.stops(gtfs.read(zipped(tmp_path, files)), "tib")

    assert "tib:N" not in set(stops["stop_id"])


def test_validity_runs_from_the_first_to_the_last_day_of_service() -> None:
    assert validity(tables()) == ("2024-01-01", "2024-07-06")


def test_a_calendar_without_a_day_or_without_a_trip_does_not_count() -> None:
    calendar = MINIMAL["calendar.txt"].replace("1,1,1,1,1,0,0", "0,0,0,0,0,0,0")
    unused = calendar + "VAC,1,1,1,1,1,1,1,20200101,20291231\n"

    assert validity(tables({"calendar.txt": unused})) == ("2024-07-06", "2024-07-06")


def test_trips_without_a_day_have_no_validity() -> None:
    trips = "route_id,service_id,trip_id\nA,JAMAIS,A1\n"

    assert validity(tables({"trips.txt": trips})) == ("", "")


def test_a_feed_names_its_publisher_or_else_its_agencies(tmp_path: Path) -> None:
    plain = gtfs.read(zipped(tmp_path, MINIMAL))
    info = "feed_publisher_name,feed_publisher_url,feed_lang\nSyndicat,https://a.example,fr\n"

    named = gtfs.read(zipped(tmp_path, {**MINIMAL, "feed_info.txt": info}))

    assert publisher(plain) == ", ".join(plain.tables["agency"]["agency_name"])
    assert publisher(named) == "Syndicat"
