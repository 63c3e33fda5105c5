"""What the catalogue says to people and to machines."""

import json
from dataclasses import replace

import pytest

from beffroi.foundation.language import Words
from beffroi.method.catalogue.compliance import compliance
from beffroi.method.catalogue.freshness import freshness
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.solutions import Fact
from beffroi.study import catalogue_answers as answers
from beffroi.study import catalogues
from beffroi.study.catalogues import Context

SAID = Words("S", "S")


def fact(key: str, **more: object) -> Fact:
    return Fact(key=key, source=SAID, date="2024", evidence="B", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (fact("price_run", low=5.0, high=5.0, unit="€/year", per="bike"),
         "price a year: 5\xa0€ a year per bike [B, S, 2024]"),
        (fact("price_run", low=1.0, high=2.0, unit="€/year", per="yearly trip"),
         "price to the town: 1 to 2\xa0€ per trip [B, S, 2024]"),
        (fact("price_run", high=5.0, unit="€/year", sort="average"),
         "price a year: at most 5\xa0€ a year (average of several services) [B, S, 2024]"),
        (fact("price_run"), "price a year: unknown [B, S, 2024]"),
        (fact("licence", items=("saas",)), "form and licence: hosted software [B, S, 2024]"),
        (fact("standards", items=("proprietary",)),
         "formats and standards: proprietary [B, S, 2024]"),
        (fact("publishes", holds=False), "data published nationally: no [B, S, 2024]"),
        (fact("prerequisite", code="bikes", low=60.0, high=60.0),
         "what is needed first: enough bikes (60) [B, S, 2024]"),
        (fact("towns", items=("Nice",), place="Nice", population=300),
         "where it was done: Nice; Nice (300\xa0inhabitants) [B, S, 2024]"),
    ],
)  # fmt: skip
def test_a_fact_is_a_line_with_its_source_date_and_class(told: Fact, said: str) -> None:
    assert answers.fact_words(told).en == said


def test_a_source_without_a_date_says_when_it_was_read() -> None:
    told = Fact(key="kpi", words=SAID, source=SAID, consulted="2026", evidence="D")

    assert "read in 2026" in answers.fact_words(told).en


def test_every_solution_can_be_said_and_written() -> None:
    for one in shipped():
        lines = list(answers.solution_lines(one))
        assert len(lines) >= len(one.facts)
        assert all(line.fr and line.en for line in lines)
        json.dumps(answers.solution_json(one), allow_nan=False)


def test_a_shortlist_is_said_and_written_with_its_reasons() -> None:
    found = catalogues.shortlisted(shipped(), {"run-networks": 1.0}, Context(population=25_890.0))

    told = answers.shortlist_json(found)
    lines = [line.en for line in answers.shortlist_lines(found)]

    assert told["kept"][0]["solution"] == "do-nothing"
    assert told["excluded"][0]["reasons"][0]["code"] == "population-at-least"
    assert told["failures"][0]["certain"] is True
    assert any(line.startswith("✗") and "To lift it" in line for line in lines)
    assert any(line.startswith("⚠") for line in lines)
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize(
    ("classes", "said"),
    [("AB", "sur 2 faits, aucun n’est un jugement ou de mémoire"),
     ("AD", "1 fait sur 2 est un jugement ou de mémoire"),
     ("DBD", "2 faits sur 3 sont un jugement ou de mémoire")],
)  # fmt: skip
def test_the_share_of_weak_facts_is_said(classes: str, said: str) -> None:
    facts = tuple(
        Fact(key="kpi", words=SAID, source=SAID, url="https://a.example/p", date="2024",
             evidence=e)  # type: ignore[arg-type]
        for e in classes
    )  # fmt: skip
    told = replace(shipped()["citiz"], facts=facts)
    home = replace(told, facts=(*facts[1:], replace(facts[0], url="https://a.example")))

    assert answers.evidence_words(told).fr == said
    assert answers.evidence_words(home).fr == f"{said}\xa0; sans page à lire\xa0: 1"


def test_a_shortlist_tells_the_weak_facts_of_each_solution() -> None:
    found = catalogues.shortlisted(shipped(), {"run-networks": 1.0}, Context(population=25_890.0))

    first = answers.shortlist_json(found)["kept"][0]
    one = shipped()[first["solution"]]

    assert first["facts"] == len(one.facts)
    assert first["weak_facts"] == sum(fact.evidence == "D" for fact in one.facts)
    lines = [line.fr for line in answers.shortlist_lines(found)]
    assert sum("de mémoire" in line for line in lines) >= len(found.shortlist.kept)


def test_memory_is_no_source() -> None:
    told = next(f for f in shipped()["blablacar-daily"].facts if f.is_from_memory)

    assert "D, sans source (de mémoire, à vérifier)" in answers.fact_words(told).fr
    assert answers.fact_json(told)["sourced"] is False


def test_the_matrix_and_freshness_are_said_and_written() -> None:
    columns = [shipped()["decidim"]]
    rows = compliance(columns)
    found = freshness(shipped(), today="2026-11-25")

    assert any("met (D)" in line.en for line in answers.matrix_lines(columns, rows))
    assert answers.verdict_json(rows[0][0])["state"] == "unknown"
    assert len(answers.freshness_json(found, most=4)["first"]) == 4
    assert sum(1 for _ in answers.freshness_lines(found, most=4)) > 8
