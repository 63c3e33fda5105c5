"""What the catalogue answers, as JSON objects and as lines that a person reads."""

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.method.catalogue.compliance import PROPRIETARY, Verdict, requirements
from beffroi.method.catalogue.freshness import Freshness, ToCheck
from beffroi.method.catalogue.shortlist import Kept, Reason
from beffroi.method.catalogue.solutions import CLASSES, Fact, Solution
from beffroi.method.catalogue.vocabulary import capacities, keys, licences
from beffroi.method.catalogue.wording import is_incentive, number_words, place_words
from beffroi.study.catalogues import Shortlisted, verdict_words
from beffroi.territory.need import known_needs


def fact_json(fact: Fact) -> dict[str, Any]:
    """Return a fact as a JSON object; null is unknown."""
    return {
        "key": fact.key,
        "low": fact.low,
        "high": fact.high,
        "sort": fact.sort,
        "unit": fact.unit,
        "per": fact.per,
        "items": list(fact.items),
        "holds": fact.holds,
        "code": fact.code,
        "words": fact.words.as_json() if fact.words else None,
        "place": fact.place,
        "population": fact.population,
        "source": fact.source.as_json(),
        "sourced": not fact.is_from_memory,
        "url": fact.url,
        "date": fact.date,
        "consulted": fact.consulted,
        "class": fact.evidence,
    }


def solution_json(one: Solution) -> dict[str, Any]:
    """Return a solution and its facts as a JSON object."""
    return {
        "id": one.id,
        "name": one.name.as_json(),
        "vendor": one.vendor,
        "family": one.family,
        "kind": one.kind,
        "needs": list(known_needs()) if one.needs == ("*",) else list(one.needs),
        "what": one.what.as_json(),
        "facts": [fact_json(fact) for fact in one.facts],
    }


def shortlist_json(found: Shortlisted) -> dict[str, Any]:
    """Return a shortlist as a JSON object: kept, excluded with reasons, failures called to mind."""
    return {
        "needs": dict(found.needs),
        "kept": [_kept_json(one) for one in found.shortlist.kept],
        "excluded": [
            {
                "solution": one.solution.id,
                "name": one.solution.name.as_json(),
                "needs": list(one.needs),
                "reasons": [_reason_json(reason) for reason in one.reasons],
            }
            for one in found.shortlist.excluded
        ],
        "failures": [
            {
                "id": warned.rule.id,
                "solutions": list(warned.solutions),
                "certain": warned.is_certain,
                "says": warned.rule.says.as_json(),
                "source": warned.rule.source,
                "url": warned.rule.url,
                "date": warned.rule.date,
                "class": warned.rule.evidence,
            }
            for warned in found.warnings
        ],
    }


def _kept_json(one: Kept) -> dict[str, Any]:
    return {
        "solution": one.solution.id,
        "name": one.solution.name.as_json(),
        "kind": one.solution.kind,
        "facts": len(one.solution.facts),
        "weak_facts": one.solution.n_weak,
        "evidence": evidence_words(one.solution).as_json(),
        "needs": list(one.needs),
        "weight": one.weight,
        "baseline": one.is_baseline,
        "law": one.is_law,
        "flags": [_reason_json(flag) for flag in one.flags],
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "says": reason.says.as_json(),
        "lift": reason.lift.as_json(),
        "fact": fact_json(reason.fact),
    }


def verdict_json(cell: Verdict) -> dict[str, Any]:
    """Return a cell of the matrix as a JSON object."""
    return {
        "requirement": cell.requirement,
        "solution": cell.solution,
        "state": cell.state,
        "note": cell.note.as_json() if cell.note else None,
        "fact": fact_json(cell.fact) if cell.fact else None,
    }


def freshness_json(found: Freshness, *, most: int) -> dict[str, Any]:
    """Return a report of freshness as a JSON object, with the first facts to check."""
    return {
        "today": found.today,
        "solutions": found.solutions,
        "facts": found.facts,
        "classes": dict(found.classes),
        "keys": [
            {
                "key": one.key.id,
                "name": one.key.name.as_json(),
                "expected": one.expected,
                "known": one.known,
                "share": one.share,
                "facts": one.facts,
                "classes": dict(one.classes),
                "undated": one.undated,
                "median_age": one.median_age,
                "oldest": one.oldest,
            }
            for one in found.by_key
        ],
        "first": [
            {
                "solution": one.solution.id,
                "key": one.key.id,
                "age": one.age,
                "fact": fact_json(one.fact) if one.fact else None,
            }
            for one in found.first[:most]
        ],
    }


def evidence_words(one: Solution) -> Words:
    """Say how many facts of a solution are of class D, and how many have no page to read."""
    told = _weak_words(one)
    if not one.n_without_page:
        return told
    return both("{weak}; without a page to read: {n}", weak=told, n=one.n_without_page)


def _weak_words(one: Solution) -> Words:
    number, weak = len(one.facts), one.n_weak
    if not weak:
        return both("no fact out of {all} is a judgement or from memory", all=number)
    if weak == 1:
        return both("1 fact out of {all} is a judgement or from memory", all=number)
    return both("{n} facts out of {all} are a judgement or from memory", n=weak, all=number)


