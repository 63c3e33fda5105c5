"""From the stops to the places around them: travel times of whole rows of a table."""

from typing import NamedTuple

import numpy as np

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.raptor.boarding import Boards
from beffroi.kernels.raptor.changes import Changes
from beffroi.kernels.raptor.checking import NEVER, Floats, Ints
from beffroi.kernels.raptor.ranks import put_in_order
from beffroi.kernels.raptor.rounds import Desk, spread
from beffroi.kernels.raptor.timetable import Lines
from beffroi.kernels.raptor.walking import Links
from beffroi.kernels.raptor.windows import Window

TOGETHER = 32
"""Places whose travel times are ranked at once, one in each column of a small table."""


class Ranking(NamedTuple):
    """Which ranks of the travel times are wanted, and how to come by them."""

    ranks: Ints
    exchanges: Ints


class Question(NamedTuple):
    """Where and when to board, where to go from the stops, what is wanted of the times."""

    access: Boards
    changes: Changes
    egress: Links
    window: Window
    ranking: Ranking


class Block(NamedTuple):
    """Results for the origins from `first` on: `(n, n_places)`, `(n, n_places, n_percentiles)`.

    `direct` holds the direct walks, `NEVER` if too long, or nothing, `(0, n_places)`. [s]
    """

    first: int
    direct: Ints
    least: Floats
    share: Floats
    percentiles: Floats


@kernel
def fill_rows(day: Lines, question: Question, desk: Desk, rows: Ints, block: Block) -> None:
    """Search from the origins of some rows of a block, and write these."""
    access, window = question.access, question.window
    n_places = question.egress.indptr.size - 1
    times = np.empty((window.departures.size, TOGETHER), np.int32)
    on_foot = np.full((1, n_places), NEVER, np.int32)
    soonest = np.full(day.indptr.size - 1, NEVER, np.int32)
    for place in range(rows.size):
        row, origin = rows[place], block.first + rows[place]
        home = Boards(access.indptr[origin : origin + 2], access.calls, access.seconds)
        spread(day, home, question.changes, window, desk)
        if times.shape[0] == 1:
            _last_ride(desk, soonest)
        walks = block.direct[row] if block.direct.shape[0] else on_foot[0]
        for begin in range(0, n_places, TOGETHER):
            if times.shape[0] == 1:
                _reach_once(question.egress, soonest, begin, times[0])
            else:
                _reach(question.egress, desk, begin, times)
            spend(window, walks[begin : begin + TOGETHER], times)
            summarise(times, question.ranking, block, row, begin)


@part
def _reach(egress: Links, desk: Desk, begin: int, times: Ints) -> None:
    """Come to some places from the stops around them, where this is noted to be earlier."""
    notes, n_notes, stops, walks = desk.notes, desk.n_notes, egress.stops, egress.seconds
    times[:] = NEVER
    for place in range(begin, min(begin + TOGETHER, egress.indptr.size - 1)):
        for link in range(egress.indptr[place], egress.indptr[place + 1]):
            stop, seconds = stops[link], walks[link]
            for note in range(0, 2 * n_notes[stop], 2):
                number, time = notes[stop, note], np.int32(notes[stop, note + 1] + seconds)
                times[number, place - begin] = min(times[number, place - begin], time)


@part
def _last_ride(desk: Desk, soonest: Ints) -> None:
    """Put the times to alight after as many rides as allowed side by side, if any is."""
    if desk.alighted.shape[1]:
        for stop in range(soonest.size):
            soonest[stop] = desk.alighted[stop, -1]


@part
def _reach_once(egress: Links, soonest: Ints, begin: int, times: Ints) -> None:
    """Come to some places from the stops around them, having left at one departure alone."""
    stops, walks = egress.stops, egress.seconds
    for place in range(begin, min(begin + TOGETHER, egress.indptr.size - 1)):
        least = NEVER
        for link in range(egress.indptr[place], egress.indptr[place + 1]):
            least = min(least, np.int32(soonest[stops[link]] + walks[link]))
        times[place - begin] = least


@part
def spend(window: Window, walks: Ints, times: Ints) -> None:
    """Make travel times of arrivals: whoever leaves earlier can do what is done later.

    Parameters
    ----------
    window
        The departures.
    walks : (n_places,)
        Direct walks, `NEVER` if too long. [s]
    times : (n_departures, TOGETHER)
        When one comes to each place by what one catches leaving then, and not later; becomes the
        travel time, `NEVER` beyond the limit. [s]
    """
    soonest, longest = np.full(times.shape[1], NEVER, np.int32), np.int32(window.limit)
    for number in range(times.shape[0] - 1, -1, -1):
        departure = window.departures[number]
        for column in range(walks.size):
            soonest[column] = min(soonest[column], times[number, column])
            spent = min(np.int32(soonest[column] - departure), walks[column])
            times[number, column] = spent if spent <= longest else NEVER


@part
def summarise(table: Ints, ranking: Ranking, block: Block, row: int, begin: int) -> None:
    """Write the least, the share that arrives and the percentiles of some places.

    Parameters
    ----------
    table : (n_departures, TOGETHER)
        Travel times, from `spend`; put in order. [s]
    ranking
        What is wanted.
    block, row, begin
        Where to write: the row of an origin, from a place on.
    """
    end = min(begin + TOGETHER, block.least.shape[1])
    width, ranks, percentiles = end - begin, ranking.ranks, block.percentiles
    least, count = np.full(TOGETHER, NEVER, np.int32), np.zeros(TOGETHER, np.int32)
    for number in range(table.shape[0]):
        for column in range(width):
            least[column] = min(least[column], table[number, column])
            count[column] += table[number, column] < NEVER
    put_in_order(table, ranking.exchanges)
    for column in range(width):
        block.least[row, begin + column] = _seconds(least[column])
        share = np.float32(count[column]) / np.float32(table.shape[0])
        block.share[row, begin + column] = share
        for number in range(ranks.size):
            percentiles[row, begin + column, number] = _seconds(table[ranks[number], column])


@part
def _seconds(time: int) -> np.float32:
    """Hand a time out: whole seconds, infinite if it does not come."""
    return np.float32(time) if time < NEVER else np.float32(np.inf)
