"""Snapshots of a study: every source that it names, copied into it once and recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import is_folder, is_there, listed, plain_file, unreadable
from beffroi.foundation.language import Words
from beffroi.store import manifest
from beffroi.store import snapshots as store
from beffroi.store.manifest import Entry
from beffroi.study.settings import SEVERAL, SOURCES, Settings
from beffroi.study.sources import described, drawn
from beffroi.study.survey_blocks import FILES, is_file
from beffroi.study.workshop import Progress
from beffroi.territory.town import is_drawn_code

FOLDERS = {"gtfs"}
"""Kinds that may come as a folder: an unpacked timetable."""
READ = {*SOURCES, *FILES}
"""Kinds of files that a study reads."""
COPYING = Words("Copie des sources", "Copying the sources")


def named(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """List the sources that settings name: id, kind and path."""
    for kind, files in settings.sources.items():
        for rank, file in enumerate(files, 1):
            yield (f"{kind}-{rank}" if kind in SEVERAL else kind), kind, file
    for rank, survey in enumerate(settings.surveys, 1):
        yield f"survey-{rank}", "answers", survey.answers
        if is_file(survey.form):
            yield f"survey-{rank}-form", "form", survey.form
        if survey.margins:
            yield f"survey-{rank}-margins", "margins", survey.margins


def taken(
    study: Path,
    settings: Settings,
    *,
    now: str,
    progress: Progress | None = None,
    copied: list[Path] | None = None,
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
    copied
        Is told the copies made.

    Returns
    -------
    The entries of the manifest that this study reads, by id.
    """
    is_drawn = is_drawn_code(settings.commune)
    with or_nothing(study) as mine:
        known = manifest.read(study)
        entries = {
            source[0]: _entry(
                study, known.get(source[0]), source, now=now, is_drawn=is_drawn, copied=mine
            )
            for source in _told(settings, progress)
        }
        others = {id_: entry for id_, entry in known.items() if entry.kind not in READ}
        if others | entries != known:
            manifest.write(study, (others | entries).values())
    if copied is not None:
        copied += mine
    return entries


@contextmanager
def or_nothing(study: Path) -> Iterator[list[Path]]:
    """Take back the copies that the body lists, and the manifest, if the body fails.

    What the study held before stays as it was. The caller holds the study's lock.
    """
    where = manifest.path(study)
    try:
        former = where.read_bytes() if is_there(where) else None
    except OSError as error:
        raise unreadable(where, error) from error
    copied: list[Path] = []
    try:
        yield copied
    except BaseException:
        for path in copied:
            path.unlink(missing_ok=True)
        if former is None:
            where.unlink(missing_ok=True)
        elif where.read_bytes() != former:
            where.write_bytes(former)
        raise


def _told(settings: Settings, progress: Progress | None) -> Iterator[tuple[str, str, str]]:
    for source in named(settings):
        if progress:
            progress(COPYING, 0, 1)
        yield source


def refuse_unusable(path: Path, kind: str) -> None:
    """Refuse what cannot be a source of a kind: a plain file, or a folder where one may be.

    Raises
    ------
    UnreadableFileError
        If there is no such thing, or it may not be read.
    """
    if is_folder(path) and kind in FOLDERS:
        listed(path)
    else:
        plain_file(path)


def _entry(
    study: Path,
    known: Entry | None,
    source: tuple[str, str, str],
    *,
    now: str,
    is_drawn: bool,
    copied: list[Path],
) -> Entry:
    id_, kind, file = source
    path = study / file
    if known is not None and is_kept(study, known, file):
        return known
    if is_folder(path) and kind not in FOLDERS:
        raise UnreadableFileError(
            path,
            found="it is a folder, not a file",
            remedy="Give the file that it holds.",
        )
    taken_in = store.snapshot(path, study)
    if taken_in.is_new:
        copied.append(study / taken_in.file)
    mark = manifest.named_mark(file)
    if known is not None and (known.sha256, known.file) == (taken_in.sha256, taken_in.file):
        return replace(known, named=mark)
    about = drawn(kind) if is_drawn else described(kind, supplied=True)
    return Entry(
        id=id_,
        kind=kind,
        file=taken_in.file,
        origin=taken_in.origin,
        name=about.name,
        publisher=about.publisher,
        licence=about.licence,
        date="",
        sha256=taken_in.sha256,
        bytes=taken_in.bytes,
        retrieved=now,
        home=about.home,
        named=mark,
    )


def is_kept(study: Path, known: Entry, file: str) -> bool:
    """Say whether a study need not read a file: it is the copy, or has gone since it was copied.

    Parameters
    ----------
    study
        Its folder.
    known
        The source as it was recorded.
    file
        The path that the settings name now.
    """
    path, copy = study / file, study / known.file
    if manifest.damage(study, known):
        return False
    if is_there(path):
        return path.resolve() == copy.resolve()
    if known.named:
        return known.named == manifest.named_mark(file)
    return path.name == known.origin
