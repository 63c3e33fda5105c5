"""Values as published files write them: decimal commas, French dates, a dozen ways to say yes."""

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from beffroi.foundation.language import Words

YES = frozenset({"true", "1", "oui", "vrai", "o", "yes", "t", "y"})
NO = frozenset({"false", "0", "non", "faux", "n", "no", "f"})
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_FRENCH = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$")


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """A column understood: what was read, repaired and not understood.

    Attributes
    ----------
    values
        The values; missing where the cell is blank or was not understood.
    repaired
        Cells that broke the norm and were understood all the same.
    unread
        Texts that were not understood, in the order met.
    """

    values: pd.Series
    repaired: int
    unread: tuple[str, ...]

    def warnings(self, column: str) -> tuple[Words, ...]:
        """Say what was repaired and what was not understood in a column."""
        said = []
        if self.repaired:
            said.append(
                Words(
                    fr="{column} : {n} valeur(s) remise(s) à la norme.",
                    en="{column}: {n} value(s) brought to the norm.",
                ).filled(column=column, n=str(self.repaired))
            )
        if self.unread:
            said.append(
                Words(
                    fr="{column} : {n} valeur(s) illisible(s), donc inconnue(s) (« {first} »).",
                    en='{column}: {n} unreadable value(s), held as unknown ("{first}").',
                ).filled(column=column, n=str(len(self.unread)), first=self.unread[0][:40])
            )
        return tuple(said)


def numbers(cells: pd.Series) -> Values:
    """Read numbers, with a decimal point or comma, spaces between thousands or not.

    Parameters
    ----------
    cells : (n,)
        Texts, missing where blank.

    Returns
    -------
    Float64 values, finite or missing.

    Examples
    --------
    >>> numbers(pd.Series(["1 250", "2,5", "N/A"], dtype="string")).values.tolist()
    [1250.0, 2.5, <NA>]
    """
    plain = cells.str.replace(r"\s", "", regex=True).str.replace(",", ".", regex=False)
    plain = plain.where(plain.str.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?") == True)  # noqa: E712  # NA is not True
    values = pd.to_numeric(plain, errors="coerce").astype("Float64")
    values = values.where(np.isfinite(values.to_numpy(dtype=float, na_value=np.nan)))
    return _values(cells, values, cells.notna() & (plain != cells).fillna(value=False))


def whole_numbers(cells: pd.Series) -> Values:
    """Read counts, >= 0; what is not whole or is negative is not understood.

    Examples
    --------
    >>> whole_numbers(pd.Series(["12", "3.0", "-1"], dtype="string")).values.tolist()
    [12, 3, <NA>]
    """
    read = numbers(cells).values
    good = (read >= 0) & (read % 1 == 0) & (read < 2**53)
    values = read.where(good.fillna(value=False)).astype("Int64")
    written = values.astype("string")
    return _values(cells, values, values.notna() & (written != cells).fillna(value=False))


def booleans(cells: pd.Series) -> Values:
    """Read yes and no, in French or in English, in words or in figures.

    Examples
    --------
    >>> booleans(pd.Series(["true", "Non", "peut-être"], dtype="string")).values.tolist()
    [True, False, <NA>]
    """
    lower = cells.str.lower()
    meaning = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
    values = lower.map(meaning).astype("boolean")
    return _values(cells, values, values.notna() & ~cells.isin(["true", "false"]))


def dates(cells: pd.Series) -> Values:
    """Read dates, ISO 8601 or day-month-year, as ISO 8601 texts.

    Examples
    --------
    >>> dates(pd.Series(["2019-06-25", "24-06-2019", "2019-02-30"], dtype="string")).values.tolist()
    ['2019-06-25', '2019-06-24', <NA>]
    """
    values = cells.map(_iso, na_action="ignore").astype("string")
    return _values(cells, values, values.notna() & (values != cells).fillna(value=False))


def _iso(text: str) -> str | None:
    if found := _ISO.match(text):
        year, month, day = found.groups()
    elif found := _FRENCH.match(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _values(cells: pd.Series, values: pd.Series, repaired: pd.Series) -> Values:
    unread = cells[cells.notna() & values.isna()]
    return Values(values, int((repaired & values.notna()).sum()), tuple(unread.tolist()))
