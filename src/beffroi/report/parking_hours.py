"""Occupancy by hour on a map: a slider, places that change, and the table of all hours."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.drawn import shaped
from beffroi.report.layers import drawn_layers
from beffroi.report.page import asset
from beffroi.report.plan import covered, frame, path_of, plan

STEPS = ((0.6, "calm"), (0.8, "fair"), (0.9, "busy"))
"""Occupancies below which a place has a class. [1]"""
FULL, NOT_KNOWN = "full", "none"
LEGEND = (
    ("calm", both("less than 60%")), ("fair", both("60 to 80%")), ("busy", both("80 to 90%")),
    ("full", both("90% or more")), ("none", both("not known")),
)  # fmt: skip
APART = 64.0
"""Numbers nearer to each other than this are not written: the table says them. [unit of a plan]"""
DOT = 5e-5
"""Radius of a place that is a point. [°]"""
MOST_OPEN = 12
"""Rows of a table that stands open. [1]"""
DASH = "–"


@dataclass(frozen=True, slots=True)
class Hours:
    """The part of a page that shows occupancy by hour (macro `by_hour` of `parking_parts`).

    Attributes
    ----------
    hours
        Names of the hours, in order.
    peak
        Rank of the fullest, which is shown first.
    rows
        Each place: its name, and by hour its class and its occupancy in %.
    legend
        Classes and what they mean.
    plan
        The map at the fullest hour.
    data
        What the slider reads.
    script
        What the slider runs on.
    look
        Its style.
    most_open
        Rows beyond which the table may be closed.
    """

    hours: tuple[str, ...]
    peak: int
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    legend: tuple[tuple[str, Words], ...]
    plan: Markup
    data: Markup
    script: str
    look: str
    most_open: int = MOST_OPEN


def hours_part(
    places: gpd.GeoDataFrame, occupied: pd.DataFrame, ground: Mapping[str, gpd.GeoDataFrame],
    view: shapely.Geometry | None = None, at: str = "",
) -> Hours | None:  # fmt: skip
    """Draw occupancy by place and hour.

    Parameters
    ----------
    places
        Columns `place_id`, `name` and geometry (WGS 84), one row a place.
    occupied
        Columns `place_id`, `hour` (text, in order) and `occupancy` (share; NaN if unknown). [1]
    ground
        Layers under the map.
    view
        What the map covers; all places if none.
    at
        The hour shown first; the fullest if it is none of them.

    Returns
    -------
    The part; None where fewer than two hours are told, or no place is on the map.
    """
    names = tuple(dict.fromkeys(map(str, occupied["hour"])))
    kept = shaped(gpd.GeoDataFrame(places[places["place_id"].isin(occupied["place_id"])]))
    if len(names) < 2 or kept.empty:
        return None
    grid = occupied.pivot_table(index="place_id", columns="hour", values="occupancy",
                                aggfunc="mean", dropna=False)  # fmt: skip
    grid = grid.reindex(index=kept["place_id"], columns=list(names))
    shares = grid.to_numpy(dtype=float)
    means = np.nan_to_num(np.nanmean(np.vstack([shares, np.zeros(len(names))]), axis=0))
    peak = names.index(at) if at in names else int(np.argmax(means))
    cells = [tuple((tone(share), _said(share)) for share in row) for row in shares]
    titles = [str(i) if pd.isna(n) else str(n)
              for n, i in zip(kept["name"], kept["place_id"], strict=True)]  # fmt: skip
    seen = shapely.box(*kept.total_bounds).buffer(0.0008) if view is None else view
    data = json.dumps({"hours": names, "names": titles, "places": cells}, ensure_ascii=False)
    return Hours(
        names, peak, tuple(zip(titles, cells, strict=True)), LEGEND,
        _map(kept, titles, [row[peak] for row in cells], ground, seen),
        Markup(data.replace("<", "\\u003c")),  # noqa: S704  (no markup is left in it)
        asset("hours.js"), asset("parking.css"),
    )  # fmt: skip


def tone(share: float) -> str:
    """Class an occupancy.

    Examples
    --------
    >>> [tone(share) for share in (0.5, 0.6, 0.85, 0.9, float("nan"))]
    ['calm', 'fair', 'busy', 'full', 'none']
    """
    if math.isnan(share):
        return NOT_KNOWN
    return next((name for most, name in STEPS if share < most), FULL)


def _said(share: float) -> str:
    """Say a share in whole hundredths, never rounded up into the class above."""
    return DASH if math.isnan(share) else str(math.floor(100 * share + 1e-9))


def _map(
    places: gpd.GeoDataFrame, titles: list[str], cells: list[tuple[str, str]],
    ground: Mapping[str, gpd.GeoDataFrame], view: shapely.Geometry,
) -> Markup:  # fmt: skip
    near = covered(view)
    under = drawn_layers({key: one[one.intersects(near)] for key, one in ground.items()
                          if not one.empty})  # fmt: skip
    base = plan(under, None, both("Occupancy by place and hour"), view, prefix="hours")
    seen = frame(view)
    drawn, numbers, written = [], [], np.empty((0, 2))
    for rank, (shape, title, (name, says)) in enumerate(
        zip(places.geometry, titles, cells, strict=True)
    ):
        moved = seen.placed(np.array([_widened(shape)], dtype=object))
        if not len(moved):
            continue
        area = Markup(" data-area") if moved[0].area else ""
        drawn.append(
            Markup(
                '<path class="h-place h-{}" data-place="{}"{} d="{}"><title>{} : {}</title></path>'
            ).format(name, rank, area, path_of(moved), title, says)
        )
        at = shapely.get_coordinates(_middle(moved[0]))[0]
        if len(written) and np.hypot(*(written - at).T).min() < APART:
            continue
        written = np.vstack([written, at])
        numbers.append(
            Markup('<text class="h-number" data-number="{}" x="{:.0f}" y="{:.0f}">{}</text>')
            .format(rank, at[0], at[1] + 8, "" if says == DASH else says)
        )  # fmt: skip
    mark = '<g class="m-names">' if '<g class="m-names">' in base else '<g class="m-scale">'
    head, tail = base.split(mark, 1)
    shown = Markup("").join(drawn), mark, tail.removesuffix("</svg>"), Markup("").join(numbers)
    return Markup("{}{}{}{}{}</svg>").format(*map(Markup, (head, *shown)))


def _middle(shape: shapely.Geometry) -> shapely.Point:
    """Return a point of a shape, halfway along it if it is one line."""
    if isinstance(shape, shapely.LineString):
        return shapely.line_interpolate_point(shape, 0.5, normalized=True)
    return shapely.point_on_surface(shape)


def _widened(shape: shapely.Geometry) -> shapely.Geometry:
    """Give a point a body."""
    return shape.centroid.buffer(DOT) if shapely.get_dimensions(shape) == 0 else shape
