"""Sharing: which variant each departure was of, where several begin at one terminal."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.service.clock import DAY, instants
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.watches import Watch

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def cells() -> int:
    """Return how many cells a day has."""
    return int(DAY / parameter("cell"))


def cell_of(seconds: Floats) -> Ints:
    """Return the cell of each time of day."""
    return np.clip((seconds - parameter("day_starts")) // parameter("cell"), 0,
                   cells() - 1).astype(np.int64)  # fmt: skip


def exposures(watch: Watch, zone: str) -> tuple[int, Floats]:
    """Measure for how long a watch looked at each cell of its day.

    Returns
    -------
    kind
        Rank of the kind of day on which it began.
    seconds : (n_cells,)
        A watch that lasts into the next day counts until this one ends. [s]
    """
    seen = instants([watch.begins, watch.ends], zone)
    begin = float(seen.seconds[0])
    end = begin + (watch.ends - watch.begins)
    edges = parameter("day_starts") + np.arange(cells() + 1) * parameter("cell")
    inside = np.minimum(end, edges[1:]) - np.maximum(begin, edges[:-1])
    return int(seen.kind[0]), np.clip(inside, 0.0, None)


def sites(watches: Sequence[Watch]) -> Iterator[tuple[Ints, list[Watch]]]:
    """Group watches by the variants that they could see."""
    found: dict[tuple[int, ...], list[Watch]] = {}
    for watch in watches:
        found.setdefault(tuple(watch.variants.tolist()), []).append(watch)
    for variants, own in found.items():
        yield np.array(variants, dtype=np.int64), own


def shared(counts: Floats, labelled: Floats, rides: Floats, draw: np.random.Generator) -> Floats:
    """Share unlabelled departures out among the variants of a terminal, many times.

    Shares follow the rides surveyed and the departures whose variant was said, give or take
    `share_spread`: who surveys rarely chooses rides as often as they leave.

    Parameters
    ----------
    counts : (n_cells,)
        Departures of unknown variant.
    labelled : (n_variants, n_cells)
        Departures of known variant.
    rides : (n_variants,)
        Rides surveyed.

    Returns
    -------
    (n_draws, n_variants, n_cells)
        Departures of each variant, the known ones with them.
    """
    n_draws, n = int(parameter("draws")), len(rides)
    if n == 1 or not counts.sum():
        return np.repeat((labelled + counts / n)[np.newaxis], 1 if n == 1 else n_draws, axis=0)
    told = labelled.sum(axis=1)
    weight = told + 0.5 if told.sum() > rides.sum() else rides + 0.5
    drawn = np.log(weight) + parameter("share_spread") * draw.standard_normal((n_draws, n))
    shares = np.exp(drawn - drawn.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    drawn_counts: Floats = labelled + shares[:, :, np.newaxis] * counts
    return drawn_counts
