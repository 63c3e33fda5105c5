"""A hamlet whose sources hold all that is commonly wrong: two timetables and a cut map."""

import zipfile
from pathlib import Path

import pandas as pd

from beffroi.formats import osm
from tests.towns import hamlet
from tests.towns.hamlet import DATE, EAST, LAT, LON, NORTH

ROW = LAT + 200 * NORTH


def write_osm(path: Path) -> Path:
    """Write the hamlet's map with a street that nothing joins."""
    made = hamlet.drawn()
    ends = [made.node(x, 430) for x in (150, 230)]
    made.way(ends, highway="residential", name="Impasse Perdue")
    nodes = pd.DataFrame(made.nodes, columns=["id", "lon", "lat", "tags"])
    ways = pd.DataFrame(made.ways, columns=["id", "nodes", "tags"])
    osm.write(path, nodes, ways, pd.DataFrame({"id": [], "members": [], "tags": []}), date=DATE)
    return path


def write_bus(path: Path) -> Path:
    """Write a bus that runs on weekdays alone, with every fault but one a feed may have.

    A stop at (0, 0), one far off the map, a trip of one stop, a trip that comes back to its first
    stop, headways that overlap, a shape that goes back and forth.
    """
    return _written(hamlet.write_gtfs(path), {
        "stops.txt": f"zero,Nulle part,0,0\nfar,Loin,{ROW + 0.5},{LON}\n",
        "trips.txt": "r,w,alone\nr,w,loop\nr,w,often\n",
        "stop_times.txt": "alone,15:00:00,15:00:00,s0,0\n"
        "loop,16:00:00,16:00:00,s0,0\nloop,16:02:00,16:02:00,s1,1\nloop,16:04:00,16:04:00,s2,2\n"
        "loop,16:08:00,16:08:00,s0,3\nloop,17:30:00,17:30:00,far,4\n"
        "often,06:00:00,06:00:00,s0,0\noften,06:02:00,06:02:00,zero,1\n"
        "often,06:04:00,06:04:00,s2,2\n",
    }, {
        "frequencies.txt": "trip_id,start_time,end_time,headway_secs\n"
        "often,06:00:00,07:00:00,1800\noften,06:30:00,07:30:00,1800\n",
        "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n" + "".join(
            f"back,{ROW},{LON + x * EAST},{n}\n" for n, x in enumerate((0, 300, 50, 400))
        ),
    })  # fmt: skip


def write_coach(path: Path) -> Path:
    """Write a timetable that expired seven years ago, with the identifiers of the bus."""
    written = hamlet.write_gtfs(path)
    with zipfile.ZipFile(written) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["calendar.txt"] = members["calendar.txt"].replace("202609", "201909")
    members["agency.txt"] = members["agency.txt"].replace("Car du hameau", "Car d'avant")
    return _packed(written, members)


def _written(path: Path, added: dict[str, str], new: dict[str, str]) -> Path:
    """Add rows to the files of a feed, and whole files; columns that rows lack stay blank."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, rows in added.items():
        members[name] += rows
    return _packed(path, members | new)


def _packed(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
