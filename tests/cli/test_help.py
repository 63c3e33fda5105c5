"""Help: no word of the library is left in English where French is spoken."""

import re
from collections.abc import Callable, Iterator
from typing import Annotated

import click
import pytest
import typer

from beffroi.cli.help import KINDS, Command, Group, in_words
from beffroi.cli.main import app

ENGLISH = re.compile(
    r"\b(Usage:|COMMAND\b|ARGS|Commands|Options:|Arguments:|Show|message|exit|required|default|"
    r"env var|range|list\[|Path|Missing|No such|Try|Error|Did you mean|Possible|str>|int>|float)"
)
"""What the library says by itself in English; before a colon French leaves a space."""


def places(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    for name, member in getattr(command, "commands", {}).items():
        yield from places(member, *path, name)


EVERYWHERE = tuple(places(typer.main.get_command(app())))


@pytest.mark.parametrize("words", EVERYWHERE, ids=" ".join)
def test_help_is_french_unless_asked_otherwise(beffroi: Callable, words: tuple[str, ...]) -> None:
    ran = beffroi(*words, "--help", language="fr")

    assert ran.returncode == 0
    assert ran.stdout.startswith("Utilisation\u00a0: beffroi")
    assert "Affiche cette aide." in ran.stdout
    assert not ENGLISH.search(ran.stdout)
    assert set(re.findall("<(.*?)>", ran.stdout)) <= {words.fr for words in KINDS.values()}


def test_help_is_english_where_english_is_asked_for(beffroi: Callable) -> None:
    ran = beffroi("--lang", "en", "--help", language="fr").stdout

    assert ran.startswith("Usage: beffroi [OPTIONS] COMMAND [ARGUMENTS]...")
    assert "Options:" in ran
    assert "Commands:" in ran
    assert "Show this help." in ran
    assert not re.search("Utilisation|Commandes|Affiche", ran)


def test_kinds_of_value_are_words(beffroi: Callable) -> None:
    french = beffroi("survey", "read", "--help", language="fr").stdout
    english = beffroi("gtfs", "merge", "--help").stdout

    assert "answers <chemin>" in french
    assert "[obligatoire]" in french
    assert "--population <nombre>" in french
    assert "[x>=1]" in french
    assert "feeds... <path>" in english
    assert "[required]" in english


def test_a_group_without_a_word_gives_its_help_in_french(beffroi: Callable) -> None:
    assert not ENGLISH.search(beffroi("survey", language="fr").stdout)


@pytest.mark.parametrize(
    "words",
    [["survey", "read"], ["survey", "read", "a.csv"], ["survey", "read", "a.csv", "--frob"],
     ["survey", "red"], ["survey", "read", "a.csv", "--form"], ["--frob"], ["frob"],
     ["--lang", "fr"], ["survey", "read", "a.csv", "--form", "f", "--population", "many"],
     ["survey", "read", "a.csv", "--json=-", "--form", "f", "b.csv"]],
    ids=" ".join,
)  # fmt: skip
def test_what_is_wrong_holds_no_word_of_the_library(beffroi: Callable, words: list[str]) -> None:
    ran = beffroi(*words, language="fr")

    assert ran.returncode == 2
    assert ran.stderr.startswith("Erreur")
    assert not ENGLISH.search(ran.stderr)
    assert not re.search(r"\b(option|argument) '|\b(requires|command|value|given)\b", ran.stderr)


def sized(size: Annotated[int, typer.Option(help="taille", envvar="S")] = 3) -> int:
    return size


def test_notes_and_defaults_are_said_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BEFFROI_LANG", "fr")
    monkeypatch.setattr("sys.argv", ["draw"])
    monkeypatch.setenv("COLUMNS", "200")
    made = typer.Typer(rich_markup_mode=None, add_completion=False)
    made.command("one")(sized)

    in_words(made)(["--help"], standalone_mode=False)

    said = re.sub(" +", " ", capsys.readouterr().out.replace("\n", " "))
    assert "taille [variable d’environnement\u00a0: S\u00a0; par défaut\u00a0: 3]" in said


def test_every_group_and_command_speaks_so() -> None:
    made = typer.main.get_command(app())

    assert isinstance(made, Group)
    assert all(isinstance(member, Group | Command) for member in made.commands.values())
