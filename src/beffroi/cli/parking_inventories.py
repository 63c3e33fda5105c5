"""`beffroi parking inventory`: every place where a car can be left, its rule and its spaces."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of parking, with its help in the user's language."""
    made.command(
        "inventory",
        help=translated(
            "List the places where a car can be left, their rule, their spaces.", spoken
        ),
    )(inventory)


def inventory(
    *,
    osm: Annotated[Path, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")],
    bnls: Annotated[
        Path | None,
        typer.Option(help="base nationale / national register (CSV, XLSX)", metavar="FILE"),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(help=".gpkg, .geojson, .csv, .xlsx, dossier / or folder", metavar="FILE"),
    ],
    commune: Annotated[str, typer.Option(help="code INSEE / INSEE code: 35236")] = "",
    siret: Annotated[str, typer.Option(help="SIRET de qui publie / of who publishes")] = "",
    json: Json = "",
) -> None:
    """List the places of a town where a car can be left."""
    from beffroi.report import parking_inventory_page
    from beffroi.study import parking_inventory

    made, files = parking_inventory.run(osm, bnls, out, commune=commune, siret=siret,
                                        page=parking_inventory_page.write)  # fmt: skip
    if json:
        write_json(parking_inventory.as_json(made, files), json)
    for words in parking_inventory.told(made):
        say_words(words)
