"""Occupancies seen a few times, drawn towards the mean of all as far as chance can tell."""

import numpy as np
import numpy.typing as npt

from beffroi.kernels.queueing.erlang import full_share, load_at_occupancy

Floats = npt.NDArray[np.float64]
ENOUGH = 8
"""Hours over which an occupancy must be a mean to be that of the day, street by street: as many as
the survey of the drawn town whose search was found again. [hour]"""
ALIKE = 3.0
"""Hours that tell as much as one seen apart from the others: with stays of 90 minutes, what an hour
sees is half of what the hour before saw. [hour]"""
NEARLY = 1e-3
"""How far from none and from all spaces taken the law of chance is looked at. [1]"""


def steadied(occupancy: Floats, spaces: Floats, *, hours: float = 1.0) -> Floats:
    r"""Draw occupancies seen a few times towards the mean of all.

    Who reads a street of four spaces once sees it full or half empty by chance. With as many
    drivers for each space everywhere, the spaces taken of :math:`c` vary by
    :math:`v = M - A B (c - M)`, with their mean :math:`M`, their load :math:`A` and Erlang's
    :math:`B`. What differs by more than that is put down to the streets (DerSimonian and Laird),
    and each occupancy keeps its share :math:`\tau^2 / (\tau^2 + v / c^2)` of its distance to the
    mean.

    Parameters
    ----------
    occupancy : (n,)
        Share taken; NaN where unknown, held as 1 above it. [1]
    spaces : (n,)
        Spaces of each, >= 1; NaN or 0 where unknown: such occupancies stay as they are. [space]
    hours
        Over how many hours each is a mean, >= 1.

    Returns
    -------
    As `occupancy`
        In [0, 1]; NaN where it was. [1]

    References
    ----------
    R. DerSimonian, N. Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials 7 (3),
    1986, pp. 177-188, doi:10.1016/0197-2456(86)90046-2.

    Examples
    --------
    Two streets of four spaces, one seen full and one with a space free: chance is enough for it.

    >>> steadied(np.array([1.0, 0.75]), np.array([4.0, 4.0])).tolist()
    [0.875, 0.875]
    """
    found = np.minimum(occupancy, 1.0)
    known = ~np.isnan(found) & (np.nan_to_num(spaces) >= 1)
    if known.sum() < 2:
        return found
    own, counts = found[known], np.round(spaces[known])
    mean = float(own @ counts / counts.sum())
    chance = _chance(mean, counts) / max(hours / ALIKE, 1.0)
    weight = 1.0 / chance
    spread = float(weight @ (own - weight @ own / weight.sum()) ** 2) - (len(own) - 1)
    by_streets = max(0.0, spread / float(weight.sum() - weight @ weight / weight.sum()))
    found[known] = mean + by_streets / (by_streets + chance) * (own - mean)
    return np.clip(found, 0.0, 1.0)


def _chance(mean: float, counts: Floats) -> Floats:
    """Variance of the share of the spaces taken at one moment. [1]."""
    taken = np.full(len(counts), np.clip(mean, NEARLY, 1.0 - NEARLY)) * counts
    whole = counts.astype(np.int64)
    load = load_at_occupancy(taken / counts, whole)
    varies = taken - load * full_share(load, whole) * (counts - taken)
    return np.asarray(np.maximum(varies, NEARLY) / counts**2)
