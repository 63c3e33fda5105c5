"""Landmarks: buildings that fit their ground, and car parks of a sensible size."""

import shapely

from beffroi.drawing.landmarks import Site, boxes
from beffroi.drawing.scene import Scene


def test_buildings_are_set_within_their_ground_and_apart() -> None:
    ground = shapely.box(0, 0, 200, 120)

    found = boxes(ground, Site({}, {}, (40, 12), (10, 15), 8, 99))

    assert len(found) == 9
    assert all(ground.buffer(-7.9).contains(box) for box in found)
    assert not any(a.intersects(b) for k, a in enumerate(found) for b in found[:k])


def test_a_ground_too_small_gets_no_building() -> None:
    assert boxes(shapely.box(0, 0, 20, 20), Site({}, {}, (40, 12), (10, 15), 8, 99)) == []


def test_the_town_has_its_church_its_halls_and_its_station(drawn: Scene) -> None:
    tags = [tags for _, tags in drawn.marks.buildings]

    assert any(t.get("amenity") == "place_of_worship" for t in tags)
    assert any(t.get("amenity") == "marketplace" for t in tags)
    assert any(t.get("building") == "train_station" for t in tags)


def test_a_bay_takes_a_plausible_ground(drawn: Scene) -> None:
    open_ground = [
        park for park in drawn.marks.car_parks
        if park.tags["parking"] == "surface" and isinstance(park.shape, shapely.Polygon)
    ]  # fmt: skip

    assert open_ground
    assert all(20 < park.shape.area / park.bays < 60 for park in open_ground)
