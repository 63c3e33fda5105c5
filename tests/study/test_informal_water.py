"""Rides over a drawn river become a line of boats, beside a line of vehicles on its bank."""

import shutil
from pathlib import Path

import geopandas as gpd
import gtfs_guru
import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.formats import gtfs, osm
from beffroi.study.informal_asked import Asked
from beffroi.study.informal_build import build
from beffroi.study.informal_built import Built

HERE = Plane(-54.03, 5.5)
EAST, WEST = np.array([-20.0, 0.0]), np.array([1_020.0, 100.0])
BANK = np.array([[-60.0, -1_000.0], [-60.0, 1_000.0]])
N = 260
RIDES = 6


def ridden(way: np.ndarray, noise: np.random.Generator) -> np.ndarray:
    share = np.clip((np.arange(N) - 30) / 200, 0, 1)[:, np.newaxis]
    return way[0] + (way[1] - way[0]) * share + noise.normal(0, 2, (N, 2))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("river")
    (folder / "rides").mkdir()
    noise, counts = np.random.default_rng(1), []
    for number in range(RIDES * 4):
        over = np.array([EAST, WEST]) if number % 2 == 0 else BANK
        way = over if number % 4 < 2 else over[::-1]
        lon, lat = HERE.degrees(ridden(way, noise))
        begin = pd.Timestamp("2026-01-05T10:00Z") + pd.Timedelta(minutes=10 * number)
        time = (begin + pd.to_timedelta(np.arange(N), unit="s")).strftime("%Y-%m-%dT%H:%M:%SZ")
        pd.DataFrame({"time": time, "lat": lat, "lon": lon}).to_csv(
            folder / "rides" / f"{number}.csv", index=False)  # fmt: skip
        counts.append((time[30], lon[30], lat[30]))
    pd.DataFrame(counts, columns=["time", "lon", "lat"]).to_csv(folder / "c.csv", index=False)
    lon, lat = HERE.degrees(np.array([[0, -5e3], [1e3, -5e3], [1e3, 5e3], [0, 5e3]]))
    river = gpd.GeoSeries([shapely.Polygon(np.column_stack([lon, lat]))], crs=4326)
    (folder / "river.geojson").write_text(river.to_json(), encoding="utf-8")
    lon, lat = HERE.degrees(WEST[np.newaxis])
    (folder / "stops.csv").write_text(
        f"id,lon,lat,fuseau,monnaie\nAlbina,{lon[0]},{lat[0]},America/Paramaribo,SRD\n",
        encoding="utf-8",
    )
    return build([folder / "rides"], folder / "out", Asked(
        stops=folder / "stops.csv", water=folder / "river.geojson", counts=(folder / "c.csv",),
        zone="America/Cayenne", begin="2026-12-01",
        url="https://collectivite.example"))  # fmt: skip


def test_who_crosses_the_river_goes_by_boat_and_who_follows_it_does_not(built: Built) -> None:
    modes = built.network.routes.set_index("route_id")["mode"]
    variants = built.network.variants
    crossing = variants.to_crs(32621).bounds.eval("maxx - minx") > 500

    assert sorted(modes) == ["bus", "ferry"]
    assert (variants["route_id"].map(modes).eq("ferry") == crossing).all()


def test_the_water_of_the_map_makes_boats_and_its_bridges_do_not(
    built: Built, tmp_path: Path
) -> None:
    # A street along the bank and a bridge, 2 km downstream, that rides take too.
    lon, lat = HERE.degrees(np.array([
        [0.0, -5e3], [1e3, -5e3], [1e3, 5e3], [0.0, 5e3],
        [-100.0, -2e3], [1_100.0, -2e3], *BANK,
    ]))  # fmt: skip
    nodes = pd.DataFrame({"id": range(1, 9), "lon": lon, "lat": lat, "tags": [None] * 8})
    ways = pd.DataFrame({
        "id": [1, 2, 3], "nodes": [[1, 2, 3, 4, 1], [5, 6], [7, 8]],
        "tags": [{"natural": "water", "water": "river"}, {"highway": "primary", "bridge": "yes"},
                 {"highway": "primary"}],
    })  # fmt: skip
    osm.write(tmp_path / "map.osm", nodes, ways, pd.DataFrame({"id": [], "members": [],
              "tags": []}), date="2026-01-01")  # fmt: skip
    rides = built.folder.parent / "rides"
    (tmp_path / "rides").mkdir()
    for number in range(8):
        shutil.copy(rides / f"{number}.csv", tmp_path / "rides")
    for number in range(2):
        lon, lat = HERE.degrees(ridden(np.array([[0.0, -2e3], [1e3, -2e3]]),
                                       np.random.default_rng(number)))  # fmt: skip
        table = pd.read_csv(rides / f"{number}.csv").assign(lon=lon, lat=lat)
        table.to_csv(tmp_path / "rides" / f"bridge{number}.csv", index=False)

    made = build([tmp_path / "rides"], tmp_path / "out", Asked(osm=tmp_path / "map.osm"))

    modes = made.network.variants["route_id"].map(
        made.network.routes.set_index("route_id")["mode"])  # fmt: skip
    middle = made.network.variants.to_crs(32621).bounds.eval("maxx - minx") > 500
    south = made.network.variants.bounds["miny"] < 5.49
    assert modes.tolist() == np.where(middle & ~south, "ferry", "bus").tolist()
    assert (middle & south).sum() == 1
    assert any("by boat: most of" in words.en for words in made.warnings)


def test_boats_call_at_landing_stages_alone(built: Built) -> None:
    network = built.network
    boats = network.variants.loc[
        network.variants["route_id"].map(network.routes.set_index("route_id")["mode"]) == "ferry",
        "variant_id"]  # fmt: skip
    calls = network.calls[network.calls["variant_id"].isin(boats)]
    stops = network.stops.set_index("stop_id").loc[calls["stop_id"]]

    waits = network.headways.loc[network.headways["variant_id"].isin(boats), "wait_s"]

    assert waits.notna().any()
    assert set(stops["source"]) == {"landing", "given"}
    assert stops.loc[stops["source"].eq("landing"), "name"].str.startswith("Débarcadère ").all()
    assert (calls.groupby("variant_id").size() == 2).all()
    assert not network.sections["variant_id"].isin(boats).any()


def test_the_feed_has_a_ferry_and_no_error(built: Built) -> None:
    feed = built.folder / "feed.zip"

    assert set(gtfs.read(feed).tables["routes"]["route_type"].astype(int)) == {3, 4}
    assert gtfs_guru.validate(str(feed)).error_count == 0


def test_the_other_bank_has_its_own_clock_and_money(built: Built) -> None:
    other = built.network.stops.set_index("name").loc["Albina"]
    written = gtfs.read(built.folder / "feed.zip").tables
    zones = [
        set(gtfs.read(feed).tables["stops"]["stop_timezone"].dropna())
        for feed in built.folder.glob("*.zip")
    ]
    netex = (built.folder / "netex.xml").read_text(encoding="utf-8")
    said = " ".join(words.en for words in built.warnings)

    assert (other["time_zone"], other["currency"]) == ("America/Paramaribo", "SRD")
    assert zones == [{"America/Paramaribo"}] * 4
    assert set(written["agency"]["agency_timezone"]) == {"America/Cayenne"}
    assert "<TimeZone>America/Paramaribo</TimeZone>" in netex
    assert "SRD is paid: all prices are in EUR" in said
