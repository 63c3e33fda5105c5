"""What a parser of TOML finds wrong is said in French, and names the line."""

import tomllib

import pytest

from beffroi.foundation.toml_faults import fault


def _error(text: str) -> Exception:
    with pytest.raises((ValueError, RecursionError)) as raised:
        tomllib.loads(text)
    return raised.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nb = x", "une valeur n’est ni un texte entre guillemets"),
        ("a = 1\na = 2", "une clé est donnée deux fois"),
        ("[a]\n[a]", "un titre est donné deux fois"),
        ("[a", "] manque après un titre"),
        ("[[a]", "]] manque après un titre"),
        ("a", "= manque après une clé"),
        ("= 1", "ni une clé ni un titre"),
        ("a = [1", "une liste ne se termine pas"),
        ("a = {b = 1", "un tableau sur une ligne ne se termine pas"),
        ("a = {b = 1, b = 2}", "une clé est donnée deux fois"),
        ('a = "b', "un texte ne se termine pas"),
        ('a = "\\uzzzz"', "un caractère échappé n’existe pas"),
        ('a = "C:\\d"', "seul dans un texte"),
        ("a = 1 b = 2", "suit une valeur sur sa ligne"),
        ("a = 2026-02-30", "une date n’en est pas une"),
        ("a = '\0'", "un caractère n’est pas permis"),
        ("a = []\n[[a]]", "fermé"),
        ("a = " + "9" * 5_000, "trop de chiffres"),
        ("a = " + "[" * 5_000, "trop profond"),
    ],
)
def test_each_fault_is_said_in_french(text: str, said: str) -> None:
    words = fault(_error(text))

    assert said in words.fr
    assert "Invalid" not in words.fr + words.en
    assert "Expected" not in words.fr + words.en


def test_the_line_is_named_and_what_is_not_known_stays_as_it_is() -> None:
    assert fault(_error("a = 1\nb = x")).fr.endswith(", ligne 2, colonne 5")
    assert fault(_error("a = [1")).fr.endswith(", à la fin du fichier")
    assert fault(ValueError("odd")).fr == "odd"
