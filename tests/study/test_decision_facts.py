"""Facts of the catalogue, taken into a decision with their source, date and class."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, message
from beffroi.method.arbitration.decision import Performance
from beffroi.method.catalogue.solutions import Catalogue, Fact, Solution
from beffroi.study import decisions
from beffroi.study.decision_facts import facts_of, shipped_fact
from tests.study.decision_file import written
from tests.test_french import ENGLISH, bare

SAID = Words("Délibération d'essai", "Trial minutes")


def price(low: float, high: float, unit: str = "€/year", per: str = "town") -> Fact:
    return Fact(key="price_run", low=low, high=high, unit=unit, per=per, source=SAID,
                url="https://a.example", date="2024", evidence="B")  # fmt: skip


def answer(*facts: Fact, unit: str = "€/year", per: str = "", key: str = "price_run"):  # type: ignore[no-untyped-def]
    one = Solution(id="bus", name=SAID, vendor="", family="x", kind="x", needs=("*",), what=SAID,
                   facts=facts)  # fmt: skip
    return facts_of(Catalogue({"bus": one}))("bus", key, unit=unit, per=per)


def test_a_fact_brings_bounds_unit_date_source_and_class() -> None:
    found = answer(price(100, 200))

    assert isinstance(found, Performance)
    assert (found.value, found.interval, found.unit) == (None, (100, 200), "€/year")
    assert (found.date, found.evidence, found.figure) == ("2024", "B", "bus: price_run")
    assert found.sources[0].name == "Délibération d'essai"
    assert found.sources[0].url == "https://a.example"
    assert found.sources[0].publisher == "catalogue de la ville"
    ours = shipped_fact("permanent-counters", "price_run", unit="€/year", per="")
    assert isinstance(ours, Performance)
    assert ours.sources[0].publisher == "catalogue de Beffroi"


def test_what_nobody_knows_is_unknown_and_never_zero() -> None:
    found = answer()

    assert isinstance(found, Performance)
    assert not found.is_known
    assert found.unit == "€/year"


@pytest.mark.parametrize(
    ("unit", "per", "fault"),
    [("€", "", "bus tells price_run in €/year (town), not in €"),
     ("€/year", "bike", "not in €/year (bike)"), ("1", "", "not in 1")],
)  # fmt: skip
def test_a_fact_in_another_unit_or_measure_is_said(unit: str, per: str, fault: str) -> None:
    found = answer(price(100, 200), unit=unit, per=per)

    assert isinstance(found, Words)
    assert fault in found.en


def test_a_price_seen_elsewhere_is_unknown_unless_its_author_asks() -> None:
    told, asked = (
        shipped_fact("dynamic-guidance", "price_build", unit="€", per="", elsewhere=elsewhere)
        for elsewhere in (False, True)
    )
    wrong = shipped_fact("dynamic-guidance", "price_build", unit="€/year", per="")

    assert isinstance(told, Performance)
    assert not told.is_known
    assert "Arras (2008)" in told.remarks[0].fr
    assert isinstance(asked, Performance)
    assert (asked.value, asked.interval, asked.evidence) == (None, (66_529, 266_116), "D")
    assert isinstance(wrong, Words)


def test_each_source_keeps_its_own_date() -> None:
    found = shipped_fact("plate-reading-car", "price_build", unit="€", per="", elsewhere=True)

    assert isinstance(found, Performance)
    assert [source.date for source in found.sources] == ["2019", "2022"]
    assert "france3" in found.sources[1].url


def test_a_yes_is_one() -> None:
    yes = Fact(key="reversible", holds=True, source=SAID, date="2024", evidence="C")

    found = answer(yes, unit="1", key="duty")

    assert isinstance(found, Performance)
    assert not found.is_known
    duty = Fact(key="duty", holds=True, source=SAID, date="2024", evidence="A")
    assert answer(duty, unit="1", key="duty").value == 1


def test_unknown_solutions_and_facts_name_the_nearest() -> None:
    solution = shipped_fact("panneau-pocket", "price_run", unit="€/year", per="")
    fact = shipped_fact("panneaupocket", "price_ran", unit="€/year", per="")

    assert isinstance(solution, Words)
    assert isinstance(fact, Words)
    assert "no solution panneau-pocket; the nearest are: panneaupocket" in solution.en
    assert "price_run" in fact.en


def test_a_decision_takes_the_catalogue_s_facts_and_says_what_it_lacks(tmp_path: Path) -> None:
    cells = "cells = { cost = { interval = [40, 60] }"
    good = 'cells = { cost = { fact = "price_run", solution = "panneaupocket" }'
    path = written(tmp_path, cells, good)
    path.write_text(path.read_text("utf-8").replace('unit = "€"', 'unit = "€/year"'), "utf-8")

    decision = decisions.read(path)

    assert decision.option("bus").on("cost").figure == "panneaupocket: price_run"
    path.write_text(path.read_text("utf-8").replace("panneaupocket", "panneau"), "utf-8")
    with pytest.raises(FaultyFileError, match="no solution panneau") as caught:
        decisions.read(path)
    assert ENGLISH.findall(bare(message(caught.value, "fr"), tmp_path)) == []
