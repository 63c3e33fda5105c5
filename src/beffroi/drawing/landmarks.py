"""Landmarks: what stands alone in a town, from the church and the halls to the shopping sheds."""

from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely import Polygon

from beffroi.drawing import quarters as q
from beffroi.drawing import words
from beffroi.drawing.measures import Floats
from beffroi.drawing.plan import Plan
from beffroi.drawing.terrain import Terrain

Tags = dict[str, str]


@dataclass(frozen=True, slots=True)
class CarPark:
    """An off-street car park, with what is known of it for certain.

    Attributes
    ----------
    shape
        Its ground, or a point. [m]
    name
        Its name.
    bays
        Marked bays. [bay]
    tags
        OSM tags but for the capacity.
    told
        Whether its capacity is told in OSM.
    listed
        Whether it stands in the national base (BNLS).
    """

    shape: Polygon | shapely.Point
    name: str
    bays: int
    tags: Tags
    told: bool
    listed: bool


@dataclass(slots=True)
class Landmarks:
    """Areas, buildings and car parks, in metres."""

    areas: list[tuple[Polygon, Tags]] = field(default_factory=list)
    buildings: list[tuple[Polygon, Tags]] = field(default_factory=list)
    homes: list[tuple[Polygon, Tags]] = field(default_factory=list)
    sheds: list[Polygon] = field(default_factory=list)
    car_parks: list[CarPark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Site:
    """How the ground of one use is filled.

    Attributes
    ----------
    area
        Tags of the ground.
    building
        Tags of its buildings.
    size, gap
        Length and depth of a building, and the gaps between. [m]
    margin
        From the edge of the ground. [m]
    most
        Most buildings on one ground.
    """

    area: Tags
    building: Tags
    size: tuple[float, float]
    gap: tuple[float, float]
    margin: float
    most: int


SITES = {
    q.SCHOOL: Site({"amenity": "school"}, {"building": "school", "building:levels": "2"},
                   (38, 11), (16, 24), 12, 4),
    q.SECONDARY: Site({"amenity": "school", "name": "Lycée Émilie-du-Châtelet",
                       "school:FR": "lycée"}, {"building": "school", "building:levels": "3"},
                      (52, 14), (14, 22), 12, 6),
    q.HOSPITAL: Site({"amenity": "hospital", "name": "Centre hospitalier de Valbray",
                      "emergency": "yes"}, {"building": "hospital", "building:levels": "5"},
                     (62, 20), (18, 26), 18, 6),
    q.SPORTS: Site({"leisure": "sports_centre"}, {"leisure": "pitch", "sport": "soccer"},
                   (100, 62), (14, 14), 10, 3),
    q.CEMETERY: Site({"landuse": "cemetery", "name": "Cimetière des Ormeaux"},
                     {"building": "chapel"}, (9, 6), (500, 500), 10, 1),
    q.ESTATE: Site({"landuse": "residential"}, {"building": "apartments"}, (56, 12), (24, 30), 16,
        12),
    q.INDUSTRY: Site({"landuse": "industrial"}, {"building": "industrial"}, (52, 34), (28, 30),
        12, 9),
    q.PARK: Site({"leisure": "park"}, {"building": "kiosk"}, (7, 7), (500, 500), 10, 1),
    q.FIELD: Site({"landuse": "meadow"}, {}, (1, 1), (1, 1), 1, 0),
    q.WOOD: Site({"landuse": "forest"}, {}, (1, 1), (1, 1), 1, 0),
}  # fmt: skip
"""What the ground of each use holds."""

BAY = 27.0
"""Ground of one bay with its share of the aisles. [m²]"""


def reserved(terrain: Terrain, plan: Plan) -> Plan:
    """Set blocks of the centre and the faubourgs aside for public car parks."""
    dice = terrain.measures.dice("parking")
    area = shapely.area(plan.faces)
    at = shapely.get_coordinates(shapely.centroid(plan.faces))
    distance = np.sqrt((at**2).sum(axis=1))
    fit = np.isin(plan.uses, [q.CENTRE, q.FAUBOURG]) & (area > 1_500) & (area < 6_500)
    fit &= distance > 0.3 * terrain.measures.centre_radius
    n = max(3, round(6 * terrain.measures.scale**0.55))
    wish = np.where(fit, distance + 320 * dice.random(len(area)), np.inf)
    chosen = np.argsort(wish, kind="stable")[:n]
    uses = plan.uses.copy()
    uses[chosen[np.isfinite(wish[chosen])]] = q.CAR_PARK
    return replace(plan, uses=uses)


def landmarks(terrain: Terrain, plan: Plan) -> Landmarks:
    """Fill the grounds that are not built in rows."""
    drawn = Landmarks()
    dice = terrain.measures.dice("landmarks")
    for use in SITES:
        for rank, face in enumerate(plan.faces[plan.uses == use]):
            _fill(drawn, use, rank, face, dice)
    for rank, face in enumerate(_from_centre(plan, q.COMMERCE)):
        _shopping(drawn, rank, face, dice)
    for face in plan.faces[plan.uses == q.STATION]:
        _station(drawn, terrain, face)
    for rank, face in enumerate(_from_centre(plan, q.CAR_PARK)):
        _public_car_park(drawn, rank, face, dice)
    _squares(drawn, terrain)
    return drawn


def _from_centre(plan: Plan, use: int) -> np.ndarray:
    faces = plan.faces[plan.uses == use]
    away = shapely.distance(shapely.centroid(faces), shapely.Point(0, 0))
    chosen: np.ndarray = faces[np.argsort(away, kind="stable")]
    return chosen


def _fill(drawn: Landmarks, use: int, rank: int, face: Polygon, dice: np.random.Generator) -> None:
    site = SITES[use]
    ground = _inset(face, 4)
    if ground is None:
        return
    drawn.areas.append((ground, {**site.area, **_named(use, rank)}))
    for box in boxes(face, site)[: site.most] if site.most else []:
        tags = dict(site.building)
        if use == q.ESTATE:
            tags["building:levels"] = str(4 + int(6 * dice.random()))
            drawn.homes.append((box, tags))
        elif use == q.SPORTS:
            drawn.areas.append((box, tags))
        else:
            drawn.buildings.append((box, tags))
    if use in {q.HOSPITAL, q.ESTATE, q.SECONDARY}:
        _served(drawn, use, rank, face, dice)


def _named(use: int, rank: int) -> Tags:
    if use == q.SCHOOL:
        first = words.FIRST[(7 * rank) % len(words.FIRST)]
        name = f"{first}-{words.LAST[(11 * rank) % len(words.LAST)]}"
        return {"name": f"École {('élémentaire', 'maternelle', 'primaire')[rank % 3]} {name}"}
    if use == q.PARK:
        return {"name": "Jardin public" if rank == 0 else f"Parc {words.NATURE[(5 * rank) % 60]}"}
    if use == q.SPORTS:
        return {"name": "Stade municipal" if rank == 0 else f"Plaine de jeux n° {rank}"}
    return {}


def _inset(face: Polygon, margin: float) -> Polygon | None:
    inner = face.buffer(-margin, quad_segs=1)
    parts = [part for part in shapely.get_parts(inner) if part.area > 60]
    largest = max(parts, key=lambda part: part.area, default=None)
    return None if largest is None else shapely.simplify(largest, 0.3)


def boxes(face: Polygon, site: Site) -> list[Polygon]:
    """Set buildings square to the length of a ground, wherever they fit.

    Returns
    -------
    Rectangles, those nearest to the middle first. [m]
    """
    inner = _inset(face, site.margin)
    if inner is None:
        return []
    middle, along, across, reach = _frame(inner)
    (w, d), (gx, gy) = site.size, site.gap
    n, m = (int(r // step) for r, step in zip(reach, (w + gx, d + gy), strict=True))
    x, y = (axis.ravel() for axis in np.meshgrid(
        np.arange(-n, n + 1) * (w + gx), np.arange(-m, m + 1) * (d + gy),
        indexing="ij"))  # fmt: skip
    nearest = np.lexsort((y, x, np.abs(x) + np.abs(y)))
    spots = np.column_stack([x, y])[nearest][:, None, :]
    corners = spots + np.array([(-w / 2, -d / 2), (w / 2, -d / 2), (w / 2, d / 2), (-w / 2, d / 2)])
    shapes = shapely.polygons(
        (middle + corners[..., :1] * along + corners[..., 1:] * across).round(2)
    )
    shapely.prepare(inner)
    return list(shapes[shapely.contains(inner, shapes)])


def _frame(ground: Polygon) -> tuple[Floats, Floats, Floats, tuple[float, float]]:
    """Return the middle of a ground, its two directions and its half lengths."""
    box = shapely.get_coordinates(shapely.oriented_envelope(ground))
    sides = np.diff(box[:3], axis=0)
    lengths = np.maximum(np.sqrt((sides**2).sum(axis=1)), 0.01)
    first = int(np.argmax(lengths))
    along, across = sides[first] / lengths[first], sides[1 - first] / lengths[1 - first]
    return box[:4].mean(axis=0), along, across, (lengths[first] / 2, lengths[1 - first] / 2)


def _parted(face: Polygon, margin: float, share: float) -> tuple[Polygon | None, Polygon | None]:
    """Part a ground across its length into two, the first of which takes a share."""
    inner = _inset(face, margin)
    if inner is None:
        return None, None
    middle, along, across, reach = _frame(inner)
    cut = middle + along * reach[0] * (2 * share - 1)
    far = 4 * (reach[0] + reach[1])
    strip = Polygon([cut + across * far, cut - across * far,
                     cut - across * far - along * far,
                     cut + across * far - along * far])  # fmt: skip
    return _inset(inner.intersection(strip), 2), _inset(inner.difference(strip), 2)


def _bays(ground: Polygon) -> int:
    return max(6, int(ground.area / BAY))


def _served(
    drawn: Landmarks, use: int, rank: int, face: Polygon, dice: np.random.Generator
) -> None:
    """Give a ground a car park of its own, where its buildings leave room."""
    built = shapely.union_all([box for box, _ in drawn.buildings[-12:] + drawn.homes[-12:]])
    wanted = Site({}, {}, (34, 17), (6, 12), 9, 2)
    room = [box for box in boxes(face, wanted) if not box.buffer(2).intersects(built)]
    for box in room[:1]:
        name = {q.HOSPITAL: "Parking de l'hôpital", q.SECONDARY: "Parking du lycée"}.get(
            use, f"Parking résidence {rank + 1}"
        )
        access = "private" if use == q.ESTATE else "yes"
        tags = {"parking": "surface", "access": access, "fee": "no", "surface": "asphalt"}
        told = bool(dice.random() < 0.6)
        drawn.car_parks.append(CarPark(box, name, _bays(box), tags, told, False))  # noqa: FBT003


def _shopping(drawn: Landmarks, rank: int, face: Polygon, dice: np.random.Generator) -> None:
    """Put a car park before the sheds of a shopping zone; the first one is the hypermarket."""
    drawn.areas.append((face, {"landuse": "retail"}))
    lot, built = _parted(face, 8, 0.5)
    if lot is None or built is None:
        return
    size = (96.0, 62.0) if rank == 0 else (34.0, 24.0)
    fitting = boxes(built, Site({}, {}, size, (9, 12), 2, 6)) or boxes(
        built, Site({}, {}, (34, 24), (9, 12), 2, 6)
    )
    drawn.sheds.extend(fitting[: 1 if rank == 0 else 6])
    name = "Parking de l'hypermarché" if rank == 0 else f"Parking de la zone commerciale {rank}"
    tags = {"parking": "surface", "access": "customers", "fee": "no", "surface": "asphalt"}
    told = rank == 0 or bool(dice.random() < 0.5)
    drawn.car_parks.append(CarPark(lot, name, _bays(lot), tags, told, False))  # noqa: FBT003


def _station(drawn: Landmarks, terrain: Terrain, face: Polygon) -> None:
    """Build the station beside its tracks, its forecourt and its car park."""
    stand = terrain.warp(np.array([terrain.station]))[0]
    fitting = boxes(face, Site({}, {}, (44, 12), (4, 6), 6, 9))
    nearest = sorted(fitting, key=lambda box: round(box.distance(shapely.Point(stand)), 2))[:1]
    tags = {"building": "train_station", "name": f"Gare de {words.TOWN}"}
    drawn.buildings.extend((box, tags) for box in nearest)
    free = face.difference(shapely.union_all([box.buffer(14) for box in nearest]))
    lot, _ = _parted(max(shapely.get_parts(free), key=lambda part: part.area), 7, 0.55)
    if lot is not None:
        tags = {"parking": "surface", "access": "yes", "fee": "no", "park_ride": "train"}
        drawn.car_parks.append(CarPark(lot, "Parking de la gare", _bays(lot), tags, True, True))  # noqa: FBT003


CAR_PARK_NAMES = (
    "Parking des Remparts", "Parking de la Poterne", "Parking du Mail", "Parking du Champ-de-Foire",
    "Parking des Cordeliers", "Parking de la Médiathèque", "Parking du Théâtre",
    "Parking des Quais",
    "Parking du Palais", "Parking des Ursulines", "Parking du Collège", "Parking de l'Abreuvoir",
    "Parking Saint-Nicolas", "Parking de la Prévôté", "Parking des Lices", "Parking du Moulin",
)  # fmt: skip


def _public_car_park(drawn: Landmarks, rank: int, face: Polygon, dice: np.random.Generator) -> None:
    """Lay out a public car park: those near the centre are paid, the farther ones free."""
    lot = _inset(face, 6)
    if lot is None:
        return
    again = f" {rank // len(CAR_PARK_NAMES) + 1}" if rank >= len(CAR_PARK_NAMES) else ""
    name = CAR_PARK_NAMES[rank % len(CAR_PARK_NAMES)] + again
    paid = rank < 2 or rank % 5 == 0
    tags = {"parking": "surface", "access": "yes", "fee": "yes" if paid else "no",
            "surface": "asphalt"}  # fmt: skip
    bays = _bays(lot)
    if rank == 1:
        tags = {**tags, "parking": "multi-storey", "building": "parking", "building:levels": "3"}
        bays *= 3
    if not paid and rank % 3 == 2:
        tags["maxstay"] = "1.5 hours"
    told = bool(dice.random() < 0.8)
    drawn.car_parks.append(CarPark(lot, name, bays, tags, told, rank < 600))


def _squares(drawn: Landmarks, terrain: Terrain) -> None:
    """Furnish the market square with its hall, and the other one with the church."""
    market, parvis = (Polygon(terrain.warp(shapely.get_coordinates(s))) for s in terrain.squares)
    for square, name, use in [(market, "Place du Marché", "pedestrian"),
                              (parvis, "Place Saint-Nicolas", "pedestrian")]:  # fmt: skip
        ground = _inset(square, 4)
        if ground is not None:
            drawn.areas.append((ground, {"place": "square", "highway": use, "area": "yes",
                "name": name,
                                         "surface": "paving_stones"}))  # fmt: skip
    hall = {"building": "roof", "amenity": "marketplace", "name": "Halles du Marché",
            "opening_hours": "We,Sa 07:00-13:00"}  # fmt: skip
    church = {"building": "church", "amenity": "place_of_worship", "religion": "christian",
              "denomination": "catholic", "name": "Église Saint-Nicolas",
              "historic": "church"}  # fmt: skip
    drawn.buildings.extend((box, hall) for box in _largest(market, (28, 15)))
    drawn.buildings.extend((_cross(box), church) for box in _largest(parvis, (34, 14)))
    middle = market.centroid
    tags = {"parking": "underground", "access": "yes", "fee": "yes"}
    bays = 60 + round(90 * terrain.measures.scale**0.5)
    drawn.car_parks.append(CarPark(middle, "Parking souterrain du Marché", bays, tags, True, True))  # noqa: FBT003


def _largest(square: Polygon, size: tuple[float, float]) -> list[Polygon]:
    """Set one building in the middle of a square, as large as it can be."""
    for share in (1.0, 0.85, 0.7, 0.55, 0.4):
        site = Site({}, {}, (share * size[0], share * size[1]), (3, 3), 5, 1)
        if found := boxes(square, site):
            return found[:1]
    return []


def _cross(nave: Polygon) -> Polygon:
    """Give a nave its transept."""
    middle, along, across, reach = _frame(nave)
    low, high = 0.15 * reach[0], 0.55 * reach[0]
    wide = 1.55 * reach[1]
    corners = [middle + x * along + y * across for x, y in
               [(low, -wide), (high, -wide), (high, wide), (low, wide)]]  # fmt: skip
    whole = nave.union(Polygon(np.array(corners).round(2)))
    return shapely.set_precision(whole, 0.01)
