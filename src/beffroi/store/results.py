"""The results of a study: written whole, computed again only when what they rest on changes.

A step (the streets, the diagnosis…) has a key: the hash of its version, of its inputs and of its
options. Its outputs stand in one folder with an index of keys and hashes. A commit prepares all
its files aside, then moves them in; the move is decided by one renaming, so that an interruption
leaves either the former step or the new one (ADR 4).
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.foundation import documents
from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import is_folder, is_there, plain_file, sha256, unwritable

INDEX = "index.json"
STAGING = ".staging"
"""Files being prepared: worth nothing, and swept away."""
DECIDED = ".decided"
"""Files that were prepared whole and must be moved in, the index last."""

Writer = Callable[[Path], None]
"""Writes one output at the path that it is given."""


def key(
    step: str, *, version: int, inputs: Mapping[str, str], options: Mapping[str, object]
) -> str:
    """Hash everything that a step rests on.

    Parameters
    ----------
    step
        Name of the step.
    version
        Version of its code, raised whenever its outputs would change.
    inputs
        Hash of every file, and key of every step, that it reads.
    options
        Settings that it reads: JSON values, no NaN.

    Returns
    -------
    64 hexadecimal digits, whatever the order of inputs and options.

    Examples
    --------
    >>> one = key("walks", version=1, inputs={"osm": "ab"}, options={"minutes": 15, "speed": 1.2})
    >>> two = key("walks", version=1, inputs={"osm": "ab"}, options={"speed": 1.2, "minutes": 15})
    >>> one == two, one == key("walks", version=2, inputs={"osm": "ab"}, options={})
    (True, False)
    """
    said = json.dumps(
        [step, version, dict(inputs), dict(options)],
        sort_keys=True,
        ensure_ascii=True,
        allow_nan=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Results:
    """The results folder of a study, open to one run.

    Attributes
    ----------
    folder
        Where the outputs are.
    """

    folder: Path

    def path(self, output: str) -> Path:
        """Return where an output is."""
        return self.folder / output

    def index(self) -> dict[str, dict[str, Any]]:
        """Return the steps with their key and the hash of each output.

        An index that is absent or damaged counts as empty: everything is then computed again.

        Raises
        ------
        UnreadableFileError
            If this account may not read it.
        """
        index = self.folder / INDEX
        if not is_there(index):
            return {}
        plain_file(index)
        with contextlib.suppress(UnreadableFileError, ValueError):
            read = documents.read(index)
            if isinstance(read, dict) and all(_is_step(step) for step in read.values()):
                return read
        return {}

    def is_fresh(self, step: str, key: str) -> bool:
        """Say whether a step was computed with this key and its outputs are still intact."""
        known = self.index().get(step)
        if known is None or known["key"] != key:
            return False
        return all(
            self.path(output).is_file() and sha256(self.path(output)) == digest
            for output, digest in known["outputs"].items()
        )

    def damaged(self) -> str:
        """Return the name of an output that is not what its step wrote; nothing if all are."""
        for step in self.index().values():
            for output, digest in step["outputs"].items():
                path = self.path(output)
                if not is_there(path) or sha256(path) != digest:
                    return str(output)
        return ""

    def commit(self, step: str, key: str, outputs: Mapping[str, Writer]) -> None:
        """Write all outputs of a step, or none.

        Former outputs that the step no longer has are removed.

        Raises
        ------
        StorageError
            If the disk is full or the folder cannot be written; the former step stays whole.
        """
        self._move_in()
        index = self.index()
        _check_names(step, outputs, index)
        former = set(index.get(step, {"outputs": {}})["outputs"])
        try:
            self._stage(step, key, outputs, index)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        finally:
            shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        self._move_in()
        self._remove(former - set(outputs))

    def keep_only(self, steps: Collection[str]) -> None:
        """Forget every other step, and remove its outputs."""
        index = self.index()
        kept = {step: known for step, known in index.items() if step in steps}
        if kept == index:
            return
        gone = {o for s, known in index.items() if s not in kept for o in known["outputs"]}
        try:
            staging = self._new_staging()
            _write_index(staging / INDEX, kept)
            staging.replace(self.folder / DECIDED)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        self._move_in()
        self._remove(gone)

    def _new_staging(self) -> Path:
        staging = self.folder / STAGING
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        return staging

    def _stage(
        self, step: str, key: str, outputs: Mapping[str, Writer], index: dict[str, dict[str, Any]]
    ) -> None:
        staging = self._new_staging()
        hashes = {}
        for output, write in outputs.items():
            write(staging / output)
            hashes[output] = sha256(staging / output)
        _write_index(staging / INDEX, index | {step: {"key": key, "outputs": hashes}})
        staging.replace(self.folder / DECIDED)

    def _move_in(self) -> None:
        decided = self.folder / DECIDED
        if not is_folder(decided):
            return
        try:
            for path in sorted(decided.iterdir(), key=lambda path: path.name == INDEX):
                path.replace(self.folder / path.name)
            decided.rmdir()
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _remove(self, outputs: Collection[str]) -> None:
        for output in outputs:
            self.path(output).unlink(missing_ok=True)


@contextmanager
def opened(folder: Path) -> Iterator[Results]:
    """Open the results of a study, and finish or sweep what an interrupted run left.

    The caller holds the study's lock (`beffroi.store.locks`).

    Raises
    ------
    StorageError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    shutil.rmtree(folder / STAGING, ignore_errors=True)
    results = Results(folder)
    results._move_in()  # noqa: SLF001  (the same module: opening is part of the class's life)
    try:
        yield results
    finally:
        # A second interruption may have come between two renamings: finish them.
        results._move_in()  # noqa: SLF001  (as above)


def _is_step(known: object) -> bool:
    return (
        isinstance(known, dict)
        and isinstance(known.get("key"), str)
        and isinstance(known.get("outputs"), dict)
        and all(_is_plain(o) and isinstance(d, str) for o, d in known["outputs"].items())
    )


def _is_plain(output: str) -> bool:
    is_name = bool(output) and Path(output).name == output
    return is_name and not output.startswith(".") and output != INDEX


def _check_names(
    step: str, outputs: Mapping[str, Writer], index: Mapping[str, Mapping[str, Any]]
) -> None:
    others = {o for name, known in index.items() if name != step for o in known["outputs"]}
    for output in outputs:
        if not _is_plain(output):
            raise ValueError(f"Step {step} cannot name an output {output!r}.")
        if output in others:
            raise ValueError(f"Step {step} would overwrite {output!r}, which another step made.")


def _write_index(path: Path, index: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(index, indent=1, sort_keys=True) + "\n", encoding="utf-8")
