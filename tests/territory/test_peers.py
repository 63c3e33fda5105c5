"""The towns most like a town."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.territory.communes import known_towns, town
from beffroi.territory.peers import peers
from beffroi.territory.town import Town

TOWNS = known_towns()


def programme(**columns: list[object]) -> pd.DataFrame:
    n = len(columns["commune"])
    empty = {"epci_population": [pd.NA] * n, "area": [pd.NA] * n, "acv": ["acv-001"] * n}
    table = pd.DataFrame(empty | columns)
    return table.astype({"population": "Int64", "epci_population": "Int64", "area": "Float64"})


def test_the_nearest_in_size_come_first_where_size_alone_is_known() -> None:
    table = programme(commune=["1", "2", "3", "4"], population=[10_000, 20_000, 40_000, 80_000])

    found = peers(Town(code="", name="X", population=21_000), table, n=2)

    assert found["commune"].tolist() == ["2", "3"]


def test_the_distance_counts_deviations_of_the_logarithm() -> None:
    table = programme(commune=["1", "2"], population=[10_000, 40_000])

    found = peers(Town(code="", name="X", population=20_000), table)

    # ln 40,000 - ln 10,000 is two deviations of the two towns: each lies one away.
    assert found["distance"].tolist() == pytest.approx([1.0, 1.0])


@given(st.sampled_from(sorted(TOWNS["commune"])))
@settings(max_examples=15, deadline=None)
def test_a_town_is_never_its_own_peer(code: str) -> None:
    found = peers(town(code, TOWNS), TOWNS, n=5)

    assert len(found) == 5
    assert code not in set(found["commune"])
    assert found["distance"].is_monotonic_increasing


def test_towns_outside_the_programme_are_no_peers() -> None:
    table = programme(commune=["1", "2"], population=[10_000, 20_000], acv=[pd.NA, "acv-002"])

    found = peers(Town(code="", name="X", population=10_000), table)

    assert found["commune"].tolist() == ["2"]


def test_a_town_of_unknown_population_has_no_peers() -> None:
    assert peers(Town(code="", name="Genève"), TOWNS).empty


def test_towns_of_unknown_population_are_no_peers() -> None:
    table = programme(commune=["1", "2"], population=[pd.NA, 20_000])

    assert peers(Town(code="", name="X", population=1), table)["commune"].tolist() == ["2"]
