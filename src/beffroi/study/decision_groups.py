"""Groups of a DECISION.toml, and how each says what matters."""

import re
from collections.abc import Callable, Mapping

from beffroi.foundation.language import both
from beffroi.method.arbitration.decision import Group, Vote, Weighting, WeightingKind
from beffroi.study.decision_parts import Part, is_number

GROUP_KEYS = (
    "id", "name", "members", "criteria", "swing", "ranks", "order", "shares", "intervals",
    "comparisons",
)  # fmt: skip
STATEMENT = re.compile(r"\s*(.+?)\s*([>=])\s*(.+?)\s*")
RATIO = re.compile(r"\s*(.+?)\s*/\s*(.+?)\s*")
HUNDRED = 100.0
Pairs = tuple[tuple[str, float], ...]


def group_of(part: Part) -> Group:
    """Read a group."""
    part.only(*GROUP_KEYS)
    given = [kind for kind in READERS if kind in part.given]
    if len(given) > 1:
        part.fault(both("it says its weights in {n} ways ({names}); keep one", n=len(given),
                        names=", ".join(given)))  # fmt: skip
    weightings = tuple(READERS[kind](part) for kind in given[:1])
    if "members" not in part.given:
        part.fault(both("{key} is missing", key="members"))
    return Group(
        id=part.text("id", needed=True),
        name=part.name(),
        members=part.whole("members", 1),
        weightings=weightings,
        criteria=part.texts("criteria"),
        comparisons=_comparisons(part),
    )


def vote_of(part: Part) -> Vote:
    """Read the votes of a group for an option."""
    part.only("group", "option", "votes", "reason")
    return Vote(
        group=part.text("group", needed=True),
        option=part.text("option", needed=True),
        votes=part.whole("votes", 1),
        reason=part.text("reason"),
    )


def _weights(part: Part, key: str) -> Pairs:
    """Read one number a criterion."""
    inner = part.table(key)
    numbers = {id_: inner.number(id_) for id_ in inner.given}
    return tuple((id_, number) for id_, number in numbers.items() if number is not None)


def _swing(part: Part) -> Weighting:
    points = _weights(part, "swing")
    return Weighting("swing", points, points)


def _shares(part: Part) -> Weighting:
    shares = in_units(_weights(part, "shares"))
    return Weighting("shares", shares, shares)


def in_units(shares: Pairs) -> Pairs:
    """Bring shares written in per cent to a sum of one; leave others as they are.

    Examples
    --------
    >>> in_units((("a", 60.0), ("b", 40.0)))
    (('a', 0.6), ('b', 0.4))
    """
    if abs(sum(n for _, n in shares) - HUNDRED) <= 0.5:
        return tuple((id_, n / HUNDRED) for id_, n in shares)
    return shares


def _ranks(part: Part) -> Weighting:
    """Read ranks: a number a criterion, or criteria listed from the most important on."""
    listed = part.given.get("ranks")
    if not isinstance(listed, list):
        ranks = _weights(part, "ranks")
        return Weighting("ranks", ranks, ranks)
    pairs: list[tuple[str, float]] = []
    for rank, tied in enumerate(listed, start=1):
        names = tied if isinstance(tied, list) else [tied]
        if not all(isinstance(name, str) for name in names):
            part.fault(both("ranks must list criteria between quotes, those of one rank between "
                            "brackets"))  # fmt: skip
            return Weighting("any")
        pairs += [(name, float(rank)) for name in names]
    ranks = _once(part, pairs)
    return Weighting("ranks", ranks, ranks)


def _once(part: Part, pairs: list[tuple[str, float]]) -> Pairs:
    for id_ in dict(pairs):
        if sum(other == id_ for other, _ in pairs) > 1:
            part.fault(both("ranks name {id} twice", id=id_))
    return tuple(dict(pairs).items())


def _order(part: Part) -> Weighting:
    statements = []
    for text in part.texts("order"):
        found = STATEMENT.fullmatch(text)
        if found is None or any(mark in found[1] + found[3] for mark in ">="):
            part.fault(both('order: {text!r} is not a statement such as "cost > delay"', text=text))
        else:
            statements.append((found[1], found[2], found[3]))
    return Weighting("order", order=tuple(statements))


def _intervals(part: Part) -> Weighting:
    inner = part.table("intervals")
    pairs = {id_: pair for id_ in inner.given if (pair := inner.pair(id_)) is not None}
    scale = HUNDRED if any(high > 1 for _, high in pairs.values()) else 1.0
    return Weighting(
        "intervals",
        tuple((id_, low / scale) for id_, (low, _) in pairs.items()),
        tuple((id_, high / scale) for id_, (_, high) in pairs.items()),
    )


READERS: Mapping[WeightingKind, Callable[[Part], Weighting]] = {
    "swing": _swing,
    "ranks": _ranks,
    "order": _order,
    "shares": _shares,
    "intervals": _intervals,
}
"""How a group may say what matters: one of these."""


def _comparisons(part: Part) -> tuple[tuple[str, str, float], ...]:
    inner = part.table("comparisons")
    found = []
    for key, value in inner.given.items():
        pair = RATIO.fullmatch(key)
        if pair is None or not is_number(value):
            inner.fault(both("{key} is not a ratio, written {example}", key=key,
                             example='"cost / delay" = 3'))  # fmt: skip
        else:
            found.append((pair[1], pair[2], float(value)))
    return tuple(found)
