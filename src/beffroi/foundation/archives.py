"""ZIP archives read without ever writing what they say to the disk."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import unreadable
from beffroi.foundation.language import Words, both

MOST_BYTES = 2 * 1024**3
"""Largest total that an archive may unfold to: the largest national feeds stay under 1.5 GB."""
MOST_RATIO = 200
"""Largest ratio of unfolded to folded size of a member over `SMALL`: DEFLATE's own limit is 1,032,
plain timetables reach some 30."""
SMALL = 10 * 1024**2
MOST_MEMBERS = 10_000
CHUNK = 1 << 20
ENCRYPTED = 0x1
"""Flag of a member that asks for a password (APPNOTE.TXT 4.4.4)."""
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OverflowError,
    NotImplementedError,
    ValueError,
)
"""What the standard library says of a ZIP file that is damaged or made by no known tool."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP file whose directory was checked.

    Attributes
    ----------
    path
        Where it is.
    members
        Names of its files, folders left out, as they stand in the archive.
    sizes
        What each unfolds to, as the directory declares. [byte]
    """

    path: Path
    members: tuple[str, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)

    def read(self, member: str) -> bytes:
        """Read one member whole, refusing more bytes than its directory declared.

        Raises
        ------
        UnreadableFileError
            If the member is damaged, cut or encrypted.
        HostileFileError
            If it unfolds to more than it declares.
        """
        with _told(self.path, member), zipfile.ZipFile(self.path) as archive:
            return _unfolded(archive, archive.getinfo(member), self.path)

    def reader(self) -> Callable[[str], bytes]:
        """Open the archive once, for many members that are then read as by `read`."""
        with _told(self.path, ""):
            archive = zipfile.ZipFile(self.path)

        def read(member: str) -> bytes:
            with _told(self.path, member):
                return _unfolded(archive, archive.getinfo(member), self.path)

        return read


@contextmanager
def _told(path: Path, member: str) -> Iterator[None]:
    """Say which member cannot be read."""
    try:
        yield
    except (OSError, *DAMAGES) as error:
        if isinstance(error, OSError) and error.errno:
            raise unreadable(path, error) from error
        raise UnreadableFileError(
            f"{path} > {member}",
            found=both("the member is damaged ({said})", said=error),
            remedy="Download the archive again.",
        ) from error


def _unfolded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    """Unfold a member piece by piece, and stop as soon as it passes what it declares."""
    if info.flag_bits & ENCRYPTED:
        raise UnreadableFileError(
            f"{path} > {info.filename}",
            found="the member is encrypted",
            remedy="Unpack it with its password, and give the folder.",
        )
    pieces: list[bytes] = []
    n_bytes = 0
    with archive.open(info) as file:
        while piece := file.read(CHUNK):
            n_bytes += len(piece)
            if n_bytes > info.file_size:
                raise HostileFileError(
                    path,
                    found=both(
                        "{member} unfolds to more than it declares ({n_bytes} bytes)",
                        member=info.filename,
                        n_bytes=info.file_size,
                    ),
                )
            pieces.append(piece)
    if n_bytes < info.file_size:
        raise EOFError(f"{n_bytes} bytes of {info.file_size}")
    return b"".join(pieces)


def opened(path: Path) -> Archive:
    """Check the directory of a ZIP file.

    Raises
    ------
    UnreadableFileError
        If the file is absent or is not a ZIP archive.
    HostileFileError
        If a member has an absolute path, climbs out with ``..``, is a link or stands twice, or if
        the archive is a bomb.
    """
    infos = _directory(path)
    faults = [*chain.from_iterable(map(_dangers, infos)), *_excesses(infos), *_twice(infos)]
    if faults:
        raise HostileFileError(path, found=tuple(faults[:3]))
    return _archive(path, infos)


def sifted(path: Path) -> tuple[Archive, dict[str, Words]]:
    """Check the directory of a ZIP file whose members stand each for itself.

    Returns
    -------
    The archive without the members that may not be opened, and these with the reason: nothing of
    them is ever read.

    Raises
    ------
    UnreadableFileError
        If the file is absent or is not a ZIP archive.
    HostileFileError
        If what is left of it is too much: members, or bytes once unfolded.
    """
    infos = _directory(path)
    counts = Counter(info.filename for info in infos)
    dangers: dict[str, Words] = {}
    for info in infos:
        found = [*_dangers(info), *(_twice([info] * counts[info.filename]))]
        if found:
            dangers[info.filename] = found[0]
    kept = [info for info in infos if info.filename not in dangers]
    faults = [*_excesses(kept)]
    if faults:
        raise HostileFileError(path, found=tuple(faults))
    return _archive(path, kept), dangers


def _directory(path: Path) -> list[zipfile.ZipInfo]:
    """List the files of an archive, folders left out."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [info for info in archive.infolist() if not info.is_dir()]
    except OSError as error:
        raise unreadable(path, error) from error
    except DAMAGES as error:
        raise UnreadableFileError(
            path,
            found="it is not a ZIP archive, or it is cut",
            remedy="Download it again; a ZIP file starts with the letters PK.",
        ) from error


def _archive(path: Path, infos: list[zipfile.ZipInfo]) -> Archive:
    sizes = {info.filename: info.file_size for info in infos}
    return Archive(path, tuple(sizes), sizes)


def _dangers(info: zipfile.ZipInfo) -> Iterator[Words]:
    """Say why a member is dangerous; nothing if it is not."""
    name = info.filename.replace("\\", "/")
    pure = PurePosixPath(name)
    if not pure.parts or pure.is_absolute() or ":" in pure.parts[0] or ".." in pure.parts:
        yield both("the member {member!r} points outside the archive", member=info.filename)
    if stat.S_ISLNK(info.external_attr >> 16):
        yield both("the member {member!r} is a link", member=info.filename)
    folded = max(info.compress_size, 1)
    if info.file_size > SMALL and info.file_size / folded > MOST_RATIO:
        yield both(
            "the member {member!r} unfolds {n} times (a bomb)",
            member=info.filename,
            n=info.file_size // folded,
        )


def _excesses(infos: list[zipfile.ZipInfo]) -> Iterator[Words]:
    """Say what the archive has too much of."""
    if len(infos) > MOST_MEMBERS:
        yield both("{n} members (at most {most})", n=len(infos), most=MOST_MEMBERS)
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        yield both("it would unfold to {n} bytes (at most {most})", n=total, most=MOST_BYTES)


def _twice(infos: list[zipfile.ZipInfo]) -> Iterator[Words]:
    """Say which member stands twice."""
    counts = Counter(info.filename for info in infos)
    twice = sorted(name for name, count in counts.items() if count > 1)
    if twice:
        yield both(
            "the member {member!r} stands twice: which one is meant is unknown", member=twice[0]
        )


def is_zip(path: Path) -> bool:
    """Say whether a file starts as a ZIP archive does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    except OSError as error:
        raise unreadable(path, error) from error
