"""Flows of a study: read around the town, its communes placed."""

from pathlib import Path

import pytest

from beffroi.store.tables import read_table
from beffroi.study import new, run
from beffroi.study.workshop import RESULTS
from tests.study.conftest import NOW
from tests.towns import hamlet

FLUX = "CODGEO;LIBGEO;DCLT;L_DCLT;NBFLUX_C21_ACTOCC15P\n"
ROWS = "35236;Redon;35236;Redon;2000\n35236;Redon;85092;Fontenay;7\n44067;F;44109;N;9\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flows")
    (folder / "flux.csv").write_text(FLUX + ROWS, encoding="utf-8")
    sources = {
        "osm": (str(hamlet.write_osm(folder / "hamlet.osm")),),
        "flows": (str(folder / "flux.csv"),),
    }
    new.new(folder / "study", commune="35236", sources=sources, now=NOW)
    run.run(folder / "study", only=("mobility",), now=NOW)
    return folder / "study"


def test_only_flows_that_touch_the_town_are_kept(study: Path) -> None:
    assert read_table(study / RESULTS / "flows.parquet")["commuters"].tolist() == [2000, 7]


def test_towns_are_placed_without_outlines(study: Path) -> None:
    places = read_table(study / RESULTS / "flow_communes.parquet")

    assert set(places["commune"]) == {"35236", "85092"}
