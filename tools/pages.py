"""Write the reference pages that follow from the code: tables, indicators, errors, commands.

Run by hand after a change (`python tools/pages.py`); a test refuses pages that are out of step.
"""

import inspect
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import typer

from beffroi.foundation import errors
from beffroi.foundation.errors import BeffroiError
from beffroi.method.catalogue.compliance import requirements
from beffroi.method.catalogue.norms import norms
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.solutions import CLASSES, Solution
from beffroi.method.catalogue.vocabulary import (
    Capacity,
    Kind,
    capacities,
    families,
    keys,
    kinds,
    licences,
    measures,
)
from beffroi.method.catalogue.warnings import rules
from beffroi.method.maturity.grid import benchmarks, maturity_grid
from beffroi.territory.indicator import read
from beffroi.territory.maturity import Grid, Line, Stage
from beffroi.territory.need import known_needs
from beffroi.territory.questionnaire import Question, Questionnaire
from beffroi.territory.questionnaires import known_questionnaires
from beffroi.territory.tables import TABLES

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"
WINGS = tuple(ROOT / "src" / "beffroi" / wing for wing in ("engines", "method"))
"""Folders whose rooms define figures."""


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
    paths = (path for wing in WINGS for path in sorted(wing.rglob("indicators.toml")))
    for path in paths:
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


def maturity() -> str:
    """Write the maturity grid out: every line, stage, proof and step, duties and benchmarks."""
    grid = maturity_grid()
    n_proofs = len(grid.proofs)
    lines = [
        "# The maturity grid",
        "",
        f"Edition {grid.version} of {grid.date}: {len(grid.lines)} lines, {n_proofs} proofs.",
        "Proofs in italics are optional: they do not decide the stage. Days of staff and classes",
        "of cost are Beffroi's judgement (evidence class D), for the whole stage.",
    ]
    for line in grid.lines:
        lines += _grid_line(grid, line)
    return "\n".join([*lines, *_duties(grid), *_benchmarks()]) + "\n"


def _grid_line(grid: Grid, line: Line) -> Iterator[str]:
    yield from ("", f"## {line.name.fr}", "", f"*{line.name.en}* (`maturity.{line.id}`)")
    for stage in line.stages:
        name = grid.stages[stage.number]
        yield from ("", f"### {stage.number} {name.fr} · {name.en}", "")
        yield from (
            "| proof | question | where to look | put if | answered by | duty |",
            "|-|-|-|-|-|-|",
        )
        for proof in stage.proofs:
            mark = "" if proof.is_required else "*"
            when = grid.conditions[proof.when].name.fr if proof.when else ""
            yield (
                f"| `{proof.id}` | {mark}{proof.question.fr}{mark} | {proof.where.fr} | {when} "
                f"| {_code(proof.fact)} | {_code(proof.duty)} |"
            )
        yield from ("", _step(grid, stage))


def _code(id_: str) -> str:
    return f"`{id_}`" if id_ else ""


def _step(grid: Grid, stage: Stage) -> str:
    step = stage.step
    parts = [
        f"{step.days[0]:g} à {step.days[1]:g} jours",
        f"coût {grid.costs[step.cost].name.fr}",
        f"compétence : {grid.skills[step.skill].fr}" if step.skill else "",
        f"aide gratuite : [{grid.helps[step.help].name.fr}]({grid.helps[step.help].url})",
    ]
    return f"→ **{step.words.fr}** ({' ; '.join(part for part in parts if part)})"


def _duties(grid: Grid) -> Iterator[str]:
    yield from ("", "## Duties", "", "| duty | from | applies from | text |", "|-|-|-|-|")
    for duty in grid.duties.values():
        least = f"{duty.value:g} {duty.unit}" if duty.value else "–"
        yield (
            f"| `{duty.id}` {duty.name.fr} | {least} | {duty.valid_from} "
            f"| [{duty.source}]({duty.url}) |"
        )


def _benchmarks() -> Iterator[str]:
    yield from (
        "",
        "## Published values",
        "",
        "| value | share | year | proof | source |",
        "|-|-|-|-|-|",
    )
    for mark in benchmarks():
        yield (
            f"| {mark.name.fr} | {mark.value:.0%} | {mark.date} | `{mark.proof}` "
            f"| [{mark.source}]({mark.url}) |"
        )


def catalogue() -> str:
    """Describe the catalogue: its words, its requirements, its failure rules, its solutions."""
    lines = [
        "# The catalogue of solutions",
        "",
        "The data are in `src/beffroi/method/catalogue/data/*.toml`. Each fact has a source, a",
        "date (or the year its source was read, where it bears none) and a class of evidence:",
        "",
        *[f"- **{letter}** {said.en} (*{said.fr}*)" for letter, said in CLASSES.items()],
        "",
        "A class D fact told *sans source (de mémoire, à vérifier)* has been looked up by nobody.",
    ]
    lines += _words("Facts", "fact", keys(), lambda key: f"{key.form} {', '.join(key.units)}")
    lines += _words("Kinds of solutions", "kind", kinds(), _place_of_kind)
    lines += _words("Families", "family", families(), lambda _: "")
    lines += _words("Forms and licences", "form", licences(), lambda one: "open" * one.is_open)
    lines += _words("Measures", "measure", measures(), lambda _: "")
    lines += _words("What may be asked of a town", "capacity", capacities(), _reading_of)
    lines += _words("Requirements", "requirement", requirements(), lambda one: one.source)
    lines += ["", "## Failure rules", "", "| rule | source | class |", "|---|---|---|"]
    lines += [f"| `{one.id}` | {one.source} | {one.evidence} |" for one in rules()]
    lines += [
        "",
        "## What costs rest on",
        "",
        "| norm | value | source | class |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{id_}` | {one.low:g} to {one.high:g} {one.unit} | {one.source.en} | {one.evidence} |"
        for id_, one in norms().items()
    ]
    lines += ["", "## Needs and solutions", "", f"{len(shipped())} solutions.", ""]
    lines += ["| solution | name | kind | needs | facts by class |", "|---|---|---|---|---|"]
    lines += [_solution(one) for one in shipped()]
    return "\n".join(lines).rstrip() + "\n"


def _words(
    title: str, what: str, words: Mapping[str, Any], more: Callable[[Any], str]
) -> list[str]:
    rows = [f"| `{id_}` | {e.name.fr} | {e.name.en} | {more(e)} |" for id_, e in words.items()]
    return ["", f"## {title}", "", f"| {what} | French | English | |", "|---|---|---|---|", *rows]


def _place_of_kind(kind: Kind) -> str:
    said = ["baseline"] * kind.is_baseline + ["never excluded"] * kind.is_always_there
    return ", ".join(said)


def _reading_of(capacity: Capacity) -> str:
    proof = f"; maturity line `{capacity.line}` ≥ {capacity.least}" if capacity.line else ""
    return f"{capacity.form.replace('_', ' ')}{proof}"


def _solution(one: Solution) -> str:
    needs = "all" if one.needs == ("*",) else ", ".join(f"`{need}`" for need in one.needs)
    classes = Counter(fact.evidence for fact in one.facts)
    told = " ".join(f"{letter}{classes[letter]}" for letter in CLASSES if classes[letter])
    return f"| `{one.id}` | {one.name.fr} | {one.kind} | {needs} | {told} |"


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
    "catalogue.md": catalogue,
    "maturity-grid.md": maturity,
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
