"""The sheets of a walk, read back: the rows whose state somebody wrote."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.carriers import values, workbook
from beffroi.carriers.workbook import Answer, Formula, Grid
from beffroi.formats.walk_sheets.headings import (
    COLUMNS,
    DAY,
    FORMAT,
    HEADER_ROW,
    LISTS,
    OTHERS,
    STATES,
    STREET,
)
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.territory.commerce import WALKED
from beffroi.territory.reading import Reading
from beffroi.territory.trade_kinds import kind_of

LONGEST_FRONT, LARGEST_AREA = 300.0, 100_000.0
"""Beyond which a front or an area is a slip of the pen. [m], [m²]"""
MOST_TOLD = 12
_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})[/-](\d{4}))")


def read(path: Path) -> Reading:
    """Read the sheets of a walk that people filled in.

    Parameters
    ----------
    path
        The workbook.

    Returns
    -------
    Table `WALKED`: the rows whose state was filled in. An activity that is not in the list is
    unknown, and told; a date given by its year or month is put in the middle of it, and told.

    Raises
    ------
    UnreadableFileError
        If it is absent, damaged, or no workbook.
    FaultyFileError
        With every fault: no sheet of a walk, a formula, an unknown state, a length that is no
        number, a date, a reference filled in twice.
    """
    sheets = {title: grid for title, grid in workbook.forms(path).items() if title != LISTS}
    read_ = _Sheets()
    for title, grid in sheets.items():
        read_.take(title, grid)
    if not read_.n_sheets:
        read_.faults.append(both("no sheet has the headings of a walk"))
    references = [row["premises_id"] for row in read_.rows if row["premises_id"]]
    for reference, n in Counter(references).items():
        if n > 1:
            read_.faults.append(
                both("{reference} is filled in {n} times", reference=reference, n=n)
            )
    if read_.faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=read_.faults)
    frame = pd.DataFrame(read_.rows, columns=list(WALKED.columns))
    return Reading(WALKED.typed(frame), read_.n_rows, tuple(read_.told()))


class _Sheets:
    """The rows read so far, with what was wrong in them."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.rows: list[dict[str, Any]] = []
        self.faults: list[Words] = []
        self.strange: list[str] = []
        self.n_sheets = self.n_rows = self.n_about = self.n_undated = 0

    def take(self, title: str, grid: Grid) -> None:
        """Read a sheet; one without the headings of a walk is left out."""
        found = _header(grid)
        if found is None:
            return
        line, names = found
        self.n_sheets += 1
        top = _top(grid[:line])
        day = self._day(f"{title}!B2", top.get("day"), exact=True)
        for number, cells in enumerate(grid[line + 1 :], start=line + 2):
            one = {name: cells[i] for i, name in names.items() if i < len(cells)}
            self.n_rows += any(value is not None for value in one.values())
            if one.get("state") is not None:
                self._row(f"{title}!{number}", one, top.get("street"), day)

    def _row(self, cell: str, one: dict[str, Answer], street: Answer, day: str | None) -> None:
        formulas = [name for name, value in one.items() if isinstance(value, Formula)]
        if formulas:
            self.faults.append(both("{cell} holds a formula: write its value", cell=cell))
            return
        text = {name: _text(value) for name, value in one.items()}
        state = _of(STATES, text["state"] or "")
        if state is None:
            self.faults.append(both(
                "{cell}: the state {said!r} is none of {states}", cell=cell,
                said=(text["state"] or "")[:40],
                states=Words(*(", ".join(w.in_(lang) for w in STATES.values())
                               for lang in LANGUAGES)),
            ))  # fmt: skip
        where = text.get("street") or _text(street)
        if not where and not text.get("premises_id"):
            self.faults.append(both("{cell}: the street is missing", cell=cell))
        self.n_undated += day is None
        self.rows.append({
            "cell": cell, "premises_id": text.get("premises_id"), "street": where, "state": state,
            "housenumber": text.get("housenumber"), "name": text.get("name"),
            "kind": self._kind(cell, text.get("kind")),
            "since": self._day(cell, one.get("since")),
            "front": self._number(cell, text.get("front"), LONGEST_FRONT),
            "area": self._number(cell, text.get("area"), LARGEST_AREA),
            "rent": self._number(cell, text.get("rent"), LARGEST_AREA),
            **{name: text.get(name)
               for name in ("owner", "opening_hours", "phone", "website", "note")},
            "check_date": day,
        })  # fmt: skip

    def _kind(self, cell: str, text: str | None) -> str | None:
        if text is None:
            return None
        kind = kind_of(text) or (text if text.replace("_", "").isascii() and " " not in text
                                 and text.islower() else None)  # fmt: skip
        if kind is None:
            self.strange.append(f"{text[:30]} ({cell})")
        return kind

    def _number(self, cell: str, text: str | None, most: float) -> float | None:
        if text is None:
            return None
        bare = re.sub(r"\s*(m²|m2|m|€.*)$", "", text.strip())
        value = values.numbers(pd.Series([bare], dtype="string")).values.iloc[0]
        if pd.isna(value) or not 0 <= value <= most:
            self.faults.append(both("{cell}: {said!r} is no length, area or rent", cell=cell,
                                    said=text[:40]))  # fmt: skip
            return None
        return float(value)

    def _day(self, cell: str, said: Answer, *, exact: bool = False) -> str | None:
        text = _text(said)
        if text is None:
            return None
        day = values.dates(pd.Series([text], dtype="string")).values.iloc[0]
        if pd.notna(day):
            return str(day)
        about = None if exact else _about(text)
        if about is None:
            self.faults.append(both("{cell}: {said!r} is no date", cell=cell, said=text[:40]))
        self.n_about += about is not None
        return about

    def told(self) -> Iterator[Words]:
        """Say what was taken as unknown, and what was put in the middle of a month or a year."""
        if self.strange:
            listed = ", ".join(self.strange[:MOST_TOLD])
            yield both("{n} activities not in the list, held as unknown: {listed}.",
                       n=len(self.strange), listed=listed)  # fmt: skip
        if self.n_about:
            yield both("{n} date(s) known by month or year alone: put in the middle of it.",
                       n=self.n_about)  # fmt: skip
        if self.n_undated:
            yield both("{n} row(s) on sheets without the day of the walk.", n=self.n_undated)
        if not self.rows:
            yield both("No row of the walk is filled in: nobody wrote a state.")


