"""Facts that cannot stand without source, date and class; catalogues that join."""

from dataclasses import replace

import pytest

from beffroi.foundation.language import Words
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.solutions import MEMORY, Fact
from tests.method.catalogue.making import SAID, catalogue, fact, solution


@pytest.mark.parametrize(
    "given",
    [
        {"source": Words("", ""), "date": "2024", "evidence": "B"},
        {"source": SAID, "evidence": "B"},
        {"source": SAID, "date": "2024", "evidence": "E"},
    ],
)
def test_a_fact_without_source_date_or_class_is_refused(given: dict) -> None:
    with pytest.raises(ValueError, match="Fact delay has no"):
        Fact(key="delay", **given)


def test_every_fact_that_ships_has_source_date_and_class() -> None:
    for one in shipped():
        for known in one.facts:
            assert known.source.fr.strip()
            assert known.source.en.strip()
            assert known.day
            assert known.evidence in "ABCD"


def test_what_is_told_from_memory_is_never_above_class_d() -> None:
    told = [known for one in shipped() for known in one.facts if known.source == MEMORY]

    assert told
    assert {known.evidence for known in told} == {"D"}
    assert all(known.is_from_memory for known in told)


def test_a_fact_of_class_a_to_c_names_a_source_other_than_us() -> None:
    own = {"Jugement de Beffroi", MEMORY.fr}

    assert not [
        known
        for one in shipped()
        for known in one.facts
        if known.evidence != "D" and known.source.fr in own
    ]


def test_the_unknown_is_said_and_is_not_zero() -> None:
    said = fact("price_build", words=Words("Prix inconnu.", "Price unknown."))

    assert not said.is_known
    assert not said.has_number
    assert fact("price_build", 0, unit="€").is_known


def test_a_towns_solution_takes_the_place_of_ours_and_its_facts_are_added() -> None:
    ours = catalogue(solution("a", fact("delay", 1, unit="month")), solution("b"))
    own = catalogue(solution("b", fact("delay", 9, unit="month")), solution("c"))
    again = fact("delay", 1, unit="month")
    new = replace(again, low=2.0, high=2.0)

    joined = ours.joined(own, {"a": (again, new)})

    assert list(joined.solutions) == ["a", "b", "c"]
    assert [known.low for known in joined["a"].facts] == [1, 2]
    assert joined["b"].facts[0].low == 9


def test_only_the_solutions_that_serve_are_given() -> None:
    known = catalogue(solution("a"), solution("b", needs="take-part"), solution("all", needs="*"))

    assert [one.id for one in known.serving(["take-part"])] == ["b", "all"]
    assert [one.id for one in known.serving([])] == []


def test_a_legal_duty_is_seen() -> None:
    assert shipped()["data-gouv"].is_law
    assert not shipped()["opendatasoft"].is_law
