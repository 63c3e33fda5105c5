"""Sections of a survey found among the places of an inventory, whatever the spelling."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from beffroi.territory.parking_surveys import SURVEY_SECTIONS
from beffroi.territory.table import GEOMETRY

KEYS = ("section", "place_id", "name", "street")
NEAREST = 3
LEAST_ALIKE = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Sections and what is known of them.

    Attributes
    ----------
    sections
        Table `SURVEY_SECTIONS`, one row for each name, in its order.
    unknown
        Names that no place has, each with the nearest names of places, if any is near.
    unvisited
        Names of places that no section has.
    """

    sections: pd.DataFrame
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    unvisited: tuple[str, ...]


def bare(name: str) -> str:
    """Write a name with small letters and figures alone, to compare it.

    Examples
    --------
    >>> bare("Bd. Gambetta (côté pair)")
    'bd gambetta cote pair'
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split()
    )


def matched(places: pd.DataFrame, names: Iterable[str]) -> Matched:
    """Find the place of each section.

    Parameters
    ----------
    places
        `spaces` [space], `limit` [min], `regulation`, `geometry` if known, and columns of names:
        the first of `section`, `place_id`, `name` and `street` that has a section's name counts.
    names
        Names of the sections of a survey, each once.

    Returns
    -------
    Sections; those that stand for several places have the sum of their spaces, unknown where one
    of them is unknown, and the limit and the rule that all of these share.
    """
    index = {key: _index(places[key]) for key in KEYS if key in places}
    own = {name: _rows(index, bare(name)) for name in names}
    known = {b: str(n) for key in index for b, n in _written(places[key]).items()}
    lost = [(name, nearest_names(bare(name), known)) for name, rows in own.items() if not rows]
    taken = {row for rows in own.values() for row in rows}
    first = next(iter(index))
    left = places[first][[k not in taken for k in range(len(places))]].dropna()
    rows = [_joined(places, name, rows) for name, rows in own.items()]
    columns = {key: [row[key] for row in rows] for key in SURVEY_SECTIONS.columns}
    table = SURVEY_SECTIONS.typed(pd.DataFrame(columns))
    return Matched(table, tuple(lost), tuple(dict.fromkeys(left.astype(str))))


def rows_of(places: pd.DataFrame, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Give the rows of the places that bear each name, whatever the spelling; none if none does.

    Parameters
    ----------
    places
        As `matched` takes them.
    names
        Names.
    """
    index = {key: _index(places[key]) for key in KEYS if key in places}
    return {str(name): tuple(_rows(index, bare(str(name)))) for name in names}


def _index(column: pd.Series) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for row, name in enumerate(column):
        if not pd.isna(name):
            index.setdefault(bare(str(name)), []).append(row)
    return index


def _written(column: pd.Series) -> dict[str, str]:
    return {bare(str(name)): str(name) for name in column.dropna()}


def _rows(index: dict[str, dict[str, list[int]]], name: str) -> Sequence[int]:
    return next((own[name] for own in index.values() if name in own), ())


def nearest_names(name: str, known: dict[str, str]) -> tuple[str, ...]:
    """Return the known names nearest to one, as they are written; none if none is like it.

    Parameters
    ----------
    name
        As `bare` writes it.
    known
        Names as they are written, by how `bare` writes them.
    """
    found = difflib.get_close_matches(name, known, n=NEAREST, cutoff=LEAST_ALIKE)
    return tuple(dict.fromkeys(known[one] for one in found))


def _joined(places: pd.DataFrame, name: str, rows: Sequence[int]) -> dict[str, object]:
    own = places.iloc[list(rows)]
    spaces = own["spaces"].sum() if len(own) and own["spaces"].notna().all() else pd.NA
    shapes = list(own[GEOMETRY].dropna()) if GEOMETRY in own else []
    return {
        "section": name, "spaces": spaces, "limit": _shared(own["limit"]),
        "regulation": _shared(own["regulation"]),
        GEOMETRY: shapes[0] if shapes else None,
    }  # fmt: skip


def _shared(column: pd.Series) -> object:
    return (
        column.iloc[0] if len(column) and column.notna().all() and column.nunique() == 1 else pd.NA
    )
