"""What the library says of a command, in our words."""

import pytest
from typer.exceptions import TyperException

from beffroi.cli.usage import is_help, misunderstood
from beffroi.foundation.language import message


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("No such command 'runn'. Did you mean 'run'?", "il n’y a pas de commande 'runn'"),
        ("Invalid value for '--seed': 'a' is not a valid integer.", "'a' n’est pas une valeur"),
        ("Missing argument 'FOLDER'.", "il manque FOLDER"),
        ("Something new.", "Something new"),
    ],
)
def test_a_fault_of_typing_is_said_in_french(said: str, french: str) -> None:
    assert f"({french}" in message(misunderstood(TyperException(said)), "fr")


def test_only_a_command_without_a_word_asks_for_help() -> None:
    assert not is_help(TyperException("No such command 'a'."))
