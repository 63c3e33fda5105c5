"""Timetables merged from file to file."""

import json
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.missed import missed_connections
from beffroi.formats import gtfs, stop_review
from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.study import feed_merging
from beffroi.study.feed_merging import IDENTIFIERS, as_json, merge, told
from tests.engines.mobility.integration.feeds import BUS, COACH
from tests.formats.gtfs.feeds import zipped

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "gtfs"
LONS, PERIGUEUX = "lons_le_saunier_tallis_2024-07.gtfs.zip", "perigueux_perimouv_2025-12.gtfs.zip"
OSM = """<osm version="0.6" timestamp="2026-01-01T00:00:00Z">
<node id="1" lat="47.6490" lon="-2.0900"/><node id="2" lat="47.6610" lon="-2.0900"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
"""


def packed(folder: Path, files: dict[str, str], name: str) -> Path:
    return zipped(folder, {f"{table}.txt": text for table, text in files.items()}, name)


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    """Write the two small networks."""
    return [packed(tmp_path, BUS, "Réseau TIB.gtfs.zip"), packed(tmp_path, COACH, "cars.zip")]


def test_every_identifier_of_the_reference_is_known() -> None:
    assert IDENTIFIERS["stops"] == ("stop_id", "zone_id", "parent_station", "level_id")
    assert IDENTIFIERS["locations"] == ("id",)
    assert "record_id" in IDENTIFIERS["translations"]
    assert {"pickup_booking_rule_id", "location_group_id"} <= set(IDENTIFIERS["stop_times"])


def test_two_files_give_one_that_can_be_read(pair: list[Path], tmp_path: Path) -> None:
    done = merge(pair, tmp_path / "merged.zip", today="2026-01-01")

    again = gtfs.read(tmp_path / "merged.zip")
    assert again.set_aside == {}
    assert again.tables["trips"]["trip_id"].tolist() == ["reseau-tib:1", "cars:1"]
    assert done.files == {"reseau-tib": "Réseau TIB.gtfs.zip", "cars": "cars.zip"}
    assert done.counts["lost"].sum() == 0


def test_the_same_files_give_the_same_bytes(pair: list[Path], tmp_path: Path) -> None:
    for name in ("1.zip", "2.zip"):
        merge(pair, tmp_path / name, keys=("bus", "car"))

    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_people_walk_along_the_map(pair: list[Path], tmp_path: Path) -> None:
    (tmp_path / "a.osm").write_text(OSM, encoding="utf-8")

    done = merge(pair, tmp_path / "merged.zip", osm_path=tmp_path / "a.osm")

    assert set(done.merged.transfers["by"]) == {"streets"}
    assert done.merged.off_streets == 1


def test_it_is_told_in_french_with_every_count(pair: list[Path], tmp_path: Path) -> None:
    said = [words.fr for words in told(merge(pair, tmp_path / "m.zip", today="2026-03-01"))]

    assert "2 courses dans m.zip (2 avant\u00a0: 1 reseau-tib + 1 cars), rien n’est perdu." in said
    assert any(line.startswith("2 paires d’arrêts") for line in said)
    assert any("15 jours où tous circulent" in line for line in said)
    assert any("cars\u00a0: périmé" in line for line in said)
    assert any("vol d’oiseau, multipliés par 1,3" in line for line in said)


def test_the_answer_in_json_holds_all(pair: list[Path], tmp_path: Path) -> None:
    answer = as_json(merge(pair, tmp_path / "m.zip", keys=("tib", "bleus")))

    back = json.loads(json.dumps(answer, allow_nan=False))
    assert back["counts"][0]["lost"] == 0
    assert back["feeds"][1]["file"] == "cars.zip"
    assert back["calendar"]["window"] == ["2026-01-12", "2026-01-30"]
    assert {twin["decision"] for twin in back["twins"]} <= {"same", "doubtful", "different"}
    assert back["stations"]["made"] == ["joined:bleus:3"]


