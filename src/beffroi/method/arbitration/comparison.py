"""AHP and TOPSIS, beside the method and never in its place, with what makes them unsafe."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.language import Words, both
from beffroi.kernels.choice.hierarchy import consistency_ratio, most_inconsistent, priorities
from beffroi.kernels.choice.ideal import closeness
from beffroi.method.arbitration.checks import spoken
from beffroi.method.arbitration.decision import Decision, Group
from beffroi.method.arbitration.groups import shares
from beffroi.method.arbitration.robustness import DIGITS, Gaps, Row, gaps, ordered, row
from beffroi.method.arbitration.table import Table, expected

Floats = npt.NDArray[np.float64]
GRADES = np.array([1 / n for n in range(9, 1, -1)] + [float(n) for n in range(1, 10)])
"""Grades of Saaty's scale, from 1/9 to 9. [1]"""
HAIR = 1e-9
"""Scores nearer than this are tied. [1]"""
Score = Callable[[Sequence[int]], Floats]


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far the comparisons of a group contradict one another.

    Attributes
    ----------
    group
        Id of the group; empty where comparisons were derived from the weights.
    ratio
        Consistency ratio, None where no random index is known for as many criteria. [1]
    """

    group: str
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What AHP and TOPSIS would say.

    Attributes
    ----------
    ahp_weights
        Weights of the criteria by geometric means. [1]
    ahp
        Score of each option, summing to one over the options. [1]
    ahp_order, topsis_order
        Ids, the best first; empty for TOPSIS where it cannot be computed.
    topsis
        Closeness to the ideal, in [0, 1]. [1]
    consistencies
        For each group that gave comparisons, or for those derived from the weights.
    warnings
        Inconsistency, and reversals of ranks found on these very options.
    """

    ahp_weights: Row
    ahp: Row
    ahp_order: tuple[str, ...]
    topsis: Gaps
    topsis_order: tuple[str, ...]
    consistencies: tuple[Consistency, ...]
    warnings: tuple[Words, ...]


def comparison(
    known: Table, weights: Floats, decision: Decision, own_weights: Mapping[str, Floats]
) -> Comparison:
    """Rank the options by AHP and TOPSIS, and try whether they hold when one is left out.

    Parameters
    ----------
    known
        Table of the options that remain; unknown cells count as the middle of the scale.
    weights : (n_criteria,)
        Mean weights of all groups together. [1]
    decision
        The decision, for the comparisons that groups gave.
    own_weights : (n_criteria,) each
        Mean weights of each group, by its id: where some groups gave comparisons, those of the
        others are derived from these. [1]
    """
    ids = [option.id for option in known.options]
    own, consistencies = _ahp_weights(known, weights, decision, own_weights)
    values, directed = expected(known), _directed(known)

    def ahp(kept: Sequence[int]) -> Floats:
        return _distributed(values[list(kept)], own)

    def topsis(kept: Sequence[int]) -> Floats:
        return closeness(directed[list(kept)], weights)

    everyone = list(range(len(ids)))
    near = topsis(everyone)
    is_near = not np.isnan(near).any()
    warnings = [
        *_derived(decision), *_inconsistencies(consistencies, decision),
        *_reversal("AHP", ahp, known),
    ]  # fmt: skip
    return Comparison(
        ahp_weights=row(own),
        ahp=row(ahp(everyone)),
        ahp_order=tuple(ids[k] for k in ordered(ahp(everyone), ids)),
        topsis=gaps(near),
        topsis_order=tuple(ids[k] for k in ordered(near, ids)) if is_near else (),
        consistencies=consistencies,
        warnings=(*warnings, *(_reversal("TOPSIS", topsis, known) if is_near else ())),
    )


def _directed(known: Table) -> Floats:
    signs = np.array([criterion.sign for criterion in known.criteria], dtype=np.float64)
    return np.asarray(known.middle * signs, dtype=np.float64)


def _distributed(values: Floats, weights: Floats) -> Floats:
    """Share each criterion out among the options, as AHP's distributive mode does."""
    total = values.sum(axis=0)
    even = np.full_like(values, 1 / len(values))
    return np.asarray(np.divide(values, total, out=even, where=total > 0) @ weights)


