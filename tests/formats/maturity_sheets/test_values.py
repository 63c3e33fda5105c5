"""Values as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.maturity_sheets.values import answer, bounds, is_unknown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OUI", "yes"), ("o", "yes"), (" Non. ", "no"), ("ne sait pas", "unknown"),
        ("Non concerné", "not_concerned"), ("N/A", "not_concerned"),
        ("sans objet", "not_concerned"), ("1", None), ("oui et non", None), ("", None),
        ("=1", None),
    ],
)  # fmt: skip
def test_answers_are_understood_or_not_guessed(text: str, expected: str | None) -> None:
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", (3, 3)), ("3.0", (3, 3)), ("2-4", (2, 4)), ("2 à 4 jours par mois", (2, 4)),
        ("1 200,50 €", (1200.5, 1200.5)), ("5.000", (5000, 5000)), ("5k", (5000, 5000)),
        ("10 000 € HT à 15 000 € HT", (10_000, 15_000)), ("0", (0, 0)),
        ("environ 3", None), ("-2", None), ("4 à 2", None), ("1,2,3", None), ("9" * 30, None),
        ("trois", None), ("2 à", None), ("NaN", None),
    ],
)  # fmt: skip
def test_numbers_and_intervals_are_understood_or_not_guessed(
    text: str, expected: tuple[float, float] | None
) -> None:
    assert bounds(text) == expected


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_left(text: str) -> None:
    found = bounds(text)

    assert found is None or 0 <= found[0] <= found[1]
    assert answer(text) in {"yes", "no", "unknown", "not_concerned", None}


def test_not_knowing_is_an_answer() -> None:
    assert is_unknown("Je ne sais pas")
    assert not is_unknown("3")
