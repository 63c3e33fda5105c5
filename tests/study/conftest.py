"""A study of the hamlet, run once for the tests that only look at it."""

from pathlib import Path

import pytest

from beffroi.store import manifest, results
from beffroi.study import new, run, settings, workshop
from beffroi.study.workshop import Workshop
from tests.towns import hamlet

NOW = "2026-11-22T08:00:00+00:00"


@pytest.fixture(scope="session")
def hamlet_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a study of the hamlet with its bus and a perimeter in its middle."""
    folder = tmp_path_factory.mktemp("hamlet")
    sources = {
        "osm": (str(hamlet.write_osm(folder / "hamlet.osm")),),
        "gtfs": (str(hamlet.write_gtfs(folder / "bus.zip")),),
        "perimeter": (str(hamlet.write_perimeter(folder / "centre.geojson")),),
    }
    study = folder / "study"
    new.new(study, commune="35236", sources=sources, now=NOW)
    run.run(study, now=NOW)
    return study


def made(study: Path) -> Workshop:
    """Open a study that was run as its steps do."""
    return Workshop(
        study, settings.read(study), manifest.read(study), results.Results(study / workshop.RESULTS)
    )


@pytest.fixture
def shop(hamlet_study: Path) -> Workshop:
    """Open the hamlet's study as its steps do."""
    return made(hamlet_study)
