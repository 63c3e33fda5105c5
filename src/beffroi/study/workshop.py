"""Workshop: a study being computed, step by step, each kept until what it rests on changes."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

import beffroi
from beffroi.foundation.language import Words
from beffroi.store import results as store
from beffroi.store import tables as store_tables
from beffroi.store.manifest import Entry
from beffroi.store.results import Results, Writer
from beffroi.study.settings import Settings

Progress = Callable[[Words, int, int], None]
"""Hears what is being done, how many steps are done, and how many there are."""
RESULTS = "results"
"""Folder of a study's results."""
DOORS = {"report", "cli"}
"""Folders whose code changes no result."""
Made = Mapping[str, pd.DataFrame | object]
"""Outputs by file name: tables under ``*.parquet``, documents under ``*.json``."""


@dataclass(frozen=True)
class Step:
    """A piece of work with named outputs.

    Attributes
    ----------
    name
        Unique in the study.
    words
        What a person reads while it works.
    after
        Names of the steps whose outputs it reads.
    inputs
        Ids of the sources that it reads.
    options
        Settings that it reads, as JSON values.
    make
        Computes the outputs.
    """

    name: str
    words: Words
    make: Callable[["Workshop"], Made]
    after: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Workshop:
    """What steps may read: settings, sources, and the outputs of earlier steps.

    Attributes
    ----------
    folder
        The study.
    settings
        Its settings.
    entries
        Its sources, by id.
    results
        Its results, open to this run.
    keys
        Keys of the steps done or found fresh in this run.
    refused
        Sources that are there and could not be taken in, by id, and why.
    """

    folder: Path
    settings: Settings
    entries: Mapping[str, Entry]
    results: Results
    keys: dict[str, str] = field(default_factory=dict)
    refused: Mapping[str, Words] = field(default_factory=dict)
    _read: dict[str, pd.DataFrame] = field(default_factory=dict)

    def path(self, id_: str) -> Path:
        """Return the file of a source."""
        return self.folder / self.entries[id_].file

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the sources of a kind, in the order of their ids."""
        return [entry for _, entry in sorted(self.entries.items()) if entry.kind == kind]

    def table(self, output: str) -> pd.DataFrame:
        """Read a table that an earlier step made; it is read once, and not to be changed."""
        if output not in self._read:
            self._read[output] = store_tables.read_table(self.results.path(f"{output}.parquet"))
        return self._read[output]

    def document(self, output: str) -> Any:
        """Read a document that an earlier step made."""
        return store_tables.read_json(self.results.path(f"{output}.json"))

    def key(self, step: Step) -> str:
        """Hash everything that a step rests on."""
        inputs = {name: self.keys[name] for name in step.after}
        inputs |= {id_: self.entries[id_].sha256 for id_ in step.inputs}
        return store.key(step.name, version=1, inputs=inputs | _code(), options=step.options)

    def run(self, step: Step) -> bool:
        """Do a step unless its outputs are fresh.

        Returns
        -------
        Whether it had to be computed.
        """
        key = self.key(step)
        fresh = self.results.is_fresh(step.name, key)
        if not fresh:
            made = step.make(self)
            self.results.commit(step.name, key, _writers(made))
            for output in made:
                self._read.pop(output.removesuffix(".parquet"), None)
        self.keys[step.name] = key
        return not fresh

    def is_fresh(self, step: Step) -> bool:
        """Say whether a step needs no computing, given the steps already done."""
        known = all(name in self.keys for name in step.after)
        return known and self.results.is_fresh(step.name, self.key(step))


def _writers(made: Made) -> dict[str, Writer]:
    return {
        name: partial(store_tables.write_table, value)
        if isinstance(value, pd.DataFrame)
        else partial(store_tables.write_json, value)
        for name, value in made.items()
    }


@cache
def _code() -> dict[str, str]:
    """Hash the code and the data of the package that results rest on."""
    package = Path(beffroi.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.suffix in {".py", ".toml", ".csv"} and inside.parts[0] not in DOORS:
            digest.update(str(inside).encode() + b"\0" + path.read_bytes())
    return {"code": digest.hexdigest()}
