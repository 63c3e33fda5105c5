"""Maturities of a study: sheets with what data say already, answers read back and scored."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from beffroi.formats import maturity_sheets
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure
from beffroi.foundation.files import unreadable, write_text
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.method.maturity import diagnosis, indicators
from beffroi.method.maturity.capacity import pooled
from beffroi.method.maturity.comparison import Beside, Since, beside, since
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.measures import Measure, Plan, first_measures, next_steps
from beffroi.method.maturity.profile import Profile, profile
from beffroi.method.maturity.questions import put
from beffroi.method.maturity.reasons import carried, what, why, why_not
from beffroi.method.maturity.verdicts import concerned
from beffroi.study import opened as opening
from beffroi.territory.communes import known_towns, town, town_sources
from beffroi.territory.finding import Finding
from beffroi.territory.maturity import Capacity, Fact, Grid, Response
from beffroi.territory.outcome import Outcome
from beffroi.territory.town import Town

FOLDER = "maturity"
"""Where a study keeps its profiles, one file a day."""
MOST_COPIES = 200
PROVEN = {
    "parking.registered_car_parks": "mobility.car_parks",
    "parking.car_parks": "town.car_parks",
    "mobility.carpool_places": "mobility.carpool",
}
"""Figures which, where they are above zero, prove a fact."""
PUBLISHED = "transport.data.gouv.fr/datasets/"
"""Address of a page of the national access point: timetables that came from there are published."""


@dataclass(frozen=True)
class Assessment:
    """A town's maturity: everything that a page, a note or a command says of it.

    Attributes
    ----------
    grid
        The grid in force.
    facts
        What data said, by id.
    capacity
        What the town can put in.
    profile, outcome, findings
        Where it stands.
    beside, since
        Published values, and the former profile of the same town (None without one).
    steps, plan
        The next step of each line, and the first measures.
    warnings
        What was not understood in the sheets.
    responses
        One for each respondent.
    """

    grid: Grid
    facts: Mapping[str, Fact]
    capacity: Capacity
    profile: Profile
    outcome: Outcome
    findings: tuple[Finding, ...]
    beside: tuple[Beside, ...]
    since: Since | None
    steps: tuple[Measure, ...]
    plan: Plan
    warnings: tuple[Words, ...]
    responses: tuple[Response, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the assessment in the documented JSON shape (`docs/reference/json.md`)."""
        plan = self.plan
        return {
            "figures": [figure.as_json() for figure in self.outcome.figures],
            "findings": [finding.as_json() for finding in self.findings],
            "warnings": [words.as_json() for words in self.warnings],
            "exhibits": [exhibit.as_json() for exhibit in self.outcome.exhibits],
            "profile": self.profile.as_json(),
            "capacity": self.capacity.as_json(),
            "carried": carried(plan.fit).as_json(),
            "to_find_out": [self._measure(measure) for measure in plan.to_find_out],
            "measures": [self._measure(measure) for measure in plan.chosen],
            "waiting": [
                self._measure(measure) | {"why_not": self.why_not(measure).as_json()}
                for measure in plan.waiting
            ],
        }

    def _measure(self, measure: Measure) -> dict[str, Any]:
        help_ = self.grid.helps.get(measure.step.help)
        return {
            "line": measure.line,
            "target": measure.target,
            "what": self.what(measure).as_json(),
            "why": [words.as_json() for words in self.why(measure)],
            "gain": measure.gain,
            "days": list(measure.days),
            "missing": list(measure.missing),
            "help": help_.url if help_ else None,
        }

    def what(self, measure: Measure) -> Words:
        """Say what a measure is."""
        return what(self.grid, measure)

    def why(self, measure: Measure) -> tuple[Words, ...]:
        """Say why a measure is worth taking."""
        return why(self.grid, measure, self.capacity)

    def why_not(self, measure: Measure) -> Words:
        """Say why a measure waits."""
        return why_not(self.grid, self.plan, measure, self.capacity)


