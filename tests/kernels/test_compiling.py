"""Kernels that kernels alone may call: Python that called one would fall without a word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from beffroi.kernels.compiling import kernel, part

ROOT = Path(__file__).parents[2]
KERNELS = ROOT / "src" / "beffroi" / "kernels"


@part
def _halved(value: float) -> float:
    return value / 2


@kernel
def _quartered(value: float) -> float:
    return _halved(_halved(value))


def test_a_kernel_calls_its_parts() -> None:
    assert _quartered(3.0) == 0.75


def compiled(function: ast.AST, by: tuple[str, ...]) -> bool:
    return isinstance(function, ast.FunctionDef) and any(
        isinstance(made, ast.Name) and made.id in by for made in function.decorator_list
    )


def called(tree: ast.AST) -> Iterator[str]:
    """Name what is used outside of what is compiled."""
    for node in ast.iter_child_nodes(tree):
        if compiled(node, ("kernel", "part")):
            continue
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        yield from called(node)


def parts(tree: ast.Module) -> set[str]:
    return {one.name for one in tree.body if compiled(one, ("part",))}  # type: ignore[attr-defined]


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in KERNELS.rglob("*.py")}
PARTS = {path: parts(tree) for path, tree in TREES.items()}
IMPORTED = re.compile(r"^from (beffroi\.kernels[\w.]*) import (\([^)]*\)|.*)", re.MULTILINE)


def taken(path: Path, tree: ast.Module) -> set[str]:
    """List the parts that a module of kernels holds: its own, and those it takes from others."""
    held = set(PARTS[path])
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and "kernels" in node.module:
            from_ = ROOT / "src" / (node.module.replace(".", "/") + ".py")
            held |= {
                one.asname or one.name for one in node.names if one.name in PARTS.get(from_, ())
            }
    return held


def test_python_among_kernels_calls_no_part() -> None:
    found = {path.name: taken(path, tree) & set(called(tree)) for path, tree in TREES.items()}

    assert {name: parts for name, parts in found.items() if parts} == {}


def test_python_elsewhere_takes_no_part() -> None:
    names = {
        f"beffroi.{path.relative_to(KERNELS.parent).with_suffix('')}".replace("/", "."): held
        for path, held in PARTS.items()
    }
    wrong = [
        (path, name)
        for folder in ("src", "tests", "benchmarks", "tools")
        for path in (ROOT / folder).rglob("*.py")
        if KERNELS not in path.parents
        for module, listed in IMPORTED.findall(path.read_text(encoding="utf-8"))
        for name in re.findall(r"\w+", listed)
        if name in names.get(module, ())
    ]
    assert not wrong


def test_what_is_found_outside_is_found() -> None:
    tree = ast.parse("@part\ndef a(): pass\n@kernel\ndef b(): a()\ndef c(): a(); d.e()")
    assert parts(tree) == {"a"}
    assert set(called(tree)) == {"a", "d", "e"}
    assert IMPORTED.findall("from beffroi.kernels.x import y\n") == [("beffroi.kernels.x", "y")]
