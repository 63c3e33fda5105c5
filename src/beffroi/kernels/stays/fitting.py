"""Laws of stays fitted to what passes saw: from the last pass before to the first pass after."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.stays.laws import LAWS, Law, left_over

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
LEAST = 1e-13
"""Least likelihood of a sighting: below it differences of doubles say nothing."""
SHAPES = np.geomspace(0.2, 12.0, 18)
"""Shapes among which a search begins."""
MEANS = 24
"""Means among which a search begins, from an eighth of the shortest gap to eight times the day."""
REACH = 8.0
DROP = 1.92
"""Fall of the logarithm of the likelihood at the ends of a 95 % interval: half of 3.84."""
TWICE = 2.0
USUAL: Law = "gamma"
"""Law that is told unless another is clearly better."""


@dataclass(frozen=True, slots=True, eq=False)
class Sightings:
    """Vehicles that came between two passes of a survey, and were last seen at a later one.

    Attributes
    ----------
    gap : (n,)
        Time between the pass before each was first seen and that pass, > 0. [s]
    last : (n,)
        Time between the passes at which it was first and last seen, >= 0. [s]
    next : (n,)
        Time between the pass at which it was first seen and the pass at which it was no longer
        there, > `last`; infinite where the survey ended before. [s]
    """

    gap: Floats
    last: Floats
    next: Floats

    def __post_init__(self) -> None:
        """Refuse what no survey sees."""
        if not self.gap.shape == self.last.shape == self.next.shape or self.gap.ndim != 1:
            raise ShapeError("Give a gap, a last and a next pass for each vehicle.")
        if not ((self.gap > 0) & (self.last >= 0) & (self.next > self.last)).all():
            raise ShapeError("Give gaps above 0 and passes in the order of time.")


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Sightings alike put together: there are few, as passes are regular or nearly so.

    Attributes
    ----------
    ends : (n_ends,)
        Distinct times at which the law is asked, the first one 0. [s]
    gap, last, last_and_gap, next, next_and_gap : (n_classes,)
        Rank in `ends` of each time; -1 for infinity.
    of : (n,)
        Class of each sighting.
    """

    ends: Floats
    gap: Ints
    last: Ints
    last_and_gap: Ints
    next: Ints
    next_and_gap: Ints
    of: Ints


@dataclass(frozen=True, slots=True)
class Fitted:
    """A law fitted to sightings.

    Attributes
    ----------
    law, mean, shape
        The law, its mean [s] and its shape [1].
    log_likelihood
        Logarithm of the likelihood at its highest.
    is_flat
        Whether half or twice the mean explains what was seen nearly as well: then the passes do
        not tell how long vehicles stay.
    """

    law: Law
    mean: float
    shape: float
    log_likelihood: float
    is_flat: bool


def classes(seen: Sightings) -> Classes:
    """Put together the sightings that are alike, to the second.

    Examples
    --------
    >>> hour = np.full(3, 3600.0)
    >>> own = classes(Sightings(hour, np.array([0.0, 0.0, 3600.0]), np.array([3600, 3600, np.inf])))
    >>> own.of.tolist(), own.ends.tolist()
    ([0, 0, 1], [0.0, 3600.0, 7200.0])
    """
    rows = np.round(np.stack([seen.gap, seen.last, seen.next], axis=1))
    own, of = np.unique(rows, axis=0, return_inverse=True)
    gap, last, next_ = own.T
    asked = np.stack([gap, last, last + gap, next_, next_ + gap])
    ends = np.unique(np.append(asked[np.isfinite(asked)], 0.0))
    ranks = np.where(np.isfinite(asked), np.searchsorted(ends, asked), -1)
    first, last_, last_gap, next_rank, next_gap = ranks.astype(np.int64)
    return Classes(
        ends, first, last_, last_gap, next_rank, next_gap, of.reshape(-1).astype(np.int64)
    )


