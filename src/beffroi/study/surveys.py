"""Surveys: a questionnaire chosen or brought, written for the field, and its answers read."""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from beffroi.engines.usages.answering import hides_a_condition
from beffroi.engines.usages.counting import counted, main_kind, shown_kinds
from beffroi.engines.usages.secrecy import least_shown, least_told
from beffroi.formats import kobo, limesurvey, xlsform
from beffroi.formats import quarters as quarter_files
from beffroi.formats.xlsform import Form
from beffroi.foundation.errors import InputError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words
from beffroi.store.tables import write_table
from beffroi.territory.questionnaire import Answers, Pseudonymised, Question, Questionnaire, columns
from beffroi.territory.questionnaires import known_questionnaires, with_quarters

TOOLS = {"kobo": kobo.read, "limesurvey": limesurvey.read}
"""Tools whose exports are read; ODK's have KoboToolbox's shape."""
KEEPERS = {"kobo": kobo.without_persons, "limesurvey": limesurvey.without_persons}
"""What keeps of an export the columns that are read, by tool."""
Bools = npt.NDArray[np.bool_]
WORKBOOK, TABLE = ".xlsx", ".parquet"
EVERYBODY = Words(fr="", en="")
"""Stands for all kinds of people."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many people chose one of the answers offered; None where it would tell of a few."""

    name: str
    label: Words
    n: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many people answered a question, and what those who chose among answers chose.

    `answered` is None where it would tell of a few. `people` is the kind of people that is counted,
    of which the most answered; empty where all are.
    """

    question: Question
    answered: int | None
    chosen: tuple[Chosen, ...]
    people: Words = EVERYBODY

    @property
    def hides(self) -> bool:
        """Whether a number is not told."""
        return self.answered is None or any(one.n is None for one in self.chosen)

    def as_json(self) -> dict[str, Any]:
        """Return the count as a JSON object."""
        return {
            "name": self.question.name,
            "label": self.question.label.as_json(),
            "kind": self.question.kind,
            "people": self.people.as_json() if self.people.fr else None,
            "answered": self.answered,
            "choices": [
                {"name": one.name, "label": one.label.as_json(), "n": one.n} for one in self.chosen
            ],
        }


def forms() -> tuple[Questionnaire, ...]:
    """Return the ready questionnaires, in the order in which they are offered."""
    return tuple(known_questionnaires().values())


def form(asked: str) -> Form:
    """Return a ready questionnaire by its name, or the one of an XLSForm workbook.

    Parameters
    ----------
    asked
        Name of a ready questionnaire, or path of a workbook.

    Raises
    ------
    InputError
        If it is neither.
    UnreadableFileError, HostileFileError, FaultyFileError
        If the workbook cannot be used.
    """
    ready = known_questionnaires()
    if asked in ready:
        return Form(ready[asked], ())
    if Path(asked).exists() or Path(asked).suffix:
        return xlsform.read(Path(asked))
    nearest = get_close_matches(asked, ready, n=1, cutoff=0.0)
    raise InputError(
        "No questionnaire is called {asked!r}, and no file either (nearest: {nearest}). "
        "Choose one of {known}, or give the path of an XLSForm (XLSX).",
        asked=asked,
        nearest=", ".join(nearest),
        known=", ".join(ready),
    )


def write_form(asked: str, path: Path, *, quarters: Path | None = None) -> Form:
    """Write a questionnaire as an XLSForm that the tools of the field accept, or nothing.

    Parameters
    ----------
    asked
        Name of a ready questionnaire, or path of a workbook to bring to the norm.
    path
        Workbook to write, whose name ends with ``.xlsx``.
    quarters
        CSV of the quarters of the town (`formats.quarters`), offered to those who say where they
        live; None to leave the choices as they are.

    Raises
    ------
    InputError
        If the questionnaire is unknown or asks nobody for a quarter, the path is that of the
        workbook read or does not end with ``.xlsx``, or the tools refuse the form.
    UnreadableFileError, HostileFileError, FaultyFileError
        If the workbook or the quarters given cannot be used.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    _refuse_suffix(path, WORKBOOK)
    read = form(asked)
    if Path(asked).exists() and path.exists() and path.samefile(asked):
        raise InputError(
            "{path} is the workbook that was given: choose another name, so that nothing is lost.",
            path=str(path),
        )
    if quarters is not None:
        read = replace(read, questionnaire=_located(read.questionnaire, quarters))
    with written_whole(path) as temporary:
        xlsform.write(read.questionnaire, temporary)
        xlsform.check(temporary, named=path)
    return read


def _located(questionnaire: Questionnaire, path: Path) -> Questionnaire:
    if not any(q.margin == "quarter" and q.kind == "one" for q in questionnaire.questions):
        raise InputError(
            "The questionnaire {id} asks nobody for a quarter: leave {path} out, or put "
            "'quarter' in the column beffroi_margin of the question that does.",
            id=questionnaire.id,
            path=str(path),
        )
    return with_quarters(questionnaire, quarter_files.read(path))


