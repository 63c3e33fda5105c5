"""`beffroi maturity`: hand out the sheets of the maturity grid, read them, tell the profile."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say, say_words, write_json
from beffroi.foundation.language import Language, both, plural, translated

Study = Annotated[str, typer.Option(help="dossier de l'étude / folder of the study", metavar="DIR")]
Commune = Annotated[str, typer.Option(help="code INSEE / INSEE code")]
Facts = Annotated[
    str, typer.Option(help="faits relevés / facts read on public pages", metavar="CSV")
]


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("A town's digital maturity: proofs to look at, next steps, first measures."),
        no_args_is_help=True,
    )
    made.command("sheet", help=told("Write the sheets that respondents fill in."))(sheet)
    made.command("read", help=told("Read the sheets that came back and tell the profile."))(read)
    return made


def sheet(
    *,
    out: Annotated[Path, typer.Option(help="feuille à écrire / sheet to write (.xlsx)")],
    commune: Commune = "",
    study: Study = "",
    facts: Facts = "",
    copies: Annotated[int, typer.Option(help="une par répondant / one each")] = 1,
    json: Json = "",
) -> None:
    """Write sheets."""
    from beffroi.study import maturities

    files = maturities.sheets(
        out,
        commune=commune,
        study=Path(study) if study else None,
        copies=copies,
        facts=Path(facts) if facts else None,
        token=lambda: secrets.token_hex(4),
    )
    if json:
        names = [path.name for path in files]
        write_json({"figures": [], "findings": [], "warnings": [], "files": names}, json)
    say_words(plural(len(files), both("{n} sheet written:"), both("{n} sheets written:")))
    for path in files:
        say("  {path}", path=path)
    named = " ".join(quote(str(path)) for path in files)
    say_words(
        plural(
            len(files),
            both("Once filled in: beffroi maturity read {files}"),
            both("Once they are filled in: beffroi maturity read {files}"),
            files=named,
        )
    )


def read(
    sheets: Annotated[list[Path], typer.Argument(help="XLSX | CSV | JSON")],
    *,
    study: Study = "",
    commune: Commune = "",
    facts: Facts = "",
    answers: Annotated[str, typer.Option(help="CSV | JSON", metavar="FILE")] = "",
    json: Json = "",
) -> None:
    """Read sheets."""
    from beffroi.study import maturities, maturity_text

    assessed = maturities.assess(
        sheets,
        study=Path(study) if study else None,
        commune=commune,
        facts=Path(facts) if facts else None,
        today=datetime.now(UTC).date().isoformat(),
    )
    if answers:
        maturities.write_answers(assessed, Path(answers))
    if json:
        write_json(assessed.as_json(), json)
    for words in (*assessed.warnings, *maturity_text.told(assessed)):
        say_words(words)
