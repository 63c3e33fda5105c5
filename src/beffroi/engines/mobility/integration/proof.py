"""Proof: what the merged feed holds of each feed, counted row by row."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.integration.identifiers import namespaced
from beffroi.engines.mobility.integration.inputs import Part

TEXT, NUMBER = "text", "number"
HELD = {
    "routes": {"route_id": TEXT, "route_type": NUMBER, "route_short_name": TEXT},
    "trips": {"trip_id": TEXT, "route_id": TEXT, "service_id": TEXT},
    "stop_times": {"trip_id": TEXT, "stop_sequence": NUMBER, "stop_id": TEXT,
                   "arrival_time": NUMBER, "departure_time": NUMBER},
    "stops": {"stop_id": TEXT, "stop_name": TEXT, "stop_lat": NUMBER, "stop_lon": NUMBER},
    "calendar": {"service_id": TEXT, "monday": NUMBER, "tuesday": NUMBER, "wednesday": NUMBER,
                 "thursday": NUMBER, "friday": NUMBER, "saturday": NUMBER, "sunday": NUMBER,
                 "start_date": TEXT, "end_date": TEXT},
    "calendar_dates": {"service_id": TEXT, "date": TEXT, "exception_type": NUMBER},
}  # fmt: skip
"""Tables that make the timetable, with the columns in which every row must be found again."""
NONE = -1.0e9
"""What stands for a missing number."""


def counts(
    parts: Sequence[Part],
    merged: Mapping[str, pd.DataFrame],
    identifiers: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Count the rows of each feed, and those that the merged feed does not hold as they were.

    Parameters
    ----------
    parts
        The feeds.
    merged
        Tables of the merged feed, best of all as read from the file that was written.
    identifiers
        Columns that hold identifiers, by table.

    Returns
    -------
    One row for each table of `HELD` that some feed has: `table`, `rows` (a dictionary: rows by key
    of feed), `before` (their sum), `lost` (rows of the feeds that are not found, stop and times
    included), `made` (rows of no feed), `after`.
    """
    named = [Part(part.key, namespaced(part, identifiers)) for part in parts]
    listed = []
    for table, columns in HELD.items():
        if not any(table in part.tables for part in named):
            continue
        found = _rows(merged.get(table), columns)
        given = {part.key: _rows(part.tables.get(table), columns) for part in named}
        every = np.concatenate([np.empty(0, np.uint64), *given.values()])
        listed.append({
            "table": table, "rows": {key: len(rows) for key, rows in given.items()},
            "before": len(every), "lost": int((~np.isin(every, found)).sum()),
            "made": int((~np.isin(found, every)).sum()), "after": len(found),
        })  # fmt: skip
    return pd.DataFrame(listed)


def _rows(frame: pd.DataFrame | None, columns: Mapping[str, str]) -> npt.NDArray[np.uint64]:
    """Give each row of a table a number that stands for what it holds."""
    if frame is None or frame.empty:
        return np.empty(0, np.uint64)
    held = {name: _plain(frame, name, kind) for name, kind in columns.items()}
    hashed = pd.util.hash_pandas_object(pd.DataFrame(held), index=False)
    numbers: npt.NDArray[np.uint64] = hashed.to_numpy().astype(np.uint64)
    return numbers


def _plain(frame: pd.DataFrame, name: str, kind: str) -> npt.NDArray[np.generic]:
    if name not in frame:
        return np.full(len(frame), "", dtype=object) if kind == TEXT else np.full(len(frame), NONE)
    if kind == TEXT:
        return frame[name].astype("string").fillna("").to_numpy(dtype=object)
    return frame[name].to_numpy(dtype=float, na_value=NONE)
