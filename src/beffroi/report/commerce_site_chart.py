"""The hours of a town drawn: which share of its shops is open, hour by hour, day by day."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from beffroi.foundation.language import Words
from beffroi.report.commerce_site_words import DAY_NAMES
from beffroi.study.commerce_directory import NOON, QUARTER, Coverage

FIRST, LAST = 6 * 60, 24 * 60
"""Part of the day that is drawn. [min]"""
LEFT, WIDTH, RIGHT, ROW, GAP, TOP = 38, 290, 46, 40, 10, 20
MARKS = (6, 8, 10, 12, 14, 16, 18, 20, 22, 24)


def chart(found: Coverage, said: Words) -> Markup:
    """Draw the share of shops open, a band a day, as SVG; empty where no hours are known.

    Parameters
    ----------
    found
        Shops open at each quarter of an hour.
    said
        What the drawing shows, for those who do not see it.
    """
    if not found.known:
        return Markup("")
    height = TOP + 7 * (ROW + GAP) + 18
    noon = _x(NOON[0]), _x(NOON[1]) - _x(NOON[0])
    width = LEFT + WIDTH + RIGHT
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(said.fr)}">'
    )
    band = (
        f'<rect class="noon" x="{noon[0]:g}" y="{TOP - 4}" width="{noon[1]:g}" '
        f'height="{7 * (ROW + GAP)}"/>'
    )
    parts = [begin, band, *_bands(found), *_scale(height), "</svg>"]
    return Markup("".join(parts))  # noqa: S704  (numbers, and words that were escaped)


def _x(minute: int) -> float:
    return round(LEFT + WIDTH * (minute - FIRST) / (LAST - FIRST), 1)


def _bands(found: Coverage) -> Iterator[str]:
    for day, name in enumerate(DAY_NAMES):
        floor = TOP + day * (ROW + GAP) + ROW
        steps = [f"M{_x(FIRST):g} {floor}"]
        for minute in range(FIRST, LAST, QUARTER):
            share = found.share(day, minute) or 0.0
            steps.append(f"V{floor - ROW * share:.1f}H{_x(minute + QUARTER):g}")
        yield f'<path class="area" d="{"".join(steps)}V{floor}Z"/>'
        yield f'<path class="axis" d="M{LEFT} {floor}h{WIDTH}"/>'
        for language, text in (("fr", name.fr), ("en", name.en)):
            yield (
                f'<text class="name" lang="{language}" x="{LEFT - 6}" y="{floor - 4}" '
                f'text-anchor="end">{text[:3]}.</text>'
            )


def _scale(height: int) -> Iterator[str]:
    for hour in MARKS:
        yield f'<text x="{_x(60 * hour):g}" y="{height - 6}" text-anchor="middle">{hour}</text>'
    yield f'<text x="{LEFT + WIDTH + 3}" y="{TOP + 9}">100 %</text>'
    yield f'<text x="{LEFT + WIDTH + 3}" y="{TOP + ROW}">0 %</text>'
