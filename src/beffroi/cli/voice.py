"""Voice: what the command prints, in the user's language, with progress on the error stream."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.files import write_answer
from beffroi.foundation.language import Language, Words, message, translated


def language() -> Language:
    """Choose the language: ``--lang``, else `BEFFROI_LANG`, else English if `LANG` says so.

    Without any of them, French.
    """
    asked = _option() or os.environ.get("BEFFROI_LANG", "")
    if asked:
        return "en" if asked.lower().startswith("en") else "fr"
    return "en" if os.environ.get("LANG", "").lower().startswith("en") else "fr"


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
    said = translated(sentence, language()).format(**parts)
    Console(stderr=True, highlight=False, soft_wrap=True).print(said, markup=False)


def say_words(words: Words) -> None:
    """Tell the user something that is known in both languages."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(words.in_(language()), markup=False)


def say_error(error: BeffroiError) -> None:
    """Tell the user what went wrong, in one sentence."""
    spoken = language()
    label = translated("Error", spoken)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    colon = "\u00a0:" if spoken == "fr" else ":"
    console.print(f"{label}{colon} {message(error, spoken)}", markup=False, style="bold red")


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
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
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
        sys.stdout.write(text)
    else:
        write_answer(Path(to), text)
