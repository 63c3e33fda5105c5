"""OpenStreetMap: the map that anyone may draw, as the planet and its extracts are published.

Formats: https://wiki.openstreetmap.org/wiki/PBF_Format and
https://wiki.openstreetmap.org/wiki/OSM_XML, licence ODbL. Which tag goes to which column is told
in docs/reference/osm.md.
"""

from beffroi.formats.osm.reader import OsmExtract, read
from beffroi.formats.osm.writer import write

__all__ = ["OsmExtract", "read", "write"]
