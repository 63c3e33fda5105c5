"""Records that break the rules of the catalogue: every fault at once, each in its place."""

import re
from typing import Any

import pytest

from beffroi.foundation.language import Words
from beffroi.method.catalogue.reading import shipped, understood
from beffroi.territory.need import known_needs
from beffroi.territory.record import Record

SOLUTION = {
    "id": "a", "name_fr": "Un", "name_en": "One", "vendor": "", "family": "human", "kind": "market",
    "needs": ["take-part"], "what_fr": "", "what_en": "",
}  # fmt: skip
FACT = {
    "solution": "a", "key": "delay", "low": 1, "high": 2, "unit": "month", "source_fr": "S",
    "date": "2024", "class": "B",
}  # fmt: skip


def row(number: int, values: dict[str, Any]) -> Record:
    return Record(Words(f"ligne {number}", f"row {number}"), values)


def faults(solution: dict[str, Any] | None = None, fact: dict[str, Any] | None = None) -> list[str]:
    read = understood(
        [row(2, {**SOLUTION, **(solution or {})})], [row(7, {**FACT, **(fact or {})})]
    )
    return [fault.en for fault in read.faults]


@pytest.mark.parametrize("name", ["date", "consulted"])
@pytest.mark.parametrize(
    ("day", "is_later"),
    [("2199-01-01", True), ("2026-11-26", True), ("2026-12", True), ("2027", True),
     ("2026-11-25", False), ("2026-11", False), ("2026", False)],
)  # fmt: skip
def test_a_fact_of_tomorrow_is_a_fault(name: str, day: str, is_later: bool) -> None:
    fact = {**FACT, "date": "", name: day}

    read = understood([row(2, SOLUTION)], [row(7, fact)], today="2026-11-25")

    assert [fault.en for fault in read.faults] == (
        [f"row 7: the date '{day}' is after today (2026-11-25)"] if is_later else []
    )


def test_a_sound_record_has_no_fault() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": "A b"}, "row 2: the id 'A b'"),
        ({"needs": ["sleep"]}, "row 2: unknown need 'sleep'"),
        ({"needs": []}, "row 2: the solution answers no need"),
        ({"family": "boats"}, "row 2: unknown family 'boats'"),
        ({"kind": "toy"}, "row 2: unknown kind 'toy'"),
        ({"name_fr": "", "name_en": ""}, "row 2: the solution has no name"),
    ],
)
def test_a_wrong_solution_is_one_sentence(wrong: dict, said: str) -> None:
    found = faults(solution=wrong)

    assert found[0].startswith(said)
    assert len([fault for fault in found if "row 2" in fault]) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"low": -1}, "row 7: a number is negative"),
        ({"high": float("inf")}, "row 7: a number is negative or not finite"),
        ({"low": 3}, "row 7: low (3) is above high (2)"),
        ({"high": None}, "row 7: low is given without high"),
        ({"key": "prerequisite", "code": "animator", "low": None}, "row 7: high is given without"),
        ({"low": None, "unit": "week"}, "row 7: unknown unit 'week'"),
        ({"sort": "guess"}, "row 7: unknown sort of number 'guess'"),
        ({"source_fr": ""}, "row 7: the fact has no source"),
        ({"date": ""}, "row 7: the fact has no date"),
        ({"date": "24/05/2024"}, "row 7: '24/05/2024' is not a date"),
        ({"class": "E"}, "row 7: the class of evidence is 'E'"),
        ({"class": ""}, "row 7: the class of evidence is ''"),
        ({"key": "colour"}, "row 7: unknown fact 'colour'"),
        ({"unit": "week"}, "row 7: unknown unit 'week'"),
        ({"per": "moon"}, "row 7: unknown measure 'moon'"),
        ({"solution": "b"}, "row 7: unknown solution 'b'"),
        ({"key": "prerequisite", "code": "luck"}, "row 7: unknown condition 'luck'"),
        ({"key": "licence", "items": ["gift"]}, "row 7: unknown form 'gift'"),
        ({"key": "reversibility", "unit": "level", "high": 5}, "row 7: a level goes from 0 to 4"),
        ({"key": "publishes", "low": None, "high": None}, "says nothing"),
        ({"key": "towns", "low": None, "high": None}, "says nothing"),
        ({"low": None, "high": None}, "says nothing"),
        ({"key": "towns", "items": ["Nice; Lyon"]}, "row 7: an item of a list holds a semicolon"),
    ],
)
def test_a_wrong_fact_is_one_sentence(wrong: dict, said: str) -> None:
    (found,) = [fault for fault in faults(fact=wrong) if said in fault]

    assert found


def test_all_the_faults_are_told_at_once() -> None:
    found = faults(solution={"kind": "toy"}, fact={"source_fr": "", "class": "", "low": 9})

    assert len(found) == 4


def test_a_solution_that_stands_twice_is_refused() -> None:
    read = understood([row(2, SOLUTION), row(3, SOLUTION)], [])

    assert [fault.en for fault in read.faults] == ["row 3: the solution 'a' stands twice"]


def test_facts_on_solutions_that_stand_elsewhere_are_kept_apart() -> None:
    read = understood([], [row(2, {**FACT, "solution": "do-nothing"})], known=["do-nothing"])

    assert read.faults == ()
    assert list(read.more) == ["do-nothing"]


def test_a_language_that_is_missing_is_lent_by_the_other() -> None:
    read = understood([row(2, {**SOLUTION, "name_en": ""})], [])

    assert read.catalogue["a"].name == Words("Un", "Un")


def test_the_shipped_catalogue_answers_every_need_with_and_without_digital() -> None:
    for need in known_needs():
        answers = shipped().serving([need])
        assert "do-nothing" in {one.id for one in answers}
        assert any(one.kind == "without-digital" for one in answers), need
        assert any(one.kind not in ("without-digital", "do-nothing") for one in answers), need


def test_free_public_steps_are_there() -> None:
    assert {
        "national-access-point", "parking-open-data", "carpool-places-base", "carpool-register",
        "data-gouv", "aides-territoires", "listing-campaign",
    } <= {one.id for one in shipped() if one.kind == "public-step"}  # fmt: skip


def test_an_upper_bound_may_stand_alone_and_an_average_is_said() -> None:
    read = understood([row(2, SOLUTION)], [row(7, {**FACT, "low": None, "sort": "average"})])

    (fact,) = read.catalogue["a"].facts
    assert (fact.low, fact.high, fact.has_number, fact.is_average) == (None, 2, True, True)


def test_a_number_that_says_it_is_a_mean_is_marked_as_one() -> None:
    for one in shipped():
        for fact in one.facts:
            said = f"{fact.words.fr} {fact.words.en}".lower() if fact.words else ""
            if fact.has_number and re.search(r"\bmoyenne?\b(?! ville)|\bmean\b|average", said):
                assert fact.is_average or "ville moyenne" in said, (one.id, said)


@pytest.mark.parametrize(
    ("solution", "place"),
    [("full-street-sensors", "Nice"), ("full-street-sensors", "Soissons"), ("beegift", "Millau"),
     ("ma-ville-mon-shopping", "Loire-Atlantique"), ("tell-my-city", "Schiltigheim")],
)  # fmt: skip
def test_what_stopped_elsewhere_is_told(solution: str, place: str) -> None:
    assert place in {fact.place for fact in shipped()[solution].about("abandonment")}


def test_no_solution_that_ships_bears_an_unsaid_name() -> None:
    for one in shipped():
        assert one.what.fr.strip().endswith(".")
        assert one.what.en.strip().endswith(".")
