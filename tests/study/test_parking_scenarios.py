"""A policy of parking from files to its page."""

import json
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.report import parking_scenario_page
from beffroi.study import parking_scenarios
from tests.formats.test_parking_tables import CELLS, PLACES
from tests.study.test_parking_policies import ABOUT

PRICE = '[[measure]]\nkind = "price"\nzone = "centre"\nrate = 2.0\nhours = "9-12,14-18"\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("places.csv", PLACES), ("cells.csv", CELLS), ("s.toml", ABOUT + PRICE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_policy_is_tried_and_written(files: Path) -> None:
    done = parking_scenarios.of(
        files / "places.csv", files / "s.toml", cells=files / "cells.csv", draws=2
    )
    written = parking_scenarios.write(done, files / "out", parking_scenario_page.write)

    assert [path.name for path in written] == [
        "index.html", "figures.json", "places.csv", "losers.csv"
    ]  # fmt: skip
    page = written[0].read_text(encoding="utf-8")
    assert "Place du Marché" in page
    assert "http" not in page.partition("</style>")[2].partition("<script>")[0].replace(
        "http://www.w3.org/2000/svg", ""
    )
    figures = json.loads(written[1].read_text(encoding="utf-8"))["figures"]
    changed = next(
        one for one in figures if one["id"] == "parking_scenario.search_total.plan.change"
    )
    low, high = changed["interval"]
    assert low <= changed["value"] <= high < 0
    said = "\n".join(words.en for words in parking_scenarios.told(done))
    assert "visitors lose, Centre" in said
    assert "rounds; residual" in said
    assert "than measured elsewhere" in said or "Measured elsewhere" in said
    assert "Begun anew from empty places" in said
    assert "Minutes of search compare before and after" in said
    assert all(ends.is_one for ends in done.ends)


def test_places_alone_do_not_say_who_comes(files: Path) -> None:
    with pytest.raises(InputError, match="Places alone do not say who comes"):
        parking_scenarios.of(files / "places.csv", files / "s.toml")


def test_a_folder_that_is_no_study_is_refused(files: Path) -> None:
    with pytest.raises(InputError, match=r"holds no study\.toml"):
        parking_scenarios.of(files, files / "s.toml")