def read_answers(path: Path, asked: str, *, tool: str = "") -> Answers:
    """Read the answers to a questionnaire, whatever tool exported them.

    Parameters
    ----------
    path
        The export: CSV or XLSX.
    asked
        Name of a ready questionnaire, or path of the XLSForm that was used.
    tool
        One of `TOOLS`; empty to tell from the headings.

    Returns
    -------
    The answers, with what was said of the questionnaire and of the export.

    Raises
    ------
    InputError
        If the questionnaire or the tool is unknown.
    UnreadableFileError, HostileFileError, FaultyFileError
        If a file cannot be used.
    """
    if tool and tool not in TOOLS:
        raise InputError(
            "No export of {tool} is read: choose one of {known}.",
            tool=tool,
            known=", ".join(TOOLS),
        )
    read = form(asked)
    told = tool or _tool(path)
    answers = TOOLS[told](path, read.questionnaire)
    return replace(answers, warnings=read.warnings + answers.warnings)


def without_persons(path: Path, asked: str) -> Pseudonymised:
    """Keep the columns of an export of answers that are read, and none that tells who answers.

    Parameters
    ----------
    path
        The export: CSV or XLSX.
    asked
        Name of a ready questionnaire, or path of the XLSForm that was used.

    Raises
    ------
    InputError
        If the questionnaire is unknown.
    UnreadableFileError, HostileFileError, FaultyFileError
        If a file cannot be used.
    """
    return KEEPERS[_tool(path)](path, form(asked).questionnaire)


def _tool(path: Path) -> str:
    """Tell the tool that wrote an export, from its headings."""
    return "limesurvey" if limesurvey.is_export(path) else "kobo"


@dataclass(frozen=True, slots=True)
class Heads:
    """How many answers were read, without the kinds of people of whom there are a few.

    Attributes
    ----------
    respondents
        Respondents of the kinds of people that are counted; None where all are of a few. [answer]
    set_aside
        Rows of the file that are no answer. [row]
    rows
        Rows of the file; None where they would tell how many the others are. [row]
    """

    respondents: int | None
    set_aside: int
    rows: int | None

    def as_json(self) -> dict[str, int | None]:
        """Return the numbers as a JSON object."""
        return {
            "rows": self.rows, "respondents": self.respondents, "set_aside": self.set_aside,
        }  # fmt: skip


def heads(answers: Answers) -> Heads:
    """Count the answers read; a kind of people of fewer than `least_shown` persons is left out."""
    kept = shown_kinds(answers.table, answers.questionnaire)
    rows = answers.rows if kept.all() else None
    return Heads(_sum(np.ones(len(kept), dtype=bool), kept), answers.set_aside, rows)


def counts(answers: Answers) -> tuple[Count, ...]:
    """Count the answers to each question, unweighted, and hide what would tell of a few persons."""
    return tuple(_count(answers, question) for question in answers.questionnaire.asked)


def hidden_words() -> Words:
    """Say what a count that is not told hides, and of whom the others are."""
    return Words(
        fr="… : moins de {least} personnes d'un côté ou de l'autre, ou de quoi les recalculer. "
        "Chaque question est comptée parmi le public qui y a le plus répondu, à partir de {told} "
        "réponses.",
        en="…: fewer than {least} persons on one side or the other, or what would give them away. "
        "Each question is counted among the kind of people that answered it most, from {told} "
        "answers on.",
    ).filled(least=least_shown(), told=least_told())


def _count(answers: Answers, question: Question) -> Count:
    form_, table = answers.questionnaire, answers.table
    if not question.choices:
        return _freely(answers, question)
    told = counted(table, form_, question)
    chosen = tuple(
        Chosen(choice.name, choice.label, n)
        for choice, n in zip(question.choices, told.choices, strict=True)
    )
    return Count(question, told.answered, chosen, _kind_words(form_, told.people))


def _freely(answers: Answers, question: Question) -> Count:
    """Count those of the main kind of people who answered in their own words, or by a number."""
    form_, table = answers.questionnaire, answers.table
    own = [name for name in columns(form_) if _is_of(name, question)]
    answered = table[own].notna().any(axis=1).to_numpy(dtype=bool)
    name, those = main_kind(table, form_, answered)
    n = int(those.sum())
    tells = n == 0 or (n >= least_shown() and not hides_a_condition(table, form_, question))
    return Count(question, n if tells else None, (), _kind_words(form_, name))


def _kind_words(questionnaire: Questionnaire, name: str) -> Words:
    """Name a kind of people as its question does."""
    labels = [
        choice.label
        for question in questionnaire.questions
        if question.name == questionnaire.who
        for choice in question.choices
        if choice.name == name
    ]
    return labels[0] if labels else EVERYBODY


def _sum(those: Bools, kept: Bools) -> int | None:
    """Count those who are kept; None where there are some, and none of them is kept."""
    return int((those & kept).sum()) if kept.any() or not those.any() else None


def _is_of(column: str, question: Question) -> bool:
    apart = {"several": "/", "place": "."}.get(question.kind)
    return column == question.name if apart is None else column.startswith(question.name + apart)


def write_answers(answers: Answers, path: Path) -> None:
    """Write the table of answers (Parquet), one row a respondent.

    Raises
    ------
    InputError
        If the path does not end with ``.parquet``.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    _refuse_suffix(path, TABLE)
    with written_whole(path) as temporary:
        write_table(answers.table, temporary)


def _refuse_suffix(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise InputError(
            "{path} cannot be written: give a name that ends with {suffix}.",
            path=str(path),
            suffix=suffix,
        )
