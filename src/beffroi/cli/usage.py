"""What is wrong with a command as it was typed, said in the user's language."""

import re

from typer.exceptions import TyperException

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both

_BAD = r"Invalid value for '?(?P<place>[^':]*)'?: Input should be "
PATTERNS = {
    r"No such command '(?P<word>[^']*)'": both("there is no command {word!r}"),
    r"Got unexpected extra argument(?:s|\(s\))? \((?P<word>.*)\)": both("{word!r} is too much"),
    r"Missing command": both("a command is missing"),
    r"Missing (?:argument|option|parameter) '?(?P<word>[^']*)'?": both("{word} is missing"),
    r"Option '(?P<word>.*)' requires an argument": both("option {word} asks for a value"),
    r"Option '(?P<word>.*)' requires (?P<n>\d+) arguments": both(
        "option {word} asks for {n} values"
    ),
    r"Argument '(?P<word>.*)' takes (?P<n>\d+) values": both("{word} asks for {n} values"),
    r"Option '(?P<word>.*)' does not take a value": both("option {word} takes no value"),
    r"No such option:? '?(?P<word>[^' (]*)": both("there is no option {word}"),
    rf"{_BAD}greater than or equal to (?P<least>\S+)": both("{place} must be {least} or more"),
    rf"{_BAD}less than or equal to (?P<most>\S+)": both("{place} must be {most} or less"),
    rf"{_BAD}a valid integer": both("{place} must be a whole number"),
    rf"{_BAD}a valid number": both("{place} must be a number"),
    _BAD: both("the value given to {place} cannot be used"),
    r"Invalid value for '?(?P<place>[^':]*)'?: '?(?P<word>[^' ]*)": both(
        "{word!r} is no value of {place}"
    ),
}
"""What the library says of a command, and what we say."""


def misunderstood(error: TyperException) -> InputError:
    """Say what is wrong with a command.

    Examples
    --------
    >>> str(misunderstood(TyperException("No such command 'runn'.")))
    "The command cannot be understood (there is no command 'runn'). See: beffroi --help"
    """
    return InputError(
        "The command cannot be understood ({found}). See: beffroi --help",
        found=_found(error.format_message().rstrip(".")),
    )


def _found(said: str) -> Words | str:
    for pattern, ours in PATTERNS.items():
        match = re.match(pattern, said, re.DOTALL)
        if match:
            return ours.filled(**match.groupdict())
    return said


def is_help(error: TyperException) -> bool:
    """Say whether a command that was typed without anything is answered by its help."""
    return type(error).__name__ == "NoArgsIsHelpError"
