"""`beffroi gtfs`: check a timetable in plain words, merge several, write services on demand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli import merging
from beffroi.cli.options import Json
from beffroi.cli.voice import say, say_words, write_json
from beffroi.foundation.language import Language, translated

FOUND_WRONG = 1
"""Exit code of a check that found errors."""


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("Public transport timetables (GTFS): check, merge, write on-demand services."),
        no_args_is_help=True,
    )
    made.command("check", help=told("Say what is wrong with a timetable, and what to do."))(check)
    merging.add(made, spoken)
    made.command("flex", help=told("Write a service on demand as a GTFS-Flex timetable."))(flex)
    return made


def check(
    feed: Annotated[Path, typer.Argument(help="archive ou dossier GTFS / GTFS archive or folder")],
    *,
    date: Annotated[
        str,
        typer.Option(help="jour du contrôle, sinon aujourd'hui / day of the check, else today",
                     metavar="YYYY-MM-DD"),
    ] = "",
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", help="page à lire et à transmettre / page to read and "
                     "hand on"),
    ] = None,
    json: Json = "",
) -> None:  # fmt: skip
    """Check a timetable: exit code 1 if it holds errors."""
    from beffroi.report import check_page
    from beffroi.study import gtfs_check_text, gtfs_checks

    checked = gtfs_checks.check(feed, date or datetime.now(UTC).date().isoformat())
    if json:
        write_json(checked.as_json(), json)
    if html is not None:
        check_page.write(checked, html)
    for words in gtfs_check_text.told(checked):
        say_words(words)
    if checked.has_errors:
        raise typer.Exit(FOUND_WRONG)


def flex(
    zones: Annotated[Path, typer.Argument(metavar="ZONES.toml", help="zones, heures, réservation / "
                                          "zones, hours, booking")],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.zip", help="horaires / timetable")],
    json: Json = "",
) -> None:  # fmt: skip
    """Write a service on demand as a GTFS-Flex timetable."""
    from beffroi.study import flex_export

    exported = flex_export.export(zones, out)
    if json:
        write_json({"figures": [], "findings": [], "warnings": [], "files": [out.name]}, json)
    say(
        "{path}: rides described: {rides}; zones: {zones}. Check it: beffroi gtfs check {path}",
        path=out,
        rides=exported.n_rides,
        zones=exported.n_zones,
    )
