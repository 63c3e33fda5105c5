"""Outcome: what a scenario changes, in figures, exhibits and a table of squares."""

from beffroi.engines.mobility.scenarios.changes import Scenario
from beffroi.engines.mobility.scenarios.measures import Measures, Situation
from beffroi.territory.outcome import Outcome

SQUARES = "scenario_squares"
"""Table of squares: columns `scenario`, `square_id`, `x`, `y` [m], `population`, `minutes_before`,
`minutes_after` (best way without a car to the centre, missing beyond an hour) [min], `state`
(``gained``, ``lost``, ``better``, ``worse``, ``same``, ``unknown``) and geometry, the square."""


def outcome(situation: Situation, before: Measures, scenario: Scenario) -> Outcome:
    """Measure a scenario, before and after.

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
    raise NotImplementedError
