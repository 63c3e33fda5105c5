"""The `beffroi` command: where a person types, and where errors become one clear sentence."""

import contextlib
import logging
import os
import sys
import tempfile
import traceback
from typing import Annotated

import typer
from typer.exceptions import TyperException

from beffroi.cli import (
    assessing,
    browsing,
    collecting,
    commerce,
    deciding,
    drawing,
    informal,
    offers,
    parking,
    reaching,
    scenarios,
    studies,
    surveying,
    timetables,
)  # fmt: skip
from beffroi.cli.help import in_words
from beffroi.cli.usage import is_help, misunderstood
from beffroi.cli.voice import language, mute_output, refuse_other_language, say, say_error
from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.folders import Undone
from beffroi.foundation.language import translated

INTERRUPTED = 130
BUG, REFUSED, UNHEARD = 1, 2, 141


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
    made.add_typer(assessing.app(spoken), name="maturity")
    made.add_typer(browsing.app(spoken), name="catalogue")
    made.add_typer(surveying.app(spoken), name="survey")
    made.add_typer(timetables.app(spoken), name="gtfs")
    made.add_typer(reaching.app(spoken), name="access")
    made.add_typer(scenarios.app(spoken), name="scenario")
    made.add_typer(informal.app(spoken), name="informal")
    made.add_typer(parking.app(spoken), name="parking")
    made.add_typer(commerce.app(spoken), name="commerce")
    offers.add(made, spoken)
    collecting.add(made, spoken)
    drawing.add(made, spoken)
    deciding.add(made, spoken)
    made.callback()(_spoken)
    return in_words(made)


def _spoken(
    _lang: Annotated[
        str, typer.Option("--lang", help="fr | en (BEFFROI_LANG, LANG)", metavar="LANG")
    ] = "",
) -> None:
    """Take the language of the whole command, which `main` has read already, if it is spoken."""
    refuse_other_language()


def main() -> None:
    """Run the command, and turn what goes wrong into one sentence and an exit code.

    Exit codes: 0 all is well; 2 something given cannot be used, a publisher does not answer or
    the disk is full; 130 interrupted; 141 nobody reads the answer any more; 1 a bug, or, of a
    check (`gtfs`, `gbfs`, `bnlc`), errors found.
    """
    logging.basicConfig(level=os.environ.get("BEFFROI_LOG", "ERROR"))
    try:
        code = app()(prog_name="beffroi", standalone_mode=False) or 0
    except BeffroiError as error:
        say_error(error)
        code = REFUSED
    except TyperException as error:
        code = _untyped(error)
    except BrokenPipeError:
        mute_output()
        code = UNHEARD
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Undone:
        say("Interrupted: nothing was written.")
        sys.exit(INTERRUPTED)
    except Exception as error:  # the last door: what flies here is a bug, or an interruption
        code = INTERRUPTED if _is_interruption(error) else _told_bug(error)
    if code == INTERRUPTED:
        say("Interrupted: what was finished is kept; run the command again to go on.")
    sys.exit(code)


def _untyped(error: TyperException) -> int:
    if is_help(error):
        typer.echo(error.format_message())
        return 0
    say_error(misunderstood(error))
    return REFUSED


def _is_interruption(error: BaseException | None) -> bool:
    """Say whether an interruption is at the root of an error: libraries turn it into their own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _told_bug(error: Exception) -> int:
    """Keep the trace of a bug in a file, and say where it is."""
    trace = "".join(traceback.format_exception(error))
    kept = "–"
    with contextlib.suppress(OSError):
        handle, kept = tempfile.mkstemp(prefix="beffroi-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(trace)
    say(
        "Beffroi has failed, and it is not your doing ({kind}). What happened is written in "
        "{path}: send it to the keepers of Beffroi.",
        kind=type(error).__name__,
        path=kept,
    )
    return BUG


if __name__ == "__main__":
    main()
