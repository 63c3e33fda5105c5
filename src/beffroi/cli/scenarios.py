"""`beffroi scenario`: what a change of mobility brings, for whom, and for how much."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import progress, say, say_words, write_json
from beffroi.foundation.language import Language, translated


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("Scenarios of mobility: before, after, for whom and for how much."),
        no_args_is_help=True,
    )
    made.command("run", help=told("Measure scenarios on a study that was run."))(run)
    made.command("new", help=told("Print a scenario to be filled in."))(new)
    return made


def run(
    study: Annotated[Path, typer.Argument(help="étude calculée / study that was run")],
    scenarios: Annotated[list[Path], typer.Argument(help="SCENARIO.toml…")],
    *,
    json: Json = "",
    out: Annotated[
        Path | None, typer.Option(help="dossier des résultats / folder of the results")
    ] = None,
) -> None:
    """Measure scenarios."""
    from beffroi.study import scenarios as measuring

    with progress() as hear:
        done = measuring.of_study(study, scenarios, progress=hear)
    files = () if out is None else measuring.write(done, out)
    if json:
        write_json(measuring.as_json(done, files), json)
    for words in measuring.told(done):
        say_words(words)
    for path in files:
        say("Results: {path}", path=path)


def new(
    kind: Annotated[
        str, typer.Argument(
            help="add_line, cut_line, headway, on_demand, bike_link, carpool_line, park_ride"
        ),
    ],
) -> None:  # fmt: skip
    """Print a scenario."""
    from beffroi.study.scenario_new import skeleton

    typer.echo(skeleton(kind), nl=False)
