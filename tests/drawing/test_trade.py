"""Trade: shops on the main street first, and a register whose numbers are nobody's."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.drawing.scene import Scene
from beffroi.drawing.trade import TRADING, siret


def luhn(number: str) -> int:
    return sum(sum(divmod(int(c) * (1 + k % 2), 10)) for k, c in enumerate(number[::-1])) % 10


def test_the_check_of_a_true_siret_is_zero() -> None:
    assert luhn("73282932000074") == 0


@given(st.integers(0, 999_999))
def test_no_establishment_can_bear_a_drawn_siret(rank: int) -> None:
    number = siret(rank)

    assert len(number) == 14
    assert luhn(number) != 0


def test_houses_are_numbered_odd_on_the_left_and_even_on_the_right(drawn: Scene) -> None:
    table = drawn.houses.table

    assert (table["number"] % 2 == (table["side"] == 1)).all()
    assert not table.duplicated(["street", "number"]).any()


def test_most_houses_of_the_main_street_keep_shop(drawn: Scene) -> None:
    plan, table = drawn.plan, drawn.houses.table
    edge = table["edge"].to_numpy()
    main = np.flatnonzero((plan.part[edge] == "main") & (plan.kind[edge] == "pedestrian"))

    shops = set(drawn.premises.table["house"].tolist())

    assert len(shops & set(main.tolist())) > 0.85 * len(main)


def test_most_premises_trade(drawn: Scene) -> None:
    state = drawn.premises.table["state"]

    assert 0.75 < (state == TRADING).mean() < 0.95
