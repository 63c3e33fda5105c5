"""Clocks: the day of service and the time of day of instants, where the network runs."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.service.norms import parameter

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
WEEKDAY, SATURDAY, SUNDAY = "weekday", "saturday", "sunday"
KINDS = (WEEKDAY, SATURDAY, SUNDAY)
DAY = 86_400.0
FIRST_FREE = 5
"""Rank of Saturday in the week."""


@dataclass(frozen=True, slots=True, eq=False)
class Instants:
    """Instants as a clock of the network shows them.

    Attributes
    ----------
    day : (n,)
        Day of service, counted from 1970-01-01; -1 where the instant is unknown.
    kind : (n,)
        Rank in `KINDS` of that day.
    seconds : (n,)
        Since midnight of that day, from `day_starts` to 24 h later; NaN where unknown. [s]
    """

    day: Ints
    kind: Ints
    seconds: Floats


def instants(time: npt.ArrayLike, zone: str) -> Instants:
    """Read instants on the clock of a time zone; public holidays are days like others.

    Parameters
    ----------
    time : (n,)
        Since 1970 in UTC, NaN where unknown. [s]
    zone
        IANA zone; empty for UTC.

    Examples
    --------
    Monday 5 January 2026, 9 in the morning in Cayenne; then Sunday at 2, which is Saturday's night:

    >>> seen = instants([1767614400.0, 1768107600.0], "America/Cayenne")
    >>> seen.kind.tolist(), (seen.seconds / 3600).tolist()
    ([0, 1], [9.0, 26.0])
    """
    known = np.asarray(time, dtype=np.float64)
    finite = np.isfinite(known)
    local = pd.DatetimeIndex(pd.to_datetime(np.where(finite, known, 0.0), unit="s", utc=True))
    wall = local.tz_convert(zone or "UTC").tz_localize(None)
    clock = (wall - pd.Timestamp(0)).total_seconds().to_numpy(dtype=np.float64)
    starts = parameter("day_starts")
    day = np.floor((clock - starts) / DAY).astype(np.int64)
    rank = (day + 3) % 7
    kind = np.where(rank < FIRST_FREE, 0, rank - FIRST_FREE + 1)
    return Instants(np.where(finite, day, -1), kind, np.where(finite, clock - day * DAY, np.nan))
