"""One run at a time in the folder of a study: a second one is told who is at work."""

import contextlib
import errno
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from beffroi.foundation import documents
from beffroi.foundation.errors import InputError, UnreadableFileError
from beffroi.foundation.files import unwritable

FILE = ".lock"
LINKLESS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK}
"""What systems of files that know no second name for a file say (FAT, some shared folders)."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds a lock.

    Attributes
    ----------
    pid
        Number of the process.
    host
        Name of its machine.
    started
        When the system started it, in the system's own ticks; empty where that is not told. It
        keeps a process apart from a later one that was given the same number.
    """

    pid: int
    host: str
    started: str


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; the lock of a process that has died is taken over.

    Raises
    ------
    InputError
        If another run holds the lock.
    StorageError
        If the folder cannot be written.
    """
    lock, me = folder / FILE, ours()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    _take(lock, me)
    try:
        yield
    finally:
        if _owner(lock) == me:
            lock.unlink(missing_ok=True)


def ours() -> Owner:
    """Return who this process is."""
    return Owner(os.getpid(), socket.gethostname(), _started(os.getpid()))


def _take(lock: Path, me: Owner) -> None:
    if _created(lock, me):
        return
    other = _owner(lock)
    if other is not None and is_dead(other):
        _set_aside(lock, other)
        if _created(lock, me):
            return
        other = _owner(lock)
    raise InputError(
        "Study {folder} is already being run by process {pid} on {host}. Wait until it has "
        "finished; if you are sure that nothing runs, delete the file {lock}.",
        folder=lock.parent.name,
        pid=other.pid if other else "?",
        host=other.host if other else "?",
        lock=str(lock),
    )


def _created(lock: Path, me: Owner) -> bool:
    """Make the lock whole at once: it never stands empty, whatever interrupts us."""
    whole = lock.with_name(f"{lock.name}.{me.pid}.new")
    try:
        whole.write_text(json.dumps(asdict(me)), encoding="utf-8")
        _link(whole, lock)
    except FileExistsError:
        return False
    except OSError as error:
        raise unwritable(lock, error) from error
    finally:
        with contextlib.suppress(OSError):
            whole.unlink()
    return True


def _link(whole: Path, lock: Path) -> None:
    try:
        os.link(whole, lock)
    except OSError as error:
        if error.errno not in LINKLESS:
            raise
        with lock.open("x", encoding="utf-8") as file:
            file.write(whole.read_text(encoding="utf-8"))


def _owner(lock: Path) -> Owner | None:
    try:
        read = documents.read(lock)
        return Owner(int(read["pid"]), str(read["host"]), str(read["started"]))
    except (UnreadableFileError, ValueError, KeyError, TypeError, OverflowError):
        return None


def is_dead(owner: Owner) -> bool:
    """Say whether the process of a lock is known to have ended.

    A process of another machine cannot be asked: it counts as alive.
    """
    if owner.host != socket.gethostname():
        return False
    return not _is_running(owner.pid) or _started(owner.pid) != owner.started


def _set_aside(lock: Path, dead: Owner) -> None:
    aside = lock.with_name(f"{lock.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        lock.replace(aside)
        if _owner(aside) != dead:
            # Another run took the lock over between our look and our move: give it back.
            aside.replace(lock)
        aside.unlink(missing_ok=True)


def _started(pid: int) -> str:
    try:
        said = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    # The name of the command stands in brackets and may hold spaces: count from its end.
    return said.rpartition(")")[2].split()[19]


if sys.platform == "win32":
    import ctypes

    QUERY_LIMITED_INFORMATION = 0x1000
    STILL_ACTIVE = 259

    def _is_running(pid: int) -> bool:
        kernel = ctypes.windll.kernel32
        process = kernel.OpenProcess(QUERY_LIMITED_INFORMATION, 0, pid)
        if not process:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return code.value == STILL_ACTIVE

else:

    def _is_running(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):  # no system gives a number that large
            return False
        except PermissionError:
            return True
        return True
