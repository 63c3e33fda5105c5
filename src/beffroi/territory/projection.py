"""The legal projection of each French territory: the metres in which its surveys must be drawn."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError


@dataclass(frozen=True, slots=True)
class LegalProjection:
    """The projection that the law asks for in a territory.

    Attributes
    ----------
    epsg
        Code in the EPSG register.
    departments
        Codes of the departments and overseas communities; empty for the mainland.
    bounds
        Where it may be used: west, south, east, north, after the EPSG register. [°]
    """

    epsg: int
    departments: tuple[str, ...]
    bounds: tuple[float, float, float, float]


MAINLAND = LegalProjection(2154, (), (-9.86, 41.15, 10.38, 51.56))
OVERSEAS = (
    LegalProjection(5490, ("971", "972", "977", "978"), (-63.66, 14.08, -60.0, 18.31)),
    LegalProjection(2972, ("973",), (-54.61, 2.11, -49.41, 8.88)),
    LegalProjection(2975, ("974",), (51.83, -25.92, 58.24, -18.28)),
    LegalProjection(4467, ("975",), (-57.1, 43.41, -55.9, 47.37)),
    LegalProjection(4471, ("976",), (43.68, -14.49, 46.7, -11.33)),
    LegalProjection(8903, ("986",), (-179.99, -15.94, -174.27, -9.84)),
    LegalProjection(3163, ("988",), (156.25, -26.45, 174.28, -14.83)),
)
"""Décret n° 2000-1276 of 26 December 2000 and its arrêté, both as amended on 5 March 2019."""
POLYNESIA = "987"
POLYNESIAN_ZONES = {5: 3296, 6: 3297, 7: 3298, 8: 3299}
"""RGPF, one UTM zone after the other; other zones hold no inhabited island."""


def legal_epsg(code: str, lon: float, lat: float) -> int:
    """Give the projection in which a town's metres are measured.

    Parameters
    ----------
    code
        INSEE code of a French commune or department; empty for a town abroad.
    lon, lat
        A point of the town, WGS 84; it counts abroad and in Polynesia only. [°]

    Returns
    -------
    The EPSG code: the legal projection in France, the UTM zone on WGS 84 elsewhere (the
    exceptions of Norway and Svalbard left out).

    Raises
    ------
    ShapeError
        If the point is not on the globe, for a town abroad.

    References
    ----------
    Décret n° 2000-1276 du 26 décembre 2000, modified by the décret of 5 March 2019
    (JORFTEXT000038203565) and its arrêté (JORFTEXT000038203601). EPSG register for the codes.

    Examples
    --------
    >>> legal_epsg("35236", -2.08, 47.65), legal_epsg("97311", -54.03, 5.5)
    (2154, 2972)
    >>> legal_epsg("", 6.14, 46.2), legal_epsg("", -73.03, 5.83)
    (32632, 32618)
    """
    if not code:
        return _utm(lon, lat)
    department = code[:3] if code.startswith(("97", "98")) else code[:2]
    if department == POLYNESIA:
        return POLYNESIAN_ZONES.get(_zone(lon), _utm(lon, lat))
    for projection in OVERSEAS:
        if department in projection.departments:
            return projection.epsg
    return _utm(lon, lat) if department.startswith("98") else MAINLAND.epsg


def _zone(lon: float) -> int:
    return int((lon + 180) // 6) % 60 + 1


def _utm(lon: float, lat: float) -> int:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ShapeError("The point ({lon}, {lat}) is not on the globe.", lon=lon, lat=lat)
    return (32600 if lat >= 0 else 32700) + _zone(lon)


def is_french(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Say which points fall in the boxes of the French territories.

    Parameters
    ----------
    lon, lat : (n_points,)
        WGS 84; NaN falls nowhere. [°]

    Returns
    -------
    (n_points,)
        True in the box of a territory: a rough test, that sees a swap or a zero, not a border.

    Examples
    --------
    >>> is_french(np.array([2.35, 48.85, 0.0]), np.array([48.85, 2.35, 0.0])).tolist()
    [True, False, False]
    """
    inside = np.zeros(np.shape(lon), dtype=np.bool_)
    for projection in (MAINLAND, *OVERSEAS):
        west, south, east, north = projection.bounds
        inside |= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside | _is_polynesian(lon, lat)


def _is_polynesian(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    west, south, east, north = -158.13, -31.24, -131.97, -4.52
    inside: npt.NDArray[np.bool_] = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside
