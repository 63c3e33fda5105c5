"""Snapshots of a study: every source that it names, copied into it once and recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from beffroi.foundation.errors import InputError, UnreadableFileError, shown
from beffroi.foundation.files import is_folder, is_there, listed, plain_file, sha256, unreadable
from beffroi.foundation.language import Words, message
from beffroi.store import manifest
from beffroi.store import snapshots as store
from beffroi.store.manifest import Entry
from beffroi.study import surveys
from beffroi.study.settings import SEVERAL, SOURCES, Settings
from beffroi.study.sources import described, drawn
from beffroi.study.survey_blocks import FILES, is_file
from beffroi.study.workshop import Progress
from beffroi.territory.questionnaire import Pseudonymised
from beffroi.territory.town import is_drawn_code

FOLDERS = {"gtfs", "gbfs"}
"""Kinds that may come as a folder: an unpacked timetable, the files of a system."""
READ = {*SOURCES, *FILES}
"""Kinds of files that a study reads."""
LONGEST_NAME = 40
MOST_NAMED = 8
LEFT = Words(
    fr="{file} : {n} colonne(s) que l'étude ne lit pas, ou qui disent qui répond, n'y ont pas été "
    "copiées ({names}).",
    en="{file}: {n} column(s) that the study does not read, or that tell who answers, were not "
    "copied into it ({names}).",
)
INSIDE = Words(
    fr="{file} est dans le dossier de l'étude, qui se partage, et garde les colonnes qui disent "
    "qui répond : le ranger ailleurs, ou le supprimer ; l'étude lit sa copie.",
    en="{file} lies in the folder of the study, which is shared, and keeps the columns that tell "
    "who answers: put it elsewhere, or delete it; the study reads its copy.",
)
COPYING = Words("Copie des sources", "Copying the sources")


def named(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """List the sources that settings name: id, kind and path."""
    for kind, files in settings.sources.items():
        for rank, file in enumerate(files, 1):
            yield (f"{kind}-{rank}" if kind in SEVERAL else kind), kind, file
    for rank, survey in enumerate(settings.surveys, 1):
        if is_file(survey.form):
            yield f"survey-{rank}-form", "form", survey.form
        yield f"survey-{rank}", "answers", survey.answers
        if survey.margins:
            yield f"survey-{rank}-margins", "margins", survey.margins


def taken(
    study: Path,
    settings: Settings,
    *,
    now: str,
    progress: Progress | None = None,
    copied: list[Path] | None = None,
    refused: dict[str, Words] | None = None,
) -> dict[str, Entry]:
    """Copy the sources of a study into it, and record them; what is there already is kept.

    A source whose file has gone but that the study has a copy of is read from its copy. Of answers
    to a survey, only the columns that are read are copied, and none that tells who answers.

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
    refused
        Is told the answers that are there and cannot be read, by id, and why; if None, they are
        refused.

    Returns
    -------
    The entries of the manifest that this study reads, by id.

    Raises
    ------
    UnreadableFileError
        If a file is not there, or may not be read.
    InputError
        If answers cannot be read, and `refused` is None.
    """
    is_drawn = is_drawn_code(settings.commune)
    with or_nothing(study) as mine:
        known = manifest.read(study)
        intake = _Intake(study, settings, now, is_drawn, mine)
        entries = dict[str, Entry]()
        for source in _told(settings, progress):
            try:
                entries[source[0]] = _entry(intake, known.get(source[0]), source)
            except _UnusableError as error:
                if refused is None:
                    raise error.cause from error
                refused[source[0]] = said_of(error.cause, study / source[2])
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


@dataclass(frozen=True, slots=True)
class _Intake:
    """What taking in a source needs to know of the study."""

    study: Path
    settings: Settings
    now: str
    is_drawn: bool
    copied: list[Path]


class _UnusableError(Exception):
    """Answers that are there and cannot be read."""

    def __init__(self, cause: InputError) -> None:
        """Keep what the reader said."""
        self.cause = cause
        super().__init__(str(cause))


def _entry(intake: _Intake, known: Entry | None, source: tuple[str, str, str]) -> Entry:
    id_, kind, file = source
    study, path = intake.study, intake.study / file
    if known is not None and is_kept(study, known, file):
        return known
    if is_folder(path) and kind not in FOLDERS:
        raise UnreadableFileError(
            path,
            found="it is a folder, not a file",
            remedy="Give the file that it holds.",
        )
    taken_in, original, said = _taken_in(intake, id_, kind, path)
    if taken_in.is_new:
        intake.copied.append(study / taken_in.file)
    mark = manifest.named_mark(file)
    if known is not None and (known.sha256, known.file) == (taken_in.sha256, taken_in.file):
        return replace(known, named=mark, original=original, warnings=said)
    about = drawn(kind) if intake.is_drawn else described(kind, supplied=True)
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
        retrieved=intake.now,
        home=about.home,
        warnings=said,
        named=mark,
        original=original,
    )


def _taken_in(
    intake: _Intake, id_: str, kind: str, path: Path
) -> tuple[store.Snapshot, str, tuple[Words, ...]]:
    """Copy a source; of answers, only what is read: then the hash of the whole, and what is left.

    Raises
    ------
    UnreadableFileError
        If it is not there, or may not be read.
    _UnusableError
        If answers cannot be read for what they hold.
    """
    if kind != "answers":
        return store.snapshot(path, intake.study), "", ()
    plain_file(path)
    try:
        kept = surveys.without_persons(path, _form(intake.study, intake.settings, id_))
    except InputError as error:
        raise _UnusableError(error) from error
    if kept.is_whole:
        return store.snapshot(path, intake.study), "", ()
    made = store.snapshot_of_text(kept.text, path, intake.study, suffix=".csv")
    return made, sha256(path), tuple(_said_of_left(intake.study, path, kept))


def _said_of_left(study: Path, path: Path, kept: Pseudonymised) -> Iterator[Words]:
    """Say what was not copied of answers, and where it still lies."""
    if kept.left:
        names = ", ".join(shown(name, LONGEST_NAME) for name in kept.left[:MOST_NAMED])
        more = ", …" if len(kept.left) > MOST_NAMED else ""
        yield LEFT.filled(file=path.name, n=len(kept.left), names=names + more)
    yield from kept.warnings
    given = path.resolve()
    if kept.left and given.is_relative_to(study.resolve()):
        yield INSIDE.filled(file=given.relative_to(study.resolve()))


def said_beforehand(study: Path, settings: Settings, id_: str) -> tuple[Words, ...]:
    """Say what a run will say of answers that it has not copied yet; nothing is written.

    Parameters
    ----------
    study
        Its folder.
    settings
        Its settings.
    id_
        The answers, among `named`.

    Raises
    ------
    InputError
        If they cannot be read.
    """
    path = study / settings.surveys[_rank(id_)].answers
    kept = surveys.without_persons(path, _form(study, settings, id_))
    return () if kept.is_whole else tuple(_said_of_left(study, path, kept))


def said_of_answers(study: Path, settings: Settings) -> tuple[Words, ...]:
    """Return what was said of the answers that a study names and of which it reads a copy.

    Parameters
    ----------
    study
        Its folder, after a run.
    settings
        Its settings.
    """
    known = manifest.read(study)
    answers = [
        (study / file, known[id_])
        for id_, kind, file in named(settings)
        if kind == "answers" and id_ in known and is_there(study / file)
    ]
    return tuple(
        words
        for path, entry in answers
        if path.resolve() != (study / entry.file).resolve()
        for words in entry.warnings
    )


def _rank(id_: str) -> int:
    return int(id_.rpartition("-")[2]) - 1


def _form(study: Path, settings: Settings, id_: str) -> str:
    """Return the form of a survey: its name, or where its file is."""
    survey = settings.surveys[_rank(id_)]
    return str(study / survey.form) if is_file(survey.form) else survey.form


def said_of(error: InputError, file: Path) -> Words:
    """Say what is wrong with a file in both languages, without the folder where it lies."""
    said, folder = Words(fr=message(error, "fr"), en=message(error, "en")), f"{file.parent}/"
    return Words(fr=said.fr.replace(folder, ""), en=said.en.replace(folder, ""))


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
