"""Streets: their names, and all that their tags say to walkers, riders and drivers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.drawing import words
from beffroi.drawing.measures import Bools, Floats, Ints
from beffroi.drawing.plan import Plan
from beffroi.drawing.sheet import Sheet
from beffroi.drawing.terrain import Terrain

Tags = dict[str, str]
Way = dict[str, Any]
CAR = ("primary", "secondary", "tertiary", "unclassified", "residential", "living_street")
MOTOR_SPEED = {"primary": "50", "secondary": "50", "tertiary": "50", "unclassified": "50",
               "residential": "50", "living_street": "20"}  # fmt: skip
NUMBER = {"primary": 940, "secondary": 120}
BAY_LENGTH = 5.5
"""Length of a bay along the kerb. [m]"""


@dataclass(frozen=True, slots=True)
class Streets:
    """Streets as they stand on the sheet.

    Attributes
    ----------
    table
        One row for each way: `name`, `kind`, `oneway`, `bridge`, `central`, `length` [m], `tags`,
        `nodes` (numbers on the sheet), `kerb_bays`.
    way_of
        (n_edges,) row of the table that each stretch is a part of; -1 for none.
    node_of
        (n_places,) number on the sheet of each crossing; 0 where no street comes.
    """

    table: pd.DataFrame
    way_of: Ints
    node_of: Ints
    names: list[str]


def edge_names(terrain: Terrain, plan: Plan) -> list[str]:
    """Name each stretch: all stretches of one traced line bear one name.

    Returns
    -------
    (n_edges,)
        Names, empty for what has none.
    """
    dice = terrain.measures.dice("names")
    limit = shapely.contains_xy(terrain.limit, plan.net.middle[:, 0], plan.net.middle[:, 1])
    pools = {part: _pool(part, dice) for part in ("old", "local", "lane", "works")}
    given: dict[tuple[str, int], str] = {}
    names = []
    for edge, (kind, part) in enumerate(zip(plan.kind, plan.part, strict=True)):
        if kind in {"none", "path", "track"} or part == "path":
            names.append("")
        elif plan.road[edge] >= 0:
            names.append(_great_name(terrain, plan, edge, inside=bool(limit[edge])))
        else:
            pool = pools.get(
                "local" if part in {"collector", "estate"} else str(part), pools["local"]
            )
            key = (str(part), int(plan.net.trace[edge]))
            if key not in given:
                given[key] = pool.pop() if pool else _composed(len(given))
            names.append(given[key])
    return names


def _pool(part: str, dice: np.random.Generator) -> list[str]:
    """Shuffle the names of a part of the town, first ones last."""
    if part == "old":
        names = list(words.OLD)
    elif part == "local":
        names = [f"Rue {name}" for name in words.REPUBLIC]
    elif part == "works":
        names = [f"Rue {name}" for name in words.WORKS]
    else:
        kinds = ("Rue", "Allée", "Impasse", "Square", "Avenue")
        names = [f"{kinds[k % len(kinds)]} {name}" for k, name in enumerate(words.NATURE)]
    return [names[k] for k in np.argsort(dice.random(len(names)), kind="stable")]


def _composed(rank: int) -> str:
    """Name a street after somebody who never lived."""
    n, m = len(words.FIRST), len(words.LAST)
    kind = ("Rue", "Rue", "Rue", "Allée", "Avenue")[
        rank // (n * m) % 5 if rank >= n * m else rank % 5
    ]
    return f"{kind} {words.FIRST[(rank * 19) % n]}-{words.LAST[(rank * 31 + rank // n) % m]}"


def _great_name(terrain: Terrain, plan: Plan, edge: int, *, inside: bool) -> str:
    part, x = str(plan.part[edge]), plan.net.middle[edge, 0]
    core = terrain.measures.centre_radius
    if part == "main":
        middle = words.MAIN_STREET if x < 0.62 * core else words.BRIDGE_STREET
        return words.STATION_AVENUE if x < -0.95 * core else middle
    if part == "radial":
        rank = int(plan.road[edge]) - 1
        place = words.NEIGHBOURS[rank % len(words.NEIGHBOURS)]
        return f"{'Avenue' if inside else 'Route'} de {place}"
    y = plan.net.middle[edge, 1]
    turn = (np.arctan2(y, x) / (2 * np.pi)) % 1.0
    if part == "boulevard":
        return words.BOULEVARDS[int(turn * len(words.BOULEVARDS))]
    if part == "quay":
        return words.QUAYS[int(x > 0.86 * core) * 2 + int(y > 0)]
    fixed = {"place": "Place du Marché", "parvis": "Place Saint-Nicolas", "rocade": "Rocade",
             "boulevard exterieur": "Boulevard extérieur"}  # fmt: skip
    return fixed.get(part, words.OLD[(3 * int(plan.road[edge])) % len(words.OLD)])


def streets(terrain: Terrain, plan: Plan, sheet: Sheet) -> Streets:
    """Draw the streets on the sheet."""
    dice = terrain.measures.dice("streets")
    names = edge_names(terrain, plan)
    bridge = _bridges(terrain, plan)
    run = _runs(plan, names, bridge)
    kept = np.flatnonzero(run >= 0)
    first = kept[np.unique(run[kept], return_index=True)[1]]
    node_of, nodes = _drawn_nodes(plan, run, sheet)
    length = np.bincount(run[kept], weights=shapely.length(plan.net.lines[kept]))
    distance = np.sqrt((plan.net.middle[first] ** 2).sum(axis=1))
    table = pd.DataFrame({
        "name": [names[edge] for edge in first], "kind": plan.kind[first], "part": plan.part[first],
        "bridge": bridge[first], "length": length.round(1), "nodes": nodes,
        "central": distance < terrain.measures.centre_radius * 1.08,
        "inside": shapely.contains_xy(terrain.limit, *plan.net.middle[first].T),
        "reach": distance / terrain.measures.radius, "road": plan.road[first],
        "start": [n[0] for n in nodes], "end": [n[-1] for n in nodes],
    })  # fmt: skip
    table["oneway"] = _oneway(table, sheet.n, dice)
    tagged = [_tags(way, dice.random(8)) for way in _records(table)]
    table["tags"] = pd.Series([tags for tags, _ in tagged], dtype=object)
    table["kerb_bays"] = [bays for _, bays in tagged]
    for way_nodes, tags in zip(table["nodes"], table["tags"], strict=True):
        sheet.way(way_nodes, tags)
    _crossings(table, node_of, sheet, dice)
    for tip in node_of[plan.net.start[plan.net.last]].tolist():
        if tip:
            sheet.tag(tip, {"highway": "turning_circle"})
    return Streets(table, run, node_of, names)


def _bridges(terrain: Terrain, plan: Plan) -> Bools:
    """Say which stretches cross the river or the railway."""
    water = shapely.Polygon(terrain.warp(shapely.get_coordinates(terrain.water.exterior)))
    rail = shapely.LineString(terrain.warp(shapely.get_coordinates(terrain.rail)))
    shapely.prepare(water)
    shapely.prepare(rail)
    over = shapely.intersects(water, plan.net.lines) | shapely.crosses(rail, plan.net.lines)
    bridges: Bools = over & (plan.kind != "none")
    return bridges


def _runs(plan: Plan, names: list[str], bridge: Bools) -> Ints:
    """Gather consecutive stretches that have everything in common into ways."""
    named = pd.factorize(np.array(names, dtype=object))[0]
    net = plan.net
    street = plan.kind != "none"
    follows = np.zeros(len(plan.kind), dtype=bool)
    follows[1:] = (
        (net.trace[1:] == net.trace[:-1]) & (net.start[1:] == net.end[:-1])
        & (plan.kind[1:] == plan.kind[:-1]) & (named[1:] == named[:-1])
        & (bridge[1:] == bridge[:-1]) & (plan.part[1:] == plan.part[:-1])
    )  # fmt: skip
    return np.where(street, np.cumsum(street & ~follows) - 1, -1)


def _drawn_nodes(plan: Plan, run: Ints, sheet: Sheet) -> tuple[Ints, list[list[int]]]:
    """Draw crossings and points between, and list the points of each way."""
    net = plan.net
    street = np.flatnonzero(run >= 0)
    used = np.unique(np.concatenate([net.start[street], net.end[street]]))
    node_of = np.zeros(len(net.places), dtype=np.int64)
    node_of[used] = sheet.nodes(net.places[used])
    points, owner = shapely.get_coordinates(net.lines[street], return_index=True)
    inner = np.ones(len(points), dtype=bool)
    inner[np.flatnonzero(np.diff(owner, prepend=-1))] = False
    inner[np.flatnonzero(np.diff(owner, append=len(street)))] = False
    numbers = sheet.nodes(points[inner])
    splits = np.searchsorted(owner[inner], np.arange(len(street) + 1))
    ways: list[list[int]] = [[] for _ in range(int(run.max()) + 1)]
    for rank, edge in enumerate(street.tolist()):
        way = ways[run[edge]]
        if not way:
            way.append(int(node_of[net.start[edge]]))
        way.extend(numbers[splits[rank] : splits[rank + 1]].tolist())
        way.append(int(node_of[net.end[edge]]))
    return node_of, ways


def _oneway(table: pd.DataFrame, n_nodes: int, dice: np.random.Generator) -> Bools:
    """Choose one-way streets, as long as every place can still be driven to and left."""
    car = table["kind"].isin(CAR).to_numpy()
    chance = np.where(table["central"], 0.5, np.where(table["reach"] < 0.45, 0.22, 0.03))
    narrow = table["kind"].isin(["residential", "living_street"]).to_numpy()
    oneway: Bools = narrow & (dice.random(len(table)) < chance)
    start, end = _segments(table)
    owner = np.repeat(np.arange(len(table)), [len(nodes) - 1 for nodes in table["nodes"]])
    for _ in range(30):
        label = _strong(start, end, car[owner], oneway[owner], n_nodes + 1)
        split = car[owner] & (label[start] != label[end])
        stuck = np.unique(owner[split])
        if not oneway[stuck].any():
            break
        oneway[stuck] = False
    return oneway


def _segments(table: pd.DataFrame) -> tuple[Ints, Ints]:
    start = np.concatenate([nodes[:-1] for nodes in table["nodes"]])
    end = np.concatenate([nodes[1:] for nodes in table["nodes"]])
    return start.astype(np.int64), end.astype(np.int64)


def _strong(start: Ints, end: Ints, car: Bools, oneway: Bools, n: int) -> Ints:
    back = car & ~oneway
    a = np.concatenate([start[car], end[back]])
    b = np.concatenate([end[car], start[back]])
    links = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(n, n))
    label: Ints = connected_components(links, directed=True, connection="strong")[1]
    return label


def _records(table: pd.DataFrame) -> list[Way]:
    names = [str(name) for name in table]
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _tags(way: Way, dice: Floats) -> tuple[Tags, int]:
    """Write the tags of one way, and count the bays along its kerbs."""
    tags: Tags = {"highway": way["kind"]}
    if way["name"]:
        tags["name"] = way["name"]
    if way["bridge"]:
        tags |= {"bridge": "yes", "layer": "1"}
    if way["kind"] in {"footway", "path", "track"}:
        tags |= _path_tags(way, dice)
        return tags, 0
    tags |= _road_tags(way, dice)
    kerb, bays = _kerb(way, dice)
    return tags | kerb, bays


def _path_tags(way: Way, dice: Floats) -> Tags:
    if way["part"] == "quay":
        return {"name": "Chemin de halage", "surface": "fine_gravel", "bicycle": "designated",
                "foot": "designated"}  # fmt: skip
    if way["kind"] == "track":
        return {"tracktype": f"grade{2 + int(3 * dice[0])}", "surface": "ground"}
    if way["central"] and dice[0] < 0.25:
        return {"highway": "steps", "step_count": str(8 + int(30 * dice[1]))}
    return {
        "surface": "asphalt" if dice[1] < 0.6 else "gravel",
        "lit": "yes" if dice[2] < 0.5 else "no",
    }


def _road_tags(way: Way, dice: Floats) -> Tags:
    kind = way["kind"]
    tags: Tags = {"surface": "asphalt", "lit": "yes" if way["inside"] else "no"}
    if kind == "pedestrian":
        return tags | {"surface": "paving_stones", "bicycle": "yes",
                       "motor_vehicle:conditional": "delivery @ (Mo-Sa 06:00-11:00)"}  # fmt: skip
    slow = way["central"] or (kind == "residential" and dice[0] < 0.35)
    speed = "20" if kind == "living_street" else "30" if slow else MOTOR_SPEED[kind]
    speed = speed if way["inside"] else "80"
    tags |= {"maxspeed": "70" if way["part"] == "rocade" else speed}
    if kind in NUMBER and way["part"] in {"radial", "rocade"}:
        tags["ref"] = f"D {NUMBER[kind] + way['road']}"
    if way["inside"] and way["part"] != "rocade" and kind != "living_street":
        tags["sidewalk"] = "both" if dice[1] < 0.88 else ("left", "right", "no")[int(dice[2] * 3)]
    if way["oneway"]:
        tags |= {"oneway": "yes"} | ({"oneway:bicycle": "no"} if dice[3] < 0.6 else {})
    if way["central"] and kind != "secondary" and dice[4] < 0.35:
        tags["surface"] = "sett"
    return tags | _cycle_tags(way, dice)


def _cycle_tags(way: Way, dice: Floats) -> Tags:
    if way["part"] == "rocade" or not way["inside"]:
        return {}
    if way["part"] == "boulevard":
        return {"cycleway:both": "track" if dice[5] < 0.7 else "lane"}
    if way["kind"] in {"primary", "secondary"}:
        return {"cycleway:both": "lane"} if dice[5] < 0.45 else {}
    return {"cycleway:both": "lane"} if way["kind"] == "tertiary" and dice[5] < 0.3 else {}


def _kerb(way: Way, dice: Floats) -> tuple[Tags, int]:
    """Say where cars stand along a street, and for how long."""
    swift = way["part"] == "rocade" or (way["part"] == "radial" and way["reach"] > 0.7)
    told = dice[3] < 0.85 and (way["central"] or way["reach"] < 0.5 or dice[6] < 0.25)
    if swift or way["bridge"] or not way["inside"] or not told:
        return {}, 0
    side = (
        "both" if dice[7] < 0.4 and not way["central"] else ("left", "right")[int(dice[6] * 20) % 2]
    )
    if dice[7] > 0.85 or way["kind"] == "living_street" or way["kind"] == "primary":
        return {"parking:both": "no"}, 0
    tags = {f"parking:{side}": "lane" if dice[5] < 0.7 else "street_side",
            f"parking:{side}:orientation": "parallel"}  # fmt: skip
    if side != "both":
        tags[f"parking:{'right' if side == 'left' else 'left'}"] = "no"
    bays = int(max(way["length"] - 12, 0) / BAY_LENGTH) * (2 if side == "both" else 1)
    return tags | _zone(way, side, dice), bays


def _zone(way: Way, side: str, dice: Floats) -> Tags:
    prefix = f"parking:{side}"
    if way["central"] and dice[4] < 0.55:
        return {f"{prefix}:fee": "yes", f"{prefix}:maxstay": "2 hours"}
    if way["central"] or (way["reach"] < 0.4 and dice[4] < 0.3):
        return {f"{prefix}:fee": "no", f"{prefix}:maxstay": "1.5 hours",
                f"{prefix}:authentication:disc": "yes",
                f"{prefix}:restriction:conditional": "no_parking @ (We 06:00-14:00)"}  # fmt: skip
    return {f"{prefix}:fee": "no"}


def _crossings(table: pd.DataFrame, node_of: Ints, sheet: Sheet, dice: np.random.Generator) -> None:
    """Mark crossings for walkers beside the junctions of the greater streets."""
    busy = (
        table["kind"].isin(["primary", "secondary", "tertiary"])
        & table["inside"]
        & ~table["bridge"]
    )
    junctions = set(node_of.tolist())
    lights = dice.random(len(table))
    for row, nodes in enumerate(table["nodes"]):
        if not busy.iloc[row] or len(nodes) < 4:
            continue
        if nodes[1] not in junctions:
            signal = table["kind"].iloc[row] != "tertiary" and lights[row] < 0.3
            kind = "traffic_signals" if signal else "uncontrolled"
            sheet.tag(nodes[1], {"highway": "crossing", "crossing": kind})
