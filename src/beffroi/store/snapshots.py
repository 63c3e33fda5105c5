"""Snapshots: a copy of every source file inside the study, so that the study can be run again."""

import hashlib
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.archives import MOST_MEMBERS
from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import (
    CHUNK,
    decoded,
    is_folder,
    plain_file,
    sha256,
    unreadable,
    written_whole,
)
from beffroi.foundation.language import both
from beffroi.store.manifest import FILE, INPUTS

Progress = Callable[[int, int | None], None]
"""Told the bytes done and the bytes in all; None where the whole is not known."""

MOST_BYTES = 8 * 1024**3
"""Largest source copied, as much as a download may bring: a bound on harm. [byte]"""
MOST_NAME = 80
"""Longest name of a snapshot, so that paths stay short on every system. [character]"""
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names that Windows keeps for its devices."""
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The date given to all members, so that one folder always gives the same archive."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file that was copied into a study.

    Attributes
    ----------
    file
        Where it is, relative to the study.
    origin
        The name it had before.
    sha256
        Hash of the copy.
    bytes
        Size of the copy. [byte]
    is_new
        False when the study already held the same bytes.
    """

    file: str
    origin: str
    sha256: str
    bytes: int
    is_new: bool = True


def snapshot(
    origin: Path, study: Path, *, name: str = "", progress: Progress | None = None
) -> Snapshot:
    """Copy a file, or a folder as one archive, into the inputs of a study.

    The copy appears whole or not at all; bytes that the study already holds are not copied again.

    Parameters
    ----------
    origin
        The file, or a folder (an unpacked timetable), which is zipped.
    study
        Folder of the study.
    name
        Name wanted for the copy; the origin's own if empty. It is cleaned, and numbered if another
        file has it.
    progress
        Told the bytes done and in all.

    Raises
    ------
    UnreadableFileError
        If the origin is absent, may not be read, or is a folder without files.
    StorageError
        If the disk is full or the study cannot be written.
    """
    wanted = clean_name(name or origin.name)
    if is_folder(origin):
        return _zipped(origin, study / INPUTS, wanted)
    return _copied(origin, study / INPUTS, wanted, progress or _unheard)


def snapshot_of_text(text: str, origin: Path, study: Path, *, suffix: str) -> Snapshot:
    """Put what is kept of a file into the inputs of a study, as text in UTF-8.

    Parameters
    ----------
    text
        What is kept.
    origin
        The file that it comes from.
    study
        Folder of the study.
    suffix
        Of the copy, ``.csv`` for instance.

    Raises
    ------
    StorageError
        If the disk is full or the study cannot be written.
    """
    inputs, raw = study / INPUTS, text.encode("utf-8")
    digest = hashlib.sha256(raw).hexdigest()
    held = twin(inputs, digest, len(raw), of=origin)
    if held:
        return _said(held, origin, digest, is_new=False)
    target = inputs / free_name(inputs, clean_name(origin.with_suffix(suffix).name))
    with written_whole(target) as temporary:
        temporary.write_bytes(raw)
    return _said(target, origin, digest)


