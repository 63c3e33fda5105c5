"""Hours paid by space and day, and who had paid, by hand."""

import pandas as pd
import pytest

from beffroi.engines.parking.surveys.meters import paid_hours, paid_share, revenue, ticket_hours
from beffroi.foundation.errors import ShapeError


def tickets(*spans: tuple[float, float | None]) -> pd.DataFrame:
    start, end = zip(*spans, strict=True)
    return pd.DataFrame({"start": pd.Series(start, dtype="Float64"),
                         "end": pd.Series(end, dtype="Float64")}) * 3_600  # fmt: skip


def test_two_hours_a_day_on_448_spaces_make_322_560_euros_a_year() -> None:
    assert revenue(2, 1.20, 448, 300) == pytest.approx(322_560)
    assert paid_hours(322_560, 1.20, 448, 300) == pytest.approx(2)


def test_hours_written_on_tickets_are_summed() -> None:
    assert ticket_hours(tickets((9, 10), (9.5, 11.5)), 3, 1) == 1
    assert ticket_hours(tickets((9, 10), (9.5, None)), 3, 1) is None


def test_tickets_that_run_are_compared_with_the_vehicles_seen() -> None:
    passes = pd.DataFrame({"time": [9.5 * 3600, 10.5 * 3600, 10.5 * 3600], "vehicles": [4, 2, 1]})

    assert paid_share(tickets((9, 10), (9.4, 11), (10.6, 12)), passes) == (3, 7, 2)
    assert paid_share(tickets((9, 10)), passes[:0]) is None


def test_a_rate_of_nothing_is_refused() -> None:
    with pytest.raises(ShapeError):
        paid_hours(10, 0, 1, 1)
