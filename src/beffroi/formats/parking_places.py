"""An inventory of parking places, as `beffroi parking inventory` writes it and people complete it.

Format: a layer (GeoPackage, GeoJSON) whose columns are those of the table `PARKING_PLACES`.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.carriers import layers
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both, plural
from beffroi.territory.parking import KERB, OFF_STREET, PARKING_PLACES
from beffroi.territory.reading import Reading

NEEDED = ("place_id", "kind", "spaces")
NUMBERS = tuple(n for n, c in PARKING_PLACES.columns.items() if c.dtype == "Float64")
_FORMAT = "inventory of parking places"


def read(path: Path) -> Reading:
    """Read an inventory.

    Parameters
    ----------
    path
        The layer.

    Returns
    -------
    Table `PARKING_PLACES`, in WGS 84. Rows without a shape (sides of streets that the edge of a map
    cuts), and those whose identifier is missing or repeated, are set aside and counted apart.

    Raises
    ------
    UnreadableFileError, HostileFileError
        If the file is absent, empty, damaged or no layer.
    FaultyFileError
        If a column is missing, a number is none or negative, or a kind is unknown.
    """
    layer = layers.read(path)
    if not isinstance(layer.frame, gpd.GeoDataFrame):
        raise FaultyFileError(path, format_name=_FORMAT, faults=[both("it has no shapes")])
    table = layer.frame if layer.frame.crs is None else layer.frame.to_crs(4326)
    faults = list(_faults(table))
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    keys = table["place_id"].astype("string")
    known = keys.notna() & ~keys.duplicated()
    drawn = ~(table.geometry.is_empty | table.geometry.isna())
    good = known & drawn
    said: list[Words] = list(layer.warnings)
    if not known.all():
        said.append(plural(
            int((~known).sum()),
            both("{n} place set aside, whose identifier lacks or repeats."),
            both("{n} places set aside, whose identifiers lack or repeat."),
        ))  # fmt: skip
    if (known & ~drawn).any():
        said.append(both(
            "{n} place(s) set aside, without a shape ({first}): the map names the street and holds "
            "none of its points.", n=int((known & ~drawn).sum()),
            first=str(keys[known & ~drawn].iloc[0]),
        ))  # fmt: skip
    kept = gpd.GeoDataFrame(table[good].reset_index(drop=True))
    kept = kept.assign(source=kept["source"].fillna("osm") if "source" in kept else "osm")
    for name in NUMBERS:
        if name in kept:
            kept[name] = pd.to_numeric(kept[name]).astype("Float64")
    return Reading(PARKING_PLACES.typed(kept), len(table), tuple(said))


def _faults(table: gpd.GeoDataFrame) -> list[Words]:
    missing = [name for name in NEEDED if name not in table]
    if missing:
        return [both("it lacks columns: {names}", names=", ".join(missing))]
    faults = []
    strange = ~table["kind"].isin([KERB, OFF_STREET])
    if strange.any():
        faults.append(both(
            "{n} kinds are neither kerb nor off_street (first: {first})", n=int(strange.sum()),
            first=str(table["kind"][strange].iloc[0]),
        ))  # fmt: skip
    for name in NUMBERS:
        if name in table:
            numbers = pd.to_numeric(table[name], errors="coerce")
            wrong = table[name].notna() & ~(numbers >= 0)
            if wrong.any():
                faults.append(both(
                    "{n} values of {name} are not numbers of 0 or more (first: {first})",
                    n=int(wrong.sum()), name=name, first=str(table[name][wrong].iloc[0]),
                ))  # fmt: skip
    return faults
