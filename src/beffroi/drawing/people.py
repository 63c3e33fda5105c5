"""People: who lives in which building, counted by square and by quarter as the census does."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyproj
import shapely

from beffroi.drawing import quarters as q
from beffroi.drawing import words
from beffroi.drawing.houses import Rows
from beffroi.drawing.landmarks import Landmarks
from beffroi.drawing.measures import Floats, Ints
from beffroi.drawing.sheet import ORIGIN, lonlat
from beffroi.drawing.terrain import Terrain

DWELLING = {q.CENTRE: 88.0, q.FAUBOURG: 105.0, q.ESTATE: 82.0}
"""Built floor by dwelling, stairs and walls included. [m²]"""

HOUSEHOLD = {q.CENTRE: 1.65, q.FAUBOURG: 1.95, q.ESTATE: 2.25, q.HOUSES: 2.4}
"""People by dwelling before they are made to sum to the town's population. [person]"""

SIDE = 200
"""Side of a square of the census. [m]"""

IRIS_PEOPLE = 2_500
"""People that INSEE aims at in a quarter of a commune of 10,000 and more. [person]"""


@dataclass(frozen=True, slots=True)
class Homes:
    """Buildings where people live.

    Attributes
    ----------
    table
        `house` (row of the houses, or -1), `slab` (row of `Landmarks.homes`, or -1), `x`, `y` [m],
        `dwellings`, `people`.
    """

    table: pd.DataFrame


def homes(terrain: Terrain, houses: Rows, marks: Landmarks, trading: Ints) -> Homes:
    """House the whole population.

    Parameters
    ----------
    terrain, houses, marks
        The town.
    trading
        Rows of the houses whose ground floor is meant for trade.
    """
    quarter = np.concatenate([houses.table["quarter"], np.full(len(marks.homes), q.ESTATE)])
    slabs = np.array([shape for shape, _ in marks.homes], dtype=object)
    shapes = np.concatenate([houses.shapes, slabs])
    levels = np.concatenate([
        houses.table["levels"], [int(tags["building:levels"]) for _, tags in marks.homes]
    ]).astype(float)  # fmt: skip
    levels[trading] = np.maximum(levels[trading] - 1, 0.4)
    floor = shapely.area(shapes) * levels
    size = np.array([DWELLING.get(int(use), np.inf) for use in quarter])
    dwellings = np.where(quarter == q.HOUSES, 1, np.maximum(1, (floor / size).astype(np.int64)))
    weight = dwellings * np.array([HOUSEHOLD[int(use)] for use in quarter])
    people = shared_out(weight, terrain.measures.inhabitants)
    at = shapely.get_coordinates(shapely.centroid(shapes))
    n, m = len(houses.shapes), len(marks.homes)
    return Homes(pd.DataFrame({
        "house": np.concatenate([np.arange(n), np.full(m, -1)]),
        "slab": np.concatenate([np.full(n, -1), np.arange(m)]),
        "x": at[:, 0], "y": at[:, 1], "dwellings": dwellings.astype(np.int64), "people": people,
    }))  # fmt: skip


def shared_out(weights: Floats, total: int) -> Ints:
    """Share a whole number out in proportion to weights, the largest remainders served first.

    Examples
    --------
    >>> shared_out(np.array([1.0, 1.0, 2.0]), 10).tolist()
    [3, 2, 5]
    """
    exact = weights * (total / weights.sum())
    shares: Ints = np.floor(exact).astype(np.int64)
    missing = total - int(shares.sum())
    order = np.argsort(-np.round(exact - shares, 6), kind="stable")
    shares[order[:missing]] += 1
    return shares


def squares(found: Homes) -> pd.DataFrame:
    """Count people and households by census square of 200 m.

    Returns
    -------
    `cell_id`, `population`, `households`, and `lon`, `lat` of the middle of the square. [°]
    """
    turn = pyproj.Transformer.from_crs(2154, 3035, always_xy=True)
    east, north = turn.transform(found.table["x"] + ORIGIN[0], found.table["y"] + ORIGIN[1])
    corner = np.floor(np.column_stack([east, north]) / SIDE).astype(np.int64) * SIDE
    counted = (
        pd.DataFrame({"east": corner[:, 0], "north": corner[:, 1],
                      "population": found.table["people"].to_numpy(float),
                      "households": found.table["dwellings"].to_numpy(float)})
        .groupby(["north", "east"], as_index=False).sum()
    )  # fmt: skip
    counted = counted[counted["population"] > 0].reset_index(drop=True)
    back = pyproj.Transformer.from_crs(3035, 4326, always_xy=True)
    lon, lat = back.transform(counted["east"] + SIDE / 2, counted["north"] + SIDE / 2)
    ids = [
        f"CRS3035RES200mN{n}E{e}" for n, e in zip(counted["north"], counted["east"], strict=True)
    ]
    return pd.DataFrame({
        "cell_id": ids, "population": counted["population"], "households": counted["households"],
        "lon": np.round(lon, 7), "lat": np.round(lat, 7),
    })  # fmt: skip


