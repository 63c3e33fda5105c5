"""GTFS: the timetables of public transport, as operators publish them, read and written."""

from beffroi.formats.gtfs.feed import Feed, publisher, stops
from beffroi.formats.gtfs.passages import interpolated, turned_back
from beffroi.formats.gtfs.reading import read
from beffroi.formats.gtfs.writing import write

__all__ = ["Feed", "interpolated", "publisher", "read", "stops", "turned_back", "write"]
