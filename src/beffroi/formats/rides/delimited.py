"""Rides in tables of text: commas, semicolons, tabs or spaces, with headings or without."""

import csv
import io
import re
from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from beffroi.carriers.delimited import separator
from beffroi.formats.rides import columns
from beffroi.formats.rides.track import Found, Options
from beffroi.foundation.files import decoded

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_BLANKS = re.compile(r"[ \t]+")
MOST_COLUMNS = 500
HALF = 0.5


def read(raw: bytes, options: Options) -> Found:
    """Read the rides of a table of text.

    A first line of numbers alone is a row: the columns are then those of `options.columns`.
    Decimal commas are understood where columns are not parted by commas, or are quoted.

    Returns
    -------
    The rides found; notes say why where there is none, and how many rows were set aside for not
    having as many cells as the heading.
    """
    text, encoding = decoded(raw)
    found = Found()
    if "\0" in text:
        found.notes["binary"] += 1
        return found
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = separator(first)
    if mark not in first:
        mark, text = " ", "\n".join(_BLANKS.sub(" ", line).strip() for line in text.splitlines())
        first = _BLANKS.sub(" ", first).strip()
    heading = next(csv.reader([first], delimiter=mark), [])
    named = _named(heading, options)
    if named is None:
        found.notes["headless"] += 1
        return found
    if text.count('"') % 2:
        found.notes["ragged"] += 1
        return found
    try:
        cells, misfits = _cells(text, mark, named, skip=int(not _are_numbers(heading)))
    except pa.ArrowInvalid:  # a quoted cell does not close, or a line has no end
        found.notes["ragged"] += 1
        return found
    if misfits > len(cells) * HALF and misfits > 1:
        found.notes["ragged"] += misfits
        return found
    found = columns.read(cells, options)
    found.notes += Counter({"misfits": misfits, "encoding": int(encoding == "cp1252")})
    return found


def _are_numbers(heading: list[str]) -> bool:
    return all(NUMBER.fullmatch(cell.strip()) for cell in heading if cell.strip())


def _named(heading: list[str], options: Options) -> list[str] | None:
    """Return the headings of a table; None where it has none and nobody gave them."""
    if not _are_numbers(heading):
        names = [cell.strip() for cell in heading[:MOST_COLUMNS]]
    elif len(options.columns) == len(heading):
        names = list(options.columns)
    else:
        return None
    return [name if name and name not in names[:i] else f"column {i + 1}"
            for i, name in enumerate(names)]  # fmt: skip


def _cells(text: str, mark: str, names: list[str], *, skip: int) -> tuple[pd.DataFrame, int]:
    """Part a text into cells; rows of another width are counted and left out."""
    misfits = 0

    def counted(_: object) -> str:
        nonlocal misfits
        misfits += 1
        return "skip"

    body = "\n".join(line for line in text.splitlines() if line.strip())
    table = pacsv.read_csv(
        io.BytesIO(body.encode("utf-8", "replace")),
        read_options=pacsv.ReadOptions(column_names=names, skip_rows=skip, use_threads=False),
        parse_options=pacsv.ParseOptions(delimiter=mark, invalid_row_handler=counted),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
            null_values=["", "NA", "N/A", "null", "None", "nan", "NaN"],
        ),
    )  # fmt: skip
    columns_ = {
        name: pd.Series(_texts(table.column(name)), dtype=object) for name in table.column_names
    }
    return pd.DataFrame(columns_, index=pd.RangeIndex(table.num_rows)), misfits


def _texts(column: pa.ChunkedArray) -> np.ndarray:
    texts: np.ndarray = column.to_pandas().to_numpy(dtype=object)
    return texts
