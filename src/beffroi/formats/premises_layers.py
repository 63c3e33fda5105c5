"""A register of premises on disk: one GeoPackage, whose layers are the register's tables.

Format: GeoPackage (OGC 12-128r18): layers ``premises`` and ``streets`` in WGS 84, tables
``periods`` and ``about`` without geometry.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from beffroi.carriers import layers
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import both
from beffroi.territory.commerce import PERIODS, PREMISES, TRADING, UNKNOWN, VACANT
from beffroi.territory.table import Table
from beffroi.territory.tables import STREETS

FILE = "premises.gpkg"
ABOUT = "about"
CLOCK = "OGR_CURRENT_DATE"
"""GDAL's setting for the day on which it says that it writes."""
FORMAT = "register of premises"
STATES = (TRADING, VACANT, UNKNOWN)
NOT_KEPT = ("nodes",)
"""Columns of streets that no layer can hold."""


def write(
    path: Path,
    premises: gpd.GeoDataFrame,
    streets: gpd.GeoDataFrame,
    *,
    periods: pd.DataFrame | None = None,
    about: Mapping[str, str],
    written: str | None = None,
) -> None:
    """Write a register, whole or not at all.

    Parameters
    ----------
    path
        The GeoPackage.
    premises, streets
        Tables `PREMISES` and `STREETS`, in WGS 84.
    periods
        Table `PERIODS`, if a history was read.
    about
        What the register is made of: ``date``, ``lon``, ``lat``…
    written
        Day that the file says it was written, ISO 8601; today without.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    told = pd.DataFrame({"key": list(about), "value": list(about.values())})
    plain = streets.drop(columns=[name for name in NOT_KEPT if name in streets])
    with written_whole(path) as temporary, _dated(written):
        temporary.unlink()
        premises.to_file(temporary, layer=PREMISES.name, driver="GPKG")
        gpd.GeoDataFrame(plain).to_file(temporary, layer=STREETS.name, driver="GPKG")
        for name, table in ((PERIODS.name, periods), (ABOUT, told)):
            if table is not None:
                pyogrio.write_dataframe(table, temporary, layer=name, driver="GPKG")


@contextmanager
def _dated(day: str | None) -> Iterator[None]:
    """Have GDAL say that it writes on a day: the same tables are then the same bytes."""
    pyogrio.set_gdal_config_options({CLOCK: None if day is None else f"{day}T00:00:00Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({CLOCK: None})


def read(
    path: Path,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, pd.DataFrame | None, dict[str, str]]:
    """Read a register that `write` wrote, or a GeoPackage of premises amended by hand.

    Returns
    -------
    Premises and streets in WGS 84 (no street where the file has no such layer), periods or None,
    and what the file says of itself.

    Raises
    ------
    UnreadableFileError
        If it is absent, damaged, or no layer of a map.
    FaultyFileError
        If it holds no premises, or premises that break the table.
    """
    names = layers.names(path)
    if PREMISES.name not in names:
        fault = both("it has no layer premises; it has {found}", found=", ".join(names) or "–")
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    premises = _typed(path, PREMISES)
    faults = PREMISES.faults(premises)
    if faults:
        fault = both("its premises break the table ({faults})", faults="; ".join(faults)[:400])
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    strange = premises.loc[~premises["state"].isin(STATES), ["premises_id", "state"]]
    if len(strange):
        raise FaultyFileError(path, format_name=FORMAT, faults=[
            both("premises {id} are of state {state!r}; a state is one of {states}",
                 id=one["premises_id"], state=one["state"], states=", ".join(STATES))
            for one in strange.to_dict("records")
        ])  # fmt: skip
    has = {name: name in names for name in (STREETS.name, PERIODS.name, ABOUT)}
    streets = _typed(path, STREETS) if has[STREETS.name] else gpd.GeoDataFrame(STREETS.empty())
    periods = None
    if has[PERIODS.name]:
        periods = PERIODS.typed(layers.read(path, layer=PERIODS.name, read_geometry=False).frame)
    about = {}
    if has[ABOUT]:
        rows = layers.read(path, layer=ABOUT, read_geometry=False).frame
        if {"key", "value"} <= set(rows.columns):
            about = dict(zip(rows["key"].astype(str), rows["value"].astype(str), strict=True))
    return premises, streets, periods, about


def _typed(path: Path, table: Table) -> gpd.GeoDataFrame:
    frame = layers.read(path, layer=table.name).frame
    lacking = [name for name, one in table.columns.items()
               if not one.optional and name not in frame and name not in NOT_KEPT]  # fmt: skip
    if lacking:
        fault = both(
            "its layer {layer} lacks {columns}", layer=table.name, columns=", ".join(lacking)
        )
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    if isinstance(frame, gpd.GeoDataFrame) and frame.crs is not None:
        frame = frame.to_crs(4326)
    try:
        return gpd.GeoDataFrame(table.typed(frame))
    except (TypeError, ValueError) as error:
        fault = both("its layer {layer} holds values of another type", layer=table.name)
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault]) from error
