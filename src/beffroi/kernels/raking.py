"""Raking: weights that make those who answered a survey look like the people they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
UNKNOWN = -1
"""Category of a respondent who did not say."""
TOLERANCE = 1e-9
"""Gap to a margin, as a share of the population, at which it is met. [1]"""
MOST_PASSES = 2000
MOST_NEWTON_STEPS = 200
MOST_HALVINGS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Raked:
    """Weights, and the proof that they meet the margins.

    Attributes
    ----------
    weights : (n_respondents,)
        People for whom each respondent stands; they sum to the population. [person]
    iterations
        Passes over the margins, or steps of Newton, that were needed. [1]
    gap
        Largest distance between a margin and its weighted count, over the population. [1]
    worst
        Margin and category where that gap is.
    converged
        Whether the gap is within the tolerance.
    """

    weights: Floats
    iterations: int
    gap: float
    worst: tuple[int, int]
    converged: bool


def unreachable_cells(
    categories: Ints, margins: Sequence[npt.ArrayLike]
) -> tuple[tuple[int, int], ...]:
    """Find the categories that no weight can bring to their margin.

    Parameters
    ----------
    categories : (n_respondents, n_margins)
        Category of each respondent on each margin, from 0; -1 where it is unknown.
    margins : n_margins arrays of (n_categories,)
        People of each category, >= 0. [person]

    Returns
    -------
    Margin and category of each cell that has people and no respondent, or respondents and nobody.

    Examples
    --------
    >>> unreachable_cells(np.array([[0], [0], [1]]), [[10.0, 0.0, 5.0]])
    ((0, 1), (0, 2))
    """
    return tuple(
        (j, c)
        for j, margin in enumerate(margins)
        for c, people in enumerate(np.asarray(margin, dtype=np.float64))
        if (people > 0) != bool((categories[:, j] == c).any())
    )


def raked(
    categories: Ints,
    margins: Sequence[npt.ArrayLike],
    *,
    initial: npt.ArrayLike | None = None,
    tolerance: float = TOLERANCE,
    most_passes: int = MOST_PASSES,
) -> Raked:
    r"""Fit weights to margins by turns (raking ratio, iterative proportional fitting).

    Margin after margin, the weights of each category are scaled to its people,

    .. math:: w_i \leftarrow w_i \, N_{j c(i)} \Big/ \sum_{k : c_j(k) = c_j(i)} w_k

    until all hold at once: among the weights that meet the margins, these have the least
    Kullback-Leibler divergence from the first ones. Respondents whose category is unknown are a
    category of their own, kept at its share of the first weights; the others share the rest.

    Parameters
    ----------
    categories : (n_respondents, n_margins)
        Category of each respondent on each margin, from 0; -1 where it is unknown.
    margins : n_margins arrays of (n_categories,)
        People of each category, >= 0; all margins have one sum, the population. [person]
    initial : (n_respondents,)
        First weights, > 0; all alike if None.
    tolerance
        Gap, over the population, at which the margins are met. [1]
    most_passes
        Passes after which the search is given up; the result says it has not converged.

    Raises
    ------
    ShapeError
        If there is no respondent or no margin, if the shapes do not fit, if a number of people is
        negative, if the margins do not sum alike, or if a cell is unreachable.

    References
    ----------
    W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency table when
    the expected marginal totals are known", Annals of Mathematical Statistics 11 (4), 1940,
    pp. 427-444, doi:10.1214/aoms/1177731829.

    Examples
    --------
    Four respondents, two women and two men, one of each old; of 100 people 60 are women. With
    half of the people old, each woman stands for 30 and each man for 20:

    >>> sex_and_age = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    >>> found = raked(sex_and_age, [[60.0, 40.0], [50.0, 50.0]])
    >>> found.weights.tolist(), found.converged
    ([30.0, 30.0, 20.0, 20.0], True)
    """
    first = _first_weights(categories, margins, initial)
    cells, targets = _cells(categories, margins, first)
    weights, population = first.copy(), float(first.sum())
    distance, worst = _gap(weights, cells, targets)
    gap, passes = distance / population, 0
    while passes < most_passes and gap > tolerance:
        passes += 1
        for cell, target in zip(cells, targets, strict=True):
            counted = np.bincount(cell, weights, len(target))
            factor = np.divide(target, counted, out=np.zeros_like(target), where=counted > 0)
            weights = weights * factor[cell]
        distance, worst = _gap(weights, cells, targets)
        gap = distance / population
    return Raked(weights, passes, gap, worst, gap <= tolerance)


def raked_within(
    categories: Ints,
    margins: Sequence[npt.ArrayLike],
    bounds: tuple[float, float],
    *,
    initial: npt.ArrayLike | None = None,
    tolerance: float = TOLERANCE,
) -> Raked:
    r"""Fit weights to margins without letting any change by more than given factors.

    The logit method of calibration: :math:`w_i = d_i F(x_i'\lambda)` with

    .. math:: F(u) = \frac{L(U-1) + U(1-L)e^{Au}}{(U-1) + (1-L)e^{Au}},
              \quad A = \frac{U-L}{(1-L)(U-1)}

    which stays between :math:`L` and :math:`U`; :math:`\lambda` by Newton's method on the convex
    dual, its steps halved where they go too far.

    Parameters
    ----------
    categories, margins, initial, tolerance
        As for `raked`.
    bounds
        Least and largest ratio of a weight to its first one (scaled to the population), with
        ``0 <= L < 1 < U``. [1]

    Returns
    -------
    As `raked`; where no weights within the bounds meet the margins, `converged` is False and
    `worst` is the cell that lacks most.

    Raises
    ------
    ShapeError
        As `raked`, and if the bounds are not around 1.

    References
    ----------
    J.-C. Deville, C.-E. Särndal and O. Sautory, "Generalized raking procedures in survey sampling",
    Journal of the American Statistical Association 88 (423), 1993, pp. 1013-1020,
    doi:10.1080/01621459.1993.10476369.

    Examples
    --------
    >>> found = raked_within(np.array([[0], [0], [1], [1]]), [[60.0, 40.0]], (0.5, 2.0))
    >>> found.weights.round(6).tolist()
    [30.0, 30.0, 20.0, 20.0]
    """
    low, high = bounds
    if not 0 <= low < 1 < high:
        raise ShapeError("The bounds of the weights must lie around 1, the lower not below 0.")
    first = _first_weights(categories, margins, initial)
    cells, targets = _cells(categories, margins, first)
    traits = np.concatenate(
        [np.eye(len(target))[cell] for cell, target in zip(cells, targets, strict=True)], axis=1
    )
    wanted = np.concatenate(targets)
    curve = _Logit(low, high)
    found, steps = _root(traits, wanted, first, curve, tolerance=tolerance * float(first.sum()))
    weights = first * curve.ratio(traits @ found)
    distance, worst = _gap(weights, cells, targets)
    gap = distance / float(first.sum())
    return Raked(weights, steps, gap, worst, gap <= tolerance)


def _first_weights(
    categories: Ints, margins: Sequence[npt.ArrayLike], initial: npt.ArrayLike | None
) -> Floats:
    """Check the shapes, and scale the first weights to the population."""
    if categories.ndim != 2 or not categories.size or categories.shape[1] != len(margins):
        raise ShapeError("Give one column of categories for each margin, and one respondent.")
    people = [np.asarray(margin, dtype=np.float64) for margin in margins]
    sums = np.array([margin.sum() for margin in people])
    if any((margin < 0).any() or not np.isfinite(margin).all() for margin in people):
        raise ShapeError("The people of a margin must be finite and not negative.")
    if not sums[0] > 0 or not np.allclose(sums, sums[0], rtol=1e-9):
        raise ShapeError("The margins must have one sum, the population, above 0.")
    if any(
        categories[:, j].min() < UNKNOWN or categories[:, j].max() >= len(margin)
        for j, margin in enumerate(people)
    ):
        raise ShapeError("A category must be -1 or the number of one of its margin's categories.")
    if unreachable_cells(categories, margins):
        raise ShapeError("A cell has people and no respondent, or respondents and nobody.")
    n = len(categories)
    given = np.ones(n) if initial is None else np.asarray(initial, dtype=np.float64)
    if given.shape != (n,) or not (np.isfinite(given) & (given > 0)).all():
        raise ShapeError("Give one first weight above 0 for each respondent.")
    scaled: Floats = given * (sums[0] / given.sum())
    return scaled


def _cells(
    categories: Ints, margins: Sequence[npt.ArrayLike], first: Floats
) -> tuple[list[Ints], list[Floats]]:
    """Make the unknown a category of its own, at its share of the first weights."""
    cells, targets = [], []
    for j, margin in enumerate(margins):
        people = np.asarray(margin, dtype=np.float64)
        unknown = categories[:, j] == UNKNOWN
        if unknown.any():
            apart = float(first[unknown].sum())
            people = np.append(people * (1 - apart / first.sum()), apart)
        cells.append(np.where(unknown, len(people) - 1, categories[:, j]))
        targets.append(people)
    return cells, targets


def _gap(
    weights: Floats, cells: Sequence[Ints], targets: Sequence[Floats]
) -> tuple[float, tuple[int, int]]:
    worst, where = -1.0, (0, 0)
    for j, (cell, target) in enumerate(zip(cells, targets, strict=True)):
        away = np.abs(np.bincount(cell, weights, len(target)) - target)
        if away.max() > worst:
            worst, where = float(away.max()), (j, int(away.argmax()))
    return worst, where


@dataclass(frozen=True, slots=True)
class _Logit:
    """The curve from the bound L to the bound U that passes through 1 at 0."""

    low: float
    high: float

    @property
    def steepness(self) -> float:
        return (self.high - self.low) / ((1 - self.low) * (self.high - 1))

    def _part(self, at: Floats) -> Floats:
        shift = np.log((1 - self.low) / (self.high - 1))
        part: Floats = expit(self.steepness * at + shift)
        return part

    def ratio(self, at: Floats) -> Floats:
        return self.low + (self.high - self.low) * self._part(at)

    def slope(self, at: Floats) -> Floats:
        part = self._part(at)
        slope: Floats = (self.high - self.low) * self.steepness * part * (1 - part)
        return slope

    def area(self, at: Floats) -> Floats:
        """Integrate the curve from 0."""
        rise = np.logaddexp(np.log(self.high - 1), np.log(1 - self.low) + self.steepness * at)
        rise = rise - np.log(self.high - self.low)
        area: Floats = self.low * at + (self.high - self.low) / self.steepness * rise
        return area


def _root(
    traits: Floats, wanted: Floats, first: Floats, curve: _Logit, *, tolerance: float
) -> tuple[Floats, int]:
    """Minimise the convex dual, whose slope is what the margins lack, sign turned."""

    def dual(at: Floats) -> float:
        return float(first @ curve.area(traits @ at) - wanted @ at)

    def lack(at: Floats) -> Floats:
        lacking: Floats = wanted - traits.T @ (first * curve.ratio(traits @ at))
        return lacking

    found, here = np.zeros(traits.shape[1]), np.inf
    for step_number in range(MOST_NEWTON_STEPS):
        lacking = lack(found)
        here = float(np.abs(lacking).max())
        if here <= tolerance:
            return found, step_number
        hessian = traits.T @ (traits * (first * curve.slope(traits @ found))[:, np.newaxis])
        step = np.linalg.lstsq(hessian, lacking, rcond=1e-12)[0].astype(np.float64)
        height = dual(found)
        tries = (found + step / 2**halving for halving in range(MOST_HALVINGS))
        # Near the end the dual is flat to the last digit: what is lacking tells better.
        better = (t for t in tries if dual(t) < height or np.abs(lack(t)).max() < here)
        further = next(better, None)
        if further is None:
            return found, step_number + 1
        found = further
    return found, MOST_NEWTON_STEPS
