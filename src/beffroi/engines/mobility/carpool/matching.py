"""Matching: how likely a passenger finds a driver in time."""

import math

from beffroi.engines.mobility.carpool.norms import norm


def chance(drivers: float, participation: float, peak: float, wait: float) -> float:
    r"""Give the chance that at least one driver passes while a passenger waits.

    Drivers who take part pass at random, evenly over the peak: their number in the waiting time
    follows Poisson's law.

    .. math:: P = 1 - e^{-\lambda}, \quad \lambda = D \cdot p \cdot s \cdot w / T

    Parameters
    ----------
    drivers
        Commuters of the axis who drive, :math:`D`. [person]
    participation
        Share who take part on a given day, :math:`p`. [1]
    peak
        Share who leave within the peak, :math:`s`, of length :math:`T` (norm `peak_length`). [1]
    wait
        Waiting time, :math:`w`. [min]

    Returns
    -------
    Chance in [0, 1). [1]

    References
    ----------
    S. D. Poisson's law of rare events; the rates are the norms of `norms.toml`, ranges of
    judgement, not measures.

    Examples
    --------
    >>> round(chance(1000, 0.03, 0.7, 10), 2)
    0.83
    """
    passing = drivers * participation * peak * wait / norm("peak_length").value
    return 1 - math.exp(-passing)


def chance_range(drivers: tuple[float, float, float]) -> tuple[float, float, float]:
    """Give the chance with usual, lowest and highest norms.

    Parameters
    ----------
    drivers
        Usual, lowest and highest number of drivers. [person]
    """
    part, peak, wait = (norm(name) for name in ("participation", "peak", "wait"))
    return (
        chance(drivers[0], part.value, peak.value, wait.value),
        chance(drivers[1], part.least, peak.least, wait.least),
        chance(drivers[2], part.most, peak.most, wait.most),
    )
