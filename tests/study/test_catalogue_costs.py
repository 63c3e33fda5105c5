"""What costs of the catalogue are said to be."""

import json

import pytest

from beffroi.method.catalogue.cost import cost
from beffroi.method.catalogue.reading import shipped
from beffroi.study import catalogue_costs as answers
from tests.method.catalogue.making import fact, solution


def test_a_cost_that_lacks_a_part_is_said_to_be_at_least() -> None:
    one = shipped()["ma-ville-mon-shopping"]
    found = cost(one, years=5)

    lines = [line.en for line in answers.cost_lines(one, found)]

    assert "at least 10,000\xa0€" in lines[0]
    assert answers.cost_json(found)["at_least"] is True
    assert any("unknown" in line for line in lines[1:])


def told_in_french(id_: str, years: int, **quantities: float) -> list[str]:
    one = shipped()[id_]
    found = cost(one, years=years, quantities=quantities)
    json.dumps(answers.cost_json(found), allow_nan=False)
    return [line.fr for line in answers.cost_lines(one, found)]


def test_a_total_on_an_average_is_about_and_says_what_it_lacks() -> None:
    total, *parts = told_in_french("fifteen-bikeshare", 10, bike=60)

    assert "environ 1\u202f200\u202f000\xa0€, sans la mise en place ni les agents" in total
    assert not any("au moins" in line for line in (total, parts[0], parts[2]))
    assert "moyenne" in parts[1]


@pytest.mark.parametrize("id_", ["citiz", "panneaupocket", "long-term-bike-rental"])
def test_a_total_of_which_nothing_is_known_is_said_to_be_unknown(id_: str) -> None:
    found = cost(shipped()[id_], years=5)

    assert told_in_french(id_, 5)[0].endswith("\xa0: inconnu")
    assert answers.cost_json(found)["low"] is None
    assert answers.cost_json(found)["at_least"] is False


def test_an_upper_bound_is_said_and_no_zero_with_it() -> None:
    total, _, run, _ = told_in_french("long-term-bike-rental", 1, bike=50)

    assert total.endswith("inconnu")
    assert "au plus 20\u202f000\xa0€" in run


def test_a_minimum_after_one_single_town_says_so() -> None:
    luzy = fact("price_build", 900, unit="€", per="town", place="Luzy")
    figeac = fact("price_run", 10, unit="€/year", per="town", place="Figeac")

    one = answers.total_words(cost(solution("a", luzy), years=3))
    two = answers.total_words(cost(solution("a", luzy, figeac), years=3))

    assert one.fr.replace("\u00a0", " ").endswith("900 €, d’après une seule ville : Luzy")
    assert "seule ville" not in two.fr
