"""The still map: the same layers drawn as a plan that prints, and shows where no map can live."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words
from beffroi.report.drawn import Drawn, Fact, Key, Look
from beffroi.report.labels import Named, labels

WIDTH = 2000
"""Width of the plan in its own units; half a unit of screen, a twelfth of a millimetre on A4."""
MARGIN = 0.03
"""Room around what is shown, as a share of its longer side. [1]"""
SHAPES = (0.62, 1.05)
"""Least and greatest ratio of height to width. [1]"""
SMALLEST = 6.0
"""Areas under this are not drawn. [unit²]"""
FAR = 0.8
"""Under this scale, signs are drawn smaller and without their letter. [unit/m]"""
TYPE = 26.0
METRES_PER_DEGREE = 6_371_008.8 * math.pi / 180
"""Of latitude, on the mean sphere of the IUGG: right to 0.5 %, enough for a scale bar. [m/°]"""
ROAD_ORDER = ("path", "service", "pedestrian", "street", "middle", "major")
RANKS = {name: rank for rank, name in enumerate(reversed(ROAD_ORDER), start=1)}
STOPS = {"60": 1.7, "30": 1.35, "15": 1.1, "1": 0.9}
"""Size of the mark of a stop by its class of service, as on the living map. [1]"""
LETTERS = {"car-park": "P", "bicycle": "V", "carpool": "C", "missed": "!"}
MOST_OWN = 4
"""Colours of a layer that its sign in the legend shows."""
HOLLOW = ("likely", "doubtful", "unknown")
"""Classes of confidence whose marks are hollow, more so as they are less sure."""
MARKED = {"trading", "vacant", "car-park", "bicycle", "carpool", "missed", "stop", "centre"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a plan covers, and how degrees become its units (y downwards).

    Attributes
    ----------
    west, north
        Its upper left corner. [°]
    per_lon, per_lat
        Units in a degree of longitude and of latitude. [unit/°]
    height
        Its height; its width is `WIDTH`. [unit]
    metre
        Units in a metre. [unit/m]
    """

    west: float
    north: float
    per_lon: float
    per_lat: float
    height: float
    metre: float

    def placed(self, shapes: np.ndarray) -> np.ndarray:
        """Carry shapes from degrees to the plan, cut at its edges and thinned to half a unit."""
        moved = shapely.transform(
            shapes, lambda xy: (xy - (self.west, self.north)) * (self.per_lon, -self.per_lat)
        )
        cut = shapely.clip_by_rect(moved, -20, -20, WIDTH + 20, self.height + 20)
        thinned: np.ndarray = shapely.simplify(cut[~shapely.is_empty(cut)], 0.7)
        return thinned


def frame(shown: shapely.Geometry) -> Frame:
    """Choose what a plan covers: the ground to show and some room around it."""
    west, south, east, north = shown.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    room = 2 * MARGIN * max(wide, high)
    wide, high = wide + room, high + room
    ratio = min(max(high / wide, SHAPES[0]), SHAPES[1])
    wide, high = max(wide, high / ratio), max(high, wide * ratio)
    per_lat = WIDTH / wide
    return Frame(
        west=(west + east) / 2 - wide / squeeze / 2,
        north=(south + north) / 2 + high / 2,
        per_lon=per_lat * squeeze,
        per_lat=per_lat,
        height=WIDTH * ratio,
        metre=per_lat / METRES_PER_DEGREE,
    )


def covered(shown: shapely.Geometry) -> shapely.Polygon:
    """Return all the ground that a plan of something covers, WGS 84."""
    seen = frame(shown)
    east, south = seen.west + WIDTH / seen.per_lon, seen.north - seen.height / seen.per_lat
    return shapely.box(seen.west, south, east, seen.north)


def plan(
    drawn: tuple[Drawn, ...],
    perimeter: shapely.Geometry | None,
    title: Words,
    view: shapely.Geometry | None = None,
    prefix: str = "plan",
) -> Markup:
    """Draw the plan of a town as SVG; its colours are those of the page (`theme.variables`).

    Parameters
    ----------
    drawn
        Layers, in the order in which they are drawn.
    perimeter
        Outline of the study, WGS 84; none is drawn where `view` alone is given.
    title
        What the plan shows, for those who do not see it.
    view
        What the plan covers, WGS 84; the perimeter if none.
    prefix
        Beginning of the identifiers within it, another for each plan of a page.
    """
    seen = frame(perimeter if view is None else view)
    parts = [_layer(layer, seen, prefix) for layer in drawn if not layer.is_off]
    outline = Markup("")
    if perimeter is not None:
        placed = seen.placed(np.array([perimeter], dtype=object))
        outline = Markup('<path class="m-perimeter" d="{}"/>').format(path_of(placed))
    return Markup(
        '<svg class="plan{far}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{id}-title">'
        '<title id="{id}-title">{title}</title><rect class="m-land" width="{w}" height="{h}"/>'
        "{parts}{outline}{names}{scale}</svg>"
    ).format(
        id=prefix,
        far=" far" if seen.metre < FAR else "",
        w=WIDTH,
        h=round(seen.height),
        title=f"{title.fr} / {title.en}" if title.fr != title.en else title.fr,
        parts=Markup("").join(parts),
        outline=outline,
        names=_names(drawn, seen),
        scale=_scale(seen),
    )


def _layer(layer: Drawn, seen: Frame, prefix: str) -> Markup:
    if layer.key == "streets":
        return _streets(layer, seen, prefix)
    if layer.look == "bands":
        return _bands(layer, seen)
    if shapely.get_dimensions(layer.shapes[0]) == 0:
        return _marks(layer, seen)
    if layer.colours:
        return _coloured(layer, seen)
    shapes = seen.placed(layer.shapes)
    if layer.key in {"buildings", "greens", "car-park-areas"}:
        shapes = shapes[shapely.area(shapes) >= SMALLEST]
    return Markup('<path class="m-{}" d="{}"/>').format(layer.key, path_of(shapes))


def _bands(layer: Drawn, seen: Frame) -> Markup:
    """Draw bands class by class."""
    own = np.array(layer.classes)
    return Markup("").join(
        Markup('<path class="a-{} m-{}" d="{}"/>').format(
            name, layer.key, path_of(seen.placed(layer.shapes[own == name])))
        for name in reversed(dict.fromkeys(layer.classes))
    )  # fmt: skip


def _coloured(layer: Drawn, seen: Frame) -> Markup:
    """Draw lines that have colours of their own, colour by colour in the order of the first."""
    own = np.array(layer.colours)
    return Markup("").join(
        Markup('<path class="m-{}{}" d="{}"/>').format(
            layer.key, f" own-{colour}" if colour else "",
            path_of(seen.placed(layer.shapes[own == colour])),
        )
        for colour in dict.fromkeys(layer.colours)
    )  # fmt: skip


def _streets(layer: Drawn, seen: Frame, prefix: str) -> Markup:
    classes = np.array(layer.classes)
    lines = {name: path_of(seen.placed(layer.shapes[classes == name])) for name in ROAD_ORDER}
    defined = Markup("").join(
        Markup('<path id="{}-{}" d="{}"/>').format(prefix, name, path)
        for name, path in lines.items()
    )
    used = Markup("").join(
        Markup('<use href="#{2}-{0}" class="m-{1} w-{0}"/>').format(name, part, prefix)
        for part in ("edge", "road")
        for name in ROAD_ORDER
        if lines[name]
    )
    return Markup("<defs>{}</defs>{}").format(defined, used)


def _marks(layer: Drawn, seen: Frame) -> Markup:
    points = shapely.get_coordinates(seen.placed(layer.shapes))
    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points)
    drawn = Markup('<path class="m-{0} m-under" d="{1}"/><path class="m-{0}" d="{1}"/>').format(
        layer.key, dots
    )
    drawn += _unsure(layer, points)
    letter = LETTERS.get(layer.key)
    if letter is None:
        return drawn
    places = Markup("").join(
        Markup('<tspan x="{:.0f}" y="{:.0f}">{}</tspan>').format(x, y + 7, letter)
        for x, y in points
    )
    return drawn + Markup('<text class="m-letter">{}</text>').format(places)


