"""Unmixing: lines that share a terminal, told apart by how evenly each of them leaves."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.service.clock import instants
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.sharing import cell_of, cells
from beffroi.engines.informal.service.watches import Watch
from beffroi.kernels.change_points import rate_changes
from beffroi.kernels.renewal import told_apart

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FEWEST = 20
"""Fewest departures a line, on average, from which evenness can be seen."""
STEPS = 10
"""Exchanges tried between two draws of which line is which."""


def evenness(gaps: Sequence[Floats]) -> float:
    r"""Measure how evenly vehicles leave: the shape of the gamma law of their headways.

    .. math:: E\left[ \left( \frac{g_1 - g_2}{g_1 + g_2} \right)^2 \right] = \frac{1}{2 k + 1}

    for two headways that follow each other, whatever their mean: the part of one in both is beta.

    Parameters
    ----------
    gaps
        Headways that follow each other, by line and watch. [s]

    Returns
    -------
    The shape `k`, 1 where vehicles leave by chance; 0 where fewer than ten pairs are known.

    Examples
    --------
    >>> round(evenness([np.array([300.0, 500.0] * 6)]), 1)
    7.5
    """
    pairs = [(own[1:] - own[:-1]) / (own[1:] + own[:-1]) for own in gaps if len(own) > 1]
    known = np.concatenate([np.zeros(0), *pairs])
    if len(known) < 10:
        return 0.0
    return float((1 / max(float(np.mean(known**2)), 1e-3) - 1) / 2)


def can_tell(watches: Sequence[Watch], n_lines: int, shape: float, zone: str) -> bool:
    """Say whether lines can be told apart: few, seen often, leaving evenly and steadily."""
    n = sum(len(watch.times) for watch in watches)
    if shape < parameter("even") or not 1 < n_lines <= parameter("most_lines"):
        return False
    if n < FEWEST * n_lines:
        return False
    starts, ends, clocks = _clocks(watches, zone)
    n_pieces = _pieces(cell_of(np.concatenate(clocks)), starts, ends).shape[1] - 1
    return bool(n_pieces <= parameter("most_pieces"))


def _clocks(watches: Sequence[Watch], zone: str) -> tuple[Floats, Floats, list[Floats]]:
    """Put begins, ends and departures of watches on the clock of the day on which each began."""
    starts = instants([watch.begins for watch in watches], zone).seconds
    clocks = [start + w.times - w.begins for start, w in zip(starts, watches, strict=True)]
    ends = np.array([start + w.ends - w.begins for start, w in zip(starts, watches, strict=True)])
    return starts, ends, clocks


def unmixed(  # noqa: PLR0917  (what a draw is made of)
    watches: Sequence[Watch], variants: Ints, left: Sequence[Floats], shape: float, zone: str,
    draw: np.random.Generator,
) -> Floats:  # fmt: skip
    """Draw how many departures of each line were seen, by cell of the day.

    Parameters
    ----------
    watches
        Watches of one kind of day that could see the same lines.
    variants : (n_lines,)
        Numbers of these.
    left
        By variant, departures of rides surveyed, which say which line is which. [s since 1970]
    shape
        Evenness of headways.

    Returns
    -------
    (n_draws, n_lines, n_cells)
        Departures.
    """
    starts, ends, clocks = _clocks(watches, zone)
    clock = np.concatenate(clocks)
    cell = cell_of(clock)
    window = np.repeat(np.arange(len(watches)), [len(own) for own in clocks]).astype(np.int64)
    said = np.concatenate([w.labelled for w in watches])
    known = np.where(said >= 0, np.searchsorted(variants, said), -1)
    edges = np.clip(_pieces(cell, starts, ends), starts[:, np.newaxis], ends[:, np.newaxis])
    free = np.full(len(known), -1, dtype=np.int64)
    labels = told_apart(clock, window, free, edges, len(variants), shape=shape,
                        sweeps=int(parameter("draws")), seed=int(draw.integers(2**31)))  # fmt: skip
    anchors, of = _anchors(watches, variants, left, known)
    piece = (edges[window, 1:] <= clock[:, np.newaxis]).sum(axis=1)
    piece = piece.clip(0, edges.shape[1] - 2)
    span = np.diff(edges, axis=1).sum(axis=0)
    which = _matched(labels, piece, span, (anchors, of), len(variants), draw)
    made = np.zeros((len(labels), len(variants), cells()))
    for rank, own in enumerate(labels):
        np.add.at(made[rank], (which[rank][piece, own], cell), 1.0)
    return made


def _pieces(cell: Ints, starts: Floats, ends: Floats) -> Floats:
    """Cut the day where the rate of all departures changes."""
    step, first = parameter("cell"), parameter("day_starts")
    bounds = first + np.arange(cells() + 1) * step
    inside = np.clip(np.minimum(ends[:, np.newaxis], bounds[1:])
                     - np.maximum(starts[:, np.newaxis], bounds[:-1]), 0.0, None)  # fmt: skip
    counts = np.bincount(cell, minlength=cells()).astype(np.float64)
    cuts = rate_changes(counts, inside.sum(axis=0), penalty=2 * np.log(max(len(cell), 2)),
                        shortest=int(parameter("shortest_band") / step))  # fmt: skip
    return np.repeat(bounds[cuts][np.newaxis], len(starts), axis=0)


def _anchors(
    watches: Sequence[Watch], variants: Ints, left: Sequence[Floats], known: Ints
) -> tuple[Ints, Ints]:
    """Find the departures that are those of rides, or whose line was said."""
    found, of = np.flatnonzero(known >= 0).tolist(), known[known >= 0].tolist()
    begin = 0
    for watch in watches:
        for rank, variant in enumerate(variants):
            own = left[variant][np.isfinite(left[variant])]
            for ride in own[(own >= watch.begins) & (own <= watch.ends)]:
                nearest = int(np.abs(watch.times - ride).argmin()) if len(watch.times) else -1
                if nearest >= 0 and abs(watch.times[nearest] - ride) <= parameter("anchor"):
                    found.append(begin + nearest)
                    of.append(rank)
        begin += len(watch.times)
    return np.array(found, dtype=np.int64), np.array(of, dtype=np.int64)


def _matched(  # noqa: PLR0917  (what a draw is made of)
    labels: Ints, piece: Ints, span: Floats, anchors: tuple[Ints, Ints], n_lines: int,
    draw: np.random.Generator,
) -> list[Ints]:  # fmt: skip
    """Draw which line is which of those told apart, piece by piece of the day.

    Departures whose line is known say so, and a line changes its rate between two pieces by about
    `share_spread`: evenness alone does not say which line goes on as which.

    Returns
    -------
    By draw, the line of each of those told apart: `(n_pieces, n_lines)`.
    """
    n_pieces, wrong = len(span), parameter("wrong_anchor")
    score = np.zeros((n_pieces, n_lines, n_lines))
    for event, line in zip(*anchors, strict=True):
        share = np.bincount(labels[:, event], minlength=n_lines) / len(labels)
        score[piece[event], :, line] += np.log((1 - wrong) * share + wrong / n_lines)
    counts = np.zeros((n_pieces, n_lines))
    for own in labels:
        np.add.at(counts, (piece, own), 1.0 / len(labels))
    rate = np.log((counts + 0.5) / np.maximum(span, 1.0)[:, np.newaxis])
    order = np.tile(np.arange(n_lines), (n_pieces, 1))
    found = []
    for rank in range(2 * len(labels)):
        picks = draw.integers(n_pieces, size=STEPS * n_pieces)
        for p in picks:
            a, b = draw.choice(n_lines, 2, replace=False)
            new = order[p].copy()
            new[[a, b]] = new[[b, a]]
            gain = _weight(new, p, order, score, rate) - _weight(order[p], p, order, score, rate)
            if np.log(draw.random()) < gain:
                order[p] = new
        if rank >= len(labels):
            found.append(np.argsort(order, axis=1))
    return found


def _weight(own: Ints, p: int, order: Ints, score: Floats, rate: Floats) -> float:
    """Weigh which of those told apart each line is in a piece, given the pieces beside it."""
    value = float(score[p, own, np.arange(len(own))].sum())
    for other in (p - 1, p + 1):
        if 0 <= other < len(order):
            change = rate[p, own] - rate[other, order[other]]
            value -= float((change**2).sum()) / (2 * parameter("share_spread") ** 2)
    return value
