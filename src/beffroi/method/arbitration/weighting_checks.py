"""Checks of what groups said of importance: sums, signs, circles, criteria left out."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping

from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.decision import Group, Weighting, WeightingKind

MOST_POINTS = 100.0
"""Points of the swing that matters most. [point]"""
ROUNDING = 0.005
"""How far shares may be from summing to one: what writing three of them as 0.333 loses. [1]"""
MOST_ORDERED = 14
"""Criteria that statements may put in order: beyond, orders are too many to count."""
Names = Mapping[str, Words]
"""Names of criteria, by id."""
SAATY = 9.0
"""Largest ratio of Saaty's scale. [1]"""


def group_faults(group: Group, criteria: Mapping[str, Words]) -> Iterator[Words]:
    """Say what is wrong with a group and its weights.

    Parameters
    ----------
    group
        The group.
    criteria
        Names of the decision's criteria, by id.
    """
    called = named(group.id, group.name.words)
    if group.members < 1:
        yield both("group {id}: it has no member ({n})", id=called, n=group.members)
    for id_ in group.criteria:
        if id_ not in criteria:
            yield both("group {id}: there is no criterion {criterion} (there are: {names})",
                       id=called, criterion=id_, names=listed_ids(criteria, criteria))  # fmt: skip
    own = group.criteria or tuple(criteria)
    for weighting in group.weightings:
        where = both("group {id}", id=called)
        if weighting.who:
            where = both("group {id}, {who}", id=called, who=weighting.who)
        yield from _weighting_faults(weighting, own, where, criteria)
    yield from _comparison_faults(group, own, criteria)


def low_points(group: Group) -> Iterator[Words]:
    """Say which sheets of a group gave less than 100 points to what matters most to them."""
    for weighting in group.weightings:
        most = max((n for _, n in weighting.low), default=MOST_POINTS)
        if weighting.kind == "swing" and weighting.who and most < MOST_POINTS:
            yield both(
                "{group}, {who}: what matters most has {n} points, and the sheet asks for 100; all "
                "points were read in proportion: check with whoever answered.",
                group=group.name.words,
                who=weighting.who,
                n=f"{most:g}",
            )


def named(id_: str, name: Words | None) -> Words:
    """Say an id, with the name that people know it by where it is another.

    Examples
    --------
    >>> named("air", Words("Air pur", "Clean air")).en, named("air", None).en
    ('air (Clean air)', 'air')
    """
    if name is None:
        return Words(id_, id_)
    fr, en = (id_ if said in {"", id_} else f"{id_} ({said})" for said in (name.fr, name.en))
    return Words(fr, en)


def listed_ids(ids: Iterable[str], names: Names) -> Words:
    """Say ids one after the other, each with the name that people know it by."""
    told = [named(id_, names.get(id_)) for id_ in ids]
    return Words(", ".join(one.fr for one in told), ", ".join(one.en for one in told))


def _weighting_faults(
    weighting: Weighting, own: tuple[str, ...], where: Words, names: Mapping[str, Words]
) -> Iterator[Words]:
    strange = [id_ for id_ in weighting.criteria if id_ not in own]
    if strange:
        yield both(
            "{where}: it weighs {names}, which is not among its criteria ({own})",
            where=where,
            names=listed_ids(strange, names),
            own=listed_ids(own, names),
        )
    if weighting.kind == "any":
        return
    if weighting.kind == "order":
        yield from _order_faults(weighting, own, where, names)
        return
    missing = [id_ for id_ in own if id_ not in weighting.criteria]
    if missing:
        yield both(
            "{where}: it does not weigh {names}; give them a weight, or list the group's own "
            "criteria without them",
            where=where,
            names=listed_ids(missing, names),
        )
    numbers = [n for _, n in (*weighting.low, *weighting.high)]
    if not all(math.isfinite(n) for n in numbers):
        wild = dict.fromkeys(
            id_ for id_, n in (*weighting.low, *weighting.high) if not math.isfinite(n)
        )
        yield both("{where}: the weight of {names} is not a finite number", where=where,
                   names=listed_ids(wild, names))  # fmt: skip
    elif any(n < 0 for n in numbers):
        negative = dict.fromkeys(id_ for id_, n in (*weighting.low, *weighting.high) if n < 0)
        yield both("{where}: the weight of {names} is negative", where=where,
                   names=listed_ids(negative, names))  # fmt: skip
    else:
        yield from CHECKS[weighting.kind](weighting, where, names)


def _swing_faults(weighting: Weighting, where: Words, names: Names) -> Iterator[Words]:
    over = [id_ for id_, n in weighting.low if n > MOST_POINTS]
    if over:
        yield both(
            "{where}: {n} points are more than 100 ({names}); give 100 to what matters most, and "
            "less to the rest",
            where=where,
            n=f"{max(n for _, n in weighting.low):g}",
            names=listed_ids(over, names),
        )
    elif not any(n for _, n in weighting.low):
        yield both("{where}: no criterion has a point; give 100 to what matters most", where=where)


