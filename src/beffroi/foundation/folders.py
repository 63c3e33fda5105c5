"""Folders of results: tried before any work, and empty again where the work does not end."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from beffroi.foundation.errors import InputError
from beffroi.foundation.files import is_folder, is_there, listed, refuse_strange_name, unwritable


class Undone(Exception):  # noqa: N818  (it ends the work as asked)
    """An interruption that left nothing behind."""


@contextmanager
def fresh(folder: Path) -> Iterator[None]:
    """Lend a folder that is new or empty, and make it so again if the body does not end.

    Parameters
    ----------
    folder
        Where the body writes. It is tried before the body begins: what would refuse the results
        refuses them before any work.

    Raises
    ------
    InputError
        If a file is there, or a folder that holds something.
    StorageError
        If nothing can be written there.
    Undone
        If the body is interrupted: nothing of it is left.
    """
    _refuse_taken(folder)
    absent = _absent(folder)
    _try(folder)
    _clear(folder, absent)
    try:
        yield
    except KeyboardInterrupt as error:
        _clear(folder, absent)
        raise Undone from error
    except BaseException:
        _clear(folder, absent)
        raise


def _refuse_taken(folder: Path) -> None:
    refuse_strange_name(folder)
    if is_there(folder) and not is_folder(folder):
        raise InputError("{path} is a file: give a folder that is new.", path=str(folder))
    if listed(folder):
        raise InputError("{path} is not empty: give a folder that is new.", path=str(folder))


def _absent(folder: Path) -> list[Path]:
    """List the folders that have to be made, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _try(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise unwritable(folder, error) from error


def _clear(folder: Path, absent: list[Path]) -> None:
    """Take away what was written, and the folders that were made for it."""
    for path in listed(folder):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for path in absent:
        with suppress(OSError):
            path.rmdir()
