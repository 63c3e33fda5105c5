"""`beffroi commerce visibility`: whether one finds the shops, and what would show them better."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import progress, say_words, write_json
from beffroi.foundation.language import Language, Words, both, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of commerce, with its help in the user's language."""
    made.command(
        "visibility",
        help=translated("Score how well each shop is found, and say what would help.", spoken),
    )(visibility)


def _silence(_words: Words, _done: int, _total: int) -> None:
    """Say nothing."""


def visibility(  # noqa: PLR0913  (one for each thing that can be given)
    *,
    register: Annotated[
        Path | None,
        typer.Option(help="registre des locaux / register of premises", metavar="FILE"),
    ] = None,
    osm: Annotated[
        Path | None, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")
    ] = None,
    declared: Annotated[
        Path | None,
        typer.Option(help="ce que déclarent les commerçants / declared by shops", metavar="CSV"),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="visiter leurs sites / visit their sites")
    ] = False,
    cache: Annotated[
        Path | None, typer.Option(help="visites gardées / visits kept", metavar="DIR")
    ] = None,
    date: Annotated[str, typer.Option(help="jour de l'audit / day of the audit: 2026-11-26")],
    country: Annotated[str, typer.Option(help="jours fériés / holidays: FR, CH")] = "FR",
    out: Annotated[Path, typer.Option(help="dossier neuf / new folder", metavar="DIR")],
    json: Json = "",
) -> None:
    """Score how well each shop is found."""
    from beffroi.report import commerce_visibility_page
    from beffroi.study import commerce_visibility

    with progress() if fetch else nullcontext(_silence) as hear:
        made = commerce_visibility.run(
            register, osm, out, date=date, declared=declared, fetch=fetch, cache=cache,
            country=country, page=commerce_visibility_page.write,
            progress=lambda done, total: hear(both("Visits to sites"), done, total),
        )  # fmt: skip
    if json:
        write_json(commerce_visibility.as_json(made), json)
    for words in commerce_visibility.told(made):
        say_words(words)
