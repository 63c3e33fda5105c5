"""Identifiers of the French profile."""

import pytest

from beffroi.formats.netex.identities import codespace_of, identities
from beffroi.foundation.errors import SettingsError


def test_an_object_is_named_by_codespace_class_and_name() -> None:
    assert identities("FR_EX", "1 é").name("Line", "7") == "FR_EX:Line:7:LOC"
    assert identities("FR_EX", "1 é").version == "1"


def test_a_codespace_is_made_of_a_name() -> None:
    assert codespace_of("Communauté de l’Ouest") == "COMMUNAUTE_DE_L_OUEST"


def test_a_codespace_with_spaces_is_refused() -> None:
    with pytest.raises(SettingsError):
        identities("ma ville", "1")
