"""The register that a town owes to the national base, made from its inventory."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.parking.inventory.ground import STACKED
from beffroi.engines.parking.inventory.joined import Pairs
from beffroi.territory.parking import OFF_STREET, PRIVATE, REGISTERED_CAR_PARKS, TAGGED

FIRST, LAST = 1, 999
"""Numbers that the schema leaves for the car parks of a commune."""
FREE_RULES = ("free", "blue_zone", "short_stay")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes.

    Attributes
    ----------
    commune
        INSEE code.
    siret
        14 digits.
    """

    commune: str
    siret: str


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """What can be published, and what lacks something.

    Attributes
    ----------
    register
        Table `REGISTERED_CAR_PARKS`, in the projection of the places.
    lacking
        Columns of the national schema that each other public car park lacks, by place.
    """

    register: gpd.GeoDataFrame
    lacking: dict[str, tuple[str, ...]]


def published(
    places: gpd.GeoDataFrame,
    car_parks: gpd.GeoDataFrame,
    registered: gpd.GeoDataFrame,
    same: Pairs,
    publisher: Publisher,
) -> Published:
    """Make the register of a town: its rows in the national base, and what the map adds.

    A row of the base stays, and what it leaves empty is taken from the map. A public car park
    that the base lacks is added if its rule and its number of spaces are known, counted and not
    estimated; it takes the next free number.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`, the register joined.
    car_parks
        Table `CAR_PARKS` of the map, in the same projection.
    registered
        Table `REGISTERED_CAR_PARKS`.
    same
        Pairs of both.
    publisher
        Who publishes.
    """
    kept = registered.copy()
    kept["siret"] = kept["siret"].fillna(publisher.siret)
    by_place = {mine: theirs for theirs, mine in same.items()}
    parks = car_parks.set_index("car_park_id", drop=False)
    of_map = places[(places["kind"] == OFF_STREET) & places["place_id"].isin(parks.index)]
    added, lacking, numbers = [], {}, _numbers(publisher.commune, registered)
    for place in of_map[of_map["regulation"].ne(PRIVATE).fillna(value=True)].to_dict("records"):
        if place["place_id"] in by_place:
            continue
        row = _row(place, parks.loc[place["place_id"]].to_dict(), publisher)
        absent = tuple(name for name, value in _required(row) if pd.isna(value))
        if absent:
            lacking[str(place["place_id"])] = absent
        else:
            added.append(row | {"car_park_id": f"{publisher.commune}-P-{next(numbers):03d}"})
    whole = pd.concat([pd.DataFrame(kept), pd.DataFrame(added)], ignore_index=True)
    typed = REGISTERED_CAR_PARKS.typed(whole, crs=str(places.crs))
    return Published(gpd.GeoDataFrame(typed), lacking)


def _numbers(commune: str, registered: gpd.GeoDataFrame) -> Iterator[int]:
    taken = set(registered["car_park_id"])
    return (n for n in range(FIRST, LAST + 1) if f"{commune}-P-{n:03d}" not in taken)


def _required(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    names = {"name": "nom", "free": "gratuit", "capacity": "nb_places"}
    yield from ((names[ours], row[ours]) for ours in names)
    if row["kind"] == "structure" and pd.isna(row["max_height"]):
        yield "hauteur_max", None


def _row(place: dict[str, Any], park: dict[str, Any], publisher: Publisher) -> dict[str, Any]:
    rule, where = place["regulation"], place["geometry"]
    counted = place["spaces"] if place["spaces_method"] == TAGGED else pd.NA
    return {
        "name": plain_name(place["name"]),
        "commune": publisher.commune,
        "access": "yes",
        "free": None if pd.isna(rule) else rule in FREE_RULES,
        "capacity": counted,
        "capacity_disabled": place["spaces_disabled"],
        "capacity_charging": place["spaces_charging"],
        "max_height": park["max_height"],
        "siret": publisher.siret,
        "kind": "structure" if park["kind"] in STACKED else "surface",
        "info": place["hours"],
        "geometry": shapely.point_on_surface(where),
    }


def plain_name(name: object) -> str | None:
    """Write a name as the schema asks: capitals, no accent, without the word for car park.

    Examples
    --------
    >>> plain_name("Parking de l'Hôtel de Ville"), plain_name(None)
    ("DE L'HOTEL DE VILLE", None)
    """
    if not isinstance(name, str):
        return None
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = [word for word in bare.split() if word not in {"PARKING", "PARC"}]
    return " ".join(words)[:64] or None
