"""Rows: solutions and facts as plain records, the way files carry them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from beffroi.foundation.language import Words
from beffroi.method.catalogue.solutions import CLASSES, SORTS, Fact, Solution
from beffroi.method.catalogue.vocabulary import (
    capacities,
    families,
    keys,
    kinds,
    licences,
    measures,
)
from beffroi.territory.need import known_needs


def solution_rows(solutions: Iterable[Solution]) -> list[dict[str, Any]]:
    """Return solutions as records, under the names that `reading.understood` takes.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> solution_rows([shipped()["do-nothing"]])[0]["needs"]
    ('*',)
    """
    return [
        {
            "id": one.id,
            **_split("name", one.name),
            "vendor": one.vendor,
            "family": one.family,
            "kind": one.kind,
            "needs": one.needs,
            **_split("what", one.what),
        }
        for one in solutions
    ]


def fact_rows(solutions: Iterable[Solution]) -> list[dict[str, Any]]:
    """Return the facts of solutions as records, under the names that `reading.understood` takes."""
    return [_fact_row(one.id, fact) for one in solutions for fact in one.facts]


def _fact_row(id_: str, fact: Fact) -> dict[str, Any]:
    return {
        "solution": id_,
        "key": fact.key,
        "low": fact.low,
        "high": fact.high,
        "sort": fact.sort,
        "unit": fact.unit,
        "per": fact.per,
        "holds": fact.holds,
        "items": fact.items,
        "code": fact.code,
        **_split("words", fact.words or Words("", "")),
        "place": fact.place,
        "population": fact.population,
        **_split("source", fact.source),
        "url": fact.url,
        "date": fact.date,
        "consulted": fact.consulted,
        "class": fact.evidence,
    }


def _split(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_fr": words.fr, f"{name}_en": words.en}


def admitted() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the words that a file may use, with their French names, by what they fill.

    Examples
    --------
    >>> admitted()["nature"][0]
    ('do-nothing', 'ne rien faire')
    """
    named: Mapping[str, Mapping[str, Any]] = {
        "famille": families(),
        "nature": kinds(),
        "besoins": known_needs(),
        "fait": keys(),
        "pour": measures(),
        "condition": capacities(),
        "liste (forme et licence)": licences(),
    }
    words = {t: [(id_, e.name.fr) for id_, e in known.items()] for t, known in named.items()}
    units = dict.fromkeys(unit for key in keys().values() for unit in key.units)
    words["unité"] = [(unit, "") for unit in units]
    words["nature du chiffre"] = [(id_, said.fr) for id_, said in SORTS.items()]
    words["classe"] = [(letter, said.fr) for letter, said in CLASSES.items()]
    return words
