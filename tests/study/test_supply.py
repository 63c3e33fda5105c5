"""Supply: what a study lacks comes in from a mirror, and is named in its settings."""

from pathlib import Path

import pytest

from beffroi.study import new, run, settings
from beffroi.study.supply import supplied
from tests.towns import hamlet

NOW = "2026-11-22T08:00:00+00:00"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """Make a folder laid out as a mirror: a folder for each source."""
    folder = tmp_path / "mirror"
    for name in ("osm", "gtfs"):
        (folder / name).mkdir(parents=True)
    hamlet.write_osm(folder / "osm" / "hamlet.osm")
    hamlet.write_gtfs(folder / "gtfs" / "bus.zip")
    return folder


def test_a_study_with_nothing_but_a_commune_becomes_one_that_runs(
    tmp_path: Path, mirror: Path
) -> None:
    study = tmp_path / "study"
    new.new(study, commune="35236", sources={}, now=NOW)

    outcomes = supplied(study, now=NOW, wanted=("osm", "gtfs"), mirror=str(mirror))
    run.run(study, now=NOW)

    assert [outcome.state for outcome in outcomes] == ["fetched", "fetched"]
    given = settings.read(study)
    assert given.sources["osm"][0].startswith("inputs/")
    assert len(given.sources["gtfs"]) == 1


def test_comments_of_the_settings_are_kept(tmp_path: Path, mirror: Path) -> None:
    study = tmp_path / "study"
    new.new(study, commune="35236", sources={}, now=NOW)

    supplied(study, now=NOW, wanted=("osm",), mirror=str(mirror))

    assert "# main_street" in (study / "study.toml").read_text(encoding="utf-8")


def test_a_source_that_the_mirror_lacks_does_not_stop_the_others(
    tmp_path: Path, mirror: Path
) -> None:
    study = tmp_path / "study"
    new.new(study, commune="35236", sources={}, now=NOW)

    outcomes = supplied(study, now=NOW, wanted=("bnls", "osm"), mirror=str(mirror))

    assert [outcome.state for outcome in outcomes] == ["failed", "fetched"]
    assert outcomes[0].words.fr
    assert "bnls" not in settings.read(study).sources


def test_a_town_known_by_heart_needs_no_register(tmp_path: Path, mirror: Path) -> None:
    study = tmp_path / "study"
    new.new(study, commune="35236", sources={}, now=NOW)

    asked = {outcome.source for outcome in supplied(study, now=NOW, mirror=str(mirror))}

    assert "osm" in asked
    assert not asked & {"communes", "epci", "programmes", "ort"}
