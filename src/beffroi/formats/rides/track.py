"""What a file of rides gives before it is judged: tracks, marks, and what was odd about them."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

NUMBERS = ("time", "lon", "lat", "elevation", "accuracy_m", "speed_ms", "elapsed", "dwell", "fare")
COUNTS = ("boardings", "alightings")
TEXTS = ("device", "event")


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of files that do not say it themselves.

    Attributes
    ----------
    epsg
        EPSG code of the coordinates of tables; None for longitudes and latitudes in degrees.
    columns
        Headings of tables that have none, in order, such as ``("x", "y", "time")``.
    zone
        IANA name of the time zone of times without offset; empty where not known.
    near
        Longitude and latitude of the middle of the place, as a map or a list of stops shows it;
        None where neither is given. [degree]
    """

    epsg: int | None = None
    columns: tuple[str, ...] = ()
    zone: str = ""
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One ride as its file tells it.

    Attributes
    ----------
    fixes
        Columns of `NUMBERS` and ``device``, in the order of the file: `lon` and `lat` always,
        others where the file has them; float64, NaN where missing.
    marks
        The same, and ``event`` and `COUNTS`.
    label, direction
        Line and direction as the file writes them; empty where it does not.
    name
        What the file calls the ride; empty where it does not.
    """

    fixes: pd.DataFrame
    marks: pd.DataFrame
    label: str = ""
    direction: str = ""
    name: str = ""


@dataclass(slots=True, eq=False)
class Found:
    """What was found in one file.

    Attributes
    ----------
    tracks
        Its rides.
    notes
        What was odd, by code of `formats.rides.notes.SAID`, and how many times.
    unknown
        Columns that mean nothing to us, left out.
    """

    tracks: list[Track] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    unknown: tuple[str, ...] = ()


def frame(columns: dict[str, object], n: int) -> pd.DataFrame:
    """Make the fixes or the marks of a track, whatever columns the file has.

    Examples
    --------
    >>> frame({"lon": [1.0], "lat": [2.0]}, 1)["time"].isna().all()
    np.True_
    """
    made = {name: columns.get(name, np.full(n, np.nan)) for name in (*NUMBERS, *COUNTS)}
    made |= {name: columns.get(name, np.full(n, None, dtype=object)) for name in TEXTS}
    return pd.DataFrame(made, index=pd.RangeIndex(n))


def nothing() -> pd.DataFrame:
    """Return a track's fixes or marks where it has none."""
    return frame({}, 0)
