"""Groups that are full: by size, by hour, and where something is unknown."""

import numpy as np
import pytest

from beffroi.engines.parking.explanation.filling import by_size, full_shares


def test_a_group_is_full_as_often_as_the_published_cases_say() -> None:
    found = full_shares(np.array([[10.0], [20.4]]), np.array([[0.8, 0.9], [0.85, 1.3]]))

    assert found == pytest.approx(np.array([[0.236, 0.455], [0.173, 1.0]]), abs=6e-4)


def test_what_is_unknown_stays_so() -> None:
    found = full_shares(np.array([10.0, np.nan, 0.0, 5.0]), np.array([np.nan, 0.8, 0.8, 0.0]))

    assert np.isnan(found).tolist() == [True, True, True, False]
    assert found[3] == 0.0


def test_the_smaller_the_group_the_lower_the_occupancy_it_allows() -> None:
    table = by_size()

    assert (np.diff(table["full"]) < 0).all()
    assert (np.diff(table["occupancy"]) > 0).all()
    assert full_shares(table["spaces"].to_numpy(float), table["occupancy"].to_numpy()) == (
        pytest.approx(0.1)
    )
