"""Rides in GeoJSON: lines with their times, or points with their properties."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.formats.rides import columns
from beffroi.formats.rides.headings import roles
from beffroi.formats.rides.instants import instants
from beffroi.formats.rides.positions import are_metres, degrees, distances, upright
from beffroi.formats.rides.track import Found, Options, Track, frame, nothing
from beffroi.foundation import documents
from beffroi.foundation.files import decoded

Floats = npt.NDArray[np.float64]
TIMES = ("coordTimes", "times", "timestamps", "coord_times")
"""Properties that hold the instants of a line's points (Mapbox's togeojson and its likes)."""
LABELS = ("label", "name", "ref")
MANY = 10
"""Lines in one file without any time, from which they may be a map rather than rides."""
SHORT = 500.0
"""Median length under which so many lines are pieces of a map. [m]"""


def read(raw: bytes, options: Options) -> Found:
    """Read the rides of a GeoJSON file.

    A LineString or a MultiLineString is a ride; points are read as rows of a table whose columns
    are their properties.

    Returns
    -------
    The rides found. Positions whose latitudes lie beyond a pole while their longitudes do not are
    swapped, with a note; a swap that leaves both on the globe cannot be told here.

    References
    ----------
    RFC 7946, The GeoJSON Format, 2016: positions are longitude, latitude.
    """
    found = Found()
    try:
        document = documents.parsed(decoded(raw)[0])
    except ValueError:
        found.notes["no_json"] += 1
        return found
    features = list(_features(document))
    found.notes["no_shape"] += _n_listed(document) - len(features)
    if not features:
        found.notes["no_geojson"] += not found.notes["no_shape"]
        return found
    options = _with_system(document, options)
    lines = [(shape, said) for shape, said in features if shape["type"].endswith("LineString")]
    points = [(shape, said) for shape, said in features if shape["type"] == "Point"]
    found.notes["other_shapes"] += len(features) - len(lines) - len(points)
    if points:
        _take_points(points, options, found)
    if _are_pieces(lines):
        found.notes["pieces"] += len(lines)
        return found
    found.tracks += [_track(shape, said, options, found.notes) for shape, said in lines]
    return found


def _features(document: Any) -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """List the shapes of a document with their properties; what is malformed is left out."""
    if not isinstance(document, dict):
        return
    for feature in _listed(document):
        if not isinstance(feature, dict):
            continue
        shape = feature.get("geometry") if feature.get("type") == "Feature" else feature
        said = feature.get("properties")
        if isinstance(shape, dict) and isinstance(shape.get("type"), str):
            yield shape, said if isinstance(said, dict) else {}


def _listed(document: dict[str, Any]) -> list[Any]:
    listed = document.get("features") if document.get("type") == "FeatureCollection" else [document]
    return listed if isinstance(listed, list) else []


def _n_listed(document: Any) -> int:
    """Count the features of a collection, and one that stands alone."""
    is_one = isinstance(document, dict) and document.get("type") in {"Feature", "FeatureCollection"}
    return len(_listed(document)) if is_one else 0


def _with_system(document: Any, options: Options) -> Options:
    """Take the system of coordinates that old files name, as `crs`."""
    crs = document.get("crs") if isinstance(document, dict) else None
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = str(named.get("name", "")) if isinstance(named, dict) else ""
    code = name.rpartition(":")[2]
    if "EPSG" in name.upper() and code.isdecimal() and options.epsg is None and len(code) < 7:
        return Options(int(code), options.columns, options.zone)
    return options


def _numbers(coordinates: Any) -> Floats:
    """Return the positions of a line, NaN where one is malformed."""
    if not isinstance(coordinates, list) or not coordinates:
        return np.empty((0, 3))
    try:
        made = np.array([[*position[:3], np.nan][:3] for position in coordinates], dtype=np.float64)
        return made.reshape(len(coordinates), 3)
    except (TypeError, ValueError, OverflowError):
        return np.array([_position(position) for position in coordinates], dtype=np.float64)


def _position(position: Any) -> list[float]:
    try:
        numbers = [float(value) for value in position[:3]]
    except (TypeError, ValueError, OverflowError):
        numbers = []
    return (numbers + [float("nan")] * 3)[:3]


def _placed(x: Floats, y: Floats, options: Options, notes: Counter[str]) -> tuple[Floats, Floats]:
    if are_metres(x, y):
        if options.epsg is not None:
            return degrees(x, y, options.epsg)
        notes["metres"] += 1
        return np.full(len(x), np.nan), np.full(len(x), np.nan)
    return upright(x, y, notes)


def _track(
    shape: Mapping[str, Any], said: Mapping[str, Any], options: Options, notes: Counter[str]
) -> Track:
    coordinates = shape.get("coordinates")
    if shape["type"] == "MultiLineString" and isinstance(coordinates, list):
        coordinates = [p for part in coordinates if isinstance(part, list) for p in part]
    places = _numbers(coordinates)
    lon, lat = _placed(places[:, 0], places[:, 1], options, notes)
    made: dict[str, object] = {"lon": lon, "lat": lat, "elevation": places[:, 2]}
    times = _times(said)
    if times is not None and len(times) == len(places):
        made["time"] = instants(times, options.zone, notes)
    elif times is not None:
        notes["times_short"] += 1
    named = roles(said)
    if "device" in named:
        made["device"] = np.full(len(places), _text(said[named["device"]]), dtype=object)
    label = next((_text(said[key]) for key in (named.get("label", ""), *LABELS) if key in said), "")
    direction = _text(said[named["direction"]]) if "direction" in named else ""
    return Track(frame(made, len(places)), nothing(), label, direction)


def _times(said: Mapping[str, Any]) -> pd.Series | None:
    inner = said.get("coordinateProperties")
    for holder in (said, inner if isinstance(inner, dict) else {}):
        for name in TIMES:
            held = holder.get(name)
            if isinstance(held, list) and held:
                flat = _flat(held)
                return pd.Series([_text(one) or None for one in flat], dtype=object)
    return None


def _flat(held: list[Any]) -> list[Any]:
    """Put the times of the parts of a line one after the other."""
    if all(isinstance(part, list) for part in held):
        return [one for part in held for one in part]
    return held


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _take_points(
    points: Sequence[tuple[dict[str, Any], Mapping[str, Any]]], options: Options, found: Found
) -> None:
    places = _numbers([shape.get("coordinates") for shape, _ in points])
    lon, lat = _placed(places[:, 0], places[:, 1], options, found.notes)
    names = list(dict.fromkeys(name for _, said in points for name in said))
    names = [name for name in names if not {"lon", "lat"} & set(roles([name]))]
    cells = {
        name: pd.Series([_text(said.get(name)) or None for _, said in points], dtype=object)
        for name in names
    }
    table = pd.DataFrame({**cells, "longitude": lon.astype(str), "latitude": lat.astype(str)})
    read = columns.read(table.astype(object), Options(None, (), options.zone))
    found.tracks += read.tracks
    found.notes.update(read.notes)
    found.unknown = read.unknown


def _are_pieces(lines: Sequence[tuple[dict[str, Any], Mapping[str, Any]]]) -> bool:
    """Say whether lines are pieces of a drawn map: many, short, without times."""
    if len(lines) < MANY or any(_times(said) is not None for _, said in lines):
        return False
    places = [_numbers(shape.get("coordinates")) for shape, _ in lines]
    metres = [distances(own[:, 0], own[:, 1]).sum() for own in places if len(own) > 1]
    return bool(np.median(metres or [0.0]) < SHORT)
