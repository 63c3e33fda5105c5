"""Scenarios of a study: read, measured before and after on its results, and written out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.scenarios import Measures, Scenario, Situation, measures, outcome
from beffroi.engines.mobility.scenarios.outcome import SQUARES
from beffroi.formats import areas
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both
from beffroi.store import manifest, results
from beffroi.study import riding, scenario_files, settings
from beffroi.study.access_basins import park_rides
from beffroi.study.ground import located
from beffroi.study.rooms import mobility_inputs
from beffroi.study.scenario_text import told as told_of
from beffroi.study.workshop import RESULTS, Progress, Workshop
from beffroi.territory.outcome import Outcome


@dataclass(frozen=True)
class Measured:
    """Scenarios of a study, measured.

    Attributes
    ----------
    scenarios
        As read.
    outcomes
        What each changes, alike.
    """

    scenarios: tuple[Scenario, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all."""
        return tuple(figure for one in self.outcomes for figure in one.figures)

    @property
    def squares(self) -> gpd.GeoDataFrame:
        """The squares of all scenarios, one under the other."""
        listed = [one.tables[SQUARES] for one in self.outcomes]
        return gpd.GeoDataFrame(pd.concat(listed, ignore_index=True), crs=listed[0].crs)


def situation(shop: Workshop) -> Situation:
    """Gather what scenarios start from, of a study whose ground was computed."""
    inputs = mobility_inputs(shop)
    work = riding.workplaces(inputs.shops, located(shop, "amenities"))
    return Situation(inputs, work, park_rides(inputs.car_parks))


def of_study(study: Path, files: Sequence[Path], *, progress: Progress | None = None) -> Measured:
    """Measure scenarios on a study that was run.

    Parameters
    ----------
    study
        Its folder.
    files
        The scenarios (SCENARIO.toml), of different ids.
    progress
        Hears what is done.

    Raises
    ------
    InputError
        If it is no study, was not run, or lacks a centre, people or streets; if two scenarios bear
        one id; if a change cannot be made.
    UnreadableFileError, FaultyFileError
        If a scenario cannot be read.
    """
    shop = Workshop(
        study, settings.read(study), manifest.read(study), results.Results(study / RESULTS)
    )
    if "place" not in shop.results.index():
        raise InputError(
            "Study {study} has no results yet. Run it first: beffroi study run {study}",
            study=str(study),
        )
    start = situation(shop)
    hear = progress or _unheard
    hear(both("Scenarios: the town as it is"), 0, len(files) + 1)
    given = measures_of(start, files)
    made = []
    for n, scenario in enumerate(given[1], start=1):
        hear(both("Scenario {name}", name=scenario.name), n, len(files) + 1)
        made.append(outcome(start, given[0], scenario))
    hear(both("Scenarios measured"), len(files) + 1, len(files) + 1)
    return Measured(given[1], tuple(made))


def _unheard(words: Words, done: int, total: int) -> None:
    """Tell nobody."""


def measures_of(start: Situation, files: Sequence[Path]) -> tuple[Measures, tuple[Scenario, ...]]:
    """Read scenarios, then measure the town as it is, once for all of them.

    Raises
    ------
    InputError
        If two scenarios bear one id.
    """
    inputs = start.inputs
    basin = Basin(inputs.streets, inputs.street_nodes, inputs.epsg, inputs.timetables)
    read = tuple(scenario_files.read(path, basin) for path in files)
    ids = [scenario.id for scenario in read]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise InputError(
                "Two scenarios bear the id {id}: give each its own in [scenario].", id=id_
            )
    return measures(start), read


def told(done: Measured) -> Iterator[Words]:
    """Say what each scenario changes: a table before and after, who gains, and for how much."""
    for scenario, one in zip(done.scenarios, done.outcomes, strict=True):
        yield from told_of(scenario, one)


def as_json(done: Measured, files: Sequence[Path] = ()) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "figures": [figure.as_json() for figure in done.figures],
        "findings": [],
        "warnings": [
            exhibit.note.as_json() for one in done.outcomes for exhibit in one.exhibits[:1]
            if exhibit.note.fr
        ],
        "scenarios": [
            {"id": scenario.id, "name": scenario.name.as_json(), "within": scenario.within,
             "evidence": scenario.evidence,
             "exhibits": [exhibit.as_json() for exhibit in one.exhibits]}
            for scenario, one in zip(done.scenarios, done.outcomes, strict=True)
        ],
        "files": [path.name for path in files],
    }  # fmt: skip


def write(done: Measured, folder: Path) -> tuple[Path, ...]:
    """Write the squares of scenarios as a map layer, and their figures.

    Returns
    -------
    ``scenario_squares.gpkg`` and ``scenarios.json``.

    Raises
    ------
    StorageError
        If they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layer, answer = folder / f"{SQUARES}.gpkg", folder / "scenarios.json"
    areas.write(done.squares, layer, layer=SQUARES)
    text = json.dumps(as_json(done, (layer,)), ensure_ascii=False, indent=2, allow_nan=False)
    write_text(answer, text + "\n")
    return layer, answer
