"""The same physical stop in two feeds."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.twins import twins
from beffroi.engines.mobility.integration.walking import walks
from tests.engines.mobility.integration.feeds import text

Pole = tuple[str, str, float, float, float, float]
"""Identifier, name, place in metres, and heading."""
NORTH, SOUTH, NO_WAY = (0.0, 1.0), (0.0, -1.0), (float("nan"), float("nan"))


def poles(*listed: Pole) -> pd.DataFrame:
    ids, names, x, y, east, north = zip(*listed, strict=True)
    return pd.DataFrame({
        "stop_id": text(*ids), "feed": text(*(one[0] for one in ids)), "name": text(*names),
        "x": x, "y": y, "east": east, "north": north,
    })  # fmt: skip


def found(*listed: Pole, answers: dict[tuple[str, str], bool] | None = None) -> pd.DataFrame:
    placed = poles(*listed)
    near = walks(placed["x"].to_numpy(), placed["y"].to_numpy(), None, limit=200)
    return twins(placed, near, answers or {}).set_index(["stop_id", "twin_id"])


def test_one_name_at_one_place_is_one_stop() -> None:
    told = found(("a1", "Pl. St-Michel", 0, 0, *NORTH), ("b1", "PLACE SAINT MICHEL", 8, 0, *NORTH))

    assert told["decision"].tolist() == ["same"]
    assert told["score"].tolist() == pytest.approx([0.55 + 0.45 * 0.852], abs=0.001)


def test_two_names_at_one_place_are_to_be_looked_at() -> None:
    told = found(("a1", "Mairie", 0, 0, *NORTH), ("b1", "Hôtel de Ville", 3, 0, *NORTH))

    assert told["decision"].tolist() == ["doubtful"]


def test_two_names_at_two_places_are_two_stops() -> None:
    told = found(("a1", "Mairie", 0, 0, *NORTH), ("b1", "Piscine", 60, 0, *NORTH))

    assert told["decision"].tolist() == ["different"]


def test_stops_far_apart_are_not_even_compared() -> None:
    assert found(("a1", "Mairie", 0, 0, *NORTH), ("b1", "Mairie", 151, 0, *NORTH)).empty


def test_stops_of_one_feed_are_not_compared() -> None:
    assert found(("a1", "Mairie", 0, 0, *NORTH), ("a2", "Mairie", 5, 0, *NORTH)).empty


def test_two_poles_either_side_of_a_street_keep_to_their_side() -> None:
    told = found(
        ("a1", "Mairie", 0, 0, *NORTH), ("a2", "Mairie", 14, 0, *SOUTH),
        ("b1", "Mairie", 8, 0, *NORTH), ("b2", "Mairie", 20, 0, *SOUTH),
    )["decision"]  # fmt: skip

    assert told["a1", "b1"] == "same"
    assert told["a2", "b2"] == "same"
    assert told["a1", "b2"] == "different"
    assert told["a2", "b1"] == "different"


def test_a_pole_across_the_street_is_never_taken_for_one() -> None:
    told = found(("a1", "Mairie", 0, 0, *NORTH), ("b1", "Mairie", 10, 0, *SOUTH))

    assert told["decision"].tolist() == ["doubtful"]
    assert told["reason"].tolist() == ["opposite"]


def test_one_pole_where_vehicles_go_both_ways_is_one() -> None:
    told = found(("a1", "Mairie", 0, 0, *NORTH), ("b1", "Mairie", 1, 0, *SOUTH))

    assert told["decision"].tolist() == ["same"]


def test_a_stop_has_one_twin_and_the_other_is_told_why() -> None:
    told = found(
        ("a1", "Mairie", 0, 0, *NO_WAY), ("b1", "Mairie", 5, 0, *NO_WAY),
        ("b2", "Mairie", 30, 0, *NO_WAY),
    )  # fmt: skip

    assert told["decision"].to_dict() == {("a1", "b1"): "same", ("a1", "b2"): "different"}
    assert told["reason"]["a1", "b2"] == "better"


def test_what_a_person_says_comes_first() -> None:
    told = found(
        ("a1", "Mairie", 0, 0, *NORTH), ("b1", "Mairie", 5, 0, *NORTH),
        ("a2", "Poste", 500, 0, *NORTH), ("b2", "Trésor public", 520, 0, *NORTH),
        answers={("b1", "a1"): False, ("a2", "b2"): True},
    )  # fmt: skip

    assert told["decision"].to_dict() == {("a1", "b1"): "different", ("a2", "b2"): "same"}
    assert set(told["reason"]) == {"answer"}


def test_a_nameless_stop_is_at_most_doubtful() -> None:
    told = found(("a1", "", 0, 0, *NORTH), ("b1", "", 1, 0, *NORTH))

    assert told["decision"].tolist() == ["doubtful"]


@settings(max_examples=25)
@given(st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["Mairie", "Poste", "Lac"]),
              st.integers(0, 30), st.integers(0, 3)),
    max_size=12,
))  # fmt: skip
def test_no_stop_has_two_twins_in_one_feed(drawn: list[tuple[str, str, int, int]]) -> None:
    listed = [(f"{feed}{n}", name, x * 10.0, y * 10.0, *NO_WAY)
              for n, (feed, name, x, y) in enumerate(sorted(drawn))]  # fmt: skip
    told = found(*listed).reset_index() if listed else pd.DataFrame({"decision": []})

    kept = told[told["decision"].isin(["same", "doubtful"])]
    if len(kept):
        assert not kept.duplicated(["stop_id", "twin_feed"]).any()
        assert not kept.duplicated(["twin_id", "feed"]).any()
