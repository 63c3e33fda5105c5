"""Cells that a scenario fills by itself: what a study measured of it, criterion by criterion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from beffroi.foundation.figures import Figure
from beffroi.foundation.files import is_there
from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.decision import Performance
from beffroi.study.decision_cells import Joints, performance_of
from beffroi.study.decision_parts import Part
from beffroi.study.settings import FILE

BEFORE, AFTER = "before", "after"
RATIOS = {"scenario.cost_per_gained"}
"""Indicators that say nothing of a town where nothing changes."""
ALWAYS = "scenario.people_gained"
"""Indicator that every scenario tells: one without it was not measured."""
LEFT_AS_IT_WAS = both("This scenario does not change it: as before.")
NOTHING_CHANGES = both("Doing nothing changes nothing: zero by definition.")


def own_study(folder: Path) -> str:
    """Return the study that a decision stands in, relative to the decision; empty if in none."""
    steps = (".", *("/".join([".."] * n) for n in range(1, len(folder.absolute().parents) + 1)))
    return next((step for step in steps if is_there(folder / step / FILE)), "")


def with_scenarios(
    given: Mapping[str, Any], cells: Part, indicators: Mapping[str, str], joints: Joints,
    named: Sequence[str],
) -> list[tuple[str, Performance]]:  # fmt: skip
    """Fill the cells of an option that its scenario tells, and those of doing nothing.

    Parameters
    ----------
    given
        The option as it is written: ``scenario`` and ``baseline`` are read.
    cells
        Its cells, which nobody wrote by hand for what is filled here.
    indicators
        Indicator of each criterion that says one, by its id.
    joints
        Where figures come from, and of which study.
    named
        Scenarios that the options of the decision name.

    Returns
    -------
    Pairs of criterion and cell: what the study says after the scenario, and, for doing nothing,
    what it says before it, or zero for what a scenario adds. Nothing for the other options.
    """
    scenario, where = str(given.get("scenario", "")), cells.where
    if not (scenario or given.get("baseline") is True):
        return []
    if scenario and not indicators:
        cells.fault(both("a scenario fills no cell: no criterion says its indicator (indicator = "
                         "{example})", example='"scenario.people_gained"'))  # fmt: skip
    made = []
    for criterion, indicator in indicators.items():
        if criterion in cells.given:
            continue
        part = Part(both("{where}, {key}", where=where, key=criterion), {}, cells.faults)
        filled = (
            _measured(part, indicator, scenario, named, joints)
            if scenario
            else _unchanged(indicator, named, joints)
        )
        made += [] if filled is None else [(criterion, filled)]
    return made


def _ids(indicator: str, scenario: str, state: str) -> Iterator[str]:
    """List the ids that an indicator may have for a scenario: as it is, then in a state.

    Examples
    --------
    >>> list(_ids("scenario.minutes_to_centre.transit", "navette", "after"))[1]
    'scenario.minutes_to_centre.navette.transit.after'
    """
    room, _, rest = indicator.partition(".")
    name, _, variant = rest.partition(".")
    plain = ".".join(filter(None, (room, name, scenario, variant)))
    yield plain
    yield f"{plain}.{state}"


def _measured(
    part: Part, indicator: str, scenario: str, named: Sequence[str], joints: Joints
) -> Performance | None:
    if not joints.study:
        part.fault(both("the study that measured {scenario} is not known: write study = {example} "
                        "under [cells]", scenario=scenario, example='"../etude"'))  # fmt: skip
        return None
    first: Words | None = None
    for id_ in _ids(indicator, scenario, AFTER):
        found = joints.figures(joints.folder / joints.study, id_)
        if isinstance(found, Figure):
            return performance_of(found, joints.study, joints)
        first = first or found
    untouched = _untouched(indicator, scenario, named, joints)
    if untouched is None and first is not None:
        part.fault(first)
    return untouched


def _untouched(
    indicator: str, scenario: str, named: Sequence[str], joints: Joints
) -> Performance | None:
    """Tell a criterion that a scenario leaves as it was, by what another one says before it.

    A scenario is measured on what it changes alone: without a bike link, no quiet trip is told.
    """
    known = joints.figures(joints.folder / joints.study, f"{ALWAYS}.{scenario}")
    others = [other for other in named if other != scenario]
    before = _unchanged(indicator, others, joints) if isinstance(known, Figure) else None
    return None if before is None else replace(before, remarks=(LEFT_AS_IT_WAS,))


def _unchanged(indicator: str, named: Sequence[str], joints: Joints) -> Performance | None:
    """Tell a criterion where nothing is done: as before any scenario, or zero for a change."""
    if not joints.study:
        return None
    for scenario in named:
        plain, before = _ids(indicator.removesuffix(f".{AFTER}"), scenario, BEFORE)
        found = joints.figures(joints.folder / joints.study, before)
        if isinstance(found, Figure):
            return performance_of(found, joints.study, joints)
        change = joints.figures(joints.folder / joints.study, plain)
        if isinstance(change, Figure):
            return _nothing(change, joints)
    return None


def _nothing(change: Figure, joints: Joints) -> Performance:
    if any(change.id.startswith(f"{ratio}.") for ratio in RATIOS):
        return Performance(unit=change.unit)
    known = performance_of(replace(change, value=0.0, interval=None, minimum=False), joints.study,
                           joints)  # fmt: skip
    return replace(known, evidence="B", remarks=(NOTHING_CHANGES,))
