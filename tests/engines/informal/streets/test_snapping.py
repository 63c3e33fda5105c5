"""Snapping: shapes on streets where they follow them, as they are elsewhere."""

import numpy as np
import pytest

from beffroi.engines.informal.streets import snapped, web
from tests.engines.informal.drives import HERE
from tests.engines.informal.streets.maps import streets

WEB = web(streets(), HERE)


def test_a_shape_beside_streets_is_laid_on_them_corner_and_all() -> None:
    shape = np.array([[5.0, 6], [490, 4], [508, 20], [506, 395]])

    found = snapped(shape, WEB)

    assert np.allclose(found.line, [[5, 0], [500, 0], [500, 395]], atol=2)
    assert found.matched == pytest.approx(1)
    assert found.is_sure
    assert [one.name for one in found.stretches] == ["Rue Longue", "Avenue"]
    assert found.stretches[0].end == pytest.approx(495, abs=2)


def test_a_shape_that_leaves_the_map_stays_as_it_is_there() -> None:
    shape = np.array([[100.0, 3], [500, 3], [700, 203], [900, 203], [990, 3]])

    found = snapped(shape, WEB)

    assert any(np.allclose(point, [700, 203]) for point in found.line)
    assert found.stretches[0].on_street
    assert not all(one.on_street for one in found.stretches)
    assert 0.3 < found.matched < 0.5
    assert not found.is_sure
    assert found.stretches[-1].end == pytest.approx(np.hypot(*np.diff(found.line, axis=0).T).sum())


def test_streets_that_a_shape_crosses_without_a_way_are_not_driven_around() -> None:
    shape = np.array([[250.0, -290], [250, 3], [480, 3]])

    found = snapped(shape, WEB)

    assert {one.name for one in found.stretches if one.on_street} == {"Pont", "Rue Longue"}
    assert np.hypot(*np.diff(found.line, axis=0).T).sum() < 560


def test_a_shape_far_from_all_streets_is_untouched() -> None:
    shape = np.array([[5_000.0, 5_000], [6_000, 5_000]])

    found = snapped(shape, WEB)

    assert found.line.tolist() == shape.tolist()
    assert found.matched == 0
    assert [one.on_street for one in found.stretches] == [False]
