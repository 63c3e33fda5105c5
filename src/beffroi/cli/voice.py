"""Voice: what the command prints, in the user's language, with progress on the error stream."""

import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any, cast

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from beffroi.foundation.errors import BeffroiError, InputError, clipped
from beffroi.foundation.files import unwritable, write_answer
from beffroi.foundation.language import LANGUAGES, Language, Words, message, translated


def language() -> Language:
    """Choose the language: ``--lang``, else `BEFFROI_LANG`, else English if `LANG` says so.

    Without any of them, French.
    """
    asked = _option() or os.environ.get("BEFFROI_LANG", "")
    if asked:
        return "en" if _code(asked) == "en" else "fr"
    return "en" if os.environ.get("LANG", "").lower().startswith("en") else "fr"


def refuse_other_language() -> None:
    """Check that the language asked for with ``--lang`` is one that is spoken here.

    Raises
    ------
    InputError
        If it is not: `language` then speaks French.
    """
    asked = _option()
    if asked and _code(asked) not in LANGUAGES:
        raise InputError(
            "Beffroi speaks French and English, not {language}: ask for --lang fr or --lang en.",
            language=asked,
        )


def _code(asked: str) -> str:
    """Return the language of a locale: ``en`` of ``en_GB.UTF-8``."""
    return re.split(r"[-_.@]", asked.lower())[0]


def _option() -> str:
    words = sys.argv[1:]
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""


def say(sentence: str, **parts: object) -> None:
    """Tell the user something, on the error stream."""
    _print(clipped(translated(sentence, language()), parts, french=language() == "fr"))


def say_words(words: Words) -> None:
    """Tell the user something that is known in both languages."""
    _print(words.in_(language()))


def say_error(error: BeffroiError) -> None:
    """Tell the user what went wrong, in one sentence."""
    spoken = language()
    label = translated("Error", spoken)
    colon = "\u00a0:" if spoken == "fr" else ":"
    _print(f"{label}{colon} {message(error, spoken)}", style="bold red")


class _Patient:
    """The error stream, to which what cannot be said is not said: a full disk stops no study."""

    def write(self, text: str) -> int:
        """Write what can be written."""
        with contextlib.suppress(OSError):
            return sys.stderr.write(text)
        return 0

    def flush(self) -> None:
        """Flush what can be flushed."""
        with contextlib.suppress(OSError):
            sys.stderr.flush()

    def __getattr__(self, name: str) -> Any:
        """Be the error stream for the rest."""
        return getattr(sys.stderr, name)


def console() -> Console:
    """Return the error stream, as messages and progress are written to it."""
    return Console(file=cast("IO[str]", _Patient()), highlight=False, soft_wrap=True)


def _print(text: str, *, style: str = "") -> None:
    console().print(text, markup=False, style=style or None)


@contextmanager
def progress() -> Iterator[Callable[[Words, int, int], None]]:
    """Show a progress bar on the error stream, step by step."""
    spoken = language()
    columns = (
        TextColumn("{task.description:<40}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(), transient=False) as bar:
        tasks: list[TaskID] = []

        def hear(words: Words, done: int, total: int) -> None:
            if not tasks:
                tasks.append(bar.add_task("", total=total))
            bar.update(tasks[0], description=words.in_(spoken), completed=done, total=total)

        yield hear


def write_json(value: dict[str, Any], to: str) -> None:
    """Write the answer of a command as JSON: to what a path names, or, for ``-``, to the output."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if to == "-":
        _write_out(text)
    else:
        write_answer(Path(to), text)


def _write_out(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        mute_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise unwritable(Path("-"), error) from error


def mute_output() -> None:
    """Send what is left to be written nowhere, so that Python does not fail on it at the end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
