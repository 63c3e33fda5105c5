"""Translations of a feed: those of words that it holds, in other languages than its own."""

from collections.abc import Mapping

import pandas as pd

from beffroi.engines.informal.publishing.frames import framed

COLUMNS = ("table_name", "field_name", "language", "translation", "field_value")
LANGUAGES = ("djk", "srn", "pt", "nl")
"""Nengee (Aukan), Sranan, Portuguese and Dutch, as BCP 47 writes them."""
FIELDS = (("stops", "stop_name"), ("routes", "route_long_name"), ("trips", "trip_headsign"))
"""Where a feed holds names."""


def translations_to_fill(
    tables: Mapping[str, pd.DataFrame], words: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List the names of a feed once for each language into which they may be translated.

    Parameters
    ----------
    tables
        A feed.
    words
        Translations that there are already, with the columns of `COLUMNS`.

    Returns
    -------
    The columns of `COLUMNS`; `translation` is empty where there is none yet.
    """
    given = pd.DataFrame(columns=list(COLUMNS)) if words is None else words
    known = dict(zip(
        zip(*(given[c] for c in (*COLUMNS[:3], "field_value")), strict=True),
        given["translation"], strict=True,
    ))  # fmt: skip
    languages = dict.fromkeys((*LANGUAGES, *given["language"]))
    rows = [
        (table, field, language, known.get((table, field, language, value), ""), value)
        for table, field in FIELDS if field in tables.get(table, ())
        for value in tables[table][field].dropna().unique()
        for language in languages
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="string")


def translated(tables: Mapping[str, pd.DataFrame], words: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Add to a feed the translations of its words.

    Parameters
    ----------
    tables
        A feed.
    words
        Translations by value: `table_name`, `field_name`, `language`, `translation` and
        `field_value`, as `translations.txt` has them. Those that are empty, or of words that the
        feed does not hold, are left aside: the reference forbids the ones and the others say
        nothing.

    Returns
    -------
    The feed, with a table `translations` where some are left.
    """
    whole = words[list(COLUMNS)].astype("string")
    said = whole["translation"].fillna("").str.strip() != ""
    held = [
        table in tables and field in tables[table] and bool((tables[table][field] == value).any())
        for table, field, value in zip(
            whole["table_name"], whole["field_name"], whole["field_value"], strict=True
        )
    ]  # fmt: skip
    kept = whole[said.to_numpy(dtype=bool) & pd.Series(held, dtype=bool).to_numpy()]
    kept = kept.drop_duplicates(["table_name", "field_name", "language", "field_value"])
    if not len(kept):
        return dict(tables)
    return {**tables, "translations": framed({c: list(kept[c]) for c in COLUMNS})}
