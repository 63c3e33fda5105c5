"""The sheets of a walk: premises street by street, in a workbook to print or to carry."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.engines.commerce.register.streets import walk_order
from beffroi.formats import walk_sheets
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Language, Words, both, plural
from beffroi.study.commerce_given import Given, given


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets that were written.

    Attributes
    ----------
    file
        Name of the workbook.
    premises, streets, sheets
        How many are in it.
    unnamed
        Premises whose street no source names: on the last sheet.
    warnings
        What the readers repaired or left out.
    """

    file: str
    premises: int
    streets: int
    sheets: int
    unnamed: int
    warnings: tuple[Words, ...]


def run(register: Path | None, osm: Path | None, out: Path, *, language: Language) -> Sheets:
    """Write the sheets of a walk through the premises of a register or of a map.

    Parameters
    ----------
    register, osm
        As `study.commerce_given.given` takes them.
    out
        The workbook, in .xlsx.
    language
        Of its headings.

    Raises
    ------
    InputError
        If a file cannot be read, or the name of the workbook does not end in .xlsx.
    StorageError
        If it cannot be written.
    """
    if out.suffix.lower() != ".xlsx":
        raise InputError(
            "{path} is to be a workbook: let its name end in .xlsx.", path=str(out)
        )  # fmt: skip
    found = given(register, osm)
    rows = ordered(found)
    n_sheets = walk_sheets.write(rows, out, language=language)
    streets = rows["street"].dropna()
    return Sheets(out.name, len(rows), streets.nunique(), n_sheets,
                  int(rows["street"].isna().sum()), found.warnings)  # fmt: skip


def ordered(found: Given) -> pd.DataFrame:
    """Put premises in the order of a walk, with the side of their street."""
    premises = found.premises.to_crs(found.epsg)
    order = walk_order(premises, found.streets.to_crs(found.epsg))
    plain = pd.DataFrame(found.premises.drop(columns="geometry"))
    return plain.loc[order.index].assign(side=order["side"])


def told(made: Sheets) -> Iterator[Words]:
    """Say what was written, one sentence a line."""
    yield both(
        "{file}: {premises} on {sheets}, in {streets}.",
        file=made.file,
        premises=_premises(made.premises),
        sheets=plural(made.sheets, Words("{n} feuille", "{n} sheet"),
                      Words("{n} feuilles", "{n} sheets")),
        streets=plural(made.streets, Words("{n} rue", "{n} street"),
                       Words("{n} rues", "{n} streets")),
    )  # fmt: skip
    if made.unnamed:
        yield both("On the last sheet, {premises} whose street nothing names.",
                   premises=_premises(made.unnamed))  # fmt: skip
    yield both(
        "Fill in at least the state of what you see, then: beffroi commerce register --walk."
    )
    yield from made.warnings


def _premises(n: int) -> Words:
    return plural(n, Words("{n} local", "{n} premises"), Words("{n} locaux", "{n} premises"))


def as_json(made: Sheets) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "file": made.file,
        "premises": made.premises,
        "streets": made.streets,
        "sheets": made.sheets,
        "unnamed": made.unnamed,
        "warnings": [{"fr": one.fr, "en": one.en} for one in made.warnings],
    }
