from pathlib import Path

import numpy as np
import pytest

from beffroi.engines.parking.scenarios.policy import (
    ByOccupancy,
    Checks,
    NewPlace,
    Rule,
    Shuttle,
    Spaces,
)
from beffroi.foundation.errors import FaultyFileError
from beffroi.study.parking_ground import Ground, of_files
from beffroi.study.parking_policies import KINDS, Asked, read
from tests.formats.test_parking_tables import CELLS, PLACES

ABOUT = '[scenario]\nid = "plan"\nname = "Plan"\n[today]\nchecks = 0.3\n'


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "cells.csv").write_text(CELLS, encoding="utf-8")
    return of_files(tmp_path / "places.csv", tmp_path / "cells.csv")


def asked(folder: Path, ground: Ground, measures: str) -> Asked:
    path = folder / "scenario.toml"
    path.write_text(ABOUT + measures, encoding="utf-8")
    return read(path, ground)


def test_every_measure_is_read(tmp_path: Path, ground: Ground) -> None:
    measures = """
[[measure]]
kind = "price"
zone = "centre"
rate = 1.5
free = 30
hours = ["9-12", "14-18"]
[[measure]]
kind = "blue_zone"
places = ["Grenouillet"]
maxstay = 90
[[measure]]
kind = "enforcement"
checks = 0.6
fine = 35
[[measure]]
kind = "park_and_walk"
from = "square"
to = "edge"
spaces = 20
[[measure]]
kind = "park_and_ride"
place = "edge"
headway = 10
minutes = 5
to = "square"
[[measure]]
kind = "shared_private"
name = "Cour de l'école"
at = [5.037, 43.837]
spaces = 30
open_to = ["residents"]
[[measure]]
kind = "sfpark"
regulation = "paid"
adjustments = 3
"""
    found = asked(tmp_path, ground, measures)

    price, blue, checks, leaving, coming, shuttle, new, rule = found.policy.measures
    assert isinstance(price, Rule)
    assert price.places == ("square",)
    assert price.tariff.price([0.5, 1.5]).tolist() == [0.0, 1.5]
    assert isinstance(blue, Rule)
    assert blue.limit == 1.5
    assert checks == Checks((), 0.6, 0.3, 35.0)
    assert (leaving, coming) == (Spaces("square", -20), Spaces("edge", 20))
    assert isinstance(shuttle, Shuttle)
    assert shuttle.walk.shape == (2,)
    assert isinstance(new, NewPlace)
    assert np.isfinite(new.walk).all()
    assert new.place.open_to == ("residents",)
    assert rule == ByOccupancy(("square",), 3)
    assert found.checks == 0.3
    assert np.isnan(found.respect)


def test_all_faults_are_told_at_once_with_what_was_meant(tmp_path: Path, ground: Ground) -> None:
    measures = """
[[measure]]
kind = "prise"
[[measure]]
kind = "price"
places = ["Grenouilet"]
steps = [[60, 2.0], [120, 1.0]]
[[measure]]
kind = "free"
zone = "center"
[[measure]]
kind = "new_place"
name = "Loin"
at = [43.8, 5.0]
spaces = 10
"""
    with pytest.raises(FaultyFileError) as raised:
        asked(tmp_path, ground, measures)

    said = str(raised.value)
    assert "did you mean price?" in said
    assert "the nearest are Grenouillet" in said
    assert "A tariff decreases: 1.00 € after 2.00 €" in said
    assert "did you mean centre?" in said
    assert "more than 20 km from the town (longitude first)" in said


def test_no_measure_is_the_present(tmp_path: Path, ground: Ground) -> None:
    assert asked(tmp_path, ground, "").policy.measures == ()
    assert len(KINDS) == 12
