"""The catalogue at work: opened with a town's own file, shortlisted for a town, exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from beffroi.formats import catalogue_workbook
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.compliance import STATES, Verdict, compliance, requirements
from beffroi.method.catalogue.context import Context
from beffroi.method.catalogue.cost import Cost, cost
from beffroi.method.catalogue.freshness import Freshness, freshness
from beffroi.method.catalogue.reading import Read, shipped, understood
from beffroi.method.catalogue.rows import admitted, fact_rows, solution_rows
from beffroi.method.catalogue.shortlist import Shortlist, shortlist
from beffroi.method.catalogue.solutions import Catalogue, Solution
from beffroi.method.catalogue.warnings import Warned, warnings
from beffroi.store import manifest, results
from beffroi.study import settings
from beffroi.study.holdings import Held, flags, held
from beffroi.study.workshop import RESULTS, Workshop
from beffroi.territory.need import WeighedNeed, known_needs
from beffroi.territory.town import Town

__all__ = [
    "Checked", "Context", "Shortlisted", "checked", "context", "costs", "exported", "fresh",
    "matrix", "needs_of", "opened", "shortlisted", "verdict_words", "write_matrix",
]  # fmt: skip
_FORMAT = "catalogue of solutions (XLSX)"
MONTHS = 12
"""[month/year]"""
OVERSEAS = ("97", "98")
"""How the codes of overseas departments and territories start."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a town's own file brings.

    Attributes
    ----------
    new, replaced
        Ids of the solutions that it adds, and of those of ours that it tells anew.
    completed
        Ids of our solutions to which it adds facts.
    facts
        Facts that it holds.
    elsewhere
        Ids of the solutions of which it tells a number that bears a place or is an average: such a
        number bounds nothing for the town.
    """

    new: tuple[str, ...]
    replaced: tuple[str, ...]
    completed: tuple[str, ...]
    facts: int
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortlisted:
    """A shortlist, with the failures seen elsewhere that it calls to mind."""

    needs: Mapping[str, float]
    context: Context
    shortlist: Shortlist
    warnings: tuple[Warned, ...]


def opened(own: Path | None = None, *, study: Path | None = None, today: str = "") -> Catalogue:
    """Open the catalogue, with a town's own solutions and facts if it has any.

    Parameters
    ----------
    own
        A workbook made by `exported`, completed or not.
    study
        Folder of a study that was run: without `own`, the workbook that its settings name.
    today
        ISO 8601: a fact of the town dated later is a fault. Empty if no day is asked for.

    Raises
    ------
    UnreadableFileError
        If the file is absent, damaged or no workbook.
    FaultyFileError
        With every fault of the file.
    """
    found = own or (study and _own(study))
    if not found:
        return shipped()
    read = _read(found, today)
    return shipped().joined(read.catalogue, read.more)


def _own(study: Path) -> Path | None:
    shop = _shop(study)
    entries = shop.of_kind("catalogue")
    return shop.path(entries[0].id) if entries else None


def _read(path: Path, today: str) -> Read:
    rows = catalogue_workbook.read(path)
    known = list(shipped().solutions)
    read = understood(rows.solutions, rows.facts, known=known, today=today)
    faults = rows.faults + read.faults
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    return read


def checked(path: Path, *, today: str = "") -> Checked:
    """Check a town's own file, and say what it brings.

    Parameters
    ----------
    path, today
        As in `opened`.

    Raises
    ------
    UnreadableFileError, FaultyFileError
        As `opened`.
    """
    read = _read(path, today)
    ours = shipped()
    told = read.catalogue.solutions
    return Checked(
        new=tuple(id_ for id_ in told if id_ not in ours),
        replaced=tuple(id_ for id_, one in told.items() if id_ in ours and one != ours[id_]),
        completed=tuple(read.more),
        facts=sum(len(one.facts) for one in read.catalogue) + sum(map(len, read.more.values())),
        elsewhere=_elsewhere(read),
    )


def _elsewhere(read: Read) -> tuple[str, ...]:
    """List the solutions of which a town's file tells, by itself, numbers seen elsewhere."""
    ours = shipped()
    told = {one.id: one.facts for one in read.catalogue} | dict(read.more)
    return tuple(
        id_
        for id_, facts in told.items()
        if any(f.is_elsewhere and (id_ not in ours or f not in ours[id_].facts) for f in facts)
    )


