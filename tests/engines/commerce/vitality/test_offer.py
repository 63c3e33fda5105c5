"""Offer: poles by INSEE's rule, chains within their bounds, diversity, company, quotients."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

from beffroi.engines.commerce.vitality.offer import (
    chains,
    diversity,
    pairs,
    poles,
    specialities,
)
from beffroi.territory.commerce import PREMISES
from tests.engines.commerce.vitality.street import LAMBERT, premises


def spread(points: list[tuple[float, float]], **columns: object) -> gpd.GeoDataFrame:
    n = len(points)
    frame = pd.DataFrame({
        "premises_id": [f"osm:n{k}" for k in range(n)], "state": "trading", "sources": "osm",
        "geometry": [Point(*point) for point in points], **columns,
    })  # fmt: skip
    return gpd.GeoDataFrame(PREMISES.typed(frame, crs=LAMBERT))


def test_a_pole_is_twenty_shops_each_less_than_200_m_from_the_next() -> None:
    at_199, at_201 = ([(k * step, 0.0) for k in range(20)] for step in (199.0, 201.0))

    found = poles(spread(at_199))

    assert found["shops"].tolist() == [20]
    assert poles(spread(at_201)).empty
    assert poles(spread(at_199[:19])).empty
    assert found["density"].iloc[0] == pytest.approx(20 / found["area"].iloc[0])


def test_vacant_premises_neither_make_a_pole_nor_are_forgotten_in_it() -> None:
    points = [(k * 10.0, 0.0) for k in range(24)]
    state = ["trading"] * 20 + ["vacant"] * 4
    held = spread(points, state=state)

    assert poles(held)[["shops", "vacant"]].to_numpy().tolist() == [[20, 1]]
    assert poles(held.iloc[1:]).empty


def test_chains_are_told_between_bounds() -> None:
    held = premises("tttt v", is_chain=[True, False, None, None, True])

    found = chains(held)

    assert (found.shops, found.chains, found.independents, found.unknown) == (4, 1, 1, 2)
    assert (found.least, found.most) == (0.25, 0.75)


def test_diversity_of_the_published_crowd_and_of_too_few_to_be_compared() -> None:
    found = diversity(pd.Series([40, 25, 15, 10, 6, 4]))

    assert found.shannon == pytest.approx(1.525476, abs=5e-7)
    assert found.rarefied == pytest.approx(found.hill)
    assert found.error[1] > 0
    assert np.isnan(diversity(pd.Series([5, 5])).rarefied).all()


def test_families_that_stand_together_are_found() -> None:
    dice = np.random.default_rng(2)
    first = dice.uniform(0, 2_000, (40, 2))
    points = np.concatenate([first, first + 15, dice.uniform(0, 2_000, (40, 2))])
    held = spread([tuple(p) for p in points], family=["food"] * 40 + ["clothing"] * 40 +
                  ["home"] * 40)  # fmt: skip

    found = pairs(held, draws=199).set_index(["around", "family"])

    assert found.loc[("food", "clothing"), "ratio"] > 1.5
    assert found.loc[("food", "clothing"), "is_found"]
    assert len(found) == 9


def test_families_are_compared_with_those_of_other_towns() -> None:
    found = specialities(
        pd.Series({"food": 30, "home": 10}), pd.Series({"food": 100, "home": 200, "motor": 100})
    ).set_index("family")

    assert found.loc["food", "quotient"] == 3.0
    assert found.loc["motor", "shops"] == 0
    assert found.loc["motor", "high"] > 0
    assert (found["shrunk"] - 1).abs().le((found["quotient"] - 1).abs()).all()
