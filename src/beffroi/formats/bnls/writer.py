"""The register of car parks, written as the national schema asks."""

import re
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.formats.bnls.names import (
    ACCESS,
    CENTIMETRES,
    COLUMNS,
    COMMUNE,
    COUNTS,
    ID,
    KINDS,
    MONEY,
    NAMES,
    SIRET,
    TARIFFS,
)
from beffroi.foundation.errors import ShapeError
from beffroi.foundation.files import write_text
from beffroi.territory.parking import REGISTERED_CAR_PARKS

LA_POSTE = "356000000"
"""SIREN of La Poste, whose SIRET numbers follow a rule of their own."""
MOST_NAMED = 8
DEGREES = 7
"""Decimals of a coordinate: a centimetre."""


def write(car_parks: gpd.GeoDataFrame, path: Path, *, siret: str) -> None:
    """Write a table of car parks as a CSV that the national schema accepts.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`, in WGS 84; the identifiers are those of the schema (``35236-P-001``). An
        area is written as a point inside it.
    path
        Where to write.
    siret
        The 14 digits of the authority that publishes; their check digit may be wrong, as in a
        drawn town.

    Raises
    ------
    ShapeError
        With the first faults, if a car park lacks what the schema requires.
    StorageError
        If the file cannot be written.
    """
    rides = car_parks["capacity"].where((car_parks["park_ride"] == "yes").fillna(value=False))
    told = car_parks.assign(
        commune=car_parks["car_park_id"].str[:5],
        free=car_parks["fee"].map({"no": True, "yes": False}),
        capacity_park_ride=rides,
        siret=siret,
    )
    _write(gpd.GeoDataFrame(REGISTERED_CAR_PARKS.typed(told)), path, is_real=False)


def write_register(register: gpd.GeoDataFrame, path: Path) -> None:
    """Write the register of car parks as a CSV that the national schema accepts.

    Parameters
    ----------
    register
        Table `REGISTERED_CAR_PARKS`, in WGS 84. An area is written as a point inside it; a height
        limit that is missing is written as none.
    path
        Where to write.

    Raises
    ------
    ShapeError
        With the first faults, if a car park lacks what the schema requires.
    StorageError
        If the file cannot be written.
    """
    _write(register, path, is_real=True)


def _write(register: gpd.GeoDataFrame, path: Path, *, is_real: bool) -> None:
    found = [f"{name} ({car_park})" for car_park, name in faults(register, is_real=is_real)]
    if found:
        raise ShapeError(
            "The car parks break the national schema: {faults}.", faults=tuple(found[:MOST_NAMED])
        )
    points = register.geometry.representative_point()
    height = (register["max_height"] * CENTIMETRES).round().astype("Int64").astype("string")
    own = {ours: register[ours] for ours in NAMES.values() if ours in register}
    own |= {
        "access": register["access"].map(_turned(ACCESS)),
        "free": register["free"].map({True: "true", False: "false"}),
        "max_height": height.fillna("N/A"),
        "tariff_disabled": register["tariff_disabled"].map(_turned(TARIFFS)),
        "kind": register["kind"].map(_turned(KINDS)),
        "lon": points.x.round(DEGREES),
        "lat": points.y.round(DEGREES),
    }
    written = pd.DataFrame({name: own[ours] for name, ours in NAMES.items()})
    write_text(path, written.reindex(columns=list(COLUMNS)).to_csv(index=False))


def _turned(words: dict[str, str]) -> dict[str, str]:
    return {ours: theirs for theirs, ours in words.items()}


def faults(register: pd.DataFrame, *, is_real: bool = True) -> Iterator[tuple[str, str]]:
    """List what the national schema would refuse, column by column.

    Parameters
    ----------
    register
        Table `REGISTERED_CAR_PARKS`.
    is_real
        Whether the check digit of a SIRET must be right.

    Returns
    -------
    Identifier of the car park and column of the schema, of each fault.
    """
    ids = register["car_park_id"]
    good = {
        "id": ids.str.fullmatch(ID) & ~ids.duplicated(),
        "nom": register["name"].notna(),
        "insee": register["commune"].str.fullmatch(COMMUNE),
        "type_usagers": register["access"].isin(ACCESS.values()),
        "gratuit": register["free"].notna(),
        "nb_places": register["capacity"].notna(),
        "num_siret": register["siret"].str.fullmatch(SIRET)
        & (register["siret"].map(_is_siret, na_action="ignore").astype("boolean") | (not is_real)),
        "Xlong": register.geometry.notna(),
    }
    optional = {
        "tarif_pmr": ("tariff_disabled", TARIFFS.values()), "type_ouvrage": ("kind", KINDS.values())
    }  # fmt: skip
    for name, (ours, words) in optional.items():
        good[name] = register[ours].isna() | register[ours].isin(words)
    published = {ours: name for name, ours in NAMES.items()}
    for ours in (*COUNTS, *MONEY):
        is_good = register[ours].isna() | (register[ours] >= 0)
        good[published[ours]] = good.get(published[ours], True) & is_good
    for name, column in good.items():
        bad = ~column.astype("boolean").fillna(value=False)
        yield from ((str(car_park), name) for car_park in ids[bad])


def _is_siret(number: str) -> bool:
    """Say whether 14 digits are a SIRET: their sum by Luhn's rule is a multiple of ten.

    The offices of La Poste may follow the rule of the plain sum, a multiple of five.
    """
    if not re.fullmatch(SIRET, number):
        return False
    if number.startswith(LA_POSTE) and sum(map(int, number)) % 5 == 0:
        return True
    doubled = [int(c) * (1 + i % 2) for i, c in enumerate(reversed(number))]
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0
