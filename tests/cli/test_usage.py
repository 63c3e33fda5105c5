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
        ("Invalid value for '--years': Input should be greater than or equal to 1",
         "--years doit valoir 1 ou plus)"),
        ("Invalid value for '--years': Input should be less than or equal to 100",
         "--years doit valoir 100 ou moins)"),
        ("Invalid value for '--years': Input should be a valid integer, unable to parse string",
         "--years doit être un nombre entier)"),
        ("Invalid value for '--rate': Input should be a valid number, unable to parse string",
         "--rate doit être un nombre)"),
        ("Invalid value for '--day': Input should be a valid date",
         "la valeur donnée à --day ne peut pas servir)"),
        ("Missing argument 'FOLDER'.", "il manque FOLDER"),
        ("Missing command.", "il manque une commande"),
        ("Option '--box' requires 4 arguments.", "l’option --box demande 4 valeurs"),
        ("Argument 'box' takes 4 values.", "box demande 4 valeurs"),
        ("Something new.", "Something new"),
    ],
)  # fmt: skip
def test_a_fault_of_typing_is_said_in_french(said: str, french: str) -> None:
    assert f"({french}" in message(misunderstood(TyperException(said)), "fr")


def test_only_a_command_without_a_word_asks_for_help() -> None:
    assert not is_help(TyperException("No such command 'a'."))
