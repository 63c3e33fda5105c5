"""GTFS: the timetables of public transport, as operators publish them, read and written."""

from beffroi.formats.gtfs.calendars import NEAR, around, days_between, is_endless, nearest_day
from beffroi.formats.gtfs.feed import Feed, publisher, stops
from beffroi.formats.gtfs.passages import interpolated, turned_back
from beffroi.formats.gtfs.reading import read
from beffroi.formats.gtfs.unchecked import Unchecked, unchecked
from beffroi.formats.gtfs.validation import ORIGIN, Validation, explained, validated
from beffroi.formats.gtfs.writing import write

__all__ = [
    "NEAR", "ORIGIN", "Feed", "Unchecked", "Validation", "around", "days_between", "explained",
    "interpolated", "is_endless", "nearest_day", "publisher", "read", "stops", "turned_back",
    "unchecked", "validated", "write",
]  # fmt: skip
