"""The survival of shops as a curve, with its interval and what the register says uncorrected."""

import altair as alt
import numpy as np
import pandas as pd
import vl_convert
from markupsafe import Markup

from beffroi.foundation.language import LANGUAGES, Language, Words, both
from beffroi.kernels.survival import Curve
from beffroi.report.charts import ASIDES, LOCALES, MUTED, SERIES, look
from beffroi.report.words import counted
from beffroi.study.commerce_vitality import Lasting
from beffroi.study.commerce_vitality_files import percent

WIDTH, HEIGHT = 300, 190
"""Of the drawing, without its axes: on a phone it is read without being shrunk. [px]"""
YEARS = 10
"""Ages shown. [year]"""
TABLED = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0)
"""Ages that the table tells. [year]"""
TITLE = both("Share of shops still there, by age")
UNKNOWN = both("unknown")


def survival_chart(lasting: Lasting) -> Markup:
    """Draw the curve in both languages.

    Parameters
    ----------
    lasting
        Survival of the shops.

    Returns
    -------
    Two drawings, of which the page shows one: a step line with its band, and dashed the curve as
    the closings are declared; nothing where no shop closed.
    """
    if not len(lasting.curve.ages):
        return Markup("")
    frame = _steps(lasting.curve)
    plain = _steps(lasting.plain)
    drawn = (
        Markup('<div lang="{}" class="drawing">{}</div>').format(
            language, _svg(frame, plain, language)
        )
        for language in LANGUAGES
    )
    return Markup("").join(drawn)


def _steps(curve: Curve) -> pd.DataFrame:
    """Lay the curve out from birth to the last age shown, its band as wide as nothing at birth."""
    frame = pd.DataFrame({
        "age": [0.0, *curve.ages], "share": [1.0, *curve.survival], "low": [1.0, *curve.low],
        "high": [1.0, *curve.high],
    })  # fmt: skip
    shown = frame[frame["age"] <= YEARS]
    end = shown.iloc[[-1]].assign(age=min(float(YEARS), curve.last))
    return pd.concat([shown, end], ignore_index=True)


def _svg(frame: pd.DataFrame, plain: pd.DataFrame, language: Language) -> Markup:
    x = alt.X(
        "age:Q",
        title=both("years since it opened").in_(language),
        scale=alt.Scale(domain=[0, YEARS]),
        axis=alt.Axis(tickCount=5, grid=False),
    )
    y = alt.Y(
        "share:Q",
        title=TITLE.in_(language),
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(tickCount=5, format="~%"),
    )
    base = alt.Chart(frame, width=WIDTH, height=HEIGHT)
    band = base.mark_area(color=SERIES[0], opacity=0.22, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q", title=TITLE.in_(language)), y2="high:Q"
    )
    line = base.mark_line(color=SERIES[0], strokeWidth=2, interpolate="step-after")
    dashed = alt.Chart(plain).mark_line(
        color=MUTED, strokeWidth=1.3, strokeDash=[5, 3], interpolate="step-after"
    )
    chart = alt.layer(band, dashed.encode(x=x, y=y), line.encode(x=x, y=y))
    svg = vl_convert.vegalite_to_svg(
        chart.configure(**look(0)).to_json(validate=False), format_locale=LOCALES[language]
    )
    label = Markup('<svg role="img" aria-label="{}" ').format(TITLE.in_(language))
    return Markup(ASIDES.sub("", svg).replace("<svg ", label, 1))  # noqa: S704  (Vega escapes)


def survival_rows(curve: Curve) -> tuple[tuple[Words, tuple[Words, ...]], ...]:
    """Say the curve at some ages: shops at risk, closed by then, share still there, interval."""
    rows = []
    for age in TABLED:
        share, low, high = (float(one) for one in curve.at(age))
        rank = int(np.searchsorted(curve.ages, age, side="right"))
        at_risk = float(curve.at_risk[min(rank, len(curve.ages) - 1)]) if len(curve.ages) else 0.0
        gone = float(curve.ended[:rank].sum())
        known = not np.isnan(share)
        rows.append((both("{n} year(s)", n=int(age)), (
            counted(round(at_risk)) if known and rank < len(curve.ages) else UNKNOWN,
            counted(round(gone)) if known else UNKNOWN,
            percent(share) if known else UNKNOWN,
            _span(low, high),
        )))  # fmt: skip
    return tuple(rows)


def _span(low: float, high: float) -> Words:
    if np.isnan(low) or np.isnan(high):
        return UNKNOWN
    return both("{low} to {high}").filled(low=percent(low), high=percent(high))
