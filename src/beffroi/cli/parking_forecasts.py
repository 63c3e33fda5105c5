"""`beffroi parking forecast`: car parks an hour ahead."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of parking, with its help in the user's language."""
    made.command(
        "forecast", help=translated("Forecast car parks whose free spaces are published.", spoken)
    )(forecast)


def forecast(
    files: Annotated[
        list[Path], typer.Argument(help="archives de places libres / of free spaces (CSV)")
    ],
    *,
    capacities: Annotated[Path, typer.Option(help="nombre de places / of spaces (CSV)")],
    out: Annotated[Path, typer.Option(help="dossier à écrire / folder to write", metavar="DIR")],
    zone: Annotated[str, typer.Option(help="fuseau / time zone")] = "Europe/Paris",
    country: Annotated[str, typer.Option(help="jours fériés / public holidays")] = "FR",
    minutes: Annotated[int, typer.Option(help="minutes d'avance / ahead")] = 60,
    json: Json = "",
) -> None:
    """Forecast car parks from archives of their free spaces."""
    from beffroi.report import parking_forecast_page
    from beffroi.study import parking_forecast

    done = parking_forecast.run(
        files, capacities, out, zone=zone, country=country, minutes=minutes,
        page=parking_forecast_page.write,
    )  # fmt: skip
    if json:
        write_json(parking_forecast.as_json(done), json)
    for words in parking_forecast.told(done, out):
        say_words(words)
