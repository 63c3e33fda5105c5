"""Gather every English sentence that a user may read, and keep its French catalogue in step.

Run by `make words`; a test refuses a sentence without French, and a compiled catalogue that is out
of step. The sentences are those given to `both`, `translated`, `told` and `say`, those of our
errors, what errors say was found and should be done, the names of formats, the constants that serve
for these, and those of the report's templates.
"""

import ast
import inspect
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from beffroi.foundation import errors

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "beffroi"
CATALOGUE = SOURCE / "foundation" / "locale" / "fr" / "LC_MESSAGES" / "beffroi.po"
SPEAKERS = {"both", "translated", "told", "say"}
IN_TEMPLATES = ("t", "both")
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""A date that does not change from run to run. The history of the file tells the true ones."""
PARTS = {"found", "remedy"}
NAMES = {"format_name"}
"""Parts that may be a single word."""
FORMAT = "FORMAT"
"""End of the name of a constant that names a format, wherever it serves."""
ERRORS = {name for name, _ in inspect.getmembers(errors, inspect.isclass)}


def gathered() -> dict[str, list[tuple[str, int]]]:
    """Gather the sentences of the whole house, with the files and lines where they stand."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for line, sentence in sentences(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(sentence, []).append((str(path.relative_to(ROOT)), line))
    for path in sorted(SOURCE.rglob("*.j2")):
        for line, sentence in _of_template(path):
            found.setdefault(sentence, []).append((str(path.relative_to(ROOT)), line))
    return found


def _of_template(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for line, _, sentence, _ in babel_extract(file, IN_TEMPLATES, (), {}):
            if isinstance(sentence, str):
                yield line, sentence


def sentences(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Find the literal sentences of a module, with their lines."""
    nodes = list(ast.walk(module))
    constants = _constants(nodes) | {name for name in _named(nodes) if name.endswith(FORMAT)}
    for node in nodes:
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Assign) and _targets(node) & PARTS:
            yield from _literals(node.value)
        elif isinstance(node, ast.Assign) and _targets(node) & constants:
            yield from _literal(node.value)
        elif isinstance(node, ast.ClassDef) and node.name in ERRORS:
            yield from _of_class(node)


def _of_call(call: ast.Call) -> Iterator[tuple[int, str]]:
    name = _name(call.func)
    if call.args and (name in SPEAKERS or name in ERRORS):
        yield from _literal(call.args[0])
    for keyword in call.keywords:
        if keyword.arg in PARTS:
            yield from _literals(keyword.value)
        elif keyword.arg in NAMES:
            yield from _literal(keyword.value)


def _constants(nodes: Iterable[ast.AST]) -> set[str]:
    """Name the constants that stand for a part of an error."""
    return {
        keyword.value.id
        for node in nodes
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in PARTS | NAMES and isinstance(keyword.value, ast.Name)
    } - PARTS


def _named(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Assign):
            yield from _targets(node)


def _targets(assigned: ast.Assign) -> set[str]:
    return {target.id for target in assigned.targets if isinstance(target, ast.Name)}


def _of_class(class_: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for node in ast.walk(class_):
        if isinstance(node, ast.Call) and _name(node.func) == "__init__" and node.args:
            yield from _literal(node.args[0])


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _has_words(node.value):
        yield node.lineno, node.value


def _has_words(text: str) -> bool:
    return re.search(r"[A-Za-z]", re.sub(r"{.*?}", "", text)) is not None


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    """Find the whole literals under an expression that are sentences, not parts of a f-string."""
    if isinstance(node, ast.JoinedStr):
        return
    yield from (found for found in _literal(node) if " " in found[1])
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _literals(child)


def kept() -> Catalog:
    """Read the French catalogue, brought up to date with the sentences of the house."""
    catalogue = _new()
    if CATALOGUE.is_file():
        catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="fr", domain="beffroi")
    template = Catalog(project="Beffroi")
    for sentence, places in gathered().items():
        template.add(sentence, locations=[(file, 0) for file, _ in places])
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def _new() -> Catalog:
    return Catalog(
        locale="fr",
        domain="beffroi",
        header_comment="# The French words of Beffroi, kept in step by `make words`.",
        project="Beffroi",
        version="0",
        copyright_holder="Beffroi",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=FIRST_DAY,
        revision_date=FIRST_DAY,
        fuzzy=False,
    )


def compiled(catalogue: Catalog) -> bytes:
    """Return the binary form of a catalogue, which the programme reads."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def main() -> None:
    """Write the catalogue and its binary form, and name the sentences without French."""
    catalogue = kept()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))
    lacking = [message.id for message in catalogue if message.id and not message.string]
    print(f"{len(catalogue)} sentences, {len(lacking)} without French")  # noqa: T201  (a command)
    for sentence in lacking:
        print(f"  {sentence!r}")  # noqa: T201  (a command)


if __name__ == "__main__":
    main()
