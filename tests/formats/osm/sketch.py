"""Tiny OpenStreetMap files, written by hand for the tests of this folder."""

from pathlib import Path

import pandas as pd

from beffroi.formats import osm

# Corners of four squares of 0.001 degree, numbered along rows:  7 8 9 / 4 5 6 / 1 2 3.
GRID = "".join(
    f'<node id="{3 * row + column + 1}" lat="{48 + row / 1000}" lon="{2 + column / 1000}"/>'
    for row in range(3)
    for column in range(3)
)


def tags(**said: str) -> str:
    """Return tag elements; a double underscore stands for a colon."""
    return "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in said.items())


def way(number: int, *nodes: int, **said: str) -> str:
    """Return a way element."""
    return (
        f'<way id="{number}">'
        + "".join(f'<nd ref="{n}"/>' for n in nodes)
        + tags(**said)
        + "</way>"
    )


def relation(number: int, *members: tuple[str, int, str], **said: str) -> str:
    """Return a relation element; types of members are spelt out, as in the format."""
    listed = "".join(f'<member type="{t}" ref="{r}" role="{o}"/>' for t, r, o in members)
    return f'<relation id="{number}">{listed}{tags(**said)}</relation>'


def document(*elements: str) -> bytes:
    """Return an XML file of OpenStreetMap."""
    body = "\n".join(elements)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n{body}\n</osm>\n'.encode()


def saved(folder: Path, *elements: str, name: str = "town.osm") -> Path:
    """Save a file and return its path."""
    path = folder / name
    path.write_bytes(document(*elements))
    return path


def read(folder: Path, *elements: str) -> osm.OsmExtract:
    """Save a file and read it."""
    return osm.read(saved(folder, *elements))


def small_town() -> dict[str, pd.DataFrame]:
    """Return the tables of a block with a street, a shop, a building and a courtyard."""
    nodes = pd.DataFrame(
        {
            "id": [1, 2, 3, 4, 5, 6],
            "lon": [2.0, 2.001, 2.001, 2.0, 2.0005, -1.4],
            "lat": [48.0, 48.0, 48.001, 48.001, 48.0005, 47.2],
            "tags": [None, None, None, None, {"shop": "bakery", "name": "Épi d'or"}, None],
        }
    )
    ways = pd.DataFrame(
        {
            "id": [10, 11],
            "nodes": [[1, 2, 3], [1, 2, 3, 4, 1]],
            "tags": [{"highway": "residential", "name": "Rue Haute"}, {}],
        }
    )
    relations = pd.DataFrame(
        {
            "id": [20],
            "members": [[("w", 11, "outer")]],
            "tags": [{"type": "multipolygon", "building": "yes"}],
        }
    )
    return {"nodes": nodes, "ways": ways, "relations": relations}