def _header(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """Find the row of headings, and the column that each stands for."""
    named = {**{name: words for name, (words, _) in COLUMNS.items()}, "street": STREET}
    known = {w.in_(lang).casefold(): name for lang in LANGUAGES for name, w in named.items()}
    for line, cells in enumerate(grid[: 3 * HEADER_ROW]):
        names = {i: known[cell.casefold()] for i, cell in enumerate(cells)
                 if isinstance(cell, str) and cell.casefold() in known}  # fmt: skip
        if {"premises_id", "state"} <= set(names.values()):
            return line, names
    return None


def _top(grid: Grid) -> dict[str, Answer]:
    """Read the street and the day above the headings."""
    found: dict[str, Answer] = {}
    for cells in grid:
        for name, words in (("street", STREET), ("day", DAY)):
            if cells and cells[0] in {words.fr, words.en} and len(cells) > 1:
                found[name] = cells[1]
    if found.get("street") in {OTHERS.fr, OTHERS.en}:
        found["street"] = None
    return found


def _of(words: dict[str, Words], text: str) -> str | None:
    plain = " ".join(text.casefold().split())
    return next((key for key, one in words.items() if plain in {one.fr, one.en, key}), None)


def _about(text: str) -> str | None:
    if found := _YEAR.fullmatch(text):
        return f"{found[1]}-07-01"
    if found := _MONTH.fullmatch(text):
        year, month = found[1] or found[4], int(found[2] or found[3])
        return f"{year}-{month:02d}-15" if 1 <= month <= 12 else None
    return None


def _text(value: Answer) -> str | None:
    if value is None or isinstance(value, Formula):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text or None
