"""Solutions of a study: for each need, what is worth looking at, what is left out, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.language import Words
from beffroi.method.catalogue.compliance import requirements
from beffroi.method.catalogue.cost import Cost
from beffroi.method.catalogue.shortlist import Excluded, Kept, Reason
from beffroi.method.catalogue.solutions import Solution, is_home_page
from beffroi.method.catalogue.vocabulary import keys, kinds
from beffroi.study import catalogues, holdings
from beffroi.study.catalogue_answers import evidence_words, fact_words
from beffroi.study.catalogue_costs import brief_words
from beffroi.study.catalogues import Context, Shortlisted
from beffroi.study.decision_cells import SCENARIO
from beffroi.study.decision_skeleton import skeleton
from beffroi.study.ground import town_of
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.need import WeighedNeed

NAME = Words("Solutions", "Solutions")
YEARS = 5
"""Years over which costs are reckoned. [year]"""
MOST_NEEDS = 8
"""Needs for which solutions are looked for: the heaviest."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Something that a solution asks for: what, what would lift it, and the fact behind it."""

    says: Words
    lift: Words
    fact: Words


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words, with its source, date and class; and the address of its source, or none."""

    words: Words
    url: str

    @property
    def is_home_page(self) -> bool:
        """Whether that address leads to the home page of a site alone."""
        return is_home_page(self.url)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A solution as a report shows it.

    Attributes
    ----------
    id, name, what
        The solution.
    kind
        What sort of answer it is, in words.
    is_baseline, is_law
        Whether it is looked at before the market's offers; whether the law asks for it.
    evidence
        How many of its facts are a judgement or from memory, in words.
    open_points
        What it asks for that the town is not known to have; for one left out, what it lacks.
    facts
        Everything known of it, each with its source, its date and its class.
    cost
        What is known of its total cost over `YEARS`, and what is missing; None for one left out.
    """

    id: str
    name: Words
    what: Words
    kind: Words
    is_baseline: bool
    is_law: bool
    evidence: Words
    open_points: tuple[Reasoned, ...]
    facts: tuple[Told, ...]
    cost: Words | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could answer a need, and what was left out.

    Attributes
    ----------
    need
        Id of the need.
    kept, excluded
        What is worth looking at, and what was left out.
    compliance
        Name of each requirement, and what is known of it for each solution kept.
    decision
        Text of a DECISION.toml among those kept, to be completed.
    """

    need: str
    kept: tuple[Proposed, ...]
    excluded: tuple[Proposed, ...]
    compliance: tuple[tuple[Words, tuple[Words, ...]], ...] = ()
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """What failed elsewhere: in words, with its source, address, date and class of evidence."""

    says: Words
    source: str
    url: str
    date: str
    evidence: str

    @property
    def is_home_page(self) -> bool:
        """Whether its address leads to the home page of a site alone."""
        return is_home_page(self.url)


def step(after: tuple[str, ...], *, own: bool, collected: Sequence[str] = ()) -> Step:
    """Make the step that looks for solutions once the needs are weighed.

    Parameters
    ----------
    after
        Names of the steps that it reads.
    own
        Whether the town adds solutions of its own.
    collected
        Ids of the sources that were downloaded: what is published is told by them.
    """
    inputs = ("catalogue",) if own else ()
    options = {"collected": sorted(collected)}
    return Step("solutions", NAME, _make, after=after, inputs=inputs, options=options)


def _make(shop: Workshop) -> Made:
    needs = [WeighedNeed.from_json(need) for need in shop.document("needs")["needs"]]
    asked = [need for need in needs if need.sure][:MOST_NEEDS]
    own = shop.path("catalogue") if "catalogue" in shop.entries else None
    catalogue = catalogues.opened(own, today=_day(shop)[:10])
    found = [
        catalogues.shortlisted(catalogue, {need.id: float(need.sure or 0)}, context(shop))
        for need in asked
    ]
    measured = scenarios_of(shop)
    return {
        "solutions.json": {
            "proposals": [
                _proposal(need, one, _day(shop)[:10], measured)
                for need, one in zip(asked, found, strict=True)
            ],
            "failures": _failures(found),
            "held": [one.as_json() for one in holdings.held(shop, shop.keys)],
        }
    }


def context(shop: Workshop) -> Context:
    """Gather what the study knows of the town that a solution may ask for."""
    said = Context(date=_day(shop))
    if "maturity" in shop.keys:
        said = catalogues.of_maturity(shop.document("maturity"), said)
    proven = holdings.held(shop, shop.keys)
    return catalogues.of_town(town_of(shop), catalogues.of_sources(proven, said))


def _day(shop: Workshop) -> str:
    day: str = shop.document("run")["date"]
    return day


def scenarios_of(shop: Workshop) -> tuple[tuple[str, str], ...]:
    """List the scenarios that a study measured: id and French name."""
    told = [shop.document(name) for name in shop.keys if name.startswith(SCENARIO)]
    return tuple((one["id"], one["name"]["fr"]) for one in told)


def _proposal(
    need: WeighedNeed, found: Shortlisted, date: str, scenarios: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    kept = found.shortlist.kept
    offers = [one.solution for one in kept]
    costs = catalogues.costs(offers, years=YEARS, quantities={}, rate=0.0)
    options = list(zip(offers, costs, strict=True))
    return {
        "need": need.id,
        "kept": [_kept(one, cost) for one, cost in zip(kept, costs, strict=True)],
        "excluded": [_excluded(one) for one in found.shortlist.excluded],
        "compliance": [
            {
                "requirement": requirements()[line[0].requirement].name.as_json(),
                "verdicts": [catalogues.verdict_words(cell).as_json() for cell in line],
            }
            for line in catalogues.matrix(offers)
            if line
        ],
        "decision": skeleton((need.id, need.need.name), options, date=date, scenarios=scenarios)
        if options
        else "",
    }


def _kept(one: Kept, cost: Cost) -> dict[str, Any]:
    told = {
        "is_baseline": one.is_baseline, "is_law": one.is_law,
        "cost": brief_words(one.solution, cost).as_json(),
    }  # fmt: skip
    return _told(one.solution) | told | {"open_points": [_reason(flag) for flag in one.flags]}


def _excluded(one: Excluded) -> dict[str, Any]:
    told = {"is_baseline": False, "is_law": one.solution.is_law}
    return _told(one.solution) | told | {"open_points": [_reason(why) for why in one.reasons]}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "says": reason.says.as_json(),
        "lift": reason.lift.as_json(),
        "fact": fact_words(reason.fact).as_json(),
    }


def _told(one: Solution) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name.as_json(),
        "what": one.what.as_json(),
        "kind": kinds()[one.kind].name.as_json(),
        "evidence": evidence_words(one).as_json(),
        "facts": [
            {"words": fact_words(fact).as_json(), "url": fact.url}
            for key in keys()
            for fact in one.about(key)
        ],
    }


def _failures(found: list[Shortlisted]) -> list[dict[str, Any]]:
    """List what failed elsewhere and that the proposals call to mind, each once."""
    told = {warned.rule.id: warned.rule for one in found for warned in one.warnings}
    return [
        {
            "says": rule.says.as_json(),
            "source": rule.source,
            "url": rule.url,
            "date": rule.date,
            "class": rule.evidence,
        }
        for rule in told.values()
    ]


def proposals(read: Mapping[str, Any]) -> tuple[Proposal, ...]:
    """Rebuild the proposals of a study from its results."""
    return tuple(
        Proposal(
            need=one["need"],
            kept=tuple(_proposed(each) for each in one["kept"]),
            excluded=tuple(_proposed(each) for each in one["excluded"]),
            compliance=tuple(
                (Words(**row["requirement"]), tuple(Words(**said) for said in row["verdicts"]))
                for row in one["compliance"]
            ),
            decision=one["decision"],
        )
        for one in read["proposals"]
    )


def failures(read: Mapping[str, Any]) -> tuple[Failure, ...]:
    """Rebuild what failed elsewhere from the results of a study."""
    return tuple(
        Failure(Words(**one["says"]), one["source"], one["url"], one["date"], one["class"])
        for one in read["failures"]
    )


def _proposed(read: Mapping[str, Any]) -> Proposed:
    words = {name: Words(**read[name]) for name in ("name", "what", "kind", "evidence")}
    return Proposed(
        id=read["id"],
        is_baseline=read["is_baseline"],
        is_law=read["is_law"],
        open_points=tuple(
            Reasoned(**{part: Words(**said) for part, said in point.items()})
            for point in read["open_points"]
        ),
        facts=tuple(Told(Words(**fact["words"]), fact["url"]) for fact in read["facts"]),
        cost=Words(**read["cost"]) if "cost" in read else None,
        **words,
    )