def iris(terrain: Terrain, found: Homes) -> pd.DataFrame:
    """Count people by statistical quarter: the centre, then rings and sectors around it.

    Returns
    -------
    Columns of the table `IRIS_POPULATIONS`.
    """
    people = found.table["people"].to_numpy(float)
    if terrain.measures.inhabitants < 10_000:
        rank, kind = np.zeros(len(people), dtype=np.int64), "Z"
    else:
        rank, kind = _sectors(terrain, found), "H"
    total = np.bincount(rank, weights=people)
    codes = [
        words.COMMUNE + (f"{k + 1:02d}".zfill(3) + "1" if kind == "H" else "0000")
        for k in range(len(total))
    ]
    names = [f"Quartier {k + 1}" if k else "Centre ancien" for k in range(len(total))]
    return pd.DataFrame({
        "iris": codes, "commune": words.COMMUNE, "kind": kind, "population": total,
        "name": names if kind == "H" else [words.TOWN],
    })  # fmt: skip


def _sectors(terrain: Terrain, found: Homes) -> Ints:
    x, y = found.table["x"].to_numpy(), found.table["y"].to_numpy()
    distance = np.sqrt(x**2 + y**2)
    n = max(3, round(terrain.measures.inhabitants / IRIS_PEOPLE)) - 1
    inner = max(1, n // 3)
    turn = (np.arctan2(y, x) / (2 * np.pi)) % 1.0
    near = distance < 0.5 * terrain.measures.radius
    ring = np.where(
        near, 1 + (turn * inner).astype(np.int64), 1 + inner + (turn * (n - inner)).astype(np.int64)
    )
    ring = np.where(distance < terrain.measures.centre_radius, 0, ring)
    rank: Ints = np.unique(ring, return_inverse=True)[1].ravel()
    return rank


def commuters(terrain: Terrain) -> pd.DataFrame:
    """Say who goes to work where, between the town and its neighbours.

    Returns
    -------
    Columns of INSEE's file of flows between home and work (mobilités professionnelles).
    """
    dice = terrain.measures.dice("names")
    codes = [words.COMMUNE, *(f"96{k + 2:03d}" for k in range(len(words.NEIGHBOURS)))]
    names = [words.TOWN, *words.NEIGHBOURS]
    active = round(0.4 * terrain.measures.inhabitants)
    rows = [(codes[0], names[0], codes[0], names[0], round(0.62 * active))]
    for code, name in zip(codes[1:], names[1:], strict=True):
        out, back = (0.008 + 0.02 * dice.random(2)) * active
        rows.append((codes[0], names[0], code, name, round(float(out))))
        rows.append((code, name, codes[0], names[0], round(float(3 * back))))
    columns = ["CODGEO", "LIBGEO", "DCLT", "L_DCLT", "NBFLUX_C21_ACTOCC15P"]
    return pd.DataFrame(sorted(rows), columns=columns)


def registers(
    terrain: Terrain,
) -> tuple[list[dict[str, object]], list[dict[str, object]], pd.DataFrame]:
    """Write the town and its neighbours into the national tables.

    Returns
    -------
    Communes and intercommunal bodies as Etalab publishes them, and the ANCT's table of programmes.
    """
    dice = terrain.measures.dice("quarters")
    shares = 0.01 + 0.12 * dice.random(len(words.NEIGHBOURS))
    people = [
        terrain.measures.inhabitants,
        *(round(float(s) * terrain.measures.inhabitants) for s in shares),
    ]
    codes = [f"96{k + 1:03d}" for k in range(len(people))]
    names = [words.TOWN, *words.NEIGHBOURS]
    communes: list[dict[str, object]] = [
        {"code": code, "nom": name, "typeLiaison": 0, "zone": "metro", "arrondissement": "961",
         "departement": words.DEPARTMENT, "region": words.REGION, "type": "commune-actuelle",
         "rangChefLieu": 2 if code == words.COMMUNE else 0, "siren": f"2199{code}",
         "codesPostaux": [words.POSTCODE], "population": n}
        for code, name, n in zip(codes, names, people, strict=True)
    ]  # fmt: skip
    members = [{"code": c["code"], "siren": c["siren"], "nom": c["nom"],
        "populationTotale": c["population"],
                "populationMunicipale": c["population"]} for c in communes]  # fmt: skip
    epci: list[dict[str, object]] = [{
        "code": words.EPCI, "nom": words.EPCI_NAME, "type": "CA", "modeFinancement": "FPU",
        "populationTotale": sum(people), "populationMunicipale": sum(people), "membres": members,
    }]  # fmt: skip
    return communes, epci, _programmes(codes, names)


def _programmes(codes: list[str], names: list[str]) -> pd.DataFrame:
    columns = ["insee_com", "lib_com", "id_pvd", "id_ti", "id_crte", "id_acv", "id_acv2"]
    blank = [""] * (len(codes) - 1)
    table = pd.DataFrame({
        "insee_com": codes, "lib_com": names, "id_crte": "crte-96-01-1", "id_acv": ["acv-96-01",
            *blank],
        "id_acv2": ["acv2-96-01", *blank], "id_pvd": ["", "pvd-96-01", *blank[1:]], "id_ti": "",
    })  # fmt: skip
    return table[columns]


def perimeter(terrain: Terrain) -> dict[str, object]:
    """Draw the perimeter of the centre: the old town and the first houses of the faubourgs.

    Returns
    -------
    A GeoJSON feature collection.
    """
    edge = shapely.segmentize(terrain.ring.buffer(25, quad_segs=4).simplify(2), 15)
    ring = lonlat(terrain.warp(shapely.get_coordinates(edge.exterior))).tolist()
    feature = {"type": "Feature", "properties": {"name": f"Centre de {words.TOWN}"},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    return {"type": "FeatureCollection", "features": [feature]}
