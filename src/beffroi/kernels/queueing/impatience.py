"""An area whose drivers circle until a space is free or their patience ends (Erlang-A)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc, gammaln

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NEGLIGIBLE = 1e-17
"""A term under this part of the first one changes no double."""


@dataclass(frozen=True, slots=True)
class Circling:
    """What an area is like in the long run, one value for each case.

    Attributes
    ----------
    occupancy : (n,)
        Mean share of spaces taken; NaN without a space. [1]
    full : (n,)
        Share of the time that no space is free, which is that of the arrivals who must search. [1]
    circling : (n,)
        Mean number of vehicles that search. [vehicle]
    gives_up : (n,)
        Share of the arrivals whose patience ends before a space is free; 0 where nobody comes. [1]
    search : (n,)
        Mean time that an arrival searches, those who give up included; 0 where nobody comes.
        [mean stay]
    """

    occupancy: Floats
    full: Floats
    circling: Floats
    gives_up: Floats
    search: Floats


def circling(load: npt.ArrayLike, spaces: npt.ArrayLike, patience: npt.ArrayLike) -> Circling:
    r"""Judge areas where arrivals are Poisson, stays and patience exponential (M/M/c+M).

    With load :math:`A`, :math:`c` spaces, patience :math:`1/\varphi` in mean stays and Erlang's
    :math:`B(c, A)`, the states of more than :math:`c` vehicles weigh, beside that of :math:`c`,

    .. math:: S = \sum_{j \ge 0} \prod_{i=1}^{j} \frac{A}{c + i\varphi}

    so that all spaces are taken a share :math:`BS / (1 + B(S - 1))` of the time.

    Parameters
    ----------
    load : (n,) or one number
        Arrivals per hour times mean stay in hours, >= 0. [erlang]
    spaces : (n,) or one number
        Spaces, >= 0. [space]
    patience : (n,) or one number
        Mean time that a driver is ready to search, from a thousandth to a thousand mean stays.
        [mean stay]

    Returns
    -------
    `Circling`; NaN where the load or the patience is unknown.

    Raises
    ------
    ShapeError
        If a number is out of its range or the arrays do not fit together.

    References
    ----------
    C. Palm, "Research on Telephone Traffic Carried by Full Availability Groups", Tele 1, 1957.
    N. Ogulenko, I. Benenson, N. Fulman, "The Fundamental Diagram of Parking", Transportation
    Research Part B 165, 2022, pp. 48-68, arXiv:2202.01517.

    Examples
    --------
    As many comers as spaces, patience as long as the stay: M/M/∞ cut at its mean.

    >>> found = circling(1.0, 1, 1.0)
    >>> float(found.full[0].round(4)), float(found.circling[0].round(4))
    (0.6321, 0.3679)
    """
    loads, counts, patiences = _cases(load, spaces, patience)
    unknown = np.isnan(loads) | np.isnan(patiences)
    loads, patiences = np.where(unknown, 0.0, loads), np.where(unknown, 1.0, patiences)
    refused = full_share(loads, counts)
    weight, queue = _beyond(loads, counts.astype(float), 1.0 / patiences)
    whole = 1.0 + refused * (weight - 1.0)
    searching = refused * queue / whole
    full = refused * weight / whole
    lost = np.divide(searching, patiences * loads, out=np.zeros_like(loads), where=loads > 0)
    taken = np.divide(loads * (1.0 - lost), counts, out=np.full_like(loads, np.nan),
                      where=counts > 0)  # fmt: skip
    search = np.divide(searching, loads, out=np.zeros_like(loads), where=loads > 0)
    return Circling(*(np.where(unknown, np.nan, v) for v in (taken, full, searching, lost, search)))


def _cases(
    load: npt.ArrayLike, spaces: npt.ArrayLike, patience: npt.ArrayLike
) -> tuple[Floats, Ints, Floats]:
    try:
        loads, counts, patiences = np.broadcast_arrays(
            np.atleast_1d(np.asarray(load, dtype=float)), np.asarray(spaces, dtype=np.int64),
            np.asarray(patience, dtype=float),
        )  # fmt: skip
    except ValueError:
        raise ShapeError("Give spaces and patience for each load, or one for all.") from None
    wrong = (loads < 0) | np.isinf(loads) | (counts < 0) | (patiences < 1e-3) | (patiences > 1e3)
    if wrong.any():
        raise ShapeError("A load, a number of spaces or a patience is out of its range.")
    return loads, counts, patiences


def _beyond(loads: Floats, spaces: Floats, hurry: Floats) -> tuple[Floats, Floats]:
    weight, queue = np.ones_like(loads), np.zeros_like(loads)
    heavy = loads > spaces
    weight[heavy], queue[heavy] = _closed(loads[heavy], spaces[heavy], hurry[heavy])
    light = ~heavy
    weight[light], queue[light] = _summed(loads[light], spaces[light], hurry[light])
    return weight, queue


def _closed(loads: Floats, spaces: Floats, hurry: Floats) -> tuple[Floats, Floats]:
    # S = 1F1(1; y + 1; x) of Kummer, written with the incomplete gamma function.
    x, y = loads / hurry, spaces / hurry
    with np.errstate(divide="ignore"):
        log = x - y * np.log(x) + gammaln(y + 1.0) + np.log(gammainc(np.maximum(y, 1e-300), x))
    weight = np.where(y > 0, np.exp(np.minimum(log, 650.0)), np.exp(np.minimum(x, 650.0)))
    return weight, (spaces + (loads - spaces) * weight) / hurry


def _summed(loads: Floats, spaces: Floats, hurry: Floats) -> tuple[Floats, Floats]:
    term, weight, queue, j = np.ones_like(loads), np.ones_like(loads), np.zeros_like(loads), 0
    while (term > NEGLIGIBLE).any():
        j += 1
        term = term * loads / (spaces + j * hurry)
        weight += term
        queue += j * term
    return weight, queue
