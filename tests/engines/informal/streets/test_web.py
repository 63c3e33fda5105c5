"""The web of streets: cut where ways meet, open as they are told to be."""

import numpy as np

from beffroi.engines.informal.streets import web
from tests.engines.informal.drives import HERE
from tests.engines.informal.streets.maps import streets


def test_streets_meet_where_they_share_a_vertex_and_bridges_do_not() -> None:
    made = web(streets(), HERE)

    crossing = np.flatnonzero(np.hypot(*(made.roads.nodes - [500, 0]).T) < 0.1)
    assert len(crossing) == 1
    assert made.legs[crossing].tolist() == [4]
    assert made.legs.max() == 4
    assert len(made.street) == 2 + 2 + 1 + 1 + 1
    assert np.allclose(sorted(made.roads.length), [100, 400, 400, 500, 500, 500, 600])


def test_a_footpath_is_none_and_a_oneway_street_is_open_one_way() -> None:
    made = web(streets(), HERE)

    assert 3 not in made.street
    assert made.roads.opens[made.street == 5].tolist() == [[True, False]]
    assert made.roads.opens[made.street == 0].all()


def test_what_is_closed_to_vehicles_is_mapped_but_not_driven() -> None:
    table = streets()
    table.loc[[1, 2], "access"] = ["private", "no"]
    table.loc[2, "motor_vehicle"] = "yes"
    table.loc[4, "service"] = "parking_aisle"

    made = web(table, HERE)

    assert set(made.street) == {0, 2, 5}
    assert len(made.mapped.ends) == 8


def test_a_roundabout_and_a_reversed_street_say_their_direction() -> None:
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)]
    table = streets([
        ("residential", "", ring, ""), ("residential", "", [(0, 0), (-50, 0)], "-1"),
    ])  # fmt: skip
    table.loc[0, "junction"] = "roundabout"

    made = web(table, HERE)

    assert made.roads.opens.tolist() == [[True, False], [False, True]]
    assert made.roads.ends[0, 0] == made.roads.ends[0, 1]


def test_a_map_without_streets_is_an_empty_web() -> None:
    made = web(streets([]), HERE)

    assert len(made.street) == len(made.legs) == 0
