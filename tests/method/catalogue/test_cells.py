"""What a decision table reads in the catalogue."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.catalogue.cells import Cell, cell
from beffroi.method.catalogue.reading import shipped
from tests.method.catalogue.making import catalogue, fact, solution

PRICES = st.lists(
    st.tuples(st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from("ABCD")), min_size=1, max_size=5
)


@given(PRICES)
def test_a_cell_holds_every_fact_it_rests_on(prices: list[tuple[float, float, str]]) -> None:
    facts = [
        fact("price_build", min(a, b), max(a, b), unit="€", per="town", evidence=evidence)
        for a, b, evidence in prices
    ]

    found = cell(catalogue(solution("a", *facts)), "a", "price_build")

    assert found.low == min(f.low for f in facts)
    assert found.high == max(f.high for f in facts)
    assert found.evidence == max(evidence for *_, evidence in prices)
    assert found.n_facts == len(facts)


def test_facts_of_another_measure_are_not_mixed_in() -> None:
    facts = (
        fact("price_build", 5, unit="€", per="bike"),
        fact("price_build", 100, unit="€", per="town"),
        fact("price_build", 300, unit="€", per="town", date="2019"),
    )
    known = catalogue(solution("a", *facts))

    usual = cell(known, "a", "price_build")
    asked = cell(known, "a", "price_build", per="bike")

    assert (usual.low, usual.high, usual.value, usual.per) == (100, 300, None, "town")
    assert usual.date == "2019"
    assert asked.value == 5


def test_a_minimum_is_told_as_one() -> None:
    (one,) = (fact for fact in shipped()["padam"].about("staff"))

    found = cell(shipped(), "padam", "staff")

    assert one.sort == "minimum"
    assert (found.low, found.high, found.bound) == (1, 1, "least")


def test_what_is_not_known_is_never_zero() -> None:
    known = catalogue(solution("a", fact("kpi")))

    assert cell(known, "a", "price_run") == Cell()
    assert cell(known, "absent", "price_run") == Cell()
    assert not cell(known, "a", "price_run").is_known


def test_a_price_said_to_be_unknown_keeps_its_source_and_class() -> None:
    found = cell(shipped(), "disc-zone", "price_build")

    assert found.low is None
    assert found.evidence == "B"
    assert found.sources


@pytest.mark.parametrize(("answers", "bounds"), [((True,), (1, 1)), ((True, False), (0, 1))])
def test_answers_are_numbers_for_a_decision(answers: tuple, bounds: tuple) -> None:
    known = catalogue(solution("a", *(fact("publishes", holds=yes) for yes in answers)))

    found = cell(known, "a", "publishes")

    assert (found.low, found.high) == bounds


def test_an_upper_bound_alone_starts_at_zero() -> None:
    most = replace(fact("price_run", unit="€/year", per="town"), high=400.0)

    found = cell(catalogue(solution("a", most)), "a", "price_run")

    assert (found.low, found.high, found.value, found.bound) == (0, 400, None, "most")


@pytest.mark.parametrize("more", [{"place": "Arras"}, {"sort": "average"}])
def test_a_number_seen_elsewhere_is_unknown_and_told(more: dict) -> None:
    told = fact("price_build", 100, unit="€", per="town", **more)

    found = cell(catalogue(solution("a", told)), "a", "price_build")

    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.remarks[0].en.startswith("seen elsewhere, not known for this town: 100\xa0€")
    assert more.get("place", "") in found.remarks[0].fr


def test_what_is_known_for_the_town_comes_before_what_was_seen_elsewhere() -> None:
    facts = (fact("price_build", 5, unit="€", per="town"),
             fact("price_build", 100, unit="€", per="town", place="Arras"))  # fmt: skip

    for asked in (False, True):
        found = cell(catalogue(solution("a", *facts)), "a", "price_build", elsewhere=asked)
        assert (found.value, found.remarks) == (5, ())


def test_a_number_carried_over_is_wide_and_a_judgement() -> None:
    found = cell(shipped(), "dynamic-guidance", "price_build", elsewhere=True)

    assert (found.value, found.low, found.high) == (None, 66_529, 266_116)
    assert found.evidence == "D"
    assert "Arras (2008)" in found.remarks[0].fr


def test_each_source_keeps_its_own_address_and_date() -> None:
    found = cell(shipped(), "plate-reading-car", "price_build", elsewhere=True)

    assert found.dates == ("2019", "2022")
    assert len(found.sources) == len(found.urls) == 2
    assert "france3" in found.urls[1]