def fitted(
    own: Classes, counts: npt.ArrayLike | None = None, *, laws: Sequence[Law] = LAWS
) -> tuple[Fitted, ...]:
    r"""Fit laws of stays by maximum likelihood, the likeliest first.

    A vehicle that came at a steady chance within the gap :math:`g` before it was first seen, and
    was last seen :math:`x` later but not :math:`y` later, has the likelihood

    .. math:: \frac{G(x) - G(y)}{G(0)}, \qquad G(x) = \frac1g\int_0^g S(u + x)\,du,

    :math:`G(y)` being 0 where the survey ended first. Dividing by :math:`G(0)` makes up for the
    short stays that no pass saw (left truncation); the rest for those that passes cut short
    (interval censoring). What was there at the first pass does not belong in it: nobody knows
    since when.

    Parameters
    ----------
    own
        Classes of sightings.
    counts : (n_classes,)
        Vehicles of each class; None to count those of `own`.
    laws
        Laws to try.

    Raises
    ------
    ShapeError
        If there is no sighting.

    References
    ----------
    B. W. Turnbull, "The Empirical Distribution Function with Arbitrarily Grouped, Censored and
    Truncated Data", Journal of the Royal Statistical Society B 38 (3), 1976, pp. 290-295,
    doi:10.1111/j.2517-6161.1976.tb01597.x.
    """
    if not len(own.of):
        raise ShapeError("Give one sighting at least.")
    weights = np.bincount(own.of, minlength=len(own.gap)) if counts is None else counts
    found = [_best(own, np.asarray(weights, dtype=np.float64), law) for law in laws]
    return tuple(sorted(found, key=lambda one: -one.log_likelihood))


def chosen(fits: Sequence[Fitted]) -> Fitted:
    """Choose the law to tell: the gamma law, unless another explains clearly better what was seen.

    Passes say little of stays shorter than the gap between them, and laws differ there above all:
    the likeliest of several is as often as not so by chance.

    Parameters
    ----------
    fits
        Laws fitted to the same sightings, the likeliest first.
    """
    usual = next((one for one in fits if one.law == USUAL), fits[0])
    return fits[0] if fits[0].log_likelihood > usual.log_likelihood + DROP else usual


def log_likelihoods(own: Classes, law: Law, mean: Floats, shape: Floats) -> Floats:
    """Logarithm of the likelihood of a vehicle of each class, under several laws.

    Parameters
    ----------
    own
        Classes.
    law
        Family of the laws.
    mean, shape : (n_laws,)
        Their means [s] and shapes [1].

    Returns
    -------
    (n_laws, n_classes)
    """
    left = _left(own, law, mean, shape)
    seen = left[:, [0]] - left[:, own.gap]
    still = left[:, own.last] - left[:, own.last_and_gap]
    later = left[:, own.next] - left[:, own.next_and_gap]
    return np.asarray(np.log(np.maximum((still - later) / np.maximum(seen, LEAST), LEAST)))


def seen_shares(own: Classes, law: Law, mean: Floats, shape: Floats) -> Floats:
    r"""Share of the vehicles that came in the gap of each class and were seen at its end.

    Returns
    -------
    (n_laws, n_classes)
        :math:`G(0)`, in (0, 1]. [1]
    """
    left = _left(own, law, mean, shape)
    return np.asarray((left[:, [0]] - left[:, own.gap]) / own.ends[own.gap])


def _left(own: Classes, law: Law, mean: Floats, shape: Floats) -> Floats:
    """Ask the law at each end; a last column of 0 stands for infinity."""
    left = left_over(law, own.ends, mean[:, np.newaxis], shape[:, np.newaxis])
    return np.concatenate([left, np.zeros((len(left), 1))], axis=1)


def _best(own: Classes, weights: Floats, law: Law) -> Fitted:
    least, most = own.ends[own.gap].min() / REACH, own.ends.max() * REACH
    means, shapes = (m.ravel() for m in np.meshgrid(np.geomspace(least, most, MEANS), SHAPES))
    first = int(np.argmax(log_likelihoods(own, law, means, shapes) @ weights))
    bounds = ((np.log(least), np.log(most)), (np.log(SHAPES[0]), np.log(SHAPES[-1])))

    def loss(at: Floats) -> float:
        mean, shape = np.exp(at)
        own_logs = log_likelihoods(own, law, np.array([mean]), np.array([shape]))
        return -float((own_logs @ weights)[0])

    start = np.log([means[first], shapes[first]])
    done = minimize(
        loss, start, method="Nelder-Mead", bounds=bounds,
        options={"xatol": 1e-5, "fatol": 1e-7, "initial_simplex": start + 0.1 * _CORNERS},
    )  # fmt: skip
    mean, shape = np.exp(done.x)
    is_flat = _is_flat(own, weights, law, float(mean), -float(done.fun))
    return Fitted(law, float(mean), float(shape), -float(done.fun), is_flat)


_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])


def _is_flat(own: Classes, weights: Floats, law: Law, mean: float, top: float) -> bool:
    """Say whether some shape explains what was seen with half or twice the mean."""
    shapes = np.geomspace(SHAPES[0], SHAPES[-1], 4 * len(SHAPES))
    for other in (mean / TWICE, mean * TWICE):
        logs = log_likelihoods(own, law, np.full(len(shapes), other), shapes) @ weights
        if logs.max() > top - DROP:
            return True
    return False
