"""Second opinion: PROMETHEE, which keeps what cannot be compared, and ELECTRE TRI-B with veto."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice import electre, promethee
from beffroi.kernels.choice.promethee import Flows, Relation
from beffroi.method.arbitration.decision import Criterion
from beffroi.method.arbitration.robustness import DIGITS, Matrix, Row, matrix, ordered, row
from beffroi.method.arbitration.table import Table, drawn

Floats = npt.NDArray[np.float64]
Said = Literal["outranks", "outranked", "indifferent", "incomparable"]
Category = Literal["reject", "rework", "acceptable"]
CATEGORIES: tuple[Category, ...] = ("reject", "rework", "acceptable")
RELATIONS: Mapping[int, Said] = {
    Relation.OUTRANKS: "outranks",
    Relation.OUTRANKED: "outranked",
    Relation.INDIFFERENT: "indifferent",
    Relation.INCOMPARABLE: "incomparable",
}
MOST_TABLES = 500
"""Tables drawn where cells are uncertain: a share is then known within five points."""
NO_LIMIT = np.nan


@dataclass(frozen=True, slots=True)
class Outranking:
    """What PROMETHEE says of the options that remain.

    Attributes
    ----------
    positive, negative, net
        Flows under the mean weights; unknown cells count as the middle of the scale. [1]
    relations
        PROMETHEE I: how the option of the row stands to that of the column.
    support
        Share of the drawn tables and weights under which that relation holds. [1]
    acceptability
        PROMETHEE II: a row an option, a column a rank, share of the draws. [1]
    order
        Ids, the greatest net flow first.
    """

    positive: Row
    negative: Row
    net: Row
    relations: tuple[tuple[Said, ...], ...]
    support: Matrix
    acceptability: Matrix
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where ELECTRE TRI-B puts an option.

    Attributes
    ----------
    option
        Its id.
    category
        ``reject``, ``rework`` or ``acceptable``: the pessimistic assignment most often drawn.
    shares
        Share of the draws in each category, the worst first, pessimistic rule. [1]
    optimistic
        Category most often drawn under the optimistic rule; another one than `category` says that
        the option is hard to compare with the limits.
    vetoes
        Criteria on which it falls so far below the acceptable that nothing makes up for it.
    """

    option: str
    category: Category
    shares: Row
    optimistic: Category
    vetoes: tuple[str, ...]


def outranking(known: Table, weights: Floats, *, seed: int) -> Outranking:
    """Compare the options two by two on their performances, without adding values up.

    Parameters
    ----------
    known
        Table of the options that remain.
    weights : (n_draws, n_criteria)
        Weightings drawn. [1]
    seed
        Seed of the decision.

    References
    ----------
    J.-P. Brans and P. Vincke, "A Preference Ranking Organisation Method: The PROMETHEE Method for
    Multiple Criteria Decision-Making", Management Science 31 (6), 1985, pp. 647-656,
    doi:10.1287/mnsc.31.6.647.
    """
    means = weights.mean(axis=0)
    flows = _flows(known.middle, known.criteria)
    codes = promethee.promethee_one(flows, means)
    some = _some(weights)
    tables = drawn(known, len(some), seed=seed)
    each = _flows(tables, known.criteria)
    net = promethee.net_flows(flows.net, means)
    ids = [option.id for option in known.options]
    return Outranking(
        positive=row(promethee.net_flows(flows.positive, means)),
        negative=row(promethee.net_flows(flows.negative, means)),
        net=row(net),
        relations=tuple(tuple(RELATIONS[int(code)] for code in line) for line in codes),
        support=matrix(_support(codes, each, some)),
        acceptability=matrix(_ranks(known, each, flows, weights, some)),
        order=tuple(ids[k] for k in ordered(net, ids)),
    )


def _ranks(known: Table, each: Flows, flows: Flows, weights: Floats, some: Floats) -> Floats:
    if known.is_uncertain.any():
        return promethee.smaa_flows(each.net, some)
    return promethee.smaa_flows(flows.net, weights)


def _some(weights: Floats) -> Floats:
    """Take weightings evenly among all."""
    picked = np.linspace(0, len(weights) - 1, min(MOST_TABLES, len(weights))).astype(int)
    return np.asarray(weights[picked], dtype=np.float64)


