"""Columns and languages of an XLSForm, in the spellings that people use."""

import pytest

from beffroi.formats.xlsform.columns import Heading, code, heading, languages
from beffroi.foundation.language import Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("label::French (fr)", Heading("label", "French (fr)")),
        ("Label:English", Heading("label", "English")),
        (" list name ", Heading("list_name")),
        ("caption", Heading("label")),
        ("Constraint Message::fr", Heading("constraint_message", "fr")),
    ],
)
def test_a_heading_is_understood(text: str, found: Heading) -> None:
    assert heading(text) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Français (fr)", "fr"), ("fr", "fr"), ("French (fr-FR)", "fr"), ("Anglais", "en"),
        ("English (en)", "en"), ("Bushinenge", "bushinenge"), ("Sranan (srn)", "srn"),
    ],
)  # fmt: skip
def test_a_language_is_known_by_any_usual_name(name: str, found: str) -> None:
    assert code(name) == found


def test_a_column_without_a_language_is_in_the_default_one() -> None:
    spoken = languages(["", "French (fr)"], "English (en)")

    assert spoken.words({"": "What?", "fr": "Quoi ?"}) == Words("Quoi ?", "What?")
    assert spoken.words({"": "What?"}) == Words("What?", "What?")
    assert spoken.words({}) is None
    assert not spoken.is_single
