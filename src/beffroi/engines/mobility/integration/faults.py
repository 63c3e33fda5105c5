"""Faults: what is wrong with feeds that are to be merged, or between them, named."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from beffroi.engines.mobility.integration.calendars import Calendars
from beffroi.engines.mobility.integration.identifiers import shared
from beffroi.engines.mobility.integration.inputs import Part, Tables
from beffroi.engines.mobility.integration.poles import degrees, is_lost
from beffroi.engines.mobility.integration.scopes import cells
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both, plural

SHOWN = 3
"""Examples given of one kind of fault."""
ENDLESS = Words(
    fr="{feed} : son calendrier dure plus de trois ans, ce n'est pas une période de service ; il "
    "est supposé circuler pendant celle des autres.",
    en="{feed}: its calendar lasts more than three years, which is no period of service; it is "
    "taken to run in that of the others.",
)
CURRENCIES = {"fare_attributes": "currency_type", "fare_products": "currency"}


def one_timezone(parts: Sequence[Part], calendars: Calendars) -> Iterator[Words]:
    """Check that the clocks of all agencies agree, as they must in one feed.

    Yields
    ------
    What to say where names differ and clocks do not (Europe/Paris and Europe/Brussels).

    Raises
    ------
    InputError
        If the clocks differ on some day of service, or a timezone is not known.
    """
    zones = timezones(parts)
    distinct = sorted({zone for found in zones.values() for zone in found})
    if len(distinct) < 2:
        return
    told = _listed({key: ", ".join(found) for key, found in zones.items() if found})
    if not _agree(distinct, calendars):
        raise InputError(
            "The timetables are not in one timezone ({zones}), and the clocks of a feed must "
            "agree: merge those of one timezone together.",
            zones=told,
        )
    yield both(
        "The timezones have different names but the same time ({zones}): the first is kept.",
        zones=told,
    )


def timezones(parts: Sequence[Part]) -> dict[str, list[str]]:
    """List the timezones of the agencies of each feed."""
    return {
        part.key: [str(zone) for zone in zones.dropna().unique()]
        for part in parts
        for zones in [cells(part.tables["agency"], "agency_timezone")]
    }  # fmt: skip


def _agree(names: Sequence[str], calendars: Calendars) -> bool:
    """Say whether clocks show the same time on the first day of every month of service."""
    try:
        zones = [ZoneInfo(name) for name in names]
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    spans = calendars.spans.dropna(subset=["first", "last"])
    if spans.empty:
        return False
    first, last = pd.Timestamp(spans["first"].min()), pd.Timestamp(spans["last"].max())
    begin = datetime(max(first.year, 2), first.month, 1, 12, tzinfo=UTC)
    n_months = min((last.year - first.year) * 12 + last.month - first.month + 2, 1200)
    days = [begin + timedelta(days=15 * half) for half in range(2 * n_months + 2)]
    return all(len({day.astimezone(zone).utcoffset() for zone in zones}) == 1 for day in days)


def faults(parts: Sequence[Part], calendars: Calendars, *, today: str) -> Iterator[Words]:
    """Say what is wrong, or worth knowing, before feeds are merged.

    Parameters
    ----------
    parts
        The feeds.
    calendars
        Their days of service.
    today
        Day on which feeds that ended before have expired, ISO 8601; empty if none has.
    """
    yield from _shared(parts)
    for part in parts:
        yield from _nowhere(part)
    yield from _expired(calendars, today)
    yield from _days(calendars)
    yield from _differing(parts)
    yield from _priorities(parts)


def _listed(texts: Mapping[str, str]) -> str:
    return "; ".join(f"{key}: {text}" for key, text in texts.items())


def _shared(parts: Sequence[Part]) -> Iterator[Words]:
    """Say which identifiers several feeds had in common."""
    for (table, feeds), rows in shared(parts).groupby(["table", "feeds"], sort=False):
        yield plural(
            len(rows),
            both("{table}.txt: {n} identifier is used by {feeds} for things of their own "
                 "({examples}): told apart by the keys."),
            both("{table}.txt: {n} identifiers are used by {feeds} for things of their own "
                 "({examples}): told apart by the keys."),
            table=table,
            feeds=feeds,
            examples=", ".join(rows["identifier"].head(SHOWN)),
        )  # fmt: skip


def _nowhere(part: Part) -> Iterator[Words]:
    """Say which stops are at 0 degrees of longitude and latitude, and so tied to nothing."""
    stops = part.tables.get("stops")
    if stops is None:
        return
    lon, lat = degrees(stops, "stop_lon"), degrees(stops, "stop_lat")
    zero = stops.loc[is_lost(lon, lat) & ~np.isnan(lon + lat), "stop_id"]
    if len(zero):
        yield plural(
            len(zero),
            both("{feed}: {n} stop is at 0° of longitude and latitude ({examples}): kept, but "
                 "joined to no other and without transfers."),
            both("{feed}: {n} stops are at 0° of longitude and latitude ({examples}): kept, but "
                 "joined to no other and without transfers."),
            feed=part.key,
            examples=", ".join(zero.head(SHOWN).astype(str)),
        )  # fmt: skip


def _expired(calendars: Calendars, today: str) -> Iterator[Words]:
    """Say which feeds ended before today, or have no day at all."""
    spans = calendars.spans
    lasts = zip(spans["feed"], spans["last"].fillna(""), spans["is_endless"], strict=True)
    for feed, last, is_endless in lasts:
        if not last:
            yield both("{feed}: none of its trips has a day of service.", feed=feed)
        elif is_endless:
            yield ENDLESS.filled(feed=feed)
        elif today and last < today:
            yield both("{feed}: expired, its last day of service is {last}.", feed=feed, last=last)


def _days(calendars: Calendars) -> Iterator[Words]:
    """Say which feeds have no day in common, with the days that each has."""
    held = calendars.spans.dropna(subset=["first", "last"]).set_index("feed")
    for feed, other, days in calendars.shared.itertuples(index=False, name=None):
        if not days and feed in held.index and other in held.index:
            told = _listed({k: f"{held['first'][k]} – {held['last'][k]}" for k in (feed, other)})
            yield both(
                "{feed} and {other} have no day of service in common ({days}): no journey uses "
                "both. Ask the operators for timetables of one period.",
                feed=feed,
                other=other,
                days=told,
            )


def _differing(parts: Sequence[Part]) -> Iterator[Words]:
    """Say that currencies or languages differ."""
    currencies, languages = _currencies(parts), _languages(parts)
    if len({one for found in currencies.values() for one in found}) > 1:
        told = _listed({key: ", ".join(found) for key, found in currencies.items() if found})
        yield both("Fares are in several currencies ({told}): kept as they are.", told=told)
    if len({one for found in languages.values() for one in found}) > 1:
        told = _listed({key: ", ".join(found) for key, found in languages.items() if found})
        yield both("The timetables are in several languages ({told}): kept as they are.", told=told)


def _currencies(parts: Sequence[Part]) -> dict[str, list[str]]:
    return {
        part.key: sorted({str(one) for name, column in CURRENCIES.items() if name in part.tables
                          for one in cells(part.tables[name], column).dropna()})
        for part in parts
    }  # fmt: skip


def _languages(parts: Sequence[Part]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in parts:
        tables: Tables = dict(part.tables)
        told = [cells(tables["agency"], "agency_lang")]
        if "feed_info" in tables:
            told.append(cells(tables["feed_info"], "feed_lang"))
        found[part.key] = sorted({str(one).lower() for one in pd.concat(told).dropna()})
    return found


def _priorities(parts: Sequence[Part]) -> Iterator[Words]:
    """Say that fares by leg are ordered in two ways, which one feed cannot be."""
    legs = {part.key: part.tables["fare_leg_rules"] for part in parts
            if "fare_leg_rules" in part.tables}  # fmt: skip
    ordered = [key for key, frame in legs.items() if "rule_priority" in frame]
    if ordered and len(ordered) < len(legs):
        yield both(
            "fare_leg_rules.txt: {ordered} gives priorities and {free} does not: once merged, the "
            "rules of {free} all have the lowest one.",
            ordered=", ".join(ordered),
            free=", ".join(key for key in legs if key not in ordered),
        )
