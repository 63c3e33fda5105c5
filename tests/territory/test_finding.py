"""Findings: what a figure means, and how sure it is."""

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.territory.finding import Band, Finding, Rule, findings, read_rules

OSM = Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0")
SAID = Words(fr="Vacance : {value}", en="Vacancy: {value}")
BANDS = (
    Band("favourable", SAID, below=0.05),
    Band("watch", SAID, least=0.05, below=0.10),
    Band("critical", SAID, least=0.10),
)
RULE = Rule(
    "commerce.vacancy", "commerce.rate", 90, BANDS, SAID, "2024",
    unknown=Words(fr="Inconnue.", en="Unknown."),
)  # fmt: skip


def rate(value: float | None, interval: tuple[float, float] | None = None) -> Figure:
    return Figure("commerce.rate", SAID, value, "1", "2019", (OSM,), SAID, interval)


def test_a_value_on_a_threshold_belongs_to_the_band_above() -> None:
    (found,) = findings([rate(0.10)], [RULE])

    assert found.tone == "critical"


def test_the_words_quote_the_value_in_each_language() -> None:
    (found,) = findings([rate(0.125)], [RULE])

    assert found.statement.en == "Vacancy: 12.5%"
    assert found.statement.fr.replace("\u202f", " ") == "Vacance : 12,5 %"


def test_an_interval_that_crosses_a_threshold_makes_the_finding_probable_and_lighter() -> None:
    (sure,) = findings([rate(0.12, (0.11, 0.13))], [RULE])
    (unsure,) = findings([rate(0.12, (0.08, 0.16))], [RULE])

    assert (sure.certainty, unsure.certainty) == ("established", "probable")
    assert unsure.weight < sure.weight


def test_words_that_leave_the_explanation_open_are_never_established() -> None:
    doubted = Rule("r", "commerce.rate", 50, (Band("watch", SAID, doubted=True),), SAID, "")

    assert findings([rate(0.2)], [doubted])[0].certainty == "probable"


def test_an_unknown_figure_says_so_and_takes_no_side() -> None:
    (found,) = findings([rate(None)], [RULE])

    assert found.tone == "unknown"
    assert found.statement.en == "Unknown."


def test_a_figure_that_was_not_asked_for_makes_no_finding() -> None:
    assert findings([], [RULE]) == ()


def test_words_that_quote_another_figure_wait_for_it() -> None:
    quoting = Words(fr="{value} sur {all}", en="{value} of {all}")
    rule = Rule(
        "r", "commerce.rate", 50, (Band("context", quoting),), SAID, "", also={"all": "commerce.n"}
    )

    assert findings([rate(0.1)], [rule]) == ()


def test_words_that_quote_an_unknown_figure_are_not_said() -> None:
    quoting = Words(fr="{value} sur {all}", en="{value} of {all}")
    rule = Rule(
        "r", "commerce.rate", 50, (Band("context", quoting),), SAID, "", also={"all": "commerce.n"}
    )
    unknown = Figure("commerce.n", SAID, None, "shop", "2019", (OSM,), SAID)

    assert findings([rate(0.1), unknown], [rule]) == ()


def test_the_heaviest_finding_comes_first() -> None:
    light = Rule("a.light", "commerce.rate", 10, BANDS, SAID, "")

    found = findings([rate(0.12)], [light, RULE])

    assert [finding.id for finding in found] == ["commerce.vacancy", "a.light"]


def test_a_finding_comes_back_from_json_as_it_was() -> None:
    (found,) = findings([rate(0.12)], [RULE])

    assert Finding.from_json(found.as_json()) == found


@given(st.floats(0, 1))
def test_bands_that_cover_the_line_always_find_one_thing(value: float) -> None:
    found = findings([rate(value)], [RULE])

    assert len(found) == 1
    assert 0 < found[0].weight <= 100


ENGINES = Path(__file__).parents[2] / "src" / "beffroi" / "engines"


@pytest.mark.parametrize(
    "path", sorted(ENGINES.rglob("rules.toml")), ids=lambda path: path.parent.name
)
def test_the_bands_of_a_rule_do_not_overlap(path: Path) -> None:
    for rule in read_rules(path):
        ordered = sorted(rule.bands, key=lambda band: band.least)
        for lower, upper in pairwise(ordered):
            assert lower.below <= upper.least
        assert ordered[0].below > -math.inf
