"""A feed read as variants on lines in metres."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.published import middle, published
from tests.engines.informal.feeds import HERE, STOPS, feed, line


def test_variants_have_their_line_their_stops_and_their_times() -> None:
    network = published(feed(), HERE)

    assert [(v.route_id, v.direction) for v in network.variants] == [
        ("EW", "0"), ("EW", "1"), ("NS", "0"), ("NS", "1")
    ]  # fmt: skip
    first = network.variants[0]
    assert np.allclose(first.line, line(0, 1), atol=0.1)
    assert np.allclose(first.where, STOPS, atol=0.1)
    assert first.trips[0].arrivals.tolist() == (STOPS * 0.125).astype(int).tolist()
    assert first.trips[0].periods.tolist() == [[18000.0, 75600.0, 600.0]]
    assert network.day == "monday"


def test_a_plane_gives_back_the_degrees() -> None:
    plane = middle(feed())
    lon, lat = plane.degrees(plane.metres([-54.0, -54.1], [5.4, 5.6]))

    assert np.allclose([lon, lat], [[-54.0, -54.1], [5.4, 5.6]])


def test_what_a_feed_lacks_is_unknown() -> None:
    tables = feed()
    tables.pop("shapes")
    tables.pop("frequencies")
    tables["stop_times"] = tables["stop_times"].assign(arrival_time=pd.NA, departure_time=pd.NA)

    first = published(tables).variants[0]

    assert not first.has_shape
    assert len(first.line) == len(STOPS)
    assert np.isnan(first.trips[0].arrivals).all()
    assert len(first.trips[0].periods) == 0
