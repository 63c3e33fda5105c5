"""`beffroi parking search`: how long drivers look for a space."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of parking, with its help in the user's language."""
    made.command(
        "search",
        help=translated("Say how long drivers look for a space, street by street.", spoken),
    )(search)


def search(
    places: Annotated[Path, typer.Argument(help="inventaire / inventory (GeoPackage, GeoJSON)")],
    *,
    osm: Annotated[Path, typer.Option(help="carte OpenStreetMap / map")],
    occupancy: Annotated[
        str,
        typer.Option(
            help="part, fichier ou étude / share, file or study (0.85, CSV, DIR)", metavar="WHAT"
        ),
    ],
    out: Annotated[Path, typer.Option(help="dossier à écrire / folder to write", metavar="DIR")],
    hour: Annotated[str, typer.Option(help="heure / hour")] = "",
    destination: Annotated[str, typer.Option(help="lon,lat ; sinon le centre / else")] = "",
    json: Json = "",
) -> None:
    """Say how long drivers look for a space around a destination."""
    from beffroi.report import parking_page
    from beffroi.study import parking_search, parking_searched

    asked = parking_searched.Asked(occupancy, hour, destination)
    done = parking_search.run(osm, places, out, asked, parking_page.write)
    if json:
        write_json(parking_searched.as_json(done), json)
    for words in parking_searched.told(done, out):
        say_words(words)
