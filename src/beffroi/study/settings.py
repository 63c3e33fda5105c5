"""Settings of a study: the `study.toml` that a person writes, or lets `beffroi study new` write."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beffroi.foundation.errors import SettingsError, shown
from beffroi.foundation.files import bounded, decoded, is_there, refuse_strange_name
from beffroi.foundation.language import Words, both
from beffroi.foundation.toml_faults import fault
from beffroi.study import decision_blocks, scenario_blocks, survey_blocks
from beffroi.study.decision_blocks import DECISION, DecisionSettings
from beffroi.study.scenario_blocks import SCENARIO, ScenarioSettings
from beffroi.study.survey_blocks import SURVEY, SurveySettings
from beffroi.study.toml import meant, quoted

FILE = "study.toml"
MOST_BYTES = 1024**2
"""Largest settings taken: nobody types more. [byte]"""
SOURCES = (
    "osm", "gtfs", "perimeter", "communes", "epci", "populations", "contours",
    "programmes", "ort", "grid", "bnlc", "bnls", "gbfs", "flows", "offers", "notes", "maturity",
    "catalogue", "facts", "rides", "incentives", "register",
)  # fmt: skip
"""Kinds of sources that a study reads, in the order in which it reads them."""
SEVERAL = {"gtfs", "gbfs", "maturity"}
"""Kinds of which a study may have several files."""
ROOMS = ("town", "mobility", "parking", "commerce", "usages", "maturity")
"""Rooms of a study, in the order of its report."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "town": ("commune", "name"),
    "sources": SOURCES,
    "options": ("main_street", "centre"),
}
BLOCKS = (SURVEY, SCENARIO, DECISION)
"""Parts that may stand several times."""


@dataclass(frozen=True)
class Settings:
    """What a person decided for a study.

    Attributes
    ----------
    commune
        INSEE code or name of the commune; empty for a town abroad.
    name
        Name of a town abroad; empty for a commune.
    sources
        Paths by kind of source, relative to the study or absolute.
    main_street
        Name of the main street; empty to let the shops tell.
    centre
        Longitude and latitude of the centre; None to let the shops tell. [°]
    surveys
        Surveys, in the order of the file.
    scenarios
        Scenarios of mobility that the run measures, in the order of the file.
    decisions
        Decisions that the run arbitrates, in the order of the file.
    """

    commune: str
    name: str = ""
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    main_street: str = ""
    centre: tuple[float, float] | None = None
    surveys: tuple[SurveySettings, ...] = ()
    decisions: tuple[DecisionSettings, ...] = ()
    scenarios: tuple[ScenarioSettings, ...] = ()


def read(study: Path) -> Settings:
    """Read the settings of a study.

    Raises
    ------
    SettingsError
        If the file is absent or damaged, or with every setting that cannot be used.
    """
    refuse_strange_name(study)
    path = study / FILE
    try:
        given = (
            tomllib.loads(decoded(bounded(path, MOST_BYTES, may_be_empty=True))[0])
            if is_there(path)
            else None
        )
    except (ValueError, RecursionError) as error:
        raise SettingsError(
            "{path} is not valid TOML ({said}). Mend that line and run the command again.",
            path=str(path),
            said=fault(error),
        ) from error
    if given is None:
        raise SettingsError(
            "{study} is not a study: it holds no study.toml. "
            "Make one with: beffroi study new {study} --commune CODE --osm FILE",
            study=str(study),
        )
    return _settings(given, path)


def _settings(given: dict[str, Any], path: Path) -> Settings:
    faults = list(_faults(given))
    if faults:
        raise SettingsError(
            "{path} holds settings that cannot be used: {faults}. "
            "Mend them and run the command again.",
            path=str(path),
            faults=tuple(faults),
        )
    town, options = given.get("town", {}), given.get("options", {})
    centre = options.get("centre")
    return Settings(
        commune=town.get("commune", ""),
        name=town.get("name", ""),
        sources={kind: _listed(files) for kind, files in given.get("sources", {}).items() if files},
        main_street=options.get("main_street", ""),
        centre=(float(centre[0]), float(centre[1])) if centre else None,
        surveys=tuple(SurveySettings(**survey) for survey in given.get(SURVEY, ())),
        decisions=tuple(map(decision_blocks.settings_of, given.get(DECISION, ()))),
        scenarios=tuple(map(scenario_blocks.settings_of, given.get(SCENARIO, ()))),
    )


def _listed(files: str | list[str]) -> tuple[str, ...]:
    return (files,) if isinstance(files, str) else tuple(files)


def _faults(given: dict[str, Any]) -> Iterator[Words]:
    yield from _stray_keys(given)
    town, sources, options = (given.get(part, {}) for part in ("town", "sources", "options"))
    if not all(isinstance(part, dict) for part in (town, sources, options)):
        return
    names = {key: town.get(key, "") for key in ("commune", "name")}
    yield from (
        both("[town] {key} is {value!r}, not a text between quotes", key=key, value=value)
        for key, value in names.items()
        if not isinstance(value, str)
    )
    if not any(names.values()):
        yield both("[town] says neither commune (INSEE code) nor name (town abroad)")
    yield from _source_faults(sources)
    yield from _option_faults(options)
    yield from survey_blocks.faults(given.get(SURVEY, []))
    yield from scenario_blocks.faults(given.get(SCENARIO, []))
    yield from decision_blocks.faults(given.get(DECISION, []))


