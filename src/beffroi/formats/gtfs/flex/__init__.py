"""Services on demand described in a small file, as a GTFS-Flex timetable."""

from beffroi.formats.gtfs.flex.sketch import Sketch, read
from beffroi.formats.gtfs.flex.tables import tables

__all__ = ["Sketch", "read", "tables"]
