"""New studies: a folder with a commented `study.toml` and a copy of every source given."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from beffroi.foundation.errors import SettingsError
from beffroi.foundation.files import (
    decoded,
    is_folder,
    is_there,
    plain_file,
    refuse_strange_name,
    write_text,
)
from beffroi.foundation.language import Words
from beffroi.store import locks, manifest
from beffroi.store.manifest import INPUTS
from beffroi.study import settings, snapshots
from beffroi.study.scenario_blocks import ScenarioSettings, named_files
from beffroi.study.settings import Settings
from beffroi.study.survey_blocks import SurveySettings, is_file
from beffroi.study.surveys import form
from beffroi.study.workshop import Progress
from beffroi.territory.communes import known_towns, town

SCENARIOS = "scenarios"
"""Folder of a study where the files of its scenarios are copied."""


def new(
    study: Path,
    *,
    commune: str = "",
    name: str = "",
    sources: Mapping[str, tuple[str, ...]],
    surveys: tuple[SurveySettings, ...] = (),
    scenarios: tuple[str, ...] = (),
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
    surveys
        Surveys, their paths relative to the working folder.
    scenarios
        Files of scenarios, relative to the working folder: each is copied into the study, but for
        one that names other files, which is read where it stands.
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
    InputError
        If a survey names a questionnaire that is neither a ready one nor a file.
    UnreadableFileError
        If a source cannot be read.
    """
    own = tuple(_moved(survey, _absolute) for survey in surveys)
    _refuse(study, commune, name, sources)
    for survey in own:
        _refuse_survey(survey)
    for file in scenarios:
        plain_file(Path(file))
    code = commune
    if commune and "communes" not in sources:
        code = town(commune, known_towns()).code
    absolute = {kind: tuple(map(_absolute, files)) for kind, files in sources.items()}
    given = Settings(commune=code, name=name, sources=absolute, surveys=own)
    with _no_folder_left(study), locks.held(study), snapshots.or_nothing(study) as copied:
        _refuse_a_second_study(study)
        entries = snapshots.taken(study, given, now=now, progress=progress, copied=copied)
        kept = _copied(given, {path: entries[id_].file for id_, _, path in snapshots.named(given)})
        kept = replace(kept, scenarios=_scenarios(study, scenarios, copied))
        write_text(study / settings.FILE, settings.text(kept, study.name))
    return kept


def remarks(study: Path) -> tuple[Words, ...]:
    """Return what was said of the sources of a study when they came in."""
    return tuple(words for entry in manifest.read(study).values() for words in entry.warnings)


def _absolute(file: str) -> str:
    return str(Path(file).absolute())


def _moved(survey: SurveySettings, moved: Callable[[str], str]) -> SurveySettings:
    """Give the files of a survey other paths; the name of a ready questionnaire stays."""
    return replace(
        survey,
        answers=moved(survey.answers),
        form=moved(survey.form) if is_file(survey.form) else survey.form,
        margins=moved(survey.margins) if survey.margins else "",
    )


def _copied(given: Settings, copies: Mapping[str, str]) -> Settings:
    """Name the copies in place of the files that they were made of."""
    sources = {kind: tuple(copies[file] for file in files) for kind, files in given.sources.items()}
    surveys = tuple(_moved(survey, copies.__getitem__) for survey in given.surveys)
    return replace(given, sources=sources, surveys=surveys)


def _scenarios(
    study: Path, files: tuple[str, ...], copied: list[Path]
) -> tuple[ScenarioSettings, ...]:
    """Copy the files of scenarios into the study, each under a name of its own."""
    taken = dict[str, str]()
    for file in files:
        path = Path(file).absolute()
        if named_files(path):
            taken[file] = str(path)
            continue
        rank = 1
        while (place := f"{SCENARIOS}/{_numbered(path, rank)}") in taken.values():
            rank += 1
        copied.append(study / place)
        write_text(study / place, decoded(path.read_bytes())[0])
        taken[file] = place
    return tuple(ScenarioSettings(place) for place in taken.values())


def _numbered(path: Path, rank: int) -> str:
    return path.name if rank == 1 else f"{path.stem}-{rank}{path.suffix}"


def _refuse_survey(survey: SurveySettings) -> None:
    if is_file(survey.form):
        snapshots.refuse_unusable(Path(survey.form), "form")
    else:
        form(survey.form)
    for file in filter(None, (survey.answers, survey.margins)):
        snapshots.refuse_unusable(Path(file), "answers")


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
    made = [
        path
        for path in (study / INPUTS, study / SCENARIOS, study, *study.parents)
        if not is_there(path)
    ]
    try:
        yield
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):  # somebody else put something there meanwhile
                path.rmdir()
        raise
