"""Tables of a feed: rows made into frames of the types in which a feed is read and written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

WHOLE = frozenset({
    "location_type", "route_type", "bikes_allowed", "route_sort_order", "direction_id",
    "stop_sequence",
    "arrival_time", "departure_time", "pickup_type", "drop_off_type", "continuous_pickup",
    "continuous_drop_off", "timepoint", "shape_pt_sequence", "start_time", "end_time",
    "headway_secs", "exact_times", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "is_default_fare_category", "fare_media_type", "is_producer",
})  # fmt: skip
DECIMAL = frozenset({
    "stop_lat", "stop_lon", "shape_pt_lat", "shape_pt_lon", "shape_dist_traveled",
})  # fmt: skip


def framed(columns: Mapping[str, Sequence[Any] | Any]) -> pd.DataFrame:
    """Give columns their types; those that say nothing anywhere are left out.

    Examples
    --------
    >>> table = framed({"stop_id": ["a"], "stop_desc": [None], "location_type": [0]})
    >>> {name: str(kind) for name, kind in table.dtypes.items()}
    {'stop_id': 'string', 'location_type': 'Int64'}
    """
    frame = pd.DataFrame(dict(columns))
    kinds = {c: _kind(c) for c in frame.columns if frame[c].notna().any()}
    return pd.DataFrame({c: frame[c].astype(kind) for c, kind in kinds.items()})  # type: ignore[call-overload]


def rows(listed: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a table of rows."""
    frame = pd.DataFrame(list(listed), dtype=object)
    return framed({c: frame[c] for c in frame.columns})


def _kind(column: str) -> str:
    if column in WHOLE:
        return "Int64"
    return "Float64" if column in DECIMAL else "string"
