"""The report on a regulated network as a Word document, for the authority that will amend it."""

import io
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from beffroi.foundation.figures import Figure
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words, both
from beffroi.report.decision.archive import settled
from beffroi.report.decision.note_word import put_small, put_table, set_up
from beffroi.report.decision.parts import Grid
from beffroi.report.regulation_page import (
    BRIEF,
    amounts_in,
    balances,
    bounds,
    groups,
    hours_of_all,
    hypotheses,
    lines,
    verdicts,
)
from beffroi.report.words import dated
from beffroi.study.informal_regulation import Regulated, worded

if TYPE_CHECKING:
    from docx.document import Document

UNDATED = "1980-01-01"
"""Day that the file says of itself where no ride has a date."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


def is_writable() -> bool:
    """Say whether what writes Word documents is installed: it comes with the extra `documents`."""
    return find_spec("docx") is not None


def write(done: Regulated, path: Path) -> None:
    """Write the report, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    made = document(done)
    with written_whole(path) as temporary:
        temporary.write_bytes(made)


def document(done: Regulated) -> bytes:
    """Lay a proposal out as a Word document in French: the figures are those of the page.

    Returns
    -------
    The file, the same bytes for the same proposal.
    """
    import docx

    made, known = docx.Document(), {f.id.partition(".")[2]: f for f in done.figures}
    title = _text(both("Proposal of a regulated network")) + " – " + _text(done.network.agency)
    day = done.network.last_day
    told = _text(both("rides up to {day}").filled(day=dated(day))) if day else ""
    set_up(made, title, told, day or UNDATED, "fr")
    made.add_heading(title, level=1)
    if told:
        put_small(made, told)
    _figures(made, both("In brief"), [known[id_] for id_ in BRIEF])
    _listed(made, both("To survey first"), (*done.unknowns, *done.warnings))
    _lines(made, done)
    _plan(made, done)
    _accounts(made, done)
    for name, own in groups(known):
        _figures(made, name, own)
    _assumed(made, done)
    sources = {source.id: source for figure in done.figures for source in figure.sources}
    _listed(made, both("Sources"), [one.name for one in sources.values()])
    written = io.BytesIO()
    made.save(written)
    return settled(written.getvalue())


def _text(said: Words | str) -> str:
    return UNWRITABLE.sub("", said.fr if isinstance(said, Words) else said)


def _grid(
    title: Words, heads: Iterable[Words | str], rows: Iterable[Iterable[Words | str]]
) -> Grid:
    texts = tuple(tuple(_text(cell) for cell in row) for row in rows)
    return Grid(_text(title), tuple(_text(head) for head in heads), texts, "")


def _listed(made: "Document", title: Words, items: Iterable[Words | str]) -> None:
    texts = [_text(item) for item in items]
    if texts:
        made.add_heading(_text(title), level=2)
    for text in texts:
        made.add_paragraph(text, style="List Bullet")


def _figures(made: "Document", title: Words, figures: Iterable[Figure]) -> None:
    heads = (both("Figure"), both("Value"), both("90 % interval"))
    rows = ((one.name, worded(one), bounds(one)) for one in figures)
    put_table(made, _grid(title, heads, rows), (50, 25))


def _lines(made: "Document", done: Regulated) -> None:
    """Put the lines of the proposal, then how often they run and with how many vehicles."""
    told = tuple(lines(done))
    heads = (
        both("Line"),
        both("Lines and stops"),
        _text(both("Takes over:")).rstrip(" \u00a0\u202f:"),
    )
    rows = (
        (one.number, f"{one.heading} – {' · '.join(_text(said) for said in one.says)}",
         ", ".join(one.members))
        for one in told
    )  # fmt: skip
    put_table(made, _grid(both("Lines and stops"), heads, rows), (10, 60))
    hours = (both("Line"), both("Days"), both("Hours"), both("One every"), both("Cycle"),
             both("Vehicles"))  # fmt: skip
    bands = [
        (one.number, band.days, band.hours, band.headway, band.cycle, band.vehicles)
        for one in told for band in one.bands
    ]  # fmt: skip
    if bands:
        put_table(made, _grid(both("Vehicles by part of the day"), hours, bands), (10, 18))
    whole = [(one.days, one.hours, one.lines, one.vehicles) for one in hours_of_all(done)]
    if whole:
        title = both("Vehicles of all lines, by part of the day")
        when = (both("Days"), both("Hours"), both("Lines counted then"), both("Vehicles"))
        put_table(made, _grid(title, when, whole), (20, 20, 12))


def _plan(made: "Document", done: Regulated) -> None:
    made.add_heading(_text(both("Plan in four steps")), level=2)
    for step in done.steps:
        state = both("can begin") if step.is_ready else both("survey first")
        made.add_heading(f"{_text(step.title)} ({_text(state)})", level=3)
        made.add_paragraph(_text(step.does))
        for one in step.shown:
            made.add_paragraph(_text(one), style="List Bullet")
        for name, said in (
            (both("Who"), step.who), (both("What it needs"), step.needs),
            (both("Proof that it is done"), step.proof),
        ):  # fmt: skip
            made.add_paragraph(f"{_text(name)}\u00a0: {_text(said)}")


def _accounts(made: "Document", done: Regulated) -> None:
    heads = (both("Hypothesis"), both("Fare revenue"), both("Subsidy"), both("Operating cost"),
             both("Result"), both("Chance of balance"))  # fmt: skip
    rows: list[tuple[Words | str, ...]] = [
        (name, *_amounts(parts), chance) for name, parts, chance in balances(done)
    ]
    put_table(made, _grid(both("Accounts of a year"), heads, rows), (25,))
    put_small(made, _text(amounts_in(done)))
    felt = (both("Effect"), both("Stops"), both("Share of users"))
    put_table(made, _grid(both("Who wins, who loses"), felt, verdicts(done)), (50,))


def _amounts(parts: Iterable[tuple[Words, Words]]) -> Iterator[str]:
    for amount, span in parts:
        yield f"{_text(amount)} ({_text(span)})" if span.fr else _text(amount)


def _assumed(made: "Document", done: Regulated) -> None:
    heads = (both("Hypothesis"), both("Value"), both("Bounds"), both("Since"), both("Source"))
    rows = (
        (name, value, span, dated(since) if since else "", f"{_text(says)} {url}".strip())
        for name, value, span, says, since, url in hypotheses(done)
    )
    put_table(made, _grid(both("Hypotheses used"), heads, rows), (24, 14, 14, 14))
