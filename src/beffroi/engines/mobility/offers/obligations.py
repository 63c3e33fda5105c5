"""Obligations: what the law asks to publish of each offer, and whether that is done."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.mobility import service_kinds

DATA = Path(__file__).parent / "obligations.toml"
State = Literal["met", "invalid", "unlicensed", "missing", "unknown", "depends", "not_yet"]
SAID: Mapping[State, Words] = MappingProxyType(
    {
        "met": Words("publié et valide", "published and valid"),
        "invalid": Words("publié, avec des erreurs", "published, with errors"),
        "unlicensed": Words("publié, sans licence", "published, without a licence"),
        "missing": Words("non publié", "not published"),
        "unknown": Words("inconnu", "unknown"),
        "depends": Words("selon le cas", "it depends"),
        "not_yet": Words("pas encore dû", "not due yet"),
    }
)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A rule of law on the publication of data.

    Attributes
    ----------
    id
        Key.
    duties
        Kinds of duty that it weighs on.
    what
        What must be published.
    formats
        Formats that satisfy it.
    binds
        Whether it binds everybody, ``yes``, or ``depends``.
    but
        Whom it does not bind; None where it binds everybody.
    valid_from
        First day on which it binds, ISO 8601.
    source, url
        The text.
    is_from_memory
        Whether the text was not read, and must be checked before it is relied on.
    """

    id: str
    duties: tuple[str, ...]
    what: Words
    formats: tuple[str, ...]
    binds: str
    but: Words | None
    valid_from: str
    source: str
    url: str
    is_from_memory: bool


@cache
def obligations() -> tuple[Obligation, ...]:
    """Return every rule."""
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Obligation(
            id=id_,
            duties=tuple(entry["duties"]),
            what=Words(**entry["what"]),
            formats=tuple(entry["formats"]),
            binds=entry["binds"],
            but=Words(**entry["but"]) if "but" in entry else None,
            valid_from=entry["valid_from"],
            source=entry["source"],
            url=entry["url"],
            is_from_memory=entry["read"] == "memory",
        )
        for id_, entry in entries.items()
    )


def as_source(rule: Obligation) -> Source:
    """Return the text of a rule as a source of a figure."""
    return Source(
        f"law.{rule.id}", rule.source, "Légifrance, EUR-Lex", rule.valid_from, "", rule.url
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, an offer that it weighs on, and what is known of its observance."""

    rule: Obligation
    service_id: str
    state: State


def judged(services: pd.DataFrame, date: str) -> Iterator[Judged]:
    """Judge each offer by each rule that weighs on its kind.

    Parameters
    ----------
    services
        Table `MOBILITY_SERVICES`.
    date
        Day of the judgement, ISO 8601.
    """
    for row in services.to_dict("records"):
        service = {str(name): value for name, value in row.items()}
        duty = service_kinds()[str(service["kind"])].duty
        for rule in obligations():
            if duty in rule.duties:
                yield Judged(rule, str(service["service_id"]), state(rule, service, date))


def state(rule: Obligation, service: Mapping[str, Any], date: str) -> State:
    """Say whether an offer does what a rule asks.

    What is not known stays unknown: an offer of which nobody said whether its data are published is
    not held to be silent.

    Parameters
    ----------
    rule
        The rule.
    service
        A row of `MOBILITY_SERVICES`.
    date
        Day of the judgement, ISO 8601.
    """
    if date < rule.valid_from:
        return "not_yet"
    if rule.binds != "yes":
        return "depends"
    if pd.isna(service["published"]) or not service["published"]:
        return "unknown" if pd.isna(service["published"]) else "missing"
    if not _is_of(rule.formats, service["data_format"]):
        return "unknown" if pd.isna(service["data_format"]) else "missing"
    return _quality(service)


def _quality(service: Mapping[str, Any]) -> State:
    """Judge data that are published in a format asked for."""
    if pd.isna(service["valid"]):
        return "unknown"
    if not service["valid"]:
        return "invalid"
    return "unlicensed" if pd.isna(service["data_licence"]) else "met"


def _is_of(formats: tuple[str, ...], written: Any) -> bool:
    """Say whether a format is one of those asked for, whatever its version."""
    if pd.isna(written):
        return False
    plain = str(written).casefold()
    return any(plain.startswith(name.casefold()) for name in formats)
