"""Tables of a market that a person fills: customers by place and shop, sales, times.

Format: CSV (RFC 4180, commas or semicolons) or Parquet. Customers: columns ``origin_id``,
``shop_id`` (``outside`` for what is bought elsewhere), ``customers``. Sales: ``shop_id``,
``total``. Times: ``from_id``, ``to_id``, ``minutes`` and perhaps ``mode``, as `beffroi access`
writes them.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.carriers import bulk, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.reading import Reading

OUTSIDE = "outside"
FLOWS_FORMAT = "table of customers by place and shop"
TOTALS_FORMAT = "table of sales by shop"
TIMES_FORMAT = "matrix of travel times"
FAR = ("inf", "+inf", "infinity")
"""How a time that is out of reach is written."""


def read_flows(path: Path) -> Reading:
    """Read where the customers of each place were seen.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Columns `origin_id`, `shop_id`, `customers` (>= 0, missing where the cell is blank); a pair told
    twice is added up.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing, an id is blank, or a number is none or negative.
    """
    table, warnings = _read(path, FLOWS_FORMAT, ("origin_id", "shop_id"), "customers")
    keys = ["origin_id", "shop_id"]
    summed = table.groupby(keys, sort=False)["customers"].sum(min_count=1).reset_index()
    return Reading(summed, len(table), warnings)


def read_totals(path: Path) -> Reading:
    """Read what shops sell.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Columns `shop_id` (unique) and `total` (> 0, missing where the cell is blank).

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing, an id is blank or repeated, or a number is none, zero or negative.
    """
    table, warnings = _read(path, TOTALS_FORMAT, ("shop_id",), "total")
    faults = list[Words]()
    repeated = table["shop_id"].duplicated()
    if repeated.any():
        faults.append(both("{n} shops are told twice (first: {first})", n=int(repeated.sum()),
                           first=str(table["shop_id"][repeated].iloc[0])))  # fmt: skip
    zero = table["total"].eq(0).fillna(value=False)
    if zero.any():
        first = str(table["shop_id"][zero].iloc[0])
        faults.append(both("{n} totals are zero (first: {first}): leave unknown ones blank",
                           n=int(zero.sum()), first=first))  # fmt: skip
    if faults:
        raise FaultyFileError(path, format_name=TOTALS_FORMAT, faults=faults)
    return Reading(table, len(table), warnings)


def read_times(path: Path, *, mode: str = "") -> Reading:
    """Read travel times between places.

    Parameters
    ----------
    path
        The file.
    mode
        The mode to keep, where the file tells several.

    Returns
    -------
    Columns `from_id`, `to_id`, `minutes` (missing where unknown or out of reach).

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing, a number is negative, or the file tells several modes and not this
        one.
    """
    table, warnings = _read(path, TIMES_FORMAT, ("from_id", "to_id"), "minutes", optional=("mode",))
    if "mode" in table and table["mode"].nunique() > 1:
        modes = sorted(map(str, table["mode"].dropna().unique()))
        table = table[table["mode"].eq(mode).fillna(value=False)]
        if table.empty:
            fault = both("it tells the modes {modes}, and not {mode!r}: give one of them with "
                         "--mode", modes=", ".join(modes), mode=mode)  # fmt: skip
            raise FaultyFileError(path, format_name=TIMES_FORMAT, faults=[fault])
    kept = table[["from_id", "to_id", "minutes"]].reset_index(drop=True)
    return Reading(kept, len(kept), warnings)


def _read(
    path: Path, name: str, keys: tuple[str, ...], number: str, *, optional: tuple[str, ...] = ()
) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read the ids and the number of a table, and refuse what cannot be used."""
    read = bulk.read(path, bulk.Asked(name, (*keys, number), optional))
    cells = read.cells
    if name == TIMES_FORMAT:
        is_far = cells[number].str.lower().isin(FAR).fillna(value=False)
        cells = cells.assign(**{number: cells[number].mask(is_far)})
    numbers = values.numbers(cells[number])
    faults = list(_faults(cells, keys, number, numbers))
    if faults:
        raise FaultyFileError(path, format_name=name, faults=faults)
    made = cells.assign(**{number: numbers.values.astype("Float64")})
    return made, read.warnings


def _faults(
    cells: pd.DataFrame, keys: tuple[str, ...], number: str, read: values.Values
) -> Iterator[Words]:
    if cells.empty:
        yield both("it holds no row")
    for key in keys:
        n = int(cells[key].isna().sum())
        if n:
            yield both("{n} rows have no {key}", n=n, key=key)
    if read.unread:
        yield both("{n} values of {number} are no numbers (first: {first})", n=len(read.unread),
                   number=number, first=read.unread[0][:40])  # fmt: skip
    found = read.values.to_numpy(dtype=np.float64, na_value=np.nan)
    wrong = (found < 0) | np.isinf(found)
    if wrong.any():
        yield both("{n} values of {number} are negative or infinite (first: {first})",
                   n=int(wrong.sum()), number=number, first=str(found[wrong][0]))  # fmt: skip
