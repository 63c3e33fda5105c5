"""The sheet numbers points, lines and areas, and closes its rings."""

import numpy as np
import shapely

from beffroi.drawing.sheet import Sheet


def test_an_area_is_a_closed_ring_of_its_own_points() -> None:
    sheet = Sheet()

    sheet.areas([shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10)], [{"building": "yes"}, {}])

    nodes, ways, _ = sheet.tables()
    assert len(nodes) == 8
    assert [way[0] == way[-1] and len(way) == 5 for way in ways["nodes"]] == [True, True]
    assert set(ways["nodes"][0]) & set(ways["nodes"][1]) == set()


def test_tags_of_a_point_add_up() -> None:
    sheet = Sheet()
    node = sheet.node((0.0, 0.0), {"highway": "crossing"})

    sheet.tag(node, {"crossing": "uncontrolled"})

    assert sheet.tables()[0]["tags"][0] == {"highway": "crossing", "crossing": "uncontrolled"}


def test_points_without_tags_have_none() -> None:
    sheet = Sheet()
    sheet.nodes(np.zeros((2, 2)))

    assert sheet.tables()[0]["tags"].isna().all()


def test_an_empty_sheet_gives_empty_tables() -> None:
    nodes, ways, relations = Sheet().tables()

    assert len(nodes) == len(ways) == len(relations) == 0
