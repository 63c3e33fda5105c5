"""Charts: an exhibit drawn as bars or as a line, once in each language, with its table beside."""

import re
from collections.abc import Iterable
from typing import Any, Literal

import altair as alt
import pandas as pd
import vl_convert
from markupsafe import Markup

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import LANGUAGES, Language, Words
from beffroi.foundation.numbers import unit_name
from beffroi.report.exhibits import said_rows
from beffroi.report.words import typeset
from beffroi.territory.exhibit import Exhibit

BARS_WIDTH, LINE_WIDTH = 220, 360
"""Width of the drawing proper: with its labels, a chart stays legible on a phone. [px]"""
BAR = 24
MOST_BARS = 24
"""More bars than this are not drawn: the table beside says them all. [1]"""
MOST_LABELS = 8
"""Along a line, one label in so many is written. [1]"""
SIZE = 12
LETTER = 0.62
"""Width of a letter in the widest of the fonts that may draw a chart, as a share of its size: the
drawing is laid out without knowing the reader's font. [1]"""
LONGEST_LABEL = 220
"""Room for a label; a longer one is cut, and whole in the table beside. [px]"""
GAP, LABEL_PADDING = 5, 6
"""Between a bar and its value, and between a name and its bar. [px]"""
Drawing = alt.LayerChart | alt.FacetChart
ASIDES = re.compile(r' (?:aria-[a-z]+|role|pointer-events|xmlns:xlink|version)="[^"]*"')
"""What Vega says of every mark: the table beside says it better, and would be heard twice."""
LOCALES: dict[Language, Literal["fr-FR", "en-US"]] = {"fr": "fr-FR", "en": "en-US"}

INK, MUTED, RULE = "#010101", "#020202", "#030303"
SERIES = ("#040404", "#050505", "#060606", "#070707")
"""Stand-ins that the style sheet turns into the colours of the page, by day and by night."""


def charted(exhibit: Exhibit, figures: Iterable[Figure] = ()) -> Markup:
    """Draw an exhibit in both languages, as SVG.

    Parameters
    ----------
    exhibit
        What to draw.
    figures
        Those of the study: a bar that repeats one is said as it is (`exhibits.said_rows`).

    Returns
    -------
    Two drawings, of which the page shows one; nothing for a table, or where there is nothing to
    draw.
    """
    if exhibit.shape == "table" or not _drawable(exhibit):
        return Markup("")
    ends = [row[-1] for row in said_rows(exhibit, figures)]
    drawn = (
        Markup('<div lang="{}" class="drawing">{}</div>').format(
            language, _svg(exhibit, [words.in_(language) for words in ends], language)
        )
        for language in LANGUAGES
    )
    return Markup("").join(drawn)


def _drawable(exhibit: Exhibit) -> bool:
    known = [row for row in exhibit.rows if isinstance(row[-1], int | float)]
    return len(known) > 1 and (exhibit.shape == "line" or len(known) <= MOST_BARS * 2)


def _svg(exhibit: Exhibit, ends: list[str], language: Language) -> Markup:
    frame = _frame(exhibit, ends, language)
    chart = _DRAWERS[exhibit.shape](frame, exhibit, language)
    look = _look(0 if exhibit.shape == "line" else _overhang(frame))
    svg = vl_convert.vegalite_to_svg(
        chart.configure(**look).to_json(), format_locale=LOCALES[language]
    )
    label = Markup('<svg role="img" aria-label="{}" ').format(exhibit.title.in_(language))
    return Markup(ASIDES.sub("", svg).replace("<svg ", label, 1))  # noqa: S704  (Vega escapes)


def _frame(exhibit: Exhibit, ends: list[str], language: Language) -> pd.DataFrame:
    known = [(row, end) for row, end in zip(exhibit.rows, ends, strict=True) if row[-1] is not None]
    columns = {"x": [row[0] for row, _ in known]}
    if exhibit.shape == "grouped_bars":
        columns["series"] = [row[1] for row, _ in known]
    texts = {key: [_text(cell, language) for cell in cells] for key, cells in columns.items()}
    values, said = [row[-1] for row, _ in known], [end for _, end in known]
    return pd.DataFrame({**texts, "y": values, "said": said, "row": range(len(known))})


def _wide(labels: Iterable[str]) -> float:
    """Estimate the width of the longest of several labels, rather too wide than too narrow."""
    return max((LETTER * SIZE * len(label) for label in labels), default=0.0)


