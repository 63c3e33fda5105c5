"""`beffroi commerce footfall`: who passes along the streets on the way to the shops."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of commerce, with its help in the user's language."""
    made.command(
        "footfall",
        help=translated("Say who passes along the streets on the way to the shops.", spoken),
    )(footfall)


def footfall(
    *,
    register: Annotated[
        Path | None, typer.Option(help="registre / register (premises.gpkg)", metavar="FILE")
    ] = None,
    osm: Annotated[
        Path | None, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")
    ] = None,
    grid: Annotated[
        Path | None, typer.Option(help="carreaux INSEE 200 m / census grid", metavar="FILE")
    ] = None,
    generators: Annotated[
        Path | None, typer.Option(help="emplois, gares / jobs, stations (CSV)", metavar="FILE")
    ] = None,
    counts: Annotated[
        Path | None, typer.Option(help="comptages piétons / counts (CSV)", metavar="FILE")
    ] = None,
    out: Annotated[Path, typer.Option(help="dossier / folder", metavar="DIR")],
    json: Json = "",
) -> None:
    """Say who passes along the streets on the way to the shops."""
    from beffroi.report import commerce_footfall_page
    from beffroi.study import commerce_footfall, commerce_footfall_said
    from beffroi.study.commerce_market import Asked

    asked = Asked(register, osm, grid=grid)
    done = commerce_footfall.run(asked, out, counts=counts, generators=generators,
                                 page=commerce_footfall_page.write)  # fmt: skip
    if json:
        write_json(commerce_footfall_said.as_json(done), json)
    for words in commerce_footfall_said.told(done):
        say_words(words)
