"""`beffroi informal`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engines.informal.feeds import files
from tests.formats.gtfs.feeds import zipped


def test_rides_are_drawn_and_a_feed_is_compared(beffroi: Callable, tmp_path: Path) -> None:
    zipped(tmp_path, files(), "a.zip")

    drawn = beffroi("informal", "simulate", "a.zip", "--rides", 2, "--sampling", 10, "--noise", 3,
                    "--no-lights", "--seed", 4, "--out", "out")  # fmt: skip
    compared = beffroi("informal", "compare", "a.zip", "a.zip", "--json", "-", language="fr")

    assert drawn.returncode == compared.returncode == 0
    assert "2 invented rides" in drawn.stderr
    assert len(list((tmp_path / "out" / "rides").glob("*.gpx"))) == 2
    assert json.loads(compared.stdout)["variants"]["f1"]["value"] == 1.0
    assert "Variantes\u00a0: F1 1,000 [1,000 – 1,000]" in compared.stderr


def test_a_network_is_built_and_its_page_written(beffroi: Callable, tmp_path: Path) -> None:
    zipped(tmp_path, files(), "a.zip")
    beffroi("informal", "simulate", "a.zip", "--rides", 8, "--sampling", 5, "--detours", 0,
            "--counts", "--format", "csv", "--out", "drawn")  # fmt: skip

    ran = beffroi("informal", "build", "drawn/rides", "--counts", "drawn/departures.csv", "--zone",
                  "America/Cayenne", "--out", "net", "--json", "-", language="fr")  # fmt: skip

    assert ran.returncode == 0
    answer = json.loads(ran.stdout)
    assert (answer["routes"], answer["variants"]) == (2, 4)
    assert "Lignes\xa0: 2\xa0; variantes\xa0: 4" in ran.stderr
    assert all((tmp_path / "net" / name).is_file() for name in answer["files"])


def test_a_strange_number_is_refused_in_a_sentence(beffroi: Callable, tmp_path: Path) -> None:
    zipped(tmp_path, files(), "a.zip")

    ran = beffroi("informal", "simulate", "a.zip", "--rides", 0, "--out", "out", language="fr")

    assert ran.returncode == 2
    assert "--rides vaut 0\u00a0: donner un nombre de 1 à 100000." in ran.stderr


def test_an_interruption_leaves_nothing_and_says_so(
    beffroi: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        (tmp_path / "net").mkdir()
        (tmp_path / "net" / "feed.zip").write_bytes(b"PK")
        raise KeyboardInterrupt

    monkeypatch.setattr("beffroi.study.informal_build.build", interrupted)

    ran = beffroi("informal", "build", "rides", "--out", "net")

    assert ran.returncode == 130
    assert "nothing was written" in ran.stderr
    assert not (tmp_path / "net").exists()
