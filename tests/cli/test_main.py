"""The command: help, languages, and one sentence for what goes wrong."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "words", [[], ["study"], ["study", "new"], ["collect"], ["draw"], ["arbitrate"]]
)
def test_every_command_says_what_it_is_for(beffroi: Callable, words: list[str]) -> None:
    ran = beffroi(*words, "--help")

    assert ran.returncode == 0
    assert "Usage" in ran.stdout


def test_the_command_speaks_french_unless_asked_otherwise(beffroi: Callable) -> None:
    assert "villes moyennes" in beffroi("--help", language="fr").stdout
    assert "medium-sized towns" in beffroi("--help").stdout
    assert "medium-sized towns" in beffroi("--lang", "en", "--help", language="fr").stdout


def test_an_error_is_one_sentence_in_the_user_s_language(beffroi: Callable) -> None:
    french = beffroi("study", "run", "nowhere", language="fr")
    english = beffroi("study", "run", "nowhere")

    assert french.returncode == english.returncode == 2
    assert "pas une étude" in french.stderr
    assert "is not a study" in english.stderr
    assert "Traceback" not in french.stderr + english.stderr


def test_a_mistyped_command_is_one_sentence_in_the_user_s_language(beffroi: Callable) -> None:
    french = beffroi("study", "run", "s", "--colour", language="fr")
    english = beffroi("study", "runn")

    assert french.returncode == english.returncode == 2
    assert french.stderr.startswith("Erreur")
    assert "--colour" in french.stderr
    assert "cannot be understood" in english.stderr
