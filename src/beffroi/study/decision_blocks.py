"""Decision blocks: the `[[decision]]` of a `study.toml`, which its run arbitrates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.language import Words, both
from beffroi.study.toml import meant, quoted

DECISION = "decision"
KEYS = ("path", "weights")


@dataclass(frozen=True, slots=True)
class DecisionSettings:
    """A decision of a study: a `[[decision]]` of its `study.toml`.

    Attributes
    ----------
    path
        Path of the DECISION.toml, relative to the study or absolute.
    weights
        Paths of the weighting sheets that were filled in.
    """

    path: str
    weights: tuple[str, ...] = ()


def faults(decisions: object) -> Iterator[Words]:
    """Tell every fault of the `[[decision]]` blocks of a file that was parsed."""
    if not isinstance(decisions, list) or not all(isinstance(one, dict) for one in decisions):
        yield both("decisions must be written [[decision]], one part each")
        return
    for number, decision in enumerate(decisions, 1):
        for key in sorted(set(decision) - set(KEYS)):
            close = meant(key, KEYS)
            yield both("[[decision]] {key} is not a setting ({meant})", key=key, meant=close)
        if not decision.get("path"):
            yield both("decision {number} names no path", number=number)
        for key, text in _paths(decision):
            if not isinstance(text, str) or "\0" in text:
                yield both("[[decision]] {key}: {value!r} is not a path between quotes", key=key,
                           value=text)  # fmt: skip


def _paths(decision: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    yield "path", decision.get("path", "")
    sheets = decision.get("weights", [])
    for sheet in sheets if isinstance(sheets, list) else [sheets]:
        yield "weights", sheet


def settings_of(decision: Mapping[str, Any]) -> DecisionSettings:
    """Take a block that has no fault."""
    sheets = decision.get("weights", [])
    return DecisionSettings(
        decision["path"], tuple(sheets) if isinstance(sheets, list) else (sheets,)
    )


def block(decision: DecisionSettings) -> str:
    """Write a decision as a `[[decision]]` block.

    Examples
    --------
    >>> print(block(DecisionSettings("halles.toml", ("feuilles/01.xlsx",))))
    [[decision]]
    path = "halles.toml"
    weights = ["feuilles/01.xlsx"]
    """
    lines = ["[[decision]]", f"path = {quoted(decision.path)}"]
    if decision.weights:
        lines.append(f"weights = [{', '.join(map(quoted, decision.weights))}]")
    return "\n".join(lines)
