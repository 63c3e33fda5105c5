"""Rides as devices on board record them: GPX, tables and GeoJSON, in folders and archives."""

from beffroi.formats.rides.reading import Reading, read
from beffroi.formats.rides.track import Options

__all__ = ["Options", "Reading", "read"]
