"""The files of a feed, found in a ZIP archive or in a folder."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.reference import FILES, LOCATIONS
from beffroi.foundation import archives
from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import plain_file, unreadable
from beffroi.foundation.language import both

MOST_BYTES = 512 * 1024**2
"""Largest file of a timetable: a bound on harm, since reading one takes thirteen times its size
(5.1 GB for 390 MB). [byte]"""
GEOJSON = f"{LOCATIONS}.geojson"
KNOWN = {f"{name}.txt": name for name in FILES} | {GEOJSON: LOCATIONS}


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a feed, not read yet.

    Attributes
    ----------
    name
        Its path inside the archive or the folder.
    load
        Read its bytes.
    """

    name: str
    load: Callable[[], bytes]


def found(path: Path, ledger: Ledger) -> dict[str, Member]:
    """Find the files of a feed.

    Returns
    -------
    By table name (``stops``), the file that holds it.

    Raises
    ------
    UnreadableFileError
        If there is nothing at `path`, or if it is neither a folder nor a ZIP archive.
    HostileFileError
        If the archive, or a link of the folder, reaches outside.
    """
    members = list(_in_folder(path) if path.is_dir() else _in_archive(path))
    ours = [member for member in members if not _is_system(member.name)]
    folder = _folder(ours, path)
    inside = [member for member in ours if str(PurePosixPath(member.name).parent) == folder]
    known = _known(inside, ledger)
    _tell_ignored(ours, known.values(), ledger)
    return known


def _in_archive(path: Path) -> Iterator[Member]:
    plain_file(path)
    archive = archives.opened(path)
    for name in archive.members:
        if _table(name):
            _refuse_too_large(path, name, archive.sizes[name])
        yield Member(name.replace("\\", "/"), partial(archive.read, name))


def _in_folder(path: Path) -> Iterator[Member]:
    home = path.resolve()
    try:
        for file in sorted([*path.iterdir(), *path.glob("*/*")]):
            if not file.is_file():
                continue
            name = file.relative_to(path).as_posix()
            if not file.resolve().is_relative_to(home):
                raise HostileFileError(
                    path, found=both("{name} is a link to a file outside the folder", name=name)
                )
            if _table(name):
                _refuse_too_large(path, name, file.stat().st_size)
            yield Member(name, partial(_content, file))
    except OSError as error:
        raise unreadable(path, error) from error


def _refuse_too_large(path: Path, name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise UnreadableFileError(
            f"{path} > {name}",
            found=both("it is larger than {most} MB", most=MOST_BYTES // 1024**2),
            remedy="Check that it is the right file, or cut it down to the territory.",
        )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _is_system(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _table(name: str) -> str | None:
    return KNOWN.get(PurePosixPath(name).name.lower())


def _folder(members: Iterable[Member], path: Path) -> str:
    """Choose the one folder that holds timetable files, the top one if it holds any."""
    names = [member.name for member in members]
    folders = Counter(str(PurePosixPath(name).parent) for name in names if _table(name))
    if "." in folders or not folders:
        return "." if folders else _nothing(names, path)
    if len(folders) > 1:
        raise UnreadableFileError(
            path,
            found=both(
                "it holds several timetables, in the folders {folders}",
                folders=", ".join(sorted(folders)[:5]),
            ),
            remedy="Give one archive or one folder for each timetable.",
        )
    return next(iter(folders))


def _nothing(names: list[str], path: Path) -> str:
    nested = [name for name in names if name.lower().endswith(".zip")]
    held = both("it holds no file of a timetable")
    if nested:
        held = both("it holds another archive, {name}", name=nested[0])
    raise UnreadableFileError(
        path,
        found=both(
            "{held} (stops.txt, routes.txt, trips.txt and stop_times.txt were looked for)",
            held=held,
        ),
        remedy="Unpack it, and give the archive or the folder that holds stops.txt.",
    )


def _known(members: Iterable[Member], ledger: Ledger) -> dict[str, Member]:
    known: dict[str, Member] = {}
    for member in members:
        table = _table(member.name)
        if table is None:
            continue
        if table in known:
            ledger.fault(
                f"deux fichiers pour une même table : {known[table].name} et {member.name}",
                f"two files for one table: {known[table].name} and {member.name}",
            )
        name = PurePosixPath(member.name).name
        if name not in KNOWN:
            ledger.warn(
                f"{name} est lu comme {name.lower()}.", f"{name} is read as {name.lower()}."
            )
        known[table] = member
    return known


def _tell_ignored(members: list[Member], used: Iterable[Member], ledger: Ledger) -> None:
    kept = {member.name for member in used}
    ignored = sorted(member.name for member in members if member.name not in kept)
    if ignored:
        named = ", ".join(ignored[:5]) + (", …" if len(ignored) > 5 else "")
        ledger.warn(
            f"{len(ignored)} fichier(s) hors de la norme GTFS, non lu(s) : {named}.",
            f"{len(ignored)} file(s) outside the GTFS reference, not read: {named}.",
            n=len(ignored),
        )
