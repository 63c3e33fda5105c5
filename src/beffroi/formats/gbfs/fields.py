"""The fields of each file of a system, one by one: present, of the right form, of the list."""

from collections.abc import Iterator, Mapping
from typing import Any

from beffroi.formats.gbfs.documents import Feed, finite
from beffroi.formats.gbfs.reference import reference
from beffroi.formats.gbfs.values import fits, moment
from beffroi.territory.notice import Row, Value

Fault = tuple[str, Row]
LONGEST = 60
"""Longest value repeated. [character]"""
MOST_EXACT = 2.0**53
"""Numbers beyond are told as texts."""


def field_faults(feed: Feed) -> Iterator[Fault]:
    """Check the envelope and every field of every file.

    Returns
    -------
    Code and place of each fault.
    """
    for kind in feed.files:
        yield from _envelope(feed, kind)
        if kind not in reference().files:
            continue
        if not _has_rows(feed, kind):
            rows = reference().files[kind]["rows"]
            if rows and isinstance(feed.files[kind].get("data"), dict):
                yield "missing_field", place(feed, kind, {"field": f"data.{rows}"})
            continue
        for index, item in enumerate(items(feed, kind)):
            yield from _item(feed, kind, index, item)


def place(feed: Feed, kind: str, fields: Mapping[str, Value]) -> Row:
    """Make the place of a fault in a file."""
    return Row(feed.names.get(kind, kind), None, dict(fields))


def items(feed: Feed, kind: str) -> list[dict[str, Any]]:
    """Return the objects of a file; what is no object is left out, as if it were empty."""
    data = feed.files.get(kind, {}).get("data")
    if not isinstance(data, dict):
        return []
    described = reference().files[kind]
    if not described["rows"]:
        return [data]
    listed = data.get(described["rows"])
    if not isinstance(listed, list):
        return []
    return [item if isinstance(item, dict) else {} for item in listed]


def _has_rows(feed: Feed, kind: str) -> bool:
    if kind == "geofencing_zones":
        return False
    data = feed.files[kind].get("data")
    rows = reference().files[kind]["rows"]
    return isinstance(data, dict) and (not rows or isinstance(data.get(rows), list))


def _envelope(feed: Feed, kind: str) -> Iterator[Fault]:
    document = feed.files[kind]
    version = document.get("version")
    if not isinstance(version, str):
        yield "version_missing", place(feed, kind, {})
    elif version not in reference().versions:
        yield "version_unknown", place(feed, kind, {"version": version[:LONGEST]})
    elif version != feed.version:
        yield "version_mixed", place(feed, kind, {"version": version, "others": feed.version})
    major = "3" if str(version).startswith("3") else "2"
    good = {
        "last_updated": moment(document.get("last_updated"), major) is not None,
        "ttl": fits("count", document.get("ttl"), major),
        "data": isinstance(document.get("data"), dict),
    }
    for name, is_good in good.items():
        if not is_good:
            yield (
                "header_missing",
                place(feed, kind, {"field": name, "value": _shown(document.get(name))}),
            )


def _item(feed: Feed, kind: str, index: int, item: dict[str, Any]) -> Iterator[Fault]:
    key = reference().files[kind]["key"]
    named: dict[str, Value] = {"index": index, key: _shown(item.get(key))}
    for name, written in reference().fields(kind, feed.major).items():
        is_needed, type_ = written.endswith("!"), written.rstrip("!")
        value = item.get(name)
        if value is None:
            if is_needed:
                yield "missing_field", place(feed, kind, {**named, "field": name})
            continue
        code = _verdict(type_, value, feed)
        if code:
            told = {**named, "field": name, "value": _shown(value), "expected": type_}
            yield code, place(feed, kind, told)


def _verdict(type_: str, value: Any, feed: Feed) -> str:
    """Return the code of what is wrong with a value, empty if nothing is."""
    known = reference().enums.get(type_)
    if known is None:
        return "" if fits(type_, value, feed.major) else "wrong_type"
    unknown = reference().unknown_values.get(feed.version, frozenset())
    return "" if isinstance(value, str) and value in known - unknown else "unknown_value"


def _shown(value: Any) -> Value:
    if value is None:
        return None
    number = finite(value)
    return str(value)[:LONGEST] if number is None or abs(number) >= MOST_EXACT else value
