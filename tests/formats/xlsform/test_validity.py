"""The reference converter of the field tools: what it refuses is said in one sentence."""

from pathlib import Path

import pytest

from beffroi.formats import xlsform
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import message
from tests.formats.xlsform.books import saved

HEADER = ("type", "name", "label")


def test_a_sound_form_passes(tmp_path: Path) -> None:
    xlsform.check(saved(tmp_path / "a.xlsx", [HEADER, ("text", "a", "Quoi ?")]))


def test_a_refusal_names_the_row_in_one_french_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [HEADER, ("select_one lost", "a", "?")])

    with pytest.raises(InputError) as caught:
        xlsform.check(path)

    said = message(caught.value, "fr")
    assert "ligne 2" in said
    assert "\n" not in said
    assert said.count("«") == 1
