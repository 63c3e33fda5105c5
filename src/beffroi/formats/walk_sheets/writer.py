"""The sheets of a walk, written: a street a sheet, what is known beside what is to be seen."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from beffroi.formats.walk_sheets.headings import (
    BY,
    COLUMNS,
    DAY,
    HEADER_ROW,
    HELP,
    LISTS,
    OTHERS,
    SIDES,
    STATES,
    STREET,
)
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Language, Words
from beffroi.territory.commerce import UNKNOWN, VACANT
from beffroi.territory.trade_kinds import kind_name, trade_kinds

BLANK_ROWS, LEAST_ROWS = 6, 3
"""Rows left blank under each street; streets with fewer premises than the least share a sheet."""
A4, ROW_HEIGHT, STREET_WIDTH = 9, 24, 22
"""Excel's number of the paper, height of a row [pt], width of the column of streets [character]."""
LOOKS = {"premises_id": "known", "side": "known", "before": "known", "front": "number",
         "area": "number", "rent": "number"}  # fmt: skip
NO_TITLE = "rue"
_BAD_TITLE = re.compile(r"[\[\]:*?/\\']")


def write(rows: pd.DataFrame, path: Path, *, language: Language) -> int:
    """Write the sheets of a walk, whole or not at all.

    Parameters
    ----------
    rows
        Premises in the order of the walk: columns of `PREMISES`, and ``side``.
    path
        The workbook.
    language
        In which headings and lists are written.

    Returns
    -------
    How many sheets were written, the lists left out.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    sheets = list(_sheets(rows, language))
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with written_whole(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        pen = _Pen(book, _looks(book), language)
        titles = Counter([LISTS])
        for street, part in sheets:
            pen.sheet(_title(street, titles), street, part)
        lists = book.add_worksheet(LISTS)
        lists.hide()
        for column, words in enumerate((STATES, trade_kinds())):
            for line, name in enumerate(words.values()):
                lists.write_string(line, column, name.in_(language))
    return len(sheets)


def _sheets(rows: pd.DataFrame, language: Language) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give each street its sheet; those with few premises share the last one."""
    counts = rows["street"].map(rows["street"].value_counts()).fillna(0)
    large = rows[counts >= LEAST_ROWS]
    for street, part in large.groupby("street", sort=False):
        yield str(street), part
    small = rows[counts < LEAST_ROWS]
    if len(small) or rows.empty:
        yield OTHERS.in_(language), small


def _title(street: str, titles: "Counter[str]") -> str:
    plain = _BAD_TITLE.sub(" ", street).strip()[:27] or NO_TITLE
    titles[plain.casefold()] += 1
    n = titles[plain.casefold()]
    return plain if n == 1 else f"{plain} {n}"


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    thin = {"border": 1, "border_color": "#9AA5B1", "valign": "top", "text_wrap": True,
            "font_size": 9}  # fmt: skip
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "help": book.add_format({"italic": True, "font_size": 8, "font_color": "#4A5560"}),
        "label": book.add_format({"bold": True, "font_size": 9}),
        "fill": book.add_format({"bottom": 1, "num_format": "@"}),
        "head": book.add_format({**thin, "bold": True, "bg_color": "#E8EDF2"}),
        "known": book.add_format({**thin, "font_color": "#4A5560", "font_size": 7}),
        "cell": book.add_format({**thin, "num_format": "@"}),
        "number": book.add_format(thin),
    }


@dataclass(frozen=True, slots=True)
class _Pen:
    """What writes the sheets of one workbook."""

    book: xlsxwriter.Workbook
    looks: dict[str, Any]
    language: Language

    def sheet(self, title: str, street: str, part: pd.DataFrame) -> None:
        """Write the sheet of a street, or that of the streets with few premises."""
        page = self.book.add_worksheet(title)
        self._laid_out(page, street)
        is_shared = street == OTHERS.in_(self.language)
        names = ["street", *COLUMNS] if is_shared else list(COLUMNS)
        for column, name in enumerate(names):
            words, width = COLUMNS.get(name, (STREET, STREET_WIDTH))
            page.set_column(column, column, width)
            page.write_string(HEADER_ROW, column, words.in_(self.language), self.looks["head"])
        known = part.itertuples(index=False, name=None)
        lines = [dict(zip(part.columns, row, strict=True)) for row in known]
        lines += [{}] * BLANK_ROWS
        for line, one in enumerate(lines, start=HEADER_ROW + 1):
            page.set_row(line, ROW_HEIGHT)
            for column, name in enumerate(names):
                self._cell(page, (line, column), name, one)
        _offer(page, names, len(lines))

    def _laid_out(self, page: Any, street: str) -> None:
        """Set the paper, and write what stands above the rows."""
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADER_ROW)
        page.set_footer("&L&A&R&P / &N")
        page.freeze_panes(HEADER_ROW + 1, 0)
        page.write_string(0, 0, STREET.in_(self.language), self.looks["label"])
        page.write_string(0, 1, street, self.looks["title"])
        for line, words in ((1, DAY), (2, BY)):
            page.write_string(line, 0, words.in_(self.language), self.looks["label"])
            page.merge_range(line, 1, line, 4, "", self.looks["fill"])
        page.write_string(3, 0, HELP.in_(self.language), self.looks["help"])

    def _cell(self, page: Any, at: tuple[int, int], name: str, one: dict[str, Any]) -> None:
        look = self.looks[LOOKS.get(name, "cell")]
        value = _known(name, one, self.language)
        if value is None or pd.isna(value):
            page.write_blank(*at, None, look)
        elif isinstance(value, float):
            page.write_number(*at, value, look)
        else:
            page.write_string(*at, str(value), look)


def _offer(page: Any, names: list[str], n_lines: int) -> None:
    """Offer the lists of states and of activities in their columns."""
    for name, letter, listed in (("state", "A", STATES), ("kind", "B", trade_kinds())):
        column = names.index(name)
        page.data_validation(HEADER_ROW + 1, column, HEADER_ROW + n_lines, column, {
            "validate": "list", "source": f"={LISTS}!${letter}$1:${letter}${len(listed)}",
            "error_type": "warning",
        })  # fmt: skip


def _known(name: str, one: dict[str, Any], language: Language) -> Any:
    """Give what is known already of a cell; what the walk is to see is left blank."""
    if not one or name in {"state", "since", "note"}:
        return None
    if name == "before":
        words = {**STATES, UNKNOWN: Words("?", "?")}.get(one["state"])
        return words.in_(language) if words else None
    if name == "side":
        return None if pd.isna(one["side"]) else SIDES[one["side"]].in_(language)
    if name in {"name", "kind"} and one["state"] == VACANT:
        return None
    if name == "kind":
        return None if pd.isna(one["kind"]) else kind_name(one["kind"]).in_(language)
    return one.get(name)
