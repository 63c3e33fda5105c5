"""Charts: an exhibit drawn as bars or as a line, once in each language, with its table beside."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
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

WIDTH = 340
"""Of a drawing with its labels: on a phone it is read without being shrunk. [px]"""
LINE_WIDTH = 290
"""Of a line, without its axis. [px]"""
LEAST_BAR = 110
"""Room that bars keep, however long the names and values beside them. [px]"""
BAR = 24
THIN_BAR = 13
"""Height of a bar that stands under its name. [px]"""
MOST_BARS = 24
"""More bars than this are not drawn: the table beside says them all. [1]"""
MOST_LABELS = 8
"""Along a line, one label in so many is written. [1]"""
SIZE = 12
LETTER = 0.62
"""Width of a letter in the widest of the fonts that may draw a chart, as a share of its size: the
drawing is laid out without knowing the reader's font. [1]"""
SPARE = 0.25
"""Of the width of the values at the ends of bars, what a wider font than Vega's may need. [1]"""
LONGEST_BESIDE = 112
"""A longer name stands above its bar, or in several lines beside its group. [px]"""
LINE = 15
"""Height of a line of a name. [px]"""
MOST_LINES = 3
"""Lines of a name; a longer one is cut, and whole in the table beside. [1]"""
GAP, LABEL_PADDING = 5, 6
"""Between a bar and its value, and between a name and its bar. [px]"""
Drawing = alt.LayerChart | alt.FacetChart
ASIDES = re.compile(r' (?:aria-[a-z]+|role|pointer-events|xmlns:xlink|version)="[^"]*"')
"""What Vega says of every mark: the table beside says it better, and would be heard twice."""
LOCALES: dict[Language, Literal["fr-FR", "en-US"]] = {"fr": "fr-FR", "en": "en-US"}

INK, MUTED, RULE, PAPER = "#010101", "#020202", "#030303", "#080808"
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
    bare = replace(exhibit, sources=())
    drawn = (
        Markup('<div lang="{}" class="drawing">{}</div>').format(
            language, _svg(bare, tuple(words.in_(language) for words in ends), language)
        )
        for language in LANGUAGES
    )
    return Markup("").join(drawn)


def _drawable(exhibit: Exhibit) -> bool:
    shown = _shown(exhibit)
    known = [n for n in shown if _is_placed(exhibit, n)]
    return len(known) > 1 and (exhibit.shape == "line" or len(shown) <= MOST_BARS * 2)


def _shown(exhibit: Exhibit) -> list[int]:
    """Choose the rows to draw: all of them, or in a crowd and along a line those with a place."""
    rows = list(range(len(exhibit.rows)))
    if exhibit.shape != "line" and len(rows) <= MOST_BARS * 2:
        return rows
    return [n for n in rows if _is_placed(exhibit, n)]


def _is_placed(exhibit: Exhibit, row: int) -> bool:
    """Say whether a row has a value, or bounds to draw in its stead."""
    is_known = isinstance(exhibit.rows[row][-1], int | float)
    return is_known or (exhibit.shape != "line" and None not in exhibit.bounds()[row])


@lru_cache(maxsize=256)
def _svg(exhibit: Exhibit, ends: tuple[str, ...], language: Language) -> Markup:
    """Draw an exhibit, once however often its page is written."""
    frame = _frame(exhibit, ends, language)
    chart = _DRAWERS[exhibit.shape](frame, exhibit, language)
    worn = look(0 if exhibit.shape == "line" else SPARE * _wide(frame["said"]))
    svg = vl_convert.vegalite_to_svg(
        chart.configure(**worn).to_json(validate=False), format_locale=LOCALES[language]
    )
    label = Markup('<svg role="img" aria-label="{}" ').format(exhibit.title.in_(language))
    return Markup(ASIDES.sub("", svg).replace("<svg ", label, 1))  # noqa: S704  (Vega escapes)


def _frame(exhibit: Exhibit, ends: tuple[str, ...], language: Language) -> pd.DataFrame:
    """Lay the rows out: names, value, its bounds, or those within which it is not known."""
    shown, bounds = _shown(exhibit), exhibit.bounds()
    columns = {"x": [exhibit.rows[n][0] for n in shown]}
    if exhibit.shape == "grouped_bars":
        columns["series"] = [exhibit.rows[n][1] for n in shown]
    frame = pd.DataFrame(
        {key: [_text(cell, language) for cell in cells] for key, cells in columns.items()}
    )
    frame["said"], frame["row"] = [ends[n] for n in shown], range(len(shown))
    frame["y"] = pd.Series([exhibit.rows[n][-1] for n in shown], dtype="float64")
    limits = pd.DataFrame([bounds[n] for n in shown], columns=["low", "high"], dtype="float64")
    missing, open_ = frame["y"].isna(), limits["low"] < limits["high"]
    frame[["low", "high"]] = limits.where(open_ & ~missing)
    frame[["from", "to"]] = limits.where(missing).to_numpy()
    frame["end"] = frame[["y", "high", "to"]].max(axis=1).fillna(0.0).clip(lower=0.0)
    return frame


def _wide(labels: Iterable[str]) -> float:
    """Estimate the width of the longest of several labels, rather too wide than too narrow."""
    return max((LETTER * SIZE * len(label) for label in labels), default=0.0)


def _folded(label: str, width: float) -> str:
    """Fold a name in lines that a width holds, and cut it where they are too many."""
    return "\n".join(
        textwrap.wrap(label, int(width / (LETTER * SIZE)), max_lines=MOST_LINES, placeholder="…")
    )


