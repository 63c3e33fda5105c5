"""Objects become points, lines and areas, also where the file was cut."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.osm.opening import opened
from beffroi.formats.osm.outlines import Outline, longest_run, outlines
from beffroi.formats.osm.survey import surveyed
from tests.formats.osm.sketch import GRID, relation, saved, way

SQUARE = 1e-6
"""Area of one square of the grid [°²]."""


def outlined(folder: Path, *elements: str, kind: str = "r") -> Outline:
    survey = surveyed(opened(saved(folder, GRID, *elements)))
    return outlines(survey, [(kind, 50)])[kind, 50]


def test_a_closed_way_is_an_area(tmp_path: Path) -> None:
    found = outlined(tmp_path, way(50, 1, 2, 5, 4, 1), kind="w")

    assert found.is_whole
    assert found.geometry.area == pytest.approx(SQUARE)


@pytest.mark.parametrize("nodes", [(1, 3), (1, 2, 5, 4), (1, 77, 3, 1), (3, 1, 3)])
def test_a_way_that_does_not_close_is_the_point_in_its_middle(
    tmp_path: Path, nodes: tuple[int, ...]
) -> None:
    found = outlined(tmp_path, way(50, *nodes), kind="w")

    assert (found.geometry.geom_type, found.is_whole) == ("Point", False)


def test_a_way_without_any_node_has_no_place(tmp_path: Path) -> None:
    found = outlined(tmp_path, way(50, 77, 78), kind="w")

    assert found.geometry.is_empty


def test_an_outline_that_crosses_itself_is_redrawn(tmp_path: Path) -> None:
    found = outlined(tmp_path, way(50, 1, 9, 3, 7, 1), kind="w")

    assert found.was_mended
    assert found.geometry.is_valid
    assert found.geometry.area == pytest.approx(2 * SQUARE)


def test_an_outline_without_any_surface_is_a_point(tmp_path: Path) -> None:
    found = outlined(tmp_path, way(50, 1, 2, 3, 2, 1), kind="w")

    assert (found.geometry.geom_type, found.is_whole) == ("Point", False)


def test_outer_ways_are_joined_end_to_end(tmp_path: Path) -> None:
    elements = (way(1, 1, 2, 3, 6), way(2, 6, 9, 8, 7), way(3, 1, 4, 7))
    members = [("way", n, "outer") for n in (1, 2, 3)]

    found = outlined(tmp_path, *elements, relation(50, *members))

    assert found.is_whole
    assert found.geometry.area == pytest.approx(4 * SQUARE)


def test_inner_ways_are_holes_even_side_by_side(tmp_path: Path) -> None:
    elements = (way(1, 1, 3, 9, 7, 1), way(2, 1, 2, 5, 4, 1), way(3, 2, 3, 6, 5, 2))
    members = [("way", 1, "outer"), ("way", 2, "inner"), ("way", 3, "inner")]

    found = outlined(tmp_path, *elements, relation(50, *members))

    assert found.geometry.area == pytest.approx(2 * SQUARE)


def test_an_island_in_a_hole_is_ground_again(tmp_path: Path) -> None:
    rings = "".join(
        f'<node id="{100 * size + corner}" lat="{40 + y * size / 100}" lon="{x * size / 100}"/>'
        for size in (1, 2, 3)
        for corner, (x, y) in enumerate([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    )
    ways = [way(s, 100 * s, 100 * s + 1, 100 * s + 2, 100 * s + 3, 100 * s) for s in (1, 2, 3)]
    members = [("way", 3, "outer"), ("way", 2, "inner"), ("way", 1, "outer")]

    found = outlined(tmp_path, rings, *ways, relation(50, *members))

    assert found.geometry.area == pytest.approx((36 - 16 + 4) * 1e-4)


def test_a_relation_of_which_a_way_is_missing_is_drawn_from_the_rest(tmp_path: Path) -> None:
    closed = (way(1, 1, 2, 5, 4, 1), relation(50, ("way", 1, "outer"), ("way", 9, "outer")))
    opened_ring = (way(1, 1, 2, 3), relation(50, ("way", 1, "outer"), ("way", 9, "outer")))

    part, point = outlined(tmp_path, *closed), outlined(tmp_path, *opened_ring)

    assert (part.geometry.area, part.is_whole) == (pytest.approx(SQUARE), False)
    assert point.geometry.equals(shapely.Point(2.001, 48))
    assert not point.is_whole


def test_a_relation_of_nodes_is_the_point_in_their_middle(tmp_path: Path) -> None:
    found = outlined(tmp_path, relation(50, ("node", 1, ""), ("node", 3, ""), ("relation", 4, "")))

    assert found.geometry.equals(shapely.Point(2.001, 48))


def test_a_relation_without_any_member_present_has_no_place(tmp_path: Path) -> None:
    found = outlined(tmp_path, relation(50, ("way", 77, "outer")))

    assert found.geometry.is_empty


def test_a_hole_as_large_as_its_outline_leaves_a_point(tmp_path: Path) -> None:
    elements = (way(1, 1, 2, 5, 4, 1), way(2, 4, 5, 2, 1, 4))

    found = outlined(tmp_path, *elements, relation(50, ("way", 1, "outer"), ("way", 2, "inner")))

    assert found.geometry.geom_type == "Point"


def test_a_ring_of_inner_ways_alone_is_taken_as_the_outline(tmp_path: Path) -> None:
    found = outlined(tmp_path, way(1, 1, 2, 5, 4, 1), relation(50, ("way", 1, "inner")))

    assert found.geometry.area == pytest.approx(SQUARE)


@given(st.lists(st.booleans(), max_size=30))
def test_the_longest_run_is_unbroken_and_nothing_is_longer(present: list[bool]) -> None:
    run = longest_run(np.array(present, dtype=bool))

    longest = max(
        (len(part) for part in "".join("x" if p else " " for p in present).split()), default=0
    )
    assert all(present[run])
    assert run.stop - run.start == longest
