"""Areas handed to a person: a layer for a map, as GeoPackage or GeoJSON."""

from pathlib import Path

import geopandas as gpd

from beffroi.foundation.errors import InputError
from beffroi.foundation.files import written_whole

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".json": "GeoJSON"}


def refuse_other_kinds(path: Path) -> None:
    """Refuse a name that says neither GeoPackage nor GeoJSON.

    Raises
    ------
    InputError
        If the ending of the name is another.
    """
    if path.suffix.lower() not in DRIVERS:
        raise InputError(
            "{path} is to be written, and its name does not say how: let it end in .gpkg or "
            ".geojson.",
            path=str(path),
        )


def write(areas: gpd.GeoDataFrame, path: Path, *, layer: str) -> None:
    """Write areas, whole or not at all, in WGS 84 as GeoJSON asks.

    Parameters
    ----------
    areas
        With their reference system.
    path
        The file; its ending says the format.
    layer
        Name of the layer in a GeoPackage.

    Raises
    ------
    InputError
        If the ending of the name is neither .gpkg nor .geojson.
    StorageError
        If it cannot be written.
    """
    refuse_other_kinds(path)
    driver = DRIVERS[path.suffix.lower()]
    named = {"layer": layer} if driver == "GPKG" else {}
    with written_whole(path) as temporary:
        temporary.unlink()
        areas.to_crs(4326).to_file(temporary, driver=driver, **named)
