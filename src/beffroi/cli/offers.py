"""`beffroi gbfs` and `beffroi bnlc`: what is published of shared vehicles and carpool places."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say, say_words, write_json
from beffroi.foundation.language import Language, translated

if TYPE_CHECKING:
    from beffroi.study.offer_checks import Inspected

FOUND_WRONG = 1
"""Exit code of a check that found errors."""
Date = Annotated[
    str,
    typer.Option(
        help="jour du contrôle, sinon aujourd'hui / day of the check, else today",
        metavar="YYYY-MM-DD",
    ),
]


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the two groups of commands, with their help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    shared = typer.Typer(help=told("Shared vehicles (GBFS): check them."), no_args_is_help=True)
    shared.command("check", help=told("Say what is wrong with a system, and what to do."))(
        check_gbfs
    )
    places = typer.Typer(
        help=told("Carpool places (BNLC): check and export them."), no_args_is_help=True
    )
    places.command("check", help=told("Say what is wrong with a register, row by row."))(check_bnlc)
    places.command("export", help=told("Mend a register and write it as the schema asks."))(
        export_bnlc
    )
    made.add_typer(shared, name="gbfs")
    made.add_typer(places, name="bnlc")


def check_gbfs(
    system: Annotated[
        Path,
        typer.Argument(help="dossier, archive ou fichier GBFS / GBFS folder, archive or file"),
    ],
    *,
    date: Date = "",
    json: Json = "",
) -> None:
    """Check a system of shared vehicles: exit code 1 if it holds errors."""
    from beffroi.study import offer_checks

    _answer(offer_checks.check_gbfs(system, date or _today()), json)


def _answer(inspected: "Inspected", json: str) -> None:
    """Say what a check found, and leave with exit code 1 if it holds errors."""
    if json:
        write_json(inspected.as_json(), json)
    for words in inspected.lines():
        say_words(words)
    if inspected.has_errors:
        raise typer.Exit(FOUND_WRONG)


Register = Annotated[Path, typer.Argument(help="registre CSV / CSV register")]


def check_bnlc(register: Register, *, date: Date = "", json: Json = "") -> None:
    """Check a register of carpool places: exit code 1 if it holds errors."""
    from beffroi.study import offer_checks

    _answer(offer_checks.check_bnlc(register, date or _today()), json)


def export_bnlc(
    register: Register,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.csv", help="registre / register")],
    date: Date = "",
    json: Json = "",
) -> None:
    """Mend a register of carpool places and write it; exit code 1 if it cannot be."""
    from beffroi.study import offer_checks

    inspected = offer_checks.export_bnlc(register, out, date or _today())
    if json:
        answer = inspected.as_json()
        write_json({**answer, "files": [] if inspected.has_errors else [out.name]}, json)
    for words in inspected.lines():
        say_words(words)
    if inspected.has_errors:
        say("{path} was not written: the schema would refuse it. Mend the errors first.", path=out)
        raise typer.Exit(FOUND_WRONG)
    say("{path}: written as the national schema asks.", path=out)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
