"""`beffroi collect`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.towns import hamlet


def test_a_mirror_brings_what_is_missing_and_the_study_runs(
    beffroi: Callable, tmp_path: Path
) -> None:
    (tmp_path / "mirror" / "osm").mkdir(parents=True)
    hamlet.write_osm(tmp_path / "mirror" / "osm" / "hamlet.osm")
    beffroi("study", "new", "s", "--commune", "35236")

    came = beffroi("collect", "s", "--only", "osm", "--mirror", "mirror", "--json", "-")
    ran = beffroi("study", "run", "s")

    assert came.returncode == ran.returncode == 0, came.stderr + ran.stderr
    (source,) = json.loads(came.stdout)["sources"]
    assert source["state"] == "fetched"


def test_what_a_mirror_lacks_is_said_and_ends_with_code_two(
    beffroi: Callable, tmp_path: Path
) -> None:
    (tmp_path / "mirror").mkdir()
    beffroi("study", "new", "s", "--commune", "35236")

    ran = beffroi("collect", "s", "--only", "bnlc", "--mirror", "mirror")

    assert ran.returncode == 2
    assert "BNLC" in ran.stderr


def test_a_source_nobody_knows_is_refused(beffroi: Callable) -> None:
    beffroi("study", "new", "s", "--commune", "35236")

    ran = beffroi("collect", "s", "--only", "weather")

    assert ran.returncode == 2
    assert "weather" in ran.stderr
