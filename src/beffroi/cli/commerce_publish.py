"""`beffroi commerce publish`: the public site of a town's shops, static, accessible and fast."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of commerce, with its help in the user's language."""
    made.command(
        "publish",
        help=translated("Write a public site of the shops: hours, search, map, agenda.", spoken),
    )(publish)


def publish(  # noqa: PLR0913  (options of a command)
    folder: Annotated[Path, typer.Argument(help="dossier neuf / new folder", metavar="DIR")],
    *,
    register: Annotated[
        Path | None, typer.Option(help="registre des locaux / register", metavar="FILE")
    ] = None,
    osm: Annotated[
        Path | None, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")
    ] = None,
    events: Annotated[
        list[Path] | None,
        typer.Option(help="agenda (.ics, OpenAgenda .json)", metavar="FILE"),
    ] = None,
    footfall: Annotated[
        Path | None,
        typer.Option(help="passage à pied / footfall (.gpkg)", metavar="FILE"),
    ] = None,
    title: Annotated[str, typer.Option(help="nom du site / name of the site")] = "",
    date: Annotated[str, typer.Option(help="premier jour / first day: 2026-07-06")] = "",
    url: Annotated[str, typer.Option(help="adresse du site / address of the site")] = "",
    contact: Annotated[str, typer.Option(help="à qui écrire / whom to write to")] = "",
    families: Annotated[str, typer.Option(help="familles / families: beffroi, insee, trading")] = (
        "beffroi"
    ),
    country: Annotated[str, typer.Option(help="pays des jours fériés / of holidays")] = "FR",
    zone: Annotated[str, typer.Option(help="fuseau / time zone")] = "Europe/Paris",
    school: Annotated[str, typer.Option(help="zone scolaire / of school holidays: A, B, C")] = "",
    weeks: Annotated[int, typer.Option(help="semaines d'horaires / weeks of hours")] = 8,
    feedback: Annotated[
        Path | None, typer.Option(help="ce que la carte ignore / what the map lacks (.geojson)")
    ] = None,
    json: Json = "",
) -> None:
    """Write the public site of a town's shops."""
    from beffroi.report import commerce_site
    from beffroi.study import commerce_publish

    first = commerce_publish.first_day(date or dt.datetime.now(tz=dt.UTC).date().isoformat())
    told = commerce_publish.Publication(
        title or translated("The shops of the centre", "fr"), first, url, contact, country, zone,
        weeks, school, families,
    )  # fmt: skip
    sources = commerce_publish.Sources(register, osm, tuple(events or ()), footfall)
    made, files = commerce_publish.run(
        sources, folder, told, commerce_site.write, feedback_file=feedback
    )
    if json:
        write_json(commerce_publish.as_json(made, files), json)
    for words in commerce_publish.told(made):
        say_words(words)
