"""Places of a SCENARIO.toml: points, stops, lines and areas, found on the map and in the feeds."""

import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.changes import LineRef, Place
from beffroi.formats import perimeters
from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.language import Words, both, message
from beffroi.study.decision_parts import Part, is_number
from beffroi.territory.perimeter import WGS84

MARGIN = 0.02
"""Distance around the streets of the map within which a place is on it. [°]"""
MOST_POINTS = 2_000
"""Points of a path or of an area: more are a drawing gone wrong."""
NEAREST = 3
"""Names offered for one that is not known."""


@dataclass(frozen=True)
class Known:
    """What the places of a scenario are looked up in.

    Attributes
    ----------
    basin
        Streets and timetables.
    folder
        Where the files that the scenario names are.
    """

    basin: Basin
    folder: Path

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north edge of the streets. [°]."""
        nodes = self.basin.street_nodes
        return (float(nodes["lon"].min()) - MARGIN, float(nodes["lat"].min()) - MARGIN,
                float(nodes["lon"].max()) + MARGIN, float(nodes["lat"].max()) + MARGIN)  # fmt: skip

    @cached_property
    def lines(self) -> pd.DataFrame:
        """Lines of all feeds: `feed`, `route_id`, `short`, `long`, `key` (``feed:route_id``)."""
        listed = [_lines(feed) for feed in self.basin.timetables]
        return pd.concat(listed, ignore_index=True) if listed else _NO_LINES

    @cached_property
    def stops(self) -> pd.DataFrame:
        """Stops of all feeds: `key` (``feed:stop_id``), `name`, `x`, `y`."""
        listed = [_stops(feed) for feed in self.basin.timetables]
        return pd.concat(listed, ignore_index=True) if listed else _NO_STOPS


_NO_LINES = pd.DataFrame(columns=["feed", "route_id", "short", "long", "key"])
_NO_STOPS = pd.DataFrame(columns=["key", "name", "x", "y"])


def _lines(feed: Timetable) -> pd.DataFrame:
    routes = feed.tables["routes"].drop_duplicates("route_id")
    names = [routes[f"route_{name}_name"].astype(object) if f"route_{name}_name" in routes
             else pd.Series(index=routes.index, dtype=object)
             for name in ("short", "long")]  # fmt: skip
    ids = routes["route_id"].astype(str)
    return pd.DataFrame({"feed": feed.key, "route_id": routes["route_id"], "short": names[0],
                         "long": names[1], "key": feed.key + ":" + ids})  # fmt: skip


def _stops(feed: Timetable) -> pd.DataFrame:
    points = feed.stops.geometry
    return pd.DataFrame({
        "key": feed.key + ":" + feed.stops["stop_id"].astype(str),
        "name": feed.stops["name"].astype(object), "x": points.x, "y": points.y,
    })  # fmt: skip


def line(part: Part, known: Known) -> LineRef:
    """Find the line that a change names: ``feed:route_id``, or a name that one line alone bears."""
    word = part.text("line", needed=True)
    lines = known.lines
    found = lines[lines["key"].eq(word)]
    if found.empty:
        found = lines[lines["short"].eq(word) | lines["long"].eq(word)]
    if not word or len(found) == 1:
        rows = found.to_dict("records")
        return LineRef(str(rows[0]["feed"]), str(rows[0]["route_id"]), word) if rows else _NO_LINE
    if len(found):
        part.fault(both("several lines are called {word}: write one of {names}", word=word,
                        names=_with_names(found)))  # fmt: skip
        return _NO_LINE
    if lines.empty:
        part.fault(both("no line is called {word!r}: the study has no timetable", word=word))
        return _NO_LINE
    names = [*lines["short"].dropna(), *lines["long"].dropna(), *lines["key"]]
    part.fault(both("no line is called {word!r}: the nearest are {names}", word=word,
                    names=_nearest(word, names)))  # fmt: skip
    return _NO_LINE


_NO_LINE = LineRef("", "", "")


def _with_names(lines: pd.DataFrame) -> str:
    """List lines by their keys, each with the long name that tells it apart, if it has one."""
    pairs = zip(lines["key"], lines["long"], strict=True)
    return ", ".join(f"{key} ({long})" if isinstance(long, str) and long else key
                     for key, long in pairs)  # fmt: skip


def _nearest(word: str, names: list[Any]) -> str:
    listed = sorted({str(name) for name in names if str(name)})
    close = difflib.get_close_matches(word, listed, n=NEAREST, cutoff=0.0)
    return ", ".join(close) or "–"


def places(part: Part, key: str, known: Known, *, least: int) -> tuple[Place, ...]:
    """Read a list of places; points written alike twice in a row are one fault.

    Parameters
    ----------
    part
        The change.
    key
        Its key.
    known
        Where they are looked up.
    least
        How many there must be.
    """
    value = part.given.get(key, [])
    if not isinstance(value, list) or len(value) < least or len(value) > MOST_POINTS:
        part.fault(
            both("{key} must be a list of {least} places at least: [longitude, latitude], or names "
                 "of stops", key=key, least=least)
        )  # fmt: skip
        return ()
    found = [place(part, one, known, key) for one in value]
    kept = tuple(one for one in found if one is not None)
    spots = [(one.x, one.y) for one in kept]
    twice = [n for n in range(1, len(kept)) if spots[n] == spots[n - 1]]
    if twice and len(kept) == len(found):
        part.fault(both("place {n} of {key} is the same as the one before it", n=twice[0] + 1,
                        key=key))  # fmt: skip
    return kept


def place(part: Part, value: object, known: Known, key: str) -> Place | None:
    """Read one place: a point, a point with a name, or a stop; None after a fault."""
    name = ""
    if isinstance(value, dict):
        name, value = str(value.get("name", ""))[:200], value.get("at")
    if isinstance(value, str):
        return _stop(part, value, known)
    if not isinstance(value, list) or len(value) != 2 or not all(map(is_number, value)):
        part.fault(both("{key} holds {found!r}, which is neither [longitude, latitude] nor the "
                        "name of a stop", key=key, found=value))  # fmt: skip
        return None
    lon, lat = map(float, value)
    west, south, east, north = known.bounds
    if not (west <= lon <= east and south <= lat <= north):
        part.fault(
            both("{key} holds a point off the map, {lon}, {lat}: the map goes from {west:.3f}, "
                 "{south:.3f} to {east:.3f}, {north:.3f} (longitude first)", key=key, lon=lon,
                 lat=lat, west=west, south=south, east=east, north=north)
        )  # fmt: skip
        return None
    x, y = _projected([(lon, lat)], known)[0]
    return Place(x, y, name)


def _projected(points: list[tuple[float, float]], known: Known) -> list[tuple[float, float]]:
    moved = gpd.GeoSeries(shapely.points(points), crs=WGS84).to_crs(known.basin.epsg)
    return list(zip(moved.x.tolist(), moved.y.tolist(), strict=True))


def _stop(part: Part, word: str, known: Known) -> Place | None:
    """Find a stop by its key or by its name; poles of one name within a walk are one stop."""
    stops = known.stops
    found = stops[stops["key"].eq(word) | stops["name"].eq(word)]
    found = found[found["x"].notna() & found["y"].notna()]
    if found.empty:
        part.fault(both("no stop is called {word!r}: the nearest are {names}", word=word,
                        names=_nearest(word, [*stops["name"].dropna(),
                                              *stops["key"]])))  # fmt: skip
        return None
    first = found.iloc[0]
    apart = ((found["x"] - first["x"]) ** 2 + (found["y"] - first["y"]) ** 2) ** 0.5
    if apart.max() > SAME:
        part.fault(both("several places are called {word}: write one of {names}", word=word,
                        names=", ".join(found["key"].head(NEAREST))))  # fmt: skip
        return None
    return Place(float(first["x"]), float(first["y"]), str(first["name"]), str(first["key"]))


SAME = 300.0
"""Distance within which stops of one name are one place. [m]"""


def area(part: Part, known: Known) -> shapely.Polygon | None:
    """Read an area: a list of points, or a file with one polygon; None after a fault."""
    value = part.given.get("area")
    if isinstance(value, str):
        return _area_of_file(part, value, known)
    corners = places(part, "area", known, least=3)
    if len(corners) < 3 or len(corners) != len(value or []):
        return None
    polygon = shapely.Polygon([(corner.x, corner.y) for corner in corners])
    if not polygon.is_valid or polygon.area == 0:
        part.fault(both("area crosses itself or is empty: list its corners in order, around it"))
        return None
    return polygon


def _area_of_file(part: Part, name: str, known: Known) -> shapely.Polygon | None:
    if not name or "\0" in name or Path(name).is_absolute() or ".." in Path(name).parts:
        part.fault(both("area must be a file beside the scenario, or a list of points"))
        return None
    west, south, east, north = known.bounds
    try:
        read = perimeters.read(
            known.folder / name,
            near=((west + east) / 2, (south + north) / 2),
            name=Words(name, name),
        )
    except BeffroiError as error:
        part.fault(_told(error))
        return None
    moved = gpd.GeoSeries([read.perimeter.polygon], crs=WGS84).to_crs(known.basin.epsg).iloc[0]
    if not shapely.intersects(shapely.box(west, south, east, north), read.perimeter.polygon):
        part.fault(both("area {file} lies off the map", file=name))
        return None
    return moved


def _told(error: BeffroiError) -> Words:
    return Words(fr=message(error, "fr"), en=message(error, "en"))
