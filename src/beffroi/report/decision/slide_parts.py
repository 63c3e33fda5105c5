"""Parts of slides: titles, texts, tables and charts to be amended, none beyond its place."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import xlsxwriter

from beffroi.foundation.language import Language
from beffroi.report.decision import look
from beffroi.report.decision.measure import LINE, height, held, lines, longest_word

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

FONT = "Arial"
POINTS = 72.0
"""Points in an inch."""
WIDTH, HEIGHT = 13.333, 7.5
"""Size of a slide, sixteen to nine. [inch]"""
MARGIN = 0.6
INSET, CELL_INSET = 0.08, 0.05
"""Room left around a text inside its box, or its cell. [inch]"""
TITLE_SIZES = (28, 24, 20)
TABLE_SIZES = (20, 18, 16, 14, 12)
SMALL = 12
"""Sizes of the type, none below 12. [pt]"""
BOLD = 1.07
"""How much wider bold letters are. [1]"""
ROUNDING = 0.001
TITLE_ONLY = 5
"""Place of the layout with a title and nothing else, in the template of python-pptx."""
TAGS: dict[Language, str] = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def room(self) -> float:
        """Return the width of a line of text inside, in points."""
        return (self.width - 2 * INSET) * POINTS

    @property
    def depth(self) -> float:
        """Return the height left for text inside, in points."""
        return (self.height - 2 * INSET) * POINTS


TITLE = Box(MARGIN, 0.35, WIDTH - 2 * MARGIN, 0.95)
BODY = Box(MARGIN, 1.95, WIDTH - 2 * MARGIN, 4.85)
CAPTION = Box(MARGIN, 1.3, WIDTH - 2 * MARGIN, 0.62)
FOOT = Box(MARGIN, 6.88, WIDTH - 2 * MARGIN, 0.4)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: the sizes to try, the largest first; colour; weight; background."""

    sizes: tuple[int, ...] = (16, 14)
    colour: str = look.INK
    bold: bool = False
    fill: str = ""


