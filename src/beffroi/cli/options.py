"""Options that every command has alike."""

from typing import Annotated

import typer

Json = Annotated[
    str, typer.Option("--json", metavar="FILE|-", help="réponse en JSON / answer as JSON")
]
"""Where to write the documented answer (`docs/reference/json.md`); ``-`` is the standard output."""
