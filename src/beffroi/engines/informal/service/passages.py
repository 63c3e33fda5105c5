"""Passages: when each ride reached and left each stop of its variant."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.traces import Laid
from beffroi.kernels.trajectory.stays import Stays, stays

Floats = npt.NDArray[np.float64]
FEWEST = 2


def passages(laid: Laid, variant_ids: Sequence[str], calls: pd.DataFrame) -> pd.DataFrame:
    """Find when rides reached and left the stops of their variants.

    A stay within `stop_reach` of a stop is a stay at it; elsewhere (a red light) it is part of the
    way. Where a ride was silent or off its line while it passed a stop, nobody knows when it did.

    Parameters
    ----------
    laid
        Rides along their variants.
    variant_ids
        Identifier of each variant, by number.
    calls
        Rows of `INFORMAL_CALLS`.

    Returns
    -------
    A row for each trace of a variant and call of it: `trace`, `variant_id`, `rank`, `arrives`,
    `leaves` [s since 1970, NaN where unknown]. A stop that was passed without a stay is left when
    it is reached.
    """
    stops = {
        str(variant): own.sort_values("rank")[["rank", "along_m"]].to_numpy(dtype=float)
        for variant, own in calls.groupby("variant_id")
    }
    along = _forward(laid)
    stood = stays(
        laid.traces.indptr, _rising(laid), along, slow=parameter("slow"),
        least=parameter("shortest_stay"), pause=parameter("pause"),
    )  # fmt: skip
    parts = []
    for trace, variant in enumerate(laid.variant):
        id_ = variant_ids[variant] if variant >= 0 else ""
        own = laid.traces.of(trace)
        if id_ in stops and np.isfinite(laid.traces.time[own]).all():
            arrives, leaves = _passed(stops[id_][:, 1], laid.traces.time[own], along[own],
                                      _of(stood, trace))  # fmt: skip
            parts.append(pd.DataFrame({
                "trace": trace, "variant_id": id_, "rank": stops[id_][:, 0].astype(np.int64),
                "arrives": arrives, "leaves": leaves,
            }))  # fmt: skip
    columns = ["trace", "variant_id", "rank", "arrives", "leaves"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _rising(laid: Laid) -> Floats:
    """Put 0 for times that are not known, so that none of them makes a stay."""
    time: Floats = np.where(np.isfinite(laid.traces.time), laid.traces.time, 0.0)
    return time


def _forward(laid: Laid) -> Floats:
    """Make each trace go forward: halfway between its farthest yet and its least from then on."""
    made = np.full(len(laid.along), np.nan)
    for trace in range(len(laid.variant)):
        own = laid.traces.of(trace)
        known = np.isfinite(laid.along[own])
        values = laid.along[own][known]
        if len(values):
            least = np.minimum.accumulate(values[::-1])[::-1]
            made[own.start + np.flatnonzero(known)] = (np.maximum.accumulate(values) + least) / 2
    return made


def _of(stood: Stays, trace: int) -> Floats:
    """Return the stays of a trace: where, begin and end."""
    own = slice(*np.searchsorted(stood.ride, [trace, trace + 1]))
    return np.column_stack([stood.along[own], stood.begin[own], stood.end[own]])


def _passed(where: Floats, time: Floats, along: Floats, stood: Floats) -> tuple[Floats, Floats]:
    known = np.isfinite(along)
    time, along = time[known], along[known]
    if len(along) < FEWEST:
        return np.full(len(where), np.nan), np.full(len(where), np.nan)
    after = np.searchsorted(along, where, side="left")
    inside = np.clip(after, 1, len(along) - 1)
    lapse, jump = time[inside] - time[inside - 1], along[inside] - along[inside - 1]
    part = np.clip((where - along[inside - 1]) / np.maximum(jump, 1e-9), 0.0, 1.0)
    arrives = time[inside - 1] + part * lapse
    silent = (lapse > parameter("longest_lapse")) & (jump > parameter("longest_jump"))
    reach = parameter("stop_reach")
    missed = (where < along[0] - reach) | (where > along[-1] + reach)
    arrives[silent | missed] = np.nan
    leaves = arrives.copy()
    if len(stood):
        _stay(where, stood, arrives, leaves)
    return arrives, leaves


def _stay(where: Floats, stood: Floats, arrives: Floats, leaves: Floats) -> None:
    """Give the stops the stays that are nearer to them than to any other."""
    nearest = np.abs(stood[:, :1] - where[np.newaxis]).argmin(axis=1)
    near = np.abs(stood[:, 0] - where[nearest]) <= parameter("stop_reach")
    for (_, begin, end), stop in zip(stood[near], nearest[near], strict=True):
        arrives[stop] = np.fmin(arrives[stop], begin) if leaves[stop] > arrives[stop] else begin
        leaves[stop] = np.fmax(leaves[stop], end)