def add_slide(deck: "Presentation", title: str, language: Language) -> "Slide":
    """Add a slide with a real title, shortened to its place."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    _place(shape, TITLE)
    _write(shape.text_frame, [title], TITLE, Style(TITLE_SIZES, bold=True), language)
    return slide


def add_text(
    slide: "Slide", texts: Sequence[str], box: Box, style: Style, language: Language
) -> int:
    """Add a box of text, set as large as it fits, the last paragraphs left out where they do not.

    Returns
    -------
    How many paragraphs were left out or shortened.
    """
    from pptx.util import Inches

    shape = slide.shapes.add_textbox(
        Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)
    )
    if style.fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(style.fill)
    return _write(shape.text_frame, texts, box, style, language)


def snug(texts: Sequence[str], box: Box, style: Style) -> Box:
    """Return a box no higher than what `add_text` will write in it."""
    size, shown = _largest(texts, box, style.sizes)
    return replace(box, height=_whole(shown, box, size) / POINTS + 2 * INSET + ROUNDING)


def _place(shape: Any, box: Box) -> None:
    from pptx.util import Inches

    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.width), Inches(box.height)


def _colour(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code.removeprefix("#"))


def _write(frame: Any, texts: Sequence[str], box: Box, style: Style, language: Language) -> int:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Inches, Pt

    size, shown = _largest(texts, box, style.sizes)
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(INSET)
    frame.margin_top = frame.margin_bottom = Inches(INSET)
    for number, text in enumerate(shown):
        line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        line.alignment = PP_ALIGN.LEFT
        line.space_before = Pt(_gap(size) if number else 0)
        _run(line, text, size, style, language)
    return sum(a != b for a, b in zip(texts, shown, strict=False)) + len(texts) - len(shown)


def _gap(size: float) -> float:
    return size / 2


def _run(line: Any, text: str, size: float, style: Style, language: Language) -> None:
    from pptx.util import Pt

    run = line.add_run()
    run.text = text
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), style.bold
    run.font.color.rgb = _colour(style.colour)
    run._r.get_or_add_rPr().set("lang", TAGS[language])  # noqa: SLF001  (no way to tell a language)


def _largest(texts: Sequence[str], box: Box, sizes: Sequence[int]) -> tuple[int, list[str]]:
    """Choose the largest size at which all fits; at the least one, cut what does not."""
    for size in sizes:
        if _whole(texts, box, size) <= box.depth:
            return size, list(texts)
    size = sizes[-1]
    shown: list[str] = []
    for text in texts:
        left = box.depth - _whole(shown, box, size) - (_gap(size) if shown else 0)
        most = int(left / (size * LINE))
        if most < 1:
            break
        shown.append(held(text, box.room, size, most))
    return size, shown


def _whole(texts: Sequence[str], box: Box, size: float) -> float:
    gaps = _gap(size) * max(len(texts) - 1, 0)
    return gaps + sum(height(text, box.room, size) for text in texts)


def add_table(
    slide: "Slide", cells: Sequence[Sequence[str]], box: Box, widths: Sequence[float],
    *, language: Language, bold: frozenset[tuple[int, int]] = frozenset(),
) -> int:  # fmt: skip
    """Add a table, its first row a heading, set as large as it fits.

    Parameters
    ----------
    widths
        Widths of the columns, in any unit.
    bold
        Cells to set in bold, by row and column.

    Returns
    -------
    How many rows were left out at its end.
    """
    from pptx.util import Inches

    spread = [box.width * width / sum(widths) for width in widths]
    size, shown, heights = _fitting(cells, spread, box.height)
    frame = slide.shapes.add_table(
        len(shown), len(spread), Inches(box.left), Inches(box.top), Inches(box.width),
        Inches(sum(heights)),
    )  # fmt: skip
    table = frame.table
    for column, width in zip(table.columns, spread, strict=True):
        column.width = Inches(width)
    for row, texts in enumerate(shown):
        table.rows[row].height = Inches(heights[row])
        for place, text in enumerate(texts):
            style = Style(
                (size,),
                colour=look.WHITE if row == 0 else look.INK,
                bold=row == 0 or (row, place) in bold,
                fill=look.INK if row == 0 else look.WHITE if row % 2 else look.SUNK,
            )
            _cell(table.cell(row, place), text, style, language)
    return len(cells) - len(shown)


def _cell(cell: Any, text: str, style: Style, language: Language) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    cell.margin_left = cell.margin_right = Inches(CELL_INSET)
    cell.margin_top = cell.margin_bottom = Inches(CELL_INSET)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(style.fill)
    _run(cell.text_frame.paragraphs[0], text, style.sizes[0], style, language)


def _fitting(
    cells: Sequence[Sequence[str]], spread: Sequence[float], depth: float
) -> tuple[int, list[list[str]], list[float]]:
    """Choose the largest size at which the whole table fits; at the least, cut cells, then rows."""
    rooms = [(width - 2 * CELL_INSET) * POINTS for width in spread]
    for size in TABLE_SIZES:
        heights = [_row_height(row, rooms, size) for row in cells]
        if sum(heights) <= depth and (size == TABLE_SIZES[-1] or _is_whole(cells, rooms, size)):
            return size, [list(row) for row in cells], heights
    size = TABLE_SIZES[-1]
    shown: list[list[str]] = []
    heights = []
    for row in cells:
        texts = [held(text, room, size * BOLD, 2) for text, room in zip(row, rooms, strict=True)]
        tall = _row_height(texts, rooms, size)
        if sum(heights) + tall > depth:
            break
        shown.append(texts)
        heights.append(tall)
    return size, shown, heights


def _is_whole(cells: Sequence[Sequence[str]], rooms: Sequence[float], size: float) -> bool:
    """Say whether every word holds on one line."""
    return all(
        longest_word(text, size * BOLD) <= room
        for row in cells
        for text, room in zip(row, rooms, strict=True)
    )


def _row_height(row: Sequence[str], rooms: Sequence[float], size: float) -> float:
    """Return the height of a row, in inches."""
    most = max(lines(text, room, size * BOLD) for text, room in zip(row, rooms, strict=True))
    return most * size * LINE / POINTS + 2 * CELL_INSET


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows: a bar a category, cut into the series, from 0 to 100."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    words: str


def add_bars(slide: "Slide", bars: Bars, box: Box, *, size: int = 14) -> None:
    """Add a native chart of horizontal bars, the first on top, with its description."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    data = CategoryChartData(number_format="0")
    data.categories = bars.categories
    for name, values in bars.series:
        data.add_series(name, values)
    is_stacked = len(bars.series) > 1
    kind = XL_CHART_TYPE.BAR_STACKED if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(
        kind, Inches(box.left), Inches(box.top), Inches(box.width),
        Inches(box.height), data,
    )  # fmt: skip
    described(frame, bars.words)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(bars))
    _look(chart, is_stacked=is_stacked, size=size)


def described(shape: Any, words: str) -> None:
    """Give a shape its description, for those who do not see it."""
    shape._element._nvXxPr.cNvPr.set("descr", words)  # noqa: SLF001  (no way to describe a shape)


def _workbook(bars: Bars) -> bytes:
    """Write the workbook behind a chart: names stay texts even where they look like formulas."""
    from datetime import datetime

    to = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(to, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  (told as it is)
        sheet = book.add_worksheet("Sheet1")
        sheet.write_column(1, 0, bars.categories)
        for column, (name, values) in enumerate(bars.series, start=1):
            sheet.write_string(0, column, name)
            sheet.write_column(1, column, values)
    return to.getvalue()


def _look(chart: Any, *, is_stacked: bool, size: int) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    chart.font.name, chart.font.size = FONT, Pt(size)
    chart.font.color.rgb = _colour(look.INK)
    chart.has_title = False
    chart.has_legend = is_stacked
    if is_stacked:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    axis = chart.category_axis
    axis.reverse_order = True
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = _colour(look.RULE)
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = 0, 100
    values.visible, values.has_major_gridlines = False, False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if is_stacked else 0
    for place, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(look.colour_of(place))
        labels = series.data_labels
        labels.show_value, labels.number_format_is_linked = True, False
        labels.number_format = "[>=6]0;;" if is_stacked else "0"
        labels.font.size, labels.font.bold = Pt(size), True
        labels.font.color.rgb = _colour(look.WHITE if is_stacked else look.INK)
        labels.position = XL_LABEL_POSITION.CENTER if is_stacked else XL_LABEL_POSITION.OUTSIDE_END


def add_notes(slide: "Slide", texts: Sequence[str]) -> None:
    """Write the notes of a slide."""
    slide.notes_slide.notes_text_frame.text = "\n".join(texts)
