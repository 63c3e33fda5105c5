"""What costs of the catalogue are said to be."""

import json

from beffroi.foundation.language import Language
from beffroi.method.catalogue.cost import cost
from beffroi.method.catalogue.reading import shipped
from beffroi.study import catalogue_costs as answers
from tests.method.catalogue.making import fact, solution


def told_in(language: Language, id_: str, years: int, **quantities: float) -> list[str]:
    one = shipped()[id_]
    found = cost(one, years=years, quantities=quantities)
    json.dumps(answers.cost_json(found), allow_nan=False)
    return [line.in_(language).replace("\u00a0", " ") for line in answers.cost_lines(one, found)]


def test_a_total_that_lacks_a_part_names_it() -> None:
    total, *_ = told_in("en", "permanent-counters", 5, counter=3)

    assert total.endswith("at least 13,500 €; missing: the town's officers")


def test_what_was_seen_elsewhere_is_shown_beside_an_unknown_part() -> None:
    total, *parts = told_in("fr", "full-street-sensors", 5)

    assert total.endswith("inconnu ; il manque : mise en place, fonctionnement, agents de la ville")
    assert parts[0].startswith("– mise en place : inconnu")
    assert "vu ailleurs" in parts[1]
    assert "Nice" in parts[1]
    assert "2016" in parts[1]


def test_a_price_by_the_unit_seen_elsewhere_says_what_it_makes_of_the_count() -> None:
    lines = told_in("en", "long-term-bike-rental", 5, bike=60)

    (seen,) = (line for line in lines if "seen elsewhere" in line)
    assert "Strasbourg" in seen
    assert seen.endswith("60 at that price: at most 24,000 € a year")
    assert "missing" in lines[0]


def test_a_total_that_lacks_nothing_says_its_bounds_alone() -> None:
    facts = (
        fact("price_build", 1, 2, unit="€", per="town"),
        fact("price_run", 0, unit="€/year", per="town"),
        fact("staff", 0, unit="FTE"),
    )

    assert answers.total_words(cost(solution("a", *facts), years=3)).en == "1 to 2\xa0€"


def test_the_machine_is_told_what_is_missing_and_what_was_seen() -> None:
    told = answers.cost_json(cost(shipped()["dynamic-guidance"], years=5))

    assert (told["low"], told["high"], told["at_least"]) == (None, None, False)
    assert told["missing"][0]["en"] == "setting up"
    assert told["parts"][0]["elsewhere"][0]["place"] == "Arras"


def test_one_year_is_said_in_the_singular() -> None:
    assert "sur 1 an, hors taxes" in told_in("fr", "do-nothing", 1)[0]
    assert "over 2 years, before tax" in told_in("en", "do-nothing", 2)[0]


def brief(id_: str) -> str:
    one = shipped()[id_]
    return answers.brief_words(one, cost(one, years=5)).en.replace("\u00a0", " ")


def test_a_list_says_what_would_make_a_cost_known() -> None:
    assert brief("do-nothing") == "0 €"
    assert brief("bike-school") == "unknown"
    counters = brief("permanent-counters")
    assert counters.startswith("unknown; told by the unit, 3,000 to 6,800 € per counter")
    assert counters.endswith(": say how many")
    assert "seen elsewhere, not known for this town: 133,058 €" in brief("dynamic-guidance")


def test_a_free_step_shows_no_price() -> None:
    assert brief("parking-open-data") == "no purchase price; officers' time unknown"
