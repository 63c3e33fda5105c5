"""The catalogue as a workbook: exported to be read and completed, and read back without a loss.

Format: XLSX. Sheet ``Solutions``, one row a solution; sheet ``Faits``, one row a fact; sheets
``Lisez-moi``, ``Listes`` and, after a shortlist, ``Exclusions``, which are not read back. Columns
are found by their names in the first row, in any order; lists part their items by semicolons.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from beffroi.carriers import workbook
from beffroi.carriers.values import NO, YES
from beffroi.carriers.workbook import Answer, Formula, Grid
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words, both
from beffroi.territory.record import Record

SOLUTIONS, FACTS = "Solutions", "Faits"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    SOLUTIONS: {
        "identifiant": "id",
        "nom": "name_fr",
        "nom (anglais)": "name_en",
        "fournisseur": "vendor",
        "famille": "family",
        "nature": "kind",
        "besoins": "needs",
        "description": "what_fr",
        "description (anglais)": "what_en",
    },
    FACTS: {
        "solution": "solution",
        "fait": "key",
        "bas": "low",
        "haut": "high",
        "unité": "unit",
        "pour": "per",
        "oui ou non": "holds",
        "liste": "items",
        "condition": "code",
        "texte": "words_fr",
        "texte (anglais)": "words_en",
        "lieu": "place",
        "habitants": "population",
        "source": "source_fr",
        "source (anglais)": "source_en",
        "adresse": "url",
        "date": "date",
        "consulté": "consulted",
        "classe": "class",
        "nature du chiffre": "sort",
    },
}
"""Headings of each sheet, and the names of our records."""
OPTIONAL = frozenset({"nature du chiffre"})
"""Columns that a sheet may lack."""
LISTS = frozenset({"needs", "items"})
NUMBERS = frozenset({"low", "high", "population"})
ANSWERS: Mapping[bool, str] = {True: "oui", False: "non"}
README = (
    "Catalogue de solutions.",
    "Feuille « Solutions » : une ligne par solution. Feuille « Faits » : une ligne par fait.",
    "Ajoutez vos lignes à la suite, sans changer les titres des colonnes ; leur ordre est libre.",
    "Un fait sans source, sans date ou sans classe est refusé.",
    "Une case vide veut dire : inconnu, jamais zéro.",
    "Classe A : statistique officielle ou droit. B : presse ou exploitant.",
    "Classe C : dires du vendeur. D : jugement ou mémoire, à vérifier.",
    "Date : celle dont parle le fait (2024, 2024-05 ou 2024-05-31).",
    "Si la source n'en porte pas, remplissez « consulté » : le jour où vous l'avez lue.",
    "Bas et haut : deux bornes, ou deux fois la même valeur ; haut seul : « au plus ». Euros HT.",
    "Nature du chiffre : « average » pour une moyenne, « addition » pour un prix qui s'ajoute.",
    "Besoins et liste : plusieurs valeurs séparées par des points-virgules.",
    "* dans « besoins » veut dire tous les besoins.",
    "Une solution de la feuille « Solutions » remplace celle de Beffroi de même identifiant,",
    "avec tous ses faits. Des faits sur une autre solution s'ajoutent à ceux de Beffroi.",
    "Pas de formule : donnez la valeur. La feuille « Listes » donne les mots admis.",
)
_CREATED = dt.datetime(2026, 1, 1)  # noqa: DTZ001  (XlsxWriter takes dates without a zone)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a workbook holds.

    Attributes
    ----------
    solutions, facts
        Its rows, under our names.
    faults
        Sheets and columns that are missing, formulas, cells that are not what their column asks.
    """

    solutions: tuple[Record, ...]
    facts: tuple[Record, ...]
    faults: tuple[Words, ...]


def write(
    path: Path,
    solutions: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    *,
    lists: Mapping[str, Sequence[tuple[str, str]]],
    exclusions: Sequence[Sequence[str]] = (),
) -> None:
    """Write a catalogue; no cell is ever a formula.

    Parameters
    ----------
    path
        Where to write.
    solutions, facts
        Rows under our names; None and absent names are blank cells. A workbook keeps 15
        significant digits of a number, and no item of a list may hold a semicolon.
    lists
        Words that columns admit, with their French names, by title.
    exclusions
        Rows of the sheet of exclusions, its headings first; none leaves the sheet out.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    with _book(path) as book:
        _lines(book, "Lisez-moi", [(line,) for line in README], widths=(120,), heading=False)
        for title, rows in ((SOLUTIONS, solutions), (FACTS, facts)):
            columns = COLUMNS[title]
            told = [tuple(_cell(row.get(name), name) for name in columns.values()) for row in rows]
            _lines(book, title, [tuple(columns), *told], widths=(24,) * len(columns))
        if exclusions:
            _lines(book, "Exclusions", exclusions, widths=(28, 28, 60, 60, 10))
        words = [("colonne", "mot", "sens")]
        words += [(title, word, said) for title, known in lists.items() for word, said in known]
        _lines(book, "Listes", words, widths=(20, 28, 60))


def write_table(path: Path, title: str, rows: Sequence[Sequence[str]]) -> None:
    """Write one table of texts, its headings first; no cell is ever a formula.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    with _book(path) as book:
        _lines(book, title, rows, widths=(36,) + (22,) * (len(rows[0]) - 1))


