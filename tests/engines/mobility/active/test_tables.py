"""Tables for the map: homes, islands and links."""

import pytest

from beffroi.engines.mobility.active.measures import measured
from beffroi.engines.mobility.active.tables import (
    _variants,
    home_table,
    island_table,
    link_table,
)
from tests.engines.mobility.active.town import inputs


def test_homes_tell_how_quietly_they_ride() -> None:
    homes = home_table(measured(inputs()), crs=2154)

    assert homes[["population", "share_shopping", "share_commuting"]].to_numpy().tolist() == [
        [40, 0, 0.5]
    ]


def test_islands_are_drawn_the_most_peopled_first() -> None:
    islands = island_table(measured(inputs()), crs=2154)

    assert islands["population"].tolist() == [40, 0]
    assert islands.length.tolist() == pytest.approx([200, 200], rel=1e-3)


def test_links_are_drawn_along_their_street() -> None:
    given = inputs()

    links = link_table(
        measured(given), given.streets["name"].to_numpy(dtype=object), None, crs=2154
    )

    assert links["link_id"].tolist() == ["L1"]
    assert links.length.tolist() == pytest.approx([100], rel=1e-3)
    assert links["people_per_metre"].tolist() == pytest.approx([0.3], rel=1e-3)


def test_links_that_share_a_stretch_are_variants_of_the_best() -> None:
    assert _variants([(1, 2), (2, 3), (3, 4), (5,), (4, 5)]) == [None, "L1", None, None, "L3"]
