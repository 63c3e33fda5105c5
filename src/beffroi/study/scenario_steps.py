"""Steps of scenarios: each measured before and after, again only when what it rests on changed."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from beffroi.engines.mobility.scenarios import Measures, Scenario, Situation, measures, outcome
from beffroi.engines.mobility.scenarios.diagnosis import diagnosis
from beffroi.engines.mobility.scenarios.outcome import SQUARES
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure
from beffroi.foundation.files import plain_file, sha256
from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.decision import EvidenceClass
from beffroi.study import scenario_files, scenarios
from beffroi.study.decision_cells import MEASURED
from beffroi.study.decision_cells import SCENARIO as PREFIX
from beffroi.study.decision_log import digest
from beffroi.study.scenario_blocks import ScenarioSettings, named_files
from beffroi.study.scenario_comparison import Told, in_words, side_by_side
from beffroi.study.scenario_shapes import shapes
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.outcome import Outcome

CHANGES = "scenario_changes"
DECLARED = ("scenario.cost.", "scenario.cost_per_gained.")
"""Beginnings of the ids of figures that rest on what the scenario's author declares."""
SUMMARY = "scenario.summary."
GUESS: EvidenceClass = "D"
COMPARED = "scenarios"
"""The step that sets scenarios side by side."""


def steps(shop: Workshop) -> Iterator[Step]:
    """List the steps that measure the scenarios of a study, on its map, people and timetables.

    The situation before is measured once for all of them; a last step sets them side by side.

    Raises
    ------
    UnreadableFileError
        If the file of a scenario cannot be read.
    """

    @cache
    def start() -> tuple[Situation, Measures]:
        situation = scenarios.situation(shop)
        return situation, measures(situation)

    after = ("map", "place", *(entry.id for entry in shop.of_kind("gtfs")))
    for rank, block in enumerate(shop.settings.scenarios, start=1):
        path = shop.folder / block.path

        def make(_: Workshop, *, rank: int = rank, path: Path = path) -> Made:
            situation, before = start()
            scenario = scenario_files.read(path, before.basin)
            return _made(scenario, outcome(situation, before, scenario), situation, rank)

        yield Step(
            f"{PREFIX}{rank}",
            both("Scenario: {file}", file=path.name),
            make,
            after=after,
            options={"held": held(shop, block), "rank": rank},
        )
    if shop.settings.scenarios:
        tried = tuple(f"{PREFIX}{n}" for n in range(1, len(shop.settings.scenarios) + 1))
        yield Step(COMPARED, both("Scenarios side by side"), compared, after=tried)


def held(shop: Workshop, block: ScenarioSettings) -> str:
    """Hash the file of a scenario, and the files that it names."""
    path = shop.folder / block.path
    plain_file(path)
    files = (path, *(file for file in named_files(path) if file.is_file()))
    return digest({str(rank): sha256(file) for rank, file in enumerate(files)})


def _made(scenario: Scenario, found: Outcome, situation: Situation, rank: int) -> Made:
    drawn = shapes(scenario, situation.inputs.timetables, epsg=situation.inputs.epsg)
    said = diagnosis(found.figures, scenario.id, scenario.name, within=scenario.within)
    return {
        f"{SQUARES}_{rank}.parquet": found.tables[SQUARES],
        f"{CHANGES}_{rank}.parquet": drawn,
        f"{PREFIX}{rank}.json": {
            "id": scenario.id,
            "name": scenario.name.as_json(),
            "within": scenario.within,
            "figures": [figure.as_json() for figure in found.figures],
            "exhibits": [
                (in_words(one) if one.id.startswith(SUMMARY) else one).as_json()
                for one in found.exhibits
            ],
            "findings": [finding.as_json() for finding in said],
            "evidence": {figure.id: _class(figure, scenario) for figure in found.figures},
        },
    }


def _class(figure: Figure, scenario: Scenario) -> EvidenceClass:
    """Return the class of evidence of a figure: a guess where it rests on what somebody declares.

    What was there before the scenario was measured, whatever the scenario assumes.
    """
    if figure.id.endswith(".before"):
        return MEASURED
    return GUESS if figure.id.startswith(DECLARED) else scenario.evidence


def compared(shop: Workshop) -> Made:
    """Set the scenarios of a study side by side, in one table.

    Raises
    ------
    InputError
        If two of them bear one id.
    """
    told = [shop.document(f"{PREFIX}{n}") for n in range(1, len(shop.settings.scenarios) + 1)]
    for id_, n in Counter(one["id"] for one in told).items():
        if n > 1:
            raise InputError(
                "Two scenarios bear the id {id}: give each its own in [scenario].", id=id_
            )
    tables = [
        side_by_side(
            [
                Told(
                    one["id"],
                    Words(**one["name"]),
                    one["within"],
                    tuple(map(Figure.from_json, one["figures"])),
                )
                for one in told
            ]
        )
    ]
    return {
        f"{COMPARED}.json": {
            "figures": [],
            "exhibits": [one.as_json() for one in tables],
            "findings": [],
        }
    }
