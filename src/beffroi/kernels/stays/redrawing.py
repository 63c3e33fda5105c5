"""How sure fitted laws of stays are: surveys drawn again, street by street, and fitted again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.stays.fitting import (
    SHAPES,
    Classes,
    Fitted,
    log_likelihoods,
    seen_shares,
)
from beffroi.kernels.stays.laws import Law, left_over, longer

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
SIDE, STEPS = 6.0, 25
"""Half side of the net of laws that are tried, in standard errors, and its knots by side."""
WIDER, MOST_WIDENED, FEW = 1.7, 5, 0.01
"""By how much the net grows as long as more than this share of the draws lie on its edge."""
NUDGE = 0.02
"""Step of the second differences of the likelihood, in logarithms of mean and shape. [1]"""
LOOSE = 0.3
"""Standard errors where the likelihood is not curved."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Laws fitted to surveys drawn again.

    Attributes
    ----------
    laws
        Families that were drawn.
    law : (n_draws,)
        Rank in `laws` of the family of each draw.
    mean, shape : (n_draws,)
        Mean [s] and shape [1].
    came : (n_draws,)
        Vehicles that came between the first and the last pass, seen or not. [vehicle]
    """

    laws: tuple[Law, ...]
    law: Ints
    mean: Floats
    shape: Floats
    came: Floats

    def longer(self, time: float) -> Floats:
        """Share of stays longer than a time [s], draw by draw, in [0, 1]."""
        return self._asked(longer, time)

    def left_over(self, time: float) -> Floats:
        """Mean time that stays last beyond a time [s], draw by draw [s]."""
        return self._asked(left_over, time)

    def _asked(self, function: object, time: float) -> Floats:
        answers = np.empty(len(self.law))
        for rank, law in enumerate(self.laws):
            own = self.law == rank
            answers[own] = function(law, time, self.mean[own], self.shape[own])  # type: ignore[operator]
        return answers


def came(own: Classes, counts: Floats, fitted: Fitted) -> float:
    """Estimate how many vehicles came between the first and the last pass, seen or not.

    Each vehicle seen stands for as many as the inverse of its chance of being seen at the end of
    the gap in which it came (D. G. Horvitz, D. J. Thompson).

    Parameters
    ----------
    own
        Classes of sightings.
    counts : (n_classes,)
        Vehicles of each.
    fitted
        Law of stays.

    References
    ----------
    D. G. Horvitz, D. J. Thompson, "A Generalization of Sampling Without Replacement From a Finite
    Universe", Journal of the American Statistical Association 47 (260), 1952, pp. 663-685,
    doi:10.1080/01621459.1952.10483446.
    """
    at = np.array([fitted.mean]), np.array([fitted.shape])
    return float((counts / seen_shares(own, fitted.law, *at)[0]).sum())


def drawn(own: Classes, group: Ints, fits: Sequence[Fitted], *, draws: int, seed: int) -> Drawn:
    """Draw groups of sightings again, with replacement, and fit each draw.

    All draws are fitted at once: on a net of laws around the best one, along the axes of the
    likelihood, the likelihood of a draw is a product of two matrices; its top is then set between
    the knots by a parabola. Families that explain what was seen about as well take their share of
    the draws (Akaike's weights), so that intervals hold the doubt on the family too.

    Parameters
    ----------
    own
        Classes of sightings.
    group : (n,)
        Group of each sighting, from 0: what is alike and drawn together, such as a street; one
        group each where vehicles are drawn.
    fits
        Laws fitted to all the sightings.
    draws
        Draws, >= 1.
    seed
        Seed.

    Raises
    ------
    ShapeError
        If the arrays do not fit together.

    References
    ----------
    B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7 (1), 1979,
    pp. 1-26, doi:10.1214/aos/1176344552.
    K. P. Burnham, D. R. Anderson, "Model Selection and Multimodel Inference", Springer, 2002,
    section 2.9.
    """
    if group.shape != own.of.shape or draws < 1 or not fits:
        raise ShapeError("Give a group for each sighting, a draw or more, and a law or more.")
    draw = np.random.default_rng(seed)
    counts = _redrawn_counts(own, group, draws, draw)
    likely = np.exp([one.log_likelihood - fits[0].log_likelihood for one in fits])
    law = draw.choice(len(fits), size=draws, p=likely / likely.sum())
    mean, shape, came_ = np.empty(draws), np.empty(draws), np.empty(draws)
    total = np.bincount(own.of, minlength=len(own.gap)).astype(np.float64)
    for rank, fit in enumerate(fits):
        mine = law == rank
        if mine.any():
            mean[mine], shape[mine] = _refitted(own, counts[mine], fit, total)
            seen = seen_shares(own, fit.law, mean[mine], shape[mine])
            came_[mine] = (counts[mine] / seen).sum(axis=1)
    return Drawn(tuple(one.law for one in fits), law.astype(np.int64), mean, shape, came_)


def _redrawn_counts(own: Classes, group: Ints, draws: int, draw: np.random.Generator) -> Floats:
    """Count the vehicles of each class in each draw."""
    n_groups, n_classes = int(group.max()) + 1, len(own.gap)
    if n_groups >= len(group):
        chances = np.bincount(own.of, minlength=n_classes) / len(group)
        return draw.multinomial(len(group), chances, size=draws).astype(np.float64)
    table = np.bincount(group * n_classes + own.of, minlength=n_groups * n_classes)
    times = draw.multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=draws)
    return np.asarray(times @ table.reshape(n_groups, n_classes), dtype=np.float64)


def _refitted(own: Classes, counts: Floats, fit: Fitted, total: Floats) -> tuple[Floats, Floats]:
    centre = np.log([fit.mean, fit.shape])
    axes, side = _axes(own, fit, total), SIDE
    for _ in range(MOST_WIDENED):
        knots = np.linspace(-side, side, STEPS)
        net = np.stack(np.meshgrid(knots, knots, indexing="ij"), axis=-1).reshape(-1, 2)
        at = _bounded(centre + net @ axes.T)
        logs = counts @ log_likelihoods(own, fit.law, *np.exp(at.T)).T
        row, column = np.divmod(logs.argmax(axis=1), STEPS)
        on_edge = (np.minimum(row, column) == 0) | (np.maximum(row, column) == STEPS - 1)
        if on_edge.mean() <= FEW:
            break
        side *= WIDER
    tops = logs.reshape(-1, STEPS, STEPS)
    moved = np.stack(
        [
            knots[row] + _between(tops, row, column, 0) * (knots[1] - knots[0]),
            knots[column] + _between(tops, row, column, 1) * (knots[1] - knots[0]),
        ]
    )
    mean, shape = np.exp(_bounded(centre + moved.T @ axes.T)).T
    return mean, shape


def _bounded(at: Floats) -> Floats:
    lowest, highest = np.log(SHAPES[0]), np.log(SHAPES[-1])
    return np.stack([at[..., 0], np.clip(at[..., 1], lowest, highest)], axis=-1)


def _between(tops: Floats, row: Ints, column: Ints, axis: int) -> Floats:
    """Set the top of a parabola through a knot and its two neighbours; none at the edge."""
    draws = np.arange(len(tops))
    place = [row, column]
    here = tops[draws, row, column]
    sides = []
    for step in (-1, 1):
        moved = list(place)
        moved[axis] = np.clip(place[axis] + step, 0, STEPS - 1)
        sides.append(tops[draws, moved[0], moved[1]])
    bend = sides[0] - 2 * here + sides[1]
    inside = (place[axis] > 0) & (place[axis] < STEPS - 1) & (bend < 0)
    shift = np.zeros(len(tops))
    np.divide(0.5 * (sides[0] - sides[1]), bend, out=shift, where=inside)
    return np.clip(shift, -0.5, 0.5)


def _axes(own: Classes, fit: Fitted, total: Floats) -> Floats:
    """Take the axes of the likelihood at its top, one standard error long."""
    steps = np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, -1]]) * NUDGE
    at = np.exp(np.log([fit.mean, fit.shape]) + steps)
    top, a, b, c, d, e, f = log_likelihoods(own, fit.law, *at.T) @ total
    mean2, shape2 = 2 * top - a - b, 2 * top - c - d
    cross = (a + b + c + d - 2 * top - e - f) / 2
    curved = np.array([[mean2, cross], [cross, shape2]]) / NUDGE**2
    if mean2 <= 0 or np.linalg.det(curved) <= 0:
        return LOOSE * np.eye(2)
    return np.asarray(np.linalg.cholesky(np.linalg.inv(curved)))
