"""Renewals told apart: which of several lines each departure from one place was of."""

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincc, gammaln

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
WARMING, HOT = 12, 20
"""Steps in which evenness is raised, and sweeps of each."""
GRID, FINEST = 25.0, 0.01
"""Farthest mean gap of the tables of the law of gaps, and their step."""
PSEUDO = 0.5
"""Departures that the prior of a rate is worth."""
LOWEST = -700.0


def told_apart(
    times: Floats, window: Ints, known: Ints, edges: Floats, n_lines: int, *, shape: float,
    sweeps: int, seed: int,
) -> Ints:  # fmt: skip
    r"""Draw which line each departure from a place was of, where lines leave evenly.

    Each line is a renewal process in a time of its own, :math:`\int \lambda_v`, whose rate is
    steady within each piece of the day; gaps are then gamma of mean 1 and one shape. Labels and
    rates are drawn in turn (Gibbs): a label given the departures of each line before and after it,
    neighbours exchanged, a rate given how many departures have its label. The shape is raised step
    by step from 1 (no evenness), so that the first labels do not stay for lack of a way out. With
    a shape of 1 nothing but the labels known tells lines apart, and draws say so by their spread.

    Parameters
    ----------
    times : (n,)
        Departures, growing within each window. [s]
    window : (n,)
        Number of the window (a watch) of each, never falling.
    known : (n,)
        Number of the line of each, -1 where it is not known.
    edges : (n_windows, n_pieces + 1)
        Where pieces of the day begin and end in each window, never falling: from the begin of the
        window to its end. [s]
    n_lines
        Lines, >= 1.
    shape
        Shape of the law of gaps: one over the square of their variation, >= 1. [1]
    sweeps
        Draws kept.
    seed
        Seed.

    Returns
    -------
    (sweeps, n)
        Line of each departure, by draw; those known are as known.

    Raises
    ------
    ShapeError
        If the arrays do not fit together or a number is out of its range.

    References
    ----------
    D. R. Cox, W. L. Smith, "On the Superposition of Renewal Processes", Biometrika 41 (1-2), 1954,
    pp. 91-99, doi:10.1093/biomet/41.1-2.91.
    S. Geman, D. Geman, "Stochastic Relaxation, Gibbs Distributions, and the Bayesian Restoration of
    Images", IEEE PAMI 6 (6), 1984, pp. 721-741, doi:10.1109/TPAMI.1984.4767596.
    """
    if not (len(times) == len(window) == len(known)) or edges.ndim != 2:
        raise ShapeError("Give a window and a line for each departure, and edges by window.")
    if n_lines < 1 or shape < 1 or sweeps < 1:
        raise ShapeError("Give a line or more, a shape of 1 or more, and a draw or more.")
    draw = np.random.default_rng(seed)
    labels = np.where(known >= 0, known, draw.integers(n_lines, size=len(times))).astype(np.int64)
    spent = _spent(times, window, edges)
    whole = np.diff(edges, axis=1)
    piece = np.argmax(np.cumsum(spent[:, ::-1] > 0, axis=1) > 0, axis=1)
    piece = (whole.shape[1] - 1 - piece).astype(np.int64)
    kept = np.empty((sweeps, len(times)), dtype=np.int64)
    steps = [*np.repeat(np.geomspace(1.0, shape, WARMING), HOT), *[shape] * (sweeps // 3 + sweeps)]
    tables, at = _tables(1.0), 1.0
    for rank, even in enumerate(steps):
        if even != at:
            tables, at = _tables(float(even)), float(even)
        rates = _rates(labels, piece, whole.sum(axis=0), n_lines, float(even), draw)
        _sweep(
            labels, known.astype(np.int64), window.astype(np.int64), np.log(rates)[:, piece],
            rates @ spent.T, rates @ whole.T, tables, draw.random((len(times), 2)),
        )  # fmt: skip
        if rank >= len(steps) - sweeps:
            kept[rank - len(steps) + sweeps] = labels
    return kept


def _spent(times: Floats, window: Ints, edges: Floats) -> Floats:
    """Measure the time of each piece from the begin of its window to each departure."""
    own = edges[window]
    return np.clip(np.minimum(times[:, np.newaxis], own[:, 1:]) - own[:, :-1], 0.0, None)


def _rates(  # noqa: PLR0917  (what a draw is made of)
    labels: Ints, piece: Ints, span: Floats, n_lines: int, even: float, draw: np.random.Generator
) -> Floats:
    """Draw rates: a gap of shape k is k steps of k times the rate."""
    n_pieces = len(span)
    counts = np.bincount(labels * n_pieces + piece, minlength=n_lines * n_pieces)
    counts = counts.reshape(n_lines, n_pieces)
    mean = np.maximum(counts.sum(axis=0), PSEUDO) / n_lines / np.maximum(span, 1.0)
    drawn = draw.gamma(even * (counts + PSEUDO)) / (even * (span + PSEUDO / mean))
    return np.asarray(np.maximum(drawn, 1e-12))


def _tables(shape: float) -> Floats:
    """Tabulate logarithms: of the law of gaps, of longer gaps, and of no departure at all."""
    x = np.arange(0.0, GRID + FINEST, FINEST)
    x[0] = FINEST / 10
    gaps = shape * np.log(shape) - gammaln(shape) + (shape - 1) * np.log(x) - shape * x
    beyond = gammaincc(shape, shape * x)
    none = np.maximum(gammaincc(shape + 1, shape * x) - x * beyond, 0.0)
    with np.errstate(divide="ignore"):
        return np.stack([gaps, *(np.maximum(np.log(own), LOWEST) for own in (beyond, none))])


@part
def _of(table, x):  # type: ignore[no-untyped-def]
    """Look up a logarithm, which falls in proportion beyond the table."""
    at = x / FINEST
    k = int(at)
    if k >= len(table) - 1:
        return table[len(table) - 1] - (x - GRID)
    return table[k] + (at - k) * (table[k + 1] - table[k])


@part
def _gap(tables, before, here, after, whole):  # type: ignore[no-untyped-def]
    """Weigh a departure between two others of its line, of which -1 says that there is none."""
    if before >= 0 and after >= 0:
        return _of(tables[0], here - before) + _of(tables[0], after - here)
    if before >= 0:
        return _of(tables[0], here - before) + _of(tables[1], whole - here)
    if after >= 0:
        return _of(tables[1], here) + _of(tables[0], after - here)
    return _of(tables[1], here) + _of(tables[1], whole - here)


@part
def _empty(tables, before, after, whole):  # type: ignore[no-untyped-def]
    """Weigh the same place without that departure."""
    if before >= 0 and after >= 0:
        return _of(tables[0], after - before)
    if before >= 0:
        return _of(tables[1], whole - before)
    if after >= 0:
        return _of(tables[1], after)
    return _of(tables[2], whole)


@part
def _following(labels, window, own, n_lines):  # type: ignore[no-untyped-def]
    """Find the next departure of each line after each one, in its own time; -1 where none is."""
    after = np.full((len(labels), n_lines), -1.0)
    for i in range(len(labels) - 2, -1, -1):
        if window[i + 1] == window[i]:
            after[i] = after[i + 1]
            after[i, labels[i + 1]] = own[labels[i + 1], i + 1]
    return after


@kernel
def _sweep(labels, known, window, rates, own, whole, tables, chance):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    n_lines = len(own)
    after = _following(labels, window, own, n_lines)
    before, weight = np.full(n_lines, -1.0), np.empty(n_lines)
    for i in range(len(labels)):
        if i > 0 and window[i] != window[i - 1]:
            before[:] = -1.0
        ends = whole[:, window[i]]
        if known[i] < 0:
            for v in range(n_lines):
                weight[v] = rates[v, i] + _gap(tables, before[v], own[v, i], after[i, v], ends[v])
                weight[v] -= _empty(tables, before[v], after[i, v], ends[v])
            labels[i] = _drawn(weight, chance[i, 0])
        if i + 1 < len(labels) and window[i + 1] == window[i]:
            v, w = labels[i], labels[i + 1]
            if v != w and known[i] < 0 and known[i + 1] < 0:
                b, c = after[i + 1, v], after[i + 1, w]
                gain = _gap(tables, before[v], own[v, i + 1], b, ends[v]) + rates[v, i + 1]
                gain += _gap(tables, before[w], own[w, i], c, ends[w]) + rates[w, i]
                gain -= _gap(tables, before[v], own[v, i], b, ends[v]) + rates[v, i]
                gain -= _gap(tables, before[w], own[w, i + 1], c, ends[w]) + rates[w, i + 1]
                if np.log(chance[i, 1]) < gain:
                    labels[i], labels[i + 1] = w, v
        before[labels[i]] = own[labels[i], i]


@part
def _drawn(weight, chance):  # type: ignore[no-untyped-def]
    """Draw a number by the logarithms of its weights."""
    most = weight.max()
    total = 0.0
    for v in range(len(weight)):
        weight[v] = np.exp(weight[v] - most)
        total += weight[v]
    left = chance * total
    for v in range(len(weight) - 1):
        left -= weight[v]
        if left < 0:
            return v
    return len(weight) - 1
