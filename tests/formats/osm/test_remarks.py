"""What was mended is said in both languages."""

from collections import Counter

import pytest

from beffroi.formats.osm.remarks import SENTENCES, remarks


def test_what_did_not_happen_is_left_unsaid() -> None:
    assert remarks({"repeated": 0}, {}) == ()


def test_values_that_are_not_numbers_are_counted_with_examples() -> None:
    values = Counter({"12;3": 4, "~30": 2, "beaucoup": 1, "x" * 200: 1})

    (said,) = remarks({}, {"capacity": values})

    assert said.fr.startswith("8 valeurs de `capacity` ne sont pas des nombres")
    assert "12;3, ~30, beaucoup" in said.en


@pytest.mark.parametrize("key", sorted(set(SENTENCES) - {"unparsable"}))
def test_every_sentence_can_be_said(key: str) -> None:
    (said,) = remarks({key: 3}, {})

    assert said.fr != said.en
    assert ("3" in said.fr) == ("3" in said.en)
