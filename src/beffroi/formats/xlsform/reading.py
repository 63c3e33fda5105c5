"""A questionnaire read from an XLSForm workbook, as a person may have edited it in Excel."""

from dataclasses import dataclass, replace
from pathlib import Path

from beffroi.carriers import sheets
from beffroi.carriers.sheets import Sheet
from beffroi.formats.xlsform.columns import (
    TRANSLATED,
    Heading,
    Languages,
    code,
    heading,
    languages,
)
from beffroi.formats.xlsform.survey import YES, Survey, survey
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.territory.questionnaire import Choice, Question, Questionnaire, Saying, faults

FORMAT = "questionnaire (XLSForm)"
NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name"), "settings": ()}

_ONE_LANGUAGE = Words(
    fr="Le questionnaire n'a qu'une langue : elle sert pour le français et pour l'anglais.",
    en="The questionnaire has one language only: it stands for French and for English.",
)
_OTHER_LANGUAGES = Words(
    fr="{n} autre(s) langue(s) gardée(s) telle(s) quelle(s) pour les formulaires ({names}).",
    en="{n} other language(s) kept as they stand, for forms ({names}).",
)
_UNLABELLED = Words(
    fr="{n} choix sans libellé : leur nom en tient lieu.",
    en="{n} choice(s) without a label: their name stands for it.",
)


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire read from a workbook.

    Attributes
    ----------
    questionnaire
        What is asked.
    warnings
        What the workbook asks that is not kept, and what was completed.
    """

    questionnaire: Questionnaire
    warnings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet under its header: number of the row, and texts by heading."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[int, dict[Heading, str]], ...]


def read(path: Path) -> Form:
    """Read the questionnaire of an XLSForm workbook.

    Groups are opened up: their condition joins that of their questions. Questions that no answer
    table can hold (photographs, drawings, calculated values) or that ask who the respondent is
    (name, telephone, address) are left aside and counted in a warning.

    Parameters
    ----------
    path
        The workbook (XLSX).

    Returns
    -------
    The questionnaire, in French and English: a text in one language alone stands for both, and
    without any label the name does. What it says in other languages is kept, for `write`.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged, protected or no workbook.
    HostileFileError
        If it is a bomb.
    FaultyFileError
        If it is no XLSForm, if a cell holds a formula, a repeated group is asked, or a question is
        of no known type; every fault is told.
    """
    grids = _grids(path)
    settings = _plain(grids["settings"])
    spoken = languages(
        [h.language for grid in grids.values() for h in grid.headings if h.column in TRANSLATED],
        settings.get("default_language", ""),
    )
    lists, unlabelled = _lists(grids["choices"], spoken)
    found = survey([(row, *_cells(cells, spoken)) for row, cells in grids["survey"].rows], lists)
    questionnaire = _questionnaire(path, settings, found)
    questionnaire = replace(questionnaire, questions=_spoken(found, grids["survey"]))
    wrong = found.faults + faults(questionnaire)
    if wrong:
        raise FaultyFileError(path, format_name=FORMAT, faults=wrong)
    return Form(questionnaire, _said(spoken, unlabelled) + found.warnings)


def _grids(path: Path) -> dict[str, Grid]:
    """Find the three sheets and their headers, and refuse the workbook if one is wrong."""
    book = {sheet.title.strip().lower(): sheet for sheet in sheets.read(path, format_name=FORMAT)}
    wrong: list[Words] = []
    grids = {}
    for title, needed in NEEDED.items():
        sheet = book.get(title)
        if sheet is None or not sheet.lines:
            grids[title] = Grid((), ())
            if title == "survey":
                wrong.append(_no_survey(list(book)))
            continue
        grids[title], said = _grid(sheet, needed)
        wrong += said
    if wrong:
        raise FaultyFileError(path, format_name=FORMAT, faults=wrong)
    return grids


def _no_survey(titles: list[str]) -> Words:
    return both(
        "it has no filled sheet called survey; its sheets are {titles}",
        titles=", ".join(titles[:8]),
    )


def _grid(sheet: Sheet, needed: tuple[str, ...]) -> tuple[Grid, list[Words]]:
    lines = sheets.filled(sheet)
    row, line = next(lines)
    headings = tuple(heading(text) if text else Heading("") for text in line)
    known = [h for h in headings if h.column]
    wrong = [
        both("sheet {sheet}: the header (row {row}) repeats {name}", sheet=sheet.title, row=row,
             name=repeated)
        for repeated in sorted({h.column for h in known if known.count(h) > 1})
    ]  # fmt: skip
    wrong += [
        both("sheet {sheet}: cells of the header are merged ({ref})", sheet=sheet.title, ref=ref)
        for ref in sheet.merged_across(row)
    ]
    missing = [name for name in needed if Heading(name) not in known]
    if missing:
        wrong.append(
            both(
                "sheet {sheet}: the header (row {row}) lacks {missing}",
                sheet=sheet.title,
                row=row,
                missing=", ".join(missing),
            )
        )
    rows = tuple(
        (number, {h: text for h, text in zip(headings, texts, strict=False) if h.column and text})
        for number, texts in lines
    )
    return Grid(headings, rows), wrong


def _plain(grid: Grid) -> dict[str, str]:
    return {h.column: text for _, cells in grid.rows[:1] for h, text in cells.items()}


def _cells(cells: dict[Heading, str], spoken: Languages) -> tuple[dict[str, str], dict[str, Words]]:
    """Part the cells of a row into plain texts and what is said in several languages."""
    plain = {h.column: text for h, text in cells.items() if not h.language}
    said = {}
    for column in {h.column for h in cells}:
        words = spoken.words(
            {code(h.language): text for h, text in cells.items() if h.column == column}
        )
        if words is not None:
            said[column] = words
    return plain, said


def _also(cells: dict[Heading, str]) -> tuple[Saying, ...]:
    """Keep what a row says in languages that are not ours, even in one that stands for them."""
    return tuple(
        Saying(h.column, h.language, text)
        for h, text in cells.items()
        if h.column in TRANSLATED and code(h.language) not in {"", *LANGUAGES}
    )


def _spoken(found: Survey, grid: Grid) -> tuple[Question, ...]:
    """Give the questions what their rows say in other languages."""
    also = {cells.get(Heading("name"), ""): _also(cells) for _, cells in grid.rows}
    return tuple(replace(one, also=also.get(one.name, ())) for one in found.questions)


def _lists(grid: Grid, spoken: Languages) -> tuple[dict[str, tuple[Choice, ...]], int]:
    """Read the lists of choices, and count those without a label."""
    lists: dict[str, list[Choice]] = {}
    unlabelled = 0
    for _, cells in grid.rows:
        plain, said = _cells(cells, spoken)
        if "list_name" not in plain:
            continue
        name = plain.get("name", "")
        label = said.get("label")
        unlabelled += label is None
        choice = Choice(
            name=name,
            label=label or Words(name, name),
            need=plain.get("beffroi_need", ""),
            alone=plain.get("beffroi_alone", "").lower() in YES,
            unknown=plain.get("beffroi_unknown", "").lower() in YES,
            also=_also(cells),
        )
        lists.setdefault(plain["list_name"], []).append(choice)
    return {name: tuple(choices) for name, choices in lists.items()}, unlabelled


def _questionnaire(path: Path, settings: dict[str, str], found: Survey) -> Questionnaire:
    id_ = settings.get("form_id") or path.stem
    title = settings.get("form_title") or id_
    french = settings.get("beffroi_people_fr", "")
    try:
        minutes = float(settings["beffroi_minutes"].replace(",", "."))
    except (KeyError, ValueError):
        minutes = None
    return Questionnaire(
        id=id_,
        version=settings.get("version", ""),
        title=Words(title, settings.get("beffroi_title_en") or title),
        people=Words(french, settings.get("beffroi_people_en") or french),
        questions=found.questions,
        who=settings.get("beffroi_who", ""),
        minutes=minutes,
    )


def _said(spoken: Languages, unlabelled: int) -> tuple[Words, ...]:
    said = []
    if spoken.is_single:
        said.append(_ONE_LANGUAGE)
    if spoken.others:
        shown = ", ".join(spoken.others[:5]) + ("…" if len(spoken.others) > 5 else "")
        said.append(_OTHER_LANGUAGES.filled(n=str(len(spoken.others)), names=shown))
    if unlabelled:
        said.append(_UNLABELLED.filled(n=str(unlabelled)))
    return tuple(said)
