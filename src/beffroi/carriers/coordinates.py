"""Longitudes and latitudes of national files: read, put the right way round, or set aside."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj
import shapely

from beffroi.carriers import values
from beffroi.foundation.language import Words
from beffroi.territory import projection

_COMMAS = Words(
    fr="{n} coordonnée(s) écrite(s) avec une virgule ou des espaces : comprise(s).",
    en="{n} coordinate(s) written with a comma or with spaces: understood.",
)
_SWAPPED = Words(
    fr="{n} lieu(x) dont la longitude et la latitude étaient inversées : remises à l'endroit.",
    en="{n} place(s) whose longitude and latitude were swapped: put the right way round.",
)
_LOST = Words(
    fr="{n} lieu(x) écarté(s), sans coordonnées en France ({first}).",
    en="{n} place(s) set aside, without coordinates in France ({first}).",
)


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """Points read from two columns.

    Attributes
    ----------
    points
        Points in WGS 84, none for a row that cannot be placed.
    placed
        Whether each row could be placed.
    warnings
        The swaps mended and the rows that cannot be placed.
    """

    points: gpd.GeoSeries
    placed: pd.Series
    warnings: tuple[Words, ...]


def located(lon: pd.Series, lat: pd.Series, keys: pd.Series) -> Located:
    """Place the rows of a French national file.

    Parameters
    ----------
    lon, lat : (n,)
        Texts; decimal commas are understood. [°]
    keys : (n,)
        What each row is called, for messages.

    Returns
    -------
    A point for each row within the French territories; a row that falls there only once its two
    numbers are swapped is swapped.
    """
    read = values.numbers(lon), values.numbers(lat)
    x, y = (_floats(numbers.values) for numbers in read)
    swapped = ~projection.is_french(x, y) & projection.is_french(y, x)
    x, y = np.where(swapped, y, x), np.where(swapped, x, y)
    placed = projection.is_french(x, y)
    warnings = []
    if repaired := sum(numbers.repaired for numbers in read):
        warnings.append(_COMMAS.filled(n=str(repaired)))
    if swapped.any():
        warnings.append(_SWAPPED.filled(n=str(int(swapped.sum()))))
    if not placed.all():
        first = str(keys[~placed].iloc[0])[:40]
        warnings.append(_LOST.filled(n=str(int((~placed).sum())), first=first))
    points = np.where(placed, shapely.points(np.where(placed, x, 0), np.where(placed, y, 0)), None)
    series = gpd.GeoSeries(points, index=lon.index, crs="EPSG:4326")
    return Located(series, pd.Series(placed, index=lon.index), tuple(warnings))


def _floats(numbers: pd.Series) -> npt.NDArray[np.float64]:
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)


def from_legal_metres(
    east: pd.Series, north: pd.Series, communes: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """Turn metres in the legal projection of each row's commune into longitudes and latitudes.

    Parameters
    ----------
    east, north : (n,)
        Float64, missing where unknown. [m]
    communes : (n,)
        INSEE codes.

    Returns
    -------
    Longitudes and latitudes, missing where a coordinate is or where they lie off France. [°]
    """
    lon = pd.Series(pd.NA, index=east.index, dtype="Float64")
    lat = lon.copy()
    epsg = communes.map(lambda code: projection.legal_epsg(code, 0.0, 0.0), na_action="ignore")
    for code in epsg.dropna().unique():
        rows = (epsg == code).fillna(value=False) & east.notna() & north.notna()
        turn = pyproj.Transformer.from_crs(int(code), 4326, always_xy=True)
        x, y = turn.transform(east[rows].to_numpy(float), north[rows].to_numpy(float))
        good = projection.is_french(np.asarray(x), np.asarray(y))
        lon.loc[rows] = np.where(good, x, np.nan)
        lat.loc[rows] = np.where(good, y, np.nan)
    return _known(lon), _known(lat)


def _known(degrees: pd.Series) -> pd.Series:
    known = pd.Series(degrees.to_numpy(dtype=float, na_value=np.nan), index=degrees.index)
    return known.astype("Float64").where(known.notna(), pd.NA)
