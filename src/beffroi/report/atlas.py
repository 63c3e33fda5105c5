"""The map's place in the report: the plan, the living map, the legend and the lists beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import shapely
from markupsafe import Markup

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words, both
from beffroi.report.drawn import Drawn
from beffroi.report.layers import drawn_layers
from beffroi.report.map import library, packed
from beffroi.report.overlays import short_names
from beffroi.report.plan import key_swatch, plan, swatch
from beffroi.report.words import counted
from beffroi.study.opened import Study

SOURCE_KINDS = {"stop": ("gtfs",), "carpool": ("bnlc",), "missed": ("gtfs",),
                "car-park": ("osm", "bnls"),
                "services": ("gbfs", "offers", "osm"), "carpool_axes": ("flows",),
                "meeting_points": ("flows", "bnlc"),
                "scenario": ("osm", "gtfs", "grid")}  # fmt: skip
"""How the ids of the sources of a row of the legend begin; ``osm`` where nothing is said."""
SERVED = ("squares-without_car", "squares-transit")
"""Rows of the legend that rest on timetables too."""
LISTED = (
    "stop", "missed", "car-park", "carpool", "trading", "vacant", "services", "missing_links",
    "carpool_axes", "meeting_points",
)  # fmt: skip
"""Layers whose objects are also listed in words, for those who do not see the map."""


@dataclass(frozen=True)
class Row:
    """A row of the legend, which is also the switch of a layer and its count."""

    group: str
    name: Words
    count: Words
    note: Words
    swatch: Markup
    sources: tuple[Source, ...]
    area: str = ""
    is_off: bool = False
    keys: tuple[tuple[Markup, Words], ...] = ()


@dataclass(frozen=True)
class Listed:
    """The objects of a layer in words: headings, and one row each."""

    group: str
    title: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Atlas:
    """What the page shows of the map.

    Attributes
    ----------
    plan
        The still map.
    legend
        One row per layer.
    lists
        The objects of some layers, in words.
    data
        The layers, folded for the living map.
    credits
        Who must be named under the map.
    scripts, style
        What the living map runs on.
    is_cut
        Whether the map opens on a part of the perimeter alone.
    """

    plan: Markup
    legend: tuple[Row, ...]
    lists: tuple[Listed, ...]
    data: str
    credits: tuple[str, ...]
    scripts: list[str]
    style: str
    is_cut: bool


def atlas(study: Study) -> Atlas | None:
    """Draw the maps of a study; None if it has no layer to draw."""
    drawn = drawn_layers(study.layers)
    if not drawn:
        return None
    polygon, opening = study.perimeter.polygon, study.layers.get("view")
    view = None if opening is None else opening.union_all()
    title = both("Map of the centre of {town}").filled(town=study.name)
    data, scripts, style = living(drawn, polygon, title, _words(), view)
    rows = legend(drawn, study.sources)
    named = dict.fromkeys(source for row in rows for source in row.sources)
    return Atlas(
        plan=plan(drawn, polygon, title, view),
        legend=rows,
        lists=lists(drawn),
        data=data,
        credits=tuple(dict.fromkeys(_credit(source) for source in named)),
        scripts=[*scripts],
        style=style,
        is_cut=view is not None,
    )


def living(
    drawn: tuple[Drawn, ...],
    perimeter: shapely.Geometry | None,
    title: Words,
    words: dict[str, Words],
    view: shapely.Geometry | None = None,
) -> tuple[str, tuple[str, ...], str]:
    """Make a map that can be moved: its data folded, the scripts it runs on, and their style.

    Parameters
    ----------
    drawn
        Layers, in the order in which they are drawn.
    perimeter
        Outline of the study, WGS 84; none is drawn where `view` alone is given.
    title
        What it shows, for those who do not see it.
    words
        Names of the facts of objects, by key.
    view
        What it opens on, WGS 84; all that it covers if none.
    """
    script, style = library()
    scripts = (script, *(_asset(name) for name in ("glyphs.js", "map.js")))
    return packed(drawn, perimeter, {**_moves(), **words, "map": title}, view), scripts, style


def _asset(name: str) -> str:
    return files("beffroi.report").joinpath("templates", name).read_text(encoding="utf-8")


def _credit(source: Source) -> str:
    name = source.publisher or source.name
    return f"{name} ({source.licence})" if source.licence else name


def _moves() -> dict[str, Words]:
    return {
        "zoom_in": both("Zoom in"),
        "zoom_out": both("Zoom out"),
        "close": both("Close"),
        "ctrl_zoom": both("Hold Ctrl while scrolling to zoom"),
        "cmd_zoom": both("Hold ⌘ while scrolling to zoom"),
        "two_fingers": both("Use two fingers to move the map"),
        "unknown": both("unknown"),
    }


def _words() -> dict[str, Words]:
    return {
        "capacity": both("Capacity:"),
        "departures": both("Departures a day:"),
        "service": both("Class of the stop:"),
        "first": both("First departure:"),
        "last": both("Last departure:"),
        "population": both("Inhabitants:"),
        "metres": both("Length in metres:"),
        "people_added": both("Inhabitants newly connected:"),
        "commuters": both("Commuters:"),
        **{f"minutes_{mode}": name for mode, name in short_names().items()},
        "missed": both("Connections missed by a few minutes:"),
        "people": both("Inhabitants:"),
        "before": both("Without a car, before:"),
        "after": both("Without a car, after:"),
    }


def legend(drawn: tuple[Drawn, ...], sources: Sequence[Source]) -> tuple[Row, ...]:
    """Make the legend: one row per group, the highest on the map first, those off last."""
    highest = drawn[::-1]
    shown = sorted(highest, key=lambda layer: layer.is_off)
    first = {layer.group: layer for layer in shown}
    return tuple(
        Row(
            group=group,
            name=layer.name,
            count=counted(layer.count),
            note=layer.note,
            swatch=swatch(group, layer.look, layer.colours),
            sources=_sources(group, sources),
            area=layer.area,
            is_off=layer.is_off,
            keys=tuple((key_swatch(key, layer), key.name) for key in layer.keys),
        )
        for group, layer in first.items()
    )


def _sources(group: str, sources: Sequence[Source]) -> tuple[Source, ...]:
    family = "scenario" if group.startswith("scenario") else group
    kinds = SOURCE_KINDS.get(family, ("osm",))
    if group in SERVED:
        kinds = (*kinds, "gtfs")
    return tuple(source for source in sources if source.id.startswith(kinds))


def lists(drawn: tuple[Drawn, ...]) -> tuple[Listed, ...]:
    """List the objects of the layers of `LISTED`, by name; those without a name come last."""
    by_key = {layer.key: layer for layer in drawn}
    return tuple(_listed(by_key[key]) for key in LISTED if key in by_key)


def _listed(layer: Drawn) -> Listed:
    headings = {
        "name": both("Name"),
        "kind": both("Kind"),
        "capacity": both("Capacity"),
        "departures": both("Departures a day"),
        "service": both("Class of the stop"),
        "first": both("First departure"),
        "last": both("Last departure"),
        "metres": both("Length in metres"),
        "people_added": both("Inhabitants newly connected"),
        "commuters": both("Commuters"),
        "mark": both("Mark on the map"),
        "missed": both("Connections missed by a few minutes"),
    }
    columns = zip(*layer.facts.values(), strict=True)
    rows = [tuple(_said(fact) for fact in row) for row in columns]
    return Listed(
        group=layer.group,
        title=layer.name,
        columns=tuple(headings[key] for key in layer.facts),
        rows=tuple(sorted(rows, key=lambda row: (row[0].fr == "–", row[0].fr.casefold()))),
    )


def _said(fact: str | Words | None) -> Words:
    if isinstance(fact, Words):
        return fact
    return Words(fact, fact) if fact else Words("–", "–")
