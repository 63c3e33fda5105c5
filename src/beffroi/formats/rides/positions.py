"""Positions: metres turned to degrees where a person says which, swaps seen, never guessed."""

from collections import Counter

import numpy as np
import numpy.typing as npt
import pyproj
from pyproj.exceptions import CRSError

from beffroi.foundation.errors import SettingsError
from beffroi.kernels.sphere import great_circle

Floats = npt.NDArray[np.float64]
MOST_LON, MOST_LAT = 180.0, 90.0
HALF = 0.5


def refuse_unknown_system(epsg: int | None) -> None:
    """Check the code of a coordinate system that a person gave.

    Raises
    ------
    SettingsError
        If the EPSG register has no such system.
    """
    try:
        if epsg is not None:
            pyproj.CRS.from_epsg(epsg)
    except CRSError as error:
        raise SettingsError(
            "EPSG has no coordinate system {code}: give a code such as 32622 (UTM 22 north).",
            code=epsg,
        ) from error


def degrees(x: Floats, y: Floats, epsg: int) -> tuple[Floats, Floats]:
    """Turn coordinates of a system into longitudes and latitudes; NaN where they lie outside it."""
    turn = pyproj.Transformer.from_crs(epsg, 4326, always_xy=True)
    lon, lat = (np.asarray(values, dtype=np.float64) for values in turn.transform(x, y))
    bad = ~(np.isfinite(lon) & np.isfinite(lat))
    return np.where(bad, np.nan, lon), np.where(bad, np.nan, lat)


def on_globe(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    """Say which points are on the globe and not at (0, 0), which devices write for "unknown".

    Examples
    --------
    >>> on_globe(np.array([2.0, 0.0, 2.0]), np.array([48.0, 0.0, 148.0])).tolist()
    [True, False, False]
    """
    inside = (np.abs(lon) <= MOST_LON) & (np.abs(lat) <= MOST_LAT)
    placed: npt.NDArray[np.bool_] = inside & ((lon != 0) | (lat != 0))
    return placed


def upright(lon: Floats, lat: Floats, notes: Counter[str]) -> tuple[Floats, Floats]:
    """Swap longitudes and latitudes where they can only be swapped, and count it.

    They can where most latitudes lie beyond a pole as they are and all but a few are on the globe
    once swapped. A swap that leaves both readings on the globe is not seen here.

    Examples
    --------
    >>> notes = Counter()
    >>> upright(np.array([-33.4, -33.5]), np.array([151.2, 151.3]), notes), dict(notes)
    ((array([151.2, 151.3]), array([-33.4, -33.5])), {'swapped': 1})
    """
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return lon, lat
    beyond = np.abs(lat[known]) > MOST_LAT
    turned = on_globe(lat[known], lon[known])
    if beyond.mean() > HALF and turned.mean() > HALF and turned[beyond].all():
        notes["swapped"] += 1
        return lat, lon
    return lon, lat


def are_metres(lon: Floats, lat: Floats) -> bool:
    """Say whether coordinates can only be metres: most are far beyond any degree."""
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return False
    far = (np.abs(lon[known]) > 2 * MOST_LON) | (np.abs(lat[known]) > 2 * MOST_LON)
    return bool(far.mean() > HALF)


def distances(lon: Floats, lat: Floats) -> Floats:
    """Measure the steps of a line on a sphere.

    Returns
    -------
    (n - 1,)
        Great-circle lengths by the haversine. [m]

    Examples
    --------
    >>> distances(np.array([0.0, 0.0]), np.array([0.0, 1.0])).round().tolist()
    [111195.0]
    """
    return great_circle(lat[:-1], lon[:-1], lat[1:], lon[1:])
