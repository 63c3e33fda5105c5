"""Places: poles of one station or of one name nearby."""

import shapely

from beffroi.engines.mobility.service.poles import places
from tests.engines.mobility.service.drawn import ORIGIN, stops


def found(names: list[str | None], *, apart: float, parents: list[str | None] | None = None):
    placed = stops(
        [f"s{n}" for n in range(len(names))], name=names,
        parent_station=parents or [None] * len(names),
    )  # fmt: skip
    points = [shapely.Point(ORIGIN[0] + apart * n, ORIGIN[1]) for n in range(len(names))]
    return places(placed.set_geometry(points)).tolist()


def test_two_poles_of_one_name_across_a_street_are_one_stop() -> None:
    assert found(["Mairie", "MAIRIE", "Église"], apart=20) == [0, 0, 1]


def test_stops_of_one_name_far_apart_are_two() -> None:
    assert found(["Mairie", "Mairie"], apart=500) == [0, 1]


def test_quays_of_one_station_are_one_stop_whatever_their_names() -> None:
    assert found(["Quai 1", "Quai 2", "Gare"], apart=400, parents=["g", "g", None]) == [0, 0, 1]


def test_stops_without_a_name_are_not_one() -> None:
    assert found([None, None], apart=5) == [0, 1]


def test_a_stop_without_a_place_stands_alone() -> None:
    placed = stops(["a", "b"], name=["Mairie", "Mairie"])
    placed = placed.set_geometry([shapely.Point(float("inf"), float("inf")), shapely.Point(0, 0)])

    assert places(placed).tolist() == [0, 1]
