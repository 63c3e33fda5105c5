"""From files of rides to a network that can be published."""

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.comparison import compared
from beffroi.formats import gtfs, osm
from beffroi.foundation.errors import FaultyFileError, InputError, SettingsError
from beffroi.report import network_page
from beffroi.study.informal_asked import Asked
from beffroi.study.informal_build import as_json, build, told
from beffroi.study.informal_built import Built
from beffroi.study.informal_feeds import write
from beffroi.study.informal_networks import read
from beffroi.study.informal_simulation import Options, simulate
from beffroi.study.informal_stated import assumed
from beffroi.territory.informal import InformalNetwork
from beffroi.territory.informal_plan import Publisher
from beffroi.territory.rides import state
from tests.engines.informal.feeds import HERE, files
from tests.formats.gtfs.feeds import zipped

DEVICE = "PHONE-SECRET-4711"
HOME = (5.5101234, -54.0101234)
"""Where somebody lives: latitude, longitude. [°]"""


def home_ride() -> str:
    """Drive from a home to the crossing of the lines, alone."""
    steps = np.linspace(0.0, 1.0, 200)
    lat, lon = (HOME[0] + (5.5 - HOME[0]) * steps, HOME[1] + (-54.03 - HOME[1]) * steps)
    points = "".join(
        f'<trkpt lat="{lat[k]:.7f}" lon="{lon[k]:.7f}">'
        f"<time>2026-01-06T10:{k // 60:02d}:{k % 60:02d}Z</time></trkpt>"
        for k in range(len(steps))
    )
    return (f'<gpx version="1.1" creator="x"><trk><name>{DEVICE}</name><trkseg>{points}'
            "</trkseg></trk></gpx>")  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("build")
    options = Options(rides=16, sampling=2.0, noise=3.0, gaps=0, counts=True, fares=True, seed=3)
    simulate(zipped(folder, files()), folder / "drawn", options, form="csv")
    given = folder / "drawn" / "rides"
    (given / "home.gpx").write_text(home_ride(), encoding="utf-8")
    (given / "broken.gpx").write_text("<gpx><trk>", encoding="utf-8")
    (given / "few.csv").write_text("lat,lon\n5.5,-54.03\n", encoding="utf-8")
    asked = Asked(
        counts=(folder / "drawn" / "departures.csv",), fares=folder / "drawn" / "fares.csv",
        agency="Collectivité", zone="America/Cayenne", begin="2026-12-01",
        url="https://collectivite.example",
    )  # fmt: skip
    made = build([given], folder / "out", asked)
    network_page.write(made, made.folder / "index.html")
    return made


def test_a_map_names_stops_and_tells_the_ways_that_it_lacks(tmp_path: Path) -> None:
    simulate(zipped(tmp_path, files()), tmp_path / "drawn",
             Options(rides=8, sampling=5.0, gaps=0, detours=0, seed=1), form="csv")  # fmt: skip
    lon, lat = HERE.degrees(np.array([[-1600.0, 0.0], [0.0, 0.0], [1600.0, 0.0]]))
    nodes = pd.DataFrame({"id": [1, 2, 3], "lon": lon, "lat": lat, "tags": [None] * 3})
    ways = pd.DataFrame({
        "id": [1], "nodes": [[1, 2, 3]],
        "tags": [{"highway": "residential", "name": "Rue du Bac"}],
    })  # fmt: skip
    osm.write(tmp_path / "map.osm", nodes, ways, pd.DataFrame({"id": [], "members": [],
              "tags": []}), date="2026-01-01")  # fmt: skip

    made = build([tmp_path / "drawn" / "rides"], tmp_path / "out", Asked(osm=tmp_path / "map.osm"))

    # The street of line EW is on the map, that of line NS is not, but for where they cross.
    shares = sorted(made.network.variants["matched"])
    laid = made.network.variants[made.network.variants["matched"] > 0.9].geometry
    assert len(laid)
    assert all(np.abs(HERE.metres(*np.array(one.coords).T)[:, 1]).max() < 0.1 for one in laid)
    assert shares[1] < 0.1
    assert shares[2] > 0.7
    assert made.tracks is not None
    assert 1_400 < made.tracks["metres"].max() < 1_600
    assert 2_800 < made.tracks["metres"].nlargest(2).sum() < 3_200
    back = osm.read(tmp_path / "out" / "missing_tracks.osm").tables["streets"]
    assert (back["highway"] == "road").all()
    assert made.network.stops["name"].str.startswith("Rue du Bac").any()
    network_page.write(made, made.folder / "index.html")


