"""Tables of traffic stress: the published criteria, cell by cell, before any tag is read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

TABLES = Path(__file__).parent / "stress.toml"
KM_PER_MILE = 1.609344
METRES_PER_FOOT = 0.3048
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int8]


@cache
def criteria() -> dict[str, Any]:
    """Read the dated tables of `stress.toml`."""
    return tomllib.loads(TABLES.read_text(encoding="utf-8"))


def miles_per_hour(kmh: Floats) -> Floats:
    """Put speed limits on the steps of the printed tables.

    Parameters
    ----------
    kmh : (n,)
        Speed limits. [km/h]

    Returns
    -------
    (n,)
        Nearest multiples of 5. [mph]

    Examples
    --------
    >>> miles_per_hour(np.array([30.0, 50.0, 70.0])).tolist()
    [20.0, 30.0, 45.0]
    """
    step = criteria()["steps"]["speed"]
    return np.asarray(np.round(kmh / KM_PER_MILE / step) * step, dtype=np.float64)


def feet(metres: Floats) -> Floats:
    """Put widths on the steps of the printed tables: nearest halves of a foot."""
    step = criteria()["steps"]["width"]
    return np.asarray(np.round(metres / METRES_PER_FOOT / step) * step, dtype=np.float64)


def beside_parking(speed: Floats, lanes: Floats, width: Floats, residential: Flags) -> Levels:
    """Give the stress of a bike lane between parked cars and traffic (table 2).

    Parameters
    ----------
    speed : (n,)
        Limit or prevailing speed. [mph]
    lanes : (n,)
        Through lanes per direction. [lane]
    width : (n,)
        Bike lane and parking lane together. [ft]
    residential : (n,)
        Whether the street serves homes.

    Returns
    -------
    (n,)
        Level, 1 to 4: the worst of the three criteria. [1]

    References
    ----------
    Mekuria, Furth & Nixon 2012, table 2.
    """
    table = criteria()["beside_parking"]
    by_width = _wider(table, width)
    eased = residential | (speed < table["any_width_below"])
    by_width = np.where(eased, np.minimum(by_width, table["any_width"]), by_width)
    by_lanes = np.array(table["by_lanes"])[np.searchsorted(table["lanes"], lanes)]
    return _worst(_slower(table, speed), by_lanes, by_width)


def own_lane(speed: Floats, lanes: Floats, width: Floats, median: Flags) -> Levels:
    """Give the stress of a bike lane that runs along no parking (table 3).

    Parameters
    ----------
    speed : (n,)
        Limit or prevailing speed. [mph]
    lanes : (n,)
        Through lanes per direction. [lane]
    width : (n,)
        Bike lane with its marked buffer. [ft]
    median : (n,)
        Whether a raised median parts the two directions.

    Returns
    -------
    (n,)
        Level, 1 to 4: the worst of the three criteria. [1]

    References
    ----------
    Mekuria, Furth & Nixon 2012, table 3.
    """
    table = criteria()["own_lane"]
    given = table["by_lanes"]
    by_lanes = np.select(
        [lanes <= 1, median & (lanes <= 2)], [given["one"], given["two_with_median"]], given["more"]
    )
    return _worst(_slower(table, speed), by_lanes, _wider(table, width))


def mixed_traffic(speed: Floats, lanes: Floats, calm: Flags) -> Levels:
    """Give the stress of riding among cars (table 4).

    Parameters
    ----------
    speed : (n,)
        Limit or prevailing speed. [mph]
    lanes : (n,)
        Lanes of the whole street. [lane]
    calm : (n,)
        Whether it has no marked centre line or is residential, with fewer than three lanes.

    Returns
    -------
    (n,)
        Level, 1 to 4. [1]

    References
    ----------
    Mekuria, Furth & Nixon 2012, table 4.
    """
    table = criteria()["mixed"]
    return _cell(table, np.where(calm, 1, 0), ("other", "calm"), speed, lanes)


def crossing(speed: Floats, lanes: Floats, refuge: Flags) -> Levels:
    """Give the stress of crossing a street without signals (tables 7 and 8).

    Parameters
    ----------
    speed : (n,)
        Limit of the street crossed. [mph]
    lanes : (n,)
        Lanes of the street crossed. [lane]
    refuge : (n,)
        Whether one can wait in the middle.

    Returns
    -------
    (n,)
        Level, 1 to 4. [1]

    References
    ----------
    Mekuria, Furth & Nixon 2012, tables 7 and 8.
    """
    return _cell(criteria()["crossing"], np.where(refuge, 1, 0), ("plain", "refuge"), speed, lanes)


def _cell(
    table: dict[str, Any],
    which: npt.NDArray[np.int64],
    names: tuple[str, str],
    speed: Floats,
    lanes: Floats,
) -> Levels:
    sheets = np.array([table[name] for name in names], dtype=np.int8)
    row = np.searchsorted(table["speed"], speed)
    column = np.searchsorted(table["lanes"], lanes)
    levels: Levels = sheets[which, row, column]
    return levels


def _slower(table: dict[str, Any], speed: Floats) -> npt.NDArray[np.int64]:
    found: npt.NDArray[np.int64] = np.array(table["by_speed"])[
        np.searchsorted(table["speed"], speed)
    ]
    return found


def _wider(table: dict[str, Any], width: Floats) -> npt.NDArray[np.int64]:
    least = -np.array(table["width"])
    found: npt.NDArray[np.int64] = np.array(table["by_width"])[np.searchsorted(least, -width)]
    return found


def _worst(*levels: npt.NDArray[np.int64]) -> Levels:
    return np.asarray(np.maximum.reduce(levels), dtype=np.int8)