def test_a_person_s_answers_come_before_the_scores(pair: list[Path], tmp_path: Path) -> None:
    stops = COACH["stops"].replace("PLACE SAINT MICHEL,47.65510", "Halles,47.65501")
    pair[1] = packed(tmp_path, COACH | {"stops": stops}, "cars.zip")
    review = tmp_path / "review.csv"
    merge(pair, tmp_path / "1.zip", keys=("bus", "car"), review=review)
    lines = review.read_text(encoding="utf-8").splitlines()
    review.write_text(
        "\n".join([lines[0], *(line + "oui" for line in lines[1:])]), encoding="utf-8"
    )

    done = merge(pair, tmp_path / "2.zip", keys=("bus", "car"), reviewed=review)

    assert len(lines) == 2
    assert "car:3" in done.merged.stations.moves["stop_id"].tolist()


@pytest.mark.parametrize(
    ("keys", "said"),
    [(("a",), "give one for each"), (("a", "a"), "cannot have one key"), (("a", "é"), "be used")],
)
def test_keys_that_do_not_fit_are_refused(
    keys: tuple[str, ...], said: str, pair: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        merge(pair, tmp_path / "m.zip", keys=keys)

    assert not (tmp_path / "m.zip").exists()


def test_a_timetable_is_never_written_over_what_it_was_made_of(pair: list[Path]) -> None:
    before = pair[0].read_bytes()

    with pytest.raises(InputError, match="another name"):
        merge(pair, pair[0])

    assert pair[0].read_bytes() == before


def test_an_answer_about_stops_that_are_far_apart_is_told(pair: list[Path], tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    headings = ";".join(stop_review.HEADINGS.values())
    review.write_text(f"{headings}\nbus:3;car:1;;;;;;oui\n", encoding="utf-8")

    done = merge(pair, tmp_path / "m.zip", keys=("bus", "car"), reviewed=review)

    assert "1 answer is about stops that are not near" in done.warnings[0].en


def test_zones_and_fares_of_two_operators_stand_side_by_side(tmp_path: Path) -> None:
    on_demand = COACH | {
        "stop_times": "trip_id,location_id,stop_sequence,start_pickup_drop_off_window,"
        "end_pickup_drop_off_window,pickup_booking_rule_id\n"
        "1,Z,1,08:00:00,18:00:00,B\n1,Z,2,08:00:00,18:00:00,B\n",
        "booking_rules": "booking_rule_id,booking_type\nB,1\n",
        "fare_attributes": "fare_id,price,currency_type,payment_method,transfers\nT,2.00,EUR,0,0\n",
    }
    zone = (
        '{"type": "FeatureCollection", "features": [{"id": "Z", "type": "Feature", "properties":'
        '{"stop_name": "Bourg"}, "geometry": {"type": "Polygon", "coordinates":'
        "[[[-2.1, 47.6], [-2.0, 47.6], [-2.0, 47.7], [-2.1, 47.6]]]}}]}"
    )
    files = {f"{table}.txt": text for table, text in on_demand.items()}
    paths = [
        zipped(tmp_path, files | {"locations.geojson": zone}, name) for name in ("a.zip", "b.zip")
    ]

    done = merge(paths, tmp_path / "m.zip")

    tables = gtfs.read(tmp_path / "m.zip").tables
    assert tables["locations"]["id"].tolist() == ["a:Z", "b:Z"]
    assert tables["stop_times"]["pickup_booking_rule_id"].tolist() == ["a:B"] * 2 + ["b:B"] * 2
    assert tables["fare_rules"]["route_id"].tolist() == ["a:A", "b:A"]
    assert done.counts["lost"].sum() == 0


def test_one_file_alone_is_refused(pair: list[Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two or more"):
        merge(pair[:1], tmp_path / "m.zip")


@pytest.mark.parametrize("content", ["", "stop_id\n"])
def test_a_broken_file_is_refused_and_nothing_is_written(
    content: str, pair: list[Path], tmp_path: Path
) -> None:
    broken = packed(tmp_path, COACH | {"stop_times": content}, "broken.zip")

    with pytest.raises((FaultyFileError, UnreadableFileError)):
        merge([*pair, broken], tmp_path / "m.zip")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Réseau TIB.gtfs.zip", "broken.zip", "cars.zip",
    ]  # fmt: skip


def test_what_was_there_stays_when_a_merge_is_refused(pair: list[Path], tmp_path: Path) -> None:
    (tmp_path / "m.zip").write_text("before", encoding="utf-8")
    abroad = COACH | {"agency": COACH["agency"].replace("Europe/Paris", "America/Cayenne")}

    with pytest.raises(InputError, match="timezone"):
        merge([pair[0], packed(tmp_path, abroad, "abroad.zip")], tmp_path / "m.zip")

    assert (tmp_path / "m.zip").read_text(encoding="utf-8") == "before"


def test_a_file_merged_with_itself_is_twice_itself(pair: list[Path], tmp_path: Path) -> None:
    done = merge([pair[0], pair[0]], tmp_path / "m.zip")

    assert list(done.files) == ["reseau-tib", "reseau-tib-2"]
    assert len(gtfs.read(tmp_path / "m.zip").tables["trips"]) == 2


NAMES = st.lists(st.text(max_size=12).filter(lambda name: "/" not in name), min_size=2, max_size=5)


@given(NAMES)
def test_keys_made_from_names_are_never_alike(names: list[str]) -> None:
    keys = feed_merging._made_keys([Path(f"{name}.zip") for name in names])

    assert all(one != other for one, other in combinations(keys, 2))


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="../shared/data is absent")
def test_two_real_networks_lose_no_trip(tmp_path: Path) -> None:
    parents = [gtfs.read(REAL / name) for name in (LONS, PERIGUEUX)]

    done = merge([REAL / LONS, REAL / PERIGUEUX], tmp_path / "m.zip", keys=("tallis", "perimouv"))

    again = gtfs.read(tmp_path / "m.zip")
    for table in ("routes", "trips", "stop_times", "stops", "calendar", "calendar_dates"):
        assert len(again.tables[table]) == sum(len(feed.tables[table]) for feed in parents)
    assert len(again.tables["trips"]) == 249 + 2012
    assert done.counts["lost"].sum() == 0
    assert again.set_aside == {}
    assert len(done.merged.twins) == 0


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="../shared/data is absent")
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32 - 1))
def test_a_real_network_split_by_lines_is_whole_again(tmp_path: Path, seed: int) -> None:
    whole = gtfs.read(REAL / LONS)
    sides = whole.tables["routes"]["route_id"].sample(frac=0.5, random_state=seed % 2**31)
    for name, is_side in (("a", True), ("b", False)):
        gtfs.write(_lines(whole.tables, sides, is_side=is_side), tmp_path / f"{name}.zip")

    done = merge([tmp_path / "a.zip", tmp_path / "b.zip"], tmp_path / "m.zip")

    again = gtfs.read(tmp_path / "m.zip").tables
    assert _times(again, keyed=True).equals(_times(whole.tables, keyed=False))
    assert done.merged.twins["decision"].eq("same").any()


