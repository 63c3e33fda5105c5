"""How the files of a system refer to each other: identifiers, counts and capacities."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from beffroi.formats.gbfs.documents import Feed, finite
from beffroi.formats.gbfs.fields import Fault, items, place
from beffroi.formats.gbfs.reference import reference
from beffroi.territory.notice import Value

STATUSES = ("free_bike_status", "vehicle_status")
HUMAN = "human"
NAMED = {
    "vehicle_type_id": ("vehicle_types", "vehicle_type_id"),
    "station_id": ("station_information", "station_id"),
    "pricing_plan_id": ("system_pricing_plans", "plan_id"),
    "default_pricing_plan_id": ("system_pricing_plans", "plan_id"),
}
"""Fields that name an object of another file."""


def relation_faults(feed: Feed) -> Iterator[Fault]:
    """Check identifiers, what they name, counts and capacities.

    A name is only judged against a file that was given.
    """
    for kind in feed.files:
        if kind in reference().files:
            yield from _repeated(feed, kind)
    for kind in (*STATUSES, "vehicle_types", "station_status"):
        yield from _dangling(feed, kind)
    for item in items(feed, "vehicle_types"):
        if (
            item.get("propulsion_type") not in (None, HUMAN)
            and item.get("max_range_meters") is None
        ):
            told = {"vehicle_type_id": _name(item.get("vehicle_type_id"))}
            yield "missing_range", place(feed, "vehicle_types", told)
    yield from _over_capacity(feed)


def _name(value: Any) -> str:
    return str(value)[:60]


def _repeated(feed: Feed, kind: str) -> Iterator[Fault]:
    key = reference().files[kind]["key"]
    ids = [item[key] for item in items(feed, kind) if isinstance(item.get(key), str)]
    for id_, times in Counter(ids).items():
        if times > 1:
            yield "duplicate_id", place(feed, kind, {key: _name(id_), "times": times})


def _dangling(feed: Feed, kind: str) -> Iterator[Fault]:
    key = reference().files[kind]["key"]
    known = {
        field: {str(item.get(column)) for item in items(feed, target)}
        for field, (target, column) in NAMED.items()
        if target in feed.files and target != kind
    }
    for item in items(feed, kind):
        for field, ids in known.items():
            value = item.get(field)
            if isinstance(value, str) and value not in ids:
                told = {key: _name(item.get(key)), field: _name(value), "file": NAMED[field][0]}
                yield "unknown_reference", place(feed, kind, told)


def _over_capacity(feed: Feed) -> Iterator[Fault]:
    capacities = {
        str(item.get("station_id")): finite(item.get("capacity"))
        for item in items(feed, "station_information")
        if item.get("is_virtual_station") is not True
    }
    word = "vehicles" if feed.major == "3" else "bikes"
    for item in items(feed, "station_status"):
        available = finite(item.get(f"num_{word}_available"))
        id_ = _name(item.get("station_id"))
        by_type = _by_type(item)
        if by_type is not None and available is not None and by_type != available:
            told: dict[str, Value] = {"station_id": id_, "available": available, "by_type": by_type}
            yield "count_mismatch", place(feed, "station_status", told)
        capacity = capacities.get(str(item.get("station_id")))
        parts = [available, finite(item.get("num_docks_available"))]
        parts += [finite(item.get(f"num_{what}_disabled")) for what in (word, "docks")]
        held = sum(part for part in parts if part is not None)
        if capacity is not None and held > capacity:
            over: dict[str, Value] = {"station_id": id_, "capacity": capacity, "counted": held}
            yield "over_capacity", place(feed, "station_status", over)


def _by_type(item: dict[str, Any]) -> float | None:
    listed = item.get("vehicle_types_available")
    if not isinstance(listed, list) or not listed:
        return None
    counts = [finite(part.get("count")) if isinstance(part, dict) else None for part in listed]
    return None if None in counts else sum(count for count in counts if count is not None)
