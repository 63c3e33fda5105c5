"""Files that are written whole or not at all, hashed, and decoded without guessing twice."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from beffroi.foundation.errors import InputError, StorageError, UnreadableFileError
from beffroi.foundation.language import Words, both

CHUNK = 1 << 20
UTF8_MARK = b"\xef\xbb\xbf"


def sha256(path: Path) -> str:
    """Hash a file.

    Returns
    -------
    64 hexadecimal digits.

    Raises
    ------
    UnreadableFileError
        If the file is absent, is a folder, or may not be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise unreadable(path, error) from error
    return digest.hexdigest()


def stated(path: Path) -> os.stat_result | None:
    """Ask the system about a path that a person gave; links are followed.

    Returns
    -------
    None where nothing is there.

    Raises
    ------
    UnreadableFileError
        If the system will not say: a folder that may not be entered, a name that cannot be.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:  # the character 0, or half of a character
        raise unreadable(path, OSError(errno.EILSEQ, str(error))) from error


def is_there(path: Path) -> bool:
    """Say whether something is at a path; `stated` says what it raises."""
    return stated(path) is not None


def is_folder(path: Path) -> bool:
    """Say whether a folder is at a path; `stated` says what it raises."""
    said = stated(path)
    return said is not None and stat.S_ISDIR(said.st_mode)


def plain_file(path: Path) -> os.stat_result:
    """Check that a path leads to a plain file that may be read, without opening it.

    A pipe would make us wait for ever, a device would fill the disk.

    Raises
    ------
    UnreadableFileError
        If it is absent, a folder, anything but a plain file, or may not be read.
    """
    said = stated(path)
    if said is None:
        raise unreadable(path, FileNotFoundError(errno.ENOENT, ""))
    if stat.S_ISDIR(said.st_mode):
        raise unreadable(path, IsADirectoryError(errno.EISDIR, ""))
    if not stat.S_ISREG(said.st_mode):
        raise UnreadableFileError(
            path, found="it is not a plain file", remedy="Give a file that lies on a disk."
        )
    if not os.access(path, os.R_OK):
        raise unreadable(path, PermissionError(errno.EACCES, ""))
    return said


def bounded(path: Path, most: int, *, may_be_empty: bool = False) -> bytes:
    """Return the bytes of a plain file that is not larger than `most` bytes, nor empty.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty, larger, no plain file, or may not be read.
    """
    plain_file(path)
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if not may_be_empty and not raw.strip():
        raise UnreadableFileError(path, found="it is empty", remedy="Give a file that holds data.")
    if len(raw) > most:
        raise UnreadableFileError(
            path,
            found=both("it is larger than {most} MB", most=most // 1024**2),
            remedy="Check that it is the right file, or cut it down to the territory.",
        )
    return raw


def refuse_strange_name(folder: Path) -> None:
    """Refuse a folder whose path is no text: the libraries that write there would fail.

    Raises
    ------
    InputError
        If bytes of its path are not in the encoding of the system.
    """
    path = str(folder.absolute())
    try:
        path.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            "{path} holds bytes that are not letters of this system (UTF-8). "
            "Give the folder another name and run the command again.",
            path=path,
        ) from error


def listed(folder: Path) -> list[Path]:
    """List what a folder holds, by name; nothing where there is no such folder.

    Raises
    ------
    UnreadableFileError
        If it may not be read.
    """
    try:
        return sorted(folder.iterdir()) if is_folder(folder) else []
    except OSError as error:
        raise unreadable(folder, error) from error


def unreadable(path: Path, error: OSError) -> UnreadableFileError:
    """Turn what the operating system says of a file that cannot be read into our sentence."""
    found = {
        errno.ENOENT: both("there is no such file"),
        errno.ENOTDIR: both("there is no such file"),
        errno.EISDIR: both("it is a folder, not a file"),
        errno.EACCES: both("this account may not read it"),
        errno.EPERM: both("this account may not read it"),
        errno.ENAMETOOLONG: both("its name is too long"),
        errno.EILSEQ: both("its name holds a character that no file may have"),
        errno.ELOOP: both("its links lead round in circles"),
    }.get(error.errno or 0, _refused(error))
    return UnreadableFileError(path, found=found, remedy="Check the path and try again.")


def _refused(error: OSError) -> Words:
    code = errno.errorcode.get(error.errno or 0)
    return both("the system refuses it ({said})", said=code) if code else both("unknown cause")


def unwritable(path: Path, error: OSError) -> StorageError:
    """Turn what the operating system says of a file that cannot be written into our sentence."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageError(
            "The disk is full: {path} was not written and nothing was changed. "
            "Free some space and run the command again.",
            path=str(path),
        )
    found = {
        errno.ENOENT: both("its folder does not exist"),
        errno.ENOTDIR: both("what should be its folder is a file"),
        errno.EEXIST: both("something else is there"),
        errno.EISDIR: both("it is a folder, not a file"),
        errno.EACCES: both("this account may not write there"),
        errno.EPERM: both("this account may not write there"),
        errno.EROFS: both("nothing may be written on that disk"),
        errno.ENAMETOOLONG: both("its name is too long"),
        errno.ELOOP: both("its links lead round in circles"),
        errno.EPIPE: both("nobody reads it any more"),
    }.get(error.errno or 0, _refused(error))
    return StorageError(
        "{path} cannot be written ({found}): nothing was changed. "
        "Check the folder and its permissions.",
        path=str(path),
        found=found,
    )


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Lend a temporary path that takes the place of `path` if all goes well.

    Nothing is left behind when the body fails or is interrupted.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem}-", suffix="".join(path.suffixes[-2:])
        )
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    with written_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_answer(path: Path, text: str) -> None:
    """Write an answer where a person asked for it: into a pipe or a device, else as a whole file.

    Links are followed, so that they stay links; a folder that does not exist is not made.

    Raises
    ------
    StorageError
        If it cannot be written there.
    """
    try:
        target = path.resolve()
        said = stated(target)
        if said is not None and not stat.S_ISREG(said.st_mode):
            with target.open("w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return
    except (OSError, RuntimeError) as error:  # Python 3.11 says RuntimeError of links in circles
        raise unwritable(path, _as_system(error)) from error
    if not is_folder(target.parent):
        raise unwritable(path, FileNotFoundError(errno.ENOENT, ""))
    write_text(target, text.encode("utf-8", "backslashreplace").decode("utf-8"))


def _as_system(error: OSError | RuntimeError) -> OSError:
    return error if isinstance(error, OSError) else OSError(errno.ELOOP, str(error))


def decoded(raw: bytes) -> tuple[str, str]:
    r"""Decode the bytes of a published text file.

    Returns
    -------
    The text without byte-order mark, and the encoding found: ``utf-8``, ``utf-8-sig``,
    ``utf-16`` or, where the bytes are not UTF-8, ``cp1252`` (what French desktops write; the few
    bytes that it does not define become U+FFFD). Where most of the letters beyond ASCII are UTF-8
    and some bytes are not, these alone become U+FFFD and the encoding is ``utf-8-damaged``.

    Examples
    --------
    >>> decoded("Préfecture".encode("cp1252"))
    ('Préfecture', 'cp1252')
    >>> decoded(b"\xef\xbb\xbfstop_id")
    ('stop_id', 'utf-8-sig')
    >>> decoded("Fête-Dieu, Noël".encode() + b"\xe9")
    ('Fête-Dieu, Noël\ufffd', 'utf-8-damaged')
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), "utf-16"
    found = "utf-8-sig" if raw.startswith(UTF8_MARK) else "utf-8"
    bare = raw.removeprefix(UTF8_MARK)
    try:
        return bare.decode("utf-8"), found
    except UnicodeDecodeError:
        return _salvaged(bare)


def _salvaged(raw: bytes) -> tuple[str, str]:
    """Decode bytes that are not all UTF-8, as UTF-8 or as cp1252, whichever reads more letters."""
    text = raw.decode("utf-8", errors="replace")
    n_bad = text.count("\ufffd")
    n_good = len(text) - n_bad - len(text.encode("ascii", errors="ignore"))
    if n_good > n_bad:
        return text, "utf-8-damaged"
    return raw.decode("cp1252", errors="replace"), "cp1252"