@contextmanager
def _book(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """Lend a workbook that takes its place if all goes well; the same catalogue, the same bytes."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with written_whole(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        book.set_properties({"title": "Catalogue de solutions", "created": _CREATED})
        yield book


def _lines(
    book: xlsxwriter.Workbook,
    title: str,
    lines: Sequence[Sequence[str | float | None]],
    *,
    widths: Sequence[int],
    heading: bool = True,
) -> None:
    page = book.add_worksheet(title)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8EDF2"})
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for row, line in enumerate(lines):
        form = bold if heading and row == 0 else text
        for column, value in enumerate(line):
            if isinstance(value, int | float):
                page.write_number(row, column, value, form)
            elif value:
                page.write_string(row, column, value, form)
    if heading:
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(lines) - 1, 1), len(lines[0]) - 1)


def _cell(value: Any, name: str) -> str | float | None:
    if value is None:
        return None
    if name in LISTS:
        return " ; ".join(value)
    if isinstance(value, bool):
        return ANSWERS[value]
    return float(value) if name in NUMBERS else str(value)


def read(path: Path) -> Rows:
    """Read a catalogue, whoever filled it in.

    Parameters
    ----------
    path
        The workbook.

    Returns
    -------
    Its rows, and every fault of its form. What the words mean is judged by the catalogue.

    Raises
    ------
    UnreadableFileError
        If the file is absent, damaged or no workbook.
    """
    grids = {title.strip().casefold(): grid for title, grid in workbook.forms(path).items()}
    faults: list[Words] = []
    rows: dict[str, tuple[Record, ...]] = {SOLUTIONS: (), FACTS: ()}
    for title in COLUMNS:
        grid = grids.get(title.casefold())
        if grid is None:
            faults.append(both("the sheet {title} is missing", title=repr(title)))
            continue
        found = list(_header_faults(title, grid))
        faults += found
        if not found:
            rows[title] = tuple(_records(title, grid, faults))
    return Rows(rows[SOLUTIONS], rows[FACTS], tuple(faults))


def _header(grid: Grid) -> list[str]:
    return [
        str(cell).strip().casefold() if cell is not None else "" for cell in next(iter(grid), ())
    ]


def _header_faults(title: str, grid: Grid) -> Iterator[Words]:
    header = _header(grid)
    missing = [name for name in COLUMNS[title] if name not in header and name not in OPTIONAL]
    if missing:
        yield both("the sheet {title} lacks columns in its first row: {missing}",
                   title=repr(title), missing=_listed(missing))  # fmt: skip
    twice = [name for name in COLUMNS[title] if header.count(name) > 1]
    if twice:
        yield both("the sheet {title} has columns twice: {names}",
                   title=repr(title), names=_listed(twice))  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _records(title: str, grid: Grid, faults: list[Words]) -> Iterator[Record]:
    header = _header(grid)
    for number, line in enumerate(grid[1:], start=2):
        where = Words("feuille {sheet}, ligne {row}", "sheet {sheet}, row {row}").filled(
            sheet=title, row=str(number)
        )
        values = {}
        for heading, name in COLUMNS[title].items():
            at = header.index(heading) if heading in header else len(line)
            cell = line[at] if at < len(line) else None
            if cell is not None:
                read_, fault = _understood(cell, name)
                values[name] = read_
                if fault is not None:
                    faults.append(both("{where}, column {column}: {fault}", where=where,
                                       column=repr(heading), fault=fault))  # fmt: skip
        if values:
            yield Record(where, values)


def _understood(cell: Answer, name: str) -> tuple[Any, Words | None]:
    """Take a cell as its column asks, or say why it cannot be."""
    if isinstance(cell, Formula):
        return None, both("it holds a formula; give the value")
    if name in NUMBERS:
        return _number(cell)
    if name == "holds":
        return _yes_or_no(cell)
    text = _text(cell)
    if name in LISTS:
        return tuple(item.strip() for item in text.split(";") if item.strip()), None
    return text, None


def _text(cell: Answer) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix("T00:00:00")


def _number(cell: Answer) -> tuple[float | None, Words | None]:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell), None
    plain = "".join(str(cell).split()).replace(",", ".")
    try:
        return float(plain), None
    except ValueError:
        return None, both("{found} is not a number", found=repr(str(cell)[:40]))


def _yes_or_no(cell: Answer) -> tuple[bool | None, Words | None]:
    if isinstance(cell, bool):
        return cell, None
    said = str(cell).strip().casefold()
    if said in YES or said in NO:
        return said in YES, None
    return None, both("{found} is neither oui nor non", found=repr(str(cell)[:40]))
