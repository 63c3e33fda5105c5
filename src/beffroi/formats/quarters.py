"""Quarters of a town: the names that a questionnaire offers to those who say where they live.

A CSV of one column, `quartier` (or `quarter`), a name a line; or the table of census margins, whose
categories of the variable `quartier` are taken.
"""

from collections import Counter
from pathlib import Path

from beffroi.carriers import delimited
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both

NAMES = ("quartier", "quarter")
"""Headings of the column of names; also the variable of a table of margins."""
MARGINS = {
    "variable": "variable",
    "category": "quarter",
    "modalite": "quarter",
    "modalité": "quarter",
}
MOST = 100
"""More than anybody reads down on a telephone."""
MOST_LETTERS = 100
_FORMAT = "table of quarters"


def read(path: Path) -> tuple[str, ...]:
    """Read the names of the quarters of a town, in the order of the file.

    Parameters
    ----------
    path
        CSV with a column `quartier` or `quarter`, or a table of census margins.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        With every fault: no such column, fewer than two quarters or too many, one that stands
        twice or is too long.
    """
    sheet = delimited.read(path, format_name=_FORMAT)
    heading = {column.casefold(): column for column in sheet.cells.columns}
    own = next((heading[name] for name in NAMES if name in heading), None)
    if own is not None:
        cells = sheet.cells[own]
    elif "variable" in heading:
        kept = sheet.named(MARGINS, needed=("variable",))
        if "quarter" not in kept:
            raise delimited.lacking(path, ["modalité"], sheet.cells.columns, format_name=_FORMAT)
        cells = kept.loc[kept["variable"].str.casefold().isin(NAMES), "quarter"]
    else:
        raise delimited.lacking(path, NAMES[:1], sheet.cells.columns, format_name=_FORMAT)
    names = tuple(" ".join(str(cell).split()) for cell in cells.dropna())
    faults = _faults(names)
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    return names


def _faults(names: tuple[str, ...]) -> list[Words]:
    faults = []
    if not 2 <= len(names) <= MOST:
        faults.append(
            both("it names {n} quarters: give 2 to {most} of them", n=len(names), most=MOST)
        )
    for name, n in Counter(name.casefold() for name in names).items():
        if n > 1:
            faults.append(both("the quarter {name!r} stands more than once", name=name))
    faults += [
        both("the quarter {name!r} has more than {most} letters", name=name, most=MOST_LETTERS)
        for name in names
        if len(name) > MOST_LETTERS
    ]
    return faults
