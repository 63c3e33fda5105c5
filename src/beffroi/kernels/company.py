"""Company: which kinds stand near one another more, or less, than chance would have it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.spatial import KDTree

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.multiplicity import false_discoveries

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """How kinds keep company; row: around whom, column: whom they have around.

    Attributes
    ----------
    ratio : (n_kinds, n_kinds)
        Company over that of chance: above 1 they seek one another, below they shun; NaN where
        nobody of the row has the neighbours that it takes. [1]
    probability : (n_kinds, n_kinds)
        Of a ratio as far out on either side, were the kinds dealt out at random. [1]
    discovery : (n_kinds, n_kinds)
        The same, for so many pairs at once (`multiplicity.false_discoveries`). [1]
    """

    ratio: Floats
    probability: Floats
    discovery: Floats


def company(
    points: npt.ArrayLike, kinds: npt.ArrayLike, reach: float, *, draws: int = 999, seed: int = 0
) -> Company:
    r"""Measure Jensen's interaction of kinds, and test it by dealing the kinds out anew.

    .. math:: a_{AB} = \frac{N - N_A}{N'_A N_B} \sum_{i \in A} \frac{n_B(i)}{n(i) - n_A(i)},
              \qquad a_{AA} = \frac{N - 1}{N'_A (N_A - 1)} \sum_{i \in A} \frac{n_A(i)}{n(i)}

    :math:`n(i)` are the neighbours of :math:`i` within reach, :math:`N'_A` those of the kind whose
    ratio has a neighbour under the line: others tell nothing and are left out, so that chance
    has a mean of exactly 1.

    Parameters
    ----------
    points : (n_points, 2)
        Coordinates, finite. [m]
    kinds : (n_points,)
        Kind of each, from 0 on.
    reach
        Neighbours are at most so far. [m]
    draws
        How often kinds are dealt out anew; none: no probability. [1]
    seed
        Of the dealing.

    Returns
    -------
    Ratios with their probabilities.

    Raises
    ------
    ShapeError
        If there is not one kind for each point.

    References
    ----------
    P. Jensen, "Network-based predictions of retail store commercial categories and optimal
    locations", Physical Review E 74, 2006, 035101, doi:10.1103/PhysRevE.74.035101. Probability:
    B. Phipson, G. K. Smyth, 2010, doi:10.2202/1544-6115.1585.

    Examples
    --------
    Two bakers side by side, and two tailors far off:

    >>> company([[0, 0], [1, 0], [900, 0], [901, 0]], [0, 0, 1, 1], 100.0, draws=0).ratio
    array([[ 3., nan],
           [nan,  3.]])
    """
    places, kind = np.asarray(points, np.float64).reshape(-1, 2), np.asarray(kinds, np.int64)
    if kind.shape != (len(places),) or (kind < 0).any():
        raise ShapeError("Give one kind, from 0 on, for each point.")
    n_kinds = int(kind.max()) + 1 if len(kind) else 0
    near = _neighbours(places, reach)
    seen = _ratios(near, kind, n_kinds)
    if not draws:
        return Company(seen, np.full(seen.shape, np.nan), np.full(seen.shape, np.nan))
    dice = np.random.default_rng(seed)
    below, above = np.ones(seen.shape), np.ones(seen.shape)
    told = np.ones(seen.shape)
    for _ in range(draws):
        dealt = _ratios(near, dice.permutation(kind), n_kinds)
        told += ~np.isnan(dealt)
        below += dealt <= seen + 1e-12
        above += dealt >= seen - 1e-12
    both_sides = np.minimum(2 * np.minimum(below, above) / told, 1.0)
    chance = np.where(np.isnan(seen), np.nan, both_sides)
    return Company(seen, chance, false_discoveries(chance.ravel()).reshape(chance.shape))


def _neighbours(places: Floats, reach: float) -> csr_array:
    pairs = KDTree(places).query_pairs(reach, output_type="ndarray") if len(places) else np.empty(
        (0, 2), dtype=np.int64)  # fmt: skip
    rows = np.concatenate([pairs[:, 0], pairs[:, 1]])
    columns = np.concatenate([pairs[:, 1], pairs[:, 0]])
    shape = (len(places), len(places))
    return csr_array(coo_array((np.ones(len(rows)), (rows, columns)), shape=shape))


def _ratios(near: csr_array, kind: Ints, n_kinds: int) -> Floats:
    n = len(kind)
    is_of = np.zeros((n, n_kinds))
    is_of[np.arange(n), kind] = 1.0
    around = np.asarray(near @ is_of)
    own = around[np.arange(n), kind]
    held = around.sum(axis=1)
    under = np.repeat((held - own)[:, None], n_kinds, axis=1)
    under[np.arange(n), kind] = held
    told = under > 0
    part = np.divide(around, under, out=np.zeros_like(around), where=told)
    sums, counts = is_of.T @ part, is_of.T @ told
    size = is_of.sum(axis=0)
    scale = (n - size)[:, None] / np.where(size > 0, size, np.nan)[None, :]
    others = np.where(size > 1, size - 1, np.nan)
    np.fill_diagonal(scale, (n - 1) / others)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(counts > 0, scale * sums / counts, np.nan))
