"""Cells of a DECISION.toml: written by hand, taken from a study, or from the catalogue."""

import difflib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import units_named
from beffroi.method.arbitration.decision import EVIDENCE, Bound, EvidenceClass, Performance
from beffroi.method.arbitration.decision import UNKNOWN as UNKNOWN_CELL
from beffroi.store.results import Results
from beffroi.study.decision_parts import Part, is_number

UNKNOWN = ("unknown", "inconnu", "inconnue", "?")
NUMBERS = ("value", "interval", "at_least", "at_most")
BY_HAND = (*NUMBERS, "unknown", "unit", "date", "source", "evidence", "note")
FROM_STUDY = ("figure", "study", "evidence", "note")
FROM_CATALOGUE = ("fact", "solution", "unit", "per", "elsewhere", "evidence", "note")
MEASURED: EvidenceClass = "B"
"""Class of a figure of a study that says no other: measured on published data."""
FIGURES = "figures.json"
STEP = "diagnosis"
SCENARIO = "scenario-"
"""How the names of the steps that measure scenarios begin: a rank follows, from 1."""


class Facts(Protocol):
    """What gives the facts of the catalogue's solutions."""

    def __call__(
        self, solution: str, fact: str, *, unit: str, per: str, elsewhere: bool = False
    ) -> Performance | Words:
        """Return what is known of a fact, or say why it cannot be found.

        Parameters
        ----------
        solution, fact
            Ids of the solution and of the fact.
        unit
            Unit of the criterion, in which the fact is wanted.
        per
            What it is wanted for (a town, a bay…); empty for whatever is known.
        elsewhere
            Whether what was seen elsewhere may be carried over, where this town has no number.

        Returns
        -------
        The fact, in that unit, with its sources and class; unknown, never zero, where nobody knows.
        """


class StudyFigures(Protocol):
    """What gives the figures of studies that were run."""

    def __call__(self, study: Path, figure: str) -> Figure | Words:
        """Return a figure by its id, or say why it cannot be found."""


def no_facts(
    solution: str,
    fact: str,
    *,
    unit: str,  # noqa: ARG001  (a `Facts`)
    per: str,  # noqa: ARG001
    elsewhere: bool = False,  # noqa: ARG001
) -> Words:
    """Say that no catalogue is at hand."""
    return both("the fact {fact} of {solution} cannot be looked up: there is no catalogue here",
                fact=fact, solution=solution)  # fmt: skip


def study_figure(study: Path, figure: str) -> Figure | Words:
    """Take a figure from a study that was run, or say why it cannot be found.

    Parameters
    ----------
    study
        Its folder.
    figure
        Id of the figure, as in its ``results/figures.json``.
    """
    results = Results(study / "results")
    known = results.index().get(STEP)
    if known is None:
        return both("{study} has no results: run it first (beffroi study run {study})",
                    study=str(study))  # fmt: skip
    try:
        read = json.loads(results.path(FIGURES).read_text(encoding="utf-8"))
        figures = {item["id"]: item for item in read}
    except (OSError, ValueError, KeyError, TypeError):
        return both("the results of {study} are damaged: run it again", study=str(study))
    if figure not in figures:
        close = difflib.get_close_matches(figure, figures, n=3, cutoff=0.4)
        return both("the study has no figure {figure}; the nearest are: {nearest}",
                    figure=figure, nearest=", ".join(close) or "–")  # fmt: skip
    return Figure.from_json(figures[figure])


def study_class(study: Path, figure: str) -> EvidenceClass:
    """Return the class of evidence of a figure of a study: what is assumed counts as a guess.

    Parameters
    ----------
    study
        Its folder.
    figure
        Id of the figure.

    Returns
    -------
    The class that the scenario which tells the figure declares; `MEASURED` for the other figures.
    """
    results = Results(study / "results")
    for step in (step for step in results.index() if step.startswith(SCENARIO)):
        try:
            told = json.loads(results.path(f"{step}.json").read_text(encoding="utf-8"))
            declared = told["evidence"].get(figure)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        known = next((class_ for class_ in EVIDENCE if class_ == declared), None)
        if known:
            return known
    return MEASURED


@dataclass(frozen=True, slots=True)
class Joints:
    """What cells may be joined to.

    Attributes
    ----------
    folder
        Folder that the paths of studies are relative to.
    sources
        Sources of the file, by id.
    facts, figures
        Where facts and figures come from.
    usual
        Source, evidence and date of the cells that do not say theirs.
    study
        Study of the figures that do not say theirs, relative to `folder`; empty if there is none.
    """

    folder: Path
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Facts = no_facts
    figures: StudyFigures = study_figure
    usual: Performance = UNKNOWN_CELL
    study: str = ""


def source_of(part: Part, id_: str) -> Source:
    """Read a source of the file."""
    part.only("name", "publisher", "date", "licence", "url")
    return Source(
        id=id_,
        name=part.text("name", needed=True),
        publisher=part.text("publisher", needed=True),
        date=part.day("date"),
        licence=part.text("licence"),
        url=part.text("url"),
    )


def usual_of(part: Part, sources: Mapping[str, Source]) -> Performance:
    """Read what holds for the cells that do not say otherwise."""
    part.only("source", "evidence", "date", "study")
    return Performance(
        date=part.day("date"), sources=_sources(part, sources), evidence=_evidence(part)
    )


