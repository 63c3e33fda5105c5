"""A drawn town as tables, ready to be written in the national formats, and the truth about it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from beffroi.drawing import people, timetable, words
from beffroi.drawing.lives import outliving
from beffroi.drawing.measures import measures
from beffroi.drawing.notes import notes
from beffroi.drawing.offers import offers, shared_bicycles
from beffroi.drawing.residents import margins, residents
from beffroi.drawing.scene import Scene, disabled, scene
from beffroi.drawing.sheet import lonlat
from beffroi.drawing.terrain import terrain
from beffroi.drawing.trade import DATE, TRADING, VACANT, establishments, periods
from beffroi.drawing.trades import SHEDS, TRADES
from beffroi.drawing.voices import voices

__all__ = ["DATE", "DrawnTown", "draw"]


@dataclass(frozen=True)
class DrawnTown:
    """A town drawn from scratch. Nothing in it is real, but all of it is plausible.

    Attributes
    ----------
    commune, name
        Its INSEE code, which no commune bears, and its name.
    nodes, ways, relations
        OpenStreetMap objects: `id`; `lon`, `lat` | `nodes` | `members`; `tags`.
    feeds
        GTFS tables by feed (`urbain`, `cars`), times in seconds, dates in ISO 8601.
    establishments
        SIRENE, columns of the table `ESTABLISHMENTS`, with `closed` and `treated` (days).
    periods
        Their history, columns of the table `PERIODS`.
    premises
        What a walk would find: columns of the table `PREMISES`, with `lon` and `lat` in place of
        the geometry.
    car_parks
        BNLS: columns of the table `CAR_PARKS`, with `lon` and `lat` in place of the geometry.
    carpool_places
        BNLC: columns of the table `CARPOOL_PLACES`, likewise.
    squares
        Census grid: columns of `POPULATION_CELLS`, with the middle of each square.
    iris
        Columns of `IRIS_POPULATIONS`.
    commuters
        INSEE's flows between home and work.
    communes, epci
        The commune and its neighbours, as Etalab publishes them (JSON records).
    programmes
        The ANCT's table of programmes.
    perimeter
        The centre, as GeoJSON.
    truth
        What is known for certain: counts, bays, people, what people ask for.
    answers
        Answers to the questionnaire `achats`, in the columns of an export of KoboToolbox.
    margins
        Census margins to which they can be weighted.
    notes
        Coded notes, in the columns of the French table.
    offers
        Offers that no data tell of, in the columns of the French sheet.
    bicycles
        Files of a system of shared bicycles (GBFS 3.0), by name.
    """

    commune: str
    name: str
    nodes: pd.DataFrame
    ways: pd.DataFrame
    relations: pd.DataFrame
    feeds: dict[str, dict[str, pd.DataFrame]]
    establishments: pd.DataFrame
    periods: pd.DataFrame
    premises: pd.DataFrame
    car_parks: pd.DataFrame
    carpool_places: pd.DataFrame
    squares: pd.DataFrame
    iris: pd.DataFrame
    commuters: pd.DataFrame
    communes: list[dict[str, object]]
    epci: list[dict[str, object]]
    programmes: pd.DataFrame
    perimeter: dict[str, object]
    truth: dict[str, Any]
    answers: pd.DataFrame
    margins: pd.DataFrame
    notes: pd.DataFrame
    offers: pd.DataFrame
    bicycles: dict[str, dict[str, Any]]


def draw(inhabitants: int, seed: int) -> DrawnTown:
    """Draw a town, the same one for the same size and seed on every machine.

    Parameters
    ----------
    inhabitants
        Population, from 5,000 to 600,000. [person]
    seed
        Which town of that size, from 0 on.

    Raises
    ------
    InputError
        If no town of that size is drawn.
    """
    size = measures(inhabitants, seed)
    drawn = scene(terrain(size))
    nodes, ways, relations = drawn.sheet.tables()
    squares = people.squares(drawn.homes)
    register = establishments(drawn.terrain, drawn.houses, drawn.premises)
    feeds = {
        "urbain": timetable.urban_feed(size, drawn.transit),
        "cars": timetable.coach_feed(drawn.transit),
    }
    communes, epci, programmes = people.registers(drawn.terrain)
    bnls, bnlc = _bnls(drawn), _bnlc(drawn)
    truth = _truth(drawn, register, feeds, bnls, bnlc)
    adults = residents(size, drawn.homes)
    heard = voices(size, adults, truth)
    return DrawnTown(
        words.COMMUNE, words.TOWN, nodes, ways, relations, feeds, register, periods(register),
        _walked(drawn.premises.table), bnls, bnlc, squares,
        people.iris(drawn.terrain, drawn.homes), people.commuters(drawn.terrain), communes, epci,
        programmes, people.perimeter(drawn.terrain), truth | {"voices": heard.truth},
        heard.answers, margins(adults), notes(truth), offers(DATE),
        shared_bicycles(feeds["urbain"]["stops"], DATE),
    )  # fmt: skip


def _walked(table: pd.DataFrame) -> pd.DataFrame:
    """List the premises as someone who walked every street and asked everywhere would."""
    where = lonlat(table[["x", "y"]].to_numpy().reshape(-1, 2))
    trading = table["state"] == TRADING
    value = [(SHEDS if shed else TRADES)[trade].value
             for shed, trade in zip(table["shed"], table["trade"], strict=True)]  # fmt: skip
    kind = pd.Series(value, index=table.index, dtype=object)
    return pd.DataFrame({
        "premises_id": [f"walk:{k + 1}" for k in range(len(table))],
        "state": np.where(trading, TRADING, VACANT), "kind": kind.where(trading, None),
        "name": table["name"].where(trading, None), "siret": table["siret"].where(trading, None),
        "activity": table["naf"].where(trading, None),
        "opened": table["created"].where(trading, None),
        "vacant_since": table["vacant_since"], "last_name": table["name"].where(~trading, None),
        "last_kind": kind.where(~trading, None), "front": table["front"],
        "street": table["street"], "housenumber": table["number"].astype(str),
        "sources": "walk", "lon": where[:, 0], "lat": where[:, 1],
    })  # fmt: skip


def _bnls(drawn: Scene) -> pd.DataFrame:
    """List the public car parks of the national base."""
    parks = [park for park in drawn.marks.car_parks if park.listed]
    middle = lonlat(
        np.array([shapely.get_coordinates(park.shape.representative_point())[0] for park in parks])
    )
    built = [park.tags["parking"] != "surface" for park in parks]
    return pd.DataFrame({
        "car_park_id": [f"{words.COMMUNE}-P-{k + 1:03d}" for k in range(len(parks))],
        "name": [park.name for park in parks],
        "kind": ["structure" if b else "surface" for b in built],
        "capacity": [park.bays for park in parks],
        "capacity_disabled": [disabled(park.bays) for park in parks],
        "access": "yes", "fee": [park.tags["fee"] for park in parks],
        "park_ride": ["yes" if "park_ride" in park.tags else None for park in parks],
        "max_height": [1.9 if b else None for b in built], "lon": middle[:, 0], "lat": middle[:, 1],
    })  # fmt: skip


def _bnlc(drawn: Scene) -> pd.DataFrame:
    """List the carpool places: one where each great road meets the edge of the town."""
    plan = drawn.plan
    rows = []
    for rank, road in enumerate(sorted(set(plan.road[plan.part == "radial"].tolist()))):
        own = np.flatnonzero((plan.road == road) & (plan.kind != "none"))
        if len(own) and rank % 2 == 0:
            reach = np.abs(
                np.sqrt((plan.net.middle[own] ** 2).sum(axis=1)) - drawn.terrain.measures.radius
            )
            place = lonlat(plan.net.places[plan.net.end[own[np.argmin(reach)]]].reshape(1, 2) + 14)[
                0
            ]
            rows.append((words.NEIGHBOURS[(road - 1) % len(words.NEIGHBOURS)], rank, place))
    return pd.DataFrame({
        "carpool_place_id": [f"{words.COMMUNE}-C-{k + 1:03d}" for k in range(len(rows))],
        "name": [f"Aire de covoiturage – route de {name}" for name, _, _ in rows],
        "commune": words.COMMUNE,
        "kind": ["Aire de covoiturage" if rank % 4 == 0 else "Parking" for _, rank, _ in rows],
        "open": True, "capacity": [12 + 6 * rank for _, rank, _ in rows], "capacity_disabled": 1,
        "updated": DATE, "lon": [place[0] for *_, place in rows], "lat": [place[1] for *_,
            place in rows],
    })  # fmt: skip


def _truth(
    drawn: Scene, register: pd.DataFrame, feeds: dict[str, dict[str, pd.DataFrame]],
    bnls: pd.DataFrame, bnlc: pd.DataFrame,
) -> dict[str, Any]:  # fmt: skip
    """Write down what is known for certain."""
    size = drawn.terrain.measures
    return {
        "commune": words.COMMUNE, "name": words.TOWN, "inhabitants": size.inhabitants,
        "seed": size.seed,
        "date": DATE, "people": int(drawn.homes.table["people"].sum()),
        "dwellings": int(drawn.homes.table["dwellings"].sum()),
        "streets": _street_truth(drawn), "buildings": _n_buildings(drawn),
        "commerce": _commerce_truth(drawn, register), "parking": _parking_truth(drawn, bnls, bnlc),
        "transit": {name: {table: len(rows) for table, rows in feed.items()} for name,
            feed in feeds.items()},
        "bicycle_stands": drawn.n_bicycle_stands, "trees": drawn.n_trees,
    }  # fmt: skip


def _street_truth(drawn: Scene) -> dict[str, Any]:
    table = drawn.streets.table
    kinds = table["kind"].value_counts().sort_index()
    car = ~table["kind"].isin(["footway", "path", "track", "pedestrian"])
    nodes = np.unique(np.concatenate(table["nodes"].tolist()))
    return {
        "ways": len(table), "nodes": len(nodes),
        "crossings": int((drawn.streets.node_of > 0).sum()),
        "length_m": round(float(table["length"].sum())), "bridges": int(table["bridge"].sum()),
        "car_length_m": round(float(table.loc[car, "length"].sum())),
        "ways_by_kind": {str(kind): int(n) for kind, n in kinds.items()},
        "oneway": int(table["oneway"].sum()),
    }  # fmt: skip


def _n_buildings(drawn: Scene) -> int:
    parks = sum("building" in park.tags for park in drawn.marks.car_parks)
    marks = drawn.marks
    return (
        len(drawn.houses.shapes)
        + len(marks.buildings)
        + len(marks.homes)
        + len(marks.sheds)
        + parks
    )


def _commerce_truth(drawn: Scene, register: pd.DataFrame) -> dict[str, Any]:
    table = drawn.premises.table
    trading = table["state"] == TRADING
    keys = table["key"]
    amenities = keys[trading & (keys == "amenity")]
    vacant = ~trading
    active = set(register.loc[register["state"] == "active", "siret"])
    return {
        "premises": len(table), "trading": int(trading.sum()),
        "shops_trading": int((trading & (keys == "shop")).sum()),
        "amenities_trading": len(amenities),
        "offices_trading": int((trading & (keys == "office")).sum()),
        "shop_vacant": int((table["state"] == VACANT).sum()),
        "disused_shop": int((vacant & (table["state"] != VACANT)).sum()),
        "with_hours": int(table["tags"].map(lambda tags: "opening_hours" in tags).sum()),
        "establishments": len(register), "active": len(active),
        "closed_but_active": len(set(table.loc[vacant, "siret"]) & active),
        "front_m": round(float(table["front"].sum()), 1),
        "vacant_front_m": round(float(table.loc[vacant, "front"].sum()), 1),
        "vacant_half_year": int((table.loc[vacant, "vacant_since"] > "2026-03-01").sum()),
        "vacant_over_two_years": int((table.loc[vacant, "vacant_since"] < "2024-09-01").sum()),
        "survival": {str(year): round(float(outliving(np.array([year]))[0]), 4)
                     for year in (1, 3, 5)},
    }  # fmt: skip


def _parking_truth(drawn: Scene, bnls: pd.DataFrame, bnlc: pd.DataFrame) -> dict[str, Any]:
    parks = drawn.marks.car_parks
    return {
        "car_parks": len(parks), "bays": sum(park.bays for park in parks),
        "bays_told": sum(park.bays for park in parks if park.told),
        "car_parks_without_capacity": sum(not park.told for park in parks),
        "kerb_bays": int(drawn.streets.table["kerb_bays"].sum()),
        "bnls": len(bnls), "bnls_bays": int(bnls["capacity"].sum()), "bnlc": len(bnlc),
    }  # fmt: skip
