"""Lines follow streets, stop at the station, and share its stops."""

import numpy as np
import shapely

from beffroi.drawing.scene import Scene


def test_lines_follow_streets_from_end_to_end(drawn: Scene) -> None:
    for line in drawn.transit.urban:
        kinds = set(drawn.plan.kind[line.edges].tolist())

        assert "none" not in kinds
        assert "footway" not in kinds
        assert line.path.length > 1000


def test_stops_stand_on_the_course_of_their_line_in_order(drawn: Scene) -> None:
    for line in drawn.transit.urban + drawn.transit.coach:
        places = shapely.points(np.array([drawn.transit.areas.places[s] for s in line.stops]))

        assert shapely.distance(places, line.path).max() < 15
        assert (np.diff(line.along) > 0).all()


def test_the_station_is_shared_by_both_operators(drawn: Scene) -> None:
    urban = {stop for line in drawn.transit.urban for stop in line.stops}
    coach = {stop for line in drawn.transit.coach for stop in line.stops}

    assert 0 in urban
    assert 0 in coach


def test_stops_have_names_of_their_own(drawn: Scene) -> None:
    names = drawn.transit.areas.names

    assert len(set(names)) == len(names)
