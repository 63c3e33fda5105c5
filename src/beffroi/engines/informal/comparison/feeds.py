"""Two feeds compared whole: stops, variants, routes, shapes, times and fares."""

from dataclasses import dataclass

import numpy as np

from beffroi.engines.informal.comparison import fares, shapes, stops, times
from beffroi.engines.informal.comparison.estimates import Estimate, Scores, scores
from beffroi.engines.informal.comparison.pairs import pairs
from beffroi.engines.informal.comparison.shapes import ShapeErrors
from beffroi.engines.informal.comparison.stops import StopScores
from beffroi.engines.informal.comparison.times import TimeErrors
from beffroi.engines.informal.prices import prices
from beffroi.engines.informal.published import Tables, middle, published


@dataclass(frozen=True, slots=True)
class Comparison:
    """How near a feed comes to a reference.

    Attributes
    ----------
    stops
        Stops, by direction.
    variants, routes
        Scores of both.
    shapes
        Distances between lines.
    times
        Errors of headways and running times.
    fares
        Share of trips that cost the same. [1]
    drawn
        Whether both feeds draw shapes; else variants were compared by their stops.
    """

    stops: StopScores
    variants: Scores
    routes: Scores
    shapes: ShapeErrors
    times: TimeErrors
    fares: Estimate
    drawn: bool


def compared(feed: Tables, reference: Tables, *, seed: int = 0) -> Comparison:
    """Compare a feed with a reference.

    Parameters
    ----------
    feed, reference
        GTFS tables, as `published` and `prices` ask for them.
    seed
        Seed of the intervals.

    Returns
    -------
    The comparison. Against itself a feed scores 1 everywhere, with errors of 0; the other way
    round, precision and recall change places, and distances stay.
    """
    plane = middle(reference, feed)
    ours, theirs = published(feed, plane), published(reference, plane)
    draw = np.random.default_rng(seed)
    matched = pairs(ours, theirs)
    n_ours, n_theirs = len(ours.variants), len(theirs.variants)
    return Comparison(
        stops=stops.compared(ours, theirs, draw),
        variants=scores(len(matched.variants), n_ours, n_theirs, draw),
        routes=scores(*matched.n_routes, draw),
        shapes=shapes.compared(matched, theirs, draw),
        times=times.compared(matched, draw),
        fares=fares.compared(matched, prices(feed), prices(reference), draw),
        drawn=matched.drawn,
    )
