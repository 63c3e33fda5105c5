"""Outcome: what a scenario changes, in figures, exhibits and a table of squares."""

from collections.abc import Sequence

from beffroi.engines.mobility.scenarios.applied import changed
from beffroi.engines.mobility.scenarios.changes import ParkRide, Scenario
from beffroi.engines.mobility.scenarios.exhibits import exhibits
from beffroi.engines.mobility.scenarios.figures import Run, figures
from beffroi.engines.mobility.scenarios.gains import gains, squares_table
from beffroi.engines.mobility.scenarios.measures import (
    Measures,
    Situation,
    after,
    with_park_rides,
)
from beffroi.engines.mobility.scenarios.ranges import At
from beffroi.territory.outcome import Outcome

SQUARES = "scenario_squares"
"""Table of squares: see `gains.squares_table`."""


def outcome(situation: Situation, before: Measures, scenario: Scenario) -> Outcome:
    """Measure a scenario, before and after.

    Where an assumption on times is an interval, the scenario is measured three times: with every
    assumption in its middle (the value of the figures), at its best and at its worst for
    travellers (their interval).

    Parameters
    ----------
    situation
        What it starts from.
    before
        Its measures (`measures.measures`), shared by all scenarios.
    scenario
        The changes.

    Returns
    -------
    Figures of `indicators.toml` (variants: ``<scenario>``, ``<scenario>.before``,
    ``<scenario>.<mode>.after``…), exhibits ``scenario.summary.<scenario>`` (before and after) and
    ``scenario.people.<scenario>`` (who gains, who loses), and the table ``scenario_squares``.

    Raises
    ------
    InputError
        If a change cannot be made on this basin.
    """
    if any(isinstance(change, ParkRide) for change in scenario.changes):
        before = with_park_rides(before)
    asked: Sequence[At] = ("middle", "best", "worst") if scenario.is_interval else ("middle",)
    runs = [_run(situation, before, scenario, at) for at in asked]
    measured = tuple(figures(situation.inputs, before, scenario, runs))
    table = squares_table(runs[0].gains, scenario.id, epsg=situation.inputs.epsg)
    shown = tuple(exhibits(scenario, measured, runs[0]))
    return Outcome(measured, shown, {SQUARES: table})


def _run(situation: Situation, before: Measures, scenario: Scenario, at: At) -> Run:
    made = changed(before.basin, scenario, before.days, at)
    then = after(before, made, scenario, situation.inputs, at)
    found = gains(before.asked.squares, before.without_car, then.without_car,
                  within=scenario.within)  # fmt: skip
    return Run(made, then, found)