def _rank_faults(weighting: Weighting, where: Words, names: Names) -> Iterator[Words]:
    wrong = {id_: n for id_, n in weighting.low if n < 1 or n != round(n)}
    if wrong:
        yield both(
            "{where}: a rank is a whole number from 1 on, not {found}; mend that of {names}",
            where=where,
            found=", ".join(f"{n:g}" for n in wrong.values()),
            names=listed_ids(wrong, names),
        )


def _share_faults(weighting: Weighting, where: Words, names: Names) -> Iterator[Words]:
    total = sum(n for _, n in weighting.low)
    if abs(total - 1) > ROUNDING:
        yield both("{where}: the weights of {names} sum to {total}, not to 1 (or 100)", where=where,
                   names=listed_ids(weighting.criteria, names), total=f"{total:.4g}")  # fmt: skip


def _interval_faults(weighting: Weighting, where: Words, names: Names) -> Iterator[Words]:
    lows, highs = dict(weighting.low), dict(weighting.high)
    reversed_ = [id_ for id_ in lows if lows[id_] > highs[id_]]
    if reversed_:
        yield both("{where}: the interval of {names} is reversed; write its smaller number first",
                   where=where, names=listed_ids(reversed_, names))  # fmt: skip
    elif sum(lows.values()) > 1 + ROUNDING or sum(highs.values()) < 1 - ROUNDING:
        yield both(
            "{where}: no weights that sum to 1 lie in the intervals of {names} (their lower ends "
            "sum to {low}, their upper ends to {high}); widen some",
            where=where,
            names=listed_ids(weighting.criteria, names),
            low=f"{sum(lows.values()):.4g}",
            high=f"{sum(highs.values()):.4g}",
        )


CHECKS: Mapping[WeightingKind, Callable[[Weighting, Words, Names], Iterator[Words]]] = {
    "swing": _swing_faults,
    "ranks": _rank_faults,
    "shares": _share_faults,
    "intervals": _interval_faults,
}


def _order_faults(
    weighting: Weighting, own: tuple[str, ...], where: Words, names: Names
) -> Iterator[Words]:
    if len(own) > MOST_ORDERED:
        yield both("{where}: statements order {n} criteria (at most {most}); give ranks instead",
                   where=where, n=len(own), most=MOST_ORDERED)  # fmt: skip
    circle = circular(weighting.order)
    if circle:
        said = [named(id_, names.get(id_)) for id_ in circle]
        yield both(
            "{where}: the ranking turns in a circle ({circle}); turn or take out one of these "
            "statements",
            where=where,
            circle=Words(" > ".join(s.fr for s in said), " > ".join(s.en for s in said)),
        )


def circular(order: tuple[tuple[str, str, str], ...]) -> tuple[str, ...]:
    """Find a circle among statements of importance.

    Returns
    -------
    The criteria of one circle, the first repeated at the end; nothing if there is none.

    Examples
    --------
    >>> circular((("a", ">", "b"), ("b", ">", "c"), ("c", ">", "a")))
    ('a', 'b', 'c', 'a')
    >>> circular((("a", ">", "b"), ("b", "=", "a")))
    ('a', 'b', 'a')
    """
    followed: dict[str, list[str]] = {}
    for above, relation, below in order:
        followed.setdefault(above, []).append(below)
        if relation == "=":
            followed.setdefault(below, []).append(above)
    for above, relation, below in order:
        if relation == ">":
            back = _way(followed, below, above)
            if back:
                return (above, *back)
    return ()


def _way(followed: Mapping[str, list[str]], start: str, goal: str) -> tuple[str, ...]:
    """Find a way along statements from a criterion to another; nothing if there is none."""
    before: dict[str, str] = {start: ""}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        if here == goal:
            way = [here]
            while before[way[-1]]:
                way.append(before[way[-1]])
            return tuple(way[::-1])
        for after in followed.get(here, ()):
            if after not in before:
                before[after] = here
                waiting.append(after)
    return ()


def _comparison_faults(group: Group, own: tuple[str, ...], names: Names) -> Iterator[Words]:
    where = both("group {id}", id=named(group.id, group.name.words))
    seen: set[frozenset[str]] = set()
    for above, below, ratio in group.comparisons:
        a, b = (named(id_, names.get(id_)) for id_ in (above, below))
        if above not in own or below not in own or above == below:
            yield both("{where}: the comparison {a} / {b} does not name two of its criteria",
                       where=where, a=a, b=b)  # fmt: skip
        elif frozenset((above, below)) in seen:
            yield both("{where}: {a} and {b} are compared twice", where=where, a=a, b=b)
        if not (math.isfinite(ratio) and 1 / SAATY <= ratio <= SAATY):
            yield both("{where}: the ratio of {a} to {b} is {n}; Saaty's scale goes from 1/9 to 9",
                       where=where, a=a, b=b, n=f"{ratio:g}")  # fmt: skip
        seen.add(frozenset((above, below)))
    needed = len(own) * (len(own) - 1) // 2
    if group.comparisons and len(seen) < needed:
        yield both("{where}: {n} comparisons of criteria are given, and AHP needs all {needed}",
                   where=where, n=len(seen), needed=needed)  # fmt: skip
