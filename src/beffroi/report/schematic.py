"""The schematic of a line: stops evenly spaced, both ways side by side, and where to change."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.network_stops import Call, Change, Place

WIDE, TALL = 1000, 356
"""Widths of the drawing on a wide screen or on paper, and on a narrow one, in its own units."""
MOST = 17
"""Stops in a row of the wide drawing; longer lines go on in another row."""
LARGEST_GAP, ROOM = 92.0, 132.0
"""Largest distance of two stops, and room for the name of the last one, slanted."""
TYPE, LETTER = 13, 6.9
"""Height of the letters, and mean width of one."""
SLANT = 42
TRACK_GAP = 20
"""Between the tracks of both ways."""
MOST_CHANGES = 4
"""Numbers of other lines shown at a stop; a plus says that there are more."""
LONGEST_WIDE, LONGEST_TALL = 25, 38
"""Letters of a name that are drawn; the table beside holds all of it."""
STEP_TALL, STEP_CHANGES = 30, 46


@dataclass(frozen=True, slots=True)
class Schematic:
    """The drawing of a line in its two shapes, of which the page shows the one that fits."""

    wide: Markup
    tall: Markup


def schematic(
    stops: Sequence[Place], *, key: str, title: Words, colours: tuple[str, str],
    provisional: tuple[bool, bool] = (False, False),
) -> Schematic:  # fmt: skip
    """Draw a line.

    Parameters
    ----------
    stops
        Its places in the order of the way out.
    key
        What tells its titles apart on the page.
    title
        What it shows, for those who do not see it.
    colours
        Of the way out and of the way back, as classes of the page name them (RRGGBB); empty for
        none.
    provisional
        Whether the way out and the way back rest on one ride alone: they are drawn dashed.
    """
    ways = tuple(rank for rank in (0, 1) if any(stop.calls[rank] for stop in stops))
    asked = _Asked(ways, colours, provisional)
    described = _described(stops)
    return Schematic(
        _framed(_wide(stops, asked), f"{key}-wide", title, described, "wide"),
        _framed(_tall(stops, asked), f"{key}-tall", title, described, "tall"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    ways: tuple[int, ...]
    colours: tuple[str, str]
    provisional: tuple[bool, bool]

    def classes(self, way: int, name: str) -> str:
        own = f" own-{self.colours[way]}" if self.colours[way] else ""
        return name + own

    def at(self, way: int) -> int:
        """Return how far a track lies from the first one."""
        return self.ways.index(way) * TRACK_GAP

    @property
    def across(self) -> int:
        return (len(self.ways) - 1) * TRACK_GAP


@dataclass(frozen=True, slots=True)
class _Drawing:
    parts: tuple[Markup, ...]
    width: int
    height: int


def _framed(drawn: _Drawing, key: str, title: Words, described: Words, shape: str) -> Markup:
    return Markup(
        '<svg class="schematic {shape}" viewBox="0 0 {w} {h}" role="group" '
        'aria-labelledby="t-{key} d-{key}"><title id="t-{key}">{title}</title>'
        '<desc id="d-{key}">{described}</desc>{parts}</svg>'
    ).format(
        shape=shape, w=drawn.width, h=drawn.height, key=key, title=_in_both(title),
        described=_in_both(described), parts=Markup("").join(drawn.parts),
    )  # fmt: skip


def _in_both(words: Words) -> str:
    return words.fr if words.fr == words.en else f"{words.fr} / {words.en}"


def _described(stops: Sequence[Place]) -> Words:
    said = [both("{n} places from {origin} to {destination}").filled(
        n=len(stops), origin=stops[0].name, destination=stops[-1].name)]  # fmt: skip
    doubtful = [stop.name for stop in stops if any(_is_unsure(call) for call in stop.calls)]
    if doubtful:
        said.append(both("to be confirmed: {names}").filled(names=", ".join(doubtful)))
    changing = [
        f"{stop.name} ({', '.join(one.number for one in stop.changes)})"
        for stop in stops if stop.changes
    ]  # fmt: skip
    if changing:
        said.append(both("changes: {names}").filled(names=", ".join(changing)))
    return Words("\u00a0; ".join(one.fr for one in said), "; ".join(one.en for one in said))


def _is_unsure(call: Call | None) -> bool:
    return call is not None and call.level in {"doubtful", "unknown"}


def _rows(stops: Sequence[Place]) -> Iterator[Sequence[Place]]:
    """Cut a line into rows of as many stops as each other, or nearly."""
    n_rows = math.ceil(len(stops) / MOST)
    per = math.ceil(len(stops) / n_rows)
    for begin in range(0, len(stops), per):
        yield stops[begin : begin + per]


def _wide(stops: Sequence[Place], asked: _Asked) -> _Drawing:
    rows, parts, top = list(_rows(stops)), [], 0
    per = max(len(row) for row in rows)
    gap = min(LARGEST_GAP, (WIDE - ROOM - 24) / max(per - 1, 1))
    for rank, row in enumerate(rows):
        longest = max(len(_short(stop.name, LONGEST_WIDE)) for stop in row)
        above = 22 + math.ceil(longest * LETTER * math.sin(math.radians(SLANT)))
        most = max(min(len(stop.changes), MOST_CHANGES + 1) for stop in row)
        height = above + asked.across + 20 + 19 * most
        parts.append(_row(row, asked, (18.0, float(top + above)), gap,
                          goes_on=rank < len(rows) - 1, comes_from=rank > 0))  # fmt: skip
        top += height + 8
    return _Drawing(tuple(parts), WIDE, top)


def _row(
    row: Sequence[Place], asked: _Asked, at: tuple[float, float], gap: float, *, goes_on: bool,
    comes_from: bool,
) -> Markup:  # fmt: skip
    left, top = at
    parts = []
    for way in asked.ways:
        begin, end = _reach(row, way)
        if begin is None or end is None:
            continue
        first = left - 14 if comes_from else left + begin * gap
        last = left + (len(row) - 1) * gap + 26 if goes_on else left + end * gap
        y = top + asked.at(way)
        dashed = " provisional" if asked.provisional[way] else ""
        parts.append(Markup('<path class="{}" d="M{:.1f} {:.1f}H{:.1f}"/>').format(
            asked.classes(way, "track" + dashed), first, y, last))  # fmt: skip
        parts += [_chevron(left + (k + 0.5) * gap, y, "left" if way else "right")
                  for k in range(begin, end)]  # fmt: skip
    for k, stop in enumerate(row):
        x = left + k * gap
        low = top + asked.across
        slanted = Markup(
            '<text class="place-name{}" transform="translate({:.1f} {:.1f}) rotate(-{})">{}</text>'
        ).format(" end" if stop.is_end else "", x + 3, top - 14, SLANT,
                 _short(stop.name, LONGEST_WIDE))  # fmt: skip
        parts.append(Markup('<g class="place">{}{}{}{}{}</g>').format(
            _said(stop), _frame_of(stop, x, top, asked), _dots(stop, asked, (x, top), (0, 1)),
            slanted, _changes_down(stop.changes, x, low + 18),
        ))  # fmt: skip
    return Markup("").join(parts)


def _reach(row: Sequence[Place], way: int) -> tuple[int | None, int | None]:
    ranks = [k for k, stop in enumerate(row) if stop.calls[way]]
    return (ranks[0], ranks[-1]) if ranks else (None, None)


def _tall(stops: Sequence[Place], asked: _Asked) -> _Drawing:
    heights = [STEP_CHANGES if any(stop.changes for stop in stops) else STEP_TALL] * len(stops)
    middles = [16.0 + sum(heights[:k]) for k in range(len(stops))]
    left, parts = 14.0, []
    for way in asked.ways:
        begin, end = _reach(stops, way)
        if begin is None or end is None:
            continue
        x = left + asked.at(way)
        dashed = " provisional" if asked.provisional[way] else ""
        parts.append(Markup('<path class="{}" d="M{:.1f} {:.1f}V{:.1f}"/>').format(
            asked.classes(way, "track" + dashed), x, middles[begin], middles[end]))  # fmt: skip
        parts += [_chevron(x, (middles[k] + middles[k + 1]) / 2, "up" if way else "down")
                  for k in range(begin, end)]  # fmt: skip
    beside = left + asked.across + 20
    for stop, y in zip(stops, middles, strict=True):
        parts.append(Markup('<g class="place">{}{}{}<text class="place-name{}" x="{:.1f}" '
                            'y="{:.1f}">{}</text>{}</g>').format(
            _said(stop), _frame_of(stop, left, y, asked, is_tall=True),
            _dots(stop, asked, (left, y), (1, 0)), " end" if stop.is_end else "", beside, y + 4.5,
            _short(stop.name, LONGEST_TALL), _changes_along(stop.changes, beside, y + 11),
        ))  # fmt: skip
    return _Drawing(tuple(parts), TALL, math.ceil(middles[-1] + 34))


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _said(stop: Place) -> Markup:
    """Say a stop where the pointer rests on it."""
    names = " / ".join(name for name in (stop.name, stop.other_name) if name)
    told = [call.says for call in stop.calls if call is not None]
    return Markup("<title>{}</title>").format(
        f"{names} – {' | '.join(_in_both(words) for words in told)}"
    )


def _chevron(x: float, y: float, towards: str) -> Markup:
    dx, dy = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}[towards]
    drawn = Markup('<path class="chevron-way" d="M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}"/>')
    return drawn.format(
        x - 2 * dx - 2.6 * dy, y - 2 * dy - 2.6 * dx, x + 2 * dx, y + 2 * dy,
        x - 2 * dx + 2.6 * dy, y - 2 * dy + 2.6 * dx,
    )  # fmt: skip


def _frame_of(stop: Place, x: float, y: float, asked: _Asked, *, is_tall: bool = False) -> Markup:
    """Draw the frame of a terminal or of a hub around the dots of both ways."""
    if not stop.is_end and not stop.is_hub:
        return Markup()
    names = "frame" + (" end" if stop.is_end else "") + (" hub" if stop.is_hub else "")
    wide, high = (asked.across + 24, 24) if is_tall else (24, asked.across + 24)
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{}" height="{}" rx="{}"/>').format(
        asked.classes(asked.ways[0], names), x - 12, y - 12, wide, high, 12 if stop.is_hub else 4
    )


def _dots(stop: Place, asked: _Asked, at: tuple[float, float], across: tuple[int, int]) -> Markup:
    parts = []
    for way in asked.ways:
        call = stop.calls[way]
        if call is not None:
            shift = asked.at(way)
            parts.append(dot(call.level, at[0] + shift * across[0], at[1] + shift * across[1],
                             asked.classes(way, "")))  # fmt: skip
    return Markup("").join(parts)


def dot(level: str, x: float, y: float, colour: str = "") -> Markup:
    """Draw the dot of a stop by its class of confidence.

    Parameters
    ----------
    level
        A key of `network_stops.LEVELS`.
    x, y
        Its middle.
    colour
        Class that gives its colour; that of the page where empty.
    """
    drawn = Markup('<circle class="dot {}{}" cx="{:.1f}" cy="{:.1f}" r="6"/>').format(
        level, colour, x, y
    )
    if level in {"doubtful", "unknown"}:
        drawn = Markup('<rect class="dot-ground" x="{:.1f}" y="{:.1f}" width="17" height="17" '
                       'rx="8.5"/>').format(x - 8.5, y - 8.5) + drawn  # fmt: skip
    if level == "likely":
        drawn += Markup('<path class="dot-half{}" d="M{:.1f} {:.1f}a6 6 0 0 0 0 12z"/>').format(
            colour, x, y - 6
        )
    return drawn


def _width(number: str) -> float:
    return max(19.0, 7.2 * len(number) + 9)


def _number(one: Change, x: float, y: float) -> Markup:
    """Draw the number of another line, which leads to it."""
    wide = _width(one.number)
    return Markup(
        '<a href="#{anchor}" aria-label="{label}"><rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" '
        'height="16" rx="3" fill="#{colour}"/><text class="change" x="{m:.1f}" y="{t:.1f}" '
        'fill="#{ink}">{number}</text></a>'
    ).format(
        anchor=one.anchor, label=_in_both(both("Line {number}").filled(number=one.number)), x=x,
        y=y, w=wide, colour=one.colour, m=x + wide / 2, t=y + 12.2, ink=one.text_colour,
        number=one.number,
    )  # fmt: skip


def _changes_down(changes: Sequence[Change], x: float, y: float) -> Markup:
    drawn = Markup("").join(
        _number(one, x - _width(one.number) / 2, y + 19 * k)
        for k, one in enumerate(changes[:MOST_CHANGES])
    )
    if len(changes) > MOST_CHANGES:
        drawn += _more(len(changes) - MOST_CHANGES, x, y + 19 * MOST_CHANGES + 12, "middle")
    return drawn


def _changes_along(changes: Sequence[Change], x: float, y: float) -> Markup:
    parts = []
    for one in changes[: 2 * MOST_CHANGES]:
        parts.append(_number(one, x, y))
        x += _width(one.number) + 4
    if len(changes) > 2 * MOST_CHANGES:
        parts.append(_more(len(changes) - 2 * MOST_CHANGES, x, y + 12, "start"))
    return Markup("").join(parts)


def _more(n: int, x: float, y: float, anchor: str) -> Markup:
    return Markup('<text class="more-changes" x="{:.1f}" y="{:.1f}" text-anchor="{}">+{}</text>'
                  ).format(x, y, anchor, n)  # fmt: skip
