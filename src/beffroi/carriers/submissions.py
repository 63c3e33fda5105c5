"""Submissions of a survey: which of them count, under which pseudonym, and what they answer."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from beffroi.carriers import values
from beffroi.carriers.exports import Export
from beffroi.carriers.headings import Part, plain
from beffroi.carriers.replies import Ledger, understood, without_names
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.questionnaire import (
    RESPONDENT,
    SUBMITTED,
    Answers,
    Pseudonymised,
    Questionnaire,
    framed,
)

DIGITS = 16
"""Of the hash that stands for a respondent."""
NO_DATE = "1980-01-01"
"""What LimeSurvey writes for the day of a submission that it was told not to date."""
MOST_NAMED = 5

_TWICE = Words(
    fr="{n} envoi(s) en double : le dernier est gardé.",
    en="{n} submission(s) sent twice: the last one is kept.",
)
_ALIKE = Words(
    fr="{n} envoi(s) sans identifiant, semblable(s) en tout à un autre : gardé(s), mais à vérifier "
    "(exporter avec l'identifiant de chaque envoi).",
    en="{n} submission(s) without an identifier, alike in everything to another one: kept, but to "
    "be checked (export them with the identifier of each submission).",
)
_WRONG_FORM = Words(
    fr="Est-ce le bon questionnaire ? Colonnes qui lui sont étrangères : {strange} ; questions "
    "sans colonne : {lost} sur {n}.",
    en="Is it the right form? Columns foreign to it: {strange}; questions without a column: {lost} "
    "of {n}.",
)
_BLANK = Words(
    fr="{n} envoi(s) sans aucune réponse, écarté(s).",
    en="{n} submission(s) without any answer, set aside.",
)
_NO_COLUMN = Words(
    fr="{n} question(s) du questionnaire sans colonne dans le fichier, donc inconnue(s) ({names}).",
    en="{n} question(s) of the form without a column in the file, held as unknown ({names}).",
)
_NO_CHOICE = Words(
    fr="{question} : {n} choix sans colonne dans le fichier, donc inconnu(s) ({names}).",
    en="{question}: {n} choice(s) without a column in the file, held as unknown ({names}).",
)
_PERSONAL = Words(
    fr="{n} colonne(s) qui (dit|disent) qui répond, jamais lue(s) ({names}).",
    en="{n} column(s) that (tells|tell) who answers, never read ({names}).",
)
_OTHERS = Words(
    fr="{n} colonne(s) étrangère(s) au questionnaire, laissée(s) de côté ({names}).",
    en="{n} column(s) foreign to the form, left aside ({names}).",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a tool heads the columns that are not answers, written without marks (`headings.plain`).

    Attributes
    ----------
    keys
        What identifies a submission, the surest first.
    dates
        When it was sent, the surest first.
    personal
        What tells who answers: never read.
    technical
        The rest: left aside without a word.
    telling
        Those of the technical ones that say which tool wrote the file, or which submissions count.
    """

    keys: tuple[str, ...]
    dates: tuple[str, ...]
    personal: frozenset[str]
    technical: frozenset[str]
    telling: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """Submissions that a tool says do not count, and the sentence (with ``{n}``) that says so."""

    rows: pd.Series = field(hash=False)
    sentence: Words


def column(export: Export, names: Iterable[str]) -> pd.Series | None:
    """Return the first column that is headed by one of some names, written without marks."""
    bare = {plain(heading): heading for heading in reversed(export.others)}
    return next((export.cells[bare[name]] for name in names if name in bare), None)


def answers(
    export: Export,
    questionnaire: Questionnaire,
    setting: Setting,
    refused: Iterable[Refused] = (),
) -> Answers:
    """Turn the submissions of an export into the table of answers.

    Parameters
    ----------
    export
        The cells, by what they answer.
    questionnaire
        What was asked.
    setting
        How the tool heads what is no answer.
    refused
        Submissions that do not count.

    Returns
    -------
    One row a respondent. Those set aside, those sent twice, and everything unknown are counted in
    the warnings.

    Raises
    ------
    FaultyFileError
        If nothing that people answered is of the questionnaire: it is another one's file.
    """
    said = list(export.warnings)
    cells = {part: export.cells[heading] for heading, part in export.parts.items()}
    kept = pd.Series(data=True, index=export.cells.index)
    blank = pd.DataFrame({i: texts.isna() for i, texts in enumerate(cells.values())}).all(axis=1)
    keys = _keys(export, setting)
    for rows, sentence in [*((r.rows, r.sentence) for r in refused), (blank, _BLANK)]:
        kept, said = _without(kept, rows, sentence, said)
    twice = pd.Series(data=False, index=kept.index)
    twice[kept] = keys[kept].duplicated(keep="last")
    kept, said = _without(kept, twice, _TWICE, said)
    said += _alike(export, setting, kept)
    ledger = Ledger()
    columns = {RESPONDENT: keys[kept], SUBMITTED: _dates(export, setting)[kept]}
    own = {part: texts[kept] for part, texts in cells.items()}
    for question in questionnaire.asked:
        columns |= understood(question, own, ledger)
    table = framed(questionnaire, pd.DataFrame(columns).reset_index(drop=True))
    _refuse_strange(export, table)
    said = [*_doubted(export, setting, questionnaire), *said]
    said += [
        *_lacking(questionnaire, cells),
        *ledger.warnings(),
        *_left(export, setting, questionnaire),
    ]
    return Answers(table, questionnaire, tuple(said), export.rows)


