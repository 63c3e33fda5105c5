"""Indicators: definitions from which figures are made."""

from pathlib import Path

import pytest

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.indicator import Indicator, read

OLD = Source("osm", "OpenStreetMap", "OSM contributors", "2019-04", "ODbL 1.0")
NEW = Source("rp", "Recensement", "INSEE", "2022", "Licence Ouverte 2.0")
REACHED = Indicator(
    "mobility.reached",
    Words(fr="À {minutes} minutes", en="Within {minutes} minutes"),
    "person",
    Words(fr="Plus court chemin, {speed}.", en="Shortest path, {speed}."),
)
PARTS = {"minutes": "5", "speed": Words(fr="à pied", en="on foot")}


def test_a_figure_bears_the_oldest_date_of_its_sources() -> None:
    made = REACHED.figure(12.0, (NEW, OLD), parts=PARTS)

    assert made.date == "2019-04"


def test_what_only_weights_a_figure_does_not_date_it() -> None:
    made = REACHED.figure(12.0, (NEW, OLD), parts=PARTS, dated_by=(NEW,))

    assert made.date == "2022"
    assert made.sources == (NEW, OLD)


def test_parts_fill_the_name_and_the_method_in_both_languages() -> None:
    made = REACHED.figure(12.0, (OLD,), variant="walk.5min", parts=PARTS)

    assert made.id == "mobility.reached.walk.5min"
    assert made.name.fr == "À 5 minutes"
    assert made.method.en == "Shortest path, on foot."


def test_an_unknown_value_stays_unknown() -> None:
    assert REACHED.figure(None, (OLD,), parts=PARTS).value is None


ENGINES = Path(__file__).parents[2] / "src" / "beffroi" / "engines"


@pytest.mark.parametrize(
    "path", sorted(ENGINES.rglob("indicators.toml")), ids=lambda path: path.parent.name
)
def test_a_room_defines_its_own_indicators_in_both_languages(path: Path) -> None:
    rooms = {path.relative_to(ENGINES).parts[0], path.parent.name.removesuffix("s")}
    for id_, indicator in read(path).items():
        assert id_.split(".")[0] in rooms
        assert indicator.unit
        for words in (indicator.name, indicator.method):
            assert words.fr
            assert words.en
            assert words.fr.count("{") == words.en.count("{")
