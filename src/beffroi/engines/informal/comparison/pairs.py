"""Variants and routes of two feeds that are one, matched one to one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.comparison.matching import paired
from beffroi.engines.informal.comparison.norms import parameter
from beffroi.engines.informal.comparison.overlaps import overlaps
from beffroi.engines.informal.published import Published, Variant
from beffroi.kernels.polylines import arcs

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What is one in two feeds.

    Attributes
    ----------
    variants
        The variants matched: ours, theirs.
    n_routes
        Routes matched, of ours and of theirs.
    along : (n_theirs,)
        Share of each variant of theirs that one of ours runs along, the same way. [1]
    drawn
        Whether both feeds draw shapes; else lines go straight from stop to stop in both.
    """

    variants: tuple[tuple[Variant, Variant], ...]
    n_routes: tuple[int, int, int]
    along: Floats
    drawn: bool


def has_shapes(network: Published) -> bool:
    """Say whether a feed draws the shape of most of its variants."""
    return sum(variant.has_shape for variant in network.variants) * 2 > len(network.variants)


def pairs(feed: Published, reference: Published) -> Pairs:
    """Match variants, then routes, one to one.

    Two variants may be one where each runs along the other, the same way, for `variant_overlap` of
    its length, and both ends of one are within `terminal` of those of the other. Two routes may be
    one where the best partners of the variants of each cover `route_overlap` of its length, and
    they share a terminal. Among all that may be, `paired` chooses, larger overlaps first.
    """
    drawn = has_shapes(feed) and has_shapes(reference)
    ours, theirs = ([variant.line if drawn else variant.stops for variant in network.variants]
                    for network in (feed, reference))  # fmt: skip
    forth, back = overlaps(ours, theirs)
    ends = _ends(ours), _ends(theirs)
    starts, lasts = (_near(ends[0][:, i], ends[1][:, i]) for i in (0, 1))
    both = np.minimum(forth, back)
    left, right = np.nonzero((both >= parameter("variant_overlap")) & starts & lasts)
    kept = paired(left, right, 1.0 - both[left, right], both.shape)
    variants = tuple((feed.variants[i], reference.variants[j]) for i, j in zip(*kept, strict=True))
    n_routes = _routes(feed, reference, (forth, back), (ours, theirs))
    return Pairs(variants, n_routes, back.max(axis=0, initial=0.0), drawn)


def _ends(lines: Sequence[Floats]) -> Floats:
    return np.array([[line[0], line[-1]] for line in lines]).reshape(-1, 2, 2)


def _near(ones: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    apart = np.hypot(*(ones[:, np.newaxis] - others[np.newaxis]).transpose(2, 0, 1))
    near: npt.NDArray[np.bool_] = apart <= parameter("terminal")
    return near


def _routes(
    feed: Published, reference: Published, shares: tuple[Floats, Floats],
    lines: tuple[Sequence[Floats], Sequence[Floats]],
) -> tuple[int, int, int]:  # fmt: skip
    """Count the routes that are one, and those of both feeds."""
    ours, theirs = (_membership(network) for network in (feed, reference))
    weights = [np.array([arcs(line)[-1] for line in own]) for own in lines]
    forth = _best(shares[0], ours, theirs, weights[0])
    back = _best(shares[1].T, theirs, ours, weights[1]).T
    ends = _ends(lines[0]).reshape(-1, 2), _ends(lines[1]).reshape(-1, 2)
    touch = _near(ends[0], ends[1])
    shared = _any(touch, np.repeat(ours, 2), np.repeat(theirs, 2), forth.shape)
    both = np.minimum(forth, back)
    left, right = np.nonzero((both >= parameter("route_overlap")) & shared)
    return (len(paired(left, right, 1.0 - both[left, right], both.shape)[0]), *both.shape)


def _membership(network: Published) -> Ints:
    """Give each variant the number of its route."""
    names = [variant.route_id for variant in network.variants]
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def _best(share: Floats, ours: Ints, theirs: Ints, weights: Floats) -> Floats:
    """Cover each of our routes by each of theirs: each variant by its best partner in it."""
    n_ours, n_theirs = int(ours.max(initial=-1)) + 1, int(theirs.max(initial=-1)) + 1
    best = np.zeros((len(ours), n_theirs))
    for j in range(len(theirs)):
        np.maximum(best[:, theirs[j]], share[:, j], out=best[:, theirs[j]])
    covered, whole = np.zeros((n_ours, n_theirs)), np.zeros(n_ours)
    np.add.at(covered, ours, best * weights[:, np.newaxis])
    np.add.at(whole, ours, weights)
    return np.asarray(covered / np.maximum(whole, 1e-9)[:, np.newaxis])


def _any(
    flags: npt.NDArray[np.bool_], rows: Ints, columns: Ints, shape: tuple[int, ...]
) -> npt.NDArray[np.bool_]:
    made = np.zeros(shape, dtype=bool)
    i, j = np.nonzero(flags)
    made[rows[i], columns[j]] = True
    return made
