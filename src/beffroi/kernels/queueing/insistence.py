"""Groups of spaces whose drivers try again several times: how often each is full, of who comes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.queueing.erlang import full_share

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FINE, STEP = 3.0, 0.005
"""Up to this many times its spaces, the load of a group is tabulated by steps of this. [1]"""
N_FINE = round(FINE / STEP)
MOST, COARSE = 1e6, 360
"""Largest load tabulated, in times the spaces, and the nodes from there on. [1]"""
RATE = float(np.log(MOST / FINE) / (COARSE - 1))
MOST_STEPS, PRECISION = 60, 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Fullness:
    """Erlang's formula B of several groups, tabulated so that it is asked for ten thousand times.

    Attributes
    ----------
    spaces : (n_groups,)
        Spaces of each group, >= 0. [space]
    share, slope : (n_groups, n_nodes)
        Share of the time that the group is full at each load tabulated, and how it grows with the
        load in times the spaces. [1]
    """

    spaces: Floats
    share: Floats
    slope: Floats

    def at(self, load: Floats) -> tuple[Floats, Floats]:
        """Share of the time that each group is full, and its growth with the load.

        Cubic between the nodes, by the exact growth at each: within a millionth of the formula.

        Parameters
        ----------
        load : (n_groups, n)
            Loads of attempts, >= 0. [erlang]

        Returns
        -------
        Share in [0, 1], 1 without a space, and growth. [1], [1/erlang]
        """
        return _all(self.spaces, self.share, self.slope, np.ascontiguousarray(load))  # type: ignore[no-any-return]


def fullness(spaces: npt.ArrayLike) -> Fullness:
    """Tabulate Erlang's formula B for groups of spaces.

    Parameters
    ----------
    spaces : (n_groups,)
        Spaces of each group, whole, >= 0. [space]

    Raises
    ------
    ShapeError
        If a number of spaces is negative or not whole.

    Examples
    --------
    >>> fullness([50]).at(np.array([[45.0]]))[0].round(4)
    array([[0.0541]])
    """
    counts = np.atleast_1d(np.asarray(spaces, dtype=float))
    if not ((counts >= 0) & (counts == np.round(counts))).all():
        raise ShapeError("Spaces are whole numbers, 0 or more.")
    fine = STEP * np.arange(N_FINE)
    nodes = np.concatenate([fine, FINE * np.exp(RATE * np.arange(COARSE))])
    kinds, which = np.unique(counts, return_inverse=True)
    size = np.maximum(kinds, 1.0)[:, np.newaxis]
    loads = nodes * size
    held = np.broadcast_to(kinds[:, np.newaxis], loads.shape).astype(np.int64)
    share = full_share(loads.ravel(), held.ravel()).reshape(loads.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = share * (held / loads - 1.0 + share) * size
    slope[:, 0] = np.where(kinds == 1, 1.0, 0.0)
    slope[kinds == 0] = 0.0
    return Fullness(counts, share[which], slope[which])


def refused(
    table: Fullness,
    standing: Floats,
    coming: Floats,
    attempts: Floats,
    *,
    start: Floats,
) -> tuple[Floats, Floats]:
    r"""Share of the time that each group is full when drivers who fail try again.

    A driver of class :math:`p` who meets a full group tries again, :math:`m_p` times in all, and
    gives up with chance :math:`B^{m_p}`. Vehicles already standing :math:`s` and those coming
    :math:`a_p` must fit: the load of attempts :math:`A` is the only one for which

    .. math:: A (1 - B(A)) = s + \sum_p a_p (1 - B(A)^{m_p})

    as the left side grows with :math:`A` and the right side falls. The vehicles parked never
    exceed the spaces.

    Parameters
    ----------
    table
        From `fullness`.
    standing : (n_groups, n)
        Vehicles parked that came before, >= 0, case by case. [vehicle]
    coming : (n_classes, n_groups, n)
        Load of those who come now, if all parked, >= 0. [erlang]
    attempts : (n_classes,)
        Attempts that a driver makes before giving up, >= 1. [1]
    start : (n_groups, n)
        Load of attempts to begin from, >= 0: any does. [erlang]

    Returns
    -------
    full : (n_groups, n)
        Share of the time full, which an attempt meets, in [0, 1]. [1]
    load : (n_groups, n)
        Load of attempts. [erlang]

    Raises
    ------
    ShapeError
        If an attempt is less than one, or the arrays do not fit together.

    References
    ----------
    J. W. Cohen, "Basic Problems of Telephone Traffic Theory and the Influence of Repeated Calls",
    Philips Telecommunication Review 18 (2), 1957, pp. 49-100.

    Examples
    --------
    With one attempt, it is Erlang's formula:

    >>> none, one = np.zeros((1, 1)), np.ones(1)
    >>> refused(fullness([100]), none, np.full((1, 1, 1), 90.0), one, start=none)[0].round(4)
    array([[0.027]])
    """
    if coming.shape != (*attempts.shape, *standing.shape) or len(standing) != len(table.spaces):
        raise ShapeError("Give the vehicles standing, and those who come by class, of each group.")
    if start.shape != standing.shape:
        raise ShapeError("Give a load to begin from for each group and case.")
    if not (attempts >= 1).all():
        raise ShapeError("A driver makes one attempt at least.")
    classes = np.ascontiguousarray(coming.transpose(1, 2, 0))
    full, load = _refused(table.spaces, table.share, table.slope, np.ascontiguousarray(standing),
                          classes, attempts, np.ascontiguousarray(start))  # fmt: skip
    return full, load


@kernel
def _refused(spaces, shares, slopes, standing, coming, attempts, start):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    full, load = np.ones(standing.shape), np.empty(standing.shape)
    for g in range(len(spaces)):
        size = max(spaces[g], 1.0)
        for i in range(standing.shape[1]):
            low, high, at = 0.0, MOST * size, min(start[g, i], MOST * size)
            for _ in range(MOST_STEPS):
                share, growth = _at(shares[g], slopes[g], at / size)
                growth /= size
                excess, steep = at * (1.0 - share) - standing[g, i], 1.0 - share - at * growth
                for p in range(len(attempts)):
                    last = coming[g, i, p] * share ** (attempts[p] - 1.0)
                    excess += last * share - coming[g, i, p]
                    steep += growth * attempts[p] * last
                if excess <= 0:
                    low = at
                if excess >= 0:
                    high = at
                jump = at - excess / max(steep, 1e-12)
                if not low <= jump <= high:
                    jump = 0.5 * (low + high)
                step, at = abs(jump - at), jump
                if step <= PRECISION * (1.0 + at):
                    break
            load[g, i] = at
            if spaces[g] > 0:
                full[g, i] = _at(shares[g], slopes[g], at / size)[0]
    return full, load


@kernel
def _all(spaces, shares, slopes, load):  # type: ignore[no-untyped-def]
    share, growth = np.empty(load.shape), np.empty(load.shape)
    for g in range(len(spaces)):
        size = max(spaces[g], 1.0)
        for i in range(load.shape[1]):
            share[g, i], growth[g, i] = _at(shares[g], slopes[g], load[g, i] / size)
            growth[g, i] /= size
    return share, growth


@part
def _at(shares, slopes, ratio):  # type: ignore[no-untyped-def]
    ratio = min(ratio, MOST)
    if ratio < FINE:
        at = int(ratio / STEP)
        low, width = at * STEP, STEP
        if at == N_FINE - 1:
            width = FINE - low
    else:
        at = min(int(np.log(ratio / FINE) / RATE), COARSE - 2)
        low = FINE * np.exp(at * RATE)
        width = low * (np.exp(RATE) - 1.0)
        at += N_FINE
    u = (ratio - low) / width
    first, last = slopes[at] * width, slopes[at + 1] * width
    rise = shares[at + 1] - shares[at]
    bend, twist = 3 * rise - 2 * first - last, first + last - 2 * rise
    share = shares[at] + u * (first + u * (bend + u * twist))
    growth = (first + u * (2 * bend + 3 * u * twist)) / width
    return min(max(share, 0.0), 1.0), max(growth, 0.0)
