"""The log of a decision: each choice frozen and hashed; a later one supersedes, never edits.

One file an entry stands beside the DECISION.toml, in a folder of its own. Each holds the data, the
weights, the votes, the version, the seed, the result and the hash of the entry before it, so that
changing anything in any of them shows.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from beffroi.foundation.errors import InputError
from beffroi.foundation.files import sha256, unreadable, write_text
from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.exchange import as_json
from beffroi.store import locks
from beffroi.study.decide import Decided

NAME = re.compile(r"(\d{4})\.json")
SEAL = "sha256"
FIRST = "0" * 64
"""What stands for the hash of the entry before the first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log.

    Attributes
    ----------
    path
        Its file.
    number
        Its rank, from 1.
    frozen
        When it was frozen, ISO 8601 in UTC.
    seal
        Its hash, to be quoted in the minutes: with it, the whole log before it is settled.
    is_new
        Whether it was written now; not so where nothing had changed since.
    """

    path: Path
    number: int
    frozen: str
    seal: str
    is_new: bool = False


def folder(decision: Path) -> Path:
    """Return where the log of a decision stands: beside it, under its name."""
    return decision.with_name(f"{decision.stem}.log")


def freeze(decided: Decided, *, now: str) -> Entry:
    """Add an entry to the log of a decision, unless nothing has changed since the last one.

    Parameters
    ----------
    decided
        The arbitration.
    now
        Date and time in UTC, ISO 8601.

    Raises
    ------
    InputError
        If the log was altered: nothing is added to it.
    """
    place = folder(decided.path)
    with locks.held(place):
        entries = verified(decided.path)
        content = _content(decided)
        if entries and _same(entries[-1].path, content):
            return entries[-1]
        number = len(entries) + 1
        written = {
            "number": number,
            "frozen": now,
            "previous": entries[-1].seal if entries else FIRST,
            **content,
        }
        seal = digest(written)
        path = place / f"{number:04d}.json"
        text = json.dumps({**written, SEAL: seal}, ensure_ascii=False, indent=1, allow_nan=False)
        write_text(path, text + "\n")
    return Entry(path, number, now, seal, is_new=True)


def frozen(decided: Decided) -> Entry | None:
    """Return the entry that holds this very arbitration, if it is the last one frozen.

    Raises
    ------
    InputError
        If the log was altered.
    """
    entries = verified(decided.path)
    is_held = entries and _same(entries[-1].path, _content(decided))
    return entries[-1] if is_held else None


def _content(decided: Decided) -> dict[str, Any]:
    result = decided.result.as_json()
    return {
        "decision": decided.result.decision.id,
        "software": f"beffroi {version('beffroi')}",
        "seed": decided.result.decision.seed,
        "draws": decided.result.decision.draws,
        "file": {
            "name": decided.path.name, "sha256": decided.result.source.sha256, "text": decided.text,
        },
        "catalogue": decided.catalogue and {
            "name": decided.catalogue.name, "sha256": sha256(decided.catalogue),
        },
        "sheets": [
            {
                "file": voice.path.name, "sha256": sha256(voice.path), "group": voice.group,
                "weighting": as_json(voice.weighting),
            }
            for voice in decided.voices
        ],
        "votes": as_json(decided.result.decision.votes),
        "result": result,
        "result_sha256": digest(result),
    }  # fmt: skip


def digest(value: Mapping[str, Any]) -> str:
    """Hash a JSON object, whatever the order of its members and the spaces between them.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    said = json.dumps(
        value, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":")
    )
    return hashlib.sha256(said.encode()).hexdigest()


def _same(path: Path, content: Mapping[str, Any]) -> bool:
    read = json.loads(path.read_text(encoding="utf-8"))
    return all(read.get(key) == value for key, value in json.loads(json.dumps(content)).items())


def verified(decision: Path) -> tuple[Entry, ...]:
    """Check the log of a decision, entry by entry.

    Returns
    -------
    The entries, the first one first; nothing where nothing was frozen.

    Raises
    ------
    InputError
        If any was altered, removed or added by hand: the message says which.
    """
    place = folder(decision)
    entries: list[Entry] = []
    faults: list[Words] = []
    previous = FIRST
    for rank, path in enumerate(_paths(place), start=1):
        read = _read(path)
        found = list(_entry_faults(read, path, rank, previous))
        faults += found
        previous = str(read.get(SEAL, ""))
        entries.append(Entry(path, rank, str(read.get("frozen", "")), previous))
    if faults:
        raise InputError(
            "The log {folder} was altered: {faults}. Put back the copy that was kept, or take "
            "another log from here on.",
            folder=str(place),
            faults=tuple(faults),
        )
    return tuple(entries)


def changed(
    decision: Path, *, catalogue: Path | None = None, sheets: Sequence[Path] = ()
) -> tuple[Path, ...]:
    """Name the files that are not those of the last entry any more.

    Parameters
    ----------
    decision
        The DECISION.toml.
    catalogue, sheets
        The town's own catalogue and the sheets filled in, compared if they are given.

    Returns
    -------
    The files that differ; nothing where nothing was frozen.
    """
    paths = _paths(folder(decision))
    if not paths:
        return ()
    last = _read(paths[-1])
    held = {one["sha256"] for one in (last["file"], last["catalogue"], *last["sheets"]) if one}
    asked = (decision, *([catalogue] if catalogue else []), *sheets)
    return tuple(path for path in asked if sha256(path) not in held)


def _paths(place: Path) -> list[Path]:
    try:
        found = [path for path in place.iterdir() if NAME.fullmatch(path.name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(place, error) from error
    return sorted(found)


def _read(path: Path) -> dict[str, Any]:
    """Read an entry; nothing where it is no JSON object any more."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _entry_faults(read: dict[str, Any], path: Path, rank: int, previous: str) -> Iterator[Words]:
    named = int(path.stem)
    if named != rank:
        yield both("entry {rank} is missing (next comes {found})", rank=rank, found=path.name)
    if not read or _seal_of(read) != read.get(SEAL):
        yield both("entry {number} does not hold what was frozen ({file})", number=named,
                   file=path.name)  # fmt: skip
    elif read["previous"] != previous or read["number"] != named:
        yield both("entry {number} does not follow the one before it ({file})", number=named,
                   file=path.name)  # fmt: skip
    elif digest(read["result"]) != read["result_sha256"]:
        yield both("entry {number}: its result is not the one that was sealed ({file})",
                   number=named, file=path.name)  # fmt: skip


def _seal_of(read: Mapping[str, Any]) -> str:
    try:
        return digest({key: value for key, value in read.items() if key != SEAL})
    except ValueError:
        return ""
