"""`beffroi commerce register` and `walk`: every premises of the centre, and who says what of it."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import language, say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the commands to the group of commerce, with their help in the user's language."""
    made.command(
        "register",
        help=translated(
            "Join the map, SIRENE and a walk in one register of premises, with what to look at.",
            spoken,
        ),
    )(register)
    made.command(
        "walk",
        help=translated("Write the sheets of a walk, street by street, to fill in.", spoken),
    )(walk)


def register(  # noqa: PLR0913  (one for each thing that can be given)
    *,
    osm: Annotated[Path, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")],
    out: Annotated[Path, typer.Option(help="nouveau dossier / new folder", metavar="DIR")],
    sirene: Annotated[
        Path | None,
        typer.Option(help="StockEtablissement (CSV, Parquet)", metavar="FILE"),
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(help="StockEtablissementHistorique (CSV, Parquet)", metavar="FILE"),
    ] = None,
    units: Annotated[
        Path | None,
        typer.Option(help="StockUniteLegale (CSV, Parquet)", metavar="FILE"),
    ] = None,
    walk: Annotated[
        Path | None,
        typer.Option(help="feuilles remplies / filled sheets (XLSX)", metavar="FILE"),
    ] = None,
    commune: Annotated[str, typer.Option(help="code INSEE / INSEE code: 35236")] = "",
    families: Annotated[
        str, typer.Option(help="beffroi, insee, trading", metavar="TABLE")
    ] = "beffroi",
    json: Json = "",
) -> None:
    """Make the register of premises of a town."""
    from beffroi.report import commerce_register_page
    from beffroi.study import commerce_register

    asked = commerce_register.Asked(osm, sirene, history, walk, commune, families, units)
    made = commerce_register.run(asked, out, page=commerce_register_page.write)
    if json:
        write_json(commerce_register.as_json(made), json)
    for words in commerce_register.told(made):
        say_words(words)


def walk(
    *,
    osm: Annotated[
        Path | None, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(help="registre (GeoPackage ou dossier) / register", metavar="FILE"),
    ] = None,
    out: Annotated[Path, typer.Option(help="classeur / workbook (.xlsx)", metavar="FILE")],
    json: Json = "",
) -> None:
    """Write the sheets of a walk."""
    from beffroi.study import commerce_walk

    made = commerce_walk.run(register, osm, out, language=language())
    if json:
        write_json(commerce_walk.as_json(made), json)
    for words in commerce_walk.told(made):
        say_words(words)
