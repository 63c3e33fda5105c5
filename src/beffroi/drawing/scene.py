"""The scene: everything of a drawn town put on the sheet, with OpenStreetMap's tags."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from beffroi.drawing import quarters as q
from beffroi.drawing import words
from beffroi.drawing.houses import Rows, rows
from beffroi.drawing.landmarks import CarPark, Landmarks, landmarks, reserved
from beffroi.drawing.measures import Floats
from beffroi.drawing.people import Homes, homes
from beffroi.drawing.plan import Plan, plan
from beffroi.drawing.sheet import Sheet, Tags
from beffroi.drawing.streets import Streets, streets
from beffroi.drawing.terrain import Terrain
from beffroi.drawing.timetable import pole
from beffroi.drawing.trade import Premises, numbers, premises
from beffroi.drawing.transit import Line, Transit, transit

NODE, WAY = "n", "w"


@dataclass(frozen=True, slots=True)
class Scene:
    """A town on its sheet, and the things that were put there."""

    terrain: Terrain
    plan: Plan
    sheet: Sheet
    streets: Streets
    houses: Rows
    marks: Landmarks
    premises: Premises
    homes: Homes
    transit: Transit
    civic: dict[int, dict[str, str]]
    n_bicycle_stands: int
    n_trees: int


def scene(terrain: Terrain) -> Scene:
    """Draw a town, from its ground to its trees."""
    sheet = Sheet()
    ground = reserved(terrain, plan(terrain))
    drawn_streets = streets(terrain, ground, sheet)
    marks = landmarks(terrain, ground)
    houses = _addressed(rows(terrain, ground, _taken(terrain, marks)), drawn_streets)
    trade = premises(terrain, ground, houses, marks)
    civic = _civic(houses, trade)
    lived = homes(
        terrain, houses, marks, np.array(sorted(_in_houses(trade) | set(civic)), dtype=np.int64)
    )
    lines = transit(terrain, ground, drawn_streets)
    _ground(sheet, terrain, marks)
    _buildings(sheet, terrain, houses, marks, civic)
    _car_parks(sheet, marks, drawn_streets)
    _premises(sheet, trade)
    _transit(sheet, lines, drawn_streets)
    stands = _bicycle_stands(sheet, terrain, ground)
    trees = _trees(sheet, ground)
    _park_paths(sheet, ground, drawn_streets)
    _places(sheet, terrain)
    return Scene(
        terrain,
        ground,
        sheet,
        drawn_streets,
        houses,
        marks,
        trade,
        lived,
        lines,
        civic,
        stands,
        trees,
    )


def bent(terrain: Terrain, shape: Polygon) -> Polygon:
    """Bend a polygon of the flat plan."""
    ring = shapely.segmentize(shape.exterior, 15)
    return Polygon(terrain.warp(shapely.get_coordinates(ring))).buffer(0)


def _taken(terrain: Terrain, marks: Landmarks) -> list[Polygon]:
    """List the areas where no row of houses may stand."""
    areas = [bent(terrain, area) for area in (terrain.corridor, terrain.ballast, *terrain.squares)]
    lots = [park.shape for park in marks.car_parks if isinstance(park.shape, Polygon)]
    return areas + lots + [box for box, _ in marks.buildings + marks.homes] + marks.sheds


def _addressed(houses: Rows, drawn: Streets) -> Rows:
    """Give each house the name of its street and a number."""
    street = [drawn.names[edge] for edge in houses.table["edge"]]
    named = Rows(houses.table.assign(street=street), houses.shapes)
    return Rows(named.table.assign(number=numbers(named)), houses.shapes)


def _in_houses(trade: Premises) -> set[int]:
    return {int(house) for house in trade.table["house"] if house >= 0}


CIVIC = (
    ({"amenity": "townhall", "name": f"Hôtel de ville de {words.TOWN}",
      "opening_hours": "Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00"}, (40.0, 40.0)),
    ({"amenity": "post_office", "name": "La Poste du Centre",
      "opening_hours": "Mo-Fr 09:00-12:00,13:30-18:00; Sa 09:00-12:00"}, (-60.0, -50.0)),
    ({"amenity": "library", "name": "Médiathèque Louise-Aubertin",
      "opening_hours": "Tu,Fr 14:00-18:30; We,Sa 10:00-12:30,14:00-18:00"}, (-90.0, 70.0)),
    ({"amenity": "theatre", "name": "Théâtre municipal"}, (90.0, 90.0)),
    ({"amenity": "cinema", "name": "Cinéma Le Beffroi"}, (-130.0, -60.0)),
    ({"amenity": "police", "name": "Commissariat de police"}, (-190.0, 90.0)),
    ({"amenity": "courthouse", "name": "Palais de justice"}, (0.0, -170.0)),
    ({"amenity": "fire_station", "name": "Centre de secours"}, (-320.0, -320.0)),
    ({"tourism": "information", "information": "office", "name": "Office de tourisme"}, (20.0,
        -60.0)),
    ({"tourism": "museum", "name": "Musée du Vieux Valbray"}, (130.0, 60.0)),
    ({"tourism": "hotel", "name": "Hôtel du Beffroi"}, (-160.0, 0.0)),
    ({"office": "employment_agency", "name": "Agence pour l'emploi"}, (-260.0, 160.0)),
    ({"amenity": "social_facility", "name": "Maison des solidarités"}, (-60.0, 230.0)),
)  # fmt: skip
"""Public buildings, and where about they stand on the finished map. [m]"""


def _civic(houses: Rows, trade: Premises) -> dict[int, dict[str, str]]:
    """Choose the houses that are public buildings: large ones without a shop."""
    table = houses.table
    free = np.ones(len(table), dtype=bool)
    free[sorted(_in_houses(trade))] = False
    front = table[["front_x", "front_y"]].to_numpy()
    area = shapely.area(houses.shapes)
    chosen: dict[int, dict[str, str]] = {}
    for tags, spot in CIVIC:
        away = np.sqrt(((front - spot) ** 2).sum(axis=1)) - 0.6 * area
        best = int(np.argmin(np.where(free, away, np.inf)))
        free[best] = False
        chosen[best] = tags
    return chosen


def _ground(sheet: Sheet, terrain: Terrain, marks: Landmarks) -> None:
    """Draw the river, the railway and the uses of the ground."""
    sheet.areas(
        [bent(terrain, terrain.water)],
        [{"natural": "water", "water": "river", "name": words.RIVER}],
    )
    _line(sheet, terrain, terrain.river, {"waterway": "river", "name": words.RIVER})
    for shift in (-2.2, 2.2):
        track = shapely.offset_curve(terrain.rail, shift)
        _line(
            sheet,
            terrain,
            track,
            {"railway": "rail", "usage": "main", "electrified": "contact_line"},
        )
    station = terrain.warp(np.array([terrain.station]))[0]
    sheet.node(tuple(station.tolist()), {"railway": "station", "public_transport": "station",
        "train": "yes",
                         "name": words.TOWN, "uic_ref": "00000000"})  # fmt: skip
    if marks.areas:
        shapes, tags = zip(*marks.areas, strict=True)
        sheet.areas(shapes, tags)


def _line(sheet: Sheet, terrain: Terrain, line: LineString, tags: Tags) -> None:
    points = terrain.warp(shapely.get_coordinates(shapely.segmentize(line, 25)))
    sheet.way(sheet.nodes(points).tolist(), tags)


BUILDING = {q.CENTRE: ("yes", "apartments", "house"), q.FAUBOURG: ("yes", "house", "apartments"),
            q.HOUSES: ("house", "yes", "detached")}  # fmt: skip


def _buildings(
    sheet: Sheet, terrain: Terrain, houses: Rows, marks: Landmarks, civic: dict[int, dict[str, str]]
) -> None:
    """Draw the buildings, most with their storeys, some with their address."""
    dice = terrain.measures.dice("landmarks").random((len(houses.shapes), 3))
    kinds = {use: [{"building": kind} for kind in kinds] for use, kinds in BUILDING.items()}
    tags: list[Tags] = []
    columns = (houses.table[name].tolist() for name in ("quarter", "levels", "number", "street"))
    for rank, (use, levels, number, street) in enumerate(zip(*columns, strict=True)):
        lot = dice[rank]
        said = dict(kinds[use][0 if lot[0] < 0.6 else 1 if lot[0] < 0.9 else 2])
        if lot[1] < 0.75:
            said["building:levels"] = str(levels)
        if lot[2] < 0.2 and street:
            said |= {"addr:housenumber": str(number), "addr:street": street}
        tags.append({**said, "building": "public", **civic[rank]} if rank in civic else said)
    sheet.areas(list(houses.shapes), tags)
    for group in (marks.buildings, marks.homes):
        if group:
            shapes, said_of = zip(*group, strict=True)
            sheet.areas(shapes, said_of)
    sheet.areas(marks.sheds, [{"building": "retail", "building:levels": "1"}] * len(marks.sheds))


def _car_parks(sheet: Sheet, marks: Landmarks, drawn: Streets) -> None:
    """Draw the car parks: areas, a ring with a lawn in it, points; and the ways into them."""
    reached = np.unique(np.concatenate([nodes for kind, nodes in zip(
        drawn.table["kind"], drawn.table["nodes"], strict=True) if kind not in {"footway", "path",
        "track"}]))  # fmt: skip
    places = np.concatenate(sheet.places)[reached - 1]
    tree = shapely.STRtree(shapely.points(places))
    holed = _holed(marks.car_parks)
    for rank, park in enumerate(marks.car_parks):
        tags = car_park_tags(park)
        if isinstance(park.shape, Point):
            sheet.node((park.shape.x, park.shape.y), tags)
            continue
        if rank == holed:
            _with_lawn(sheet, park.shape, tags)
        elif "building" not in tags and not park.listed and rank % 7 == 3:
            sheet.node((round(park.shape.centroid.x, 2), round(park.shape.centroid.y, 2)), tags)
        else:
            sheet.areas([park.shape], [tags])
        nearest = int(tree.nearest(park.shape))
        _access(sheet, park.shape, int(reached[nearest]), places[nearest])


def car_park_tags(park: CarPark) -> dict[str, str]:
    """Write the tags of a car park; its capacity only where OpenStreetMap knows it."""
    tags = {"amenity": "parking", "name": park.name, **park.tags}
    if park.told:
        tags["capacity"] = str(park.bays)
        tags["capacity:disabled"] = str(disabled(park.bays))
    return tags


def disabled(bays: int) -> int:
    """Return the bays kept for disabled people: one in fifty, at least one.

    References
    ----------
    Decree 2006-1658 of 21 December 2006 on the accessibility of roads, article 1: 2 %.
    """
    return max(1, -(-bays // 50))


def _holed(parks: list[CarPark]) -> int:
    """Choose the largest open car park to hold a lawn."""
    open_ground = [park.shape.area if "building" not in park.tags else 0.0 for park in parks]
    return int(np.argmax(open_ground))


def _with_lawn(sheet: Sheet, shape: Polygon, tags: Tags) -> None:
    """Draw a car park as a relation of an outer ring and a lawn."""
    middle = shape.representative_point()
    reach = 0.3 * middle.distance(shape.exterior)
    lawn = Polygon([(round(middle.x + reach * a, 2), round(middle.y + reach * b, 2))
                    for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))])  # fmt: skip
    outer, inner = sheet.areas([shape, lawn], [{}, {"landuse": "grass"}])
    sheet.relation([(WAY, outer, "outer"), (WAY, inner, "inner")], {"type": "multipolygon", **tags})


def _access(sheet: Sheet, shape: Polygon, node: int, place: Floats) -> None:
    """Lead a service way from a street into a car park."""
    door = shape.exterior.interpolate(shape.exterior.project(Point(place)))
    inside = shape.representative_point()
    steps = np.array([(door.x, door.y), ((door.x + inside.x) / 2, (door.y + inside.y) / 2),
                      (inside.x, inside.y)]).round(2)  # fmt: skip
    nodes = sheet.nodes(steps).tolist()
    sheet.way([node, *nodes], {"highway": "service", "service": "parking_aisle"})


def _premises(sheet: Sheet, trade: Premises) -> None:
    first = sheet.nodes(trade.table[["x", "y"]].to_numpy())
    for node, tags in zip(first.tolist(), trade.table["tags"], strict=True):
        sheet.tag(node, tags)


def _transit(sheet: Sheet, lines: Transit, drawn: Streets) -> None:
    """Draw the bus stops, and each line in each direction as a route."""
    used = sorted({stop for line in lines.urban for stop in line.stops})
    poles: dict[tuple[int, int], int] = {}
    for stop in used:
        for direction in (0, 1):
            tags = {"highway": "bus_stop", "public_transport": "platform", "bus": "yes",
                    "name": lines.areas.names[stop],
                    "shelter": "yes" if stop % 2 else "no"}  # fmt: skip
            poles[stop, direction] = sheet.node(
                tuple(pole(lines.areas, stop, direction).tolist()), tags
            )
    for line in lines.urban:
        for direction in (0, 1):
            _route(sheet, line, direction, poles, drawn)


def _route(
    sheet: Sheet, line: Line, direction: int, poles: dict[tuple[int, int], int], drawn: Streets
) -> None:
    ways = drawn.way_of[line.edges][:: 1 if direction == 0 else -1]
    once = [int(way) + 1 for k, way in enumerate(ways) if k == 0 or way != ways[k - 1]]
    stops = line.stops[:: 1 if direction == 0 else -1]
    start, end = line.ends[:: 1 if direction == 0 else -1]
    members = [(NODE, poles[stop, direction], "platform") for stop in stops]
    members += [(WAY, way, "") for way in once]
    sheet.relation(members, {
        "type": "route", "route": "bus", "ref": line.name, "network": "Valbus",
        "operator": "Valbus",
        "name": f"Bus {line.name} : {start} → {end}", "from": start, "to": end,
        "public_transport:version": "2",
    })  # fmt: skip


def _bicycle_stands(sheet: Sheet, terrain: Terrain, ground: Plan) -> int:
    """Put bicycle stands beside the crossings of the centre, and a shelter at the station."""
    dice = terrain.measures.dice("parking")
    street = ground.kind != "none"
    spots = ground.net.places[np.unique(ground.net.start[street])]
    near = spots[(spots**2).sum(axis=1) < (1.05 * terrain.measures.centre_radius) ** 2]
    chosen = near[dice.random(len(near)) < 0.24]
    for place, lot in zip(chosen, dice.random(len(chosen)), strict=True):
        tags = {"amenity": "bicycle_parking", "bicycle_parking": "stands", "covered": "no"}
        capacity = {"capacity": str(2 * (2 + int(6 * lot)))} if lot < 0.8 else {}
        sheet.node((place[0] + 3, place[1] + 3), tags | capacity)
    station = terrain.warp(np.array([terrain.station]))[0]
    sheet.node((station[0] + 9, station[1] + 12), {
        "amenity": "bicycle_parking", "bicycle_parking": "shed", "covered": "yes",
        "capacity": "48"})  # fmt: skip
    return len(chosen) + 1


def _trees(sheet: Sheet, ground: Plan) -> int:
    """Plant rows of trees along the boulevards of the former ramparts."""
    boulevard = ground.net.lines[(ground.part == "boulevard") & (ground.kind != "none")]
    spots = [
        side.interpolate(along)
        for line in boulevard for shift in (7.0, -7.0)
        for side in [shapely.offset_curve(line, shift)] if side.geom_type == "LineString"
        for along in np.arange(9.0, max(side.length - 8.0, 0.0), 11.0)
    ]  # fmt: skip
    numbered = sheet.nodes(np.array([(spot.x, spot.y) for spot in spots]).reshape(-1, 2).round(2))
    for node in numbered.tolist():
        sheet.tag(node, {"natural": "tree", "genus": "Platanus"})
    return len(spots)


def _park_paths(sheet: Sheet, ground: Plan, drawn: Streets) -> None:
    """Lead paths from the crossings around each park to its middle."""
    known = np.flatnonzero(drawn.node_of > 0)
    tree = shapely.STRtree(shapely.points(ground.net.places[known]))
    for face in ground.faces[np.isin(ground.uses, [q.PARK, q.CEMETERY])]:
        gates = known[np.sort(tree.query(face, predicate="dwithin", distance=0.1))][::2]
        middle = face.representative_point()
        centre = sheet.node((round(middle.x, 2), round(middle.y, 2)), {})
        for gate in gates.tolist():
            _park_path(sheet, int(drawn.node_of[gate]), ground.net.places[gate], centre, middle)


def _park_path(sheet: Sheet, gate: int, place: Floats, centre: int, middle: Point) -> None:
    """Draw a slightly bowed path."""
    ahead = np.array([middle.x, middle.y]) - place
    across = np.array([-ahead[1], ahead[0]])
    steps = np.array([place + t * ahead + 0.5 * t * (1 - t) * across for t in (0.2, 0.4, 0.6, 0.8)])
    sheet.way([gate, *sheet.nodes(steps.round(2)).tolist(), centre],
              {"highway": "footway", "surface": "fine_gravel"})  # fmt: skip


def _places(sheet: Sheet, terrain: Terrain) -> None:
    """Name the town and a few of its quarters."""
    sheet.node((0.0, 0.0), {"place": "town", "name": words.TOWN,
                            "population": str(terrain.measures.inhabitants),
                            "ref:INSEE": words.COMMUNE})  # fmt: skip
    reach = 0.62 * terrain.measures.radius
    for k, name in enumerate(
        ("Les Tilleuls", "La Garenne", "Le Faubourg Saint-Martin", "Outre-Pont")
    ):
        turn = 2 * np.pi * (k + 0.4) / 4
        place = (round(float(reach * np.cos(turn)), 2), round(float(reach * np.sin(turn)), 2))
        sheet.node(place, {"place": "suburb", "name": name})
