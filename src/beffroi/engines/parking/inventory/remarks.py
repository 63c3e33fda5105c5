"""What surveyors should count, tell or mend: the places of which the inventory is not sure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.parking.inventory.ground import is_along
from beffroi.engines.parking.inventory.joined import Pairs, paid_rule
from beffroi.engines.parking.inventory.keep_clear import side_of
from beffroi.engines.parking.inventory.kerb import WAYS, apart
from beffroi.engines.parking.inventory.once import Joined
from beffroi.engines.parking.inventory.sides import UNREAD, sides
from beffroi.foundation.dated import dated_values
from beffroi.foundation.language import Words
from beffroi.territory.parking import (
    BLUE_ZONE,
    DRAWN,
    FORBIDDEN,
    FREE,
    KERB,
    PAID,
    PARALLEL,
    PARKING_REMARKS,
    PRIVATE,
    REGISTERED,
    TAGGED,
)

VALUES = Path(__file__).parent / "inventory.toml"
CARS = frozenset(
    {"primary", "secondary", "tertiary", "unclassified", "residential", "living_street"}
)
"""Classes of streets of which the inventory asks whether one may park."""

TELL = {
    "count": Words(
        fr="Compter les places, et écrire capacity.", en="Count the spaces, and write capacity."
    ),
    "rule": Words(
        fr="Dire la règle : fee (gratuit ou payant), access, maxstay, authentication:disc.",
        en="Tell the rule: fee (free or paid), access, maxstay, authentication:disc.",
    ),
    "layout": Words(
        fr="Dire comment les voitures se rangent : orientation (parallel, diagonal, "
        "perpendicular).",
        en="Tell how cars stand: orientation (parallel, diagonal, perpendicular).",
    ),
    "hours": Words(
        fr="Dire les heures et la durée permise : fee:conditional, maxstay.",
        en="Tell the hours and the longest stay: fee:conditional, maxstay.",
    ),
    "older": Words(
        fr="Récrire dans le schéma actuel (parking:left, parking:right, parking:both) : "
        "{said} est l'ancien.",
        en="Write again in the present scheme (parking:left, parking:right, parking:both): "
        "{said} is the older one.",
    ),
    "unread": Words(
        fr="Corriger {said}, que rien ne définit.", en="Mend {said}, which nothing defines."
    ),
    "drawn": Words(
        fr="Dessiner les places : la rue dit qu'elles le sont à part, et il n'y en a pas à "
        "{reach} m.",
        en="Draw the bays: the street says that they are drawn apart, and there is none within "
        "{reach} m.",
    ),
    "differs": Words(
        fr="Recompter : la carte dit {mine} places, la base nationale {theirs}.",
        en="Count again: the map says {mine} spaces, the national register {theirs}.",
    ),
    "paid": Words(
        fr="Vérifier si l'on paie : la base nationale dit que oui, la carte que non ; la base "
        "nationale est suivie.",
        en="Check whether one pays: the national register says so, the map does not; the register "
        "is followed.",
    ),
    "free": Words(
        fr="Vérifier si l'on paie : la carte dit que oui, la base nationale que non ; la base "
        "nationale est suivie.",
        en="Check whether one pays: the map says so, the national register does not; the register "
        "is followed.",
    ),
    "odd": Words(
        fr="Recompter : {mine} places, là où la longueur ou la surface en donnent {held}.",
        en="Count again: {mine} spaces, where the length or the ground gives {held}.",
    ),
    "absent": Words(
        fr="Dessiner ce parc : la base nationale le donne, la carte ne l'a pas.",
        en="Draw this car park: the national register gives it, the map lacks it.",
    ),
    "twice": Words(
        fr="Vérifier que ce n'est pas deux fois le même parc : {other} porte le même nombre de "
        "places, {n}, à {metres} m.",
        en="Check that this is not one car park twice: {other} bears the same number of spaces, "
        "{n}, {metres} m away.",
    ),
    "inside": Words(
        fr="Compté une fois : le point {other} est dans ce parc, et pris pour lui. Garder l'un des "
        "deux.",
        en="Counted once: the point {other} is in this car park, and taken for it. Keep one of "
        "them.",
    ),
    "entrance": Words(
        fr="Compté une fois : {other} porte le même nom, et est pris pour une autre entrée. En "
        "faire une amenity=parking_entrance.",
        en="Counted once: {other} bears the same name, and is taken for another entrance. Make it "
        "an amenity=parking_entrance.",
    ),
    "nested": Words(
        fr="Compté une fois : {other} est l'un dans l'autre avec ce parc ; les places communes "
        "sont retirées du plus grand, ou comptées avec lui. Vérifier les deux nombres.",
        en="Counted once: {other} and this car park lie one in the other; the spaces in common are "
        "taken from the larger, or counted with it. Check both numbers.",
    ),
    "parts": Words(
        fr="Compté une fois : {other} porte le nombre de places de ce parc et de ses voisins "
        "ensemble. Garder l'ensemble ou les parties.",
        en="Counted once: {other} bears the number of spaces of this car park and its neighbours "
        "together. Keep the whole or the parts.",
    ),
    "untold": Words(
        fr="Dire si l'on peut se garer dans cette rue : parking:left et parking:right.",
        en="Tell whether one may park in this street: parking:left and parking:right.",
    ),
}
RANKS = {
    "differs": 1, "paid": 1, "free": 1, "odd": 1, "twice": 1, "unread": 1, "drawn": 1, "absent": 1,
    "count": 1, "inside": 2, "entrance": 2, "nested": 2, "parts": 1,
    "rule": 2, "hours": 2, "layout": 2, "older": 3, "untold": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """What the inventory was made from.

    Attributes
    ----------
    places
        Table `PARKING_PLACES`, the register joined.
    drawn
        The same, of the map alone.
    streets, car_parks
        Tables `STREETS` and `CAR_PARKS`.
    registered
        Table `REGISTERED_CAR_PARKS`; empty if none was given.
    same
        Pairs of the register and the map.
    joined
        Objects of the map that hold the same spaces.
    """

    places: gpd.GeoDataFrame
    drawn: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    car_parks: gpd.GeoDataFrame
    registered: gpd.GeoDataFrame
    same: Pairs
    joined: tuple[Joined, ...] = ()


Remark = tuple[str, str, object, shapely.Geometry, Mapping[str, object]]


def remarks(made: Surveyed) -> gpd.GeoDataFrame:
    """List what surveyors should look at.

    Returns
    -------
    Table `PARKING_REMARKS`, by rank, then by object.
    """
    found = [
        *_of_places(made),
        *_of_streets(made),
        *_of_register(made),
        *_twice(made),
        *_joined(made),
    ]
    rows = [
        {
            "remark_id": f"{key}:{kind}",
            "object": key,
            "kind": kind,
            "rank": RANKS[kind],
            "place": name,
            **TELL[kind].filled(**{k: str(v) for k, v in parts.items()}).as_json(),
            "geometry": shapely.point_on_surface(where),
        }
        for kind, key, name, where, parts in found
    ]
    frame = pd.DataFrame(rows, columns=list(PARKING_REMARKS.columns))
    frame = frame.drop_duplicates("remark_id").sort_values(["rank", "kind"], kind="stable")
    typed = PARKING_REMARKS.typed(frame.reset_index(drop=True), crs=made.places.crs)
    return gpd.GeoDataFrame(typed)


def _of_places(made: Surveyed) -> Iterator[Remark]:
    plain = pd.DataFrame(made.places).astype(object)
    rows: Iterable[Any] = plain.where(plain.notna(), None).itertuples(index=False)
    for place in rows:
        name = place.street if pd.isna(place.name) else place.name
        is_open = place.regulation not in {FORBIDDEN, PRIVATE}
        told = str(place.place_id), None if pd.isna(name) else name, place.geometry
        if is_open and place.spaces_method not in {TAGGED, REGISTERED, DRAWN}:
            yield "count", *told, {}
        if pd.isna(place.regulation):
            yield "rule", *told, {}
        is_drawn = place.spaces_method == DRAWN
        if is_open and place.kind == KERB and pd.isna(place.layout) and not is_drawn:
            yield "layout", *told, {}
        lacks_limit = place.regulation == BLUE_ZONE and pd.isna(place.maxstay)
        lacks_hours = place.regulation in {PAID, BLUE_ZONE} and pd.isna(place.hours)
        if lacks_limit or (lacks_hours and place.kind == KERB):
            yield "hours", *told, {}
        yield from _odd(place, told)


def _odd(place: Any, told: tuple[str, object, shapely.Geometry]) -> Iterator[Remark]:
    """Tell a count that the length, or the ground, makes hard to believe."""
    values = dated_values(VALUES)
    if place.spaces_method != TAGGED or place.regulation == FORBIDDEN:
        return
    if not pd.isna(place.length):
        one = values[PARALLEL if pd.isna(place.layout) else place.layout]
        held = float(place.length) / one
    elif not pd.isna(place.area) and place.kind != KERB:
        held = float(place.area) / values["space_area"]
    else:
        return
    factor, mine = values["odd_length"], float(place.spaces)
    if held >= 1 and not held / factor <= mine <= held * factor:
        yield "odd", *told, {"mine": int(mine), "held": round(held)}


def _of_streets(made: Surveyed) -> Iterator[Remark]:
    lines, ids = made.streets.geometry.to_numpy(), made.streets["street_id"].to_numpy()
    names = made.streets["name"].to_numpy(dtype=object, na_value=None)
    classes = made.streets["highway"].to_numpy(dtype=object)
    for row, parking in enumerate(made.streets["parking"]):
        read = sides(None if pd.isna(parking) else str(parking))
        told = names[row], lines[row]
        if not read and classes[row] in CARS and names[row] is not None:
            yield "untold", str(ids[row]), *told, {}
        for side, of_side in read.items():
            if of_side.state == UNREAD:
                yield "unread", f"{ids[row]}:{side}", *told, {"said": of_side.said}
        if any(of_side.is_old for of_side in read.values()):
            first = next(of_side for of_side in read.values() if of_side.is_old)
            yield "older", str(ids[row]), *told, {"said": first.said}
    yield from _undrawn(made)


def _undrawn(made: Surveyed) -> Iterator[Remark]:
    """Name the sides whose bays are said to be drawn apart, and are not."""
    bays = made.car_parks[is_along(made.car_parks).to_numpy(dtype=bool, na_value=False)]
    reach = dated_values(VALUES)["reach"]
    middles = shapely.centroid(bays.geometry.to_numpy())
    tree = shapely.STRtree(middles)
    lines = made.streets.geometry.to_numpy()
    for row, side in apart(made.streets):
        near = tree.query(lines[row], predicate="dwithin", distance=reach)
        if not any(side_of(lines[row], middles[k]) == WAYS[side] for k in near):
            street = made.streets.iloc[row]
            name = None if pd.isna(street["name"]) else street["name"]
            yield "drawn", f"{street['street_id']}:{side}", name, lines[row], {"reach": int(reach)}


def _of_register(made: Surveyed) -> Iterator[Remark]:
    own = made.drawn.set_index("place_id")
    for park in made.registered.itertuples(index=False):
        key = str(park.car_park_id)
        if key not in made.same:
            yield "absent", key, park.name, park.geometry, {}
            continue
        mine = own.loc[made.same[key]]
        told = pd.NA if pd.isna(park.free) else (FREE if park.free else PAID)
        if rule := paid_rule(mine["regulation"], told):
            yield rule, made.same[key], park.name, mine["geometry"], {}
        counted = mine["spaces_method"] == "tagged" and not pd.isna(park.capacity)
        if counted and mine["spaces"] != park.capacity:
            parts = {"mine": int(mine["spaces"]), "theirs": int(np.int64(park.capacity))}
            yield "differs", made.same[key], park.name, mine["geometry"], parts


def _twice(made: Surveyed) -> Iterator[Remark]:
    """Name the pairs of points that may be two entrances of one car park."""
    values, own = dated_values(VALUES), made.car_parks
    is_point = shapely.get_dimensions(own.geometry.to_numpy()) == 0
    large = (own["capacity"] >= values["least_doubled"]).fillna(value=False).to_numpy(dtype=bool)
    kept = own[is_point & large].reset_index(drop=True)
    tree = shapely.STRtree(kept.geometry.to_numpy())
    one, other = tree.query(
        kept.geometry.to_numpy(), predicate="dwithin", distance=values["same_name"]
    )
    for i, j in zip(one.tolist(), other.tolist(), strict=True):
        first, second = kept.iloc[i], kept.iloc[j]
        if i < j and first["capacity"] == second["capacity"]:
            name = None if pd.isna(first["name"]) else first["name"]
            parts = {
                "other": second["car_park_id"],
                "n": int(first["capacity"]),
                "metres": round(first.geometry.distance(second.geometry)),
            }
            yield "twice", str(first["car_park_id"]), name, first.geometry, parts


def _joined(made: Surveyed) -> Iterator[Remark]:
    """Name the objects that were counted once with another."""
    own = made.car_parks.set_index("car_park_id")
    for pair in made.joined:
        park = own.loc[pair.kept]
        name = None if pd.isna(park["name"]) else park["name"]
        yield pair.why, pair.kept, name, park.geometry, {"other": pair.other}
