"""The files that hold rides: given one by one, in folders, or in archives; none is passed over."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from beffroi.foundation import archives
from beffroi.foundation.errors import InputError, UnreadableFileError
from beffroi.foundation.files import bounded, is_folder, listed, plain_file
from beffroi.foundation.language import Words, both, message

MOST_BYTES = 512 * 1024**2
"""Largest file of rides taken into memory: two million fixes in GPX weigh 230 MB."""
KINDS = (".gpx", ".csv", ".txt", ".tsv", ".geojson", ".json")
ARCHIVE = ".zip"
DEEPEST = 12
"""Deepest folder looked into."""
MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file that may hold rides.

    Attributes
    ----------
    name
        Its path within what was given, archives included.
    load
        Gives its bytes; raises `InputError` where they cannot be had.
    """

    name: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be opened, or that is of no kind known here.

    Attributes
    ----------
    name
        Its path within what was given.
    reason
        Code of `territory.rides.REASONS`.
    said
        Why; None for a file that is simply of another kind.
    """

    name: str
    reason: str
    said: Words | None = None


def found(paths: Sequence[Path]) -> Iterator[Member | Refused]:
    """List the files of what a person gives: files, folders and ZIP archives.

    A file given by its name is read whatever it is called; within folders and archives, those of
    another kind than rides are named as such. Order is that of names, so that the same folder
    always gives the same ranks.

    Raises
    ------
    UnreadableFileError
        If nothing stands at one of the paths.
    """
    for path in paths:
        if is_folder(path):
            yield from _in_folder(path, path, 0)
        else:
            plain_file(path)
            yield from _file(path, path.name)


def _in_folder(folder: Path, root: Path, depth: int) -> Iterator[Member | Refused]:
    try:
        inside = listed(folder)
    except UnreadableFileError as error:
        name = _under(folder, root)
        yield Refused(name, "unreadable", said_of(error, name))
        return
    if depth and not inside:
        name = _under(folder, root)
        yield Refused(name, "no_rides", both("{name}: an empty folder.", name=name))
    for path in inside[:MOST_FILES]:
        name = _under(path, root)
        if path.is_symlink():
            yield Refused(name, "unreadable", both("{name}: a link is not followed.", name=name))
        elif path.is_dir():
            if depth < DEEPEST:
                yield from _in_folder(path, root, depth + 1)
            else:
                yield Refused(name, "unreadable", both("{name}: too deep a folder.", name=name))
        elif path.suffix.lower() in (*KINDS, ARCHIVE):
            yield from _file(path, name)
        else:
            yield Refused(name, "no_rides")


def _under(path: Path, root: Path) -> str:
    return (Path(root.name) / path.relative_to(root)).as_posix()


def _file(path: Path, name: str) -> Iterator[Member | Refused]:
    try:
        plain_file(path)
        if archives.is_zip(path):
            yield from _in_archive(path, name)
        else:
            yield Member(name, partial(bounded, path, MOST_BYTES))
    except InputError as error:
        yield Refused(name, "unreadable", said_of(error, name))


def _in_archive(path: Path, name: str) -> Iterator[Member | Refused]:
    archive, dangers = archives.sifted(path)
    load = archive.reader()
    for inner, said in sorted(dangers.items()):
        full = f"{name}/{inner}"
        yield Refused(full, "unreadable", Words("{name}\u00a0: {said}.", "{name}: {said}.").filled(
            name=full, said=said))  # fmt: skip
    for inner in sorted(archive.members):
        full = f"{name}/{inner}"
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in inner.split("/"))
        if is_hidden or not inner.lower().endswith((*KINDS, ARCHIVE)):
            yield Refused(full, "no_rides")
        elif inner.lower().endswith(ARCHIVE):
            said = both("{name}: an archive within an archive is not opened.", name=full)
            yield Refused(full, "unreadable", said)
        elif archive.sizes[inner] > MOST_BYTES:
            said = both("{name}: it is larger than {most} MB.", name=full,
                        most=MOST_BYTES // 1024**2)  # fmt: skip
            yield Refused(full, "unreadable", said)
        else:
            yield Member(full, partial(load, inner))


def said_of(error: InputError, name: str) -> Words:
    """Say what is wrong with a file under the name that it has here, without its place on disk."""
    bare = InputError(error.sentence, **{**error.parts, "path": name})
    return Words(fr=message(bare, "fr"), en=message(bare, "en"))
