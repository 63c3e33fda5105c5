"""Checks of a decision: everything in it that cannot be used, told at once."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import HARD_SPACE, NARROW_SPACE, unit_name, unit_words
from beffroi.method.arbitration.decision import Constraint, Criterion, Decision, Option, Performance
from beffroi.method.arbitration.weighting_checks import group_faults, listed_ids, named

MOST_DRAWS = 1_000_000
MOST_OPTIONS = 500
MOST_CRITERIA = 100
MOST_KNOTS = 100


def faults(decision: Decision) -> tuple[Words, ...]:
    """List everything in a decision that cannot be used; nothing if all is well.

    Examples
    --------
    >>> from beffroi.method.arbitration.decision import Label
    >>> cost = Criterion("cost", Label.of("Cost"), "€", worst=5.0, best=5.0)
    >>> found = faults(Decision("d", Label.of("d"), (), (cost,)))
    >>> [fault.en for fault in found][1]
    'criterion cost (Cost): the two ends of its scale are the same number (5)'
    """
    found = list(_decision_faults(decision))
    for criterion in decision.criteria:
        found += _criterion_faults(criterion)
    for option in decision.options:
        found += _option_faults(option, decision)
    for constraint in decision.constraints:
        found += _constraint_faults(constraint, decision)
    known = {criterion.id: criterion.name.words for criterion in decision.criteria}
    for group in decision.groups:
        found += group_faults(group, known)
    found += _vote_faults(decision)
    found += _many_votes(decision)
    return tuple(found)


def refuse_faulty(decision: Decision) -> None:
    """Refuse a decision that cannot be used.

    Raises
    ------
    InputError
        With every fault.
    """
    found = faults(decision)
    if found:
        raise InputError(
            "The decision {id} cannot be arbitrated: {faults}. Mend this and try again.",
            id=decision.id,
            faults=found,
        )


def _decision_faults(decision: Decision) -> Iterator[Words]:
    if len(decision.options) < 2:
        yield both(
            "there (is|are) {n} option(s): a choice needs two at least", n=len(decision.options)
        )
    if not decision.criteria:
        yield both("there is no criterion")
    if decision.options and not any(option.baseline for option in decision.options):
        yield both(
            "no option is the baseline: add the option of doing nothing, or doing without "
            "digital, with baseline = true (its cells may be unknown)"
        )
    references = [option for option in decision.options if option.baseline]
    if len(references) > 1:
        yield both(
            "{n} options are the baseline ({names}): keep baseline = true on one, since losses are "
            "counted against it",
            n=len(references),
            names=listed_ids(
                [option.id for option in references], {o.id: o.name.words for o in references}
            ),
        )
    if len(decision.options) > MOST_OPTIONS or len(decision.criteria) > MOST_CRITERIA:
        yield both(
            "there are more than {options} options or {criteria} criteria: nobody could read that",
            options=MOST_OPTIONS,
            criteria=MOST_CRITERIA,
        )
    yield from _twice(both("option"), (option.id for option in decision.options))
    yield from _twice(both("criterion"), (criterion.id for criterion in decision.criteria))
    yield from _twice(both("constraint"), (constraint.id for constraint in decision.constraints))
    yield from _twice(both("group"), (group.id for group in decision.groups))
    yield from _method_faults(decision)


def _twice(noun: Words, ids: Iterable[str]) -> Iterator[Words]:
    for id_, count in Counter(ids).items():
        if count > 1:
            yield both("{noun} {id}: this id stands {n} times", noun=noun, id=id_, n=count)
        if not id_ or id_ != id_.strip() or not id_.isprintable():
            yield both(
                "{noun}: the id {id!r} is empty, or has spaces around it or signs that cannot be "
                "seen",
                noun=noun,
                id=id_,
            )


def _method_faults(decision: Decision) -> Iterator[Words]:
    if not 1 <= decision.draws <= MOST_DRAWS:
        yield both("draws is {n}: give from 1 to {most}", n=decision.draws, most=MOST_DRAWS)
    if decision.seed < 0:
        yield both("seed is {n}: give a whole number from 0 on", n=decision.seed)
    if not 0.5 <= decision.cut <= 1:
        yield both("cut is {n}: a majority lies between 0.5 and 1", n=decision.cut)
    if not 0 <= decision.points_margin <= 50:
        yield both("points_margin is {n}: give from 0 to 50", n=decision.points_margin)


def _criterion_faults(criterion: Criterion) -> Iterator[Words]:
    id_ = _called(criterion)
    numbers = [
        n
        for n in (
            criterion.worst, criterion.best, criterion.indifference, criterion.preference,
            criterion.veto, criterion.rework, criterion.acceptable,
            *(n for knot in criterion.knots for n in knot),
        )
        if n is not None
    ]  # fmt: skip
    if not all(math.isfinite(n) for n in numbers):
        yield both("criterion {id}: a number of it is not finite", id=id_)
        return
    if criterion.worst == criterion.best:
        yield both(
            "criterion {id}: the two ends of its scale are the same number ({end})",
            id=id_,
            end=plain(criterion.worst),
        )
        return
    yield from _curve_faults(criterion)
    yield from _threshold_faults(criterion)
    yield from _limit_faults(criterion)


def _curve_faults(criterion: Criterion) -> Iterator[Words]:
    low, high = criterion.ends
    if len(criterion.knots) > MOST_KNOTS:
        yield both("criterion {id}: its value function has {n} points (at most {most})",
                   id=_called(criterion), n=len(criterion.knots), most=MOST_KNOTS)  # fmt: skip
        return
    if not all(low < x < high and 0 <= value <= 1 for x, value in criterion.knots):
        yield both(
            "criterion {id}: a point of its value function lies outside the scale {low} – {high} "
            "or outside 0 – 1",
            id=_called(criterion),
            low=plain(low),
            high=plain(high),
        )
        return
    if len({x for x, _ in criterion.knots}) < len(criterion.knots):
        yield both("criterion {id}: its value function has two values at one point",
                   id=_called(criterion))  # fmt: skip
    values = [value for _, value in criterion.curve()][:: criterion.sign]
    if any(after < before for before, after in pairwise(values)):
        yield both(
            "criterion {id}: its value function falls on the way to the best end",
            id=_called(criterion),
        )


def _threshold_faults(criterion: Criterion) -> Iterator[Words]:
    q, p, v = criterion.indifference, criterion.preference, criterion.veto
    if q < 0 or (p is not None and (p < q or p <= 0)):
        yield both(
            "criterion {id}: indifference ({q}) and preference ({p}) must follow 0 ≤ q ≤ p, "
            "with p above 0",
            id=_called(criterion),
            q=plain(q),
            p="–" if p is None else plain(p),
        )
    elif v is not None and v <= (q if p is None else p):
        yield both(
            "criterion {id}: the veto ({v}) must be larger than the preference ({p})",
            id=_called(criterion),
            v=plain(v),
            p=plain(q if p is None else p),
        )


def _limit_faults(criterion: Criterion) -> Iterator[Words]:
    rework, acceptable = criterion.rework, criterion.acceptable
    if (rework is None) != (acceptable is None):
        yield both(
            "criterion {id}: give both rework and acceptable, or neither", id=_called(criterion)
        )
    elif (
        rework is not None and acceptable is not None and criterion.sign * (acceptable - rework) < 0
    ):
        yield both(
            "criterion {id}: acceptable ({acceptable}) is worse than rework ({rework})",
            id=_called(criterion),
            acceptable=plain(acceptable),
            rework=plain(rework),
        )


def _option_faults(option: Option, decision: Decision) -> Iterator[Words]:
    criteria = {criterion.id: criterion for criterion in decision.criteria}
    for id_, cell in option.cells:
        where = both("option {option}, criterion {criterion}", option=_called(option),
                     criterion=_called(criteria[id_]) if id_ in criteria else id_)  # fmt: skip
        if id_ not in criteria:
            yield both("{where}: there is no such criterion", where=where)
        else:
            yield from _cell_faults(cell, criteria[id_], where)


def _cell_faults(cell: Performance, criterion: Criterion, where: Words) -> Iterator[Words]:
    numbers = [n for n in (cell.value, *(cell.interval or ())) if n is not None]
    if not all(math.isfinite(n) for n in numbers):
        yield both("{where}: the value is not a finite number; write that it is unknown",
                   where=where)  # fmt: skip
        return
    if not cell.is_known:
        return
    low, high = cell.bounds
    if low > high:
        yield both("{where}: the interval is reversed ({low} – {high})", where=where,
                   low=plain(low), high=plain(high))  # fmt: skip
    elif cell.value is not None and not low <= cell.value <= high:
        yield both(
            "{where}: the value {value} lies outside its interval {low} – {high}",
            where=where,
            value=plain(cell.value),
            low=plain(low),
            high=plain(high),
        )
    if cell.unit != criterion.unit:
        yield both(
            "{where}: the unit is {found}, and the scale is in {unit}; the unit of the cell is "
            "written: {words}",
            where=where,
            found=_unit_said(cell.unit),
            unit=_unit_said(criterion.unit),
            words=", ".join(unit_words(cell.unit)) or "–",
        )
    if not cell.sources or cell.evidence is None:
        yield both("{where}: a value needs a source and a class of evidence (A, B, C or D)",
                   where=where)  # fmt: skip


def _called(thing: Criterion | Option | Constraint) -> Words:
    return named(thing.id, thing.name.words)


def _unit_said(unit: str) -> Words:
    fr, en = (unit_name(unit, language) or unit or "–" for language in LANGUAGES)
    return Words(fr, en)


def _constraint_faults(constraint: Constraint, decision: Decision) -> Iterator[Words]:
    id_ = _called(constraint)
    bounds = [b for b in (constraint.at_least, constraint.at_most) if b is not None]
    if bool(constraint.criterion) == bool(constraint.meets):
        yield both(
            "constraint {id}: give either a criterion that it bounds, or which options meet it",
            id=id_,
        )
    elif constraint.criterion and constraint.criterion not in {c.id for c in decision.criteria}:
        yield both("constraint {id}: there is no criterion {criterion}", id=id_,
                   criterion=constraint.criterion)  # fmt: skip
    elif constraint.criterion and not bounds:
        yield both("constraint {id}: give at_least or at_most", id=id_)
    if not all(math.isfinite(b) for b in bounds) or bounds != sorted(bounds):
        yield both("constraint {id}: its bounds are reversed or not finite", id=id_)
    known = {option.id: option.name.words for option in decision.options}
    for option, _ in constraint.meets:
        if option not in known:
            yield both("constraint {id}: there is no option {option} (there are: {names})", id=id_,
                       option=option, names=_known(known))  # fmt: skip


def _vote_faults(decision: Decision) -> Iterator[Words]:
    groups = {group.id: group.name.words for group in decision.groups}
    options = {option.id: option.name.words for option in decision.options}
    for rank, vote in enumerate(decision.votes, start=1):
        group = named(vote.group, groups.get(vote.group))
        if vote.group not in groups:
            yield both(
                "vote {rank} names the group {id}, which does not exist (there are: {names})",
                rank=rank,
                id=vote.group,
                names=_known(groups),
            )
        if vote.option not in options:
            yield both(
                "vote {rank}, of the group {group}, names the option {id}, which does not exist "
                "(there are: {names})",
                rank=rank,
                group=group,
                id=vote.option,
                names=_known(options),
            )
        if vote.votes < 0:
            yield both(
                "vote {rank}, of the group {group} for {option}, counts {n}: give a number from 0 "
                "on",
                rank=rank,
                group=group,
                option=named(vote.option, options.get(vote.option)),
                n=vote.votes,
            )


def _many_votes(decision: Decision) -> Iterator[Words]:
    """Say where a group gave an option more votes than it has members."""
    groups = {group.id: group for group in decision.groups}
    options = {option.id: option.name.words for option in decision.options}
    counts = Counter[tuple[str, str]]()
    for vote in decision.votes:
        counts[vote.group, vote.option] += max(vote.votes, 0)
    for (id_, option), n in counts.items():
        group = groups.get(id_)
        if group is not None and n > group.members:
            yield both(
                "the group {group} gives {n} votes to {option}, and has {members} member(s): mend "
                "one or the other",
                group=named(id_, group.name.words),
                n=n,
                option=named(option, options.get(option)),
                members=group.members,
            )


def _known(names: Mapping[str, Words]) -> Words:
    return listed_ids(names, names) if names else Words("–", "–")


def plain(number: float) -> str:
    """Write a number as its author would, without needless zeros.

    Examples
    --------
    >>> plain(5.0), plain(0.25)
    ('5', '0.25')
    """
    return f"{number:.10g}"


def spoken(low: float, high: float | None = None) -> Words:
    """Say a number, or two bounds, with the decimal mark and the thousands of each language.

    Examples
    --------
    >>> spoken(1.5, 2.0)
    Words(fr='1,5 – 2', en='1.5 – 2')
    >>> spoken(133058.0).fr.replace(NARROW_SPACE, " "), spoken(133058.0).en
    ('133 058', '133,058')
    """
    numbers = [low] if high is None or high == low else [low, high]
    texts = [f"{number:,.10g}" for number in numbers]
    french = [text.replace(",", NARROW_SPACE).replace(".", ",") for text in texts]
    return Words(fr=" – ".join(french), en=" – ".join(texts))


def measured(unit: str, low: float, high: float | None = None) -> Words:
    """Say a number, or two bounds, with their unit; a pure number has none.

    Examples
    --------
    >>> measured("bay", 2.0).fr.replace(HARD_SPACE, " "), measured("1", 0.5).fr
    ('2 places', '0,5')
    """
    said = spoken(low, high)
    if unit == "1":
        return said
    names = [unit_name(unit, language) for language in LANGUAGES]
    return Words(f"{said.fr}{HARD_SPACE}{names[0]}", f"{said.en}{HARD_SPACE}{names[1]}")
