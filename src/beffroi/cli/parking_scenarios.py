"""`beffroi parking scenario`: what a policy of parking changes, for whom, and how sure it is."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import progress, say, say_words, write_json
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of parking, with its help in the user's language."""
    made.command("scenario", help=translated("Try a policy of parking, before and after.", spoken))(
        scenario
    )


def scenario(
    town: Annotated[Path, typer.Argument(help="étude calculée, ou places (CSV) / study or places")],
    policy: Annotated[Path, typer.Argument(metavar="SCENARIO.toml", help="politique / policy")],
    *,
    out: Annotated[
        Path | None, typer.Option(help="dossier des résultats / folder", metavar="DIR")
    ] = None,
    demand: Annotated[
        Path | None, typer.Option(help="conducteurs par maille / drivers by cell (CSV)")
    ] = None,
    draws: Annotated[int, typer.Option(help="tirages / draws")] = 60,
    seed: Annotated[int, typer.Option(help="graine / seed")] = 0,
    json: Json = "",
) -> None:
    """Try a policy of parking."""
    from beffroi.report import parking_scenario_page
    from beffroi.study import parking_scenarios

    with nullcontext() if out is None else fresh(out):
        with progress() as hear:
            done = parking_scenarios.of(town, policy, cells=demand, draws=draws, seed=seed,
                                        progress=hear)  # fmt: skip
        page = parking_scenario_page.write
        files = () if out is None else parking_scenarios.write(done, out, page)
    if json:
        write_json(parking_scenarios.as_json(done), json)
    for words in parking_scenarios.told(done):
        say_words(words)
    for path in files:
        say("Results: {path}", path=path)
