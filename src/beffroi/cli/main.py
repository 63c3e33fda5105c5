"""The `beffroi` command: where a person types, and where errors become one clear sentence."""

import logging
import os
import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from beffroi.cli import assessing, browsing, collecting, drawing, studies, surveying
from beffroi.cli.voice import language, say, say_error
from beffroi.foundation.errors import BeffroiError, InputError
from beffroi.foundation.language import translated

INTERRUPTED = 130
REFUSED = 2


def app() -> typer.Typer:
    """Make the command, with its help in the user's language."""
    spoken = language()
    made = typer.Typer(
        name="beffroi",
        help=translated(
            "Decision support for the centres of medium-sized towns: from open data to a sourced "
            "study.",
            spoken,
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    made.add_typer(studies.app(spoken), name="study")
    made.add_typer(surveying.app(spoken), name="survey")
    made.add_typer(assessing.app(spoken), name="maturity")
    made.add_typer(browsing.app(spoken), name="catalogue")
    collecting.add(made, spoken)
    drawing.add(made, spoken)
    made.callback()(_spoken)
    return made


def _spoken(
    _lang: Annotated[
        str, typer.Option("--lang", help="fr | en (BEFFROI_LANG, LANG)", metavar="LANG")
    ] = "",
) -> None:
    """Take the language of the whole command; `main` has read it already."""


def main() -> None:
    """Run the command, and turn what goes wrong into one sentence and an exit code.

    Exit codes: 0 all is well; 2 something given cannot be used, a publisher does not answer or
    the disk is full; 130 interrupted; 1 a bug.
    """
    logging.basicConfig(level=os.environ.get("BEFFROI_LOG", "ERROR"))
    try:
        code = app()(prog_name="beffroi", standalone_mode=False) or 0
    except BeffroiError as error:
        say_error(error)
        code = REFUSED
    except TyperException as error:
        found = error.format_message().rstrip(".")
        say_error(
            InputError(
                "The command cannot be understood ({found}). See: beffroi --help", found=found
            )
        )
        code = REFUSED
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    if code == INTERRUPTED:
        say("Interrupted: what was finished is kept; run the command again to go on.")
    sys.exit(code)


if __name__ == "__main__":
    main()
