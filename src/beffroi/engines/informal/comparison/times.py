"""Headways and running times of variants that are one, band by band of the day."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.comparison.estimates import Estimate, ratio
from beffroi.engines.informal.comparison.norms import BANDS
from beffroi.engines.informal.comparison.pairs import Pairs
from beffroi.engines.informal.published import Trip, Variant
from beffroi.kernels.polylines import in_order

Floats = npt.NDArray[np.float64]
Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TimeErrors:
    """How far times are apart.

    Attributes
    ----------
    headway
        Mean error of headways, relative to the reference's, over variants that are one and bands
        in which both have departures. [1]
    headways
        The same, by band. [1]
    running
        Sum of the errors of running times from each stop of the reference to the next, relative
        to the sum of these times. [1]
    whole
        The same for the time from the first stop to the last. [1]
    """

    headway: Estimate
    headways: Mapping[str, Estimate]
    running: Estimate
    whole: Estimate


def compared(matched: Pairs, draw: np.random.Generator) -> TimeErrors:
    """Compare the times of variants that are one; unknown where a feed gives none."""
    errors = {name: _headway_errors(matched, band) for name, band in BANDS.items()}
    everything = np.concatenate(list(errors.values()))
    segments = np.array([_segments(ours, theirs) for ours, theirs in matched.variants])
    above, whole, below = segments.reshape(-1, 3).T
    return TimeErrors(
        ratio(everything, np.ones(len(everything)), draw),
        {name: ratio(own, np.ones(len(own)), draw) for name, own in errors.items()},
        ratio(above, below, draw), ratio(whole, below, draw),
    )  # fmt: skip


def _headway_errors(matched: Pairs, band: Band) -> Floats:
    pairs = [(headway(ours, band), headway(theirs, band)) for ours, theirs in matched.variants]
    known = [(one, other) for one, other in pairs if np.isfinite(one) and np.isfinite(other)]
    return np.array([abs(one - other) / other for one, other in known], dtype=np.float64)


def headway(variant: Variant, band: Band) -> float:
    """Return the mean headway of a variant in a band: the part of it that is served by departures.

    Returns
    -------
    NaN where nothing leaves in the band. [s]
    """
    spans = [_served(trip, band) for trip in variant.trips]
    n = sum(_starts(trip, band) for trip in variant.trips)
    periods = [span for own in spans for span in own]
    if n <= 0:
        return float("nan")
    return (_length(periods) if periods else band[1] - band[0]) / n


def _starts(trip: Trip, band: Band) -> float:
    """Count the departures of a trip in a band, as many as its headways make on average."""
    begin, end, every = trip.periods.T
    inside = np.clip(np.minimum(end, band[1]) - np.maximum(begin, band[0]), 0, None)
    alone = (every == 0) & (begin >= band[0]) & (begin < band[1])
    return float((inside / np.where(every > 0, every, np.inf)).sum() + alone.sum())


def _served(trip: Trip, band: Band) -> list[Band]:
    return [
        (max(begin, band[0]), min(end, band[1]))
        for begin, end, every in trip.periods.tolist()
        if every > 0 and min(end, band[1]) > max(begin, band[0])
    ]


def _length(periods: list[Band]) -> float:
    """Measure the union of periods."""
    total, until = 0.0, -np.inf
    for begin, end in sorted(periods):
        total += max(0.0, end - max(begin, until))
        until = max(until, end)
    return total


def _segments(ours: Variant, theirs: Variant) -> tuple[float, float, float]:
    """Sum the errors from stop to stop and end to end, and the times of the reference."""
    where = in_order(theirs.stops, ours.line)
    sums = np.zeros(3)
    for band in BANDS.values():
        mine, known = profile(ours, band), profile(theirs, band)
        if mine is None or known is None:
            continue
        times = np.diff(np.interp(where, ours.where, mine))
        truth = np.diff(known)
        sums += [np.abs(times - truth).sum(), abs(times.sum() - truth.sum()), truth.sum()]
    return float(sums[0]), float(sums[1]), float(sums[2])


def profile(variant: Variant, band: Band) -> Floats | None:
    """Return the mean times at which trips that leave in a band reach the stops of a variant.

    Times that a feed leaves out lie in proportion to the distance between those that it gives.

    Returns
    -------
    (n_stops,)
        Seconds since departure; None where no trip leaves in the band, or none has times. [s]
    """
    weights, known = [], []
    for trip in variant.trips:
        times = np.where(np.isfinite(trip.arrivals), trip.arrivals, trip.departures)
        given = np.isfinite(times)
        n = _starts(trip, band)
        if n > 0 and given.sum() > 1:
            weights.append(n)
            known.append(np.interp(variant.where, variant.where[given], times[given]))
    if not weights:
        return None
    return np.asarray(np.average(known, axis=0, weights=weights), dtype=np.float64)
