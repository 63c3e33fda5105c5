"""Privacy: the ends of rides outside hubs are taken away, since they may be somebody's home."""

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.informal.traces import Floats, Ints, Traces
from beffroi.foundation.dated import dated_values

PARAMETERS = Path(__file__).parent / "privacy.toml"
Flags = npt.NDArray[np.bool_]


def blurred(traces: Traces, devices: pd.Series) -> Traces:
    """Take away what leads to the ends of rides that are no hub.

    A hub is where rides of several devices begin or end, or several rides where devices are not
    told. Around any other end, fixes within a radius are dropped; the radius is drawn from the
    ride itself, so that it is always the same for one ride and cannot be guessed without it.

    Parameters
    ----------
    traces
        As they were recorded.
    devices
        By `ride_id`, the pseudonym of its device; missing where the file tells none.

    Returns
    -------
    The same traces, in the same order, perhaps shorter; one that never leaves the neighbourhood of
    its end has no fix left.

    Examples
    --------
    >>> from beffroi.engines.informal.published import Plane
    >>> line = np.column_stack([np.arange(0.0, 1000.0, 10.0), np.zeros(100)])
    >>> one = Traces(Plane(0, 0), ("r1",), np.array([0, 100]), np.arange(100), np.arange(100.0),
    ...     line, np.full(100, 5.0))
    >>> left = blurred(one, pd.Series({"r1": None}))
    >>> bool(100 <= left.points[0, 0] <= 200), bool(790 <= left.points[-1, 0] <= 890)
    (True, True)
    """
    is_hub = hubs(traces, devices)
    kept = np.ones(len(traces.fix), dtype=bool)
    for trace in range(len(traces.ride_ids)):
        own = traces.of(trace)
        points = traces.points[own]
        if len(points):
            kept[own] = _far_from_ends(points, is_hub[trace], _drawn(points))
    return _only(traces, kept)


def hubs(traces: Traces, devices: pd.Series) -> Flags:
    """Say which ends of traces lie at a hub.

    Returns
    -------
    (n_traces, 2)
        Whether the begin and the end of each are at one; False where it has no fix.
    """
    found = np.zeros((len(traces.ride_ids), 2), dtype=bool)
    rows = np.flatnonzero(np.diff(traces.indptr) > 0)
    if not len(rows):
        return found
    firsts, lasts = traces.indptr[rows], traces.indptr[rows + 1] - 1
    ends = np.concatenate([traces.points[firsts], traces.points[lasts]])
    rides = np.array(traces.ride_ids, dtype=object)[np.tile(rows, 2)]
    told = devices.to_dict()
    owners = [told.get(ride) for ride in rides]
    near = cKDTree(ends).query_ball_point(ends, dated_values(PARAMETERS)["hub_reach"])
    at_hub = np.array([_is_shared(rides[one], [owners[i] for i in one]) for one in near])
    found[rows, 0], found[rows, 1] = at_hub[: len(rows)], at_hub[len(rows) :]
    return found


def _is_shared(rides: npt.NDArray[np.object_], owners: list[object]) -> bool:
    """Say whether ends in one place are those of several people, as far as can be told."""
    known = {str(owner) for owner in owners if not pd.isna(owner)}  # type: ignore[call-overload]
    unknown = {ride for ride, owner in zip(rides, owners, strict=True) if pd.isna(owner)}  # type: ignore[call-overload]
    if len(known) >= dated_values(PARAMETERS)["hub_devices"]:
        return True
    return len(known) + len(unknown) >= dated_values(PARAMETERS)["hub_rides"]


def _drawn(points: Floats) -> Floats:
    """Draw the radii around both ends of a ride from the ride itself. [m]."""
    digest = hashlib.blake2b(np.ascontiguousarray(points).tobytes(), digest_size=8).digest()
    shares = np.frombuffer(digest, dtype=np.uint32) / 2**32
    least, most = dated_values(PARAMETERS)["blur_least"], dated_values(PARAMETERS)["blur_most"]
    return np.asarray(least + shares * (most - least), dtype=np.float64)


def _far_from_ends(points: Floats, is_hub: Flags, radii: Floats) -> Flags:
    """Keep the fixes from where a ride first leaves its begin to where it last nears its end."""
    first, last = 0, len(points)
    if not is_hub[0]:
        away = np.hypot(*(points - points[0]).T) > radii[0]
        first = int(np.argmax(away)) if away.any() else len(points)
    if not is_hub[1]:
        away = np.hypot(*(points - points[-1]).T) > radii[1]
        last = len(points) - int(np.argmax(away[::-1])) if away.any() else 0
    kept = np.zeros(len(points), dtype=bool)
    kept[first:last] = True
    return kept


def _only(traces: Traces, kept: Flags) -> Traces:
    before: Ints = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    return Traces(
        plane=traces.plane, ride_ids=traces.ride_ids, indptr=before[traces.indptr],
        fix=traces.fix[kept], time=traces.time[kept], points=traces.points[kept],
        sigma=traces.sigma[kept],
    )  # fmt: skip