def test_the_feed_is_near_the_network_the_rides_were_drawn_on(built: Built, tmp_path: Path) -> None:
    reference = gtfs.read(zipped(tmp_path, files())).tables

    found = compared(gtfs.read(built.folder / "feed.zip").tables, reference)

    assert found.variants.f1.value == 1.0
    assert found.routes.f1.value == 1.0
    assert found.stops.within[30].f1.value > 0.9
    assert found.shapes.mean.value < 6


def test_every_ride_is_accounted_for(built: Built) -> None:
    states = built.rides.set_index("file")["state"]
    by_file = {name: states[states.index.str.endswith(name)].tolist() for name in
               ("broken.gpx", "few.csv", "home.gpx")}  # fmt: skip

    assert by_file == {
        "broken.gpx": ["set_aside"], "few.csv": ["set_aside"], "home.gpx": ["provisional"],
    }  # fmt: skip
    assert built.rides["state"].eq("used").sum() == 16
    assert set(built.network.pieces["ride_id"]) <= set(built.rides["ride_id"])
    answer = as_json(built)
    assert sum(answer["rides"].values()) == len(built.rides) == len(answer["ride_states"])
    json.dumps(answer)
    listed = pd.read_csv(built.folder / "rides.csv")
    assert listed["file"].tolist() == built.rides["file"].tolist()


def test_what_is_said_of_a_ride_bears_out_its_state(tmp_path: Path) -> None:
    # Out and back along a street: the device first stood at the terminal for a while, silent after.
    begin, rows = pd.Timestamp("2026-01-05T10:00Z"), []
    for number in range(3):
        steps = np.concatenate([np.full(40, -2_900.0), np.linspace(-500.0, 1_500.0, 150)])
        lon, lat = HERE.degrees(np.column_stack([steps, 0 * steps]))
        clock = np.arange(190) * 2 + np.where(np.arange(190) < 40, 0, 900) + 3_600 * number
        time = (begin + pd.to_timedelta(clock, unit="s")).strftime("%Y-%m-%dT%H:%M:%SZ")
        rows.append(pd.DataFrame({"ride": number, "time": time, "lat": lat, "lon": lon}))
    pd.concat(rows).to_csv(tmp_path / "gap.csv", index=False)

    made = build([tmp_path / "gap.csv"], tmp_path / "out", Asked())

    assert made.network.pieces["reason"].str.contains("standing").sum() == 3
    assert made.rides["state"].eq("used").all()
    assert [state(said.split()) for said in made.rides["reason"]] == ["used"] * 3


def test_a_clock_that_jumps_tells_no_day(tmp_path: Path) -> None:
    lon, lat = HERE.degrees(np.column_stack([np.linspace(0.0, 2_000.0, 150), np.zeros(150)]))
    rows = []
    for number, jump in enumerate((0, 0, 400 * 86_400)):
        clock = np.arange(150) * 2 + np.where(np.arange(150) < 75, 0, jump) + 3_600 * number
        time = pd.Timestamp("2026-01-05T10:00Z") + pd.to_timedelta(clock, unit="s")
        rows.append(pd.DataFrame({"ride": number, "time": time, "lat": lat, "lon": lon}))
    pd.concat(rows).to_csv(tmp_path / "rides.csv", index=False)

    made = build([tmp_path / "rides.csv"], tmp_path / "out", Asked())

    assert made.rides["reason"].str.contains("clock").sum() == 1
    assert made.network.first_day == made.network.last_day == "2026-01-05"


def test_what_one_ride_alone_shows_is_not_in_the_timetables(built: Built) -> None:
    left = pd.read_csv(built.folder / "left_out.csv")

    assert left.loc[left["kind"] == "variant", "reason"].tolist() == ["provisional"]
    assert len(gtfs.read(built.folder / "feed.zip").tables["routes"]) == 2


