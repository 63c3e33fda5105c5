"""Findings of commerce: what is known is judged against dated thresholds, the rest said unknown."""

import pytest

from beffroi.engines.commerce.diagnosis import diagnosis
from beffroi.engines.commerce.offer import indicators
from beffroi.foundation.figures import Source
from beffroi.territory.indicator import read

DEFINITIONS = read(indicators.DEFINITIONS)
PARTS = {"dated": "20", "undated": "5"}
SOURCES = (Source("osm", "OpenStreetMap", "OSM contributors", "2026-09-21", "ODbL 1.0"),)


@pytest.mark.parametrize(
    ("id_", "value", "interval", "tone", "certainty"),
    [("commerce.vacant_runs", 0.0, None, "favourable", "established"),
     ("commerce.vacant_runs", 2.0, None, "watch", "established"),
     ("commerce.structural_vacancy", 0.64, (0.52, 0.77), "critical", "established"),
     ("commerce.structural_vacancy", 0.4, (0.3, 0.6), "watch", "probable"),
     ("commerce.survival", 0.5, (0.46, 0.53), "critical", "established"),
     ("commerce.survival", 0.7, (0.6, 0.8), "favourable", "probable")],
)  # fmt: skip
def test_each_figure_is_judged_with_its_interval(
    id_: str, value: float | None, interval: tuple[float, float] | None, tone: str, certainty: str
) -> None:
    figure = DEFINITIONS[id_].figure(value, SOURCES, interval=interval, parts=PARTS)

    found = {one.id: one for one in diagnosis([figure])}[id_]

    assert (found.tone, found.certainty) == (tone, certainty)
    assert found.statement.fr != found.statement.en


def test_what_is_unknown_beside_the_vacancy_itself_is_not_spoken_of() -> None:
    asked = ("commerce.vacant_runs", "commerce.structural_vacancy", "commerce.survival")
    figures = [DEFINITIONS[id_].figure(None, SOURCES, parts=PARTS) for id_ in asked]

    assert diagnosis(figures) == ()


def test_thresholds_are_dated_and_sourced() -> None:
    figure = DEFINITIONS["commerce.vacant_runs"].figure(1.0, SOURCES)

    found = diagnosis([figure])[0]

    assert found.source.fr.startswith("Jugement de Beffroi")
    assert found.date == "2026-01-01"
