"""Numbers and colours of lines."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.identity import identities
from beffroi.report.theme import contrast

LABELS = st.sampled_from(["", "302", "1", "Ligne du marché"])


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 1), LABELS), max_size=25))
def test_all_are_distinct_and_white_reads_on_them(rows: list[tuple[int, int, str]]) -> None:
    _, route = np.unique([row[0] for row in rows], return_inverse=True)

    made = identities(
        route.astype(np.int64), np.array([row[1] for row in rows], dtype=np.int64),
        np.ones(len(rows), dtype=np.int64), [row[2] for row in rows],
    )  # fmt: skip

    for values in (made.variants, made.routes, made.numbers.values(), made.colours.values()):
        assert len(set(values)) == len([*values])
    assert all(contrast(f"#{colour}", "#ffffff") >= 4.5 for colour in made.colours.values())


def test_a_line_is_called_what_its_files_call_it_unless_another_is_too() -> None:
    route, way, rides = np.array([0, 1, 2]), np.zeros(3, dtype=np.int64), np.array([2, 3, 4])

    made = identities(route, way, rides, ["302", "B", "B"])

    assert [made.numbers[id_] for id_ in made.routes] == ["302", "2", "1"]
