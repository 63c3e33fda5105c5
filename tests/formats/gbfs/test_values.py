"""The forms of a field."""

import pytest

from beffroi.formats.gbfs.values import fits, moment, text


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("count", [0, 3, 3.0], [-1, 2.5, "3", True, None, 10**400]),
        ("lat", [-90, 0.0, 90], [91, "47"]),
        ("flag", [True, False], [0, "true"]),
        ("mail", ["a@b.fr"], ["a@b", "a b@c.fr"]),
        ("url", ["https://a.fr/x"], ["a.fr", "https:// a"]),
        ("zone", ["Europe/Paris"], ["Paris", 3]),
        ("currency", ["EUR"], ["eur", "€"]),
        ("day", ["2026-02-28"], ["2026-02-30", 3]),
        ("codes", [["fr"], []], ["fr", [3]]),
        ("words", ["Gare"], ["", 3]),
    ],
)
def test_a_form_is_told_from_another(kind: str, good: list[object], bad: list[object]) -> None:
    assert all(fits(kind, value, "2") for value in good)
    assert not any(fits(kind, value, "2") for value in bad)


def test_times_are_those_of_their_version() -> None:
    assert moment(1_788_249_600, "2") is not None
    assert moment(1_788_249_600, "3") is None
    assert moment("2026-09-01T10:00:00Z", "3") is not None
    assert moment("2026-09-01T10:00:00", "3") is None
    assert moment("2026-09-01", "3") is None


def test_the_french_text_comes_first() -> None:
    assert text([{"text": "Bus", "language": "en"}, {"text": "Car", "language": "fr"}]) == "Car"
    assert text([{"language": "fr"}]) is None
