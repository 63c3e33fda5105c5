"""Groups of spaces whose drivers try again several times: how often each is full, of who comes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FINE, STEP = 3.0, 0.005
"""Up to this many times its spaces, the load of a group is tabulated by steps of this. [1]"""
N_FINE = round(FINE / STEP)
MOST, COARSE = 1e6, 360
"""Largest load tabulated, in times the spaces, and the nodes from there on. [1]"""
MOST_STEPS, PRECISION = 60, 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Fullness:
    """Erlang's formula B of several groups, tabulated so that it is asked for ten thousand times.

    Attributes
    ----------
    spaces : (n_groups,)
        Spaces of each group, >= 0. [space]
    nodes : (n_nodes,)
        Loads at which it is known, in times the spaces. [1]
    share, slope : (n_groups, n_nodes)
        Share of the time that the group is full there, and how it grows. [1]
    """

    spaces: Floats
    nodes: Floats
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
        size = np.maximum(self.spaces, 1.0)[:, np.newaxis]
        ratio = np.minimum(load / size, MOST)
        fine = (ratio * (1.0 / STEP)).astype(np.int64)
        far = np.log(np.maximum(ratio, FINE) / FINE) * ((COARSE - 1) / np.log(MOST / FINE))
        at = np.where(ratio < FINE, fine, N_FINE + far.astype(np.int64))
        at = np.minimum(at, len(self.nodes) - 2)
        rows = np.arange(len(size))[:, np.newaxis]
        width = self.nodes[at + 1] - self.nodes[at]
        u = (ratio - self.nodes[at]) / width
        low, high = self.share[rows, at], self.share[rows, at + 1]
        first, last = self.slope[rows, at] * width, self.slope[rows, at + 1] * width
        rise = high - low
        bend, twist = 3 * rise - 2 * first - last, first + last - 2 * rise
        share = low + u * (first + u * (bend + u * twist))
        growth = (first + u * (2 * bend + 3 * u * twist)) / width / size
        return np.minimum(np.maximum(share, 0.0), 1.0), np.maximum(growth, 0.0)


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
    nodes = np.concatenate([fine, np.geomspace(FINE, MOST, COARSE)])
    kinds, which = np.unique(counts, return_inverse=True)
    size = np.maximum(kinds, 1.0)[:, np.newaxis]
    loads = nodes * size
    held = np.broadcast_to(kinds[:, np.newaxis], loads.shape).astype(np.int64)
    share = full_share(loads.ravel(), held.ravel()).reshape(loads.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = share * (held / loads - 1.0 + share) * size
    slope[:, 0] = np.where(kinds == 1, 1.0, 0.0)
    slope[kinds == 0] = 0.0
    return Fullness(counts, nodes, share[which], slope[which])


def refused(
    table: Fullness, standing: Floats, coming: Floats, attempts: Floats, *, start: Floats,
    steps: int = MOST_STEPS,
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
    steps
        Most steps of Newton's method, > 0.

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
    size = table.spaces[:, np.newaxis]
    if coming.shape != (*attempts.shape, *standing.shape) or len(standing) != len(size):
        raise ShapeError("Give the vehicles standing, and those who come by class, of each group.")
    if not (attempts >= 1).all():
        raise ShapeError("A driver makes one attempt at least.")
    low, high = np.zeros_like(standing), MOST * np.maximum(size, 1.0) + np.zeros_like(standing)
    load = np.minimum(start, high)
    own = coming.sum(axis=0)
    for _ in range(steps):
        full, growth = table.at(load)
        last = coming * _powers(full, attempts - 1.0)
        gone, pressing = (last * full).sum(axis=0), (last.T * attempts).T.sum(axis=0)
        excess = load * (1.0 - full) - standing - own + gone
        steep = 1.0 - full + growth * (pressing - load)
        low, high = np.where(excess < 0, load, low), np.where(excess > 0, load, high)
        jump = load - excess / np.maximum(steep, 1e-12)
        jump = np.where((jump >= low) & (jump <= high), jump, 0.5 * (low + high))
        step = jump - load
        load = load + step
        if (np.abs(step) * np.maximum(growth, PRECISION) <= PRECISION).all():
            break
    return np.where(size > 0, table.at(load)[0], 1.0), load


def _powers(full: Floats, exponents: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        log = np.log(full)
    log = np.maximum(log, -700.0)
    return np.asarray(np.exp(exponents[:, np.newaxis, np.newaxis] * log))
