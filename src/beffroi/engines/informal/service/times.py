"""Running times: how long vehicles ride from one stop to the next, by band of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from beffroi.engines.informal.service.clock import DAY, instants
from beffroi.engines.informal.service.middles import bound
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.polish import (
    FEWEST,
    MEDIAN,
    Polished,
    medians,
    polished,
    shrunk,
    width,
)
from beffroi.kernels.change_points import level_changes
from beffroi.territory.informal import INFORMAL_TIMES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Legs:
    """Legs of all variants: from each call to the next."""

    variant: tuple[str, ...]
    rank: Ints
    length: Floats
    group: Ints
    line: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Paces:
    """Logarithms of paces of legs: how far down and up each may be, alone and with its variant."""

    pace: Floats
    down: Floats
    up: Floats
    shared: Floats


def times(calls: pd.DataFrame, routes: Mapping[str, str], passed: pd.DataFrame,
          zone: str = "") -> pd.DataFrame:  # fmt: skip
    """Tell running times of every leg of every variant.

    The pace of a leg is the median of its rides, once how slow each ride was as a whole is taken
    out; it is drawn towards the pace of its variant, that towards the pace of its line, and that
    towards the pace of the network, the more the fewer rides there are. Bands of the day begin
    where the pace of all rides changes (BIC); a line's own change is drawn towards the network's.

    Parameters
    ----------
    calls
        Rows of `INFORMAL_CALLS`.
    routes
        Line of each variant.
    passed
        Passages, as `passages.passages` gives them.
    zone
        IANA zone of the network's clock.

    Returns
    -------
    Rows of `INFORMAL_TIMES`. A leg that no ride timed takes the pace of its variant, line or
    network (`n_rides` 0); where no ride was timed at all, there is no row.
    """
    legs = _legs(calls, routes)
    seen = _timed(legs, passed, zone)
    if not len(seen):
        return INFORMAL_TIMES.empty()
    rides, starts = np.unique(seen["trace"], return_index=True)
    ride = np.searchsorted(rides, seen["trace"]).astype(np.int64)
    leg = seen["leg"].to_numpy()
    owner = legs.group[leg[starts]]
    parted = polished(seen["pace"].to_numpy(), leg, ride, owner)
    parted = _whole(parted, len(legs.rank))
    clock = medians(seen["clock"].to_numpy(), ride, len(rides))
    spread = _spread(parted.ride, len(np.unique(owner)))
    edges, factors, unsure = _bands(parted, clock, legs.line[leg[starts]], spread, _n(legs.line))
    paces = _paces(parted, leg, legs, spread, np.bincount(owner, minlength=_n(legs.group)))
    cell = np.searchsorted(edges, clock[ride], side="right") - 1
    counts = np.zeros((len(legs.rank), len(edges) - 1), dtype=np.int64)
    np.add.at(counts, (leg, np.clip(cell, 0, len(edges) - 2)), 1)
    return _table(legs, edges, paces, factors[legs.line], unsure[legs.line], counts)


def _n(numbers: Ints) -> int:
    return int(numbers.max(initial=-1)) + 1


def _legs(calls: pd.DataFrame, routes: Mapping[str, str]) -> _Legs:
    ordered = calls.sort_values(["variant_id", "rank"], kind="stable")
    variant = ordered["variant_id"].astype(str).to_numpy()
    along = ordered["along_m"].to_numpy(dtype=float)
    goes_on = variant[1:] == variant[:-1]
    names = variant[:-1][goes_on]
    rank = ordered["rank"].to_numpy(dtype=np.int64)[:-1][goes_on]
    group = np.unique(names, return_inverse=True)[1].astype(np.int64)
    lines = [routes.get(name, name) for name in names]
    line = np.unique(np.array(lines, dtype=str), return_inverse=True)[1].astype(np.int64)
    length = np.maximum(np.diff(along)[goes_on], 1.0)
    return _Legs(tuple(names), rank, length, group, line)


def _timed(legs: _Legs, passed: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Time the legs of rides that can be believed."""
    number = {key: k for k, key in enumerate(zip(legs.variant, legs.rank.tolist(), strict=True))}
    ordered = passed.sort_values(["trace", "rank"], kind="stable")
    trace, rank = (ordered[name].to_numpy(dtype=np.int64) for name in ("trace", "rank"))
    arrives, leaves = (ordered[name].to_numpy(dtype=float) for name in ("arrives", "leaves"))
    goes_on = (trace[1:] == trace[:-1]) & (rank[1:] == rank[:-1] + 1)
    keys = zip(ordered["variant_id"].astype(str).to_numpy()[:-1], rank[:-1].tolist(), strict=True)
    leg = np.array([number.get(key, -1) for key in keys], dtype=np.int64)
    seconds = arrives[1:] - leaves[:-1]
    length = np.where(leg >= 0, legs.length[leg] if len(legs.length) else 0.0, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        good = goes_on & (leg >= 0) & (seconds > 0) & (length / seconds <= parameter("fastest"))
        pace = np.log(seconds / length)
    clock = instants(leaves[:-1][good], zone).seconds
    return pd.DataFrame({"trace": trace[:-1][good], "leg": leg[good], "pace": pace[good],
                         "clock": clock})  # fmt: skip


def _whole(parted: Polished, n_legs: int) -> Polished:
    """Give legs after the last that was timed their place."""
    missing = n_legs - len(parted.leg)
    return Polished(
        np.concatenate([parted.leg, np.full(missing, np.nan)]),
        np.concatenate([parted.n_rides, np.zeros(missing, dtype=np.int64)]),
        parted.ride,
        np.concatenate([parted.noise, np.full(missing, parameter("pace_spread") ** 2)]),
        parted.pace,
    )  # fmt: skip


def _paces(parted: Polished, leg: Ints, legs: _Legs, spread: float, rides: Ints) -> _Paces:
    """Draw legs towards variants, variants towards lines, lines towards the network."""
    many = spread**2 * MEDIAN / np.maximum(rides, 1)
    middle = medians(parted.leg, legs.group, len(rides))
    line_of = np.zeros(len(rides), dtype=np.int64)
    line_of[legs.group] = legs.line
    by_line = medians(middle, line_of, _n(legs.line))
    whole = np.full(len(by_line), np.nanmedian(parted.leg))
    n_lines = np.bincount(line_of[np.isfinite(middle)], minlength=len(by_line))
    by_line, _ = shrunk(by_line, np.nanmax(many) / np.maximum(n_lines, 1), whole)
    middle, unsure = shrunk(middle, many, by_line[line_of])
    own = parted.noise * MEDIAN / np.maximum(parted.n_rides, 1)
    target = middle[legs.group]
    pace, _ = shrunk(parted.leg, own, target)
    tail, wide = (1 - parameter("level")) / 2, width(parted.pace - target[leg])
    low, high = (bound(part, parted.pace, leg, target, wide) for part in (tail, 1 - tail))
    shared = np.where(rides > 0, many, unsure)[legs.group]
    return _Paces(pace, np.maximum(pace - low, 0.0), np.maximum(high - pace, 0.0), shared)


def _spread(rides: Floats, variants: int) -> float:
    """Measure how much rides differ as a whole; the middle of each variant is none of them."""
    known = rides[np.isfinite(rides)]
    freedom = len(known) - variants
    if freedom < FEWEST:
        return parameter("pace_spread")
    return max(float(np.sqrt((known**2).sum() / freedom)), 1e-3)


def _bands(
    parted: Polished, clock: Floats, line: Ints, spread: float, n_lines: int
) -> tuple[Floats, Floats, Floats]:
    """Cut the day where all rides change pace; tell what each band makes of each line."""
    starts, cell = parameter("day_starts"), parameter("cell")
    known = np.isfinite(parted.ride) & np.isfinite(clock)
    slow, number = parted.ride[known], ((clock[known] - starts) // cell).astype(np.int64)
    n_cells = int(DAY / cell)
    weights = np.bincount(number, minlength=n_cells) / spread**2
    sums = np.bincount(number, weights=slow, minlength=n_cells) / spread**2
    values = sums / np.maximum(weights, 1e-12)
    seen = max(int(known.sum()), 2)
    cuts = level_changes(values, weights, shortest=int(parameter("shortest_band") / cell),
                         penalty=2 * np.log(seen))  # fmt: skip
    cuts = _without_empty(cuts, weights)
    edges = np.asarray(starts + cuts * cell, dtype=np.float64)
    n_bands = len(cuts) - 1
    if n_bands == 1:
        return edges, np.zeros((n_lines, 1)), np.zeros((n_lines, 1))
    band = np.searchsorted(cuts, number, side="right") - 1
    common = np.array([slow[band == b].mean() for b in range(n_bands)])
    factors, unsure = np.empty((n_lines, n_bands)), np.empty((n_lines, n_bands))
    for b in range(n_bands):
        own = line[known][band == b]
        n = np.bincount(own, minlength=n_lines)
        mean = np.bincount(own, weights=slow[band == b], minlength=n_lines) / np.maximum(n, 1)
        factors[:, b], unsure[:, b] = shrunk(
            np.where(n > 0, mean, np.nan), spread**2 / np.maximum(n, 1), np.full(n_lines, common[b])
        )
    return edges, factors, unsure


def _without_empty(cuts: Ints, weights: Floats) -> Ints:
    """Join bands in which nobody rode to the ones before."""
    kept = [int(cuts[0])]
    for begin, end in pairwise(cuts.tolist()):
        if begin > 0 and weights[begin:end].sum() > 0 and weights[:begin].sum() > 0:
            kept.append(begin)
    return np.array([*kept, int(cuts[-1])], dtype=np.int64)


def _table(  # noqa: PLR0917  (columns of one table)
    legs: _Legs, edges: Floats, paces: _Paces, factors: Floats, unsure: Floats, counts: Ints
) -> pd.DataFrame:
    n_bands = len(edges) - 1
    seconds = np.exp(paces.pace[:, np.newaxis] + factors) * legs.length[:, np.newaxis]
    shared = norm.ppf((1 + parameter("level")) / 2) * np.sqrt(paces.shared[:, np.newaxis] + unsure)
    down, up = (np.exp(np.hypot(own[:, np.newaxis], shared)) for own in (paces.down, paces.up))
    variant, rank = np.repeat(legs.variant, n_bands), np.repeat(legs.rank, n_bands)
    begins, ends = np.tile(edges[:-1], len(legs.rank)), np.tile(edges[1:], len(legs.rank))
    ids = [f"{v}:{r}:{int(b)}" for v, r, b in zip(variant, rank, begins, strict=True)]
    return INFORMAL_TIMES.framed({
        "time_id": ids, "variant_id": variant, "rank": rank, "begins_s": begins, "ends_s": ends,
        "seconds": seconds.ravel(), "low_s": (seconds / down).ravel(),
        "high_s": (seconds * up).ravel(), "n_rides": counts.ravel(),
    })  # fmt: skip
