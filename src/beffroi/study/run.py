"""Run of a study: from its sources to its figures and findings, computing only what changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.language import Words
from beffroi.store import locks, manifest, results
from beffroi.store.manifest import Entry
from beffroi.study import (
    arbitrations,
    flows,
    ground,
    needs,
    pooling,
    quality,
    rooms,
    scenario_steps,
    services,
    settings,
    shops,
    snapshots,
    solutions,
    timetables,
    voices,
)
from beffroi.study.scenario_steps import COMPARED
from beffroi.study.settings import ROOMS, Settings
from beffroi.study.workshop import RESULTS, Made, Progress, Step, Workshop
from beffroi.territory.finding import Finding

DIAGNOSIS = Words("Diagnostic", "Diagnosis")
READ = ("bnlc", "bnls", "flows", "offers", "rides", "incentives", "register")
"""Kinds of one file, whose reading tells of it under the name of the kind."""
N_LAST = 3
"""Steps after the rooms: the diagnosis, the needs, the solutions."""
LAST = "solutions"
"""The step without which a study was not run to its end."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run did.

    Attributes
    ----------
    computed
        Names of the steps computed.
    kept
        Names of the steps whose results were still good.
    """

    computed: tuple[str, ...]
    kept: tuple[str, ...]


def run(
    study: Path, *, only: tuple[str, ...] = (), now: str, progress: Progress | None = None
) -> Ran:
    """Run a study.

    Parameters
    ----------
    study
        Its folder.
    only
        Rooms to run; all if empty. The other rooms keep their results if these still hold.
    now
        Date and time of the run in UTC, ISO 8601: written beside sources that come in.
    progress
        Hears each step.

    Raises
    ------
    BeffroiError
        If a setting or a source cannot be used; results of former runs stay whole.
    """
    unknown = sorted(set(only) - set(ROOMS))
    if unknown:
        raise InputError(
            "There is no room called {unknown}. The rooms are: {rooms}.",
            unknown=", ".join(unknown),
            rooms=", ".join(ROOMS),
        )
    given = settings.read(study)
    if "osm" not in given.sources:
        raise SettingsError(
            "Study {study} has no map. Name an OpenStreetMap extract under [sources] osm in its "
            "study.toml, or fetch one: beffroi collect {study}",
            study=str(study),
        )
    with locks.held(study):
        refused = dict[str, Words]()
        entries = snapshots.taken(study, given, now=now, progress=progress, refused=refused)
        with opened(study, given, entries, refused) as shop:
            ran = _run(shop, only or ROOMS, now, progress)
            _record_readings(shop)
    return ran


@contextmanager
def opened(
    study: Path, given: Settings, entries: dict[str, Entry], refused: Mapping[str, Words]
) -> Iterator[Workshop]:
    """Open the results of a study whose lock is held."""
    with results.opened(study / RESULTS) as store:
        yield Workshop(study, given, entries, store, refused=refused)


def ground_steps(shop: Workshop) -> tuple[Step, ...]:
    """List the steps that read the sources of a study."""
    feeds = (timetables.step(entry.id, came=entry.retrieved[:10]) for entry in shop.of_kind("gtfs"))
    commuting = (flows.step(shop),) if "flows" in shop.entries else ()
    registered = (shops.step(),) if shops.REGISTER in shop.entries else ()
    return (
        *ground.steps(shop.settings),
        *commuting,
        *pooling.steps(shop),
        *feeds,
        *services.steps(shop),
        *registered,
    )


def _run(shop: Workshop, only: tuple[str, ...], now: str, progress: Progress | None) -> Ran:
    first = ground_steps(shop)
    every = _rooms(shop, ROOMS, first)
    asked = {step.name for step in _rooms(shop, only, first)}
    looked = quality.step(shop, tuple(step.name for step in first))
    work = [*first, looked, *(step for step in every if step.name in asked)]
    computed, kept = list[str](), list[str]()
    total = len(work) + N_LAST + len(shop.settings.decisions)
    for done, step in enumerate(work):
        _tell(progress, step, done, total)
        (computed if shop.run(step) else kept).append(step.name)
    for step in every:
        if step.name not in asked and shop.is_fresh(step):
            shop.keys[step.name] = shop.key(step)
    rooms_done = [step.name for step in every if step.name in shop.keys]
    ordered = sorted(rooms_done, key=lambda name: name != COMPARED)
    gathered = _diagnosis((looked.name, *ordered), now)
    weighed = needs.step((gathered.name, *(n for n in ("usages",) if n in shop.keys)))
    heard = tuple(name for name in ("registers", "maturity") if name in shop.keys)
    own = "catalogue" in shop.entries
    collected = [id_ for id_, one in shop.entries.items() if one.is_collected]
    proposed = solutions.step((gathered.name, weighed.name, *heard), own=own, collected=collected)
    last = (gathered, weighed, proposed)
    for done, step in enumerate(chain(last, arbitrations.steps(shop)), len(work)):
        _tell(progress, step, done, total)
        (computed if shop.run(step) else kept).append(step.name)
    shop.results.keep_only({*shop.keys})
    _tell(progress, last[-1], total, total)
    return Ran(tuple(computed), tuple(kept))


def _rooms(shop: Workshop, names: tuple[str, ...], first: tuple[Step, ...]) -> tuple[Step, ...]:
    """List the steps of rooms: those of the place, of scenarios, then of what people say."""
    ground = tuple(step.name for step in first)
    heard = tuple(voices.steps(shop, names, ground))
    resting = {room for step in heard for room in step.after if room in ROOMS}
    tried = tuple(scenario_steps.steps(shop)) if "mobility" in names else ()
    return (*rooms.steps((*names, *resting), ground), *tried, *heard)


def _tell(progress: Progress | None, step: Step, done: int, total: int) -> None:
    if progress:
        progress(step.words, done, total)


def _diagnosis(done: tuple[str, ...], now: str) -> Step:
    """Make the step that gathers the rooms; its date is kept until something changes."""

    def make(shop: Workshop) -> Made:
        documents = [shop.document(room) for room in done]
        gathered: dict[str, list[Any]] = {
            part: [item for document in documents for item in document[part]]
            for part in ("figures", "exhibits", "findings")
        }
        findings = [Finding.from_json(finding) for finding in gathered["findings"]]
        ordered = sorted(findings, key=lambda finding: (-finding.weight, finding.id))
        return {
            "figures.json": gathered["figures"],
            "exhibits.json": gathered["exhibits"],
            "findings.json": [finding.as_json() for finding in ordered],
            "run.json": {"date": now[:10], "rooms": list(done)},
        }

    return Step("diagnosis", DIAGNOSIS, make, after=done)


def _record_readings(shop: Workshop) -> None:
    """Write into the manifest what reading the sources told of their date, rows and repairs."""
    read = {
        "osm": "map",
        **{entry.id: entry.id for entry in shop.of_kind("gtfs")},
        **{entry.id: entry.id for entry in shop.of_kind("gbfs")},
        **{kind: kind for kind in READ if kind in shop.entries},
    }
    entries = dict(shop.entries)
    for id_, output in read.items():
        entries[id_] = _with_reading(entries[id_], shop.document(output))
    if entries != dict(shop.entries):
        manifest.write(shop.folder, (manifest.read(shop.folder) | entries).values())


def _with_reading(entry: Entry, said: dict[str, Any]) -> Entry:
    rows = said.get("rows")
    return replace(
        entry,
        date=entry.date or said.get("date") or "",
        publisher=entry.publisher or said.get("publisher", ""),
        rows=sum(rows.values()) if isinstance(rows, dict) else rows,
        warnings=tuple(Words(**words) for words in said["warnings"]),
    )
