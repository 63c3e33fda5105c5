"""`beffroi draw`: a plausible French town, drawn from scratch in the national formats."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import progress, say, write_json
from beffroi.foundation.language import Language, translated


def add(app: typer.Typer, spoken: Language) -> None:
    """Add the command, with its help in the user's language."""
    told = translated("Draw a town from scratch, in the national formats.", spoken)
    app.command("draw", help=told)(draw)


def draw(
    folder: Annotated[Path, typer.Argument(help="dossier à écrire / folder to write")],
    *,
    inhabitants: Annotated[int, typer.Option(help="5 000 – 600 000")] = 20_000,
    seed: Annotated[int, typer.Option(help="graine du tirage / seed of the draw")] = 1,
    json: Json = "",
) -> None:
    """Draw a town."""
    from beffroi.study import draw as drawing

    with progress() as hear:
        files = drawing.write(folder, inhabitants, seed, progress=hear)
    if json:
        named = [str(Path(file).name) for file in files]
        write_json({"figures": [], "findings": [], "warnings": [], "files": named}, json)
    say("{n} files written in {folder}.", n=len(files), folder=folder)
