"""Services that are booked by phone, put beside the lines that are hailed, under their own ids."""

from collections.abc import Mapping

import pandas as pd

OWN = "booked-"
"""What the identifiers of booked services begin with."""
REFERRING = frozenset({"parent_station", "id"})
CODES = frozenset({"direction_id"})
SINGLE = frozenset({"feed_info"})
"""Tables of which a feed has one row: that of the lines stands."""


def with_booked(
    lines: Mapping[str, pd.DataFrame], booked: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Join the tables of booked services to those of lines.

    Parameters
    ----------
    lines
        Tables of the lines.
    booked
        Tables of the services, with the time zone of the lines. Their identifiers get a prefix of
        their own, so that none is taken twice.
    """
    own = {name: _renamed(frame) for name, frame in booked.items() if name not in SINGLE}
    names = [*lines, *(name for name in own if name not in lines)]
    return {name: _joined(lines.get(name), own.get(name)) for name in names}


def _renamed(frame: pd.DataFrame) -> pd.DataFrame:
    ids = [
        c for c in frame.columns
        if c in REFERRING or (str(c).endswith("_id") and c not in CODES)
    ]  # fmt: skip
    renamed: pd.DataFrame = frame.assign(**{c: OWN + frame[c].astype("string") for c in ids})
    return renamed


def _joined(one: pd.DataFrame | None, other: pd.DataFrame | None) -> pd.DataFrame:
    if one is None or other is None:
        found = one if other is None else other
        return pd.DataFrame() if found is None else found
    if "geometry" in one:
        return one
    columns = list(dict.fromkeys([*one.columns, *other.columns]))
    types = {**other.dtypes.to_dict(), **one.dtypes.to_dict()}
    parts: list[pd.DataFrame] = [
        frame.reindex(columns=columns).astype(types) for frame in (one, other)
    ]
    joined: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return joined
