"""The note as a PDF of two pages at most, set by typst with the fonts of its own wheel."""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Literal

from beffroi.report.decision import look
from beffroi.report.decision.content import Note, Row
from beffroi.report.decision.limits import STEPS, Fitted, Limits, fitted
from beffroi.report.decision.parts import (
    chart_grid,
    chart_rows,
    groups_grid,
    parts,
    small_print,
    table_grid,
)
from beffroi.report.decision.phrases import hundred, phrase

MOST_PAGES = 2
LONG_WORD = re.compile(r"[^\s-]{21,}|[^\s\da-zà-ÿ-]{11,}")
"""Words longer than French has, and words of letters wider than its own."""
HASH = re.compile(r"[0-9a-f]{64}")
"""A hash is copied to be compared: nothing may be put into it, and it holds on a line."""
EVERY = re.compile(r"(\S{9})(?=\S)")
BREAK = "\u200b"
"""A place where a line may break, which shows nothing."""
PAGE_DOTS, CHART_DOTS, COUNTING_DOTS = 110.0, 220.0, 1.0
"""Resolutions: of a page to be looked at, of the chart lent to Word, of pages only counted.
[dot/inch]"""
LONG_TITLE = 90
"""Length from which a question is set smaller. [character]"""
STANDARD = "ua-1"
"""PDF/UA: tagged for those who listen to it."""
Format = Literal["pdf", "png"]


def laid_out(note: Note) -> tuple[bytes, Fitted]:
    """Set a note in two pages, with as much of it as they hold.

    Returns
    -------
    The PDF, the same bytes for the same note; and what was kept.
    """
    kept, data = _kept(note)
    return _set(data, note.day, "pdf")[0], kept


def pictures(note: Note) -> list[bytes]:
    """Return the pages of a note as PNG, to be looked at."""
    return _set(_kept(note)[1], note.day, "png", ppi=PAGE_DOTS)


def chart(kept: Fitted) -> bytes:
    """Draw the chart of a note alone, as PNG."""
    data = {**_data(kept, STEPS[0]), "only_chart": True}
    return _set(data, kept.note.day, "png", ppi=CHART_DOTS)[0]


def _kept(note: Note) -> tuple[Fitted, dict[str, Any]]:
    """Cut a note less and less generously, until it holds in two pages."""
    for limits in STEPS:
        kept = fitted(note, limits)
        data = _data(kept, limits)
        if len(_set(data, note.day, "png", ppi=COUNTING_DOTS)) <= MOST_PAGES:
            break
    return kept, data


def _set(data: dict[str, Any], day: str, format_: Format, **options: Any) -> list[bytes]:
    """Set a page; letters that typst's own fonts lack are looked for in the machine's.

    It reads no file and reaches no network: everything comes as data.
    """
    import typst

    source = files("beffroi.report.decision").joinpath("note.typ").read_bytes()
    inputs = {"note": json.dumps(_breakable(data), ensure_ascii=False)}
    tagged: dict[str, Any] = {"pdf_standards": STANDARD} if format_ == "pdf" else {}
    tries = [(True, tagged), (False, tagged), *([(False, dict[str, Any]())] if tagged else [])]
    for is_alone, more in tries:
        compiler = typst.Compiler(ignore_system_fonts=is_alone, sys_inputs=inputs)
        try:
            made: Any = compiler.compile(
                source, format=format_, timestamp=moment(day), **options, **more
            )
        except typst.TypstError:
            if not more:
                raise
        else:
            return made if isinstance(made, list) else [made]
    raise AssertionError("the last try raises or returns")


def moment(day: str) -> datetime:
    """Return the moment that documents bear as that of their making: the day of the decision.

    Examples
    --------
    >>> moment("2026-01-15").isoformat(), moment("").year
    ('2026-01-15T00:00:00+00:00', 2000)
    """
    try:
        return datetime.fromisoformat(day[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def _data(kept: Fitted, limits: Limits) -> dict[str, Any]:
    note, language = kept.note, kept.note.language
    grid = groups_grid(kept)
    made = moment(note.day)
    return {
        "language": language,
        "day": [made.year, made.month, made.day] if note.day else None,
        "size": limits.size,
        "ink": look.INK, "muted": look.MUTED, "rule": look.RULE, "accent": look.ACCENT,
        "sunk": look.SUNK, "rest": look.REST, "critical": look.CRITICAL,
        "tag_colour": look.FAVOURABLE if note.is_established else look.ACCENT,
        "only_chart": False,
        "kicker": phrase("kicker", language),
        "date": note.date,
        "title": note.title,
        "title_size": 1.75 if len(note.title) <= LONG_TITLE else 1.35,
        "invented": note.invented,
        "tag": note.tag,
        "headline": note.headline,
        "footer": f"{note.title} – {note.date}",
        "pages": phrase("page", language, n="{n}", all="{all}"),
        "group": phrase("group", language) if note.groups else "",
        "name_width": 24,
        "first": phrase("first", language),
        "first_caption": chart_grid(kept).note if note.groups else "",
        "chart_heading": phrase("chart_heading", language),
        "choices": [
            {"key": choice.key, "name": choice.name, "colour": look.colour_of(place)}
            for place, choice in enumerate(note.choices)
        ],
        "others": phrase("others_key", language) if kept.has_others else "",
        "rows": [_bar(row, note) for row in chart_rows(note)] if note.has_rivals else [],
        "groups_title": grid.title,
        "groups_header": list(grid.headings),
        "groups": [list(row) for row in grid.rows] if note.has_rivals or note.groups else [],
        "loses_note": grid.note,
        "no_groups": phrase("no_groups", language) if not note.groups else "",
        "table": _table(kept),
        "sections": [
            {"title": part.title, "lead": part.lead, "items": list(part.items)}
            for part in parts(kept)
        ],
        "small": list(small_print(kept)),
    }  # fmt: skip


def _table(kept: Fitted) -> dict[str, Any]:
    grid, table = table_grid(kept), kept.note.table
    return {
        "title": grid.title,
        "criterion": grid.headings[0],
        "options": [
            {"key": key, "name": name, "colour": look.colour_of(place)}
            for place, (key, name) in enumerate(zip(table.keys, table.options, strict=True))
        ],
        "rows": [
            {
                "name": line.heading,
                "cells": [{"said": one.number, "evidence": one.evidence} for one in line.cells],
            }
            for line in table.lines
        ],
        "note": grid.note,
    }


def _bar(row: Row, note: Note) -> dict[str, Any]:
    most = max(row.shares)
    return {
        "name": row.name,
        "strong": row is note.together,
        "segments": [
            {
                "key": choice.key, "share": share, "said": hundred(share),
                "best": share == most, "colour": look.colour_of(place),
            }
            for place, (choice, share) in enumerate(zip(note.choices, row.shares, strict=True))
        ],
    }  # fmt: skip


def _breakable(value: Any) -> Any:
    """Let long words break, wherever they stand in the data."""
    if isinstance(value, str):
        return LONG_WORD.sub(_broken, value)
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {key: _breakable(one) for key, one in value.items()}
    return value


def _broken(word: re.Match[str]) -> str:
    return word[0] if HASH.search(word[0]) else EVERY.sub(rf"\1{BREAK}", word[0])
