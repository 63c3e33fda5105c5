"""A questionnaire written as an XLSForm workbook, ready for KoboToolbox or ODK."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from beffroi.formats.xlsform.columns import LABELS, TRANSLATED
from beffroi.formats.xlsform.conditions import constraint, constraint_message
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.territory.questionnaire import (
    WITH_CHOICES,
    Question,
    Questionnaire,
    Saying,
    faults,
)

MOST_LETTERS = 32_767
"""What a cell of a workbook holds."""
WIDTH = 28
"""Of a column. [character]"""
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Date written in the workbook: the same questionnaire gives the same bytes."""
KINDS = {"text": "text", "place": "geopoint", "date": "date", "note": "note"}
Row = dict[str, str]


def write(questionnaire: Questionnaire, path: Path) -> None:
    """Write a questionnaire as an XLSForm workbook, in every language that it speaks.

    Parameters
    ----------
    questionnaire
        What is asked.
    path
        Workbook to write (XLSX).

    Raises
    ------
    FaultyFileError
        If the questionnaire cannot be put to people; every fault is told.
    InputError
        If a text is longer than a cell can hold.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    wrong = faults(questionnaire)
    if wrong:
        raise FaultyFileError(path, format_name="questionnaire (XLSForm)", faults=wrong)
    asked = questionnaire.questions
    offered = [choice for question in asked for choice in question.choices]
    spoken = _told(one for question in asked for one in question.also)
    named = _told(one for choice in offered for one in choice.also)
    sheets = {
        "survey": [_survey_row(question, spoken) for question in asked],
        "choices": [row for question in asked for row in _choices(question, named)],
        "settings": [_settings(questionnaire)],
    }
    _refuse_long(path, sheets)
    with written_whole(path) as temporary:
        _save(sheets, temporary)


Column = tuple[str, str]


def _told(also: Iterable[Saying]) -> tuple[Column, ...]:
    """List what a sheet says in languages other than ours: part and language, in their order."""
    told = dict.fromkeys((one.part, one.language) for one in also)
    languages = dict.fromkeys(language for _, language in told)
    columns = ((part, language) for language in languages for part in TRANSLATED)
    return tuple(column for column in columns if column in told)


def _in_others(also: Iterable[Saying], columns: Iterable[Column]) -> Row:
    """Say again in other languages; blank where nothing is said, so that all rows are alike."""
    texts = {(one.part, one.language): one.text for one in also}
    return {"::".join(column): texts.get(column, "") for column in columns}


def _survey_row(question: Question, spoken: tuple[Column, ...]) -> Row:
    message = constraint_message(question)
    return {
        "type": _type(question),
        "name": question.name,
        **_translated("label", question.label),
        **_translated("hint", question.hint),
        "required": "yes" if question.required else "",
        "relevant": question.relevant,
        "constraint": constraint(question),
        **_translated("constraint_message", message),
        **_in_others(question.also, spoken),
        "beffroi_margin": question.margin,
        "beffroi_people": " ".join(question.people),
    }


def _type(question: Question) -> str:
    if question.kind in WITH_CHOICES:
        verb = "select_one" if question.kind == "one" else "select_multiple"
        return f"{verb} {question.name}"
    if question.kind == "number":
        return "integer" if question.whole else "decimal"
    return KINDS[question.kind]


def _choices(question: Question, named: tuple[Column, ...]) -> list[Row]:
    return [
        {
            "list_name": question.name,
            "name": choice.name,
            **_translated("label", choice.label),
            **_in_others(choice.also, named),
            "beffroi_need": choice.need,
            "beffroi_alone": "yes" if choice.alone else "",
            "beffroi_unknown": "yes" if choice.unknown else "",
        }
        for choice in question.choices
    ]


def _settings(questionnaire: Questionnaire) -> Row:
    return {
        "form_title": questionnaire.title.fr,
        "form_id": questionnaire.id,
        "version": questionnaire.version,
        "default_language": LABELS["fr"],
        "beffroi_title_en": questionnaire.title.en,
        "beffroi_people_fr": questionnaire.people.fr,
        "beffroi_people_en": questionnaire.people.en,
        "beffroi_who": questionnaire.who,
        "beffroi_minutes": "" if questionnaire.minutes is None else f"{questionnaire.minutes:g}",
    }


def _translated(column: str, words: Words | None) -> Row:
    return {
        f"{column}::{LABELS[language]}": "" if words is None else words.in_(language)
        for language in LANGUAGES
    }


def _refuse_long(path: Path, sheets: Mapping[str, Sequence[Row]]) -> None:
    for title, rows in sheets.items():
        for number, row in enumerate(rows, start=2):
            if any(len(text) > MOST_LETTERS for text in row.values()):
                raise InputError(
                    "{path} was not written: row {row} of the sheet {sheet} has a text of more "
                    "than {most} letters. Shorten it.",
                    path=str(path),
                    row=number,
                    sheet=title,
                    most=MOST_LETTERS,
                )


def _save(sheets: Mapping[str, Sequence[Row]], path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"created": FIRST_DAY})
        bold = book.add_format({"bold": True, "bg_color": "#E8E8E8"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            header = list(rows[0]) if rows else ["list_name", "name", f"label::{LABELS['fr']}"]
            sheet.set_column(0, len(header) - 1, WIDTH, wrapped)
            for column, name in enumerate(header):
                sheet.write_string(0, column, name, bold)
                for number, row in enumerate(rows, start=1):
                    if row[name]:
                        # `write_string`, so that a text is never taken for a formula
                        sheet.write_string(number, column, row[name], wrapped)
