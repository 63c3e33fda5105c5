"""Members of archives: the one file that a study needs, taken out of what its publisher folded."""

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from beffroi.foundation.archives import opened
from beffroi.foundation.errors import PublisherError, UnreadableFileError
from beffroi.foundation.files import CHUNK, written_whole
from beffroi.foundation.language import both


def member(archive: Path, pattern: str) -> str:
    """Return the one member of an archive whose name matches a pattern.

    Parameters
    ----------
    archive
        A ZIP file.
    pattern
        Regular expression of the whole name, without its folder; capitals do not matter.

    Raises
    ------
    PublisherError
        If none, or more than one, matches.
    UnreadableFileError, HostileFileError
        If the archive cannot be read, or is dangerous.
    """
    names = opened(archive).members
    wanted = re.compile(pattern, re.IGNORECASE)
    found = [name for name in names if wanted.fullmatch(PurePosixPath(name).name)]
    if len(found) != 1:
        raise PublisherError(
            "{archive} holds {n} files called {pattern}, not one; it holds: {names}. "
            "Take the right file out by hand and give it to the study.",
            archive=archive.name,
            n=len(found),
            pattern=pattern,
            names=", ".join(names[:8]),
        )
    return found[0]


def take_out(archive: Path, name: str, to: Path) -> None:
    """Write a member of a checked archive as a file, whole or not at all.

    Raises
    ------
    UnreadableFileError
        If the member is damaged.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    with written_whole(to) as temporary, temporary.open("wb") as file:
        try:
            with zipfile.ZipFile(archive) as folded, folded.open(name) as source:
                while chunk := source.read(CHUNK):
                    file.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadableFileError(
                f"{archive.name} > {name}",
                found=both("the member is damaged ({said})", said=error),
                remedy="Download the archive again.",
            ) from error