def test_no_file_holds_a_device_or_a_home(built: Built) -> None:
    texts = []
    for path in sorted(built.folder.rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                texts += [archive.read(name).decode() for name in archive.namelist()]
        elif path.is_file():
            texts.append(path.read_bytes().decode("latin-1"))
    whole = "\n".join(texts)

    assert DEVICE not in whole
    assert "PHONE-0003" not in whole
    # The end is a home: nothing written lies within 100 m of it, shapes of lines included.
    network = built.network
    shapes = [np.array(list(shape.coords)) for shape in network.variants.geometry]
    stops = np.column_stack([network.stops.geometry.x, network.stops.geometry.y])
    points = np.concatenate([*shapes, stops])
    apart = np.hypot((points[:, 0] - HOME[1]) * np.cos(np.radians(5.5)), points[:, 1] - HOME[0])
    assert apart.min() * 111_195 > 100
    assert re.search(r"5\.5101\d*", whole) is None


def test_the_network_comes_back_from_its_folder(built: Built) -> None:
    assert len(read(built.folder).variants) == len(built.network.variants) == 5


def test_the_command_says_what_was_built(built: Built) -> None:
    said = [words.en for words in told(built)]

    assert said[0].startswith("Lines: 3; variants: 5; stops: ")
    assert said[1] == "Rides used: 16; provisional: 1; set aside: 2."
    assert all((built.folder / name).is_file() for name, _ in built.files)


def test_prices_and_headways_are_those_paid_and_counted(built: Built) -> None:
    network = built.network

    assert sorted(network.fares["price"].unique()) == [2.0, 3.0]
    known = network.headways[network.headways["headway_s"].notna()]
    assert len(known)
    assert known["headway_s"].median() == pytest.approx(600, rel=0.25)


def ways(network: InformalNetwork) -> dict[str, str]:
    """Find the variants of the lines drawn by the way in which they run."""
    made = {}
    for id_, shape in zip(network.variants["variant_id"], network.variants.geometry, strict=True):
        (x, y), (u, v) = shape.coords[0], shape.coords[-1]
        for key, along in (("EW0", u - x), ("EW1", x - u), ("NS0", v - y), ("NS1", y - v)):
            if along > 0.022:
                made[key] = str(id_)
    return made


def test_vehicles_met_waits_and_fleets_tell_headways_from_their_sheets(
    built: Built, tmp_path: Path
) -> None:
    drawn, network = built.folder.parent / "drawn", built.network
    truth = pd.read_csv(drawn / "truth" / "rides.csv")
    of = truth.groupby("trip_id")["ride_id"].agg(list)
    shown = ways(network)
    number = network.routes.set_index("route_id")["number"]
    line = number[network.variants.set_index("variant_id").loc[shown["NS0"], "route_id"]]
    # One vehicle each ten minutes, 375 s from end to end: 1.25 of those that come are met.
    sheets = {
        "met": ["trajet,croises", *(f"{one},{1 + rank % 2}" for rank, one in enumerate(of["EW0"]))],
        "waits": ["trajet,attente_min", *(f"{one},5" for one in of["NS0"])],
        "fleet": ["ligne,vehicules", f"{line},3"],
    }
    for name, rows in sheets.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    counts = tuple(tmp_path / f"{name}.csv" for name in sheets)
    made = build([drawn / "rides"], tmp_path / "out", Asked(counts=counts, zone="America/Cayenne"))

    known = made.network.headways.dropna(subset=["headway_s"])
    shown = ways(made.network)
    assert set(zip(known["variant_id"], known["method"], strict=True)) == {
        (shown["EW1"], "moving_observer"), (shown["NS0"], "waits"), (shown["NS1"], "cycle"),
    }  # fmt: skip
    mean = known.groupby("method")["headway_s"].mean()
    assert mean["moving_observer"] == pytest.approx(600, rel=0.5)
    assert mean["waits"] == pytest.approx(300 * 2 / 1.36, rel=0.3)
    assert (tmp_path / "out" / "feed.zip").exists()


def test_rides_that_cannot_be_read_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_text("<kml/>", encoding="utf-8")

    with pytest.raises(FaultyFileError):
        build([tmp_path / "a.gpx"], tmp_path / "out", Asked())
    assert not (tmp_path / "out").exists()


def test_one_ride_gives_a_network_without_a_timetable(tmp_path: Path) -> None:
    (tmp_path / "home.gpx").write_text(home_ride(), encoding="utf-8")

    made = build([tmp_path / "home.gpx"], tmp_path / "out", Asked())

    assert made.rides["state"].tolist() == ["provisional"]
    assert not (tmp_path / "out" / "feed.zip").exists()
    assert any("No timetable" in words.en for words in made.warnings)
    with pytest.raises(InputError, match="not empty"):
        build([tmp_path / "home.gpx"], tmp_path / "out", Asked())


def test_a_headway_that_the_authority_states_is_published_as_its_word(
    built: Built, tmp_path: Path
) -> None:
    network = replace(built.network, headways=built.network.headways.iloc[:0])
    publisher = Publisher("Collectivité", "https://collectivite.example.org")

    silent = write(network, tmp_path / "a", publisher, "2026-12-01", provisional=False)
    stated = write(network, tmp_path / "b", publisher, "2026-12-01", provisional=False,
                   assumed=assumed(15, "6-20"))  # fmt: skip

    assert not (tmp_path / "a" / "feed.zip").exists()
    assert any("No timetable" in words.en for words in silent.remarks)
    times = gtfs.read(tmp_path / "b" / "feed.zip").tables["frequencies"]
    assert set(times["headway_secs"].astype(int)) == {900}
    assert any("the authority's word" in words.en for words in stated.remarks)


def test_settings_are_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        build([tmp_path], tmp_path / "out", Asked(currency="e"))
