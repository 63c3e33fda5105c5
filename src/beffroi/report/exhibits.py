"""The cells of an exhibit in words: alike down a column, and no finer than what is known."""

from collections.abc import Iterable
from dataclasses import replace

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import LANGUAGES, Language, Words, both
from beffroi.foundation.numbers import (
    MEASURED,
    NARROW_SPACE,
    decimals,
    grouped,
    said,
    said_in_both,
    unit_name,
)
from beffroi.territory.exhibit import Exhibit, Field

Cell = str | Words | float | None


def said_rows(exhibit: Exhibit, figures: Iterable[Figure] = ()) -> tuple[tuple[Words, ...], ...]:
    """Say every cell of an exhibit, in both languages.

    A number is written with the same decimals as its column. One that repeats a figure, as the
    exhibit says (`Exhibit.figures`), is said as that figure is: an estimate is rounded as its
    interval asks, and a minimum is called one. One that is missing is said to be unknown, or
    hidden, as its column says (`Field.missing`).

    Parameters
    ----------
    exhibit
        The table.
    figures
        Those of the study.

    Returns
    -------
    One tuple a row, aligned with the exhibit's fields.
    """
    by_id = {figure.id: figure for figure in figures}
    repeated = exhibit.figures or ("",) * len(exhibit.rows)
    places = [column_decimals(column, field.unit) for column, field in _columns(exhibit)]
    last = len(exhibit.fields) - 1
    return tuple(
        tuple(
            _said(cell, field, places[k], by_id.get(id_) if k == last else None)
            for k, (cell, field) in enumerate(zip(row, exhibit.fields, strict=True))
        )
        for row, id_ in zip(exhibit.rows, repeated, strict=True)
    )


def _columns(exhibit: Exhibit) -> list[tuple[list[Cell], Field]]:
    return [([row[n] for row in exhibit.rows], field) for n, field in enumerate(exhibit.fields)]


def _said(cell: Cell, field: Field, places: int, figure: Figure | None) -> Words:
    if isinstance(cell, Words):
        return cell
    if isinstance(cell, str):
        return Words(cell, cell)
    if cell is None and field.missing == "hidden":
        return both("hidden")
    unit = field.unit
    if figure is not None:
        return said_in_both(figure if unit in MEASURED else replace(figure, unit=""))
    return Words(*(number(cell, unit, language, places) for language in LANGUAGES))


def column_decimals(values: Iterable[Cell], unit: str) -> int:
    """Choose the decimals of a column: those of its finest value, one at most beside 1 or more.

    Parameters
    ----------
    values
        The column; words and missing values count for nothing.
    unit
        Its unit; a share (``1``) is said in per cent.

    Examples
    --------
    >>> column_decimals([0.2, 1.2, 10.0, None], "min"), column_decimals([0.25, 0.5], "min")
    (1, 2)
    >>> column_decimals([12.0, 9.0], "shop"), column_decimals([0.0857, 1.0], "1")
    (0, 1)
    """
    scale = 100 if unit == "1" else 1
    known = [round(scale * abs(value), 9) for value in values if isinstance(value, int | float)]
    finest = max((decimals(value, "%" if unit == "1" else unit) for value in known), default=0)
    return min(finest, 1) if any(value >= 1 for value in known) else finest


def number(value: float | None, unit: str, language: Language, places: int) -> str:
    """Write a value whose unit stands elsewhere, in a heading; a share keeps its per cent."""
    if value is None:
        return said(value, unit, language)
    if unit != "1":
        return grouped(value, places, language)
    share = grouped(100 * value, places, language)
    return f"{share}{NARROW_SPACE}%" if language == "fr" else f"{share}%"


def heading(field: Field) -> Words:
    """Name a column, with its unit where its name does not say it."""
    if field.unit in {"", "1"}:
        return field.name
    said_ = {}
    for language in LANGUAGES:
        name, unit = field.name.in_(language), unit_name(field.unit, language)
        said_[language] = name if unit.casefold() in name.casefold() else f"{name} ({unit})"
    return Words(**said_)
