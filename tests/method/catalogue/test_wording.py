"""Numbers of the catalogue in words."""

import pytest

from beffroi.foundation.language import Words
from beffroi.method.catalogue.wording import amount_words, joined, place_words, seen_words
from tests.method.catalogue.making import fact


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, None, "unknown"), (1.0, None, "at least 1\xa0€"), (2.0, 2.0, "2\xa0€"),
     (1.0, 2.0, "1 to 2\xa0€"), (None, 9.0, "at most 9\xa0€"),
     (10_000.0, 20_000.0, "10,000 to 20,000\xa0€")],
)  # fmt: skip
def test_an_amount_is_a_value_an_interval_or_a_bound(
    low: float | None, high: float | None, said: str
) -> None:
    assert amount_words(low, high, "€").en == said


def test_what_was_seen_elsewhere_says_its_place_people_and_year() -> None:
    arras = fact("price_build", 9, unit="€", per="town", place="Arras", population=42_000,
                 date="2008")  # fmt: skip
    mean = fact("price_run", 5, unit="€/year", per="bike", sort="average")

    assert seen_words(arras).fr.replace("\u202f", " ").replace("\u00a0", " ") == (
        "9 € par ville, Arras (42 000 habitants) (2008)"
    )
    assert seen_words(mean).en == (
        "5\xa0€ a year per bike (average of several services), Invented source (2024)"
    )
    assert place_words(mean) is None


def test_sentences_are_joined_as_each_language_writes() -> None:
    told = joined([Words("a", "a"), Words("b", "b")])

    assert (told.fr, told.en) == ("a\u00a0; b", "a; b")
