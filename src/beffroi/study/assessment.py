"""Assessment of a town's maturity: answers and facts scored, compared, and turned into measures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.method.maturity import diagnosis, indicators
from beffroi.method.maturity.capacity import pooled
from beffroi.method.maturity.comparison import Beside, Since, beside, since
from beffroi.method.maturity.measures import Measure, Plan, first_measures, next_steps
from beffroi.method.maturity.profile import Profile, profile
from beffroi.method.maturity.reasons import carried, what, why, why_not
from beffroi.method.maturity.shortfall import shortfall
from beffroi.territory.communes import town_sources
from beffroi.territory.finding import Finding
from beffroi.territory.maturity import Capacity, Fact, Grid, Proof, Response
from beffroi.territory.outcome import Outcome
from beffroi.territory.town import Town

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
    sought
        Ids of the facts that some data was asked for, proven or not.
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
    sought: frozenset[str] = frozenset()

    @property
    def not_sought(self) -> tuple[Proof, ...]:
        """The proofs that data could answer, and that no data was asked for."""
        verdicts = self.profile.verdicts
        return tuple(
            proof
            for id_, proof in self.grid.proofs.items()
            if proof.fact
            and proof.fact not in self.sought | self.facts.keys()
            and verdicts[id_].state != "not_concerned"
        )

    @property
    def shortfall(self) -> Words | None:
        """Why there are fewer first measures than a town may start with; None if there are not."""
        return shortfall(self.profile, self.plan)

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
            "shortfall": self.shortfall.as_json() if self.shortfall else None,
            "to_find_out": [self._measure(measure) for measure in plan.to_find_out],
            "not_sought": [
                {"proof": proof.id, "fact": proof.fact, "question": proof.question.as_json()}
                for proof in self.not_sought
            ],
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


def assessment(
    grid: Grid,
    responses: Iterable[Response],
    facts: Mapping[str, Fact],
    *,
    today: str,
    former: Mapping[str, Any] | None = None,
    sought: Iterable[str] = (),
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
        Day of the profile, ISO 8601: that of the last answers (`last_day`), if they are dated.
    former
        A former profile, as `Profile.as_json` gave it.
    sought
        Ids of the facts that some data was asked for.
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
        sought=frozenset(sought),
    )


def last_day(responses: Iterable[Response]) -> str:
    """Return the day of the last answers, ISO 8601; empty where none is dated."""
    return max((response.date for response in responses), default="")


def of_town(place: Town | None) -> Iterator[Fact]:
    """Turn what the national registers say of a town into facts of maturity."""
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
