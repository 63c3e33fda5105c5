from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.report.exhibits import column_decimals, heading, said_rows
from beffroi.territory.exhibit import Exhibit, Field
from tests.report import twin


def of_people(*values: float | None, unit: str = "person") -> Exhibit:
    fields = (twin.REACH.fields[0], Field("reached", Words("à portée", "reached"), unit))
    rows = tuple((f"{n} min", value) for n, value in enumerate(values))
    ids = ("mobility.reach.walk", *[""] * len(values))[: len(values)]
    return replace(twin.REACH, shape="bars", fields=fields, rows=rows, figures=ids)


def reached(value: float, variant: str = "walk", **rest: object) -> Figure:
    return twin.figure(f"mobility.reach.{variant}", value, "person", **rest)


def last(exhibit: Exhibit, *figures: Figure) -> list[str]:
    return [row[-1].en for row in said_rows(exhibit, figures)]


def test_an_estimate_is_said_as_its_figure_is() -> None:
    figure = reached(4547.0, interval=(3307.0, 6062.0))

    assert last(of_people(4547.0, 12.0), figure) == ["about 4,500", "12"]


def test_a_minimum_is_said_to_be_one() -> None:
    assert last(of_people(96.0), reached(96.0, minimum=True)) == ["at least 96"]


def test_what_is_hidden_is_not_said_to_be_unknown() -> None:
    unknown = of_people(4.0, None)
    fields = (unknown.fields[0], replace(unknown.fields[1], missing="hidden"))

    assert last(unknown) == ["4", "unknown"]
    assert [row[-1].fr for row in said_rows(replace(unknown, fields=fields))] == ["4", "masqué"]


def test_a_figure_of_another_indicator_lends_nothing() -> None:
    other = replace(reached(4547.0, interval=(3307.0, 6062.0)), id="mobility.reached.walk")

    assert last(of_people(4547.0), other) == ["4,547"]


def test_each_row_is_said_as_the_figure_that_it_names() -> None:
    walk, bike = reached(200.0), reached(200.0, "bike", minimum=True)
    exhibit = replace(
        twin.REACH,
        rows=(("5 min", "bike", 200.0), ("5 min", "walk", 200.0), ("5 min", "car", 200.0)),
        figures=("mobility.reach.bike", "mobility.reach.walk", ""),
    )

    assert last(exhibit, walk, bike) == ["at least 200", "200", "200"]


def test_a_column_has_the_same_decimals_all_down() -> None:
    assert last(of_people(0.2, 1.2, 10.0, None, unit="min")) == ["0.2", "1.2", "10.0", "unknown"]
    assert last(of_people(0.5, 0.0857, unit="1")) == ["50.0%", "8.6%"]


def test_a_count_has_no_decimals() -> None:
    assert last(of_people(1234.0, 7.0)) == ["1,234", "7"]


@given(st.lists(st.floats(0, 1e6) | st.none()), st.sampled_from(["min", "person", "1", "km"]))
def test_a_column_is_never_finer_than_two_decimals(values: list[float | None], unit: str) -> None:
    assert column_decimals(values, unit) in {0, 1, 2}


@pytest.mark.parametrize("cell", ["Rue du Port", Words("rue", "street")])
def test_words_are_left_as_they_are(cell: str | Words) -> None:
    exhibit = replace(twin.FEES, rows=((cell, 0.5),))

    assert said_rows(exhibit)[0][0] in {cell, Words("Rue du Port", "Rue du Port")}


def test_a_heading_says_its_unit_unless_its_name_does() -> None:
    walk = Field("minutes", Words("À pied", "On foot"), "min")

    assert heading(walk) == Words("À pied (min)", "On foot (min)")
    assert heading(twin.TRADES.fields[1]) == twin.TRADES.fields[1].name