def _text(cell: Any, language: Language) -> str:
    if isinstance(cell, Words):
        return typeset(cell.in_(language), language)
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _bars(frame: pd.DataFrame, _exhibit: Exhibit, _language: Language) -> Drawing:
    if _wide(frame["x"]) > LONGEST_BESIDE:
        return _bars_under_names(frame)
    chart = alt.Chart(frame, width=_room(frame, _wide(frame["x"])), height=alt.Step(BAR))
    row = alt.Y("x:N", sort=list(frame["x"]), title=None, axis=_names(frame))
    bar = {"height": {"band": 0.68}}
    return alt.layer(*_marks(frame, chart.encode(y=row), chart.encode(y=row), bar))


def _bars_under_names(frame: pd.DataFrame) -> Drawing:
    """Draw each bar under its name, which then has the whole width."""
    names = [_folded(name, WIDTH) for name in frame["x"]]
    heights = [LINE * (name.count("\n") + 1) + THIN_BAR + LABEL_PADDING for name in names]
    frame["x"], frame["bottom"] = names, pd.Series(heights).cumsum()
    frame["top"] = frame["bottom"] - heights
    frame["under"] = frame["bottom"] - LABEL_PADDING
    frame["over"], frame["middle"] = frame["under"] - THIN_BAR, frame["under"] - THIN_BAR / 2
    height = sum(heights)
    chart = alt.Chart(frame, width=_room(frame, 0.0), height=height)
    scale = alt.Scale(domain=[height, 0], nice=False, zero=False)

    def at(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", scale=scale, axis=None, title=None)

    named = chart.mark_text(
        align="left", baseline="top", color=INK, fontSize=SIZE, lineBreak="\n", lineHeight=LINE
    ).encode(y=at("top"), x=alt.value(0), text="x:N")
    boxed = chart.encode(y=at("over"), y2="under:Q")
    return alt.layer(named, *_marks(frame, boxed, chart.encode(y=at("middle")), {}))


def _grouped_bars(frame: pd.DataFrame, _exhibit: Exhibit, _language: Language) -> Drawing:
    frame["x"] = [_folded(name, LONGEST_BESIDE) for name in frame["x"]]
    room = _wide(line for name in frame["x"] for line in name.split("\n"))
    series = list(dict.fromkeys(frame["series"]))
    scale = alt.Scale(domain=series, range=list(SERIES[: len(series)]))
    step = {"step": BAR * 0.75, "for": "offset"}
    chart = alt.Chart(frame, width=_room(frame, room), height=step).encode(
        y=alt.Y("x:N", sort=list(dict.fromkeys(frame["x"])), title=None, axis=_names(frame)),
        yOffset=alt.YOffset("series:N", sort=series),
    )
    columns = 2 if _wide(series) < WIDTH / 3 else 1
    legend = alt.Legend(
        title=None, orient="top", direction="horizontal", columns=columns, labelLimit=WIDTH
    )
    colour = alt.Color("series:N", scale=scale, legend=legend)
    return alt.layer(*_marks(frame, chart, chart, {}, colour))


def _marks(
    frame: pd.DataFrame,
    boxed: alt.Chart,
    placed: alt.Chart,
    bar: dict[str, Any],
    colour: alt.Color | None = None,
) -> list[alt.Chart]:
    """Draw bars, their intervals, a dashed frame where a value is missing, and what is said."""
    plain: dict[str, Any] = {} if colour else {"color": SERIES[0]}
    bars = boxed.mark_bar(**bar, **plain)
    drawn = [bars.encode(x=_along("y"), x2=alt.datum(0), **({"color": colour} if colour else {}))]
    if frame["low"].notna().any():
        drawn += [line for ink, wide in ((PAPER, 4.5), (INK, 1.5))
                  for line in _whiskers(placed, ink, wide)]  # fmt: skip
    if frame["from"].notna().any():
        frame_ = boxed.mark_bar(**bar, fillOpacity=0, stroke=MUTED, strokeDash=[4, 3])
        drawn.append(frame_.encode(x=_along("from"), x2="to:Q"))
    ends = placed.mark_text(align="left", dx=GAP, fontSize=SIZE)
    ink = alt.condition("isValid(datum.y)", alt.value(INK), alt.value(MUTED))
    return [*drawn, ends.encode(x=_along("end"), text="said:N", color=ink)]


def _along(column: str) -> alt.X:
    scale = alt.Scale(zero=True, nice=False)
    return alt.X(f"{column}:Q", title=None, axis=None, scale=scale)


def _whiskers(placed: alt.Chart, ink: str, wide: float) -> list[alt.Chart]:
    rule = placed.mark_rule(color=ink, strokeWidth=wide)
    tick = placed.mark_tick(color=ink, thickness=wide, size=6 + wide, orient="vertical")
    ends = [tick.encode(x=_along(end)) for end in ("low", "high")]
    return [rule.encode(x=_along("low"), x2="high:Q"), *ends]


def _room(frame: pd.DataFrame, names: float) -> float:
    """Leave to bars what the names and the values beside them do not take."""
    return max(WIDTH - names - LABEL_PADDING - GAP - _wide(frame["said"]), LEAST_BAR)


def _names(frame: pd.DataFrame) -> alt.Axis:
    """Keep, left of the bars, the room that the longest name needs."""
    room = _wide(line for name in frame["x"] for line in name.split("\n"))
    return alt.Axis(
        labelExpr=r"split(datum.label, '\n')", labelLimit=WIDTH, minExtent=room + LABEL_PADDING
    )


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


def look(right: float) -> dict[str, Any]:
    """Dress a drawing as all others are, with some room at its right [px]."""
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
