"""Check of what a study plans: its scenarios and decisions, read as a run would, before it runs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.files import plain_file
from beffroi.foundation.language import Words
from beffroi.store import results
from beffroi.study import access_basins, catalogues, decisions, group_sheets, scenario_files
from beffroi.study.decision_blocks import DecisionSettings
from beffroi.study.decision_cells import Facts, study_figure
from beffroi.study.decision_facts import facts_of, shipped_fact
from beffroi.study.settings import Settings
from beffroi.study.snapshots import said_of
from beffroi.study.workshop import RESULTS

LATER = Source("later", "étude à lancer", "Beffroi", "", "")
"""Stands for the sources of a figure that the run will compute."""


def planned(study: Path, given: Settings) -> Iterator[tuple[str, str, Words | None]]:
    """Read the scenarios and the decisions of a study: id, title, and what is wrong with each.

    Parameters
    ----------
    study
        Its folder.
    given
        Its settings.

    Yields
    ------
    A figure of this very study is taken as unknown where the study was not run yet.
    """
    known: Basin | None = None
    for rank, scenario in enumerate(given.scenarios, start=1):
        path = study / scenario.path
        try:
            known = known or _basin(study, given)
            yield f"scenario-{rank}", scenario_files.read(path, known).name.fr, None
        except InputError as error:
            yield f"scenario-{rank}", path.name, said_of(error, path)
    for rank, block in enumerate(given.decisions, start=1):
        path = study / block.path
        try:
            yield f"decision-{rank}", _title(study, given, block), None
        except InputError as error:
            yield f"decision-{rank}", path.name, said_of(error, path)


def _basin(study: Path, given: Settings) -> Basin:
    """Take the streets and timetables of a study from its results, or else from its sources.

    Raises
    ------
    InputError
        If it has no map, or a source cannot be read.
    """
    if "place" in results.Results(study / RESULTS).index():
        return access_basins.of_study(study).basin
    if "osm" not in given.sources:
        raise InputError(
            "A scenario is read on a map, and the study names none under [sources] osm."
        )
    feeds = [study / file for file in given.sources.get("gtfs", ())]
    found = access_basins.of_files(study / given.sources["osm"][0], feeds).basin
    named = tuple(replace(feed, key=f"gtfs-{n}") for n, feed in enumerate(found.timetables, 1))
    return replace(found, timetables=named)


def _title(study: Path, given: Settings, block: DecisionSettings) -> str:
    """Read a decision and its sheets, and return its title.

    Raises
    ------
    InputError
        If one of them cannot be used.
    """
    facts, path = _facts(study, given), study / block.path
    sheets = [study / sheet for sheet in block.weights]
    own, was_run = study.resolve(), (study / RESULTS / "run.json").is_file()

    def figures(study: Path, figure: str) -> Figure | Words:
        if study.resolve() == own and not was_run:
            return Figure(figure, Words(figure, figure), None, "", "", (LATER,), Words("", ""))
        return study_figure(study, figure)

    title = decisions.read(path, facts=facts, figures=figures).title.words.fr
    for sheet in sheets:
        plain_file(sheet)
    if was_run and sheets:
        group_sheets.read(path, sheets, facts=facts)
    return title


def _facts(study: Path, given: Settings) -> Facts:
    """Return what gives the facts of the town's own catalogue, or else of the shipped one."""
    own = given.sources.get("catalogue", ())
    return facts_of(catalogues.opened(study / own[0])) if own else shipped_fact