def _stray_keys(given: dict[str, Any]) -> Iterator[Words]:
    for part, values in given.items():
        if part in BLOCKS:
            continue
        if part not in KEYS:
            close = meant(part, (*KEYS, *BLOCKS))
            yield both("[{part}] is not a part of a study ({meant})", part=part, meant=close)
        elif not isinstance(values, dict):
            yield both("{part} must be a part, written [{part}]", part=part)
        else:
            for key in sorted(set(values) - set(KEYS[part])):
                close = meant(key, KEYS[part])
                yield both(
                    "[{part}] {key} is not a setting ({meant})", part=part, key=key, meant=close
                )


def _source_faults(sources: dict[str, Any]) -> Iterator[Words]:
    for kind, files in sources.items():
        listed = files if isinstance(files, list) else [files]
        if not all(isinstance(file, str) for file in listed):
            yield both(
                "[sources] {kind} is {files!r}, not a path between quotes", kind=kind, files=files
            )
        elif any("\0" in file for file in listed):
            yield both("[sources] {kind} holds the character 0, which no path may", kind=kind)
        elif len(listed) > 1 and kind not in SEVERAL:
            yield both("[sources] {kind} names {n} files, and takes one", kind=kind, n=len(listed))


def _option_faults(options: dict[str, Any]) -> Iterator[Words]:
    if not isinstance(options.get("main_street", ""), str):
        yield both("[options] main_street is not a text between quotes")
    centre = options.get("centre")
    if centre is not None and not _is_place(centre):
        yield both("[options] centre must be [longitude, latitude], in degrees")


def _is_place(centre: object) -> bool:
    return (
        isinstance(centre, list)
        and len(centre) == 2
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in centre)
        and abs(centre[0]) <= 180
        and abs(centre[1]) <= 90
    )


TEMPLATE = """\
# Étude Beffroi · a Beffroi study
# Ce fichier est fait pour être modifié ; relancer ensuite : beffroi study run {folder}
# This file is meant to be edited; then run again: beffroi study run {folder}

[town]
# Code INSEE de la commune (ou name = "…" pour une ville à l'étranger).
# INSEE code of the commune (or name = "…" for a town abroad).
{town}

[sources]
# Chemins relatifs à ce dossier, ou absolus. Paths relative to this folder, or absolute.
# `beffroi study check {folder}` dit ce que chaque source absente ajouterait.
# `beffroi study check {folder}` says what each missing source would add.
{sources}

[options]
# Rue principale ; par défaut, celle qui a le plus de commerces.
# Main street; by default, the one with the most shops.
{main_street}
# Centre [longitude, latitude] ; par défaut, le point le plus proche de tous les commerces.
# Centre [longitude, latitude]; by default, the point nearest to all shops.
{centre}

# Une enquête par bloc ; `beffroi survey forms` nomme les questionnaires prêts.
# One survey a block; `beffroi survey forms` names the ready questionnaires.
{surveys}

# Un scénario par bloc ; `beffroi study run {folder}` mesure la même chose avant et après.
# One scenario a block; `beffroi study run {folder}` measures the same things before and after.
{scenarios}

# Une décision par bloc ; `beffroi study run {folder}` l'arbitre et écrit note et diapositives.
# One decision a block; `beffroi study run {folder}` arbitrates it, and writes note and slides.
{decisions}
"""
NO_DECISION = """\
# [[decision]]
# path = "decision.toml"
# weights = ["feuilles/01-commercants.xlsx"]"""
NO_SCENARIO = """\
# [[scenario]]
# path = "scenarios/navette.toml\""""
NO_SURVEY = """\
# [[survey]]
# form = "achats"
# answers = "../reponses.csv"
# margins = "inputs/marges.csv"
# population = 20000"""


def text(settings: Settings, folder: str) -> str:
    """Write settings as a commented `study.toml`.

    Parameters
    ----------
    settings
        Settings to write; what they lack stands as comments.
    folder
        Name of the study's folder, for the commands quoted.
    """
    town = {"commune": settings.commune, "name": settings.name}
    lines = [_source_line(kind, settings.sources.get(kind, ())) for kind in SOURCES]
    street, centre = settings.main_street, settings.centre
    return TEMPLATE.format(
        folder=shown(folder),
        town="\n".join(f"{key} = {quoted(value)}" for key, value in town.items() if value),
        sources="\n".join(lines),
        main_street=f"main_street = {quoted(street)}" if street else '# main_street = "Grande Rue"',
        centre=f"centre = {list(centre)}" if centre else "# centre = [-2.083, 47.651]",
        surveys="\n\n".join(map(survey_blocks.block, settings.surveys)) or NO_SURVEY,
        scenarios="\n\n".join(map(scenario_blocks.block, settings.scenarios)) or NO_SCENARIO,
        decisions="\n\n".join(map(decision_blocks.block, settings.decisions)) or NO_DECISION,
    )


def _source_line(kind: str, files: tuple[str, ...]) -> str:
    if kind in SEVERAL:
        listed = ", ".join(quoted(file) for file in files)
        return f"{kind} = [{listed}]" if files else f"# {kind} = []"
    return f"{kind} = {quoted(files[0])}" if files else f'# {kind} = ""'