def sheets(
    out: Path,
    *,
    commune: str = "",
    study: Path | None = None,
    copies: int = 1,
    token: Callable[[], str],
) -> tuple[Path, ...]:
    """Write the sheets that respondents fill in, with what data say already.

    Parameters
    ----------
    out
        The workbook to write; with several copies, ``name-1.xlsx``, ``name-2.xlsx``…
    commune
        INSEE code, or name of a town of Action Cœur de Ville; empty to take the study's.
    study
        Folder of a study that was run; its figures answer questions.
    copies
        How many sheets, each with its own id.
    token
        Makes the id of a sheet.

    Returns
    -------
    The files written.

    Raises
    ------
    InputError
        If the file is not an XLSX or exists already, or the number of copies is silly.
    UnknownCommuneError
        If the commune is not known.
    """
    if out.suffix.lower() != ".xlsx":
        raise InputError("{path} is not a workbook: give a name that ends in .xlsx.", path=str(out))
    if not 1 <= copies <= MOST_COPIES:
        raise InputError(
            "{n} copies cannot be written: ask for 1 to {most}.", n=copies, most=MOST_COPIES
        )
    grid = maturity_grid()
    facts, place = known(commune=commune, study=study)
    paths = _paths(out, copies)
    asked = {proof.id for proof in put(grid, facts)}
    applies = concerned(grid, facts)
    for path in paths:
        maturity_sheets.write(
            path,
            grid,
            sheet=token(),
            town=place.name if place else "",
            known={
                i: facts[p.fact].words
                for i, p in grid.proofs.items()
                if p.fact in facts and i not in asked
            },
            skipped=[id_ for id_, applied in applies.items() if applied is False],
        )
    return tuple(paths)


def _paths(out: Path, copies: int) -> list[Path]:
    """Name the sheets to write; one that exists may be filled in, and is never overwritten."""
    stem = out.with_suffix("")
    numbered = [stem.with_name(f"{stem.name}-{n}.xlsx") for n in range(1, copies + 1)]
    paths = [out] if copies == 1 else numbered
    there = [str(path) for path in paths if path.exists()]
    if there:
        raise InputError(
            "{path} exists already and may be filled in: give another name, or move it away.",
            path=", ".join(there[:3]),
        )
    return paths


def assess(
    files: Iterable[Path], *, study: Path | None = None, commune: str = "", today: str
) -> Assessment:
    """Read the sheets that came back and score the town.

    Parameters
    ----------
    files
        Sheets (XLSX), or answers as CSV or JSON.
    study
        Folder of a study that was run: its facts override opinions, its former profile is compared
        with this one, and this one is kept in ``maturity/``.
    commune
        INSEE code or name, where there is no study.
    today
        Day of the profile, ISO 8601.

    Raises
    ------
    BeffroiError
        If a file cannot be used; nothing is kept then.
    """
    grid = maturity_grid()
    facts, _ = known(commune=commune, study=study)
    read = [(path.name, maturity_sheets.read(path, grid)) for path in files]
    responses, repeated = maturity_sheets.distinct(
        (name, response) for name, found in read for response in found.responses
    )
    warnings = (*(words for _, found in read for words in found.warnings), *repeated)
    assessed = assessment(grid, responses, facts, today=today, former=_former(study, today))
    if study is not None:
        path = study / FOLDER / f"profile-{today}.json"
        write_text(path, json.dumps(assessed.profile.as_json(), indent=2) + "\n")
    return replace(assessed, warnings=warnings)


def assessment(
    grid: Grid,
    responses: Iterable[Response],
    facts: Mapping[str, Fact],
    *,
    today: str,
    former: Mapping[str, Any] | None = None,
) -> Assessment:
    """Score a town from its answers and facts.

    Parameters
    ----------
    grid
        The grid.
    responses
        One for each respondent.
    facts
        By id.
    today
        Day of the profile, ISO 8601.
    former
        A former profile, as `Profile.as_json` gave it.
    """
    given = tuple(responses)
    capacity = pooled(given)
    own = profile(grid, given, facts, date=today)
    outcome = indicators.outcome(grid, own)
    steps = next_steps(grid, own, capacity)
    return Assessment(
        grid=grid,
        facts=facts,
        capacity=capacity,
        profile=own,
        outcome=outcome,
        findings=diagnosis.diagnosis(outcome.figures),
        beside=beside(own),
        since=since(own, former) if former else None,
        steps=steps,
        plan=first_measures(steps, capacity),
        warnings=(),
        responses=given,
    )