def clean_name(name: str) -> str:
    """Make a safe file name: lower-case ASCII letters, digits, points and dashes.

    Examples
    --------
    >>> clean_name("Réseau été 2025.GTFS.zip")
    'reseau-ete-2025.gtfs.zip'
    >>> clean_name("../../etc/passwd"), clean_name("NUL.csv"), clean_name("…")
    ('passwd', 'source-nul.csv', 'source')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
    safe = re.sub(r"[^a-z0-9._-]+", "-", plain)
    safe = re.sub(r"-*\.[-.]*", ".", safe).strip(".-_") or "source"
    if RESERVED.match(safe) or safe == FILE:
        safe = f"source-{safe}"
    stem, suffix = _split(safe)
    return stem[: MOST_NAME - len(suffix)] + suffix


def _split(name: str) -> tuple[str, str]:
    found = re.search(r"(\.[a-z0-9]{1,8}){1,2}$", name)
    return (name[: found.start()], found.group()) if found and found.start() else (name, "")


def free_name(folder: Path, wanted: str) -> str:
    """Return the name wanted, numbered from 2 if a file of the folder has it."""
    stem, suffix = _split(wanted)
    name, rank = wanted, 1
    while (folder / name).exists():
        rank += 1
        name = f"{stem}-{rank}{suffix}"
    return name


def twin(folder: Path, digest: str, size: int, *, of: Path | None = None) -> Path | None:
    """Return a file of a folder that has this hash, other than `of`, if there is one."""
    if not folder.is_dir():
        return None
    alike = (p for p in sorted(folder.iterdir()) if _is_candidate(p) and p.stat().st_size == size)
    return next((path for path in alike if path != of and sha256(path) == digest), None)


def _is_candidate(path: Path) -> bool:
    return path.is_file() and path.name != FILE and not path.name.startswith(".")


def _unheard(_done: int, _total: int | None) -> None:
    """Tell nobody."""


def _copied(origin: Path, inputs: Path, wanted: str, progress: Progress) -> Snapshot:
    size = plain_file(origin).st_size
    _refuse_too_large(origin, size)
    if size and _may_be_there(inputs, size):
        held = twin(inputs, sha256(origin), size)
        if held:
            return _said(held, origin, sha256(held), is_new=False)
    target = inputs / free_name(inputs, wanted)
    digest, done = hashlib.sha256(), 0
    with written_whole(target) as temporary, temporary.open("wb") as copy:
        for chunk in _chunks(origin):
            copy.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            _refuse_too_large(origin, done)  # it may be growing
            progress(done, size)
    return _said(target, origin, digest.hexdigest())


def _refuse_too_large(origin: Path, size: int) -> None:
    if size > MOST_BYTES:
        raise UnreadableFileError(
            origin,
            found=both("it is larger than {most} MB", most=MOST_BYTES // 1024**2),
            remedy="Check that it is the right file, or cut it down to the territory.",
        )


def _may_be_there(inputs: Path, size: int) -> bool:
    return inputs.is_dir() and any(
        _is_candidate(path) and path.stat().st_size == size for path in inputs.iterdir()
    )


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise unreadable(path, error) from error


def _zipped(origin: Path, inputs: Path, wanted: str) -> Snapshot:
    members = _members(origin)
    _refuse_too_large(origin, sum(plain_file(member).st_size for member in members))
    target = inputs / free_name(inputs, wanted.removesuffix(".zip") + ".zip")
    with written_whole(target) as temporary:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in members:
                info = zipfile.ZipInfo(member.relative_to(origin).as_posix(), ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(info, "w") as unfolded:
                    for chunk in _chunks(member):
                        unfolded.write(chunk)
        digest, size = sha256(temporary), temporary.stat().st_size
        held = twin(inputs, digest, size)
    if held:
        target.unlink()
        return _said(held, origin, digest, is_new=False)
    return _said(target, origin, digest)


def _members(folder: Path) -> list[Path]:
    members = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith((".", "__")) for p in _parts(path, folder))
    )
    if not members or len(members) > MOST_MEMBERS:
        raise UnreadableFileError(
            folder,
            found=both("the folder holds {n} files", n=len(members)),
            remedy=both("Give a folder that holds between 1 and {most} files.", most=MOST_MEMBERS),
        )
    return members


def _parts(path: Path, folder: Path) -> tuple[str, ...]:
    return path.relative_to(folder).parts


def _said(held: Path, origin: Path, digest: str, *, is_new: bool = True) -> Snapshot:
    return Snapshot(
        file=f"{INPUTS}/{held.name}",
        origin=decoded(os.fsencode(origin.resolve().name))[0],
        sha256=digest,
        bytes=held.stat().st_size,
        is_new=is_new,
    )
