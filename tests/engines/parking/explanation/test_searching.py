"""The search around a destination: fuller is longer, room is used, and followed drivers agree."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.explanation.searching import Ground, ground, occupancies, search
from beffroi.engines.parking.explanation.sections import Sections, Stretches, sections
from beffroi.foundation.errors import ShapeError

SIDE, STEP = 8, 80.0


@cache
def quarter() -> Sections:
    """Draw a square quarter of streets 80 m apart, all two-way."""
    at = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    tails = np.concatenate([at[:, :-1].ravel(), at[:-1].ravel()])
    heads = np.concatenate([at[:, 1:].ravel(), at[1:].ravel()])
    n, every = len(tails), np.ones(len(tails), dtype=bool)
    y, x = np.divmod(np.arange(SIDE * SIDE), SIDE) * np.array([[STEP], [STEP]])
    return sections(Stretches(x, y, tails, heads, np.arange(n), np.full(n, STEP), every, every))


def places(spaces: float = 6.0) -> pd.DataFrame:
    n = 2 * SIDE * (SIDE - 1)
    kerb = pd.DataFrame({"kind": "kerb", "street": np.arange(n).astype(object), "side": "right",
                         "spaces": spaces, "x": np.nan, "y": np.nan})  # fmt: skip
    park = pd.DataFrame({"kind": ["off_street"], "street": [None], "side": [None],
                         "spaces": [60.0], "x": [165.0], "y": [160.0]})  # fmt: skip
    return pd.concat([kerb, park], ignore_index=True)


@cache
def held() -> Ground:
    return ground(quarter(), places())


def _at(occupancy: float) -> np.ndarray:
    return occupancies(held(), np.full(len(places()), occupancy))


DESTINATION = (4 * STEP, 4 * STEP)


def test_every_space_is_on_the_ground_once() -> None:
    assert held().spaces.sum() == places()["spaces"].sum()
    assert held().spaces[held().n_sections :].tolist() == [60]


def test_the_fuller_the_longer() -> None:
    found = [search(held(), _at(q), DESTINATION) for q in (0.5, 0.8, 0.9, 0.97)]

    assert (np.diff([f.time for f in found]) > 0).all()
    assert (np.diff([f.distance for f in found]) > 0).all()
    assert (np.diff([f.late for f in found]) >= 0).all()
    assert (np.diff([f.success for f in found]) < 0).all()
    assert [f.crowded for f in found] == [0, 0, 0, 1]


def test_a_farther_walk_is_a_shorter_search_and_patience_finds_more() -> None:
    near, far = (search(held(), _at(0.97), DESTINATION, walk=w) for w in (60, 250))
    hasty, patient = (search(held(), _at(0.97), DESTINATION, patience=p) for p in (120, 900))

    assert far.time < near.time
    assert patient.success > hasty.success


def test_nobody_parks_beyond_the_walk_and_one_more_space_saves_time() -> None:
    found = search(held(), _at(0.9), DESTINATION, walk=200)
    away = np.hypot(*(held().middle - np.array(DESTINATION)).T)

    assert found.ends.parked[away > 200].sum() == 0
    assert found.ends.parked.sum() == pytest.approx(found.success)
    assert found.worth[away > 200].sum() == 0
    assert found.worth.max() > 0


def test_streets_whose_occupancy_is_unknown_offer_nothing() -> None:
    some = np.where(np.arange(len(places())) % 2, np.nan, 0.8)

    less = search(held(), occupancies(held(), some), DESTINATION)

    assert less.time > search(held(), _at(0.8), DESTINATION).time


def test_places_without_a_column_and_occupancies_of_others_are_refused() -> None:
    with pytest.raises(ShapeError, match="a kind"):
        ground(quarter(), places().drop(columns="kind"))
    with pytest.raises(ShapeError, match="each section"):
        search(held(), np.ones(3), DESTINATION)
