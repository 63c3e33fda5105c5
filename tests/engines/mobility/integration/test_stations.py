"""Stops that are the same, under one station."""

import pandas as pd
import pytest

from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.engines.mobility.integration.poles import poles
from beffroi.engines.mobility.integration.stations import Stations, under_stations
from tests.engines.mobility.integration.feeds import EPSG, text
from tests.formats.gtfs.feeds import typed

STOPS = (
    "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding\n"
    "a:1,Halles,47.65,-2.09,0,,0\na:2,Poste,47.66,-2.09,0,,0\n"
    "b:1,Les Halles,47.6502,-2.09,0,,1\n"
)
STATIONS = (
    "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding\n"
    "a:G,Gare,47.65,-2.09,1,,\na:1,Gare A,47.65,-2.09,0,a:G,0\na:2,Gare B,47.6501,-2.09,0,a:G,0\n"
    "b:G,Gare SNCF,47.65,-2.09,1,,1\nb:1,Gare,47.65,-2.0901,0,b:G,0\n"
    "b:E,Entrée,47.65,-2.0902,2,b:G,\n"
)


def tables(stops: str, **others: str) -> Tables:
    calls = "trip_id,stop_id,stop_sequence\nt,a:1,1\nt,b:1,2\n"
    texts = {"stops": stops, "stop_times": calls, **others}
    return {name: typed(name, held) for name, held in texts.items()}


def joined(held: Tables, *pairs: tuple[str, str]) -> Stations:
    same = pd.DataFrame({
        "stop_id": text(*(one for one, _ in pairs)), "twin_id": text(*(two for _, two in pairs)),
        "decision": ["same"] * len(pairs), "reason": ["score"] * len(pairs),
    })  # fmt: skip
    return under_stations(held, same, poles(held, epsg=EPSG))


def parents(made: Stations) -> dict[str, str | None]:
    stops = made.tables["stops"]
    known = stops["parent_station"].astype(object).where(stops["parent_station"].notna(), None)
    return dict(zip(stops["stop_id"], known, strict=True))


def test_stops_without_a_station_get_one_between_them() -> None:
    made = joined(tables(STOPS), ("a:1", "b:1"))

    assert parents(made) == {
        "a:1": "joined:a:1", "a:2": None, "b:1": "joined:a:1", "joined:a:1": None,
    }  # fmt: skip
    station = made.tables["stops"].iloc[-1]
    assert station["stop_name"] == "Halles"
    assert station["location_type"] == 1
    assert station["stop_lat"] == pytest.approx(47.6501)
    assert made.new == ("joined:a:1",)


def test_the_larger_station_takes_all_and_the_other_stays_without_stops() -> None:
    made = joined(tables(STATIONS), ("a:1", "b:1"))

    assert parents(made) == {
        "a:G": None, "a:1": "a:G", "a:2": "a:G", "b:G": None, "b:1": "a:G", "b:E": "a:G",
    }  # fmt: skip
    assert made.emptied == ("b:G",)
    assert made.new == ()


def test_what_a_stop_had_from_its_station_is_written_out() -> None:
    areas = "area_id,stop_id\nb:Z,b:G\n"
    transfers = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nb:G,b:9,2,120\n"

    made = joined(tables(STATIONS, stop_areas=areas, transfers=transfers), ("a:1", "b:1"))

    boarding = made.tables["stops"].set_index("stop_id")["wheelchair_boarding"]
    assert boarding["b:1"] == 1
    assert set(made.tables["stop_areas"]["stop_id"]) == {"b:G", "b:1"}
    assert made.tables["transfers"]["from_stop_id"].tolist() == ["b:1"]


def test_a_chain_too_long_to_be_one_place_is_left_apart() -> None:
    far = STOPS.replace("b:1,Les Halles,47.6502", "b:1,Les Halles,47.6552")

    made = joined(tables(far), ("a:1", "b:1"))

    assert made.twins["decision"].tolist() == ["doubtful"]
    assert made.twins["reason"].tolist() == ["wide"]
    assert made.tables["stops"]["parent_station"].isna().all()


def test_a_feed_that_knows_no_station_learns_of_them() -> None:
    bare = "stop_id,stop_name,stop_lat,stop_lon\na:1,Halles,47.65,-2.09\nb:1,Halles,47.65,-2.09\n"

    made = joined(tables(bare), ("a:1", "b:1"))

    stops = made.tables["stops"].set_index("stop_id")
    assert stops["location_type"].fillna(0).to_dict() == {"a:1": 0, "b:1": 0, "joined:a:1": 1}
    assert stops.loc["b:1", "parent_station"] == "joined:a:1"


def test_three_operators_share_one_station() -> None:
    three = STOPS + "c:1,Halles,47.6501,-2.09,0,,\n"

    made = joined(tables(three), ("a:1", "b:1"), ("b:1", "c:1"))

    assert {parents(made)[stop] for stop in ("a:1", "b:1", "c:1")} == {"joined:a:1"}


def test_nothing_happens_without_twins() -> None:
    held = tables(STOPS)

    made = joined(held)

    assert made.tables is held
    assert made.moves.empty


def test_a_transfer_of_a_platform_of_its_own_comes_before_its_station_s() -> None:
    transfers = (
        "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nb:G,a:9,2,120\nb:1,a:9,2,300\n"
    )

    made = joined(tables(STATIONS, transfers=transfers), ("a:1", "b:1")).tables["transfers"]

    assert made["min_transfer_time"].tolist() == [300]
