"""Joining: the tables of several feeds end to end, and the few rows of which a feed has but one."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.engines.mobility.integration.scopes import cells, with_network_tables

MANY = "mul"
"""Language of a feed in several ones, after the reference."""
TIMES = ("arrival_time", "departure_time")
EXACT = 1
"""`timepoint` of an exact time."""
REQUIRED = ("feed_publisher_name", "feed_publisher_url", "feed_lang")
"""Columns that `feed_info` must have, even if nothing is known to put in them."""
ALONE = ("feed_info",)
"""Tables of one row."""


def joined(feeds: Mapping[str, Tables], window: tuple[str, str]) -> Tables:
    """Put the tables of several feeds end to end.

    Parameters
    ----------
    feeds
        By key, the tables of each feed, from `scopes.scoped`.
    window
        First and last day for which all the feeds speak; empty if there is none.

    Returns
    -------
    The tables: every row of every feed, those of `feed_info` made into one; who published each
    feed is kept in `attributions`.
    """
    listed = _alike(list(feeds.values()))
    names = dict.fromkeys(name for tables in listed for name in tables if name not in ALONE)
    made = {name: end_to_end([t[name] for t in listed if name in t]) for name in names}
    published = {key: tables["feed_info"] for key, tables in feeds.items()
                 if "feed_info" in tables and len(tables["feed_info"])}  # fmt: skip
    if published:
        made["feed_info"] = _feed_info(list(published.values()), window)
        made |= _attributed(made, feeds, published)
    if len(published) > 1 and "translations" in made:
        of_feed = made["translations"]["table_name"].eq("feed_info")
        made["translations"] = made["translations"][~of_feed].reset_index(drop=True)
    return _with_one_default(made)


def end_to_end(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables end to end; a column that one of them lacks is missing in its rows."""
    held = [frame for frame in frames if len(frame)] or list(frames[:1])
    columns = list(dict.fromkeys(str(column) for frame in frames for column in frame))
    if isinstance(held[0], gpd.GeoDataFrame):
        placed: pd.DataFrame = gpd.GeoDataFrame(pd.concat(held, ignore_index=True), crs=held[0].crs)
        return placed
    kinds = {c: next(f[c].dtype for f in frames if c in f) for c in columns}
    filled = [
        frame.assign(
            **{c: pd.Series(pd.NA, index=frame.index, dtype=kinds[c])
               for c in columns if c not in frame}
        )[columns]
        for frame in held
    ]  # fmt: skip
    return pd.concat(filled, ignore_index=True)


def _alike(feeds: Sequence[Tables]) -> list[Tables]:
    """Say networks in one way, and that times are exact in the feeds that need not say so."""
    by_table = any("networks" in tables or "route_networks" in tables for tables in feeds)
    timed = any("timepoint" in tables["stop_times"] for tables in feeds)
    alike = [with_network_tables(tables) if by_table else tables for tables in feeds]
    return [_with_timepoints(tables) if timed else tables for tables in alike]


def _with_timepoints(tables: Tables) -> Tables:
    """Say that times are exact, as they are where a feed has no column to say so."""
    times = tables["stop_times"]
    if "timepoint" in times:
        return tables
    is_timed = pd.concat([cells(times, c, "Int64").notna() for c in TIMES], axis=1).any(axis=1)
    exact = pd.Series(EXACT, index=times.index, dtype="Int64").where(is_timed)
    return tables | {"stop_times": times.assign(timepoint=exact)}


def _feed_info(rows: Sequence[pd.DataFrame], window: tuple[str, str]) -> pd.DataFrame:
    """Make one row: who published, in which languages, for the days of which all feeds speak."""
    told = pd.concat([frame.head(1) for frame in rows], ignore_index=True)
    names = {
        "feed_publisher_name": ", ".join(_distinct(told, "feed_publisher_name")),
        "feed_publisher_url": _first(told, "feed_publisher_url"),
        "feed_lang": _language(told, "feed_lang"),
        "default_lang": _language(told, "default_lang"),
        "feed_start_date": window[0],
        "feed_end_date": window[1],
        "feed_version": " + ".join(_distinct(told, "feed_version")),
        "feed_contact_email": _first(told, "feed_contact_email"),
        "feed_contact_url": _first(told, "feed_contact_url"),
    }
    held = {name: [text or pd.NA] for name, text in names.items()}
    frame = pd.DataFrame(held, dtype="string")
    known = [name for name in frame if name in REQUIRED or frame[name].notna().any()]
    return frame[known]


def _distinct(told: pd.DataFrame, column: str) -> list[str]:
    return list(dict.fromkeys(map(str, cells(told, column).dropna())))


def _first(told: pd.DataFrame, column: str) -> str:
    return next(iter(_distinct(told, column)), "")


def _language(told: pd.DataFrame, column: str) -> str:
    found = {text.lower(): text for text in _distinct(told, column)}
    if len(found) > 1:
        return MANY if column == "feed_lang" else ""
    return next(iter(found.values()), "")


def _attributed(
    made: Tables, feeds: Mapping[str, Tables], published: Mapping[str, pd.DataFrame]
) -> Tables:
    """Keep who published each feed, as the producer of the lines of its agencies."""
    rows = []
    for key, info in published.items():
        name, url = _first(info, "feed_publisher_name"), _first(info, "feed_publisher_url")
        email = _first(info, "feed_contact_email")
        for n, agency in enumerate(feeds[key]["agency"]["agency_id"], start=1):
            if name:
                rows.append((f"{key}:publisher-{n}", agency, name, 1, url or pd.NA, email or pd.NA))
    if not rows:
        return {}
    columns = ["attribution_id", "agency_id", "organization_name", "is_producer",
               "attribution_url", "attribution_email"]  # fmt: skip
    added = pd.DataFrame(rows, columns=columns)
    kinds = dict.fromkeys(columns, "string") | {"is_producer": "Int64"}
    added = added.astype(kinds)
    given = made.get("attributions")
    return {"attributions": end_to_end([added] if given is None else [given, added])}


def _with_one_default(made: Tables) -> Tables:
    """Leave one category of riders as the usual one: a feed has one alone."""
    riders = made.get("rider_categories")
    if riders is None or "is_default_fare_category" not in riders:
        return made
    is_default = (riders["is_default_fare_category"] == 1).to_numpy(dtype=bool, na_value=False)
    later = is_default & (is_default.cumsum() > 1)
    flags = riders["is_default_fare_category"].mask(later, 0)
    return made | {"rider_categories": riders.assign(is_default_fare_category=flags)}