def _unsure(layer: Drawn, points: np.ndarray) -> Markup:
    """Hollow out the marks of what is less than sure; those of other layers stay whole."""
    classes = np.array(layer.classes)
    if len(classes) != len(points):
        return Markup("")
    return Markup("").join(
        Markup('<path class="m-{} m-{}" d="{}"/>').format(
            layer.key, name, "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points[classes == name])
        )
        for name in HOLLOW if (classes == name).any()
    )  # fmt: skip


def path_of(shapes: np.ndarray) -> str:
    """Write lines and areas of a plan as one path of relative whole steps."""
    parts = shapely.get_parts(shapes)
    rings = shapely.get_parts(shapely.boundary(parts[shapely.get_dimensions(parts) == 2]))
    lines = parts[shapely.get_dimensions(parts) == 1]
    written = [_steps(ring) + "z" for ring in rings]
    return "".join(written + [_steps(line) for line in lines])


def _steps(line: shapely.LineString) -> str:
    whole = np.rint(shapely.get_coordinates(line)).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    moves = " ".join(f"{x} {y}" for x, y in steps)
    return f"M{whole[0, 0]} {whole[0, 1]}l{moves or '0 0'}"


def _names(drawn: tuple[Drawn, ...], seen: Frame) -> Markup:
    by_key = {layer.key: layer for layer in drawn}
    if "streets" not in by_key:
        return Markup("")
    main = by_key.get("main-street")
    first: set[Fact] = set(main.facts["name"]) if main else set()
    asked = _asked(by_key["streets"], first, seen)
    written = Markup("").join(
        Markup(
            '<text transform="translate({:.0f} {:.0f}) rotate({:.0f})" dy="8"{}>{}</text>'
        ).format(
            label.x,
            label.y,
            label.angle,
            Markup(' class="m-main"') if label.text in first else "",
            label.text,
        )
        for label in labels(asked, size=TYPE)
    )
    return Markup('<g class="m-names">{}</g>').format(written)


def _asked(streets: Drawn, first: set[Fact], seen: Frame) -> list[Named]:
    lines: dict[str, list[shapely.Geometry]] = {}
    ranks: dict[str, int] = {}
    window = shapely.box(0, 0, WIDTH, seen.height)
    facts = zip(streets.facts["name"], streets.classes, streets.shapes, strict=True)
    for name, class_, shape in facts:
        if isinstance(name, str) and class_ != "path":
            lines.setdefault(name, []).extend(seen.placed(np.array([shape], dtype=object)))
            rank = 0 if name in first else RANKS[class_]
            ranks[name] = min(rank, ranks.get(name, rank))
    merged = {
        name: shapely.line_merge(shapely.union_all(parts)).intersection(window)
        for name, parts in lines.items()
        if parts
    }
    return [Named(name, ranks[name], line) for name, line in merged.items() if not line.is_empty]


def scale_length(metres: float) -> int:
    """Choose the length of a scale bar: the greatest of 1, 2, 5 × 10ⁿ that fits.

    Examples
    --------
    >>> scale_length(730.0), scale_length(199.0)
    (500, 100)
    """
    power = 10 ** math.floor(math.log10(metres))
    return int(max(step * power for step in (1, 2, 5) if step * power <= metres))


def _scale(seen: Frame) -> Markup:
    length = scale_length(WIDTH / 4 / seen.metre)
    wide = length * seen.metre
    said = f"{length // 1000}\u00a0km" if length >= 1000 else f"{length}\u00a0m"
    x, y = WIDTH - 40 - wide, seen.height - 40
    return Markup(
        '<g class="m-scale"><path class="m-under" d="M{x:.0f} {y:.0f}v-16m0 16h{w:.0f}v-16"/>'
        '<path d="M{x:.0f} {y:.0f}v-16m0 16h{w:.0f}v-16"/>'
        '<text x="{t:.0f}" y="{b:.0f}">{said}</text>'
        '<text x="{n:.0f}" y="84">N</text><path d="M{n:.0f} 20l14 36-14-9-14 9z"/></g>'
    ).format(x=x, y=y, w=wide, t=x + wide / 2, b=y - 24, said=said, n=WIDTH - 50)


