"""The living map: a study's layers folded into one short text that the page unfolds by itself."""

import base64
import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from beffroi.foundation.language import Words
from beffroi.report.drawn import Drawn, Fact
from beffroi.report.theme import MAP, SCHEMES, standing_out

PRECISION = 1_000_000
"""Coordinates are kept to the millionth of a degree, some ten centimetres. [1/°]"""

Ints = list[int]


def packed(
    drawn: tuple[Drawn, ...],
    perimeter: shapely.Geometry | None,
    words: dict[str, Words],
    view: shapely.Geometry | None = None,
) -> str:
    """Fold the layers, the perimeter, the colours and the words of a map.

    Parameters
    ----------
    drawn
        Layers, in the order in which they are drawn.
    perimeter
        Outline of the study, WGS 84; none is drawn where `view` alone is given.
    words
        What the map itself says, by key.
    view
        What the map opens on, WGS 84; the perimeter if none.

    Returns
    -------
    Base 64 of gzip of JSON: letters, digits, ``+/=`` alone, so that no name in the data can break
    out of the page.
    """
    west, south, east, north = _whole(perimeter, view).bounds
    origin = (round(west * PRECISION), round(south * PRECISION))
    content = {
        "precision": PRECISION,
        "origin": origin,
        "bounds": [west, south, east, north],
        "view": list(_whole(view, perimeter).bounds),
        "perimeter": None if perimeter is None else _coded(perimeter, origin),
        "layers": _layers(drawn, origin),
        "colours": MAP,
        "words": {key: said.as_json() for key, said in words.items()},
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode("ascii")


def _whole(first: shapely.Geometry | None, other: shapely.Geometry | None) -> shapely.Geometry:
    """Return the first of two that is given."""
    return other if first is None else first


def _layers(drawn: tuple[Drawn, ...], origin: tuple[int, int]) -> dict[str, Any]:
    """Code layers; shapes that several share are written once, the others name who has them."""
    coded: dict[str, Any] = {}
    owners: dict[int, str] = {}
    for layer in drawn:
        coded[layer.key] = _layer(layer, origin, owners.setdefault(id(layer.shapes), layer.key))
    return coded


def _layer(layer: Drawn, origin: tuple[int, int], owner: str) -> dict[str, Any]:
    is_own = owner == layer.key
    return {
        "group": layer.group,
        "look": layer.look,
        "area": layer.area,
        "shapes": [_coded(shape, origin) for shape in layer.shapes] if is_own else owner,
        "classes": list(layer.classes),
        "facts": {name: [_fact(fact) for fact in column] for name, column in layer.facts.items()},
        "name": layer.name.as_json(),
        **({"colours": [_own(colour) for colour in layer.colours]} if layer.colours else {}),
    }


def _own(colour: str) -> dict[str, str]:
    """Return a colour as it is by day and by night; nothing for a shape that has none."""
    if not colour:
        return {}
    return {scheme: standing_out(colour, scheme) for scheme in SCHEMES}


def _fact(fact: Fact) -> Any:
    if not isinstance(fact, Words):
        return fact
    return fact.fr if fact.fr == fact.en else [fact.fr, fact.en]


def _coded(shape: shapely.Geometry, origin: tuple[int, int]) -> Any:
    """Code a shape: a point as its steps from the origin, a line or an area as lists of such.

    Every part is a flat list of steps (east, north) from the point before, in units of
    1/`PRECISION` degree.
    """
    if shape.geom_type == "Point":
        return _steps(shape, origin)
    if shape.geom_type in {"LineString", "LinearRing"}:
        return [_steps(shape, origin)]
    if shape.geom_type == "Polygon":
        return [[_steps(ring, origin) for ring in (shape.exterior, *shape.interiors)]]
    return [coded for part in shape.geoms for coded in _coded(part, origin)]


def _steps(shape: shapely.Geometry, origin: tuple[int, int]) -> Ints:
    whole: npt.NDArray[np.int64] = np.rint(shapely.get_coordinates(shape) * PRECISION).astype(int)
    steps = np.diff(whole, axis=0, prepend=np.array([origin]))
    moved = np.any(steps != 0, axis=1)
    moved[[0, -1]] = True
    flat: Ints = steps[moved].ravel().tolist()
    return flat


def library() -> tuple[str, str]:
    """Read MapLibre GL JS and its style sheet from the copy that the `maplibre` package carries.

    The package is found, not imported: it would load a server that a report does not need.

    Returns
    -------
    The script, without the pointer to its source map, which a browser would try to fetch, and the
    style sheet.
    """
    spec = find_spec("maplibre")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "The package maplibre, whose copy of MapLibre we show, is absent."
        )
    folder = Path(spec.origin).parent / "srcjs"
    script = (folder / "maplibre-gl.js").read_text(encoding="utf-8")
    style = (folder / "maplibre-gl.css").read_text(encoding="utf-8")
    return script.replace("//# sourceMappingURL=maplibre-gl.js.map", ""), style
