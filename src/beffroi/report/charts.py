"""Charts: an exhibit drawn as bars or as a line, once in each language, with its table beside."""

import re
from typing import Any, Literal

import altair as alt
import pandas as pd
import vl_convert
from markupsafe import Markup

from beffroi.foundation.language import LANGUAGES, Language, Words
from beffroi.foundation.numbers import decimals, grouped, said, unit_name
from beffroi.report.words import french, side_by_side
from beffroi.territory.exhibit import Exhibit, Field

BARS_WIDTH, LINE_WIDTH = 200, 360
"""Width of the drawing proper: with its labels, a chart stays legible on a phone. [px]"""
BAR = 24
MOST_BARS = 24
"""More bars than this are not drawn: the table beside says them all. [1]"""
MOST_LABELS = 8
"""Along a line, one label in so many is written. [1]"""
SIZE = 12
Drawing = alt.LayerChart | alt.FacetChart
ASIDES = re.compile(r' (?:aria-[a-z]+|role|pointer-events|xmlns:xlink|version)="[^"]*"')
"""What Vega says of every mark: the table beside says it better, and would be heard twice."""
LOCALES: dict[Language, Literal["fr-FR", "en-US"]] = {"fr": "fr-FR", "en": "en-US"}

INK, MUTED, RULE = "#010101", "#020202", "#030303"
SERIES = ("#040404", "#050505", "#060606", "#070707")
"""Stand-ins that the style sheet turns into the colours of the page, by day and by night."""


def charted(exhibit: Exhibit) -> Markup:
    """Draw an exhibit in both languages, as SVG.

    Returns
    -------
    Two drawings, of which the page shows one; nothing for a table, or where there is nothing to
    draw.
    """
    if exhibit.shape == "table" or not _drawable(exhibit):
        return Markup("")
    drawn = (
        Markup('<div lang="{}" class="drawing">{}</div>').format(language, _svg(exhibit, language))
        for language in LANGUAGES
    )
    return Markup("").join(drawn)


def _drawable(exhibit: Exhibit) -> bool:
    known = [row for row in exhibit.rows if isinstance(row[-1], int | float)]
    return len(known) > 1 and (exhibit.shape == "line" or len(known) <= MOST_BARS * 2)


def _svg(exhibit: Exhibit, language: Language) -> Markup:
    chart = _DRAWERS[exhibit.shape](_frame(exhibit, language), exhibit, language)
    svg = vl_convert.vegalite_to_svg(
        chart.configure(**_look()).to_json(), format_locale=LOCALES[language]
    )
    label = Markup('<svg role="img" aria-label="{}" ').format(exhibit.title.in_(language))
    return Markup(ASIDES.sub("", svg).replace("<svg ", label, 1))  # noqa: S704  (Vega escapes)


def _frame(exhibit: Exhibit, language: Language) -> pd.DataFrame:
    rows = [row for row in exhibit.rows if row[-1] is not None]
    columns = {"x": [row[0] for row in rows], "y": [row[-1] for row in rows]}
    if exhibit.shape == "grouped_bars":
        columns["series"] = [row[1] for row in rows]
    said_ = [number(row[-1], exhibit.fields[-1].unit, language) for row in rows]
    texts = {key: [_text(cell, language) for cell in cells] for key, cells in columns.items()}
    return pd.DataFrame({**texts, "y": columns["y"], "said": said_, "row": range(len(rows))})


def number(value: Any, unit: str, language: Language) -> str:
    """Write a value whose unit stands elsewhere, in a heading; a share keeps its per cent."""
    if value is None or unit == "1":
        return said(value, unit, language)
    return grouped(value, decimals(value, unit), language)


def heading(field: Field) -> Words:
    """Name a column, with its unit where its name does not say it."""
    if field.unit in {"", "1"}:
        return field.name
    said_ = {}
    for language in LANGUAGES:
        name, unit = field.name.in_(language), unit_name(field.unit, language)
        said_[language] = name if unit.casefold() in name.casefold() else f"{name} ({unit})"
    return Words(**said_)


def cell_text(cell: str | Words | float | None, field: Field) -> Markup:
    """Write a cell of an exhibit's table in both languages."""
    if isinstance(cell, str | Words):
        return side_by_side(cell if isinstance(cell, Words) else Words(cell, cell))
    said_ = {language: number(cell, field.unit, language) for language in LANGUAGES}
    return side_by_side(Words(**said_))


def _text(cell: Any, language: Language) -> str:
    if isinstance(cell, Words):
        return french(cell.fr) if language == "fr" else cell.en
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _bars(frame: pd.DataFrame, _exhibit: Exhibit, _language: Language) -> Drawing:
    base = alt.Chart(frame, width=BARS_WIDTH, height=alt.Step(BAR)).encode(
        y=alt.Y("x:N", sort=None, title=None, axis=alt.Axis(labelLimit=170)),
        x=alt.X("y:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False)),
    )
    return alt.layer(base.mark_bar(color=SERIES[0], height={"band": 0.68}), _ends(base))


def _grouped_bars(frame: pd.DataFrame, _exhibit: Exhibit, _language: Language) -> Drawing:
    series = list(dict.fromkeys(frame["series"]))
    scale = alt.Scale(domain=series, range=list(SERIES[: len(series)]))
    base = alt.Chart(frame, width=BARS_WIDTH, height={"step": BAR * 0.75, "for": "offset"}).encode(
        y=alt.Y("x:N", sort=None, title=None, axis=alt.Axis(labelLimit=170)),
        yOffset=alt.YOffset("series:N", sort=None),
        x=alt.X("y:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False)),
    )
    legend = alt.Legend(title=None, orient="top", direction="horizontal", columns=2)
    colour = alt.Color("series:N", scale=scale, legend=legend)
    return alt.layer(base.mark_bar().encode(color=colour), _ends(base))


def _ends(base: alt.Chart) -> alt.Chart:
    texts: alt.Chart = base.mark_text(align="left", dx=5, color=INK, fontSize=SIZE)
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


def _look() -> dict[str, Any]:
    font = "Helvetica, Arial, sans-serif"
    return {
        "background": "transparent",
        "font": font,
        "view": {"stroke": None},
        "padding": {"left": 10, "right": 44, "top": 4, "bottom": 4},
        "axis": {
            "labelColor": INK, "titleColor": MUTED, "labelFontSize": SIZE,
            "titleFontSize": SIZE, "titleFontWeight": "normal", "domainColor": RULE,
            "tickColor": RULE, "gridColor": RULE, "labelPadding": 6,
        },
        "axisY": {"ticks": False},
        "legend": {"labelColor": INK, "labelFontSize": SIZE, "symbolType": "square"},
    }  # fmt: skip