def exported(path: Path, catalogue: Catalogue, *, found: Shortlisted | None = None) -> None:
    """Write the catalogue as a workbook that a town may complete.

    Parameters
    ----------
    path
        Where to write.
    catalogue
        The catalogue.
    found
        A shortlist: only what answers its needs is written, with the reasons of what is left out.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    kept = list(catalogue) if found is None else list(catalogue.serving(found.needs))
    exclusions = [] if found is None else _exclusions(found.shortlist)
    catalogue_workbook.write(
        path, solution_rows(kept), fact_rows(kept), lists=admitted(), exclusions=exclusions
    )


def _exclusions(found: Shortlist) -> list[Sequence[str]]:
    needs = known_needs()
    rows: list[Sequence[str]] = [("solution", "besoins", "raison", "ce qui la lèverait", "classe")]
    rows += [
        (
            one.solution.name.fr,
            " ; ".join(needs[need].name.fr for need in one.needs),
            reason.says.fr,
            reason.lift.fr,
            reason.fact.evidence,
        )
        for one in found.excluded
        for reason in one.reasons
    ]
    return rows


def context(study: Path | None, said: Context) -> Context:
    """Complete what a person says of a town by what its study knows.

    Parameters
    ----------
    study
        Folder of a study that was run; None if there is none.
    said
        What the person says: it comes before what the study knows.

    Raises
    ------
    InputError
        If the study was never run.
    """
    if study is None:
        return said
    shop = _shop(study)
    if "maturity" in shop.results.index():
        said = of_maturity(shop.document("maturity"), said)
    said = of_sources(held(shop, shop.results.index()), said)
    return of_town(Town(**shop.document("commune")["town"]), said)


def of_town(town: Town, said: Context) -> Context:
    """Complete a context by what the national registers say of a town."""
    known = {
        "population": _number(town.population),
        "epci_population": _number(town.epci_population),
        "density": None if town.density is None else town.density * 1e6,
        "region": town.region,
        "is_overseas": town.department.startswith(OVERSEAS) if town.department else None,
        "in_programme": bool(town.acv or town.acv2 or town.pvd) if town.is_french else None,
    }
    missing = {name: value for name, value in known.items() if getattr(said, name) is None}
    return replace(said, **missing)  # type: ignore[arg-type]  # each under its own name


def of_sources(proven: tuple[Held, ...], said: Context) -> Context:
    """Complete a context by what the study's own sources prove that the town has.

    What is said already comes first; what no source proves stays unknown.
    """
    return replace(said, has={**flags(proven), **said.has})


def of_maturity(scored: Mapping[str, Any], said: Context) -> Context:
    """Complete a context by the stages and the means that a study's maturity tells.

    Parameters
    ----------
    scored
        The document ``maturity`` of a study: ``stages`` by line, and ``capacity`` with days a
        month, investment and operation as intervals or null. Upper bounds count: a solution is
        only left out for what is surely lacking.
    said
        What is said already: it comes first.
    """
    means = {name: bounds[1] if bounds else None for name, bounds in scored["capacity"].items()
             if name in ("days", "investment", "operation")}  # fmt: skip
    days = None if means["days"] is None else MONTHS * means["days"]
    return replace(
        said,
        maturity={**scored["stages"], **said.maturity},
        staff_days=days if said.staff_days is None else said.staff_days,
        budget_build=means["investment"] if said.budget_build is None else said.budget_build,
        budget_run=means["operation"] if said.budget_run is None else said.budget_run,
    )


def _number(count: int | None) -> float | None:
    return None if count is None else float(count)


def needs_of(study: Path) -> dict[str, float]:
    """Return the needs that a study has weighed, from what its data and its people say.

    Returns
    -------
    Weights above 0, by id, the heaviest first; needs of which nothing is said are left out. [0-100]

    Raises
    ------
    InputError
        If the study was never run, or speaks of no need.
    """
    told = (WeighedNeed.from_json(one) for one in _shop(study).document("needs")["needs"])
    weights = {one.id: one.sure for one in told if one.sure}
    if not weights:
        raise InputError(
            "Study {study} weighs no need yet. Name one or more: --need find-parking",
            study=str(study),
        )
    return dict(sorted(weights.items(), key=lambda one: -one[1]))


def _shop(study: Path) -> Workshop:
    given = settings.read(study)
    shop = Workshop(study, given, manifest.read(study), results.Results(study / RESULTS))
    if "diagnosis" not in shop.results.index():
        raise InputError(
            "Study {study} has no results yet. Run it first: beffroi study run {study}",
            study=str(study),
        )
    return shop


def shortlisted(catalogue: Catalogue, asked: Mapping[str, float], where: Context) -> Shortlisted:
    """Shortlist solutions for a town, and call to mind what failed elsewhere.

    Parameters
    ----------
    catalogue
        The catalogue.
    asked
        Weights by id of need.
    where
        The town.
    """
    found = shortlist(catalogue, asked, where)
    told = warnings((one.solution for one in found.kept), where)
    return Shortlisted(asked, where, found, told)


def matrix(columns: Sequence[Solution]) -> tuple[tuple[Verdict, ...], ...]:
    """Confront solutions with every requirement: one row a requirement."""
    return compliance(columns)


def write_matrix(path: Path, columns: Sequence[Solution]) -> None:
    """Write the matrix of requirements and solutions as a workbook, in French.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    rows = [("exigence", *(one.name.fr for one in columns), "source")]
    rows += [
        (
            requirements()[line[0].requirement].name.fr,
            *(verdict_words(cell).fr for cell in line),
            requirements()[line[0].requirement].source,
        )
        for line in matrix(columns)
    ]
    catalogue_workbook.write_table(path, "Conformité", rows)


def verdict_words(cell: Verdict) -> Words:
    """Say a cell of the matrix: its state, what is to be done, the class of its fact."""
    said = STATES[cell.state]
    if cell.note is not None:
        said = Words("{state} : {note}", "{state}: {note}").filled(state=said, note=cell.note)
    if cell.fact is None or cell.state == "unknown":
        return said
    return both("{state} ({evidence})", state=said, evidence=cell.fact.evidence)


def costs(
    asked: Sequence[Solution], *, years: int, quantities: Mapping[str, float], rate: float
) -> tuple[Cost, ...]:
    """Reckon what solutions cost over some years.

    Parameters
    ----------
    asked
        The solutions.
    years
        >= 1. [year]
    quantities
        How many of each measure; one town where no price is told for these.
    rate
        Rate of discount, >= 0. [1/year]
    """
    return tuple(cost(one, years=years, quantities=quantities or None, rate=rate) for one in asked)


def fresh(catalogue: Catalogue, *, today: str) -> Freshness:
    """Say how much the catalogue knows, how old it is, and what to check first."""
    return freshness(catalogue, today=today)
