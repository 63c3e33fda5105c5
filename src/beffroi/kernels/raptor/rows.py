"""From the stops to the places around them: travel times of whole rows of a table."""

from typing import NamedTuple

import numba
import numpy as np

from beffroi.kernels.raptor.boarding import Boards
from beffroi.kernels.raptor.checking import Floats, Ints
from beffroi.kernels.raptor.ranks import put_in_order
from beffroi.kernels.raptor.rounds import Desk, Window, spread
from beffroi.kernels.raptor.timetable import Lines
from beffroi.kernels.raptor.walking import Links

TOGETHER = 32
"""Places whose travel times are ranked at once, one in each column of a small table."""


class Ranking(NamedTuple):
    """Which ranks of the travel times are wanted, and how to come by them."""

    ranks: Ints
    exchanges: Ints


class Question(NamedTuple):
    """Where and when to board, where to go from the stops, what is wanted of the times."""

    access: Boards
    changes: Boards
    egress: Links
    window: Window
    ranking: Ranking


class Block(NamedTuple):
    """Results for the origins from `first` on: `(n, n_places)`, `(n, n_places, n_percentiles)`.

    `direct` holds the direct walks, or nothing, `(0, n_places)`. [s]
    """

    first: int
    direct: Floats
    least: Floats
    share: Floats
    percentiles: Floats


@numba.njit(cache=True, nogil=True)
def fill_rows(day: Lines, question: Question, desk: Desk, rows: Ints, block: Block) -> None:
    """Search from the origins of some rows of a block, and write these."""
    access, egress, window = question.access, question.egress, question.window
    departures = window.departures.astype(np.float32)
    n_places, longest = egress.indptr.size - 1, np.float32(window.limit)
    times = np.empty(departures.size, np.float32)
    table = np.empty((departures.size, TOGETHER), np.float32)
    for place in range(rows.size):
        row, origin = rows[place], block.first + rows[place]
        home = Boards(access.indptr[origin : origin + 2], access.calls, access.seconds)
        spread(day, home, question.changes, window, desk)
        for begin in range(0, n_places, TOGETHER):
            for column in range(begin, min(begin + TOGETHER, n_places)):
                walk = block.direct[row, column] if block.direct.shape[0] else np.float32(np.inf)
                for number in range(times.size):
                    times[number] = departures[number] + walk
                _reach(egress, desk, column, times)
                for number in range(times.size):
                    spent = times[number] - departures[number]
                    table[number, column - begin] = spent if spent <= longest else np.inf
            _summarise(table, question.ranking, block, row, begin)


@numba.njit(cache=True, nogil=True)
def _reach(egress: Links, desk: Desk, place: int, times: Floats) -> None:
    """Come to a place from the stops around it, where this is earlier than otherwise."""
    met, earliest = desk.met, desk.earliest
    stops, walks = egress.stops, egress.seconds
    for link in range(egress.indptr[place], egress.indptr[place + 1]):
        stop = stops[link]
        if met[stop] == 0:
            continue
        seconds = np.float32(walks[link])
        for number in range(times.size):
            time = earliest[stop, number] + seconds
            times[number] = min(times[number], time)


@numba.njit(cache=True, nogil=True)
def _summarise(table: Floats, ranking: Ranking, block: Block, row: int, begin: int) -> None:
    """Write the least, the share that arrives and the percentiles of some places."""
    end = min(begin + TOGETHER, block.least.shape[1])
    width, ranks, percentiles = end - begin, ranking.ranks, block.percentiles
    least, share = block.least[row, begin:end], block.share[row, begin:end]
    least[:], share[:] = np.inf, 0
    for number in range(table.shape[0]):
        for column in range(width):
            spent = table[number, column]
            least[column] = min(least[column], spent)
            share[column] += np.float32(1.0) if spent < np.inf else np.float32(0.0)
    for column in range(width):
        share[column] /= np.float32(table.shape[0])
    put_in_order(table, ranking.exchanges)
    for column in range(width):
        for number in range(ranks.size):
            percentiles[row, begin + column, number] = table[ranks[number], column]
