"""The search for a space as a walk on directed streets that ends where a space is free."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array
from scipy.sparse.csgraph import breadth_first_order
from scipy.sparse.linalg import splu

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Circuit:
    """Directed street sections on which one searches.

    A car park is a section from its entrance to its entrance.

    Attributes
    ----------
    tail, head : (n,)
        Number of the crossing at which each section begins and ends, >= 0.
    duration : (n,)
        Time to drive it while searching, > 0. [s]
    length : (n,)
        Its length, >= 0. [m]
    pull : (n,)
        Weight of entering it among the sections that leave a crossing, >= 0: equal weights are a
        walk without aim. [1]
    """

    tail: Ints
    head: Ints
    duration: Floats
    length: Floats
    pull: Floats


@dataclass(frozen=True, slots=True)
class Search:
    """What drivers meet, by the section on which they begin to search.

    Attributes
    ----------
    time : (n,)
        Mean time until a space is taken or patience ends; infinite where neither can be. [s]
    distance : (n,)
        Mean distance driven until then. [m]
    success : (n,)
        Chance that a space is taken; the rest gave up. [1]
    """

    time: Floats
    distance: Floats
    success: Floats


@dataclass(frozen=True, slots=True)
class Ends:
    """Where drivers who begin here and there end, and what one more space would save.

    Attributes
    ----------
    visits : (n,)
        Times that drivers enter each section while they search, all together. [vehicle per hour]
    parked : (n,)
        Drivers who park on each section. [vehicle per hour]
    worth : (n,)
        Time that all drivers together would save if nobody passed the section by, over its chance
        of being passed: times what one more space takes from that chance, what it saves, to the
        first order, which is never less than the exact saving. [s per hour]
    """

    visits: Floats
    parked: Floats
    worth: Floats


def passing(spaces: Floats | Ints, occupancy: Floats, accepted: Floats | float = 1.0) -> Floats:
    r"""Chance to drive along a section without parking: :math:`(1 - a(1 - q))^n`.

    Parameters
    ----------
    spaces : (n,)
        Spaces of each section, >= 0. [space]
    occupancy : (n,)
        Share of them taken, in [0, 1], each independently of the others. [1]
    accepted : (n,) or one number
        Chance that a driver takes a free one, in [0, 1]: 0 too far from where one goes. [1]
    """
    return np.asarray((1.0 - accepted * (1.0 - occupancy)) ** spaces)


def turns(circuit: Circuit) -> csr_array:
    """Chance of each section after each other one: by its pull, turning back only if one must.

    Parameters
    ----------
    circuit
        Sections.

    Returns
    -------
    (n, n)
        Sparse. Rows sum to 1; a row is empty where no section with any pull leaves the crossing:
        such drivers leave the area.
    """
    _check(circuit)
    n = len(circuit.tail)
    order = np.argsort(circuit.tail, kind="stable")
    crossings = int(max(circuit.tail.max(initial=-1), circuit.head.max(initial=-1))) + 1
    first = np.searchsorted(circuit.tail[order], np.arange(crossings + 1))
    counts = first[circuit.head + 1] - first[circuit.head]
    before = np.repeat(np.arange(n), counts)
    offset = np.arange(len(before)) - np.repeat(np.cumsum(counts) - counts, counts)
    after = order[first[circuit.head[before]] + offset]
    back = circuit.head[after] == circuit.tail[before]
    pull = circuit.pull[after]
    ahead = np.bincount(before, np.where(back, 0.0, pull), minlength=n)
    weight = np.where(back & (ahead[before] > 0), 0.0, pull)
    total = np.bincount(before, weight, minlength=n)
    share = np.divide(weight, total[before], out=np.zeros_like(weight), where=total[before] > 0)
    kept = share > 0
    return csr_array((share[kept], (before[kept], after[kept])), shape=(n, n))


def searched(
    circuit: Circuit, pass_on: Floats, starts: Floats, *, patience: float = np.inf
) -> tuple[Search, Ends]:
    r"""Follow drivers from section to section until they park or give up.

    A driver on section :math:`e` finds no space to take with chance :math:`s_e`, keeps patience
    with chance :math:`g_e = e^{-\tau_e/\theta}`, then turns into another one by the chances
    :math:`T`. Who parks does so half way along on average, so that the mean time is the solution of

    .. math:: (I - \mathrm{diag}(s g) T)\, t = \tau \circ (1 + s) / 2

    One sparse factorisation serves the time, the distance and the success, and by its transpose
    the visits of every section and the worth of one more space on each.

    Parameters
    ----------
    circuit
        Sections.
    pass_on : (n,)
        Chance to drive along each section without parking, in [0, 1]: where it is full, as
        `passing` or `erlang.full_share_at_occupancy` say, or not accepted. [1]
    starts : (n,)
        Drivers who begin to search on each section, >= 0. [vehicle per hour]
    patience
        Mean time that a driver is ready to search, > 0; infinite if nobody gives up. [s]

    Returns
    -------
    The search by section, and the ends of the drivers of `starts`. Drivers who begin where no
    space can be found for ever count in no visit.

    Raises
    ------
    ShapeError
        If the arrays do not fit together or a number is out of its range.

    References
    ----------
    J. G. Kemeny, J. L. Snell, "Finite Markov Chains", Van Nostrand, 1960, chapter 3.
    N. Dutta, T. Charlottin, A. Nicolas, "Parking Search in the Physical World: Calculating the
    Search Time by Leveraging Physical and Graph Theoretical Methods", Transportation Science, 2023,
    doi:10.1287/trsc.2023.1206, arXiv:2202.00258.

    Examples
    --------
    A circle of one section of one space, taken half of the time, driven in ten seconds: half of
    the rounds end in their middle.

    >>> one = np.ones(1)
    >>> circle = Circuit(np.zeros(1, int), np.zeros(1, int), 10 * one, 50 * one, one)
    >>> found, ends = searched(circle, np.array([0.5]), one)
    >>> float(found.time[0]), float(ends.visits[0])
    (15.0, 2.0)
    """
    _check_state(circuit, pass_on, starts, patience)
    chances = turns(circuit)
    kept = np.exp(-circuit.duration / patience)
    ends_here = np.maximum(1.0 - pass_on * kept, _leaving(chances, pass_on))
    lost = _lost(chances, pass_on > 0, ends_here > 0)
    flow = _scaled(chances, np.where(lost, 0.0, pass_on * kept))
    solved = splu((diags_array(np.ones(len(lost))) - flow).tocsc())
    half = 0.5 * (1.0 + pass_on)
    time, distance = solved.solve(circuit.duration * half), solved.solve(circuit.length * half)
    success = solved.solve(1.0 - pass_on)
    found = Search(
        np.where(lost, np.inf, time), np.where(lost, np.inf, distance),
        np.where(lost, 0.0, np.clip(success, 0.0, 1.0)),
    )  # fmt: skip
    visits = solved.solve(np.where(lost, 0.0, starts), trans="T")
    worth = visits * (kept * (chances @ np.where(lost, 0.0, time)) + 0.5 * circuit.duration)
    return found, Ends(visits, visits * (1.0 - pass_on), worth)


def _leaving(chances: csr_array, pass_on: Floats) -> Floats:
    return np.where(np.asarray(chances.sum(axis=1)) < 0.5, pass_on, 0.0)


def _lost(chances: csr_array, goes_on: npt.NDArray[np.bool_], ends: npt.NDArray[np.bool_]
          ) -> npt.NDArray[np.bool_]:  # fmt: skip
    """Sections from which one may come where the search never ends."""
    walk = _scaled(chances, goes_on.astype(float))
    endless = ~_reaching(walk, ends)
    return _reaching(walk, endless) if endless.any() else endless


def _reaching(walk: csr_array, aims: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    n = len(aims)
    towards = walk.T.tocoo()
    gate = np.flatnonzero(aims)
    graph = csr_array(
        (np.ones(len(towards.data) + len(gate)),
         (np.concatenate([towards.coords[0], np.full(len(gate), n)]),
          np.concatenate([towards.coords[1], gate]))), shape=(n + 1, n + 1),
    )  # fmt: skip
    reached = np.zeros(n + 1, dtype=bool)
    reached[breadth_first_order(graph, n, return_predecessors=False)] = True
    return reached[:n]


def _scaled(chances: csr_array, by: Floats) -> csr_array:
    scaled = csr_array(diags_array(by) @ chances)
    scaled.eliminate_zeros()
    return scaled


def _check(circuit: Circuit) -> None:
    fields = (circuit.head, circuit.duration, circuit.length, circuit.pull)
    if any(field.shape != circuit.tail.shape for field in fields):
        raise ShapeError("Give one value of each kind for each section.")
    if (circuit.tail < 0).any() or (circuit.head < 0).any() or (circuit.duration <= 0).any():
        raise ShapeError("Crossings are numbered from 0, and a section takes some time.")
    if any(not (field >= 0).all() or np.isinf(field).any() for field in fields[2:]):
        raise ShapeError("Lengths and pulls are 0 or more, and known.")


def _check_state(circuit: Circuit, pass_on: Floats, starts: Floats, patience: float) -> None:
    if pass_on.shape != circuit.tail.shape or starts.shape != circuit.tail.shape:
        raise ShapeError("Give a chance to pass and a number of drivers for each section.")
    if not ((pass_on >= 0) & (pass_on <= 1)).all() or not (starts >= 0).all():
        raise ShapeError("Chances lie between 0 and 1, and drivers are 0 or more.")
    if not patience > 0:
        raise ShapeError("Patience lasts longer than nothing.")
