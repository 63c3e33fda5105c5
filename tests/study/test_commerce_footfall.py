"""Footfall, from files to files."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.language import Words
from beffroi.study.commerce_footfall import footfall, run
from beffroi.study.commerce_footfall_band import band, described, hundredth
from beffroi.study.commerce_footfall_said import as_json, busiest, told, which_first
from beffroi.study.commerce_market import Asked
from tests.study.market_town import written


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(osm=written(tmp_path_factory.mktemp("footfall")))


def counts(folder: Path, n: int, *, power: float = 1.0) -> Path:
    """Count at the middle of stretches of the street, in proportion to what the model says."""
    streets = footfall(Asked(osm=written(folder))).streets
    draw, rows = np.random.default_rng(3), ["point,lon,lat,begins,ends,passers"]
    middles = gpd.GeoSeries(streets.geometry.interpolate(0.5, normalized=True)).to_crs(4326)
    for k in np.linspace(0, len(streets) - 1, n).astype(int):
        passed = draw.poisson(200 * streets["demand"].iloc[k] ** power * 0.02)
        place = middles.iloc[k]
        rows.append(f"P{k},{place.x:.6f},{place.y:.6f},2026-09-15T11:00,2026-09-15T13:00,{passed}")
    path = folder / "counts.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_people_walk_towards_the_shops(asked: Asked) -> None:
    done = footfall(asked)

    assert done.n_shops == 5
    assert done.streets["index"].max() == pytest.approx(100)
    assert np.allclose(done.streets["demand"], done.streets["inhabitants"])
    assert done.streets["passers"].isna().all()
    assert busiest(done, 5)["street"].tolist() == ["Rue"]
    assert any("--generators" in words.en for words in told(done))


def test_one_street_that_all_take_does_not_make_the_others_vanish() -> None:
    demand, length = np.array([9e6, 50.0, 40.0, 10.0, 0.0]), np.array([1.0, 30.0, 30.0, 60.0, 1e9])

    assert hundredth(demand, length) == 50.0
    assert hundredth(np.zeros(3), np.ones(3)) == 0.0


def test_generators_that_are_given_walk_too(asked: Asked) -> None:
    assert asked.osm is not None
    path = asked.osm.with_name("jobs.csv")
    path.write_text("id,lon,lat,weight\ngare,-2.0740,47.6501,50\nloin,2,48,9\n", "utf-8")
    done = footfall(asked, generators=path)

    row = done.origins.set_index("kind").loc["others"]
    assert (row["n"], row["walks"], row["lost"]) == (1, 50, 0)
    assert done.streets["others"].max() == pytest.approx(50, rel=0.5)


def test_counts_turn_the_index_into_passers_with_bounds(tmp_path: Path) -> None:
    path = counts(tmp_path, 8)
    done = run(Asked(osm=tmp_path / "town.osm"), tmp_path / "out", counts=path)

    assert done.files == ("footfall_streets.gpkg", "footfall_counts.csv")
    assert done.fit is not None
    assert done.fit.verdict == "fitted"
    assert (done.streets["low"] < done.streets["passers"]).all()
    assert (done.streets["passers"] < done.streets["high"]).all()
    assert len(pd.read_csv(tmp_path / "out" / "footfall_counts.csv")) == 8
    assert as_json(done)["fit"]["verdict"] == "fitted"


def test_fewer_than_five_points_leave_flows_relative(tmp_path: Path) -> None:
    done = footfall(Asked(osm=written(tmp_path)), counts=counts(tmp_path, 4))

    assert done.fit is not None
    assert done.fit.verdict == "too_few"
    assert done.streets["passers"].isna().all()
    assert any("five at least" in words.en for words in told(done))
    assert as_json(done)["fit"]["slope"] is None


def test_what_cannot_be_walked_is_refused(tmp_path: Path) -> None:
    road = tmp_path / "road.osm"
    road.write_text('<osm version="0.6"><node id="1" lat="47.65" lon="-2.08"/><node id="2" '
                    'lat="47.65" lon="-2.07"/><node id="3" lat="47.65" lon="-2.075"><tag k="shop" '
                    'v="bakery"/></node><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" '
                    'v="motorway"/></way></osm>', "utf-8")  # fmt: skip
    with pytest.raises(InputError, match="one can walk"):
        footfall(Asked(osm=road))
    with pytest.raises(SettingsError):
        footfall(Asked())


def test_a_street_that_is_busiest_by_what_is_supposed_alone_is_not_named() -> None:
    flows = {"inhabitants": np.array([10.0, 40.0, 1.0]), "car_parks": np.array([50.0, 0.0, 1.0])}
    found = band(flows, np.ones(3), ["Quai", "Rue", "Quai"])

    assert (found.top, found.tops) == (0, (0, 1))
    assert set(found.sways) == {"inhabitants", "car_parks"}
    assert found.index[0] == 100
    assert found.index[1] == pytest.approx(100 * 40 / 60)
    assert found.low[1] < found.index[1] < found.high[1] == 100


def test_a_street_that_stays_first_over_the_band_is_sure() -> None:
    flows = {"inhabitants": np.array([90.0, 10.0]), "car_parks": np.array([0.0, 10.0])}

    found = band(flows, np.ones(2), ["Quai", "Rue"])

    assert (found.tops, found.sways) == ((0,), ())


def test_one_kind_of_origin_leaves_the_index_as_it_is() -> None:
    found = band({"inhabitants": np.array([9.0, 3.0])}, np.ones(2), ["Quai", "Rue"])

    assert np.allclose(found.low, found.high)


def test_a_way_without_a_name_is_told_by_the_streets_at_its_ends() -> None:
    lines = [((0, 0), (0, 9)), ((0, 10), (50, 10)), ((52, 10), (52, 90))]
    streets = gpd.GeoDataFrame({"street": ["Quai", None, "Rue"]}, crs=2154,
                               geometry=[shapely.LineString(one) for one in lines])  # fmt: skip

    assert described(streets.iloc[1:2], streets)[0].en == (
        "a way without a name between Quai and Rue"
    )
    assert described(streets.iloc[1:2], streets.iloc[[0, 1]])[0].en.endswith("near Quai")
    assert described(streets.iloc[1:2], streets.iloc[1:2])[0].en == "a way without a name"


def test_a_stretch_that_one_car_park_makes_is_said_to_be(tmp_path: Path) -> None:
    path = written(tmp_path)
    park = ('<node id="900" lat="47.6501" lon="-2.0760"><tag k="amenity" v="parking"/>'
            '<tag k="capacity" v="900"/></node>')  # fmt: skip
    path.write_text(path.read_text("utf-8").replace("</osm>", park + "</osm>"), "utf-8")
    done = footfall(Asked(osm=path))

    assert busiest(done, 1)["one_park"].iloc[0] > 0.9
    assert any("come from one car park" in words.en for words in done.warnings)
    assert (done.streets["index_low"] < done.streets["index"]).any()
    alone = which_first(done)
    assert alone is not None
    assert "come from one car park" in alone.en
    shared = done.streets.assign(one_park=0.2)
    done = replace(done, streets=shared)
    unsure = replace(done, tops=(Words("Quai", "Quai"), Words("Rue", "Rue")), sways=("car_parks",))
    assert which_first(done) is None
    assert any("not known: by the walks supposed from car parks" in words.en
               for words in told(unsure))  # fmt: skip
    assert not as_json(unsure)["is_first_sure"]
