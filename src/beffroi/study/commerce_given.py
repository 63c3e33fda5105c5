"""What a study of commerce starts from: a written register of premises, or a map alone."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.register.mapped import mapped
from beffroi.formats import osm, premises_layers
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.files import is_folder
from beffroi.foundation.language import Words, both
from beffroi.territory.centre import centre
from beffroi.territory.projection import legal_epsg

WGS84 = 4326


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Premises, and the town around them.

    Attributes
    ----------
    premises
        Table `PREMISES`, in WGS 84.
    streets
        Table `STREETS`, in WGS 84; no row if a register came without its streets, and without
        their column `nodes` known where no map was given.
    centre
        Middle of the premises, longitude and latitude. [°]
    date
        Day of the map, ISO 8601; empty if unknown.
    warnings
        What the readers repaired or left out.
    extract
        Every table of the map; None if no map was given.
    periods
        Table `PERIODS`; None if the register was made without a history.
    commune
        INSEE code that the register was made for; empty if unknown.
    """

    premises: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    centre: tuple[float, float]
    date: str
    warnings: tuple[Words, ...]
    extract: osm.OsmExtract | None
    periods: pd.DataFrame | None = None
    commune: str = ""

    @property
    def epsg(self) -> int:
        """Code of the projection in which this town is measured."""
        return legal_epsg(self.commune, *self.centre)


def given(register: Path | None, osm_file: Path | None, *, table: str = "beffroi") -> Given:
    """Read a register, or make one of a map alone; with both, the map gives the streets.

    Parameters
    ----------
    register
        A GeoPackage that `beffroi commerce register` wrote, or its folder.
    osm_file
        OpenStreetMap extract.
    table
        Table of families of a register made of a map.

    Raises
    ------
    InputError
        If neither is given, or a file cannot be read.
    """
    extract = None if osm_file is None else osm.read(osm_file)
    if register is not None:
        return _of_register(register, extract)
    if extract is None:
        raise SettingsError("Nothing is given: give a map (--osm) or a register (--register).")
    return of_map(extract, table=table)


def _of_register(register: Path, extract: osm.OsmExtract | None) -> Given:
    path = register / premises_layers.FILE if is_folder(register) else register
    premises, streets, periods, about = premises_layers.read(path)
    if extract is not None:
        streets = extract.tables["streets"]
    return Given(
        premises=premises,
        streets=streets,
        centre=_centre(streets, premises),
        date=about.get("date", "") or ("" if extract is None else extract.date),
        warnings=() if extract is None else extract.warnings,
        extract=extract,
        periods=periods,
        commune=about.get("commune", ""),
    )


def of_map(extract: osm.OsmExtract, *, table: str = "beffroi", commune: str = "") -> Given:
    """Make the premises of a map.

    Parameters
    ----------
    extract
        The map.
    table
        Table of families.
    commune
        INSEE code, for the legal projection; empty abroad.
    """
    streets, outlets = extract.tables["streets"], extract.tables["outlets"]
    middle = _middle(streets, outlets)
    epsg = legal_epsg(commune, *middle)
    premises = mapped(outlets.to_crs(epsg), streets.to_crs(epsg), table=table).to_crs(WGS84)
    none = (both("The map holds no shop: the register is empty."),) if premises.empty else ()
    return Given(
        premises=premises,
        streets=streets,
        centre=_centre(streets, premises),
        date=extract.date,
        warnings=(*extract.warnings, *none),
        extract=extract,
        commune=commune,
    )


def _middle(*tables: gpd.GeoDataFrame) -> tuple[float, float]:
    """Give the middle of what the tables cover; the middle of nothing is (0, 0)."""
    for table in tables:
        if len(table):
            west, south, east, north = table.total_bounds
            return float(west + east) / 2, float(south + north) / 2
    return 0.0, 0.0


def _centre(streets: gpd.GeoDataFrame, premises: gpd.GeoDataFrame) -> tuple[float, float]:
    placed = premises[premises.geometry.notna() & ~premises.geometry.is_empty]
    epsg = legal_epsg("", *_middle(placed, streets))
    point = centre(streets.to_crs(epsg), placed.to_crs(epsg))
    if point is None:
        return 0.0, 0.0
    found = gpd.GeoSeries([point], crs=epsg).to_crs(WGS84).iloc[0]
    return float(found.x), float(found.y)
