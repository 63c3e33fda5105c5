"""Room that a text takes."""

from hypothesis import given
from hypothesis import strategies as st

from beffroi.report.decision.measure import height, held, lines, longest_word, width

TEXTS = st.text(st.characters(exclude_categories=("C",)), max_size=200)


@given(TEXTS, st.integers(1, 4))
def test_a_shortened_text_takes_no_more_lines_than_allowed(text: str, most: int) -> None:
    said = held(text, 120.0, 12.0, most)

    assert lines(said, 120.0, 12.0) <= most
    assert said == text or said.endswith("…")


def test_a_word_longer_than_the_room_is_broken() -> None:
    assert lines("W" * 30, 100.0, 10.0) == 3
    assert height("W" * 30, 100.0, 10.0) == 36.0
    assert longest_word("a bb", 10.0) == width("bb", 10.0)


def test_no_letter_is_narrower_than_in_arial() -> None:
    arial = {"i": 0.222, "a": 0.556, "m": 0.833, "W": 0.944, "A": 0.667, "G": 0.778, "é": 0.556,
             "0": 0.556, "«": 0.556, " ": 0.278}  # fmt: skip

    short = [letter for letter, told in arial.items() if width(letter, 1.0) < told - 0.04]
    assert short == []
