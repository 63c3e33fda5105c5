"""`beffroi parking`: its commands, in the user's language."""

import typer
from typer.testing import CliRunner

from beffroi.cli.parking import app


def test_the_group_lists_its_commands_in_french() -> None:
    made = typer.Typer()
    made.add_typer(app("fr"), name="parking")
    made.callback()(lambda: None)

    said = CliRunner().invoke(made, ["parking", "--help"]).output

    assert "Stationnement" in said
    assert "forecast" in said