def _lines(tables: dict[str, pd.DataFrame], sides: pd.Series, *, is_side: bool) -> dict:
    routes = tables["routes"][tables["routes"]["route_id"].isin(sides) == is_side]
    trips = tables["trips"][tables["trips"]["route_id"].isin(routes["route_id"])]
    calls = tables["stop_times"][tables["stop_times"]["trip_id"].isin(trips["trip_id"])]
    return tables | {"routes": routes, "trips": trips, "stop_times": calls}


def _times(tables: dict[str, pd.DataFrame], *, keyed: bool) -> pd.DataFrame:
    columns = ["trip_id", "stop_sequence", "stop_id", "arrival_time", "departure_time"]
    times = tables["stop_times"][columns]
    if keyed:
        own = {c: times[c].str.replace(r"^[ab]:", "", regex=True) for c in ("trip_id", "stop_id")}
        times = times.assign(**own)
    return times.sort_values(["trip_id", "stop_sequence"], ignore_index=True)


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="../shared/data is absent")
def test_missed_connections_of_a_real_network_are_close_and_last(tmp_path: Path) -> None:
    merge([REAL / LONS, REAL / PERIGUEUX], tmp_path / "m.zip", keys=("tallis", "perimouv"))
    tables = gtfs.read(tmp_path / "m.zip").tables
    tables["stop_times"] = gtfs.interpolated(tables["stop_times"])

    found = missed_connections(tables, {"saturday": "2025-11-08"})

    assert len(found) > 0
    assert found["minutes"].between(0, 10, inclusive="right").all()
    gap = found["next_departure"] - found["departure"]
    assert (gap.isna() | (gap >= 1800)).all()
