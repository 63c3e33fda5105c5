"""Lives of shops: who was there before, since when premises stand empty, what was declared."""

from dataclasses import dataclass
from math import gamma

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from beffroi.drawing.measures import Bools, Floats

SHAPE = 0.85
"""Of the Weibull law of lives: shops close the less the older they are. [1]"""
FIVE_YEARS = 0.639
"""Share of shops that outlive five years. INSEE, Sine, trade, generation of 2018. [1]"""
SCALE = 5 / (-np.log(FIVE_YEARS)) ** (1 / SHAPE)
"""Of the same law. [year]"""
MEAN = SCALE * gamma(1 + 1 / SHAPE)
"""Mean life of a shop. [year]"""
PAST = 25.0
"""Years before today in which the shops that closed are drawn. [year]"""
LATE, DELAY, PROMPT = 0.4, 1.6, 0.15
"""Share of closings declared late, their mean delay, and the longest of the others.
[1], [year], [year]"""
DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Lives:
    """The shops that premises held, of which the last may still trade.

    Attributes
    ----------
    table
        One row each: `row` (of the premises), `rank` (0 for the one that trades or traded last, 1
        for the one before…), `opened`, `closed` (days before today; missing while it trades),
        `told` (days before today at which the closing was declared; missing if it was not yet).
    """

    table: pd.DataFrame


def outliving(years: Floats) -> Floats:
    """Give the share of shops that outlive so many years: the law that all of them are drawn by.

    Examples
    --------
    >>> float(outliving(np.array([5.0])).round(3)[0])
    0.639
    """
    return np.asarray(np.exp(-((years / SCALE) ** SHAPE)))


def lives(trades: Bools, empty: Floats, dice: np.random.Generator) -> Lives:
    """Draw what premises held, backwards from today.

    Shops and vacancies follow one another in each of them as they always did: a shop met today is
    in the middle of a life, longer than others; vacancies are exponential, and as long as it takes
    for such a share of the premises to stand empty at any time.

    Parameters
    ----------
    trades : (n_premises,)
        Whether a shop trades there today.
    empty : (n_premises,)
        Share of premises like these that stand empty, in (0, 1). [1]
    dice
        What draws.
    """
    n, pause = len(trades), MEAN * empty / (1 - empty)
    since = _dealt(n, dice) * SCALE * gammaincinv(1 + 1 / SHAPE, _dealt(n, dice)) ** (1 / SHAPE)
    vacant = -pause * np.log(_dealt(n, dice))
    closed = np.where(trades, np.nan, vacant)
    opened = np.where(trades, since, vacant + _whole(n, dice))
    drawn, rank = [], 0
    row = np.arange(n)
    while len(row):
        drawn.append(pd.DataFrame({"row": row, "rank": rank, "opened": opened, "closed": closed}))
        ended = opened - pause[row] * np.log(_dealt(len(row), dice))
        before = ended + _whole(len(row), dice)
        kept = ended < PAST
        row, opened, closed, rank = row[kept], before[kept], ended[kept], rank + 1
    return Lives(_declared(pd.concat(drawn, ignore_index=True), dice))


def _whole(n: int, dice: np.random.Generator) -> Floats:
    return np.asarray(SCALE * (-np.log(_dealt(n, dice))) ** (1 / SHAPE))


def _dealt(n: int, dice: np.random.Generator) -> Floats:
    """Deal numbers in (0, 1) evenly, as cards: a small town then has its share of long lives."""
    return np.asarray((dice.permutation(n) + 1 - dice.random(n)) / max(n, 1))


def _declared(table: pd.DataFrame, dice: np.random.Generator) -> pd.DataFrame:
    """Declare closings, some of them late; those whose day has not come are not declared yet."""
    n = len(table)
    is_late = dice.random(n) < LATE
    delay = np.where(is_late, dice.exponential(DELAY, n), PROMPT * dice.random(n))
    told = table["closed"] - delay
    days = table.assign(told=told.where(told >= 0))
    for name in ("opened", "closed", "told"):
        days[name] = (days[name] * DAYS).round()
    return days.assign(opened=np.maximum(days["opened"], days["closed"].fillna(0) + 1))
