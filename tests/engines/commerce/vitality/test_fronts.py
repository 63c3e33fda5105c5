"""Fronts: sides of streets, and runs of empty ones."""

import pytest

from beffroi.engines.commerce.vitality.fronts import fronts, runs, side_of
from tests.engines.commerce.vitality.street import premises, streets


def test_premises_stand_on_the_side_where_they_are_in_order() -> None:
    held = premises("ttttt", "tt")

    along = fronts(held, streets())

    assert sorted(along.groupby("side").size()) == [2, 5]
    north = along.loc[[0, 1, 2, 3, 4], "along"].diff().dropna()
    assert north.abs().tolist() == pytest.approx([10.0] * 4)
    assert side_of(held, along).nunique() == 2


def test_three_empty_in_a_row_are_a_run_and_two_or_one_broken_by_a_shop_are_none() -> None:
    assert len(runs(*both("tvvvt"))) == 1
    assert runs(*both("tvvt", "vtvtv")).empty
    assert runs(*both("vv?v")).empty


def test_the_other_side_and_the_next_street_do_not_lengthen_a_run() -> None:
    assert runs(*both("vvt", "vvt")).empty


def test_a_gap_without_premises_ends_a_run() -> None:
    assert runs(*both("vv   vv")).empty
    assert len(runs(*both("vv v"))) == 1


def test_a_run_goes_on_across_the_sections_of_a_street() -> None:
    found = runs(*both(" " * 23 + "vvvvv"))

    assert found["premises"].tolist() == [5]
    assert found["street"].tolist() == ["Rue Haute"]


def test_the_longest_comes_first_and_is_measured_where_all_fronts_are_known() -> None:
    held = premises("vvvtvvvv", front=[5.0, 6.0, 7.0, 5.0, 5.0, 5.0, None, 5.0])

    found = runs(held, fronts(held, streets()))

    assert found["premises"].tolist() == [4, 3]
    assert found["is_measured" if "is_measured" in found else "measured"].tolist() == [False, True]
    assert found["length"].tolist() == pytest.approx([30.0, 18.0])
    assert found["members"].iloc[1] == ("osm:n0", "osm:n1", "osm:n2")


def test_premises_far_from_their_street_or_on_none_have_no_side() -> None:
    held = premises("tt")
    held.loc[0, "street"] = "Rue Basse"
    held.loc[1, "street"] = None

    along = fronts(held, streets())

    assert along.empty
    assert side_of(held, along).tolist() == ["Rue Basse", "osm:n1"]
    assert runs(held, along).empty


def both(north: str, south: str = "") -> tuple:
    held = premises(north, south)
    return held, fronts(held, streets())
