"""Usages in a study: answers, margins and notes become figures, declared needs and evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.engines.usages import diagnosis, indicators, ranking
from beffroi.engines.usages import notes as coded_notes
from beffroi.engines.usages.inputs import Inputs, Survey
from beffroi.engines.usages.respondents import Respondents, respondents
from beffroi.engines.usages.secrecy import least_told
from beffroi.engines.usages.wording import POOLED, TOO_FEW, weighting_words
from beffroi.formats import margins as margin_files
from beffroi.formats import notes as note_files
from beffroi.foundation.figures import Source
from beffroi.foundation.files import sha256
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.numbers import said
from beffroi.territory.finding import Finding
from beffroi.territory.need import Evidence, known_needs
from beffroi.territory.outcome import Outcome
from beffroi.territory.questionnaire import SUBMITTED, Answers
from beffroi.territory.reading import Reading

PUBLISHER = "Enquête locale"
_UNUSED = Words(
    fr="Les marges « {file} » n'ont servi à rien : personne parmi les répondants n'est de ceux que "
    "le recensement compte (les habitants).",
    en='The margins "{file}" were of no use: nobody among the respondents is of those whom the '
    "census counts (the inhabitants).",
)
_TOGETHER = Words(fr="Enquêtes et publics réunis", en="Surveys and people together")
_ORDERED = Words(
    fr="{rank}. {need} : {share} (de {low} à {high}), {n} réponses",
    en="{rank}. {need}: {share} ({low} to {high}), {n} answers",
)
_HIDDEN = Words(
    fr="{rank}. {need} : part masquée (de {low} à {high}), {n} réponses",
    en="{rank}. {need}: share hidden ({low} to {high}), {n} answers",
)


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """The answers to a survey, and what may weight them.

    Attributes
    ----------
    answers
        As read from `path`.
    path
        The export that they were read from.
    margins
        CSV of census margins; None to leave the answers unweighted.
    population
        People of whom the survey speaks; None where unknown. [person]
    bounds
        Least and largest ratio of a weight to the mean one; None to set no bound. [1]
    date
        Day or month of the survey, ISO 8601; empty for that of the first answer.
    """

    answers: Answers
    path: Path
    margins: Path | None = None
    population: float | None = None
    bounds: tuple[float, float] | None = None
    date: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Usages:
    """What surveys and notes say.

    Attributes
    ----------
    outcome
        Figures, exhibits, and the tables `declared_needs` and `notes`.
    findings
        The heaviest first.
    people
        Evidence with its need, as `territory.weighing.weighed` takes it: surveys, then notes.
    warnings
        What was repaired, set to unknown or set aside, in every file.
    lines
        Declared needs in words: for each survey and kind of people a title, what the intervals
        allow to say of the order, the needs with their intervals, and what the weights are.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    people: tuple[tuple[str, Evidence], ...]
    warnings: tuple[Words, ...]
    lines: tuple[Words, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what surveys and notes say in the documented JSON shape."""
        declared = self.outcome.tables.get("declared_needs", pd.DataFrame())
        return {
            "figures": [figure.as_json() for figure in self.outcome.figures],
            "findings": [finding.as_json() for finding in self.findings],
            "warnings": [words.as_json() for words in self.warnings],
            "declared_needs": [
                {str(key): None if pd.isna(cell) else cell for key, cell in row.items()}
                for row in declared.to_dict("records")
            ],
            "evidence": [{"need": need} | one.as_json() for need, one in self.people],
            "exhibits": [exhibit.as_json() for exhibit in self.outcome.exhibits],
        }


def usages(given: Sequence[Given], notes: Path | None = None, *, drawer: str = "") -> Usages:
    """Weight, tabulate and rank the answers to surveys, and code the notes.

    Parameters
    ----------
    given
        Surveys.
    notes
        Coded notes; None without any.
    drawer
        Who drew the files of a town that does not exist; empty where people were asked.

    Raises
    ------
    InputError
        If a file of margins or notes cannot be used, or if answers cannot be weighted to their
        margins: the message names the categories at fault.
    """
    read = [None if one.margins is None else margin_files.read(one.margins) for one in given]
    surveys = tuple(_survey(one, reading, drawer) for one, reading in zip(given, read, strict=True))
    noted = None if notes is None else note_files.read(notes)
    inputs = Inputs(
        surveys,
        None if noted is None else noted.table,
        () if notes is None or noted is None else (_note_source(notes, noted, drawer),),
    )
    outcome = indicators.outcome(inputs)
    groups = [group for survey in surveys for group in respondents(survey)]
    declared = outcome.tables.get("declared_needs")
    asked = () if declared is None else ranking.evidence(declared, groups)
    told = coded_notes.evidence(outcome.tables["notes"]) if "notes" in outcome.tables else ()
    warnings = [words for one in given for words in one.answers.warnings]
    warnings += [words for reading in read if reading is not None for words in reading.warnings]
    warnings += [words for group in groups for words in group.warnings]
    warnings += _unused_margins(given, groups)
    return Usages(
        outcome=outcome,
        findings=diagnosis.diagnosis(outcome.figures),
        people=(*asked, *told),
        warnings=(*warnings, *(noted.warnings if noted else ())),
        lines=() if declared is None else tuple(_lines(declared, groups)),
    )


def _unused_margins(given: Sequence[Given], groups: Sequence[Respondents]) -> list[Words]:
    """Say which margins weight nobody."""
    weighted = {group.survey.id for group in groups if group.raking is not None}
    return [
        _UNUSED.filled(file=one.margins.name)
        for one in given
        if one.margins is not None and one.answers.questionnaire.id not in weighted
    ]


def refuse_unusable(given: Given) -> None:
    """Refuse a survey whose answers cannot be counted, or cannot be weighted to its margins.

    Raises
    ------
    InputError
        If they cannot: the message says why.
    """
    margins = None if given.margins is None else margin_files.read(given.margins)
    respondents(_survey(given, margins, ""))


def _survey(given: Given, margins: Reading | None, drawer: str) -> Survey:
    form = given.answers.questionnaire
    submitted = given.answers.table[SUBMITTED].dropna()
    first = str(submitted.min())[:10] if len(submitted) else ""
    source = Source(
        id=form.id,
        name=form.title.fr,
        publisher=drawer or PUBLISHER,
        date=given.date or first,
        licence="",
        file=given.path.name,
        sha256=sha256(given.path),
    )
    if margins is None or given.margins is None:
        return Survey(given.answers, (source,), population=given.population)
    census = Source(
        id="census_margins",
        name="Marges du recensement",
        publisher=drawer or "INSEE, table donnée avec l'enquête",
        date=margins.date,
        licence="",
        file=given.margins.name,
        sha256=sha256(given.margins),
    )
    return Survey(
        answers=given.answers,
        sources=(source,),
        margins=margins.table,
        margin_sources=(census,),
        population=given.population,
        bounds=given.bounds,
    )


def _note_source(path: Path, reading: Reading, drawer: str) -> Source:
    days = reading.table["date"].dropna()
    return Source(
        id="notes",
        name="Notes d'entretiens, d'observations et d'ateliers",
        publisher=drawer or PUBLISHER,
        date=str(days.min()) if len(days) else "",
        licence="",
        file=path.name,
        sha256=sha256(path),
    )


def _lines(declared: pd.DataFrame, groups: Sequence[Respondents]) -> Iterator[Words]:
    by_key = {(group.survey.id, group.people): group for group in groups}
    for (survey, people, _), rows in declared.groupby(["survey", "people", "question"], sort=False):
        group = by_key.get((str(survey), str(people)))
        if group is None and len(ranking.entering(declared)) < 2:
            continue
        yield _TOGETHER if group is None else _titled(group)
        yield ranking.order(rows)
        yield from (_line(row) for row in rows.to_dict("records"))
        yield from ranking.veil_words(rows)
        yield from (POOLED,) if group is None else (weighting_words(group),)
    if len(groups) > 1:
        yield from ranking.left_out_words(declared, groups)
    few = (group for group in groups if len(group.table) < least_told())
    yield from (TOO_FEW.filled(people=g.people_words, least=least_told()) for g in few)


def _titled(group: Respondents) -> Words:
    return Words(fr="{title} ({people})", en="{title} ({people})").filled(
        title=group.questionnaire.title, people=group.people_words
    )


def _line(row: dict[Any, Any]) -> Words:
    low, high = row["rank_low"], row["rank_high"]
    shares = {
        name: Words(*(said(float(row[name]), "1", language) for language in LANGUAGES))
        for name in ("share", "low", "high")
        if not pd.isna(row[name])
    }
    sentence = _HIDDEN if pd.isna(row["share"]) else _ORDERED
    return sentence.filled(
        rank=str(low) if low == high else f"{low}–{high}",
        need=known_needs()[row["need"]].name,
        n=str(row["n"]),
        **shares,
    )
