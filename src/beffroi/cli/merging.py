"""`beffroi gtfs merge`: the timetables of several operators in one file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(group: typer.Typer, spoken: Language) -> None:
    """Add the command to a group, with its help in the user's language."""
    told = translated(
        "Merge the timetables of several operators into one that loses no trip.", spoken
    )
    group.command("merge", help=told)(merge)


def merge(
    feeds: Annotated[list[Path], typer.Argument(help="A.zip B.zip…")],
    *,
    out: Annotated[Path, typer.Option(help="fichier à écrire / file to write (.zip)")],
    osm: Annotated[
        Path | None, typer.Option(help="carte des rues / map of the streets", metavar="FILE")
    ] = None,
    keys: Annotated[
        str, typer.Option(help="nom court de chacun / short name of each", metavar="A,B…")
    ] = "",
    review: Annotated[
        Path | None,
        typer.Option(help="arrêts à vérifier, à écrire / stops to check, to write (.csv)"),
    ] = None,
    reviewed: Annotated[
        Path | None, typer.Option(help="la même liste, répondue / the same list, answered")
    ] = None,
    json: Json = "",
) -> None:
    """Merge timetables."""
    from beffroi.study import feed_merging

    done = feed_merging.merge(
        feeds,
        out,
        keys=tuple(key.strip() for key in keys.split(",")) if keys else (),
        osm_path=osm,
        review=review,
        reviewed=reviewed,
        today=datetime.now(UTC).date().isoformat(),
    )
    if json:
        write_json(feed_merging.as_json(done), json)
    for words in feed_merging.told(done):
        say_words(words)
