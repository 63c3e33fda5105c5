"""`beffroi collect`: bring in what a study lacks, from its publishers or from a mirror."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

from beffroi.cli.options import Json
from beffroi.cli.studies import now
from beffroi.cli.voice import console, language, say, say_words, write_json
from beffroi.foundation.language import Language, Words, translated

FAILED = 2


def add(app: typer.Typer, spoken: Language) -> None:
    """Add the command, with its help in the user's language."""
    told = translated("Download the sources that a study lacks.", spoken)
    app.command("collect", help=told)(collect)


def collect(
    folder: Annotated[Path, typer.Argument(help="dossier de l'étude / folder of the study")],
    *,
    only: Annotated[str, typer.Option(help="osm,gtfs,bnlc…")] = "",
    mirror: Annotated[str, typer.Option(metavar="DIR|URL", help="miroir / mirror")] = "",
    json: Json = "",
) -> None:
    """Collect the sources that a study lacks."""
    from beffroi.study.supply import supplied

    wanted = tuple(id_.strip() for id_ in only.split(",") if id_.strip())
    with _bytes_shown() as hear:
        outcomes = supplied(folder, now=now(), wanted=wanted, mirror=mirror, progress=hear)
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    if json:
        listed = [
            {"id": o.source, "state": o.state, "files": list(o.files), "words": o.words.as_json()}
            for o in outcomes
        ]
        warnings = [outcome.words.as_json() for outcome in failed]
        write_json({"figures": [], "findings": [], "warnings": warnings, "sources": listed}, json)
    for outcome in outcomes:
        say_words(outcome.words)
    if not outcomes:
        say("Nothing is lacking: nothing was downloaded.")
    if failed:
        raise typer.Exit(FAILED)


@contextmanager
def _bytes_shown() -> Iterator[Callable[[Words, int, int | None], None]]:
    """Show the bytes of each source as they come in, on the error stream."""
    spoken = language()
    columns = (TextColumn("{task.description:<40}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console(), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def hear(words: Words, done: int, total: int | None) -> None:
            name = words.in_(spoken)
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=done, total=total)

        yield hear