def fact_words(fact: Fact) -> Words:
    """Say a fact in one line, with its place, its source, its date and its class."""
    parts = [part for part in (_content(fact), fact.words, place_words(fact)) if part]
    told = Words("–", "–") if not parts else parts[0]
    for part in parts[1:]:
        told = Words("{a} ; {b}", "{a}; {b}").filled(a=told, b=part)
    return Words(
        "{key} : {told} [{evidence}, {source}, {day}]",
        "{key}: {told} [{evidence}, {source}, {day}]",
    ).filled(
        key=both("price to the town") if is_incentive(fact) else keys()[fact.key].name,
        told=told,
        evidence=fact.evidence,
        source=fact.source,
        day=_day(fact),
    )


def _content(fact: Fact) -> Words | None:
    if fact.code:
        return _asked(fact)
    if fact.holds is not None:
        return both("yes") if fact.holds else both("no")
    if fact.has_number:
        return number_words(fact)
    if fact.items:
        names = [_item(fact, item) for item in fact.items]
        return Words(", ".join(n.fr for n in names), ", ".join(n.en for n in names))
    return None if fact.words else both("unknown")


def _item(fact: Fact, item: str) -> Words:
    if fact.key == "licence" or item == PROPRIETARY:
        return licences()[item].name
    return Words(item, item)


def _asked(fact: Fact) -> Words:
    name = capacities()[fact.code].name
    if not fact.items and not fact.has_number:
        return name
    bound = Words(", ".join(fact.items), ", ".join(fact.items))
    if not fact.items:
        unit = "1" if (fact.low or 0) < 1 else ""
        bound = Words(*(said(fact.low, unit, language) for language in LANGUAGES))
    return both("{name} ({bound})", name=name, bound=bound)


def _day(fact: Fact) -> Words:
    return Words(fact.date, fact.date) if fact.date else both("read in {day}", day=fact.consulted)


def entry_words(id_: str, name: Words, what: Words | None = None) -> Words:
    """Say an entry of a list: its id, its name and, if given, what it is."""
    told = name if what is None else Words("{a}. {b}", "{a}. {b}").filled(a=name, b=what)
    return Words("{id} : {told}", "{id}: {told}").filled(id=id_, told=told)


def solution_lines(one: Solution) -> Iterator[Words]:
    """Say a solution line by line: its name, what it is, its needs, its facts by key."""
    yield Words(f"{one.name.fr} ({one.id})", f"{one.name.en} ({one.id})")
    yield one.what
    if one.needs != ("*",):
        names = [known_needs()[need].name for need in one.needs]
        yield both("Answers: {needs}").filled(
            needs=Words(" ; ".join(n.fr for n in names), "; ".join(n.en for n in names))
        )
    for key in keys():
        for fact in one.about(key):
            yield Words("– {fact}", "– {fact}").filled(fact=fact_words(fact))


def shortlist_lines(found: Shortlisted) -> Iterator[Words]:
    """Say a shortlist line by line: what is kept, what is left out and why, what failed."""
    for rank, one in enumerate(found.shortlist.kept, 1):
        law = both(", a legal duty") if one.is_law else Words("", "")
        yield both("{rank}. {name} ({id}){law}", rank=rank, name=one.solution.name,
                   id=one.solution.id, law=law)  # fmt: skip
        yield Words("   {says}", "   {says}").filled(says=evidence_words(one.solution))
        for flag in one.flags:
            yield Words("   ? {says}", "   ? {says}").filled(says=flag.says)
    if found.shortlist.excluded:
        yield both("Left out:")
    for excluded in found.shortlist.excluded:
        for reason in excluded.reasons:
            yield both("✗ {name}: {says}. To lift it: {lift}.", name=excluded.solution.name,
                       says=reason.says, lift=reason.lift)  # fmt: skip
    for warned in found.warnings:
        yield both("⚠ {says} ({source}, {date}, class {evidence})", says=warned.rule.says,
                   source=warned.rule.source, date=warned.rule.date,
                   evidence=warned.rule.evidence)  # fmt: skip


def matrix_lines(columns: Sequence[Solution], rows: Sequence[Sequence[Verdict]]) -> Iterator[Words]:
    """Say the matrix of requirements line by line: a requirement, then every solution."""
    for row in rows:
        yield requirements()[row[0].requirement].name if row else both("none")
        for one, cell in zip(columns, row, strict=True):
            yield Words("– {name} : {state}", "– {name}: {state}").filled(
                name=one.name, state=verdict_words(cell)
            )


def freshness_lines(found: Freshness, *, most: int) -> Iterator[Words]:
    """Say a report of freshness line by line."""
    yield both("{n} solutions, {facts} facts", n=found.solutions, facts=found.facts)
    for evidence, number in found.classes.items():
        yield Words("– {e} ({name}) : {n}", "– {e} ({name}): {n}").filled(
            e=evidence, name=CLASSES[evidence], n=number
        )
    for one in found.by_key:
        if one.share is not None:
            share = Words(*(said(one.share, "1", language) for language in LANGUAGES))
            yield both("{key}: known of {known} out of {expected} ({share})", key=one.key.name,
                       known=one.known, expected=one.expected, share=share)  # fmt: skip
    yield both("To check or to find first:")
    for check in found.first[:most]:
        yield _check_words(check)


def _check_words(check: ToCheck) -> Words:
    told = both("unknown") if check.fact is None else fact_words(check.fact)
    key = check.key.name
    if check.fact is None:
        told = Words("{key} : {told}", "{key}: {told}").filled(key=key, told=told)
    return Words("– {name} : {told}", "– {name}: {told}").filled(
        name=check.solution.name, told=told
    )
