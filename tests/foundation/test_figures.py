"""Figures: what may and may not stand in a report."""

import math

import pytest

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words

OSM = Source("osm", "OpenStreetMap", "OSM contributors", "2019-04", "ODbL 1.0")
WORDS = Words(fr="locaux vacants", en="vacant premises")


def figure(value: float | None, **changes: object) -> Figure:
    given = {"sources": (OSM,), "interval": None} | changes
    return Figure("commerce.vacant", WORDS, value, "premises", "2019-04", method=WORDS, **given)


def test_an_unknown_value_is_not_zero() -> None:
    unknown = figure(None)

    assert not unknown.is_known
    assert unknown.as_json()["value"] is None


def test_a_figure_comes_back_from_json_as_it_was() -> None:
    rate = figure(0.09, interval=(0.05, 0.16))

    assert Figure.from_json(rate.as_json()) == rate


def test_json_holds_the_documented_keys() -> None:
    keys = set(figure(9.0).as_json())

    assert keys == {
        "id",
        "name",
        "value",
        "unit",
        "date",
        "source",
        "method",
        "interval",
        "minimum",
    }


def test_a_figure_without_source_is_refused() -> None:
    with pytest.raises(ValueError, match="no source"):
        figure(9.0, sources=())


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_value_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="use None for unknown"):
        figure(value)


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty interval"):
        figure(0.1, interval=(0.2, 0.1))
