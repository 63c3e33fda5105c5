"""How far the shapes of one feed run from those of another."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.comparison.estimates import UNKNOWN, Estimate, quantile, ratio
from beffroi.engines.informal.comparison.norms import parameter
from beffroi.engines.informal.comparison.overlaps import gaps, sampled
from beffroi.engines.informal.comparison.pairs import Pairs
from beffroi.engines.informal.published import Published, Variant
from beffroi.kernels.polylines import arcs

Floats = npt.NDArray[np.float64]
HALVES = 2.0
HIGH = 0.95


@dataclass(frozen=True, slots=True)
class ShapeErrors:
    """How far shapes are apart.

    Attributes
    ----------
    mean, p95
        Of the distances between the lines of variants that are one, points evenly spaced on both,
        measured both ways. [m]
    covered
        Share of the length of all variants of the reference that some variant of the feed runs
        along, the same way, within the tolerance. [1]
    """

    mean: Estimate
    p95: Estimate
    covered: Estimate


def compared(matched: Pairs, reference: Published, draw: np.random.Generator) -> ShapeErrors:
    """Compare the shapes of variants that are one; unknown where a feed draws none."""
    if not matched.drawn:
        return ShapeErrors(UNKNOWN, UNKNOWN, UNKNOWN)
    parts = [_both_ways(ours, theirs) for ours, theirs in matched.variants]
    sums = np.array([part.sum() for part in parts], dtype=np.float64)
    counts = np.array([len(part) for part in parts], dtype=np.float64)
    lengths = np.array([arcs(variant.line)[-1] for variant in reference.variants])
    covered = ratio(matched.along * lengths, lengths, draw)
    return ShapeErrors(ratio(sums, counts, draw), quantile(parts, HIGH, draw), covered)


def _both_ways(ours: Variant, theirs: Variant) -> Floats:
    step = parameter("sample") / HALVES
    one, other = sampled(ours.line, step), sampled(theirs.line, step)
    return np.concatenate([gaps(one, other), gaps(other, one)])
