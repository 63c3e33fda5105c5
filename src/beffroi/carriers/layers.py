"""Map layers: GeoPackages, Shapefiles and GeoJSON, opened as what they are and nothing else."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from beffroi.carriers import documents
from beffroi.foundation.archives import is_zip, opened
from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import bounded, unreadable
from beffroi.foundation.language import Words, both

SQLITE = b"SQLite format 3\x00"
MOST_SHAPES = 512 * 1024**2
"""Largest Shapefile taken: a bound on harm. [byte]"""
SHAPEFILE = b"\x00\x00\x27\x0a"

_SEVERAL = Words(
    fr="{name} : {n} couches ; seule « {layer} » est lue.",
    en='{name}: {n} layers; only "{layer}" is read.',
)
_TOLD = Words(fr="{name} : à la lecture, « {said} ».", en='{name}: while reading, "{said}".')


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A layer of a file.

    Attributes
    ----------
    frame
        Its rows; a GeoDataFrame where the layer has geometries and they were asked for.
    warnings
        The layers left out, and what the reading library said.
    """

    frame: pd.DataFrame
    warnings: tuple[Words, ...]


def is_geopackage(path: Path) -> bool:
    """Say whether a file is a GeoPackage, or another SQLite base.

    Raises
    ------
    UnreadableFileError
        If the file is absent or may not be read.
    """
    return _start(path).startswith(SQLITE)


def names(path: Path) -> tuple[str, ...]:
    """Name the layers of a file, in its order.

    Raises
    ------
    UnreadableFileError
        If the file is absent, of another format or damaged.
    HostileFileError
        If it is an archive that could harm the machine.
    """
    source = _source(path)
    try:
        return tuple(str(name) for name, _ in pyogrio.list_layers(source))
    except _DAMAGED as error:
        raise _damaged(path) from error


def read(path: Path, *, layer: str = "", **options: Any) -> Layer:
    """Read a layer of a file: that of a name, else the layer of areas, else the first one.

    Only GeoPackage, Shapefile (alone in a ZIP archive, or with its companions beside it) and
    GeoJSON are opened: other formats of the library may point to other files or to the network.

    Parameters
    ----------
    path
        The file.
    layer
        Name of the layer, one of `names`; the others are then not told as left out.
    **options
        Passed to `pyogrio.read_dataframe`: ``bbox``, ``read_geometry``, ``columns``.

    Raises
    ------
    UnreadableFileError
        If the file is absent, of another format or damaged.
    HostileFileError
        If it is an archive that could harm the machine.
    """
    source = _source(path)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            found, kinds = pyogrio.list_layers(source).T
            name = layer or found[_first_area(kinds)]
            frame = pyogrio.read_dataframe(source, layer=name, **options)
        except _DAMAGED as error:
            raise _damaged(path) from error
    told = {str(w.message).strip().rstrip(".") for w in said if w.category is RuntimeWarning}
    words = [_TOLD.filled(name=path.name, said=line[:200]) for line in sorted(told)]
    if len(found) > 1 and not layer:
        words.insert(0, _SEVERAL.filled(name=path.name, n=str(len(found)), layer=str(name)))
    return Layer(frame, tuple(words))


_DAMAGED = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FeatureError,
    ValueError,
    IndexError,
)


def _damaged(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        path, found="the layer is damaged", remedy="Export it again, in GeoJSON."
    )


def epsg(path: Path) -> int | None:
    """Return the EPSG code of the layer that `read` reads; None if it declares no such system."""
    declared = read(path, max_features=0).frame
    crs = declared.crs if isinstance(declared, gpd.GeoDataFrame) else None
    return None if crs is None else crs.to_epsg()


def _source(path: Path) -> str:
    start = _start(path)
    if start.startswith(SHAPEFILE):
        _refuse_cut(path, bounded(path, MOST_SHAPES))
    if start.startswith((SQLITE, SHAPEFILE)) or documents.is_json(path):
        return str(path)
    shapes = []
    if is_zip(path):
        archive = opened(path)
        shapes = [name for name in archive.members if name.lower().endswith(".shp")]
        for name in shapes:
            _refuse_cut(path, archive.read(name))
    if len(shapes) != 1:
        raise UnreadableFileError(
            path,
            found="it is no GeoJSON, no GeoPackage and no archive of one Shapefile",
            remedy="Export it again, in GeoJSON.",
        )
    return f"/vsizip/{path.resolve()}/{shapes[0]}"


def _refuse_cut(path: Path, shapes: bytes) -> None:
    """Refuse a Shapefile shorter than it says: its head counts words of 16 bits (ESRI, 1998)."""
    said = 2 * int.from_bytes(shapes[24:28], "big")
    if len(shapes) < max(said, 100):
        raise UnreadableFileError(
            path,
            found=both("its Shapefile is cut ({n} bytes of {said})", n=len(shapes), said=said),
            remedy="Download it again.",
        )


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE))
    except OSError as error:
        raise unreadable(path, error) from error


def _first_area(kinds: np.ndarray[Any, Any]) -> int:
    areas = [i for i, kind in enumerate(kinds) if kind is not None and "Polygon" in kind]
    return areas[0] if areas else 0
