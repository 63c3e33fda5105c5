"""A decision to take: options, criteria, constraints, groups of actors and their weights."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words

EvidenceClass = Literal["A", "B", "C", "D"]
EVIDENCE: Mapping[EvidenceClass, Words] = {
    "A": Words("statistique officielle ou loi", "official statistic or law"),
    "B": Words("presse, exploitant ou mesure", "press, operator or measurement"),
    "C": Words("dire d'un vendeur", "vendor's claim"),
    "D": Words("estimation d'expert", "expert's guess"),
}
"""Classes of evidence, the strongest first."""
Bound = Literal["", "least", "most"]
Aggregation = Literal["equal", "members"]
DRAWS = 10_000
"""Weightings drawn, unless told otherwise."""
SEED = 1
"""Seed of the draws, unless told otherwise."""
CUT = 0.75
"""Majority that ELECTRE TRI-B asks for, unless told otherwise: the middle of the 0.5 – 1 that its
authors allow (Roy and Bouyssou, Aide multicritère à la décision, 1993). [1]"""
POINTS_MARGIN = 10.0
"""How far swing points may be from what people meant, unless told otherwise: people answer by
tens. Beffroi's judgement. [point]"""
WeightingKind = Literal["any", "swing", "ranks", "order", "shares", "intervals"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name in as many languages as its author gave, all of them kept.

    Attributes
    ----------
    said
        Pairs of language code and text, in the order given; the code is empty for a text whose
        language was not told.

    Examples
    --------
    >>> name = Label((("ar", "موقف"), ("en", "car park")))
    >>> name.words.fr, name.words.en
    ('car park', 'car park')
    """

    said: tuple[tuple[str, str], ...]

    @property
    def words(self) -> Words:
        """Return the label in the two languages of the house, with what there is."""
        by_code = dict(self.said)
        first = self.said[0][1] if self.said else ""
        french = by_code.get("fr") or by_code.get("") or by_code.get("en") or first
        return Words(fr=french, en=by_code.get("en") or by_code.get("") or french)

    @classmethod
    def of(cls, text: str) -> "Label":
        """Make a label of one text, the same in all languages."""
        return cls((("", text),))


@dataclass(frozen=True, slots=True)
class Performance:
    """What is known of an option on a criterion: a value, an interval, both, or nothing.

    Attributes
    ----------
    value
        The number, in the criterion's unit; None where only bounds or nothing is known.
    interval
        Lower and upper bound; None where the value is exact or nothing is known.
    unit
        Unit symbol.
    date
        The date it speaks of, ISO 8601; empty if unknown.
    sources
        Where it comes from; empty only where nothing is known.
    evidence
        Class of evidence; None only where nothing is known.
    figure
        Id of the figure of a study, or of the catalogue's fact, that it was taken from.
    note
        What its author adds.
    bound
        Whether only a lower (``least``) or an upper (``most``) bound is known: the other end of
        `interval` is then zero or the end of the scale.
    remarks
        What a reader must know of the number: that it is an average, or from one town alone.
    """

    value: float | None = None
    interval: tuple[float, float] | None = None
    unit: str = ""
    date: str = ""
    sources: tuple[Source, ...] = ()
    evidence: EvidenceClass | None = None
    figure: str = ""
    note: str = ""
    bound: Bound = ""
    remarks: tuple[Words, ...] = ()

    @property
    def is_known(self) -> bool:
        """Say whether anything is known."""
        return self.value is not None or self.interval is not None

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the lower and the upper bound; NaN where nothing is known."""
        if self.interval is not None:
            return self.interval
        known = math.nan if self.value is None else self.value
        return known, known


UNKNOWN = Performance()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What options are judged on, with a scale that does not depend on them.

    Attributes
    ----------
    id, name
        Key, and name for people.
    unit
        Unit of the scale.
    worst, best
        Ends of the fixed scale, worth 0 and 1; either may be the larger number. [unit]
    worst_words, best_words
        The two ends in words, as people who weigh them read them.
    knots
        Points ``(x, value)`` of the value function between the two ends, `value` in (0, 1) and
        never falling towards the best end; empty for a straight line. [unit, 1]
    indifference, preference, veto
        Thresholds of outranking: differences that do not count, that count in full, and that
        nothing makes up for. None for no veto. [unit]
    rework, acceptable
        Limits of ELECTRE TRI-B: below `rework` an option is to be rejected on this criterion,
        from `acceptable` on it is acceptable. None if the criterion does not sort. [unit]
    """

    id: str
    name: Label
    unit: str
    worst: float
    best: float
    worst_words: Label | None = None
    best_words: Label | None = None
    knots: tuple[tuple[float, float], ...] = ()
    indifference: float = 0.0
    preference: float | None = None
    veto: float | None = None
    rework: float | None = None
    acceptable: float | None = None

    @property
    def sign(self) -> int:
        """Return 1 where more is better, -1 where less is better."""
        return 1 if self.best > self.worst else -1

    @property
    def ends(self) -> tuple[float, float]:
        """Return the ends of the scale, the smaller number first, in its unit."""
        return min(self.worst, self.best), max(self.worst, self.best)

    @property
    def full_preference(self) -> float:
        """Return the difference that counts in full: as told, or the whole scale, in its unit."""
        whole = max(abs(self.best - self.worst), self.indifference)
        return whole if self.preference is None else self.preference

    def curve(self) -> tuple[tuple[float, float], ...]:
        """Return all points of the value function, by growing x.

        Examples
        --------
        >>> Criterion("c", Label.of("cost"), "€", worst=100.0, best=0.0).curve()
        ((0.0, 1.0), (100.0, 0.0))
        """
        return tuple(sorted(((self.worst, 0.0), *self.knots, (self.best, 1.0))))


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an option must meet whatever its merits.

    Attributes
    ----------
    id, name
        Key, and name for people.
    criterion
        Criterion that it bounds; empty where compliance is stated option by option.
    at_least, at_most
        Bounds on that criterion; None for none. [the criterion's unit]
    meets
        Stated compliance by option; an option that is not named is unknown.
    source
        The law or the decision that imposes it.
    """

    id: str
    name: Label
    criterion: str = ""
    at_least: float | None = None
    at_most: float | None = None
    meets: tuple[tuple[str, bool | None], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be chosen.

    Attributes
    ----------
    id, name
        Key, and name for people.
    cells
        What is known of it, by criterion; a criterion that is not named is unknown.
    baseline
        Whether it is "do nothing" or "do it without digital".
    solution
        Id of the solution in the catalogue; empty if it is not from there.
    """

    id: str
    name: Label
    cells: tuple[tuple[str, Performance], ...] = ()
    baseline: bool = False
    solution: str = ""

    def on(self, criterion: str) -> Performance:
        """Return what is known of it on a criterion."""
        return dict(self.cells).get(criterion, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Weighting:
    """What a person, or a group that speaks with one voice, said of the criteria's importance.

    Attributes
    ----------
    kind
        ``any`` (nothing was said), ``swing`` (points 0–100), ``ranks`` (1 = most important, ties
        allowed), ``order`` (statements), ``shares`` (direct numbers) or ``intervals``.
    low, high
        By criterion: points, ranks or shares (`low` = `high` but for intervals).
    order
        Statements ``(above, relation, below)`` with relation ``>`` or ``=``.
    who
        Where it comes from, such as the name of a sheet; never the name of a person.
    """

    kind: WeightingKind
    low: tuple[tuple[str, float], ...] = ()
    high: tuple[tuple[str, float], ...] = ()
    order: tuple[tuple[str, str, str], ...] = ()
    who: str = ""

    @property
    def criteria(self) -> tuple[str, ...]:
        """Return the criteria that it speaks of, in the order met; none for ``any``."""
        spoken = [c for c, _ in self.low]
        spoken += [c for above, _, below in self.order for c in (above, below)]
        return tuple(dict.fromkeys(spoken))


PLACEHOLDER = Words("Groupe à nommer", "Group to be named")
"""Name of the group of a decision that is still to be completed."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of actors, with a value model of its own.

    Attributes
    ----------
    id, name
        Key, and name for people.
    members
        How many people it stands for, at least 1. [person]
    weightings
        What they said: one for a group with one voice, several for members asked one by one.
    criteria
        The criteria that are its own; empty for all.
    comparisons
        Pairwise ratios ``(a, b, ratio)`` on Saaty's scale, for AHP beside; may be empty.
    """

    id: str
    name: Label
    members: int
    weightings: tuple[Weighting, ...] = ()
    criteria: tuple[str, ...] = ()
    comparisons: tuple[tuple[str, str, float], ...] = ()

    @property
    def has_placeholder(self) -> bool:
        """Whether it still bears the name of the skeleton."""
        return any(text in {PLACEHOLDER.fr, PLACEHOLDER.en} for _, text in self.name.said)


@dataclass(frozen=True, slots=True)
class Vote:
    """Votes of a group for an option, with the reason given; recorded, never weighed."""

    group: str
    option: str
    votes: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything that a choice rests on.

    Attributes
    ----------
    id, title, date
        Key, name for people, and day of the table, ISO 8601.
    options, criteria, constraints, groups, votes
        What is chosen among, on what, under what, by whom.
    invented
        Whether its numbers are invented, as in an example: every page then says so.
    aggregation
        Whether groups count alike (``equal``) or by their members (``members``).
    draws
        Weightings drawn for each group.
    seed
        Seed of the draws: the same seed gives the same numbers.
    cut
        Majority of weights that ELECTRE TRI-B asks for, in [0.5, 1]. [1]
    points_margin
        How far the points given by swing may be from what people meant. [point]
    """

    id: str
    title: Label
    options: tuple[Option, ...]
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    votes: tuple[Vote, ...] = ()
    date: str = ""
    invented: bool = False
    aggregation: Aggregation = "equal"
    draws: int = DRAWS
    seed: int = SEED
    cut: float = CUT
    points_margin: float = POINTS_MARGIN

    @property
    def baseline(self) -> Option:
        """Return the first option that is a baseline."""
        return next(option for option in self.options if option.baseline)

    def option(self, id_: str) -> Option:
        """Return an option by its id."""
        return next(option for option in self.options if option.id == id_)

    def criterion(self, id_: str) -> Criterion:
        """Return a criterion by its id."""
        return next(criterion for criterion in self.criteria if criterion.id == id_)
