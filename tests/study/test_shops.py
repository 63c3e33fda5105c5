"""The premises of a study: of the map, or of the register that was given."""

from pathlib import Path

import geopandas as gpd

from beffroi.formats import premises_layers
from beffroi.store import tables
from beffroi.study import run
from beffroi.study.new import new
from tests.towns import hamlet

NOW = "2026-11-22T10:00:00Z"


def figures(study: Path) -> dict[str, float | None]:
    told = tables.read_json(study / "results" / "commerce.json")
    return {figure["id"]: figure["value"] for figure in told["figures"]}


def premises(study: Path) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(tables.read_table(study / "results" / "premises.parquet"))


def test_a_study_takes_the_premises_of_its_map_or_of_its_register(tmp_path: Path) -> None:
    osm = str(hamlet.write_osm(tmp_path / "hamlet.osm"))
    new(tmp_path / "map", commune="35236", sources={"osm": (osm,)}, now=NOW)
    run.run(tmp_path / "map", only=("commerce",), now=NOW)
    of_map = premises(tmp_path / "map")
    own = of_map.to_crs(4326).assign(vacant_since="2020-01-01")
    streets = gpd.GeoDataFrame(tables.read_table(tmp_path / "map/results/streets.parquet"))
    path = tmp_path / "premises.gpkg"
    premises_layers.write(path, own, streets.to_crs(4326), about={"date": "2026-10-01"})

    sources = {"osm": (osm,), "register": (str(path),)}
    new(tmp_path / "register", commune="35236", sources=sources, now=NOW)
    run.run(tmp_path / "register", only=("commerce",), now=NOW)

    assert len(premises(tmp_path / "register")) == len(of_map)
    first, second = figures(tmp_path / "map"), figures(tmp_path / "register")
    assert first["commerce.premises_trading"] == second["commerce.premises_trading"]
    assert first["commerce.structural_vacancy"] is None
    assert second["commerce.structural_vacancy"] == 1.0