def cell_of(part: Part, key: str, unit: str, solution: str, joints: Joints) -> Performance:
    """Read what is known of an option on a criterion.

    Parameters
    ----------
    part
        The cells of the option.
    key
        Id of the criterion.
    unit
        Unit of the criterion, for a cell that does not say its own.
    solution
        Solution of the option, for a fact that does not say its own.
    joints
        What cells may be joined to.
    """
    given = part.given[key]
    if isinstance(given, str) and given.strip().casefold() in UNKNOWN:
        return Performance(unit=unit)
    if is_number(given):
        given = {"value": given}
    if not isinstance(given, dict):
        part.fault(both('{key} is {found!r}: give a number, a table between braces, or "unknown"',
                        key=key, found=given))  # fmt: skip
        return Performance(unit=unit)
    cell = Part(both("{where}, {key}", where=part.where, key=key), given, part.faults)
    if _has_two_origins(cell):
        return Performance(unit=unit)
    if "figure" in given:
        cell.only(*FROM_STUDY)
        return _from_study(cell, joints)
    if "fact" in given:
        cell.only(*FROM_CATALOGUE)
        return _from_catalogue(cell, unit, solution, joints)
    cell.only(*BY_HAND)
    return _by_hand(cell, unit, joints)


def _has_two_origins(cell: Part) -> bool:
    origins = [key for key in ("figure", "fact", "unknown") if key in cell.given]
    own = [key for key in NUMBERS if key in cell.given]
    bounds = {"at_least", "at_most"} & set(own)
    if len(origins) > 1 or (origins and own) or (bounds and len(own) > 1):
        cell.fault(both("{names} exclude each other", names=", ".join([*origins, *own])))
        return True
    return False


def _by_hand(cell: Part, unit: str, joints: Joints) -> Performance:
    value, (interval, bound) = cell.number("value"), _interval(cell)
    if not {*NUMBERS, "unknown"} & set(cell.given):
        cell.fault(both("give value, interval, figure or fact, or unknown = true"))
    if cell.truth("unknown") or (value is None and interval is None):
        return Performance(unit=cell.text("unit") or unit, note=cell.text("note"))
    sources = _sources(cell, joints.sources) or joints.usual.sources
    dates = sorted(source.date for source in sources if source.date)
    return Performance(
        value=value,
        interval=interval,
        unit=cell.text("unit") or unit,
        date=cell.day("date") or joints.usual.date or (dates[0] if dates else ""),
        sources=sources,
        evidence=_evidence(cell) or joints.usual.evidence,
        note=cell.text("note"),
        bound=bound,
    )


def _interval(cell: Part) -> tuple[tuple[float, float] | None, Bound]:
    """Read an interval; one end of it is infinite where only the other is known."""
    least, most = cell.number("at_least"), cell.number("at_most")
    if least is not None:
        return (least, math.inf), "least"
    if most is not None:
        return (-math.inf, most), "most"
    return cell.pair("interval"), ""


def _from_study(cell: Part, joints: Joints) -> Performance:
    id_ = cell.text("figure", needed=True)
    study = cell.text("study", needed=not joints.study) or joints.study
    if not study:
        return Performance()
    found = joints.figures(joints.folder / study, id_)
    if isinstance(found, Words):
        cell.fault(found)
        return Performance()
    known = performance_of(found, study, joints)
    return replace(known, evidence=_evidence(cell) or known.evidence, note=cell.text("note"))


def performance_of(found: Figure, study: str, joints: Joints) -> Performance:
    """Put a figure of a study in the form of a cell.

    Parameters
    ----------
    found
        The figure.
    study
        Its study, relative to the folder of `joints`.
    joints
        Where the decision stands.
    """
    is_least = found.minimum and found.value is not None
    low = found.interval[0] if found.interval else found.value
    return Performance(
        value=None if is_least else found.value,
        interval=(low, math.inf) if is_least and low is not None else found.interval,
        bound="least" if is_least else "",
        unit=found.unit,
        date=found.date,
        sources=found.sources,
        evidence=study_class(joints.folder / study, found.id),
        figure=f"{study}: {found.id}",
    )


def _from_catalogue(cell: Part, unit: str, solution: str, joints: Joints) -> Performance:
    fact, named = cell.text("fact", needed=True), cell.text("solution") or solution
    if not named:
        cell.fault(both("a fact needs the solution that it speaks of (solution = {example})",
                        example='"S062"'))  # fmt: skip
        return Performance()
    found = _fact(cell, named, fact, cell.text("unit") or unit, joints.facts)
    if isinstance(found, Words):
        cell.fault(found)
        return Performance()
    note = cell.text("note") or found.note
    return replace(
        found,
        figure=found.figure or f"{named}: {fact}",
        note=note,
        evidence=_evidence(cell) or found.evidence,
    )


def _fact(cell: Part, solution: str, fact: str, unit: str, facts: Facts) -> Performance | Words:
    """Look a fact up in each unit that a word may name, and keep what was said of the first."""
    per, elsewhere = cell.text("per"), bool(cell.truth("elsewhere"))
    answers = [
        facts(solution, fact, unit=one, per=per, elsewhere=elsewhere) for one in units_named(unit)
    ]
    found = [answer for answer in answers if isinstance(answer, Performance)]
    known = [answer for answer in found if answer.is_known]
    seen = [answer for answer in found if answer.remarks]
    return (known or seen or answers)[0]


def _sources(part: Part, known: Mapping[str, Source]) -> tuple[Source, ...]:
    named = part.texts("source")
    for id_ in named:
        if id_ not in known:
            close = difflib.get_close_matches(id_, known, n=1)
            part.fault(both("there is no source {id} ([sources] has: {names})", id=id_,
                            names=", ".join(close or known) or "–"))  # fmt: skip
    return tuple(known[id_] for id_ in named if id_ in known)


def _evidence(part: Part) -> EvidenceClass | None:
    found = part.one_of("evidence", EVIDENCE)
    return next((class_ for class_ in EVIDENCE if class_ == found), None)
