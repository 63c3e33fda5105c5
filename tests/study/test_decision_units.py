"""Units written in French or in English words."""

from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, message
from beffroi.method.arbitration.decision import Performance
from beffroi.study import decisions
from beffroi.study.decision_units import in_units
from tests.method.arbitration.choices import criterion, option
from tests.study.decision_file import written

SOURCE = Source("osm", "OpenStreetMap", "OSM", "2026", "ODbL")
CELL = 'cost = { figure = "parking.bays_known", study = "../redon" }'


def figure(unit: str) -> Figure:
    return Figure("a.b", Words("", ""), 40.0, unit, "2026", (SOURCE,), Words("", ""))


@pytest.mark.parametrize("word", ["place", "places", "bay", "Bays"])
def test_a_figure_in_bays_stands_beside_a_scale_in_french_or_english(
    tmp_path: Path, word: str
) -> None:
    path = written(tmp_path, 'unit = "€"', f'unit = "{word}"')
    path.write_text(path.read_text().replace("cost = { interval = [40, 60] }", CELL))

    read = decisions.read(path, figures=lambda *_: figure("bay"))

    assert read.criteria[0].unit == "bay"
    assert {cell.unit for o in read.options for id_, cell in o.cells if id_ == "cost"} == {"bay"}


def test_a_word_of_two_units_is_what_is_joined_in() -> None:
    word = replace(criterion("a"), unit="place")
    joined = Performance(value=3.0, unit="place", figure="redon: shops")
    made = (replace(option("x"), cells=(("a", joined),)), option("y"))

    assert in_units((word,), made)[0][0].unit == "place"
    assert in_units((word,), made[1:])[0][0].unit == "bay"


def test_another_unit_is_refused_with_the_words_that_are_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "cost = { interval = [40, 60] }", CELL)

    with pytest.raises(FaultyFileError) as caught:
        decisions.read(path, figures=lambda *_: figure("bay"))

    assert "the scale is in €" in str(caught.value)
    assert "place, places, bay, bays" in str(caught.value)
    assert "place, places, bay, bays" in message(caught.value, "fr")


def test_a_unit_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    read = decisions.read(written(tmp_path, 'unit = "€"', 'unit = "kWh"'))

    assert read.criteria[0].unit == "kWh"
