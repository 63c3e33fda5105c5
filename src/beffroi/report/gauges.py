"""Gauges: a figure of a town on a scale, beside what other towns do or aim at."""

from dataclasses import dataclass

from markupsafe import Markup

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import decimals, grouped
from beffroi.report.words import measured
from beffroi.territory import commerce_marks, parking_marks
from beffroi.territory.parking_marks import Mark

WIDE, HIGH = 400, 46
NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A gauge as a page shows it, with the words that say the same.

    Attributes
    ----------
    name, value, interval
        The quantity, its value, and its bounds (empty if none).
    is_known
        Whether the value is known.
    drawing
        The scale.
    marks
        Each mark: what it is, its value, and the mark itself.
    """

    name: Words
    value: Words
    interval: Words
    is_known: bool
    drawing: Markup
    marks: tuple[tuple[Words, Words, Mark], ...]


def gauge(
    quantity: str, value: float | None, bounds: tuple[float, float] | None = None,
    says: Words | None = None,
) -> Gauge:  # fmt: skip
    """Set a value beside the national marks of its quantity.

    Parameters
    ----------
    quantity
        One of `territory.parking_marks.GAUGES` or `territory.commerce_marks.GAUGES`.
    value
        None if unknown: the marks are then shown alone.
    bounds
        Interval of the value.
    says
        How the page says the value elsewhere; None to say it here.
    """
    known = parking_marks if quantity in parking_marks.GAUGES else commerce_marks
    name, _, reach = known.GAUGES[quantity]
    beside = known.marks(quantity)
    unit = beside[0].unit
    most = max([reach, *(mark.high for mark in beside), value or 0.0, *(bounds or ())])
    said = NOTHING if value is None else says or measured(round(value, 2), unit)
    span = NOTHING if bounds is None else _span(*bounds, unit)
    shown = tuple((mark.name, _of(mark), mark) for mark in beside)
    return Gauge(name, said, span, value is not None, _drawn(value, bounds, beside, most), shown)


def _of(mark: Mark) -> Words:
    if mark.low == mark.high:
        return measured(mark.low, mark.unit)
    return _span(mark.low, mark.high, mark.unit)


def _span(low: float, high: float, unit: str) -> Words:
    """Say bounds with their unit, once where it is a word."""
    first = Words(*(grouped(low, decimals(low, unit), code) for code in LANGUAGES))
    if unit == "1":
        first = measured(round(low, 2), unit)
    return both("{low} to {high}").filled(low=first, high=measured(round(high, 2), unit))


def _drawn(
    value: float | None, bounds: tuple[float, float] | None, beside: tuple[Mark, ...], most: float
) -> Markup:
    def at(one: float) -> float:
        return 4 + (WIDE - 8) * min(max(one / most, 0.0), 1.0)

    parts = [Markup('<rect class="g-track" x="4" y="18" width="{}" height="10"/>').format(WIDE - 8)]
    for mark in beside:
        wide = max(at(mark.high) - at(mark.low), 0.0)
        if wide:
            parts.append(
                Markup(
                    '<rect class="g-band" x="{:.1f}" y="14" width="{:.1f}" height="18"/>'
                ).format(at(mark.low), wide)
            )
        else:
            parts.append(Markup('<path class="g-mark" d="M{:.1f} 8v30"/>').format(at(mark.low)))
    if bounds is not None:
        parts.append(
            Markup('<rect class="g-span" x="{:.1f}" y="20" width="{:.1f}" height="6"/>').format(
                at(bounds[0]), at(bounds[1]) - at(bounds[0])
            )
        )
    if value is not None:
        parts.append(
            Markup('<path class="g-value" d="M{:.1f} 12l9 11-9 11-9-11z"/>').format(at(value))
        )
    return Markup('<svg class="scale" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(
        WIDE, HIGH, Markup("").join(parts)
    )