def _ahp_weights(
    known: Table, weights: Floats, decision: Decision, own_weights: Mapping[str, Floats]
) -> tuple[Floats, tuple[Consistency, ...]]:
    if not any(group.comparisons for group in decision.groups):
        matrix = _graded(weights)
        return _spread(priorities(matrix), weights > 0), (Consistency("", _ratio(matrix)),)
    ids = [criterion.id for criterion in known.criteria]
    each, found = [], []
    for group in decision.groups:
        if group.comparisons:
            matrix = _compared(group, ids)
            where = np.array([not group.criteria or id_ in group.criteria for id_ in ids])
            found.append(Consistency(group.id, _ratio(matrix)))
        else:
            matrix, where = _graded(own_weights[group.id]), own_weights[group.id] > 0
        each.append(_spread(priorities(matrix), where))
    return shares(decision.groups, decision.aggregation) @ np.array(each), tuple(found)


def _derived(decision: Decision) -> list[Words]:
    """Say how many groups gave no comparisons, where others did."""
    given = sum(bool(group.comparisons) for group in decision.groups)
    if not 0 < given < len(decision.groups):
        return []
    return [
        both(
            "AHP: {given} group(s) out of {all} gave comparisons; those of the others were derived "
            "from their weights.",
            given=given,
            all=len(decision.groups),
        )
    ]


def _graded(weights: Floats) -> Floats:
    """Round the ratios of weights to Saaty's grades, as someone who compares them would say."""
    positive = weights[weights > 0]
    ratios = positive[:, np.newaxis] / positive
    nearest = np.abs(np.log(ratios)[..., np.newaxis] - np.log(GRADES)).argmin(axis=-1)
    upper = np.triu(GRADES[nearest], 1)
    below = np.divide(1.0, upper.T, out=np.zeros_like(upper), where=upper.T > 0)
    return np.asarray(upper + below + np.eye(len(positive)))


def _spread(own: Floats, where: npt.NDArray[np.bool_]) -> Floats:
    spread = np.zeros(len(where))
    spread[where] = own
    return spread


def _compared(group: Group, ids: Sequence[str]) -> Floats:
    own = [id_ for id_ in ids if not group.criteria or id_ in group.criteria]
    matrix = np.eye(len(own))
    for one, other, ratio in group.comparisons:
        matrix[own.index(one), own.index(other)] = ratio
        matrix[own.index(other), own.index(one)] = 1 / ratio
    return matrix


def _ratio(matrix: Floats) -> float | None:
    ratio = consistency_ratio(matrix)
    return None if np.isnan(ratio) else round(ratio, DIGITS)


def _inconsistencies(found: Sequence[Consistency], decision: Decision) -> list[Words]:
    names = {group.id: group.name.words for group in decision.groups}
    return [
        both(
            "AHP, {group}: the comparisons contradict one another (ratio {ratio}, accepted up to "
            "{most}); have them made again.",
            group=names.get(one.group, both("comparisons derived from the weights")),
            ratio=spoken(round(one.ratio, 3)),
            most=spoken(most_inconsistent()),
        )
        for one in found
        if one.ratio is not None and one.ratio > most_inconsistent()
    ]


def _reversal(method: str, score: Score, known: Table) -> tuple[Words, ...]:
    """Leave each option out in turn, and say the first that reverses two others."""
    n = len(known.options)
    whole = score(range(n))
    for out in range(n) if n > 2 else ():
        kept = np.array([k for k in range(n) if k != out])
        before, after = whole[kept], score(kept.tolist())
        reversed_ = np.argwhere(
            (before[:, np.newaxis] - before > HAIR) & (after - after[:, np.newaxis] > HAIR)
        )
        if len(reversed_):
            one, other = kept[reversed_[0]].tolist()
            names = [known.options[k].name.words for k in (out, one, other)]
            return (
                both(
                    "{method} is not safe here: leave {out} out, and {other} passes before "
                    "{one}, though nothing about them has changed.",
                    method=method,
                    out=names[0],
                    one=names[1],
                    other=names[2],
                ),
            )
    return ()
