"""Peers that our kernels are compared with, called by their conventions, warnings unheard.

All take performances whose greatest is the best, as our kernels do.
"""
# ruff: noqa: PLC0415  a peer is imported by the tests that need it alone

import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from beffroi.kernels.choice.shapes import Floats

KINDS = ("usual", "u_shape", "v_shape", "level", "linear", "gaussian")
PYDECISION = {kind: f"t{number}" for number, kind in enumerate(KINDS, 1)}
PYMCDM = {
    "usual": "usual", "u_shape": "ushape", "v_shape": "vshape", "level": "level",
    "linear": "vshape_2",
}  # fmt: skip


def unheard(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def quiet(*args: Any, **kwargs: Any) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*args, **kwargs)

    return quiet


@unheard
def promethee_by_pydecision(
    performances: Floats, weights: Floats, kinds: list[str], q: Floats, p: Floats
) -> Floats:
    from pyDecision.algorithm.p_ii import promethee_ii

    codes = [PYDECISION[kind] for kind in kinds]
    # Its own S is the standard deviation of the Gaussian, which is our p.
    flows = promethee_ii(performances, weights, q, p, p, codes, sort=False, verbose=False)
    return np.asarray(flows[:, 1])


@unheard
def promethee_by_pymcdm(
    performances: Floats, weights: Floats, kind: str, q: Floats, p: Floats
) -> Floats:
    from pymcdm.methods import PROMETHEE_II

    method = PROMETHEE_II(PYMCDM[kind], p=list(p), q=list(q))
    return np.asarray(method(performances, weights, np.ones(len(weights))))


def _electre(
    class_name: str,
    performances: Floats,
    weights: Floats,
    q: Floats,
    p: Floats,
    v: Floats,
    **more: Any,
) -> Any:
    from mcda import PerformanceTable
    from mcda.outranking import electre
    from mcda.scales import PreferenceDirection, QuantitativeScale

    names = list(range(len(weights)))
    best = QuantitativeScale(preference_direction=PreferenceDirection.MAX)
    scales = dict.fromkeys(names, best)
    if "profiles" in more:
        labels = [f"limit {number}" for number in range(len(more["profiles"]))]
        more["profiles"] = PerformanceTable(more["profiles"], scales=scales, alternatives=labels)
    return getattr(electre, class_name)(
        PerformanceTable(performances, scales=scales),
        criteria_weights=dict(enumerate(weights)),
        indifference_thresholds=dict(enumerate(q)),
        preference_thresholds=dict(enumerate(p)),
        veto_thresholds={j: None if np.isnan(one) else one for j, one in enumerate(v)},
        **more,
    )


@unheard
def credibility_by_mcda(
    performances: Floats, weights: Floats, q: Floats, p: Floats, v: Floats
) -> Floats:
    method = _electre("Electre3", performances, weights, q, p, v)
    return np.asarray(method.credibility().data, dtype=np.float64)


@unheard
def categories_by_mcda(
    performances: Floats,
    profiles: Floats,
    weights: Floats,
    thresholds: tuple[Floats, Floats, Floats],
    cut: float,
) -> tuple[list[int], list[int]]:
    method = _electre(
        "ElectreTri", performances, weights, *thresholds, profiles=profiles, lambda_=cut
    )
    low, high = method.assign(pessimistic=True), method.assign(pessimistic=False)
    return list(low.data), list(high.data)


@unheard
def smaa_by_pysensmcda(values: Floats, weights: Floats) -> Any:
    from pysensmcda.smaa import smaa2

    return smaa2(_additive, values, np.ones(values.shape[-1]), weights=weights)


@unheard
def uncertain_smaa_by_pysensmcda(values: Floats, weights: Floats) -> Any:
    from pysensmcda.smaa import smaa2

    types = np.ones(values.shape[-1])
    return smaa2(_additive, values[0], types, weights=weights, matrix_samples=values)


@unheard
def exact_smaa_by_pysensmcda(values: Floats) -> Any:
    from pysensmcda.smaa import exact_acceptability

    return exact_acceptability(values, np.ones(values.shape[1]), scaling="none")


@unheard
def wins_by_pysensmcda(rankings: Floats) -> Floats:
    from pysensmcda.robustness import pairwise_winning_indices

    return np.asarray(pairwise_winning_indices(rankings))


def _additive(matrix: Floats, weights: Floats, types: Floats) -> Floats:
    return np.asarray(matrix @ weights)


@unheard
def topsis_by_pymcdm(performances: Floats, weights: Floats, types: list[int]) -> Floats:
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization

    # Its own vector normalisation turns costs over; ours is theirs for benefits.
    return np.asarray(TOPSIS(vector_normalization)(performances, weights, np.array(types)))


@unheard
def topsis_by_scikit_criteria(performances: Floats, weights: Floats, types: list[int]) -> Floats:
    from skcriteria.agg.topsis import topsis
    from skcriteria.preprocessing.scalers import scale_by_vector

    return np.asarray(topsis(scale_by_vector(performances, axis=0), np.array(types), weights)[3])


@unheard
def hierarchy_by_pydecision(comparisons: Floats, way: str) -> tuple[Floats, float]:
    from pyDecision.algorithm.ahp import ahp_method

    weights, ratio = ahp_method(comparisons, wd=way)
    return weights, float(ratio)
