"""Ready questionnaires: the surveys of a centre that can be put to people as they are."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Choice, Question, Questionnaire

DATA = Path(__file__).parent / "data" / "questionnaires"
COMMON = "common.toml"
"""Questions that questionnaires share, by name."""
OWN_QUARTERS = ("centr", "ville")
"""Choices of the ready questionnaires that stand for the quarters of a town, whatever it is."""
READY = ("deplacements", "achats", "trajets-informels")


@cache
def known_questionnaires() -> Mapping[str, Questionnaire]:
    """Return the ready questionnaires by id, in the order in which they are offered.

    Examples
    --------
    >>> known_questionnaires()["achats"].title.en
    'Shopping in the town centre'
    """
    common = _read(DATA / COMMON)
    made = {id_: _questionnaire(_read(DATA / f"{id_}.toml"), common) for id_ in READY}
    return MappingProxyType(made)


def with_quarters(questionnaire: Questionnaire, names: Sequence[str]) -> Questionnaire:
    """Offer the quarters of a town to those who say where they live.

    They stand in the place of the choices `OWN_QUARTERS`; those of people who live elsewhere, or do
    not wish to say, stay. A form without these choices keeps those that mean that nobody knows.

    Parameters
    ----------
    names
        Names of the quarters; their codes are ``q1``, ``q2`` and so on, short enough for any tool.

    Returns
    -------
    The questionnaire; unchanged where no question feeds the margin ``quarter``.

    Examples
    --------
    >>> made = with_quarters(known_questionnaires()["achats"], ("Le Port", "La Gare"))
    >>> [choice.name for choice in made.question("quart").choices]
    ['q1', 'q2', 'vois', 'loin', 'nr']
    """
    town = tuple(Choice(f"q{n}", Words(name, name)) for n, name in enumerate(names, 1))
    return replace(
        questionnaire,
        questions=tuple(_in_town(question, town) for question in questionnaire.questions),
    )


def _in_town(question: Question, town: tuple[Choice, ...]) -> Question:
    if question.margin != "quarter" or question.kind != "one":
        return question
    generic = any(choice.name in OWN_QUARTERS for choice in question.choices)
    others = tuple(
        choice
        for choice in question.choices
        if choice.unknown or (generic and choice.name not in OWN_QUARTERS)
    )
    return replace(question, choices=(*town, *others))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _questionnaire(entry: Mapping[str, Any], common: Mapping[str, Any]) -> Questionnaire:
    return Questionnaire(
        id=entry["id"],
        version=entry["version"],
        title=Words(**entry["title"]),
        people=Words(**entry["people"]),
        questions=tuple(_question(_completed(question, common)) for question in entry["question"]),
        who=entry["who"],
        minutes=entry["minutes"],
    )


def _completed(entry: Mapping[str, Any], common: Mapping[str, Any]) -> dict[str, Any]:
    """Put a common question in place of its name; what the questionnaire says prevails."""
    shared = entry.get("common")
    return dict(entry) if shared is None else {"name": shared, **common[shared], **entry}


def _question(entry: Mapping[str, Any]) -> Question:
    hint = entry.get("hint")
    return Question(
        name=entry["name"],
        kind=entry["kind"],
        label=Words(**entry["label"]),
        hint=None if hint is None else Words(**hint),
        choices=tuple(_choice(choice) for choice in entry.get("choices", ())),
        required=entry.get("required", False),
        relevant=entry.get("relevant", ""),
        least=entry.get("least"),
        most=entry.get("most"),
        margin=entry.get("margin", ""),
        people=tuple(entry.get("people", ())),
        whole=entry.get("whole", False),
    )


def _choice(entry: Mapping[str, Any]) -> Choice:
    return Choice(
        name=entry["name"],
        label=Words(fr=entry["fr"], en=entry["en"]),
        need=entry.get("need", ""),
        alone=entry.get("alone", False),
        unknown=entry.get("unknown", False),
    )
