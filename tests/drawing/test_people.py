"""People: everyone housed, counted once by square and by quarter."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.drawing import people, words
from beffroi.drawing.scene import Scene


@given(arrays(float, st.integers(1, 40), elements=st.floats(0.1, 100)), st.integers(0, 10_000))
def test_sharing_out_loses_nobody(weights: np.ndarray, total: int) -> None:
    shares = people.shared_out(weights, total)

    assert shares.sum() == total
    assert np.abs(shares - weights / weights.sum() * total).max() < 1.001


def test_squares_are_those_of_the_census(drawn: Scene) -> None:
    squares = people.squares(drawn.homes)

    assert squares["cell_id"].str.fullmatch(r"CRS3035RES200mN\d+00E\d+00").all()
    assert squares["cell_id"].is_unique
    assert squares["population"].sum() == 20_000
    assert squares["households"].sum() == drawn.homes.table["dwellings"].sum()


def test_quarters_of_the_census_count_everyone_once(drawn: Scene) -> None:
    quarters = people.iris(drawn.terrain, drawn.homes)

    assert quarters["iris"].str.fullmatch(words.COMMUNE + r"\d{4}").all()
    assert quarters["iris"].is_unique
    assert quarters["population"].sum() == 20_000


def test_the_town_and_its_neighbours_make_one_body(drawn: Scene) -> None:
    communes, epci, programmes = people.registers(drawn.terrain)

    members = epci[0]["membres"]
    assert isinstance(members, list)
    assert len(members) == len(communes) == len(programmes)
    assert programmes["id_acv"].ne("").sum() == 1


def test_most_people_work_in_town(drawn: Scene) -> None:
    flows = people.commuters(drawn.terrain)
    own = flows[flows["CODGEO"] == words.COMMUNE]

    assert own["NBFLUX_C21_ACTOCC15P"].max() > 0.5 * own["NBFLUX_C21_ACTOCC15P"].sum()


def test_the_perimeter_is_a_closed_ring(drawn: Scene) -> None:
    outline = people.perimeter(drawn.terrain)["features"][0]["geometry"]["coordinates"][0]

    assert outline[0] == outline[-1]
    assert len(outline) > 30
