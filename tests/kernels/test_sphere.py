"""Distances on the sphere."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.kernels.sphere import RADIUS, bearing, great_circle, in_space

latitudes = st.floats(-89.9, 89.9)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)


def between(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(great_circle(*(np.array([value]) for value in (*one, *other)))[0])


def test_paris_and_london_are_344_kilometres_apart() -> None:
    # 48.8566 N 2.3522 E and 51.5074 N 0.1278 W: 343.6 km on the sphere, a common worked example.
    assert round(between((48.8566, 2.3522), (51.5074, -0.1278)) / 1000, 1) == 343.6


@given(points, points, points)
def test_a_detour_is_never_shorter(
    one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]
) -> None:
    assert between(one, other) <= between(one, third) + between(third, other) + 1e-3
    assert np.isclose(between(one, other), between(other, one))


@given(points, points)
def test_the_straight_line_is_the_chord_of_the_arc(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    both = in_space(*np.array([one, other]).T)

    chord = float(np.linalg.norm(both[0] - both[1]))

    assert np.isclose(chord, 2 * RADIUS * np.sin(between(one, other) / RADIUS / 2), atol=1e-3)


def test_an_unknown_place_is_at_an_unknown_distance() -> None:
    assert np.isnan(between((float("nan"), 2.0), (48.0, 2.0)))


def test_bearings_go_clockwise_from_the_north() -> None:
    start, ends = np.zeros(4), ([1.0, 0.0, -1.0, 0.0], [0.0, 1.0, 0.0, -1.0])

    headings = bearing(start, start, *map(np.array, ends))

    assert np.abs(headings).round().tolist() == [0, 90, 180, 90]
    assert headings[1] > 0 > headings[3]
