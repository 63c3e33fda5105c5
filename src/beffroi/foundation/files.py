"""Files that are written whole or not at all, hashed, and decoded without guessing twice."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from beffroi.foundation.errors import StorageError, UnreadableFileError
from beffroi.foundation.language import both

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


def unreadable(path: Path, error: OSError) -> UnreadableFileError:
    """Turn what the operating system says of a file that cannot be read into our sentence."""
    said = error.strerror or "?"
    found = {
        errno.ENOENT: both("there is no such file"),
        errno.EISDIR: both("it is a folder, not a file"),
        errno.EACCES: both("this account may not read it"),
    }.get(error.errno or 0, both("the system refuses it ({said})", said=said))
    return UnreadableFileError(path, found=found, remedy="Check the path and try again.")


def unwritable(path: Path, error: OSError) -> StorageError:
    """Turn what the operating system says of a file that cannot be written into our sentence."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageError(
            "The disk is full: {path} was not written and nothing was changed. "
            "Free some space and run the command again.",
            path=str(path),
        )
    return StorageError(
        "{path} cannot be written ({found}): nothing was changed. "
        "Check the folder and its permissions.",
        path=str(path),
        found=error.strerror or "unknown cause",
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
