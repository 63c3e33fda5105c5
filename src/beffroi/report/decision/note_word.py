"""The note as a Word document, which people amend: headings, tables, a picture described."""

import io
from typing import TYPE_CHECKING, Any

from beffroi.foundation.language import Language
from beffroi.report.decision import look
from beffroi.report.decision.archive import settled
from beffroi.report.decision.content import Note
from beffroi.report.decision.limits import Fitted
from beffroi.report.decision.note_pdf import moment
from beffroi.report.decision.parts import (
    TABLE,
    Grid,
    chart_grid,
    chart_words,
    groups_grid,
    parts,
    ranks_grid,
    small_print,
    table_grids,
)
from beffroi.report.decision.phrases import phrase

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
SIZE, TABLE_SIZE, SMALL_SIZE = 9.5, 8.5, 8
"""Sizes of the type. [pt]"""
SIDE, HEIGHT = 18, 14
"""Margins of the page. [mm]"""
WIDTH = 210 - 2 * SIDE
"""Width of the text. [mm]"""
CHART_WIDTHS, GROUP_WIDTHS = (26,), (24, 24, 36, 16)
"""Widths of the first columns; those left share what is left. [% of the width of the text]"""
TABLE_WIDTHS, RANK_WIDTHS = (28,), (40,)
MOST_COLUMNS, MOST_CELLS = 5, 600
"""Options side by side in the performance table; cells of it that the document holds."""
LONGEST_NUMBER = 6
TAGS: dict[Language, str] = {"fr": "fr-FR", "en": "en-GB"}


def document(kept: Fitted, chart: bytes, whole: Note) -> bytes:
    """Write a note as a Word document.

    Parameters
    ----------
    kept
        The note, as the PDF holds it.
    chart
        Its chart, PNG; the table beside holds its numbers.
    whole
        The note before it was cut: its performance table is annexed, whole unless it is very large.

    Returns
    -------
    The file, the same bytes for the same note.
    """
    import docx

    made, note = docx.Document(), kept.note
    set_up(made, note.title, note.date, note.day, note.language)
    put_small(made, f"{phrase('kicker', note.language)} – {note.date}")
    made.add_heading(note.title, level=1)
    if note.invented:
        _coloured(made.add_paragraph(), note.invented, look.CRITICAL)
    tag_colour = look.FAVOURABLE if note.is_established else look.ACCENT
    _coloured(made.add_paragraph(), note.tag, tag_colour)
    made.add_paragraph(note.headline, style="Intense Quote")
    if note.has_rivals:
        _chart(made, kept, chart)
    groups = groups_grid(kept)
    if groups.rows:
        put_table(made, groups, GROUP_WIDTHS)
    for part in parts(kept):
        made.add_heading(part.title, level=2)
        if part.lead:
            made.add_paragraph(part.lead)
        for item in part.items:
            made.add_paragraph(item, style="List Bullet")
    for line in small_print(kept):
        put_small(made, line)
    _performances(made, whole)
    ranks = ranks_grid(whole)
    if ranks:
        put_table(made, ranks, RANK_WIDTHS)
    written = io.BytesIO()
    made.save(written)
    return settled(written.getvalue())


def set_up(made: "Document", title: str, date: str, day: str, language: Language) -> None:
    """Set a document up: A4, its styles, its footer, and what it says of itself.

    Parameters
    ----------
    made
        The document.
    title, date
        Its title, and its date in words.
    day
        Its date, ISO 8601.
    language
        Of its text.
    """
    from docx.shared import Mm

    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(HEIGHT)
    _style(made, language)
    _footer(section, f"{title} – {date}" if date else title)
    about = made.core_properties
    about.title, about.author, about.language = title[:255], "Beffroi", TAGS[language]
    about.comments, about.last_modified_by, about.revision = "", "Beffroi", 1
    about.created = about.modified = moment(day).replace(tzinfo=None)


def _style(made: "Document", language: Language) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = made.styles
    for name, size, colour, before in (
        ("Normal", SIZE, look.INK, 0), ("List Bullet", SIZE, look.INK, 0),
        ("Heading 1", 18, look.INK, 0), ("Heading 2", 11.5, look.ACCENT, 8),
        ("Intense Quote", 11, look.INK, 0),
    ):  # fmt: skip
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(3)
    quote = styles["Intense Quote"]
    quote.font.italic = quote.font.bold = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Pt(0)
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), TAGS[language])


