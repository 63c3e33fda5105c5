"""The performance table: every option on every criterion, as a value, an interval or unknown."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.language import Words, both
from beffroi.kernels.choice.cells import Curve, cells
from beffroi.kernels.choice.values import scores
from beffroi.method.arbitration.checks import spoken
from beffroi.method.arbitration.decision import Criterion, Option

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Bounds of what is known, cell by cell.

    Attributes
    ----------
    options, criteria
        Rows and columns.
    low, high : (n_options, n_criteria)
        Bounds of each cell; both NaN where nothing is known. [each criterion's unit]
    told : (n_options, n_criteria)
        The value given, or the middle of the interval; NaN where nothing is known. [unit]
    """

    options: tuple[Option, ...]
    criteria: tuple[Criterion, ...]
    low: Floats
    high: Floats
    told: Floats

    @property
    def unknown(self) -> npt.NDArray[np.bool_]:
        """Say which cells hold nothing, (n_options, n_criteria)."""
        return np.isnan(self.low)

    @property
    def spans(self) -> tuple[Floats, Floats]:
        """Return what each cell may be: its bounds, or the whole scale where nothing is known."""
        ends = np.array([criterion.ends for criterion in self.criteria]).reshape(-1, 2)
        low = np.where(self.unknown, ends[:, 0], self.low)
        high = np.where(self.unknown, ends[:, 1], self.high)
        return low, high

    @property
    def is_uncertain(self) -> npt.NDArray[np.bool_]:
        """Say which cells are an interval or unknown, (n_options, n_criteria)."""
        low, high = self.spans
        return low < high

    @property
    def middle(self) -> Floats:
        """Return one number a cell, the middle of the scale where nothing is known."""
        low, high = self.spans
        return np.where(self.unknown, (low + high) / 2, self.told)


def table(options: Sequence[Option], criteria: Sequence[Criterion]) -> Table:
    """Set what is known of options out as arrays."""
    shape = (len(options), len(criteria))
    cells = [[option.on(criterion.id) for criterion in criteria] for option in options]
    low, high = (
        np.array([[cell.bounds[end] for cell in row] for row in cells], dtype=float).reshape(shape)
        for end in (0, 1)
    )
    given = [[np.nan if cell.value is None else cell.value for cell in row] for row in cells]
    exact = np.array(given, dtype=float).reshape(shape)
    told = np.where(np.isnan(exact), (low + high) / 2, exact)
    return Table(tuple(options), tuple(criteria), low, high, told)


def valued(performances: Floats, criteria: Sequence[Criterion]) -> Floats:
    """Turn performances into values on the fixed scales, held at the ends beyond them.

    Parameters
    ----------
    performances : (..., n_criteria)
        In each criterion's unit.

    Returns
    -------
    (..., n_criteria)
        Values in [0, 1].
    """
    values = np.empty_like(performances)
    for k, curve in enumerate(curves(criteria)):
        values[..., k] = scores(np.ascontiguousarray(performances[..., k]), *curve)
    return values


def curves(criteria: Sequence[Criterion]) -> tuple[Curve, ...]:
    """Return the value function of each criterion: performances, increasing, and their values."""
    lines = [np.array(criterion.curve()).T for criterion in criteria]
    return tuple((xs, vs) for xs, vs in lines)


def value_bounds(known: Table) -> tuple[Floats, Floats]:
    """Return the least and the greatest value of each cell, (n_options, n_criteria) twice."""
    one, other = (valued(span, known.criteria) for span in known.spans)
    return np.minimum(one, other), np.maximum(one, other)


def expected(known: Table) -> Floats:
    """Return the mean value of each cell, all that it may be being equally likely in its unit.

    Returns
    -------
    (n_options, n_criteria)
        In [0, 1]; where nothing is known, the mean over the scale: one half on a straight line. [1]
    """
    return cells(*known.spans, curves(known.criteria)).mean


def drawn(known: Table, n_draws: int, *, seed: int) -> Floats:
    """Draw what the cells may be, independently and evenly between their bounds.

    The draws of a cell depend on the seed, its option and its criterion alone: leaving another
    option out, or changing the order, changes nothing.

    Returns
    -------
    (n_draws, n_options, n_criteria), or (1, n_options, n_criteria) where nothing is uncertain
        Performances. [each criterion's unit]
    """
    uncertain = known.is_uncertain
    n = n_draws if uncertain.any() else 1
    low, high = known.spans
    performances = np.broadcast_to(known.middle, (n, *low.shape)).copy()
    for row, k in np.argwhere(uncertain):
        key = (known.options[row].id, known.criteria[k].id)
        share = generator(seed, "cell", *key).random(n)
        performances[:, row, k] = low[row, k] + share * (high[row, k] - low[row, k])
    return performances


def generator(seed: int, *what: str) -> np.random.Generator:
    """Make a generator of its own for one thing that is drawn.

    Examples
    --------
    >>> generator(1, "cell", "a").integers(100) == generator(1, "cell", "a").integers(100)
    np.True_
    """
    return np.random.default_rng(seed_of(seed, *what))


def seed_of(seed: int, *what: str) -> int:
    """Derive the seed of one thing that is drawn from the seed of all, 63 bits."""
    said = "\0".join((str(seed), *what)).encode()
    return int.from_bytes(hashlib.sha256(said).digest()[:8], "big") >> 1


def remarks(known: Table) -> tuple[Words, ...]:
    """Say what of a table weakens its result.

    Returns
    -------
    Cells outside the fixed scale, criteria that cannot part the options, uncertain figures that
    several options share.
    """
    return tuple(
        remark
        for k in range(len(known.criteria))
        for part in (_beyond, _constant, _shared)
        for remark in part(known, k)
    )


def _beyond(known: Table, k: int) -> Iterator[Words]:
    criterion = known.criteria[k]
    low, high = criterion.ends
    for row, option in enumerate(known.options):
        least, most = known.low[row, k], known.high[row, k]
        if least < low or most > high:
            yield both(
                "{option}, {criterion}: {value} lies outside the fixed scale ({low} – {high}) and "
                "counts as its end. Widen the scale, then ask for the weights again: they depend "
                "on it.",
                option=option.name.words,
                criterion=criterion.name.words,
                value=spoken(float(least if least < low else most)),
                low=spoken(low),
                high=spoken(high),
            )


def _constant(known: Table, k: int) -> Iterator[Words]:
    column = np.concatenate([known.low[:, k], known.high[:, k]])
    if len(known.options) > 1 and (column == column[0]).all():
        yield both(
            "{criterion}: all options have the same value ({value}). This criterion cannot part "
            "them, whatever its weight.",
            criterion=known.criteria[k].name.words,
            value=spoken(float(column[0])),
        )


def _shared(known: Table, k: int) -> Iterator[Words]:
    criterion = known.criteria[k]
    figures = [
        option.on(criterion.id).figure
        for row, option in enumerate(known.options)
        if known.is_uncertain[row, k]
    ]
    for figure, count in Counter(figures).items():
        if figure and count > 1:
            yield both(
                "{criterion}: {n} options rest on one figure ({figure}), whose uncertainty is "
                "drawn apart for each. The difference between them is surer than is said here.",
                criterion=criterion.name.words,
                n=count,
                figure=figure,
            )
