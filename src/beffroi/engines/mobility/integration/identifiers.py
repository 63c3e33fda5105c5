"""Identifiers: each feed's own put behind its key, so that no two feeds share one by chance."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from beffroi.engines.mobility.integration.inputs import Part, Tables
from beffroi.foundation.errors import InputError

MARK = ":"
"""Between the key of a feed and what the feed itself calls something."""
JOINED = "joined"
"""The key of what belongs to several feeds; no feed may have it."""
KEY = re.compile(r"[A-Za-z0-9_-]+")
NOT_IDENTIFIERS = {("translations", "record_sub_id")}
"""Columns that the reference calls identifiers and that hold a rank (`stop_sequence`)."""
OWN = {
    "agency": "agency_id", "stops": "stop_id", "routes": "route_id", "trips": "trip_id",
    "calendar": "service_id", "shapes": "shape_id", "fare_attributes": "fare_id",
    "fare_products": "fare_product_id",
}  # fmt: skip
"""Tables whose identifiers are looked at for feeds that share some, with the column."""


def check_keys(keys: Sequence[str]) -> None:
    """Refuse keys with which identifiers could collide, or that could not be told from ours.

    Raises
    ------
    InputError
        If a key is given twice, is ours, or holds anything but letters, digits, ``-`` and ``_``:
        with a colon, ``a:b`` of one feed could be what another calls ``b`` under the key ``a``.
    """
    bad = sorted({k for k in keys if not KEY.fullmatch(k) or k == JOINED or keys.count(k) > 1})
    if bad:
        raise InputError(
            "These keys cannot be used: {keys}. Give each timetable its own, made of unaccented "
            "letters, digits, - and _, other than {joined}.",
            keys=", ".join(bad),
            joined=JOINED,
        )


def namespaced(part: Part, identifiers: Mapping[str, Sequence[str]]) -> Tables:
    """Put the key of a feed before every identifier, where it is given and where it is named.

    Parameters
    ----------
    part
        The feed.
    identifiers
        Columns that hold identifiers, by table, such as ``{"stops": ("stop_id", "zone_id")}``.

    Returns
    -------
    All tables, with all their rows and columns in the same order. What is missing stays missing.

    Examples
    --------
    >>> stops = pd.DataFrame({"stop_id": ["1", "2"], "parent_station": ["2", None]}, dtype="string")
    >>> tables = namespaced(Part("bus", {"stops": stops}), {"stops": ["stop_id", "parent_station"]})
    >>> tables["stops"]["stop_id"].tolist(), tables["stops"]["parent_station"].dropna().tolist()
    (['bus:1', 'bus:2'], ['bus:2'])
    """
    return {
        name: frame.assign(
            **{
                column: prefixed(frame[column], part.key)
                for column in identifiers.get(name, ())
                if column in frame and (name, column) not in NOT_IDENTIFIERS
            }
        )
        for name, frame in part.tables.items()
    }


def prefixed(column: pd.Series, key: str) -> pd.Series:
    """Put a key before every name of a column; each distinct one is looked at once."""
    codes, distinct = pd.factorize(column.astype("string"))
    names = pd.array([f"{key}{MARK}{name}" for name in distinct], dtype="string")
    return pd.Series(names.take(codes, allow_fill=True), index=column.index)


def key_of(identifier: str) -> str:
    """Return the key of the feed that an identifier comes from.

    Examples
    --------
    >>> key_of("bus:FR:1")
    'bus'
    """
    return identifier.partition(MARK)[0]


def shared(parts: Sequence[Part]) -> pd.DataFrame:
    """List the identifiers that several feeds give to things of their own.

    Returns
    -------
    Columns `table`, `identifier`, `feeds` (keys, comma-separated), by table, then identifier.
    """
    found = [
        pd.DataFrame({"table": name, "identifier": part.tables[name][column].dropna().unique(),
                      "feeds": part.key})
        for name, column in OWN.items()
        for part in parts
        if name in part.tables and column in part.tables[name]
    ]  # fmt: skip
    listed = pd.concat(found, ignore_index=True).astype("string")
    doubled = listed[listed.duplicated(["table", "identifier"], keep=False)]
    grouped = doubled.groupby(["table", "identifier"], sort=True)["feeds"].agg(", ".join)
    return grouped.reset_index()
