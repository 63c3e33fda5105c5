"""ZIP archives read without ever writing what they say to the disk."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import unreadable

MOST_BYTES = 2 * 1024**3
"""Largest total that an archive may unfold to: the largest national feeds stay under 1.5 GB."""
MOST_RATIO = 200
"""Largest ratio of unfolded to folded size of a member over `SMALL`: DEFLATE's own limit is 1,032,
plain timetables reach some 30."""
SMALL = 10 * 1024**2
MOST_MEMBERS = 10_000


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP file whose directory was checked.

    Attributes
    ----------
    path
        Where it is.
    members
        Names of its files, folders left out, as they stand in the archive.
    """

    path: Path
    members: tuple[str, ...]

    def read(self, member: str) -> bytes:
        """Read one member whole, refusing more bytes than its directory declared.

        Raises
        ------
        UnreadableFileError
            If the member is damaged, cut or encrypted.
        HostileFileError
            If it unfolds to more than it declares.
        """
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(member) as file:
                declared = archive.getinfo(member).file_size
                raw = file.read(declared + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as e:
            raise UnreadableFileError(
                f"{self.path} > {member}",
                found=f"the member is damaged ({e})",
                remedy="Download the archive again.",
            ) from e
        except OSError as error:
            raise unreadable(self.path, error) from error
        if len(raw) > declared:
            raise HostileFileError(
                self.path, found=f"{member} unfolds to more than it declares ({declared} bytes)"
            )
        return raw


def opened(path: Path) -> Archive:
    """Check the directory of a ZIP file.

    Raises
    ------
    UnreadableFileError
        If the file is absent or is not a ZIP archive.
    HostileFileError
        If a member has an absolute path or climbs out with ``..``, or if the archive is a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except OSError as error:
        raise unreadable(path, error) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(
            path,
            found="it is not a ZIP archive, or it is cut",
            remedy="Download it again; a ZIP file starts with the letters PK.",
        ) from error
    faults = [fault for info in infos if (fault := _danger(info))]
    if len(infos) > MOST_MEMBERS:
        faults.append(f"{len(infos)} members (at most {MOST_MEMBERS})")
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        faults.append(f"it would unfold to {total} bytes (at most {MOST_BYTES})")
    if faults:
        raise HostileFileError(path, found="; ".join(faults[:3]))
    return Archive(path, tuple(info.filename for info in infos))


def _danger(info: zipfile.ZipInfo) -> str:
    name = info.filename.replace("\\", "/")
    pure = PurePosixPath(name)
    if pure.is_absolute() or ":" in pure.parts[0] or ".." in pure.parts:
        return f"the member {info.filename!r} points outside the archive"
    folded = max(info.compress_size, 1)
    if info.file_size > SMALL and info.file_size / folded > MOST_RATIO:
        return f"the member {info.filename!r} unfolds {info.file_size // folded} times (a bomb)"
    return ""


def is_zip(path: Path) -> bool:
    """Say whether a file starts as a ZIP archive does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    except OSError as error:
        raise unreadable(path, error) from error
