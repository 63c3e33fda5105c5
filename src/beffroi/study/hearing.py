"""Hearing of a study: its surveys and notes read one by one, what cannot be used left out and said.

A study stands on its map; what people said of the town completes it. A file of answers, margins or
notes that cannot be used is left out with the reason, and costs neither the study nor the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from beffroi.formats import notes as note_files
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words
from beffroi.study import surveys, usages
from beffroi.study.settings import Settings
from beffroi.study.snapshots import said_of
from beffroi.study.survey_blocks import SurveySettings, is_file
from beffroi.study.usages import Given

NOTES = "notes"
LEFT_OUT = Words(
    fr="L'enquête « {file} » a été laissée de côté, rien n'en est compté : ",
    en='The survey "{file}" was left out, nothing of it is counted: ',
)
UNWEIGHTED = Words(
    fr="Les marges « {file} » n'ont pas pu servir, les réponses sont comptées sans pondération : ",
    en='The margins "{file}" could not be used, the answers are counted without weights: ',
)
NO_NOTES = Words(
    fr="Les notes « {file} » ont été laissées de côté : ",
    en='The notes "{file}" were left out: ',
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of a study that could not be used.

    Attributes
    ----------
    id
        Its id among the sources.
    why
        What its reader said.
    says
        What follows from it, with the reason.
    """

    id: str
    why: Words
    says: Words


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What people said, as far as it could be read.

    Attributes
    ----------
    given
        Surveys that can be used, and weighted where margins are given.
    notes
        Coded notes; None without any.
    left_out
        Files that could not be used.
    """

    given: tuple[Given, ...]
    notes: Path | None
    left_out: tuple[LeftOut, ...]


def heard(
    settings: Settings, paths: Mapping[str, Path], refused: Mapping[str, Words] | None = None
) -> Heard:
    """Read the surveys and the notes of a study, and leave out what cannot be used.

    Parameters
    ----------
    settings
        Of the study.
    paths
        Where its sources are, by id; those that are not there are not spoken of.
    refused
        Answers that could not be copied, by id, and why.
    """
    given, left_out = list[Given](), list[LeftOut]()
    for number, survey in enumerate(settings.surveys, 1):
        own, why = f"survey-{number}", (refused or {}).get(f"survey-{number}")
        if why is not None:
            left_out.append(_left_out(own, LEFT_OUT, Path(survey.answers), why))
        elif own in paths:
            one, without = _read(own, survey, paths)
            given += [one] if one is not None else []
            left_out += without
    notes, unread = _noted(paths.get(NOTES))
    return Heard(tuple(given), notes, (*left_out, *unread))


def _read(
    own: str, survey: SurveySettings, paths: Mapping[str, Path]
) -> tuple[Given | None, list[LeftOut]]:
    """Read a survey, without its margins if they are at fault."""
    form = str(paths[f"{own}-form"]) if is_file(survey.form) else survey.form
    margins = paths[f"{own}-margins"] if survey.margins else None
    try:
        given = Given(
            answers=surveys.read_answers(paths[own], form),
            path=paths[own],
            margins=margins,
            population=survey.population,
            date=survey.date,
        )
        bare = replace(given, margins=None)
        usages.refuse_unusable(bare)
    except InputError as error:
        return None, [_left_out(own, LEFT_OUT, paths[own], said_of(error, paths[own]))]
    try:
        usages.refuse_unusable(given)
    except InputError as error:
        at_fault = margins or paths[own]
        return bare, [_left_out(f"{own}-margins", UNWEIGHTED, at_fault, said_of(error, at_fault))]
    return given, []


def _noted(path: Path | None) -> tuple[Path | None, list[LeftOut]]:
    if path is None:
        return None, []
    try:
        note_files.read(path)
    except InputError as error:
        return None, [_left_out(NOTES, NO_NOTES, path, said_of(error, path))]
    return path, []


def _left_out(id_: str, sentence: Words, file: Path, why: Words) -> LeftOut:
    lead = sentence.filled(file=file.name)
    return LeftOut(id_, why, Words(fr=lead.fr + why.fr, en=lead.en + why.en))
