"""Who gains and who loses: those who cross the minutes of the scenario, and nobody else."""

import numpy as np
import pytest

from beffroi.engines.mobility.scenarios.gains import gains, squares_table
from tests.engines.mobility.access.basins import points

NEVER, UNKNOWN = np.inf, np.nan
BEFORE = np.array([NEVER, 25.0, 20.0, 20.0, 20.2, 30.0, UNKNOWN, NEVER, 15.0, 35.0])
AFTER = np.array([18.0, 20.0, 20.1, NEVER, 20.4, 28.0, 10.0, NEVER, 10.0, 45.0])


@pytest.mark.parametrize(
    ("within", "states"),
    [
        (20, "gained gained lost lost same better unknown same better worse"),
        (30, "gained better same lost same better unknown same better worse"),
        (10, "better better same worse same better unknown same gained worse"),
    ],
)
def test_a_square_gains_or_loses_as_it_crosses_the_minutes(within: int, states: str) -> None:
    squares = points(*((200.0 * n, 0.0) for n in range(10)), weight=2.0)

    found = gains(squares, BEFORE, AFTER, within=within)

    assert " ".join(found.state) == states
    assert found.people("gained") == 2 * states.split().count("gained")
    # Of those within an hour both times: 5 + 2 + 5 won; 0.1 + 0.2 + 10 lost.
    assert found.minutes == pytest.approx((2 * 12.0, 2 * 10.3))
    assert (squares_table(found, "s", epsg=2154)["within"] == within).all()
