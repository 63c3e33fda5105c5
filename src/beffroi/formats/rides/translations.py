"""Translations of the words of a feed: the sheet that a town fills in, and gives back."""

from collections.abc import Iterator
from pathlib import Path

import langcodes
import pandas as pd

from beffroi.carriers import delimited
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both

FORMAT = "translations of names (CSV)"
COLUMNS = ("table_name", "field_name", "language", "translation", "field_value")
KEY = ["table_name", "field_name", "language", "field_value"]
FIELDS = {("stops", "stop_name"), ("routes", "route_long_name"), ("trips", "trip_headsign")}


def read(path: Path) -> pd.DataFrame:
    """Read the translations of names.

    Parameters
    ----------
    path
        CSV with the columns of `COLUMNS`, as `translations_to_fill.csv` has them.

    Returns
    -------
    The rows that give a translation, as text.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no text.
    FaultyFileError
        If it lacks a column, names a language or a field that cannot be, or translates a name in
        two ways; all its faults are listed.
    """
    cells = delimited.read(path, format_name=FORMAT).cells
    cells = cells.rename(columns={c: str(c).strip().casefold() for c in cells.columns})
    missing = [name for name in COLUMNS if name not in cells]
    if missing:
        raise delimited.lacking(path, missing, cells.columns, format_name=FORMAT)
    words = cells[list(COLUMNS)].astype("string").fillna("")
    words = pd.DataFrame({name: words[name].str.strip() for name in COLUMNS})
    words = words.loc[words["translation"] != ""].drop_duplicates().reset_index(drop=True)
    faults = [*_faults(words)]
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return words


def is_language(tag: str) -> bool:
    """Tell whether a tag is one of BCP 47, each of its parts registered with IANA.

    References
    ----------
    RFC 5646, section 2.2.9 (well-formed and valid tags); IANA language subtag registry.

    Examples
    --------
    >>> [is_language(tag) for tag in ("djk", "srn", "pt-BR", "fra2", "xx", "pt_BR")]
    [True, True, True, False, False, False]
    """
    return "_" not in tag and langcodes.tag_is_valid(tag)


def _faults(words: pd.DataFrame) -> Iterator[Words]:
    for language in words["language"].unique():
        if not is_language(language):
            yield both(
                "{language!r} is no code of a language, such as pt or djk", language=language
            )
    for table, field in words[["table_name", "field_name"]].drop_duplicates().to_numpy():
        if (table, field) not in FIELDS:
            yield both("{table}.{field} holds no name to translate", table=table, field=field)
    twice = words[words.duplicated(KEY)]
    for language, value in twice[["language", "field_value"]].drop_duplicates().to_numpy():
        yield both("{value!r} has two translations in {language}", value=value, language=language)