def write_answers(assessed: Assessment, path: Path) -> None:
    """Write all the answers read, as CSV or, for a name that ends in .json, as JSON.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    if path.suffix.lower() == ".json":
        maturity_sheets.write_json(assessed.responses, path)
    else:
        maturity_sheets.write_csv(assessed.responses, assessed.grid, path)


def _former(study: Path | None, today: str) -> Mapping[str, Any] | None:
    """Return the last profile that a study keeps from before today."""
    if study is None:
        return None
    kept = sorted((study / FOLDER).glob("profile-*.json"))
    earlier = [path for path in kept if path.stem.removeprefix("profile-") < today]
    if not earlier:
        return None
    try:
        read = json.loads(earlier[-1].read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(earlier[-1], error) from error
    except ValueError as error:
        raise InputError(
            "{path} is damaged: delete it, and the profile is made without comparison.",
            path=str(earlier[-1]),
        ) from error
    return read if isinstance(read, dict) else None


def known(*, commune: str, study: Path | None) -> tuple[dict[str, Fact], Town | None]:
    """Gather what data say of a town.

    Parameters
    ----------
    commune
        INSEE code or name; empty to take the study's, or none.
    study
        Folder of a study; if it was run, its figures are facts.

    Returns
    -------
    Facts by id, and the town if it is known.
    """
    if study is None:
        place = town(commune, known_towns()) if commune else None
        return {fact.id: fact for fact in _of_town(place)}, place
    own = opening.opened(study)
    found = (*_of_town(own.town), *of_figures(own.figures))
    return {fact.id: fact for fact in found}, own.town


def _of_town(place: Town | None) -> Iterator[Fact]:
    if place is None:
        return
    sources = town_sources()
    if place.population is not None:
        words = both("{n} inhabitants", n=place.population)
        yield Fact("town.population", float(place.population), words, sources["population"])
    if place.ort_signed or place.acv:
        signed = (
            both("ORT agreement signed on {date}", date=place.ort_signed)
            if place.ort_signed
            else both("takes part in Action Cœur de Ville ({id})", id=place.acv)
        )
        source = sources["ort"] if place.ort_signed else sources["acv"]
        yield Fact("programme.signed", value=True, words=signed, source=source)


def of_figures(figures: Iterable[Figure]) -> Iterator[Fact]:
    """Turn the figures of a study into facts of maturity.

    Only what is there proves something: a figure that is unknown, absent or zero makes no fact,
    since a register may be older than what the town has published since.

    Parameters
    ----------
    figures
        Of a study that was run.
    """
    by_id = {figure.id: figure for figure in figures}
    people = by_id.get("town.population")
    if people is not None and people.value is not None:
        yield Fact("town.population", people.value, _said(people), people.sources[0])
    for figure_id, fact_id in PROVEN.items():
        figure = by_id.get(figure_id)
        if figure is not None and figure.value:
            yield Fact(fact_id, value=True, words=_said(figure), source=figure.sources[0])
    if "mobility.stops" in by_id:
        yield from _timetables(by_id["mobility.stops"])


def _timetables(stops: Figure) -> Iterator[Fact]:
    """Say what served stops prove: there is a network, and its timetables are published."""
    if not stops.value:
        return
    read = both("timetables read: {stops}", stops=_said(stops))
    yield Fact("town.network", value=True, words=read, source=stops.sources[0])
    published = [source for source in stops.sources if PUBLISHED in source.url]
    if published:
        yield Fact("mobility.timetables", value=True, words=read, source=published[0])


def _said(figure: Figure) -> Words:
    return Words("{name} : {value}", "{name}: {value}").filled(
        name=figure.name, value=said_in_both(figure)
    )
