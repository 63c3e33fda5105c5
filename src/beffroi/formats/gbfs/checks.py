"""Check of a system of shared vehicles: every fault gathered, each under the name of its rule."""

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from beffroi.formats.gbfs.documents import Feed
from beffroi.formats.gbfs.fields import Fault, field_faults, items, place
from beffroi.formats.gbfs.places import place_faults
from beffroi.formats.gbfs.reference import NOTICES, reference
from beffroi.formats.gbfs.relations import relation_faults
from beffroi.formats.gbfs.values import moment
from beffroi.territory.notice import Notice, Row, Severity, by_gravity

ORIGIN = "gbfs"
"""Who makes these rules: the specification."""


def checked(feed: Feed, date: str, *, most_rows: int) -> tuple[Notice, ...]:
    """Check the files of a system.

    Parameters
    ----------
    feed
        The files, as `found` returns them.
    date
        Day, or date and time with its zone, for which they are judged, ISO 8601. Of a day alone,
        data are stale if they were so when it began, and of the future if they are after its end.
    most_rows
        Places kept of each notice; all are counted.

    Returns
    -------
    The gravest first.
    """
    by_code: defaultdict[str, list[Row]] = defaultdict(list)
    for code, row in _faults(feed, date):
        by_code[code].append(row)
    notices = (
        Notice(code, severities()[code], ORIGIN, len(rows), tuple(rows[:most_rows]))
        for code, rows in by_code.items()
    )
    return tuple(by_gravity(notices))


@cache
def severities() -> dict[str, Severity]:
    """Return how grave each notice is, by code."""
    entries = tomllib.loads(NOTICES.read_text(encoding="utf-8"))
    return {code: entry["severity"] for code, entry in entries.items() if code != "theme"}


def _faults(feed: Feed, date: str) -> Iterator[Fault]:
    yield from feed.faults
    for name in feed.strays:
        yield "unknown_file", Row(name, None, {})
    if len(feed.files) > 1:
        yield from _file_faults(feed)
    yield from field_faults(feed)
    yield from relation_faults(feed)
    yield from place_faults(feed)
    yield from _age_faults(feed, date)
    yield from _licence_faults(feed)


def _file_faults(feed: Feed) -> Iterator[Fault]:
    """Compare the files given with those that are asked for and those that are announced."""
    announced = _announced(feed)
    if "gbfs" in feed.files and not announced:
        yield "missing_field", place(feed, "gbfs", {"field": "data.feeds"})
    needed = [*reference().required]
    has_stations = {"station_information", "station_status"} & set(feed.files)
    needed += ["station_information", "station_status"] if has_stations else []
    if _names_types(feed):
        needed.append("vehicle_types")
    for kind in needed:
        if kind not in feed.files and kind not in announced:
            yield "missing_file", Row(f"{kind}.json", None, {})
    for kind in sorted(announced - set(feed.files)):
        yield "listed_not_given", Row(f"{kind}.json", None, {})
    if "gbfs" in feed.files:
        for kind in sorted(set(feed.files) - announced - {"gbfs", "gbfs_versions", "manifest"}):
            yield "given_not_listed", place(feed, kind, {})


def _names_types(feed: Feed) -> bool:
    vehicles = [*items(feed, "free_bike_status"), *items(feed, "vehicle_status")]
    return any("vehicle_type_id" in vehicle for vehicle in vehicles)


def _announced(feed: Feed) -> set[str]:
    data = feed.files.get("gbfs", {}).get("data")
    if not isinstance(data, dict):
        return set()
    blocks = [data, *(block for block in data.values() if isinstance(block, dict))]
    lists = [block["feeds"] for block in blocks if isinstance(block.get("feeds"), list)]
    return {
        entry["name"]
        for entries in lists
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    }


def _age_faults(feed: Feed, date: str) -> Iterator[Fault]:
    begin, end = judged(date)
    for kind, document in feed.files.items():
        major = "3" if str(document.get("version")).startswith("3") else "2"
        updated = moment(document.get("last_updated"), major)
        if updated is None:
            continue
        told = {"last_updated": updated.isoformat()}
        ttl = document.get("ttl")
        lasts = float(ttl) if isinstance(ttl, int | float) and 0 <= ttl < 1e9 else 0.0
        if updated > end:
            yield "in_future", place(feed, kind, told)
        elif kind in reference().live:
            patience = dt.timedelta(seconds=max(lasts, reference().live_age))
            if updated + patience < begin:
                yield "stale", place(feed, kind, told)


def judged(date: str) -> tuple[dt.datetime, dt.datetime]:
    """Return the first and the last moment of what a check is asked for: a day, or one moment.

    Raises
    ------
    ValueError
        If `date` is no date.

    Examples
    --------
    >>> [moment.isoformat() for moment in judged("2026-09-01")]
    ['2026-09-01T00:00:00+00:00', '2026-09-02T00:00:00+00:00']
    """
    if "T" in date:
        read = dt.datetime.fromisoformat(date)
        read = read if read.tzinfo else read.replace(tzinfo=dt.UTC)
        return read, read
    begin = dt.datetime.combine(dt.date.fromisoformat(date), dt.time(), dt.UTC)
    return begin, begin + dt.timedelta(days=1)


def _licence_faults(feed: Feed) -> Iterator[Fault]:
    for item in items(feed, "system_information"):
        if not item.get("license_id") and not item.get("license_url"):
            yield "no_licence", place(feed, "system_information", {})
