"""Texts of a note."""

import string
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.report.decision.phrases import PHRASES, cut, hundred, phrase, plain, shortened


@pytest.mark.parametrize("key", tomllib.loads(PHRASES.read_text("utf-8")))
def test_a_phrase_has_the_same_parts_in_both_languages(key: str) -> None:
    said = tomllib.loads(PHRASES.read_text("utf-8"))[key]

    parts = [
        {name for _, name, _, _ in string.Formatter().parse(said[language]) if name}
        for language in ("fr", "en")
    ]
    assert parts[0] == parts[1]


def test_braces_in_a_name_stay_as_they_are() -> None:
    assert "{n}" in phrase("hear", "en", group="{n}", chances="1")


@given(st.text())
def test_a_plain_text_may_stand_in_any_document(text: str) -> None:
    said = plain(text, "fr")

    assert said.isprintable() or all(ord(letter) >= 32 for letter in said)
    assert "\n" not in said
    assert plain(said, "fr") == said


@given(st.lists(st.text(min_size=1, max_size=60)), st.integers(18, 80))
def test_names_that_differ_still_differ_once_shortened(names: list[str], most: int) -> None:
    short = shortened(names, most)

    assert len(set(short.values())) == len(set(names))
    assert all(len(said) <= most + 3 for said in short.values())


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("Halle", 5) == "Halle"
    assert cut("Halles", 5) == "Hall…"


@given(st.floats(0, 1))
def test_a_share_is_none_or_all_only_if_it_is(share: float) -> None:
    said = hundred(share)

    assert (said == "0") == (share == 0)
    assert (said == "100") == (share == 1)
