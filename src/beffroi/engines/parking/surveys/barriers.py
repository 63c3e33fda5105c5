"""Barriers: vehicles in a car park from those that went in and out, errors corrected at night."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.norms import norm

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
DAY, HOUR = 86_400.0, 3_600.0


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """Vehicles in car parks.

    Attributes
    ----------
    table
        `section`, `time` [s] and `vehicles` after each row of the counts: at least so many, as
        those that stay every night are not known.
    drift
        By car park, share of its movements that its barriers miss or count twice: what nights do
        not give back, summed over nights without sign. [1]
    """

    table: pd.DataFrame
    drift: pd.Series


def inside(counts: pd.DataFrame) -> Inside:
    """Work out how many vehicles stand in each car park.

    Entries less exits are summed; barriers miss some, so that the sum drifts. Each night, at the
    hour when the fewest move, the car park is taken to hold as many as the other nights: what a
    day leaves over is taken from its movements, in proportion. The fewest it ever holds is 0.

    Parameters
    ----------
    counts
        Table `BARRIER_COUNTS`.
    """
    pieces, drifts = [], {}
    for section, own in counts.groupby("section", sort=True):
        ordered = own.sort_values("time", kind="stable")
        time, entries, exits = (ordered[c].to_numpy(dtype=np.float64)
                                for c in ("time", "entries", "exits"))  # fmt: skip
        vehicles, drift = _corrected(time, entries, exits)
        pieces.append(pd.DataFrame({"section": section, "time": time, "vehicles": vehicles}))
        drifts[section] = drift
    empty = pd.DataFrame({"section": [], "time": [], "vehicles": []})
    table = pd.concat(pieces, ignore_index=True) if pieces else empty
    return Inside(table, pd.Series(drifts, dtype="float64"))


def _corrected(time: Floats, entries: Floats, exits: Floats) -> tuple[Floats, float]:
    net, moved = np.cumsum(entries - exits), np.cumsum(entries + exits)
    nights = _nights(time)
    if len(nights) < 2 or moved[-1] == 0:
        return net - net.min(), float("nan")
    lost = np.diff(net[nights])
    # np.interp wants movements that grow; nights without any between them say nothing.
    drift = np.interp(moved, moved[nights], net[nights])
    before, after = moved < moved[nights[0]], moved > moved[nights[-1]]
    drift[before], drift[after] = net[nights[0]], net[nights[-1]]
    corrected = net - drift
    span = moved[nights[-1]] - moved[nights[0]]
    return corrected - corrected.min(), float(np.abs(lost).sum() / span) if span else float("nan")


def _nights(time: Floats) -> Ints:
    """Find, for each night, the last row up to its quietest hour."""
    hour = norm("night_hour") * HOUR
    day = np.floor((time - hour) / DAY)
    last = np.flatnonzero(np.diff(day) > 0)
    near = (time[last] - hour) % DAY > DAY - norm("night_reach") * HOUR
    exact = (time[last] - hour) % DAY == 0
    return np.asarray(last[near | exact])
