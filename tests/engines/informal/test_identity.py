"""Numbers and colours of lines and of their variants."""

import colorsys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.identity import colours, identities
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


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9), LABELS), min_size=1, max_size=200),
)  # fmt: skip
def test_pairs_of_directions_are_told_apart(rows: list[tuple[int, int, str]]) -> None:
    lines, n = np.unique([row[0] for row in rows], return_inverse=True)[1], len(rows)
    pair = np.unique([10 * row[0] + row[1] for row in rows], return_inverse=True)[1]
    labels = [row[2] for row in rows]

    made = identities(lines, np.zeros(n, int), np.ones(n, int), labels, pair)

    for values in (made.variant_numbers, made.variant_colours):
        shown = set(zip(values, pair.tolist(), strict=True))
        assert len(shown) == len(set(values)) == len(set(pair))
    for number, colour, line in zip(made.variant_numbers, made.variant_colours, lines, strict=True):
        own = made.numbers[made.routes[line]]
        is_alone = len(set(pair[lines == line])) == 1
        assert number == own if is_alone else number.startswith(own) and number != own
        assert contrast(f"#{colour}", "#ffffff") >= 4.5
        assert not is_alone or colour == made.colours[made.routes[line]]


@given(st.integers(1, 200))
def test_colours_share_the_circle_evenly_and_white_reads_on_them(n: int) -> None:
    drawn = colours(n)

    assert len(set(drawn)) == n
    assert min(contrast(f"#{colour}", "#ffffff") for colour in drawn) >= 4.5
    hues = np.sort([
        colorsys.rgb_to_hls(*(int(colour[k : k + 2], 16) / 255 for k in (0, 2, 4)))[0]
        for colour in drawn
    ])  # fmt: skip
    steps = np.diff([*hues, hues[0] + 1])
    assert np.allclose(steps, 1 / n, atol=0.006)


def test_letters_go_to_the_most_ridden_and_never_to_a_number_that_is_taken() -> None:
    made = identities(
        np.array([0, 0, 0, 1]), np.array([0, 1, 0, 0]), np.array([2, 2, 3, 1]),
        ["3", "3", "3", "3A"], np.array([0, 0, 1, 2]),
    )  # fmt: skip

    assert made.variant_numbers == ("3B", "3B", "3C", "3A")
    assert made.variant_colours[0] == made.colours["l1"]
