"""Stretches of rides in one direction, and what becomes of each: none is left out."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.traces import Traces
from beffroi.engines.informal.tracing.cleaned import Cleaned, cleaned
from beffroi.engines.informal.tracing.cutting import cut, knots
from beffroi.engines.informal.tracing.norms import parameter
from beffroi.territory.rides import SET_ASIDE, state

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def traced(
    fixes: pd.DataFrame,
    rides: pd.DataFrame,
    *,
    plane: Plane | None = None,
    afloat: npt.NDArray[np.bool_] | None = None,
) -> tuple[Traces, pd.DataFrame]:
    """Clean rides and cut them into stretches that each go one way.

    Fixes that cannot be believed are left out, the others smoothed where they have times. A ride
    is cut where its clock or its place leaps, at a silence after which it is too far on to be
    bridged, where it turns round and comes back by the same streets, and where it stands long at a
    place where several rides end. A silence while it stands is a stay, and cuts nothing.

    Parameters
    ----------
    fixes, rides
        Tables `FIXES` and `RIDES`.
    plane
        Metres to measure in; around the middle of the fixes unless given.
    afloat : (n_rides,)
        Which rides go by boat, slower than vehicles; none if absent.

    Returns
    -------
    traces
        The stretches in use.
    pieces
        Table `INFORMAL_PIECES`, without variants: a row for each stretch, and for each ride that
        has none. The rows whose state is not `set_aside` are the traces, in their order.
    """
    plane, own = cleaned(fixes, rides, plane, afloat=afloat)
    if not len(own.fix):
        return _traces(plane, own, np.zeros(1, np.int64), np.empty((0, 2), np.int64), rides), (
            _table(_missing(rides, np.empty(0, np.int64))))  # fmt: skip
    ends = cut(own.indptr, own.ride, own.time, own.points)
    ride = own.ride[np.searchsorted(own.indptr, ends[:-1], side="right") - 1]
    rows = _rows(own, ends, ride, rides)
    kept = np.array([row["state"] != SET_ASIDE for row in rows], dtype=bool)
    spans = np.column_stack([ends[:-1], ends[1:]])[kept]
    pieces = _table([*rows, *_missing(rides, ride)])
    return _traces(plane, own, ride[kept], spans, rides), pieces


def _rows(own: Cleaned, ends: Ints, ride: Ints, rides: pd.DataFrame) -> list[dict[str, object]]:
    """Describe each stretch."""
    lengths = _lengths(own, ends)
    ids, said = rides["ride_id"].to_numpy(dtype=str), _reasons(rides)
    rank = np.arange(len(ride)) - np.searchsorted(ride, ride)
    rows: list[dict[str, object]] = []
    for k in range(len(ride)):
        reasons = _limits(lengths[k], int(ends[k + 1] - ends[k]), said[ride[k]])
        rows.append({
            "order": int(ride[k]), "piece_id": f"{ids[ride[k]]}:{rank[k]}",
            "ride_id": ids[ride[k]], "begins_s": own.time[ends[k]],
            "ends_s": own.time[ends[k + 1] - 1], "n_fixes": int(ends[k + 1] - ends[k]),
            "length_m": lengths[k], "state": state(reasons), "reason": " ".join(reasons),
        })  # fmt: skip
    return rows


def _limits(length: float, n_fixes: int, said: list[str]) -> list[str]:
    """List what limits a stretch, the gravest first."""
    if n_fixes < 2:
        return ["too_few", *said]
    if length < parameter("shortest"):
        return ["standing", *said]
    return said


def _missing(rides: pd.DataFrame, ride: Ints) -> list[dict[str, object]]:
    """Describe the rides that have no stretch."""
    said = _reasons(rides)
    ids = rides["ride_id"].to_numpy(dtype=str)
    rows: list[dict[str, object]] = []
    for k in np.setdiff1d(np.arange(len(rides)), ride):
        reasons = said[k] if state(said[k]) == SET_ASIDE else [*said[k], "no_line"]
        rows.append({
            "order": int(k), "piece_id": f"{ids[k]}:0", "ride_id": ids[k], "begins_s": np.nan,
            "ends_s": np.nan, "n_fixes": 0, "length_m": np.nan, "state": SET_ASIDE,
            "reason": " ".join(reasons),
        })  # fmt: skip
    return rows


def _reasons(rides: pd.DataFrame) -> list[list[str]]:
    return [str(said).split() for said in rides["reason"].fillna("")]


def _lengths(own: Cleaned, ends: Ints) -> Floats:
    """Measure the way of each stretch, the wandering of what stands left out. [m]."""
    made = knots(ends, own.time, own.points)
    steps = np.hypot(*np.diff(made.points, axis=0, append=made.points[-1:]).T)
    steps[made.indptr[1:] - 1] = 0.0
    return np.add.reduceat(steps, made.indptr[:-1])


def _table(rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = ["order", "piece_id", "ride_id", "begins_s", "ends_s", "n_fixes", "length_m",
               "state", "reason"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns).sort_values("order", kind="stable")
    table.insert(7, "variant_id", pd.Series(pd.NA, index=table.index, dtype="string"))
    texts = dict.fromkeys(("piece_id", "ride_id", "state", "reason"), "string")
    kinds = texts | dict.fromkeys(("begins_s", "ends_s", "length_m"), "Float64")
    kinds["n_fixes"] = "Int64"
    typed = table.drop(columns="order").astype(kinds).reset_index(drop=True)
    typed["reason"] = typed["reason"].replace("", pd.NA)
    return typed


def _traces(plane: Plane, own: Cleaned, ride: Ints, spans: Ints, rides: pd.DataFrame) -> Traces:
    """Take the stretches in use together."""
    lengths = spans[:, 1] - spans[:, 0]
    held = np.concatenate([np.arange(*span) for span in spans] or [np.empty(0)]).astype(np.int64)
    ids = rides["ride_id"].to_numpy(dtype=str)
    return Traces(
        plane, tuple(str(ids[k]) for k in ride[: len(spans)]),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        own.fix[held], own.time[held], own.points[held], own.sigma[held],
    )  # fmt: skip
