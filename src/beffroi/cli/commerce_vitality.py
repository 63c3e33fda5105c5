"""`beffroi commerce vitality`: how full the streets are, how varied, how long shops last."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of commerce, with its help in the user's language."""
    told = translated(
        "Measure vacancy, diversity, survival of shops; who comes, who leaves.", spoken
    )
    made.command("vitality", help=told)(vitality)


def vitality(  # noqa: PLR0913  (one for each thing that can be given)
    *,
    out: Annotated[Path, typer.Option(help="dossier à écrire / folder to write", metavar="DIR")],
    register: Annotated[
        Path | None,
        typer.Option(help="registre des locaux / register of premises", metavar="FILE"),
    ] = None,
    osm: Annotated[
        Path | None, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")
    ] = None,
    sirene: Annotated[
        Path | None, typer.Option(help="SIRENE, StockEtablissement", metavar="FILE")
    ] = None,
    history: Annotated[
        Path | None, typer.Option(help="SIRENE, StockEtablissementHistorique", metavar="FILE")
    ] = None,
    commune: Annotated[str, typer.Option(help="code INSEE / INSEE code: 35236")] = "",
    reference: Annotated[
        Path | None,
        typer.Option(help="familles d'autres villes / families of other towns", metavar="FILE"),
    ] = None,
    inhabitants: Annotated[int | None, typer.Option(help="habitants / inhabitants", min=1)] = None,
    families: Annotated[
        str, typer.Option(help="familles / families: beffroi, insee, trading")
    ] = "beffroi",
    date: Annotated[
        str, typer.Option(help="jour des fichiers / day of the files: 2026-09-01")
    ] = "",
    json: Json = "",
) -> None:
    """Measure the vitality of the shops of a town."""
    from beffroi.report import commerce_vitality_page
    from beffroi.study.commerce_lives import Registers
    from beffroi.study.commerce_vitality import Asked
    from beffroi.study.commerce_vitality_files import as_json, run, told

    asked = Asked(
        register=register, osm=osm, registers=Registers(sirene, history, commune),
        reference=reference, inhabitants=inhabitants, families=families, date=date,
    )  # fmt: skip
    made = run(asked, out, page=commerce_vitality_page.write)
    if json:
        write_json(as_json(made), json)
    for words in told(made):
        say_words(words)
