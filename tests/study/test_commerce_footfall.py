"""Footfall, from files to files."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.commerce_footfall import footfall, run
from beffroi.study.commerce_footfall_said import as_json, busiest, told
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