def _overhang(frame: pd.DataFrame) -> float:
    """Estimate how far the values written at the ends of bars go beyond the drawing."""
    longest = max(float(frame["y"].max()), 0.0) or 1.0
    ends = [
        BARS_WIDTH * max(float(y), 0.0) / longest + GAP + _wide([str(said)])
        for y, said in zip(frame["y"], frame["said"], strict=True)
    ]
    return max(0.0, max(ends) - BARS_WIDTH)


def _text(cell: Any, language: Language) -> str:
    if isinstance(cell, Words):
        return typeset(cell.in_(language), language)
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _bars(frame: pd.DataFrame, _exhibit: Exhibit, _language: Language) -> Drawing:
    base = alt.Chart(frame, width=BARS_WIDTH, height=alt.Step(BAR)).encode(
        y=alt.Y("x:N", sort=None, title=None, axis=_names(frame)),
        x=alt.X("y:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False)),
    )
    return alt.layer(base.mark_bar(color=SERIES[0], height={"band": 0.68}), _ends(base))


def _grouped_bars(frame: pd.DataFrame, _exhibit: Exhibit, _language: Language) -> Drawing:
    series = list(dict.fromkeys(frame["series"]))
    scale = alt.Scale(domain=series, range=list(SERIES[: len(series)]))
    base = alt.Chart(frame, width=BARS_WIDTH, height={"step": BAR * 0.75, "for": "offset"}).encode(
        y=alt.Y("x:N", sort=None, title=None, axis=_names(frame)),
        yOffset=alt.YOffset("series:N", sort=None),
        x=alt.X("y:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False)),
    )
    legend = alt.Legend(title=None, orient="top", direction="horizontal", columns=2)
    colour = alt.Color("series:N", scale=scale, legend=legend)
    return alt.layer(base.mark_bar().encode(color=colour), _ends(base))


def _names(frame: pd.DataFrame) -> alt.Axis:
    """Keep, left of the bars, the room that the longest name needs."""
    room = min(_wide(frame["x"]), LONGEST_LABEL)
    return alt.Axis(labelLimit=LONGEST_LABEL, minExtent=room + LABEL_PADDING)


def _ends(base: alt.Chart) -> alt.Chart:
    texts: alt.Chart = base.mark_text(align="left", dx=GAP, color=INK, fontSize=SIZE)
    return texts.encode(text="said:N")


def _line(frame: pd.DataFrame, exhibit: Exhibit, language: Language) -> Drawing:
    unit = exhibit.fields[-1].unit
    title = exhibit.fields[-1].name.in_(language)
    named = "%" if unit == "1" else unit_name(unit, language)
    base = alt.Chart(frame, width=LINE_WIDTH, height=LINE_WIDTH / 2).encode(
        x=alt.X(
            "x:O",
            sort=None,
            title=exhibit.fields[0].name.in_(language),
            axis=alt.Axis(labelAngle=0, values=_spaced(frame["x"])),
        ),
        y=alt.Y(
            "y:Q",
            title=title if named in title else f"{title} ({named})",
            axis=alt.Axis(tickCount=4, format="~%" if unit == "1" else "~s"),
        ),
    )
    points = base.mark_point(color=SERIES[0], filled=True, size=28)
    return alt.layer(base.mark_line(color=SERIES[0], strokeWidth=2), points)


def _spaced(labels: pd.Series) -> list[str]:
    every = -(-len(labels) // MOST_LABELS)
    return [str(label) for label in labels[::every]]


_DRAWERS = {"bars": _bars, "grouped_bars": _grouped_bars, "line": _line}


def _look(right: float) -> dict[str, Any]:
    font = "Helvetica, Arial, sans-serif"
    return {
        "background": "transparent",
        "font": font,
        "view": {"stroke": None},
        "padding": {"left": 2, "right": 4 + right, "top": 4, "bottom": 4},
        "axis": {
            "labelColor": INK, "titleColor": MUTED, "labelFontSize": SIZE,
            "titleFontSize": SIZE, "titleFontWeight": "normal", "domainColor": RULE,
            "tickColor": RULE, "gridColor": RULE, "labelPadding": LABEL_PADDING,
        },
        "axisY": {"ticks": False},
        "legend": {"labelColor": INK, "labelFontSize": SIZE, "symbolType": "square"},
    }  # fmt: skip
