"""The scene: one town hall, car parks in three forms, and paths in the parks."""

from collections import Counter

from beffroi.drawing.scene import Scene, disabled


def test_there_is_one_town_hall(drawn: Scene) -> None:
    halls = [tags for _, tags in drawn.sheet.ways if tags.get("amenity") == "townhall"]

    assert len(halls) == 1


def test_car_parks_are_points_areas_and_one_relation(drawn: Scene) -> None:
    points = [t for t in drawn.sheet.node_tags.values() if t.get("amenity") == "parking"]
    areas = [t for _, t in drawn.sheet.ways if t.get("amenity") == "parking"]
    relations = [t for _, t in drawn.sheet.relations if t.get("amenity") == "parking"]

    assert len(points) >= 1
    assert len(areas) >= 3
    assert len(relations) == 1


def test_bus_routes_are_relations_in_both_directions(drawn: Scene) -> None:
    routes = Counter(t["ref"] for _, t in drawn.sheet.relations if t.get("route") == "bus")

    assert set(routes.values()) == {2}
    assert len(routes) == len(drawn.transit.urban)


def test_members_of_relations_are_on_the_sheet(drawn: Scene) -> None:
    for members, _ in drawn.sheet.relations:
        assert all(1 <= ref <= (drawn.sheet.n if kind == "n" else len(drawn.sheet.ways))
                   for kind, ref, _ in members)  # fmt: skip


def test_one_bay_in_fifty_is_for_disabled_people() -> None:
    assert [disabled(bays) for bays in (10, 50, 51, 250)] == [1, 1, 2, 5]
