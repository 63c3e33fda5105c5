"""Networks on disk: a folder with one table a file, written whole and read back with care."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geopandas as gpd
import pandas as pd

from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.files import is_folder, write_text, written_whole
from beffroi.foundation.language import Words, both
from beffroi.store.tables import write_table
from beffroi.study.informal_faults import disorder, strange_values, table_of
from beffroi.territory import informal
from beffroi.territory.informal import InformalNetwork
from beffroi.territory.table import Table

FACTS: Final = "network.json"
TABLES: Mapping[str, Table] = {
    table.name.removeprefix("informal_"): table for table in informal.INFORMAL_TABLES
}
"""File of each table, without its ending."""
FORMAT = "network built of rides"


def write(network: InformalNetwork, folder: Path) -> tuple[str, ...]:
    """Write a network: one Parquet file a table, and `network.json`.

    Returns
    -------
    Names of the files.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    names = []
    for name in TABLES:
        with written_whole(folder / f"{name}.parquet") as temporary:
            write_table(getattr(network, name), temporary)
        names.append(f"{name}.parquet")
    facts = {
        "agency": network.agency, "time_zone": network.time_zone, "first_day": network.first_day,
        "last_day": network.last_day,
    }  # fmt: skip
    write_text(folder / FACTS, json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    return (*names, FACTS)


def read(folder: Path) -> InformalNetwork:
    """Read a network that `beffroi informal build` wrote, from its folder or the one above.

    Raises
    ------
    UnreadableFileError
        If the folder is no such network, or a file is absent or damaged.
    HostileFileError
        If a table would not fit in memory.
    FaultyFileError
        If tables break their schemas or do not belong together; all faults are listed.
    """
    place = folder / "network" if (folder / "network" / FACTS).is_file() else folder
    if not is_folder(place) or not (place / FACTS).is_file():
        raise UnreadableFileError(
            folder,
            found="it holds no network built of rides",
            remedy="Give the folder that beffroi informal build wrote.",
        )
    facts = _facts(place / FACTS)
    tables = {name: table_of(place / f"{name}.parquet") for name in TABLES}
    faults = [fault for name, frame in tables.items() for fault in _faults(name, frame)]
    if not faults:
        faults = [*_strangers(tables), *disorder(tables)]
    if faults:
        raise FaultyFileError(place, format_name=FORMAT, faults=faults)
    typed = {name: TABLES[name].typed(frame) for name, frame in tables.items()}
    variants, stops = (gpd.GeoDataFrame(typed.pop(name)) for name in ("variants", "stops"))
    return InformalNetwork(
        variants=variants, stops=stops, agency=facts["agency"], time_zone=facts["time_zone"],
        first_day=facts["first_day"], last_day=facts["last_day"], routes=typed["routes"],
        calls=typed["calls"], headways=typed["headways"], times=typed["times"],
        fares=typed["fares"], sections=typed["sections"], pieces=typed["pieces"],
    )  # fmt: skip


def _facts(path: Path) -> dict[str, str]:
    try:
        held: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            path, found="it is no JSON", remedy="Build the network again."
        ) from error
    wanted = ("agency", "time_zone", "first_day", "last_day")
    if not isinstance(held, dict) or not all(isinstance(held.get(name), str) for name in wanted):
        raise FaultyFileError(
            path, format_name=FORMAT,
            faults=[both("it lacks one of: {names}", names=", ".join(wanted))],
        )  # fmt: skip
    refuse_unknown_clock(held["time_zone"])
    return {name: held[name] for name in wanted}


def refuse_unknown_clock(zone: str) -> None:
    """Refuse a time zone that has no clock.

    Raises
    ------
    InputError
        If so.
    """
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            "No time zone is called {zone!r}: give a name such as America/Cayenne.", zone=zone
        ) from error


def _faults(name: str, frame: pd.DataFrame) -> list[Words]:
    schema = TABLES[name]
    stray = sorted(set(map(str, frame.columns)) - set(schema.columns))
    if schema.is_spatial != isinstance(frame, gpd.GeoDataFrame) or stray:
        return [both("{name}: its columns are not those of the table", name=f"{name}.parquet")]
    if set(schema.columns) - set(frame.columns):
        return [both("{name}: columns are missing", name=f"{name}.parquet")]
    try:
        typed = schema.typed(frame)
        strange = [] if (said := schema.faults(typed)) else [*strange_values(name, schema, typed)]
    except (ValueError, TypeError) as error:
        said, strange = [str(error)], []
    told = [both("{name}: {fault}", name=f"{name}.parquet", fault=fault) for fault in said]
    return [*told, *strange]


def _strangers(tables: Mapping[str, pd.DataFrame]) -> list[Words]:
    """Find rows that name a line, a variant or a stop that is not there."""
    links = (
        ("variants", "route_id", "routes", "route_id"), ("calls", "variant_id", "variants", ""),
        ("calls", "stop_id", "stops", ""), ("headways", "variant_id", "variants", ""),
        ("times", "variant_id", "variants", ""), ("sections", "variant_id", "variants", ""),
        ("stops", "station", "stops", "stop_id"), ("pieces", "variant_id", "variants", ""),
        ("fares", "route_id", "routes", ""),
    )  # fmt: skip
    found = []
    for table, column, other, key in links:
        held = tables[table][column].dropna()
        strange = held[~held.isin(tables[other][key or column])]
        if len(strange):
            found.append(
                both(
                    "{table}: {column} {value} is not in {other}",
                    table=f"{table}.parquet", column=column, value=str(strange.iloc[0]),
                    other=f"{other}.parquet",
                )
            )  # fmt: skip
    return found