def swatch(group: str, look: Look = "", colours: Sequence[str] = ()) -> Markup:
    """Draw the sign of a row of the legend, as the plan does; in some of its own colours."""
    own = [colour for colour in dict.fromkeys(colours) if colour][:MOST_OWN]
    if own:
        return _sign(Markup("").join(
            Markup('<path class="m-{} own-{}" d="M2 {:.1f}h36"/>').format(
                group, colour, 40 * (rank + 0.5) / len(own))
            for rank, colour in enumerate(own)
        ))  # fmt: skip
    letter = LETTERS.get(group)
    if group.startswith("scenario"):
        drawn = Markup(
            '<path class="m-gained" d="M4 8h32v24h-32z"/><path class="m-change" d="M2 20h36"/>'
        )
    elif group in MARKED:
        sign = Markup('<path class="m-{} m-under" d="M20 20h0"/><path class="m-{}" d="M20 20h0"/>')
        drawn = sign.format(group, group)
        if letter:
            drawn += Markup('<text class="m-letter" x="20" y="27">{}</text>').format(letter)
    elif group in {"buildings", "water", "greens"} or group.startswith("minutes"):
        drawn = Markup('<path class="m-{}" d="M4 8h32v24h-32z"/>').format(group)
    elif look in {"areas", "bands"}:
        drawn = Markup('<path class="a-class-2" d="M4 8h16v24h-16z"/>'
                       '<path class="a-class-4" d="M20 8h16v24h-16z"/>')  # fmt: skip
    elif look == "points":
        drawn = _point_sign(group)
    else:
        drawn = _line_swatch(group)
    return _sign(drawn)


def key_swatch(key: Key, layer: Drawn) -> Markup:
    """Draw the sign of a class of a layer, with the mark that it bears on the map."""
    if layer.key == "stop":
        radius = STOPS.get(key.class_, 0.7) * 6
        return _sign(Markup('<circle class="k-stop" cx="20" cy="20" r="{:.1f}"/>').format(radius))
    if layer.look == "points":
        sign = _point_sign(layer.key, key.class_)
    elif layer.look == "bands":
        half = 2 + 2.6 * (int(key.class_[-1]) if key.class_[-1].isdigit() else 2)
        sign = Markup('<path class="a-{} m-{}" d="M2 {:.1f}h36v{:.1f}h-36z"/>').format(
            key.class_, layer.key, 20 - half, 2 * half
        )
    else:
        sign = Markup('<path class="a-{}" d="M2 6h36v28h-36z"/>').format(key.class_)
    text = Markup('<text class="m-{}" x="20" y="26">{}</text>')
    return _sign(sign + text.format("letter" if layer.look == "points" else "mark", key.mark))


def level_sign(level: str) -> Markup:
    """Draw the sign of a class of confidence, as tables show it."""
    half = Markup('<path class="half" d="M20 5a15 15 0 0 0 0 30z"/>') if level == "likely" else ""
    return _sign(_point_sign("level", level) + half)


def _point_sign(group: str, level: str = "") -> Markup:
    hollow = f" p-{level}" if level in HOLLOW else ""
    return Markup('<circle class="p-{}{}" cx="20" cy="20" r="15"/>').format(group, hollow)


def _sign(drawn: Markup) -> Markup:
    return Markup('<svg class="swatch" viewBox="0 0 40 40" aria-hidden="true">{}</svg>').format(
        drawn
    )


def _line_swatch(group: str) -> Markup:
    if group != "streets":
        return Markup('<path class="m-{}" d="M2 20h36"/>').format(group)
    edge = Markup('<path class="m-edge w-middle" d="M2 20h36"/>')
    return edge + Markup('<path class="m-road w-middle" d="M2 20h36"/>')