def _footer(section: Any, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    line = section.footer.paragraphs[0]
    line.add_run(f"{text} – ").font.size = Pt(SMALL_SIZE)
    number = line.add_run()
    number.font.size = Pt(SMALL_SIZE)
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        number._r.append(mark)  # noqa: SLF001  (python-docx has no field of its own)


def _coloured(line: Any, text: str, colour: str) -> None:
    from docx.shared import RGBColor

    run = line.add_run(text)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(colour.removeprefix("#"))


def put_small(made: "Document", text: str) -> None:
    """Put a paragraph in small grey type."""
    from docx.shared import Pt, RGBColor

    run = made.add_paragraph().add_run(text)
    run.font.size = Pt(SMALL_SIZE)
    run.font.color.rgb = RGBColor.from_string(look.MUTED.removeprefix("#"))


def _chart(made: "Document", kept: Fitted, chart: bytes) -> None:
    """Put the chart with its description, and the table of its numbers."""
    from docx.shared import Mm

    grid = chart_grid(kept)
    made.add_heading(grid.title, level=2)
    picture = made.add_picture(io.BytesIO(chart), width=Mm(WIDTH))
    about = picture._inline.docPr  # noqa: SLF001  (python-docx has no way to describe a picture)
    about.set("descr", chart_words(kept))
    about.set("title", grid.title)
    named = [f"{choice.key} – {choice.name}" for choice in kept.note.choices]
    put_table(made, Grid("", (grid.headings[0], *named), grid.rows, grid.note), CHART_WIDTHS)


def _performances(made: "Document", whole: Note) -> None:
    """Annex the performance table, in blocks of options."""
    shown = 0
    for grid in table_grids(whole, MOST_COLUMNS):
        cells = len(grid.rows) * (len(grid.headings) - 1)
        if shown and shown + cells > MOST_CELLS:
            break
        put_table(made, grid, TABLE_WIDTHS)
        made.add_paragraph()
        shown += cells
    left = len(whole.table.lines) * len(whole.table.options) - shown
    if left:
        put_small(made, phrase("table_in_full", whole.language, n=left, file=TABLE))


def put_table(made: "Document", grid: Grid, widths: tuple[int, ...]) -> None:
    """Put a table under its title, its heading repeated on every page.

    `widths` are those of the first columns; those left share what is left. [% of the text]
    """
    from docx.shared import Mm

    if grid.title:
        made.add_heading(grid.title, level=2)
    table = made.add_table(rows=0, cols=len(grid.headings), style="Table Grid")
    table.autofit = False
    _ruled(table)
    spread = _spread(widths, len(grid.headings))
    for column, width in zip(table.columns, spread, strict=True):
        column.width = Mm(width)
    to_right = _numeric(grid)
    for number, texts in enumerate((grid.headings, *grid.rows)):
        _fill(table.add_row(), texts, spread, to_right, is_heading=number == 0)
    if grid.note:
        put_small(made, grid.note)


def _spread(widths: tuple[int, ...], n: int) -> list[float]:
    """Return the widths of so many columns, in millimetres."""
    told = widths[:n]
    rest = [(100 - sum(told)) / max(n - len(told), 1)] * (n - len(told))
    whole = sum(told) + sum(rest)
    return [WIDTH * share / whole for share in (*told, *rest)]


def _ruled(table: Any) -> None:
    """Draw light lines between rows, and none between columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        is_drawn = side in {"bottom", "insideH"}
        line.set(qn("w:val"), "single" if is_drawn else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), look.RULE.removeprefix("#"))
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  (python-docx draws no border of its own)


def _numeric(grid: Grid) -> list[bool]:
    """Tell the columns that hold short numbers alone: they stand to the right, heading too."""
    columns = [[row[place] for row in grid.rows] for place in range(len(grid.headings))]
    return [
        place > 0
        and bool(texts)
        and all(len(text) < LONGEST_NUMBER and text[-1:].isdigit() for text in texts)
        for place, texts in enumerate(columns)
    ]


def _fill(
    row: Any, texts: tuple[str, ...], widths: list[float], to_right: list[bool], *, is_heading: bool
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(widths[place])
        line = cell.paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)
        run = line.add_run(text)
        run.font.size, run.bold = Pt(TABLE_SIZE), is_heading
        if to_right[place]:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    about = row._tr.get_or_add_trPr()  # noqa: SLF001  (python-docx cannot repeat a heading)
    for name in ("w:cantSplit", *(("w:tblHeader",) if is_heading else ())):
        about.append(OxmlElement(name))
