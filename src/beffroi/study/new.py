"""New studies: a folder with a commented `study.toml` and a copy of every source given."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from beffroi.foundation.errors import SettingsError, UnreadableFileError
from beffroi.foundation.files import unwritable, write_text
from beffroi.store import manifest
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
    existed = study.exists()
    try:
        entries = snapshots.taken(study, given, now=now, progress=progress)
        files = {
            kind: tuple(entries[id_].file for id_, k, _ in snapshots.named(given) if k == kind)
            for kind in absolute
        }
        kept = replace(given, sources=files)
        write_text(study / settings.FILE, settings.text(kept, study.name))
    except BaseException:
        _undo(study, existed=existed)
        raise
    return kept


def _refuse(study: Path, commune: str, name: str, sources: Mapping[str, tuple[str, ...]]) -> None:
    if (study / settings.FILE).exists():
        raise SettingsError(
            "{study} already holds a study. Edit its study.toml, or choose another folder.",
            study=str(study),
        )
    if study.exists() and not study.is_dir():
        raise SettingsError(
            "{study} is a file. Choose the name of a folder for the study.", study=str(study)
        )
    if bool(commune) == bool(name):
        raise SettingsError(
            "A study needs either a commune (--commune CODE) or the name of a town abroad "
            "(--name NAME)."
        )
    for path in (Path(file) for files in sources.values() for file in files):
        if not path.exists():
            raise UnreadableFileError(
                path,
                found="there is no such file",
                remedy="Check the path and run the command again.",
            )


def _undo(study: Path, *, existed: bool) -> None:
    """Remove what was written of a study that could not be made."""
    if not existed:
        shutil.rmtree(study, ignore_errors=True)
        return
    try:
        for entry in manifest.read(study).values():
            (study / entry.file).unlink(missing_ok=True)
        manifest.path(study).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(study, error) from error
