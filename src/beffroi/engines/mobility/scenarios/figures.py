"""Figures of a scenario: every indicator before and after, who gains, and for how much."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from beffroi.engines.mobility.access.figures import HALF, known, share
from beffroi.engines.mobility.access.inputs import MODE_WORDS
from beffroi.engines.mobility.access.reach_of_centre import WINDOW, shops_within
from beffroi.engines.mobility.access.ready import clock
from beffroi.engines.mobility.active.indicators import PURPOSES
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.scenarios.applied import Changed
from beffroi.engines.mobility.scenarios.changes import Scenario
from beffroi.engines.mobility.scenarios.costs import PerGained, per_gained, yearly
from beffroi.engines.mobility.scenarios.gains import Gains
from beffroi.engines.mobility.scenarios.measures import SHARED, Measures
from beffroi.engines.mobility.scenarios.parameters import parameter
from beffroi.engines.mobility.scenarios.production import NOTHING, Production
from beffroi.engines.mobility.service.day_types import KINDS
from beffroi.engines.mobility.service.norms import numbers
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.kernels.inequality import quantiles
from beffroi.territory.indicator import Indicator, read

DEFINITIONS = Path(__file__).parent / "indicators.toml"
WHEN = {"before": Words(fr="avant", en="before"), "after": Words(fr="après", en="after")}
SHARED_WORDS = Words(
    fr="à la demande ou en covoiturage, avec ou sans transport public",
    en="on demand or by carpool, with public transport or without",
)
NOTHING_SAID = Words(fr="", en="")


@dataclass(frozen=True, eq=False)
class Run:
    """A scenario applied and measured, its assumptions taken in one way."""

    changed: Changed
    after: Measures
    gains: Gains


@dataclass(frozen=True, eq=False)
class _Said:
    """What every figure of a scenario is made from."""

    inputs: Inputs
    before: Measures
    scenario: Scenario
    runs: Sequence[Run]
    indicators: Mapping[str, Indicator]
    sources: tuple[Source, ...]
    parts: Mapping[str, str | Words]

    def figure(
        self, name: str, values: Sequence[float | None], *, variant: str = "",
        extra: Mapping[str, str | Words] | None = None,
    ) -> Figure:  # fmt: skip
        """Make a figure of the values of all runs, the middle one first."""
        told = [value for value in values if value is not None]
        is_interval = len(told) == len(values) and min(told, default=0) < max(told, default=0)
        id_ = self.scenario.id
        return self.indicators[f"scenario.{name}"].figure(
            values[0], self.sources, variant=f"{id_}.{variant}" if variant else id_,
            interval=(min(told), max(told)) if is_interval else None,
            parts={**self.parts, **(extra or {})},
        )  # fmt: skip

    def twice(
        self, name: str, of: Callable[[Measures], float | None], *, variant: str = "",
        extra: Mapping[str, str | Words] | None = None,
    ) -> Iterator[Figure]:  # fmt: skip
        """Make a figure before and another after."""
        values = {"before": [of(self.before)], "after": [of(run.after) for run in self.runs]}
        for when, words in WHEN.items():
            named = f"{variant}.{when}" if variant else when
            yield self.figure(name, values[when], variant=named, extra={**(extra or {}),
                                                                        "when": words})  # fmt: skip


def source_of(scenario: Scenario) -> Source:
    """Return the scenario itself as a source: what somebody declares."""
    return Source(f"scenario:{scenario.id}", scenario.name.fr, scenario.source or "", scenario.date,
                  "", file=scenario.file, provenance="supplied")  # fmt: skip


def figures(
    inputs: Inputs, before: Measures, scenario: Scenario, runs: Sequence[Run]
) -> Iterator[Figure]:
    """Give the figures of a scenario.

    Parameters
    ----------
    inputs
        Tables of the town, for sources and words.
    before
        Its measures.
    scenario
        The changes.
    runs
        The scenario applied and measured: once, or with assumptions in their middle, at their best
        and at their worst.
    """
    feeds = tuple(feed.source for feed in inputs.timetables)
    sources = (*inputs.sources["population"], *inputs.sources["osm"], *feeds, source_of(scenario))
    parts: dict[str, str | Words] = {
        "scenario": scenario.name, "population": inputs.population.method,
        "begin": clock(WINDOW[0]), "end": clock(WINDOW[1]), "day": before.days.measured,
        "assumed": _assumed(scenario), "within": str(scenario.within),
    }  # fmt: skip
    said = _Said(inputs, before, scenario, runs, read(DEFINITIONS), sources, parts)
    yield from _by_mode(said)
    yield from _people(said)
    yield from _near(said)
    yield from _quiet(said)
    yield from _produced(said)
    yield from _gained(said)
    yield from _costs(said)


def _assumed(scenario: Scenario) -> Words:
    if scenario.is_interval:
        return both("Times rest on intervals declared or assumed: the bounds take all of them at "
                    "their best and at their worst for travellers.")  # fmt: skip
    return both("Times rest on assumptions declared in the scenario.") if scenario.is_assumed \
        else NOTHING_SAID  # fmt: skip


def mode_words(mode: str) -> Words:
    """Name a mode of a scenario."""
    return SHARED_WORDS if mode == SHARED else {str(k): v for k, v in MODE_WORDS.items()}[mode]


def _by_mode(said: _Said) -> Iterator[Figure]:
    people = said.before.asked.squares.weight
    modes = dict.fromkeys([*said.before.minutes, *said.runs[0].after.minutes])
    limit = said.scenario.within

    def median(state: Measures, mode: str) -> float | None:
        times = state.to_centre.get(mode)
        return None if times is None else known(quantiles(times, people, HALF)[0])

    def within(state: Measures, mode: str) -> float | None:
        times = state.to_centre.get(mode)
        return None if times is None else share(times <= limit, times, people)

    def shops(state: Measures, mode: str) -> float | None:
        times = state.minutes.get(mode)
        if times is None or not state.asked.has_shops or not people.sum() > 0:
            return None
        counts = shops_within(times, state.asked.places, limit)
        told = ~np.isnan(counts)
        weight = float(people[told].sum())
        return float((people[told] * counts[told]).sum()) / weight if weight > 0 else None

    for mode in modes:
        extra = {"mode": mode_words(mode)}
        yield from said.twice("minutes_to_centre", partial(median, mode=mode),
                              variant=mode, extra=extra)  # fmt: skip
        yield from said.twice("share_within", partial(within, mode=mode),
                              variant=mode, extra=extra)  # fmt: skip
        if mode in ("walk", "transit", SHARED):
            yield from said.twice("shops_in_reach", partial(shops, mode=mode),
                                  variant=mode, extra=extra)  # fmt: skip


def _people(said: _Said) -> Iterator[Figure]:
    people = said.before.asked.squares.weight

    def out(state: Measures) -> float | None:
        best = state.without_car
        return None if np.isnan(best).all() else float(people[best > said.scenario.within].sum())

    def part(state: Measures) -> float | None:
        best = state.without_car
        return share(best > said.scenario.within, best, people)

    yield from said.twice("left_out", out)
    yield from said.twice("left_out_share", part)


def _near(said: _Said) -> Iterator[Figure]:
    if not said.before.near and not said.runs[0].after.near:
        return
    metres = f"{min(numbers('stop_distances')):.0f}"
    for at_least in numbers("classes"):
        yield from said.twice(
            "people_near_class", partial(_near_at, at_least=int(at_least)),
            variant=f"{at_least:.0f}", extra={"metres": metres, "at_least": f"{at_least:.0f}"},
        )  # fmt: skip


def _near_at(state: Measures, at_least: int) -> float | None:
    return state.near.get(at_least) if state.near else 0.0


def _quiet_of(state: Measures, purpose: str) -> float | None:
    return state.quiet.get(purpose)


def _quiet(said: _Said) -> Iterator[Figure]:
    for purpose in said.before.quiet if said.runs[0].changed.links else ():
        yield from said.twice("quiet_trips", partial(_quiet_of, purpose=purpose), variant=purpose,
                              extra={"purpose": PURPOSES[purpose]})  # fmt: skip


def _produced(said: _Said) -> Iterator[Figure]:
    totals = [_total(run.changed.produced) for run in said.runs]
    days = ", ".join(f"{parameter(f'days_{kind}'):.0f}" for kind in KINDS)
    unknown = (
        both("Unknown: the vehicles of a zone on demand depend on its riders.")
        if totals[0].kilometres is None else NOTHING_SAID
    )  # fmt: skip
    extra: dict[str, str | Words] = {"days": days, "unknown": unknown}
    yield said.figure("vehicle_km", [total.kilometres for total in totals], extra=extra)
    yield said.figure("vehicle_hours", [total.hours for total in totals], extra=extra)


def _total(produced: Sequence[Production]) -> Production:
    whole = NOTHING
    for one in produced:
        whole = whole.plus(one)
    return whole


def _gained(said: _Said) -> Iterator[Figure]:
    found = [run.gains for run in said.runs]
    yield said.figure("people_gained", [one.people("gained") for one in found])
    yield said.figure("people_lost", [one.people("lost") for one in found])
    yield said.figure("minutes_gained", [one.minutes[0] for one in found])
    yield said.figure("minutes_lost", [one.minutes[1] for one in found])


def _costs(said: _Said) -> Iterator[Figure]:
    cost = yearly(said.scenario, [run.changed for run in said.runs])
    own = (source_of(said.scenario),)
    id_ = said.scenario.id
    bounds = None if cost is None or cost.is_known else (cost.low, cost.high)
    told = (
        both("Costs as the scenario declares them.") if cost is not None
        else both("Unknown: the scenario does not say what every change costs.")
    )  # fmt: skip
    source = said.scenario.source
    yield said.indicators["scenario.cost"].figure(
        None if cost is None else cost.middle, own, interval=bounds, variant=id_,
        parts={**said.parts, "costs": told, "source": Words(fr=source, en=source)},
    )  # fmt: skip
    each: PerGained = per_gained(cost, [run.gains.people("gained") for run in said.runs])
    yield said.indicators["scenario.cost_per_gained"].figure(
        each.value, said.sources, interval=each.interval, minimum=each.minimum, variant=id_,
        parts={**said.parts, "why": each.why},
    )  # fmt: skip
