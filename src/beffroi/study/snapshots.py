"""Snapshots of a study: every source that it names, copied into it once and recorded."""

from collections.abc import Iterator
from pathlib import Path

from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.language import Words
from beffroi.store import manifest
from beffroi.store import snapshots as store
from beffroi.store.manifest import Entry
from beffroi.study.settings import SEVERAL, SOURCES, Settings
from beffroi.study.sources import described, drawn
from beffroi.study.workshop import Progress
from beffroi.territory.town import is_drawn_code

FOLDERS = {"gtfs"}
"""Kinds that may come as a folder: an unpacked timetable."""
COPYING = Words("Copie des sources", "Copying the sources")


def named(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """List the sources that settings name: id, kind and path."""
    for kind, files in settings.sources.items():
        for rank, file in enumerate(files, 1):
            yield (f"{kind}-{rank}" if kind in SEVERAL else kind), kind, file


def taken(
    study: Path, settings: Settings, *, now: str, progress: Progress | None = None
) -> dict[str, Entry]:
    """Copy the sources of a study into it, and record them; what is there already is kept.

    A source whose file has gone but that the study has a copy of is read from its copy.

    Parameters
    ----------
    study
        Its folder.
    settings
        Its settings.
    now
        Date and time, ISO 8601 in UTC.
    progress
        Hears that sources are being copied.

    Returns
    -------
    The entries of the manifest that this study reads, by id.
    """
    known = manifest.read(study)
    entries = {
        id_: _entry(
            study, known.get(id_), source, now=now, is_drawn=is_drawn_code(settings.commune)
        )
        for source in _told(settings, progress)
        for id_ in source[:1]
    }
    others = {id_: entry for id_, entry in known.items() if entry.kind not in SOURCES}
    if others | entries != known:
        manifest.write(study, (others | entries).values())
    return entries


def _told(settings: Settings, progress: Progress | None) -> Iterator[tuple[str, str, str]]:
    for source in named(settings):
        if progress:
            progress(COPYING, 0, 1)
        yield source


def _entry(
    study: Path, known: Entry | None, source: tuple[str, str, str], *, now: str, is_drawn: bool
) -> Entry:
    id_, kind, file = source
    path = study / file
    if known is not None and _is_copied(study, known, path):
        return known
    if path.is_dir() and kind not in FOLDERS:
        raise UnreadableFileError(
            path,
            found="it is a folder, not a file",
            remedy="Give the file that it holds.",
        )
    copied = store.snapshot(path, study)
    if known is not None and known.sha256 == copied.sha256 and known.file == copied.file:
        return known
    about = drawn(kind) if is_drawn else described(kind, supplied=True)
    return Entry(
        id=id_,
        kind=kind,
        file=copied.file,
        origin=copied.origin,
        name=about.name,
        publisher=about.publisher,
        licence=about.licence,
        date="",
        sha256=copied.sha256,
        bytes=copied.bytes,
        retrieved=now,
        home=about.home,
    )


def _is_copied(study: Path, known: Entry, path: Path) -> bool:
    """Say whether the copy is intact, and the file it came from is that copy or has gone."""
    if manifest.damage(study, known):
        return False
    copy = study / known.file
    return not path.exists() or path.resolve() == copy.resolve()
