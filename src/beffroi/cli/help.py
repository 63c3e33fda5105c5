"""Help: what the command library adds to our words (titles, kinds of value), in one language."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from beffroi.cli.voice import language
from beffroi.foundation.language import Words, both

USAGE = both("Usage: ")
SUBCOMMAND = "COMMAND [ARGS]..."
SUBCOMMAND_WORDS = both("COMMAND [ARGUMENTS]...")
TITLES = {
    "Arguments": both("Arguments"),
    "Options": both("Options"),
    "Commands": both("Commands"),
}
KINDS = {
    "path": both("path"),
    "file": both("file"),
    "directory": both("folder"),
    "str": both("text"),
    "int": both("whole number"),
    "float": both("number"),
}
"""Kinds of value, as the library names them and as we do."""
NOTES = {
    "required": both("required"),
    "default: ": both("default: "),
    "env var: ": both("environment variable: "),
}
"""What the library notes after the help of an option."""
HELP = "Show this message and exit."
HELP_WORDS = both("Show this help.")
_KIND = re.compile(r"<(?:list\[)?(\w+)\]?(?: range)?>")
_NOTED = re.compile(r"(^|  )\[(.*)\]$", re.DOTALL)


def in_words(app: typer.Typer) -> typer.Typer:
    """Make an application, and all the groups and commands in it, give their help in our words."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            in_words(group.typer_instance)
    return app


class Command(TyperCommand):
    """A command whose help is in the user's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write its help."""
        page: Any = _Page(formatter)
        super().format_help(ctx, page)


class Group(TyperGroup):
    """A group of commands whose help is in the user's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write its help."""
        page: Any = _Page(formatter)
        super().format_help(ctx, page)


class _Page:
    """A page of help, on which what the library writes is put in the user's language."""

    def __init__(self, written: Any) -> None:
        self._written = written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._written, name)

    def write_usage(self, program: str, pieces: str = "") -> None:
        pieces = pieces.replace(SUBCOMMAND, _said(SUBCOMMAND_WORDS))
        self._written.write_usage(program, pieces, prefix=_said(USAGE))

    def section(self, title: str) -> Any:
        known = _said(TITLES[title]) if title in TITLES else title
        return self._written.section(known + ("\u00a0" if language() == "fr" else ""))

    def write_dl(self, rows: list[tuple[str, str]]) -> None:
        self._written.write_dl([(_kinds(name), _noted(said)) for name, said in rows])


def _said(words: Words) -> str:
    return words.in_(language())


def _kinds(name: str) -> str:
    """Name the kinds of value that stand in brackets after an option.

    Examples
    --------
    >>> _kinds("--out <list[Path]>") in ("--out <path>", "--out <chemin>")
    True
    """
    return _KIND.sub(_kind, name)


def _kind(found: re.Match[str]) -> str:
    kind = found[1].lower()
    return f"<{_said(KINDS[kind])}>" if kind in KINDS else found[0]


def _noted(said: str) -> str:
    """Say the help of an option, with the notes that the library puts after it."""
    if said == HELP:
        return _said(HELP_WORDS)
    return _NOTED.sub(lambda found: f"{found[1]}[{_notes(found[2])}]", said)


def _notes(listed: str) -> str:
    between = "\u00a0; " if language() == "fr" else "; "
    return between.join(map(_note, listed.split("; ")))


def _note(note: str) -> str:
    for start, ours in NOTES.items():
        if note == start or (start.endswith(" ") and note.startswith(start)):
            return _said(ours) + note.removeprefix(start)
    return note
