"""Measures: the next step worth taking on each line, and the six to start with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from beffroi.method.maturity.capacity import Fit, Load, fit
from beffroi.method.maturity.profile import LineProfile, Profile
from beffroi.method.maturity.stages import reached
from beffroi.method.maturity.verdicts import Verdict
from beffroi.territory.maturity import TOP, Capacity, Grid, Interval, Line, Step

FIRST = 6
"""How many measures a town starts with."""
MONTHS = 6.0
"""Time in which the first measures are to be done. [month]"""
FREE = "free"
LEAST_DAYS = 0.25
"""The shortest piece of work counted: two hours. [day]"""
Kind = Literal["climb", "find_out"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A step that is worth taking now on a line.

    Attributes
    ----------
    line
        Id of the line.
    kind
        ``climb`` reaches the next stage; ``find_out`` answers what nobody knows yet.
    target
        The stage whose proofs are asked for.
    gain
        Stages that the line would gain, proofs already seen above included. [stage]
    days
        Staff days, for the proofs that are missing alone. [day]
    step
        What to do, with its class of cost, its skill and its free help.
    missing
        Ids of the proofs still to be shown.
    duties
        Ids of the duties of law that it meets.
    possible_duties
        Duties that it meets if the town is one whom they bind, which is not known: id of the duty,
        and id of the condition.
    load
        What it asks at most.
    fit
        Whether the town's capacity carries it alone.
    is_disputed
        Whether respondents contradict each other on one of the missing proofs.
    """

    line: str
    kind: Kind
    target: int
    gain: int
    days: Interval
    step: Step
    missing: tuple[str, ...]
    duties: tuple[str, ...]
    load: Load
    fit: Fit
    is_disputed: bool = False
    possible_duties: tuple[tuple[str, str], ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether it costs no money and a public body helps for free."""
        return self.step.cost == FREE and bool(self.step.help)

    @property
    def gain_per_day(self) -> float:
        """Stages gained for each staff day, at the middle of the interval of days. [stage/day]."""
        return self.gain / (sum(self.days) / 2)


@dataclass(frozen=True, slots=True)
class Plan:
    """The first measures, and those that wait.

    Attributes
    ----------
    to_find_out
        What nobody knows yet: to be looked at before anything else, two hours a proof at most.
    chosen
        At most six, in the order to take them.
    waiting
        The other next steps, in the same order.
    load
        What the first two ask together, at most.
    fit
        ``fits``, or ``unknown`` where a part of the capacity is; never ``too_much``.
    """

    to_find_out: tuple[Measure, ...]
    chosen: tuple[Measure, ...]
    waiting: tuple[Measure, ...]
    load: Load
    fit: Fit


def next_steps(grid: Grid, profile: Profile, capacity: Capacity) -> tuple[Measure, ...]:
    """Return the next step worth taking on each line that can still gain, in the grid's order."""
    lines = {line.id: line for line in grid.lines}
    found = (
        next_step(grid, lines[own.line], own, profile.verdicts, capacity) for own in profile.lines
    )
    return tuple(measure for measure in found if measure is not None)


def next_step(
    grid: Grid,
    line: Line,
    own: LineProfile,
    verdicts: Mapping[str, Verdict],
    capacity: Capacity,
) -> Measure | None:
    """Return the next step worth taking on a line; None at the top or if it is not concerned.

    Parameters
    ----------
    grid
        The grid.
    line
        A line of it.
    own
        What is known of the line.
    verdicts
        Of its proofs.
    capacity
        Of the town.
    """
    if own.reached is None:
        return None
    target = next((s for s in line.stages if _missing(s.number, line, verdicts)), None)
    if target is None:
        return None
    missing = _missing(target.number, line, verdicts)
    known = [id_ for id_ in missing if verdicts[id_].state == "unseen"]
    n_asked = sum(_counts(proof.id, line, verdicts) for proof in target.proofs)
    days, load = (
        _climbing(grid, target.step, len(missing) / n_asked) if known else _looking(missing)
    )
    shown = {**verdicts, **{id_: replace(verdicts[id_], state="seen") for id_ in missing}}
    after = reached(line, shown)
    duties = _duties(grid, missing, verdicts)
    return Measure(
        line=line.id,
        kind="climb" if known else "find_out",
        target=target.number,
        gain=(after.low if after else TOP) - own.reached.low,
        days=days,
        step=target.step,
        missing=missing,
        duties=tuple(duty for duty, condition in duties if not condition),
        load=load,
        fit=fit(load, capacity, months=MONTHS),
        is_disputed=any(verdicts[id_].state == "disputed" for id_ in missing),
        possible_duties=tuple((duty, condition) for duty, condition in duties if condition),
    )


def _climbing(grid: Grid, step: Step, share: float) -> tuple[Interval, Load]:
    """Count the work of a step, in proportion to the proofs that are missing."""
    days = (max(LEAST_DAYS, step.days[0] * share), max(LEAST_DAYS, step.days[1] * share))
    cost = grid.costs[step.cost]
    skills = frozenset({step.skill} - {""})
    return days, Load(days[1], cost.investment[1], cost.operation[1], skills)


def _looking(missing: tuple[str, ...]) -> tuple[Interval, Load]:
    """Count the work of looking at proofs that nobody knows: no money, no skill."""
    days = (LEAST_DAYS, LEAST_DAYS * max(1, len(missing)))
    return days, Load(days[1])


def _counts(id_: str, line: Line, verdicts: Mapping[str, Verdict]) -> bool:
    required = {proof.id for proof in line.proofs if proof.is_required}
    return id_ in required and verdicts[id_].state != "not_concerned"


def _missing(number: int, line: Line, verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """Return the required proofs of a stage that are not seen."""
    return tuple(
        proof.id
        for proof in line.stages[number - 1].proofs
        if _counts(proof.id, line, verdicts) and verdicts[proof.id].state != "seen"
    )


def _duties(
    grid: Grid, missing: tuple[str, ...], verdicts: Mapping[str, Verdict]
) -> tuple[tuple[str, str], ...]:
    """List the duties that missing proofs show, each with the condition that is not known."""
    proofs = grid.proofs
    found: dict[str, str] = {}
    for id_ in missing:
        duty, condition = proofs[id_].duty, verdicts[id_].condition
        if duty and found.get(duty) != "":
            found[duty] = condition
    return tuple(found.items())


def first_measures(steps: tuple[Measure, ...], capacity: Capacity) -> Plan:
    """Choose the measures to start with.

    What nobody knows is looked at first. Of the rest, free steps that a public body helps with come
    before the others; within each, the greatest gain for each staff day. A measure that does not
    fit in what is left of the capacity waits, and the next one is tried.

    Parameters
    ----------
    steps
        The next step of each line.
    capacity
        Of the town; what is unknown stops nothing, and the plan says so.

    Returns
    -------
    At most six measures that the capacity carries together, as far as it is known.
    """
    found: dict[Kind, list[Measure]] = {"find_out": [], "climb": []}
    waiting: list[Measure] = []
    total = Load()
    for measure in sorted(steps, key=_rank):
        together = total.plus(measure.load)
        has_room = measure.kind == "find_out" or len(found["climb"]) < FIRST
        if has_room and fit(together, capacity, months=MONTHS) != "too_much":
            found[measure.kind].append(measure)
            total = together
        else:
            waiting.append(measure)
    return Plan(
        to_find_out=tuple(found["find_out"]),
        chosen=tuple(found["climb"]),
        waiting=tuple(waiting),
        load=total,
        fit=fit(total, capacity, months=MONTHS),
    )


def _rank(measure: Measure) -> tuple[bool, bool, float, str]:
    return (
        measure.kind != "find_out",
        not measure.is_free,
        -measure.gain_per_day,
        measure.line,
    )
