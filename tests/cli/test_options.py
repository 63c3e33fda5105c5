"""Options: the same words wherever a command answers in JSON."""

import click
import typer

from beffroi.cli.main import app


def leaves(command: click.Command) -> list[click.Command]:
    members = getattr(command, "commands", None)
    return [command] if members is None else [x for m in members.values() for x in leaves(m)]


def test_every_command_that_answers_in_json_says_so_in_the_same_words() -> None:
    told = {
        (option.metavar, option.help)
        for command in leaves(typer.main.get_command(app()))
        for option in command.params
        if "--json" in option.opts
    }

    assert told == {("FILE|-", "réponse en JSON / answer as JSON")}
