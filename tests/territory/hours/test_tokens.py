"""The pieces of a text of hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.territory.hours.tokens import plain, tokens


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("9h", [540]), ("9h30", [570]), ("9:05", [545]), ("9.30", [570]), ("9 h 30", [570]),
     ("16::30", [990]), ("17 :00", [1020]), ("9: 12:30", [540, 750]), ("midi", [720]),
     ("24h", [1440]), ("18 heures", [1080]), ("13/30 -", [810])],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written(written: str, minutes: list[int]) -> None:
    found = [piece.value for piece in tokens(written) if piece.kind in {"time", "mended"}]

    assert found == minutes


@pytest.mark.parametrize("written", ["25h", "12:75", "113:30"])
def test_what_is_no_time_is_not_one(written: str) -> None:
    kinds = [piece.kind for piece in tokens(written)]

    assert kinds[0] not in {"time", "mended"}


def test_a_day_is_known_with_one_wrong_letter_and_not_with_two() -> None:
    kinds = [piece.kind for piece in tokens("merdredi samdi vndrdi")]

    assert kinds == ["days", "days", "word"]


@given(st.text(max_size=60))
def test_a_text_keeps_the_place_of_each_sign(text: str) -> None:
    pieces = list(tokens(text))

    assert len(plain(text)) == len(text)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)
