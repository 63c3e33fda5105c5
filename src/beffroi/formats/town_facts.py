"""Facts of towns: what anybody can read on public pages of a town, one fact a row, with its source.

Columns: `fact`, `value`, `date`, `source`, `url` (in French `fait`, `valeur`, `date`, `source`,
`adresse`), and `commune` where the table speaks of several towns. A fact is one that the maturity
grid knows, such as `data.published`; its value is yes or no, or a number where a number is asked.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, values, workbook
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.figures import Source
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.territory.maturity import Fact, Grid

ENGLISH = {
    "fact": "fact", "value": "value", "date": "date", "source": "source", "url": "url",
    "commune": "commune",
}  # fmt: skip
FRENCH = {
    "fait": "fact", "valeur": "value", "date": "date", "source": "source", "adresse": "url",
    "commune": "commune",
}  # fmt: skip
COLUMNS = ("fact", "value", "date", "source", "url", "commune")
LONGEST = 500
"""Most characters of a cell."""
_FORMAT = "table of facts"


@dataclass(frozen=True, slots=True)
class TownFacts:
    """The facts of one town.

    Attributes
    ----------
    facts
        In the order of the file; a row without a value makes none.
    warnings
        What was left out or repaired.
    """

    facts: tuple[Fact, ...]
    warnings: tuple[Words, ...] = ()


def read(path: Path, grid: Grid, *, commune: str = "") -> TownFacts:
    """Read the facts of a town.

    Parameters
    ----------
    path
        CSV, or Excel workbook.
    grid
        The maturity grid: its facts are those that may be told.
    commune
        INSEE code of the town; of a table with a column `commune`, its rows alone are kept.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or no table.
    FaultyFileError
        With every fault: a column missing, an unknown fact, a value of the wrong kind, or without
        a day, a source or an address, a fact told twice.
    """
    sheet, names = _sheet(path)
    cells = sheet.named(names, needed=list(names)[:5])
    cells = cells.reindex(columns=list(COLUMNS)).astype("string")
    has_towns = bool(cells["commune"].notna().any())
    faults = list(_faults(cells, grid, has_towns=has_towns))
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    own = cells[cells["commune"] == commune] if has_towns else cells
    facts = tuple(_fact(row, grid) for row in own[own["value"].notna()].itertuples(index=False))
    return TownFacts(facts, (*sheet.warnings, *_elsewhere(path, own, commune)))


def _sheet(path: Path) -> tuple[delimited.Delimited, dict[str, str]]:
    """Open the table in the language of its header."""
    if workbook.is_workbook(path):
        try:
            return workbook.read(path, format_name=_FORMAT, needed=list(FRENCH)[:5]), FRENCH
        except FaultyFileError:
            return workbook.read(path, format_name=_FORMAT, needed=list(ENGLISH)[:5]), ENGLISH
    sheet = delimited.read(path, format_name=_FORMAT)
    is_french = {"fait", "valeur"} & {column.casefold() for column in sheet.cells.columns}
    return sheet, FRENCH if is_french else ENGLISH


def _faults(cells: pd.DataFrame, grid: Grid, *, has_towns: bool) -> Iterator[Words]:
    if cells.empty:
        yield both("it has no fact")
    days = values.dates(cells["date"]).values
    for number, (row, day) in enumerate(
        zip(cells.fillna("").itertuples(index=False), days, strict=True), start=2
    ):
        yield from _faults_of_row(number, row, grid)
        if pd.isna(day) and row.value:
            yield both(
                "line {number}: {found!r} is no day, such as 2026-11-25",
                number=number,
                found=row.date,
            )
        if has_towns and not row.commune:
            yield both("line {number} has no commune, and others have", number=number)
    keys = cells[["commune", "fact"]].dropna(subset=["fact"])
    for key in keys.loc[keys.duplicated(), "fact"].unique():
        yield both("the fact {key!r} stands more than once", key=str(key))


def _faults_of_row(number: int, row: tuple[str, ...], grid: Grid) -> Iterator[Words]:
    fact, value, _, source, url, _ = row
    if fact not in grid.facts:
        near = difflib.get_close_matches(fact, grid.facts, n=1, cutoff=0.5)
        meant = both("did you mean {word}?", word=near[0]) if near else ", ".join(grid.facts)
        yield both(
            "line {number}: {found!r} is no fact that the grid knows ({meant})",
            number=number,
            found=fact,
            meant=meant,
        )
    elif value and _value(fact, value, grid) is None:
        sentence = (
            both("line {number}: {found!r} is no number, 0 or more")
            if grid.facts[fact] == "number"
            else both("line {number}: {found!r} is neither yes nor no; leave it blank if unknown")
        )
        yield sentence.filled(number=number, found=value)
    if not value:
        return
    if not source:
        yield both("line {number} does not say where the fact was read (source)", number=number)
    if not url.startswith(("https://", "http://")):
        yield both("line {number}: {found!r} is no address of a page", number=number, found=url)
    if max(map(len, row)) > LONGEST:
        yield both("line {number} has a cell over {most} characters", number=number, most=LONGEST)


def _value(fact: str, value: str, grid: Grid) -> float | bool | None:
    cell = pd.Series([value], dtype="string")
    if grid.facts[fact] == "number":
        number = values.numbers(cell).values.iloc[0]
        return None if pd.isna(number) or number < 0 else float(number)
    truth = values.booleans(cell).values.iloc[0]
    return None if pd.isna(truth) else bool(truth)


def _fact(row: tuple[str, ...], grid: Grid) -> Fact:
    fact, written, day, name, url, _ = row
    date = values.dates(pd.Series([day], dtype="string")).values.iloc[0]
    value = _value(fact, written, grid)
    source = Source(
        f"facts-{fact.replace('.', '-')}", name, publisher="", date=date, licence="", url=url
    )
    if isinstance(value, bool):
        sentence = both("yes, read on {date}: {name}") if value else both("no, on {date}: {name}")
        return Fact(fact, value, sentence.filled(date=date, name=name), source)
    number = Words(*(grouped(value or 0.0, 0, language) for language in LANGUAGES))
    words = both("{number}, read on {date}: {name}", number=number, date=date, name=name)
    return Fact(fact, value, words, source)


def _elsewhere(path: Path, own: pd.DataFrame, commune: str) -> Iterator[Words]:
    if own.empty:
        yield both("{file}: no row speaks of commune {commune}.", file=path.name,
                   commune=commune or "–")  # fmt: skip
