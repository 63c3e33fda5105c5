"""Export of a service on demand: from its description to a GTFS-Flex timetable."""

from dataclasses import dataclass
from pathlib import Path

from beffroi.formats import gtfs
from beffroi.formats.gtfs import flex


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds.

    Attributes
    ----------
    file
        Name of the timetable.
    n_rides, n_zones
        Rides and zones that it describes.
    """

    file: str
    n_rides: int
    n_zones: int


def export(description: Path, out: Path) -> Exported:
    """Write a service on demand as a GTFS-Flex timetable, whole or not at all.

    Parameters
    ----------
    description
        TOML file that names a GeoJSON of zones.
    out
        Where to write: a ZIP archive.

    Raises
    ------
    UnreadableFileError
        If a file is absent or damaged.
    FaultyFileError
        With every fault of the description.
    StorageError
        If the archive cannot be written.
    """
    sketch = flex.read(description)
    gtfs.write(flex.tables(sketch), out)
    return Exported(out.name, len(sketch.rides), len(sketch.zones))
