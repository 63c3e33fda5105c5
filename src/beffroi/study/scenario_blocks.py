"""Scenario blocks: the `[[scenario]]` of a `study.toml`, which its run measures."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.foundation.errors import InputError
from beffroi.foundation.files import bounded, decoded
from beffroi.foundation.language import Words, both
from beffroi.study.toml import meant, quoted

SCENARIO = "scenario"
KEYS = ("path",)
MOST_BYTES = 5_000_000
"""Largest scenario looked into. [byte]"""


@dataclass(frozen=True, slots=True)
class ScenarioSettings:
    """A scenario of a study: a `[[scenario]]` of its `study.toml`.

    Attributes
    ----------
    path
        Path of the SCENARIO.toml, relative to the study or absolute.
    """

    path: str


def faults(scenarios: object) -> Iterator[Words]:
    """Tell every fault of the `[[scenario]]` blocks of a file that was parsed."""
    if not isinstance(scenarios, list) or not all(isinstance(one, dict) for one in scenarios):
        yield both("scenarios must be written [[scenario]], one part each")
        return
    for number, scenario in enumerate(scenarios, 1):
        for key in sorted(set(scenario) - set(KEYS)):
            close = meant(key, KEYS)
            yield both("[[scenario]] {key} is not a setting ({meant})", key=key, meant=close)
        path = scenario.get("path")
        if not path:
            yield both("scenario {number} names no path", number=number)
        elif not isinstance(path, str) or "\0" in path:
            yield both("[[scenario]] path: {value!r} is not a path between quotes", value=path)


def named_files(path: Path) -> tuple[Path, ...]:
    """List the files that the file of a scenario names: the areas of its changes.

    Returns
    -------
    None for a file that cannot be read, whose reader says why.
    """
    try:
        changes = tomllib.loads(decoded(bounded(path, MOST_BYTES))[0]).get("change", [])
    except (InputError, ValueError, RecursionError):
        return ()
    listed = changes if isinstance(changes, list) else []
    named = [one.get("area") for one in listed if isinstance(one, dict)]
    return tuple(path.parent / file for file in named if isinstance(file, str) and "\0" not in file)


def settings_of(scenario: Mapping[str, Any]) -> ScenarioSettings:
    """Take a block that has no fault."""
    return ScenarioSettings(scenario["path"])


def block(scenario: ScenarioSettings) -> str:
    """Write a scenario as a `[[scenario]]` block.

    Examples
    --------
    >>> print(block(ScenarioSettings("scenarios/navette.toml")))
    [[scenario]]
    path = "scenarios/navette.toml"
    """
    return f"[[scenario]]\npath = {quoted(scenario.path)}"
