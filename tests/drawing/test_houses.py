"""Houses: beside their street, clear of the carriageway, hardly ever upon each other."""

import numpy as np
import shapely

from beffroi.drawing import quarters as q
from beffroi.drawing.houses import half_widths
from beffroi.drawing.scene import Scene, bent


def test_houses_stand_beside_their_street(drawn: Scene) -> None:
    lines = drawn.plan.net.lines[drawn.houses.table["edge"].to_numpy()]

    distance = shapely.distance(lines, drawn.houses.shapes)

    assert distance.max() < 25


def test_houses_leave_the_carriageway_free(drawn: Scene) -> None:
    plan = drawn.plan
    street = plan.kind != "none"
    strips = shapely.buffer(plan.net.lines[street], 0.5 * half_widths(plan)[street])

    house, _ = shapely.STRtree(strips).query(drawn.houses.shapes, predicate="intersects")

    assert len(set(house.tolist())) < 0.01 * len(drawn.houses.shapes)


def test_houses_hardly_overlap(drawn: Scene) -> None:
    shapes = drawn.houses.shapes
    first, second = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    once = first < second

    shared = shapely.area(shapely.intersection(shapes[first[once]], shapes[second[once]]))

    assert shared.sum() < 0.02 * shapely.area(shapes).sum()


def test_nobody_builds_in_the_river(drawn: Scene) -> None:
    water = bent(drawn.terrain, drawn.terrain.water)

    wet = shapely.intersection(drawn.houses.shapes, water)

    assert shapely.area(wet).sum() < 1.0


def test_rows_stand_in_the_old_streets_and_single_houses_further_out(drawn: Scene) -> None:
    area = shapely.area(drawn.houses.shapes)
    quarter = drawn.houses.table["quarter"].to_numpy()
    neighbours = np.zeros(len(area), dtype=int)

    first, second = shapely.STRtree(drawn.houses.shapes).query(
        drawn.houses.shapes, predicate="dwithin", distance=0.1
    )
    np.add.at(neighbours, first[first != second], 1)

    assert np.mean(neighbours[quarter == q.CENTRE] > 0) > 0.8
    assert np.mean(neighbours[quarter == q.HOUSES] > 0) < 0.15
