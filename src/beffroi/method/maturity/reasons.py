"""Reasons: why a measure is among the first, or why it waits, in plain words."""

from collections.abc import Iterator

from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.method.maturity.capacity import Fit, Load, fit
from beffroi.method.maturity.measures import FIRST, MONTHS, Measure, Plan
from beffroi.territory.maturity import Capacity, Grid, Interval


def what(grid: Grid, measure: Measure) -> Words:
    """Say what a measure is: the step, or what is to be looked at."""
    if measure.kind == "climb":
        return measure.step.words
    proofs = grid.proofs
    questions = [proofs[id_].question for id_ in measure.missing]
    joined = Words(" ".join(q.fr for q in questions), " ".join(q.en for q in questions))
    return both("Look and answer: {questions}", questions=joined)


def why(grid: Grid, measure: Measure, capacity: Capacity) -> tuple[Words, ...]:
    """Say why a measure is worth taking: duty, price, gain, skill."""
    return tuple(_why(grid, measure, capacity))


def _why(grid: Grid, measure: Measure, capacity: Capacity) -> Iterator[Words]:
    for id_ in measure.duties:
        duty = grid.duties[id_]
        yield both("duty: {name} ({source})", name=duty.name, source=duty.source)
    for id_, condition in measure.possible_duties:
        duty = grid.duties[id_]
        yield both(
            "duty if the town is in this case, which is not known here ({condition}): "
            "{name} ({source})",
            condition=grid.conditions[condition].name,
            name=duty.name,
            source=duty.source,
        )
    days = said_bounds(measure.days)
    if measure.kind == "find_out":
        yield _doubt(measure, days)
        return
    if measure.is_free:
        yield both("free, with the help of: {help}", help=grid.helps[measure.step.help].name)
    else:
        cost = grid.costs[measure.step.cost]
        yield both(
            "cost {name}: {investment} € once, {operation} € a year, before tax",
            name=cost.name,
            investment=said_bounds(cost.investment),
            operation=said_bounds(cost.operation),
        )
    gain = plural(measure.gain, both("{n} stage"), both("{n} stages"))
    most = measure.days[1]
    work = plural(most, both("{days} staff day"), both("{days} staff days"), days=days)
    yield both("gains {gain} for {days}", gain=gain, days=work)
    if measure.step.skill:
        yield _skill(grid, measure.step.skill, capacity)


def _doubt(measure: Measure, days: Words) -> Words:
    time = plural(measure.days[1], both("{days} day"), both("{days} days"), days=days)
    if measure.is_disputed:
        return both("respondents contradict each other; {time} to look together", time=time)
    return both("nobody knows yet; it takes {time} to look", time=time)


def _skill(grid: Grid, id_: str, capacity: Capacity) -> Words:
    sentences = {
        True: both("skill asked for: {name} (present)"),
        False: both("skill asked for: {name} (absent)"),
        None: both("skill asked for: {name} (unknown)"),
    }
    return sentences[capacity.skills.get(id_)].filled(name=grid.skills[id_])


def why_not(grid: Grid, plan: Plan, measure: Measure, capacity: Capacity) -> Words:
    """Say why a measure waits: no room among the first, or no capacity left for it."""
    together = plan.load.plus(measure.load)
    lacking = [
        words
        for load, words in _parts(grid, together, measure)
        if fit(load, capacity, months=MONTHS) == "too_much"
    ]
    if not lacking or len(plan.chosen) >= FIRST:
        return plural(
            len(plan.chosen),
            both("there is {n} measure already: afterwards"),
            both("there are {n} measures already: afterwards"),
        )
    joined = Words(", ".join(w.fr for w in lacking), ", ".join(w.en for w in lacking))
    return both("the capacity does not carry it ({parts})", parts=joined)


def _parts(grid: Grid, together: Load, measure: Measure) -> Iterator[tuple[Load, Words]]:
    yield Load(days=together.days), both("staff days")
    yield Load(investment=together.investment), both("investment budget")
    yield Load(operation=together.operation), both("operating budget")
    for skill in sorted(measure.load.skills):
        yield (
            Load(skills=frozenset({skill})),
            both("skill {name}", name=grid.skills[skill]),
        )


def carried(fitting: Fit) -> Words:
    """Say whether the first measures fit in the capacity that is known."""
    if fitting == "fits":
        return both("The town's stated capacity carries these measures together.")
    return both(
        "A part of the town's capacity is unknown (staff days, budget or skills): "
        "these measures are to be checked against it before anything is promised."
    )


def said_bounds(bounds: Interval) -> Words:
    """Say an interval in both languages, one number where both bounds are equal.

    Examples
    --------
    >>> said_bounds((0.5, 2.0)).en, said_bounds((3.0, 3.0)).fr
    ('0.5–2', '3')
    """
    low, high = (_plain(bound) for bound in bounds)
    if low == high:
        return low
    return Words(f"{low.fr} à {high.fr}", f"{low.en}–{high.en}")


def _plain(value: float) -> Words:
    places = 0 if value == round(value) else 1
    return Words(*(grouped(value, places, language) for language in LANGUAGES))
