"""Who loses with each choice: its value for each group, beside its own best and the baseline."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.method.arbitration.decision import Group
from beffroi.method.arbitration.robustness import DIGITS, in_order, ordered
from beffroi.method.arbitration.table import Table, expected

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stake:
    """What an option means to a group.

    Attributes
    ----------
    group, option
        Ids.
    value
        Overall value of the option for the group, in [0, 1]. [1]
    own_best
        Option that the group values most, among those that remain.
    regret
        What the group gives up against its own best, >= 0. [1]
    gain
        What it wins against the baseline; negative where it loses. [1]
    worse
        Share of the draws in which the option is worth less to it than the baseline. [1]
    """

    group: str
    option: str
    value: float
    own_best: str
    regret: float
    gain: float
    worse: float


def stakes(
    known: Table, whole: Table, groups: tuple[Group, ...], weights: Mapping[str, Floats], *,
    baseline: str, seed: int,
) -> tuple[Stake, ...]:  # fmt: skip
    """Say what each option that remains means to each group.

    Parameters
    ----------
    known
        Table of the options that remain.
    whole
        Table of all options: the baseline serves as reference even where a constraint removed it.
    groups
        The groups.
    weights
        Their weightings, (n_draws, n_criteria) each.
    baseline
        Id of the baseline.
    seed
        Seed of the decision.
    """
    return tuple(
        stake
        for group in groups
        for stake in _of_group(known, whole, group.id, weights[group.id], baseline, seed)
    )


def _of_group(  # noqa: PLR0917  (what `stakes` was given, for one group)
    known: Table, whole: Table, group: str, weights: Floats, baseline: str, seed: int
) -> list[Stake]:
    ids = [option.id for option in whole.options]
    values = dict(zip(ids, expected(whole) @ weights.mean(axis=0), strict=True))
    pairwise = in_order(whole, weights, seed=seed).pairwise
    left = [option.id for option in known.options]
    best = left[ordered(np.array([values[id_] for id_ in left]), left)[0]]
    reference = ids.index(baseline)
    return [
        Stake(
            group=group,
            option=id_,
            value=_rounded(values[id_]),
            own_best=best,
            regret=_rounded(values[best] - values[id_]),
            gain=_rounded(values[id_] - values[baseline]),
            worse=0.0 if id_ == baseline else _rounded(pairwise[reference, ids.index(id_)]),
        )
        for id_ in left
    ]


def _rounded(value: float) -> float:
    return round(float(value), DIGITS) + 0.0
