"""Stays of vehicles: runs of passes at which the same one was seen in a section."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.passes import MISSING, Passes

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
COLUMNS = {
    "section": "object", "day": "object", "visit": "int64", "vehicle": "int64",
    "sightings": "int64", "before": "float64", "first": "float64", "last": "float64",
    "after": "float64",
}  # fmt: skip


def stays(reads: pd.DataFrame, passes: Passes) -> pd.DataFrame:
    """Join the reads of each vehicle in stays.

    A stay is broken where the vehicle was not seen at a pass that was made; a pass that was
    missed breaks nothing.

    Parameters
    ----------
    reads
        Table `PLATE_READS`.
    passes
        Its passes.

    Returns
    -------
    One row a stay: `section`, `day`, `visit` and `vehicle`; `sightings`, passes at which it was
    seen; `before`, `first`, `last` and `after`,
    instants of the pass before it was seen (NaN at the first pass), of those at which it was first
    and last seen, and of the pass after (NaN at the last pass) [s].
    """
    vehicle = reads["vehicle"].fillna(-1).to_numpy(dtype=np.int64)
    known = vehicle >= 0
    table = passes.table
    visit_of, rank_of = (table[c].to_numpy(dtype=np.int64) for c in ("visit", "rank"))
    row, vehicle = passes.row[known], vehicle[known]
    visit, rank = visit_of[row], rank_of[row]
    if not len(vehicle):
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()})
    order = np.lexsort((rank, vehicle, visit))
    visit, rank, vehicle = visit[order], rank[order], vehicle[order]
    new = np.ones(len(order), dtype=bool)
    same = (np.diff(visit) == 0) & (np.diff(vehicle) == 0)
    new[1:] = ~same | (np.diff(rank) > 1)
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(order)) - 1
    made = np.flatnonzero((table["state"] != MISSING).to_numpy())
    instant = table["instant"].to_numpy(dtype=np.float64)[made]
    of_visit = visit_of[made]
    offset = np.searchsorted(of_visit, visit[starts])
    n_passes = np.searchsorted(of_visit, visit[starts], side="right") - offset
    first, last = rank[starts], rank[ends]
    before = np.where(first > 0, instant[np.maximum(offset + first - 1, 0)], np.nan)
    after_at = np.minimum(offset + last + 1, len(instant) - 1)
    after = np.where(last < n_passes - 1, instant[after_at], np.nan)
    shown = table.iloc[made[offset]]
    return pd.DataFrame({
        "section": shown["section"].to_numpy(), "day": shown["day"].to_numpy(),
        "visit": visit[starts], "vehicle": vehicle[starts], "sightings": ends - starts + 1,
        "before": before,
        "first": instant[offset + first], "last": instant[offset + last], "after": after,
    })  # fmt: skip


def midpoint(table: pd.DataFrame) -> Floats:
    """Length of each stay by the mid-point rule, against which estimates are compared.

    Half the sum of the least and the most that passes allow; the first and the last pass stand for
    an arrival or a departure that is not known. It is too long for stays shorter than the gap
    between passes, too short for long ones.

    References
    ----------
    Agence de mobilité durable (Montréal), `onstreet-parking-study` 1.2, whose rule it is.

    Examples
    --------
    >>> hour = 3600.0
    >>> one = pd.DataFrame({"before": [0.0], "first": [hour], "last": [hour], "after": [2 * hour]})
    >>> midpoint(one).tolist()
    [3600.0]
    """
    before, first, last, after = (table[c] for c in ("before", "first", "last", "after"))
    most = after.fillna(last) - before.fillna(first)
    return ((last - first + most) / 2).to_numpy(dtype=np.float64)
