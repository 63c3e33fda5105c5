"""New studies: a folder with a commented `study.toml` and a copy of every source given."""

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from beffroi.foundation.errors import SettingsError
from beffroi.foundation.files import is_folder, is_there, refuse_strange_name, write_text
from beffroi.store import locks
from beffroi.store.manifest import INPUTS
from beffroi.study import settings, snapshots
from beffroi.study.settings import Settings
from beffroi.study.workshop import Progress
from beffroi.territory.communes import known_towns, town


def new(
    study: Path,
    *,
    commune: str = "",
    name: str = "",
    sources: Mapping[str, tuple[str, ...]],
    now: str,
    progress: Progress | None = None,
) -> Settings:
    """Make a study, or nothing at all if something cannot be used.

    Parameters
    ----------
    study
        Folder to make; it must not hold a study yet.
    commune
        INSEE code, or name of a town of Action Cœur de Ville.
    name
        Name of a town abroad, instead of a commune.
    sources
        Paths by kind of source, relative to the working folder.
    now
        Date and time, ISO 8601 in UTC.
    progress
        Hears that sources are being copied.

    Raises
    ------
    SettingsError
        If the folder already holds a study, or neither commune nor name is given.
    UnknownCommuneError
        If the commune is not known; with a table of communes, the run looks it up there.
    UnreadableFileError
        If a source cannot be read.
    """
    _refuse(study, commune, name, sources)
    code = commune
    if commune and "communes" not in sources:
        code = town(commune, known_towns()).code
    absolute = {k: tuple(str(Path(f).absolute()) for f in files) for k, files in sources.items()}
    given = Settings(commune=code, name=name, sources=absolute)
    with _no_folder_left(study), locks.held(study), snapshots.or_nothing(study) as copied:
        _refuse_a_second_study(study)
        entries = snapshots.taken(study, given, now=now, progress=progress, copied=copied)
        files = {
            kind: tuple(entries[id_].file for id_, k, _ in snapshots.named(given) if k == kind)
            for kind in absolute
        }
        kept = replace(given, sources=files)
        write_text(study / settings.FILE, settings.text(kept, study.name))
    return kept


def _refuse(study: Path, commune: str, name: str, sources: Mapping[str, tuple[str, ...]]) -> None:
    refuse_strange_name(study)
    if not (commune + name).isprintable():
        raise SettingsError(
            "The name {name!r} holds signs that cannot be printed. Type it again without them.",
            name=commune + name,
        )
    if is_there(study) and not is_folder(study):
        raise SettingsError(
            "{study} is a file. Choose the name of a folder for the study.", study=str(study)
        )
    _refuse_a_second_study(study)
    if bool(commune) == bool(name):
        raise SettingsError(
            "A study needs either a commune (--commune CODE) or the name of a town abroad "
            "(--name NAME)."
        )
    for kind, files in sources.items():
        for path in map(Path, files):
            snapshots.refuse_unusable(path, kind)


def _refuse_a_second_study(study: Path) -> None:
    if is_there(study / settings.FILE):
        raise SettingsError(
            "{study} already holds a study. Edit its study.toml, or choose another folder.",
            study=str(study),
        )


@contextmanager
def _no_folder_left(study: Path) -> Iterator[None]:
    """Remove the folders that were made for a study that could not be made."""
    made = [path for path in (study / INPUTS, study, *study.parents) if not is_there(path)]
    try:
        yield
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):  # somebody else put something there meanwhile
                path.rmdir()
        raise
