"""GBFS: shared bicycles, cars and scooters, as operators publish them, read and checked."""

from beffroi.formats.gbfs.checks import checked
from beffroi.formats.gbfs.documents import Feed, found
from beffroi.formats.gbfs.reference import explained, reference
from beffroi.formats.gbfs.system import System, read

__all__ = ["Feed", "System", "checked", "explained", "found", "read", "reference"]