def pseudonymised(export: Export, questionnaire: Questionnaire, setting: Setting) -> Pseudonymised:
    """Keep of an export the columns that are read, and nothing that tells who answers.

    Parameters
    ----------
    export
        The cells, by what they answer.
    questionnaire
        What was asked: names, e-mails and telephones are erased from open answers.
    setting
        How the tool heads what is no answer.
    """
    needed = {*setting.keys, *setting.dates, *setting.telling} - setting.personal
    names = [str(name) for name in export.cells]
    kept = [name for name in names if name in export.parts or plain(name) in needed]
    silent = {*setting.technical, *needed} - setting.personal
    left = [name for name in names if name not in kept and not _plain_ends(name) & silent]
    cells, ledger = export.cells[kept].copy(), Ledger()
    for heading, part in export.parts.items():
        if questionnaire.question(part.question).kind == "text":
            cells[heading] = without_names(part.question, cells[heading], ledger)
    whole = len(kept) == len(names) and cells.equals(export.cells)
    text = str(cells.to_csv(index=False, lineterminator="\n"))
    return Pseudonymised(text, whole, tuple(left), (*export.warnings, *ledger.warnings()))


def _refuse_strange(export: Export, table: pd.DataFrame) -> None:
    if len(table) and table.drop(columns=[RESPONDENT, SUBMITTED]).isna().all(axis=None):
        fault = both(
            "none of its {n} submissions holds an answer that the questionnaire offers",
            n=len(table),
        )
        raise FaultyFileError(export.path, format_name=export.format_name, faults=[fault])


def _without(
    kept: pd.Series, rows: pd.Series, sentence: Words, said: list[Words]
) -> tuple[pd.Series, list[Words]]:
    """Set rows aside and say how many of those still kept they are."""
    n = int((kept & rows).sum())
    return kept & ~rows, [*said, sentence.filled(n=str(n))] if n else said


def _alike(export: Export, setting: Setting, kept: pd.Series) -> list[Words]:
    """Count the submissions that nothing tells apart from another one: they have no identifier."""
    given = column(export, setting.keys)
    nameless = kept if given is None else kept & given.isna()
    n = int(export.cells[nameless].duplicated().sum())
    return [_ALIKE.filled(n=str(n))] if n else []


def _doubted(export: Export, setting: Setting, questionnaire: Questionnaire) -> list[Words]:
    """Doubt that a file answers a form, where most of either is foreign to the other."""
    strange = len(_strange(export, setting, questionnaire))
    there = {part.question for part in export.parts.values()}
    lost = sum(question.name not in there for question in questionnaire.asked)
    n = len(questionnaire.asked)
    if not strange or not lost or (strange <= len(export.parts) and 2 * lost <= n):
        return []
    return [_WRONG_FORM.filled(strange=str(strange), lost=str(lost), n=str(n))]


def _keys(export: Export, setting: Setting) -> pd.Series:
    """Return a pseudonym for each submission: the hash of its identifier, or its place."""
    given = column(export, setting.keys)
    place = pd.Series(range(1, len(export.cells) + 1), index=export.cells.index).astype("string")
    here = place.radd("row:")
    found = here if given is None else given.fillna(here)
    return found.map(lambda key: hashlib.sha256(key.encode()).hexdigest()[:DIGITS]).astype("string")


def _dates(export: Export, setting: Setting) -> pd.Series:
    given = column(export, setting.dates)
    if given is None:
        return pd.Series(pd.NA, index=export.cells.index, dtype="string")
    dates = values.dates(given).values
    return dates.mask((dates == NO_DATE).fillna(value=False))


def _lacking(questionnaire: Questionnaire, cells: dict[Part, pd.Series]) -> list[Words]:
    """Say which questions and which choices have no column."""
    there = {part.question for part in cells}
    lost = [question.name for question in questionnaire.asked if question.name not in there]
    said = [_NO_COLUMN.filled(n=str(len(lost)), names=_named(lost))] if lost else []
    for question in questionnaire.asked:
        apart = {part.choice for part in cells if part.question == question.name and part.choice}
        missing = [choice.name for choice in question.choices if choice.name not in apart]
        if apart and missing and Part(question.name) not in cells:
            said.append(
                _NO_CHOICE.filled(
                    question=question.name, n=str(len(missing)), names=_named(missing)
                )
            )
    return said


def _left(export: Export, setting: Setting, questionnaire: Questionnaire) -> list[Words]:
    """Say which columns were not read."""
    bare = {heading: _plain_ends(heading) for heading in export.others}
    personal = [heading for heading, ends in bare.items() if ends & setting.personal]
    strange = _strange(export, setting, questionnaire)
    said = []
    if personal:
        said.append(_PERSONAL.filled(n=str(len(personal)), names=_named(personal)))
    if strange:
        said.append(_OTHERS.filled(n=str(len(strange)), names=_named(strange)))
    return said


def _strange(export: Export, setting: Setting, questionnaire: Questionnaire) -> list[str]:
    """List the headings that are neither of the questionnaire nor of the tool."""
    notes = {
        plain(text)
        for question in questionnaire.questions
        if question.kind == "note"
        for text in (question.name, question.label.fr, question.label.en)
    }
    usual = {*notes, *setting.keys, *setting.dates, *setting.technical, *setting.personal}
    return [heading for heading in export.others if not _plain_ends(heading) & usual]


def _plain_ends(heading: str) -> set[str]:
    """Write a heading without marks, with and without the group before it."""
    return {plain(heading), plain(heading.rpartition("/")[2]), plain(heading.rpartition(":")[2])}


def _named(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:MOST_NAMED])
    return shown + (", …" if len(names) > MOST_NAMED else "")
