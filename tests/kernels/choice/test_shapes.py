"""Arrays that belong together, and what is said when they do not."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.foundation.language import message
from beffroi.kernels.choice import shapes
from beffroi.kernels.choice.shapes import (
    bounds,
    per_criterion,
    table,
    tables,
    turned,
    weightings,
)


@pytest.mark.parametrize("wrong", [1.0, [1.0, 2.0], [[]], np.zeros((2, 2, 2))])
def test_what_is_no_table_is_refused(wrong: object) -> None:
    with pytest.raises(ShapeError, match="able"):
        table(wrong)  # type: ignore[arg-type]  # any wrong thing


def test_a_fault_is_said_in_french_too() -> None:
    with pytest.raises(ShapeError) as caught:
        table([1.0])

    assert message(caught.value, "fr") == (
        "Un tableau est de forme 1\u00a0: donnez une ligne par option, une colonne par critère."
    )


def test_there_is_one_table_or_one_a_draw() -> None:
    assert tables(np.zeros((2, 3)), 5).shape == (1, 2, 3)
    assert tables(np.zeros((5, 2, 3)), 5).shape == (5, 2, 3)
    with pytest.raises(ShapeError, match="for 4 draws"):
        tables(np.zeros((5, 2, 3)), 4)


def test_tables_are_turned_over_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = np.arange(30.0).reshape(5, 2, 3)
    monkeypatch.setattr(shapes, "MOST_CELLS", 12)

    parts = list(turned(drawn, 5))

    assert [draws.stop - draws.start for draws, _ in parts] == [2, 2, 1]
    assert (np.concatenate([rows for _, rows in parts]) == drawn.swapaxes(1, 2)).all()


def test_an_unknown_side_goes_to_the_end_of_the_scale() -> None:
    low, high = bounds([[0.3, np.nan, np.nan]], [[np.nan, 0.4, np.nan]])

    assert low.tolist() == [[0.3, 0.0, 0.0]]
    assert high.tolist() == [[1.0, 0.4, 1.0]]


def test_bounds_that_cross_are_named() -> None:
    with pytest.raises(ShapeError, match=r"row 2, column 1, is above.*0\.6 > 0\.5"):
        bounds([[0.1], [0.6]], [[0.2], [0.5]])
    with pytest.raises(ShapeError, match="give both"):
        bounds([[0.1], [0.6]], [[0.2]])


@pytest.mark.parametrize("wrong", [1.0, [0.5, 0.5, 0.0], np.empty((0, 2)), np.zeros((1, 1, 2))])
def test_each_criterion_has_one_weight(wrong: object) -> None:
    with pytest.raises(ShapeError, match="one weight a criterion"):
        weightings(wrong, 2)  # type: ignore[arg-type]  # any wrong thing


def test_thresholds_are_one_or_as_many_as_criteria() -> None:
    assert per_criterion([1, 2], 2).tolist() == [1, 2]
    with pytest.raises(ShapeError, match="Thresholds are"):
        per_criterion([1, 2, 3], 2)
