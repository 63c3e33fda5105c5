"""What people of two hamlets find in half an hour, by hand."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from beffroi.engines.mobility.access.inputs import Points
from beffroi.engines.mobility.access.places import found_places, gathered_places
from beffroi.engines.mobility.inputs import Work
from tests.engines.mobility.access.basins import X, Y
from tests.engines.mobility.access.towns import town


def work() -> Work:
    spots = [shapely.Point(X + 2010, Y)] * 3 + [shapely.Point(X + 3910, Y)]
    return Work(100.0, gpd.GeoDataFrame(geometry=spots, crs=2154))


def homes() -> Points:
    return Points(np.array(["west", "east"], object), np.zeros(2), np.zeros(2),
                  np.array([300.0, 100.0]))  # fmt: skip


def test_jobs_are_shared_out_among_workplaces() -> None:
    places = gathered_places(town(work=work()))

    assert places.families == ("food", "shops", "health", "jobs")
    assert places.weights[:, -1].tolist() == [75, 25]
    assert places.workplaces.tolist() == [3, 1]


def test_what_is_found_is_counted_weighed_and_shared() -> None:
    places = gathered_places(town(work=work()))
    walk = np.array([[20.0, np.inf], [40.0, 10.0]])

    found = found_places(homes(), places, {"walk": walk})

    food, jobs = found.column["food"], found.column["jobs"]
    assert found.within["walk"][:, jobs].tolist() == [75, 25]
    assert found.weighed["walk"][:, food].tolist() == pytest.approx([1 / 4, 1 / 16])
    assert found.catchment[:, food].tolist() == pytest.approx([1 / 300, 0])
    low, high = found.jobs_interval["walk"]
    assert low < 75 < high < 100


def test_without_flows_jobs_are_unknown_and_off_the_streets_so_is_all() -> None:
    places = gathered_places(town())
    walk = np.array([[20.0], [np.nan]])

    found = found_places(homes(), places, {"walk": walk})

    assert "jobs" not in found.column
    assert np.isnan(found.within["walk"][1]).all()
    assert np.isnan(found.catchment[1]).all()
