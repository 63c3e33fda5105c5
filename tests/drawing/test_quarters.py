"""Quarters: a centre in the middle, works at the edge, and one of each equipment."""

import numpy as np
import shapely

from beffroi.drawing import quarters as q
from beffroi.drawing.scene import Scene


def test_the_old_centre_lies_within_the_faubourgs_within_the_subdivisions(drawn: Scene) -> None:
    plan = drawn.plan
    distance = np.sqrt((shapely.get_coordinates(shapely.centroid(plan.faces)) ** 2).sum(axis=1))

    middle = [np.median(distance[plan.uses == use]) for use in (q.CENTRE, q.FAUBOURG, q.HOUSES)]

    assert middle == sorted(middle)


def test_a_town_has_its_station_hospital_secondary_school_and_cemetery(drawn: Scene) -> None:
    uses = set(drawn.plan.uses.tolist())

    assert {q.STATION, q.HOSPITAL, q.SECONDARY, q.CEMETERY, q.PARK, q.COMMERCE, q.INDUSTRY} <= uses


def test_blocks_are_smaller_in_the_old_centre(drawn: Scene) -> None:
    plan = drawn.plan
    area = shapely.area(plan.faces)

    assert np.median(area[plan.uses == q.CENTRE]) < np.median(area[plan.uses == q.HOUSES])