def _flows(performances: Floats, criteria: Sequence[Criterion]) -> Flows:
    signs = np.array([criterion.sign for criterion in criteria])
    return promethee.single_criterion_flows(
        performances * signs,
        "linear",
        q=[criterion.indifference for criterion in criteria],
        p=[criterion.full_preference for criterion in criteria],
    )


def _support(codes: npt.NDArray[np.int64], each: Flows, weights: Floats) -> Floats:
    """Count the draws in which each relation is the one said."""
    agreed = np.zeros(codes.shape)
    for draw, one in enumerate(weights):
        table = draw if len(each.positive) > 1 else 0
        flows = Flows(each.positive[table], each.negative[table])
        agreed += promethee.promethee_one(flows, one) == codes
    return agreed / len(weights)


def sorting(known: Table, weights: Floats, *, cut: float, seed: int) -> tuple[Sorted, ...]:
    """Sort the options into acceptable, to rework and reject, each on its own merits.

    Parameters
    ----------
    known
        Table of the options that remain.
    weights : (n_draws, n_criteria)
        Weightings drawn. [1]
    cut
        Majority of weights needed, in [0.5, 1]. [1]
    seed
        Seed of the decision.

    Returns
    -------
    One for each option, in their order; nothing where no criterion that has weight has limits.

    References
    ----------
    V. Mousseau, R. Slowinski and P. Zielniewicz, "A user-oriented implementation of the ELECTRE-TRI
    method", Computers & Operations Research 27 (7-8), 2000, pp. 757-777,
    doi:10.1016/S0305-0548(99)00117-3.
    """
    sorts = [k for k, criterion in enumerate(known.criteria) if criterion.acceptable is not None]
    some = _some(weights)[:, sorts]
    some = some[some.sum(axis=1) > 0]
    if not sorts or not len(some):
        return ()
    criteria = [known.criteria[k] for k in sorts]
    signs = np.array([criterion.sign for criterion in criteria])
    tables = drawn(known, len(some), seed=seed)[:, :, sorts] * signs
    low, high = _assigned(tables, some, criteria, cut)
    pessimistic = electre.category_shares(low, len(CATEGORIES))
    optimistic = electre.category_shares(high, len(CATEGORIES))
    return tuple(
        Sorted(
            option=option.id,
            category=CATEGORIES[int(pessimistic[k].argmax())],
            shares=tuple(round(float(share), DIGITS) for share in pessimistic[k]),
            optimistic=CATEGORIES[int(optimistic[k].argmax())],
            vetoes=_vetoes(known.middle[k, sorts], criteria),
        )
        for k, option in enumerate(known.options)
    )


def _assigned(
    tables: Floats, weights: Floats, criteria: Sequence[Criterion], cut: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    signs = np.array([criterion.sign for criterion in criteria])
    profiles = np.array([_limits(criterion) for criterion in criteria]).T * signs
    thresholds = {
        "q": [criterion.indifference for criterion in criteria],
        "p": [_preference(criterion) for criterion in criteria],
        "v": [NO_LIMIT if criterion.veto is None else criterion.veto for criterion in criteria],
    }
    if len(tables) == 1:
        found = electre.sort(tables[0], profiles, weights, **thresholds, cut=cut)
        return found.pessimistic, found.optimistic
    each = [
        electre.sort(table, profiles, one, **thresholds, cut=cut)
        for table, one in zip(tables, weights, strict=True)
    ]
    return np.array([a.pessimistic for a in each]), np.array([a.optimistic for a in each])


def _limits(criterion: Criterion) -> tuple[float, float]:
    rework, acceptable = criterion.rework, criterion.acceptable
    return (NO_LIMIT if rework is None else rework, NO_LIMIT if acceptable is None else acceptable)


def _preference(criterion: Criterion) -> float:
    """Return the difference that counts in full: as told, or any that is not indifferent."""
    told = criterion.preference
    return criterion.indifference if told is None else told


def _vetoes(performances: Floats, criteria: Sequence[Criterion]) -> tuple[str, ...]:
    return tuple(
        criterion.id
        for performance, criterion in zip(performances, criteria, strict=True)
        if criterion.veto is not None
        and criterion.acceptable is not None
        and criterion.sign * (criterion.acceptable - performance) >= criterion.veto
    )
