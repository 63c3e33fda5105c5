"""Masking: who speaks is not told by what they wrote."""

import pytest

from beffroi.foundation.masking import masked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("écrire à jean.dupont@exemple.fr svp", "écrire à […] svp"),
        ("jean (at) exemple.fr", "[…]"),
        ("Tél. 0612345678", "Tél. […]"),
        ("tél 06.12.34.56.78 ou +33 6 12 34 56 78", "tél […] ou […]"),
        ("la voiture AB-123-CD", "la voiture […]"),
        ("la voiture ab 123 cd", "la voiture […]"),
        ("l'ancienne 1234 VW 35", "l'ancienne […]"),
        ("vu M. Dupont hier", "vu M. […] hier"),
        ("Mme de La Tour du Pin est venue", "Mme […] est venue"),
        ("demandez à madame Martin-Petit", "demandez à madame […]"),
        ("mme durand le sait", "mme […] le sait"),
        ("Monsieur Jean Dupont tient la boutique", "Monsieur […] tient la boutique"),
        ("je m'appelle Zoé", "je m'appelle […]"),
        ("1 85 05 78 006 084 36", "[…]"),
        ("voir https://exemple.fr/moi et @moi", "voir […] et […]"),
    ],
)
def test_what_tells_who_speaks_is_hidden(text: str, said: str) -> None:
    assert masked(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "plus de bus le soir après 20 h 30",
        "la rue du Général de Gaulle, entre le 12 et le 14",
        "madame la maire devrait venir",
        "stationner 15 min place de la République",
        "il y a 250 places et 3 000 habitants en 2024",
        "la ligne 12 bis toutes les 30 minutes",
    ],
)
def test_what_tells_nobody_stays(text: str) -> None:
    assert masked(text) == text


def test_masking_twice_changes_nothing_more() -> None:
    once = masked("M. Dupont 0612345678 a@b.fr AB-123-CD")

    assert masked(once) == once


def test_a_very_long_word_is_read_once() -> None:
    long = "a" * 200_000

    assert masked(long) == long
