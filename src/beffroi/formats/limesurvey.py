"""LimeSurvey: answers as it exports them, with codes or in full words.

Format: "Export results" of LimeSurvey 3 to 6, CSV or XLSX; headings are question codes
(``Q1``, ``Q1[SQ001]``, ``Q1_SQ001``), question texts (full or cut short with ``..``), or both;
answers are codes or texts.
"""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from beffroi.carriers import exports
from beffroi.carriers.exports import Export
from beffroi.carriers.headings import Headings, Part, headings, plain
from beffroi.carriers.submissions import Refused, Setting, answers, column, pseudonymised
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.territory.questionnaire import Answers, Pseudonymised, Questionnaire

FORMAT = "export of answers (LimeSurvey)"
ANY_FORMAT = "export of answers"
"""What a file is called as long as the tool that wrote it is not known."""
KEYS = ("id", "response id", "id de la reponse", "numero de la reponse", "id reponse")
SENT = ("submitdate", "date submitted", "date de soumission", "date d envoi")
PAGE = ("lastpage", "last page", "derniere page")
MARKS = frozenset({*PAGE, *SENT, "startlanguage", "start language", "langue de depart"})
"""Headings by which an export of LimeSurvey is known."""
SETTING = Setting(
    keys=KEYS,
    dates=SENT,
    personal=frozenset({
        "ipaddr", "ip address", "adresse ip", "token", "access code", "code d acces", "firstname",
        "first name", "prenom", "lastname", "last name", "nom", "nom de famille", "email",
        "email address", "adresse de courriel", "courriel", "participant id", "refurl",
        "referrer url", "url referente",
    }),
    technical=frozenset({
        *PAGE, "startlanguage", "start language", "langue de depart", "seed", "startdate",
        "date started", "date de lancement", "date de debut", "datestamp", "date last action",
        "date de la derniere action", "interviewtime", "total time", "temps total",
    }),
    telling=MARKS,
)  # fmt: skip
NOT_ASKED = frozenset({"n/a", "{question not shown}", "{question non affichée}"})
CUT = ".."
"""How LimeSurvey ends a heading that it cuts short."""
_CODE = re.compile(r"([A-Za-z]\w*(?:\[\w+\])?)\.\s")

_UNFINISHED = Words(
    fr="{n} réponse(s) commencée(s) et jamais envoyée(s), écartée(s).",
    en="{n} response(s) begun and never sent, set aside.",
)
_CANNOT_TELL = Words(
    fr="Le fichier ne dit pas quelles réponses ont été envoyées : toutes sont gardées.",
    en="The file does not say which responses were sent: all are kept.",
)


def is_export(path: Path) -> bool:
    """Say whether a file is an export of LimeSurvey, from its headings.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or protected.
    """
    lines = exports.peeked(path, format_name=ANY_FORMAT)
    return any(plain(text) in MARKS for line in lines for text in line)


def read(path: Path, questionnaire: Questionnaire) -> Answers:
    """Read the answers exported by LimeSurvey.

    Parameters
    ----------
    path
        The export: CSV or XLSX.
    questionnaire
        What was asked. A question of several choices is one of LimeSurvey's multiple choices, whose
        subquestions are the choices; each row of an array is a question of its own, named by the
        codes of the array and of the row (``Q1_SQ001``).

    Returns
    -------
    One row a respondent. Responses that were never sent, blank or double are set aside and
    counted; answers that cannot be are unknown and counted. Addresses, tokens and names of
    participants are never read.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged, protected or no table, or holds no answer.
    HostileFileError
        If it is a bomb.
    FaultyFileError
        If no column answers the questionnaire, or if the header or a cell cannot be trusted.
    """
    known = headings(questionnaire)
    export = exports.read(path, _with_cut_ones(path, known, questionnaire), format_name=FORMAT)
    cells = export.cells.apply(lambda texts: texts.mask(texts.str.lower().isin(NOT_ASKED)))
    asked = replace(export, cells=cells)
    unfinished = _unfinished(asked)
    if unfinished is None:
        asked = replace(asked, warnings=(*asked.warnings, _CANNOT_TELL))
    refused = () if unfinished is None else (Refused(unfinished, _UNFINISHED),)
    return answers(asked, questionnaire, SETTING, refused)


def without_persons(path: Path, questionnaire: Questionnaire) -> Pseudonymised:
    """Keep the columns of an export that `read` reads, and nothing that tells who answers.

    Raises what `read` does.
    """
    known = _with_cut_ones(path, headings(questionnaire), questionnaire)
    export = exports.read(path, known, format_name=FORMAT)
    return pseudonymised(export, questionnaire, SETTING)


def _unfinished(export: Export) -> pd.Series | None:
    """Say which responses were never sent; None if the file does not tell."""
    sent = column(export, SENT)
    if sent is None:
        page = column(export, PAGE)
        return None if page is None else page.isna()
    return sent.isna()


def _with_cut_ones(path: Path, known: Headings, questionnaire: Questionnaire) -> Headings:
    """Add the headings of a file that are questions cut short, where only one can be meant."""
    names, bare, labels = known.tiers
    cut = {
        text.strip().casefold(): part
        for line in exports.peeked(path, format_name=FORMAT)
        for text in line
        if CUT in text and (part := _coded(text, known) or _cut(text, questionnaire)) is not None
    }
    return Headings(({**cut, **names}, bare, labels))


def _coded(text: str, known: Headings) -> Part | None:
    """Return what the code before a text stands for; None if there is no code."""
    code = _CODE.match(text.strip())
    return None if code is None else known.part(code[1])


def _cut(text: str, questionnaire: Questionnaire) -> Part | None:
    """Return the one part whose question and choice start as a heading does; None if several."""
    start, _, choice = text.strip().removesuffix("]").partition("[")
    found = {
        Part(question.name, choice=name)
        for question in questionnaire.asked
        for name, label in _choices(question.name, questionnaire)
        if _starts(question.label, start) and _starts(label, choice) and bool(name) == bool(choice)
    }
    return next(iter(found)) if len(found) == 1 else None


def _choices(name: str, questionnaire: Questionnaire) -> list[tuple[str, Words]]:
    question = questionnaire.question(name)
    several = question.choices if question.kind == "several" else ()
    return [("", Words("", "")), *((choice.name, choice.label) for choice in several)]


def _starts(words: Words, cut: str) -> bool:
    """Say whether words start as a text does, which may be cut short."""
    text = cut.strip()
    whole = not text.endswith(CUT)
    start = plain(text.rstrip("."))
    said = [plain(words.in_(language)) for language in LANGUAGES]
    return any(one == start if whole else one.startswith(start) for one in said)
