"""Surveys of stops without a trace: put on the line that passes their stops in their order."""

from dataclasses import replace

import numpy as np
import pandas as pd

from beffroi.engines.informal.traces import Floats, Laid
from beffroi.kernels.polylines import arcs, at

REACH, SHARE, STEP = 40.0, 0.8, 20.0
"""Distance within which a mark is on a line [m]; share of marks that must be [1]; step of the way
that is taken to have been ridden between the first and the last [m]."""
FEWEST = 3
"""Marks without which a survey tells no line."""


def with_surveys(laid: Laid, marks: pd.DataFrame) -> Laid:
    """Add the surveys of stops that have no trace of their own, as rides without times.

    A survey is put on the variant that passes most of its marks within reach, in the order in
    which they were made; it is taken to have been ridden from its first mark to its last. One that
    fits no variant is left out.

    Parameters
    ----------
    laid
        Rides along the lines of their variants.
    marks
        Rows of the table of fixes that a person marked, in the order in which they were made.

    Returns
    -------
    The same with a trace for each survey that found its line.
    """
    known = set(laid.traces.ride_ids)
    found: list[tuple[str, int, Floats]] = []
    for ride, own in marks.groupby("ride_id", sort=False):
        way = _way(laid, laid.traces.plane.metres(own["lon"], own["lat"]))
        if ride not in known and way is not None:
            found.append((str(ride), *way))
    return _added(laid, found) if found else laid


def _way(laid: Laid, points: Floats) -> tuple[int, Floats] | None:
    """Find the variant of a survey, and the lengths of its line that were ridden."""
    if len(points) < FEWEST:
        return None
    best, found = SHARE, None
    for number, line in enumerate(laid.lines):
        near = np.all(
            (points >= line.min(axis=0) - REACH) & (points <= line.max(axis=0) + REACH), 1
        )
        if near.mean() < best:
            continue
        along = np.arange(0.0, arcs(line)[-1] + STEP / 2, STEP / 2)
        where = _in_order(np.hypot(*(at(line, along)[np.newaxis] - points[:, np.newaxis]).T).T)
        share = float((where >= 0).mean())
        if share >= best and (where >= 0).sum() >= FEWEST:
            ends = along[where[where >= 0]]
            best, found = share, (number, np.arange(ends[0], ends[-1] + STEP / 2, STEP))
    return found


def _in_order(apart: Floats) -> np.ndarray:
    """Lay marks on a line, each after the one before; -1 where one is out of reach or of order."""
    made, at_least = np.full(len(apart), -1), 0
    for row, own in enumerate(apart):
        ahead = np.flatnonzero(own[at_least:] <= REACH)
        if not len(ahead):
            continue
        # Of the first passage within reach, the nearest place.
        ends = np.flatnonzero(np.diff(ahead) > 1)
        first = ahead[: int(ends[0]) + 1] if len(ends) else ahead
        made[row] = at_least + first[own[at_least:][first].argmin()]
        at_least = made[row]
    return made


def _added(laid: Laid, surveys: list[tuple[str, int, Floats]]) -> Laid:
    traces = laid.traces
    alongs = [along for _, _, along in surveys]
    points = [at(laid.lines[number], along) for _, number, along in surveys]
    n = sum(len(along) for along in alongs)
    ends = traces.indptr[-1] + np.cumsum([len(along) for along in alongs])
    more = replace(
        traces, ride_ids=(*traces.ride_ids, *(ride for ride, _, _ in surveys)),
        indptr=np.concatenate([traces.indptr, ends]),
        fix=np.concatenate([traces.fix, np.full(n, -1)]),
        time=np.concatenate([traces.time, np.full(n, np.nan)]),
        points=np.concatenate([traces.points, *points]),
        sigma=np.concatenate([traces.sigma, np.full(n, STEP)]),
    )  # fmt: skip
    return Laid(
        more, laid.lines, laid.route,
        np.concatenate([laid.variant, [number for _, number, _ in surveys]]),
        np.concatenate([laid.along, *alongs]), np.concatenate([laid.off, np.zeros(n)]),
    )  # fmt: skip
