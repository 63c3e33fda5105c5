"""Reporting: of what happened, how much was told by now, when telling takes its time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LagLaw:
    """How long it takes until an event is told, among those told within the longest delay seen.

    Attributes
    ----------
    delays : (n,)
        Delays that were observed, rising. [as given]
    shares : (n,)
        Share told within each delay, rising to 1. [1]
    """

    delays: Floats
    shares: Floats

    def told(self, elapsed: npt.ArrayLike) -> Floats:
        """Give the share of events told, so long after they happened.

        Parameters
        ----------
        elapsed : any shape
            Time since the event; negative ones have told nothing. [as `delays`]

        Returns
        -------
        As `elapsed`
            In [0, 1]; 1 without any delay observed. [1]
        """
        since = np.asarray(elapsed, dtype=np.float64)
        if not len(self.delays):
            return np.ones(since.shape)
        rank = np.searchsorted(self.delays, since, side="right")
        return np.concatenate([[0.0], self.shares])[rank]

    def delay(self, share: float) -> float:
        """Give the delay after which such a share of events are told."""
        if not len(self.delays):
            return 0.0
        rank = int(np.searchsorted(self.shares, share - 1e-12, side="left"))
        return float(self.delays[min(rank, len(self.delays) - 1)])


def lag_law(delays: npt.ArrayLike, windows: npt.ArrayLike) -> LagLaw:
    r"""Estimate the law of delays from events known only if they were told in time.

    An event is known if its delay :math:`l_i` is at most the time :math:`w_i` from it to the day
    of the file. In reversed time this is left truncation, and the product-limit estimate is

    .. math:: \hat G(u) = \prod_{l_j > u} \Big(1 - \frac{d_j}{\#\{i : l_i \le l_j \le w_i\}}\Big)

    Parameters
    ----------
    delays : (n,)
        From the event to its telling, >= 0. [any unit of time]
    windows : (n,)
        From the event to the day of the file, >= the delay. [same]

    Returns
    -------
    The law, given that an event is told within the longest delay observed: what is never told is
    beyond it, and nothing here can say how much that is.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a delay is negative, unknown or beyond its window.

    References
    ----------
    S. W. Lagakos, L. M. Barraj, V. De Gruttola, "Nonparametric analysis of truncated survival
    data, with application to AIDS", Biometrika 75, 1988, pp. 515-523, doi:10.1093/biomet/75.3.515.

    Examples
    --------
    The event two days old could be known only because it was told within two days:

    >>> lag_law([0.0, 1.0, 3.0], [5.0, 2.0, 5.0]).shares.round(3)
    array([0.25, 0.5 , 1.  ])
    """
    lag, window = np.asarray(delays, np.float64), np.asarray(windows, np.float64)
    if lag.ndim != 1 or lag.shape != window.shape or not ((lag >= 0) & (lag <= window)).all():
        raise ShapeError(
            "Delays are of shape {delays}, windows {windows}: give one window for each delay, "
            "which is known, not negative and within it.",
            delays=lag.shape,
            windows=window.shape,
        )
    seen, told = np.unique(lag, return_counts=True)
    begun = np.searchsorted(np.sort(lag), seen, side="right")
    ended = np.searchsorted(np.sort(window), seen, side="left")
    kept = 1 - told / np.maximum(begun - ended, 1)
    later = np.concatenate([np.cumprod(kept[:0:-1])[::-1], [1.0]]) if len(seen) else np.empty(0)
    return LagLaw(seen, later)
