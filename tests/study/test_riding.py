"""Riding and sharing: a drawn town with its flows, and the hamlet without."""

import json
from pathlib import Path

import geopandas as gpd
import pytest

from beffroi.study import draw, new, run
from beffroi.study.workshop import RESULTS, Workshop
from tests.study.conftest import NOW

PROOFS = """journey_start_date;journey_start_insee;journey_end_insee;has_incentive
2026-05-01;{code};{code};OUI
2026-05-02;{code};01004;NON
"""
RULES = """
[[incentive]]
name = "Prime d'essai"
to = "driver"
per_trip = 2
per_km = 0
least_km = 0
most_km = "none"
cap = "none"
"""


@pytest.fixture(scope="module")
def drawn_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the room of mobility on a drawn town, with its invented flows."""
    folder = tmp_path_factory.mktemp("drawn")
    town = folder / "town"
    draw.write(town, 6_000, 1)
    files = {
        "osm": "town.osm.pbf", "grid": "carreaux_200m.csv", "bnlc": "bnlc.csv",
        "flows": "base-flux-mobilite-domicile-lieu-travail-2021.csv",
        "communes": "communes.json", "contours": "contours.geojson",
        "perimeter": "perimeter.geojson",
    }  # fmt: skip
    code = json.loads((town / "truth.json").read_text(encoding="utf-8"))["commune"]
    sources = {kind: (str(town / file),) for kind, file in files.items()}
    (town / "rpc.csv").write_text(PROOFS.format(code=code), encoding="utf-8")
    (town / "incitation.toml").write_text(RULES, encoding="utf-8")
    sources |= {"rides": (str(town / "rpc.csv"),), "incentives": (str(town / "incitation.toml"),)}
    study = folder / "study"
    new.new(study, commune=code, sources=sources, now=NOW)
    run.run(study, only=("mobility",), now=NOW)
    return study


def figures(study: Path) -> dict[str, dict]:
    room = json.loads((study / RESULTS / "mobility.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure for figure in room["figures"]}


def test_a_drawn_town_knows_its_quiet_trips(drawn_study: Path) -> None:
    found = figures(drawn_study)

    assert 0 < found["mobility.quiet_trips.shopping"]["value"] < 1
    assert found["mobility.quiet_commutes"]["date"] == "2021"
    assert found["mobility.links_people"]["value"] >= 0


def test_a_drawn_town_knows_its_axes(drawn_study: Path) -> None:
    found = figures(drawn_study)

    axes = gpd.read_parquet(drawn_study / RESULTS / "carpool_axes.parquet")
    assert found["mobility.carpool_axis"]["value"] == axes["commuters"].iloc[0]
    assert found["mobility.commuters_out"]["value"] > 0
    low, high = found["mobility.carpool_cost.usual"]["interval"]
    assert 0 < low < found["mobility.carpool_cost.usual"]["value"] < high


def test_a_drawn_town_counts_its_proofs_and_costs_its_own_scheme(drawn_study: Path) -> None:
    found = figures(drawn_study)

    assert found["mobility.carpool_rides"]["value"] == 2
    assert found["mobility.carpool_scheme_cost.usual"]["value"] > 0
    assert "rides" in gpd.read_parquet(drawn_study / RESULTS / "carpool_use.parquet")


def test_a_study_without_flows_does_not_invent_any(shop: Workshop) -> None:
    ids = {figure["id"] for figure in shop.document("mobility")["figures"]}

    assert "mobility.quiet_trips.shopping" in ids
    assert not any(id_.startswith(("mobility.carpool_axis", "mobility.commuters")) for id_ in ids)
    assert not (shop.folder / RESULTS / "flows.parquet").exists()
