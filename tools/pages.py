"""Write the reference pages that follow from the code: tables, indicators, errors, commands.

Run by hand after a change (`python tools/pages.py`); a test refuses pages that are out of step.
"""

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import click
import typer

from beffroi.foundation import errors
from beffroi.foundation.errors import BeffroiError
from beffroi.territory.indicator import read
from beffroi.territory.need import known_needs
from beffroi.territory.questionnaire import Question, Questionnaire
from beffroi.territory.questionnaires import known_questionnaires
from beffroi.territory.tables import TABLES

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"
ENGINES = ROOT / "src" / "beffroi" / "engines"


def tables() -> str:
    """Describe every table and column."""
    lines = [
        "# Tables",
        "",
        "What the readers return, and what stands in `results/*.parquet` (there, geometries are in",
        "the legal projection of the territory). A missing value is unknown.",
    ]
    for table in TABLES:
        lines += ["", f"## {table.name}", "", table.meaning, ""]
        lines += ["| column | type | may be missing | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{name}` | {column.dtype} | {_yes(column.optional)} | {column.meaning} |"
            for name, column in table.columns.items()
        ]
    return "\n".join(lines) + "\n"


def _yes(holds: bool) -> str:  # noqa: FBT001  (its only argument)
    return "yes" if holds else "no"


def indicators() -> str:
    """Describe every indicator."""
    lines = ["# Indicators", "", "Every figure that a study computes, by room."]
    for path in sorted(ENGINES.rglob("indicators.toml")):
        lines += ["", f"## {path.parent.name}"]
        for id_, indicator in read(path).items():
            lines += ["", f"### `{id_}` [{indicator.unit}]", "", f"**{indicator.name.fr}**", ""]
            lines += [f"*{indicator.name.en}*", "", indicator.method.fr, "", indicator.method.en]
            lines += ["", f"Reference: {indicator.reference}"] if indicator.reference else []
    return "\n".join(lines) + "\n"


def error_tree() -> str:
    """Draw the tree of errors and say who mends each."""
    lines = [
        "# Errors",
        "",
        "Sorted by who can mend them; each is one sentence: what, where, found,",
    ]
    lines += ["what to do. The command ends with code 2 and leaves nothing half-written.", ""]
    lines += ["| error | said of |", "|---|---|"]
    found = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, BeffroiError)
    ]
    ordered = sorted(found, key=_branch)
    lines += [
        f"| {'&nbsp;&nbsp;' * _depth(kind)}`{kind.__name__}` "
        f"| {(inspect.getdoc(kind) or '').splitlines()[0]} |"
        for kind in ordered
    ]
    return "\n".join(lines) + "\n"


def _branch(kind: type) -> list[str]:
    """List the parents of an error, the root first."""
    return [parent.__name__ for parent in kind.__mro__[::-1] if issubclass(parent, BeffroiError)]


def _depth(kind: type) -> int:
    return sum(issubclass(parent, BeffroiError) for parent in kind.__mro__) - 1


def commands() -> str:
    """Describe every command, as its own help does in English."""
    os.environ["BEFFROI_LANG"] = "en"
    from beffroi.cli.main import app  # noqa: PLC0415  (after the language is set)

    root = typer.main.get_command(app())
    lines = ["# Commands", "", "`beffroi --help` says the same, in French unless asked otherwise."]
    for name, command in _walk(root, "beffroi"):
        lines += ["", f"## {name}", "", command.help or "", ""]
        lines += ["| argument | meaning | default |", "|---|---|---|"]
        lines += [_row(parameter) for parameter in command.params if parameter.name != "help"]
    return "\n".join(lines) + "\n"


def _walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    members = getattr(command, "commands", None)
    if members is None:
        yield name, command
        return
    for member in sorted(members):
        yield from _walk(members[member], f"{name} {member}")


def _row(parameter: click.Parameter) -> str:
    names = ", ".join(parameter.opts) if parameter.opts[0].startswith("-") else parameter.name
    default = parameter.default if isinstance(parameter.default, str | int) else ""
    meaning = (getattr(parameter, "help", "") or "").replace("|", "or")
    return f"| `{names}` | {meaning} | {default} |"


OWN_COLUMNS = (
    ("survey", "beffroi_margin", "variable of the census that the question feeds"),
    (
        "survey",
        "beffroi_people",
        "choices of the question that tells who answers: to whom it is put",
    ),
    ("choices", "beffroi_need", "id of the need that the choice declares"),
    ("choices", "beffroi_alone", "yes: the choice excludes the others"),
    ("choices", "beffroi_unknown", "yes: does not know, or would rather not say"),
    ("settings", "beffroi_who", "question that tells which people a respondent is of"),
    ("settings", "beffroi_minutes", "how long it takes [min]"),
    ("settings", "beffroi_title_en", "title in English"),
    ("settings", "beffroi_people_fr, beffroi_people_en", "whom it is meant for"),
)


def questionnaires() -> str:
    """Describe every ready questionnaire, question by question."""
    lines = [
        "# Questionnaires",
        "",
        "The ready questionnaires, as `beffroi survey form` writes them. Their texts stand in",
        "`src/beffroi/territory/data/questionnaires/`. A condition is in the language of XLSForm.",
        "",
        "What only Beffroi needs stands in columns of the workbook that other tools leave alone:",
        "",
        "| sheet | column | meaning |",
        "|---|---|---|",
        *(f"| {sheet} | `{name}` | {meaning} |" for sheet, name, meaning in OWN_COLUMNS),
    ]
    for form in known_questionnaires().values():
        lines += ["", *_described(form)]
    return "\n".join(lines) + "\n"


def _described(form: Questionnaire) -> Iterator[str]:
    yield f"## `{form.id}`: {form.title.fr}"
    yield ""
    yield f"*{form.title.en}.* {form.people.fr}. Version {form.version}, {len(form.asked)}"
    yield f"questions, some {form.minutes:g} minutes (our estimate)."
    yield ""
    yield "| question | kind | asked | answers |"
    yield "|---|---|---|---|"
    for question in form.asked:
        asked = f"if `{question.relevant}`" if question.relevant else "always"
        margin = f" (census: {question.margin})" if question.margin else ""
        yield (
            f"| `{question.name}` {question.label.fr}{margin} | {question.kind} | {asked} "
            f"| {_answers(question)} |"
        )


def _answers(question: Question) -> str:
    if question.kind == "number":
        return f"{question.least:g} to {question.most:g}"
    return "; ".join(
        f"`{choice.name}` {choice.label.fr}"
        + (f" → *{known_needs()[choice.need].name.fr}*" if choice.need else "")
        for choice in question.choices
    )


WRITTEN = {
    "tables.md": tables,
    "indicators.md": indicators,
    "errors.md": error_tree,
    "commands.md": commands,
    "questionnaires.md": questionnaires,
}


def main() -> None:
    """Write every page."""
    for name, page in WRITTEN.items():
        (PAGES / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
