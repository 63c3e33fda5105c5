"""Rides on streets: which the map has, and the streets that they were driven along."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.streets.norms import parameter
from beffroi.engines.informal.streets.web import Web
from beffroi.engines.informal.traces import Traces
from beffroi.kernels.trajectory.matching import NO_STREET, Matched, Model, distances
from beffroi.kernels.trajectory.matching import matched as laid_on

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class OnStreets:
    """Traces on the streets of a map.

    Attributes
    ----------
    near : (n_traces,)
        Share of the fixes of each that lie near a street; NaN where it has none. [0-1]
    mapped : (n_traces,)
        Whether that is enough for the map to be trusted for it.
    matched
        The streets that those were driven along; the others are on none.
    """

    near: Floats
    mapped: Flags
    matched: Matched


def matched(traces: Traces, web: Web) -> OnStreets:
    """Find the streets that traces were driven along, where the map has them.

    Parameters
    ----------
    traces
        Stretches of rides, in the plane of the streets.
    web
        The streets.
    """
    counts = np.diff(traces.indptr)
    is_near = distances(web.roads, traces.points) <= parameter("near")
    sums = np.concatenate([[0], np.cumsum(is_near)])[traces.indptr]
    with np.errstate(invalid="ignore"):
        near = np.diff(sums) / np.where(counts > 0, counts, np.nan)
        mapped = near >= parameter("near_share")
    kept = np.repeat(mapped, counts)
    sigma = np.where(traces.sigma > 0, traces.sigma, parameter("sigma"))
    own = np.concatenate([[0], np.cumsum(np.where(mapped, counts, 0))])
    found = laid_on(web.roads, own, traces.points[kept], sigma[kept], model())
    return OnStreets(near, mapped, _spread(found, kept))


def model() -> Model:
    """Return what is taken for likely of rides."""
    return Model(
        beta=parameter("beta"), radius=parameter("radius"), most=int(parameter("candidates")),
        close=parameter("close"), factor=parameter("detour"), slack=parameter("slack"),
        farthest=parameter("farthest"), leap=parameter("leap"), beam=parameter("beam"),
    )  # fmt: skip


def _spread(found: Matched, kept: Flags) -> Matched:
    """Give every fix its place again, on no street where it was not looked for."""
    n = len(kept)
    edge, verdict = np.full(n, -1), np.full(n, NO_STREET, np.int8)
    along, off = np.full((2, n), np.nan)
    edge[kept], along[kept], off[kept] = found.edge, found.along, found.off
    verdict[kept] = found.verdict
    return replace(
        found, edge=edge, along=along, off=off, verdict=verdict,
        first=np.flatnonzero(kept)[found.first],
    )  # fmt: skip
