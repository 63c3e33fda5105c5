"""Occupancy without a survey: more drivers fill places more, and near ones first."""

import numpy as np

from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.expected import expected
from beffroi.engines.parking.scenarios.supply import Place, Supply


def test_more_drivers_fill_places_more_and_near_ones_first() -> None:
    places = (Place("near", "Near", 20), Place("far", "Far", 20), Place("none", "None", 0))
    walk = {"near": np.array([1.0]), "far": np.array([9.0]), "none": np.array([1.0])}
    drivers = np.zeros((1, 15, 3))
    drivers[0, 2:10, 1] = 12.0

    found = expected(Supply(places, walk), Demand(drivers, ("",)), (0.5, 1.0, 2.0))

    assert found.place_ids == ("near", "far", "none")
    assert found.occupancy.shape == (3, 3, 15)
    low, usual, high = np.nanmax(found.occupancy[:, :2], axis=2)
    assert (low < usual).all()
    assert (usual < high).all()
    assert high.max() <= 1.0
    assert (usual[0], high[0]) > (usual[1], high[1])
    assert np.isnan(found.occupancy[:, 2]).all()
    assert found.occupancy[1, 0, 6] > found.occupancy[1, 0, 0]
