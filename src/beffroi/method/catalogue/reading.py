"""Reading the catalogue: records from any file become solutions, or a list of every fault."""

import math
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.solutions import CLASSES, SORTS, Catalogue, Fact, Solution
from beffroi.method.catalogue.vocabulary import (
    Key,
    capacities,
    families,
    keys,
    kinds,
    licences,
    measures,
)
from beffroi.territory.need import known_needs
from beffroi.territory.record import Record

DATA = Path(__file__).parent / "data"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
BEST_LEVEL = 4
"""Reversibility goes from 0 (none) to 4 (excellent)."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: solutions told whole, facts on others, and every fault found.

    Attributes
    ----------
    catalogue
        Its solutions, with their facts.
    more
        Facts on solutions that stand elsewhere, by id.
    faults
        What is wrong, in words; empty if all is well.
    """

    catalogue: Catalogue
    more: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    faults: tuple[Words, ...] = ()


@cache
def shipped() -> Catalogue:
    """Return the catalogue that Beffroi ships with.

    Raises
    ------
    ValueError
        If its own data break its own rules, which the tests see to.

    Examples
    --------
    >>> shipped()["do-nothing"].name.en
    'Do nothing'
    """
    solutions: list[Record] = []
    facts: list[Record] = []
    for path in sorted(DATA.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for id_, entry in told["solution"].items():
            where = Words(f"{path.name}, {id_}", f"{path.name}, {id_}")
            solutions.append(Record(where, _solution_values(id_, entry)))
            facts += [Record(where, _fact_values(id_, f, told["source"])) for f in entry["facts"]]
    read = understood(solutions, facts)
    if read.faults:
        raise ValueError("; ".join(fault.en for fault in read.faults))
    return read.catalogue


def _solution_values(id_: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: entry[name] for name in ("vendor", "family", "kind", "needs")}
    return {"id": id_, **plain, **_split("name", entry["name"]), **_split("what", entry["what"])}


def _split(name: str, said: str | Mapping[str, str]) -> dict[str, str]:
    words = {"fr": said, "en": said} if isinstance(said, str) else said
    return {f"{name}_fr": words["fr"], f"{name}_en": words["en"]}


def _fact_values(id_: str, fact: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
    source = sources[fact["source"]]
    value = fact.get("value")
    return {
        **fact,
        "solution": id_,
        "low": fact.get("low", value),
        "high": fact.get("high", value),
        "words_fr": fact.get("fr", ""),
        "words_en": fact.get("en", ""),
        **_split("source", source["name"]),
        "url": source["url"],
    }


def understood(
    solutions: Sequence[Record],
    facts: Sequence[Record],
    *,
    known: Collection[str] = (),
    today: str = "",
) -> Read:
    """Turn records into solutions, gathering every fault on the way.

    Parameters
    ----------
    solutions
        Records with ``id, name_fr, name_en, vendor, family, kind, needs, what_fr, what_en``.
    facts
        Records with ``solution, key, low, high, sort, unit, per, words_fr, words_en, items, holds,
        code, place, population, source_fr, source_en, url, date, consulted, class``.
    known
        Ids of solutions that stand elsewhere, on which facts may be added.
    today
        ISO 8601: a fact dated later is a fault. Empty if no day is asked for.
    """
    faults: list[Words] = []
    by_id: dict[str, Record] = {}
    for record in solutions:
        found = list(_solution_faults(record, by_id))
        faults += found
        if not found:
            by_id[record.text("id")] = record
    told: dict[str, list[Fact]] = {}
    bad = {record.text("id") for record in solutions} - by_id.keys()
    for record in facts:
        found = [*_fact_faults(record, {*by_id, *bad, *known}), *_later(record, today)]
        faults += found
        if not found:
            told.setdefault(record.text("solution"), []).append(_fact(record))
    whole = {id_: _solution(record, told.get(id_, [])) for id_, record in by_id.items()}
    more = {id_: tuple(said) for id_, said in told.items() if id_ not in whole and id_ in known}
    return Read(Catalogue(whole), more, tuple(faults))


def _solution(record: Record, facts: Sequence[Fact]) -> Solution:
    return Solution(
        id=record.text("id"),
        name=_words(record, "name"),
        vendor=record.text("vendor"),
        family=record.text("family"),
        kind=record.text("kind"),
        needs=tuple(record.values["needs"]),
        what=_words(record, "what"),
        facts=tuple(facts),
    )


def _words(record: Record, name: str) -> Words:
    """Take both languages; one that is missing is lent by the other."""
    fr, en = record.text(f"{name}_fr"), record.text(f"{name}_en")
    return Words(fr or en, en or fr)


def _fact(record: Record) -> Fact:
    words = _words(record, "words")
    people = record.number("population")
    return Fact(
        key=record.text("key"),
        low=record.number("low"),
        high=record.number("high"),
        sort=record.text("sort"),
        unit=record.text("unit"),
        per=record.text("per"),
        words=words if words.fr else None,
        items=tuple(record.values.get("items") or ()),
        holds=record.values.get("holds"),
        code=record.text("code"),
        place=record.text("place"),
        population=None if people is None else int(people),
        source=_words(record, "source"),
        url=record.text("url"),
        date=record.text("date"),
        consulted=record.text("consulted"),
        evidence=record.text("class"),  # type: ignore[arg-type]  # one of CLASSES: checked before
    )


def _solution_faults(record: Record, before: Collection[str]) -> Iterator[Words]:
    id_, where = record.text("id"), record.where
    if not ID.fullmatch(id_):
        yield both(
            "{where}: the id {id} is not made of lower-case letters, digits and hyphens",
            where=where,
            id=repr(id_),
        )
    if id_ in before:
        yield both("{where}: the solution {id} stands twice", where=where, id=repr(id_))
    if not _words(record, "name").fr:
        yield both("{where}: the solution has no name", where=where)
    for name, allowed in (("family", families()), ("kind", kinds())):
        if record.text(name) not in allowed:
            yield _unknown(record, name, record.text(name))
    needs = tuple(record.values.get("needs") or ())
    if not needs:
        yield both("{where}: the solution answers no need", where=where)
    if needs != ("*",):
        for need in needs:
            if need not in known_needs():
                yield _unknown(record, "need", need)


NAMES = {
    "family": Words("famille", "family"),
    "kind": Words("nature", "kind"),
    "need": Words("besoin", "need"),
    "key": Words("fait", "fact"),
    "solution": Words("solution", "solution"),
    "unit": Words("unité", "unit"),
    "per": Words("mesure", "measure"),
    "sort": Words("nature du chiffre", "sort of number"),
    "code": Words("condition", "condition"),
    "items": Words("forme", "form"),
}


def _unknown(record: Record, name: str, found: str) -> Words:
    return both("{where}: unknown {name} {found}", where=record.where, name=NAMES[name],
                found=repr(found))  # fmt: skip


def _fact_faults(record: Record, solutions: Collection[str]) -> Iterator[Words]:
    if record.text("solution") not in solutions:
        yield _unknown(record, "solution", record.text("solution"))
    yield from _evidence_faults(record)
    yield from _number_faults(record)
    if record.text("key") not in keys():
        yield _unknown(record, "key", record.text("key"))
        return
    yield from _key_faults(record)


def _evidence_faults(record: Record) -> Iterator[Words]:
    where = record.where
    if not _words(record, "source").fr:
        yield both("{where}: the fact has no source", where=where)
    if record.text("class") not in CLASSES:
        yield both("{where}: the class of evidence is {found}, not one of A, B, C, D",
                   where=where, found=repr(record.text("class")))  # fmt: skip
    days = [record.text(name) for name in ("date", "consulted") if record.text(name)]
    if not days:
        yield both("{where}: the fact has no date", where=where)
    for day in days:
        if not DAY.fullmatch(day):
            yield both("{where}: {found} is not a date (such as 2024, 2024-05 or 2024-05-31)",
                       where=where, found=repr(day))  # fmt: skip


def _later(record: Record, today: str) -> Iterator[Words]:
    for day in (record.text("date"), record.text("consulted")):
        if today and DAY.fullmatch(day) and day > today[: len(day)]:
            yield both("{where}: the date {found} is after today ({today})", where=record.where,
                       found=repr(day), today=today)  # fmt: skip


def _number_faults(record: Record) -> Iterator[Words]:
    low, high = record.number("low"), record.number("high")
    where = record.where
    if low is not None and high is None:
        yield both("{where}: low is given without high (repeat a plain value)", where=where)
    if low is None and high is not None and record.text("key") == "prerequisite":
        yield both("{where}: high is given without low (repeat a plain value)", where=where)
    if record.text("sort") and record.text("sort") not in SORTS:
        yield _unknown(record, "sort", record.text("sort"))
    given = [value for value in (low, high, record.number("population")) if value is not None]
    if any(value < 0 or not math.isfinite(value) for value in given):
        yield both("{where}: a number is negative or not finite", where=where)
    if low is not None and high is not None and low > high:
        yield both("{where}: low ({low:g}) is above high ({high:g})",
                   where=where, low=low, high=high)  # fmt: skip


def _key_faults(record: Record) -> Iterator[Words]:
    key = keys()[record.text("key")]
    unit, per = record.text("unit"), record.text("per")
    if _has_number(record) and key.id != "prerequisite" and unit not in key.units:
        yield _unknown(record, "unit", unit)
    if per and per not in measures():
        yield _unknown(record, "per", per)
    if record.number("high") is not None and unit == "level" and _above_best(record):
        yield both("{where}: a level goes from 0 to 4", where=record.where)
    if key.form == "code" and record.text("code") not in capacities():
        yield _unknown(record, "code", record.text("code"))
    yield from _item_faults(record, key)
    if not _SAYS[key.form](record):
        yield both("{where}: the fact {key} says nothing", where=record.where, key=key.name)


def _item_faults(record: Record, key: Key) -> Iterator[Words]:
    for item in record.values.get("items") or ():
        if key.id == "licence" and item not in licences():
            yield _unknown(record, "items", item)
        if ";" in item or "\n" in item:
            yield both("{where}: an item of a list holds a semicolon or a new line",
                       where=record.where)  # fmt: skip


def _above_best(record: Record) -> bool:
    high = record.number("high")
    return high is not None and high > BEST_LEVEL


def _has_number(record: Record) -> bool:
    return record.number("low") is not None or record.number("high") is not None


def _has_words(record: Record) -> bool:
    return bool(_words(record, "words").fr)


_SAYS: Mapping[str, Callable[[Record], bool]] = {
    "number": lambda r: _has_number(r) or _has_words(r),
    "words": lambda r: _has_words(r) or _has_number(r),
    "items": lambda r: bool(r.values.get("items")),
    "answer": lambda r: isinstance(r.values.get("holds"), bool),
    "code": lambda r: bool(r.text("code")),
}
"""Whether a fact of each form says what its form asks for; a number may be said to be unknown."""
