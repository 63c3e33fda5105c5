"""Measures of service: departures, first and last, headways and classes of whatever departs."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.service.headways import headways
from beffroi.engines.mobility.service.norms import HOUR, numbers

Floats = npt.NDArray[np.float64]


def once(left: pd.DataFrame) -> pd.DataFrame:
    """Keep the first departure of each run from each key: two poles of one stop are one.

    Parameters
    ----------
    left
        Columns `key`, `run` (whole numbers >= 0), `departure` [s], and any others.
    """
    n_runs = int(left["run"].max()) + 1 if len(left) else 1
    pair = left["key"].to_numpy(dtype=np.int64) * n_runs + left["run"].to_numpy(dtype=np.int64)
    order = np.lexsort((left["departure"].to_numpy(dtype=float), pair))
    is_first = np.diff(pair[order], prepend=-1) != 0
    kept: pd.DataFrame = left.iloc[order[is_first]]
    return kept


def service(left: pd.DataFrame, *, waits: bool = True) -> pd.DataFrame:
    """Measure what departs from each key in a day.

    Parameters
    ----------
    left
        Columns `key`, `run`, `line`, `direction`, `departure` [s]: the departures of one day, each
        run once (`once`).
    waits
        Whether to measure headways.

    Returns
    -------
    By key: `departures`; `one_way`, the departures of each line in its busier direction, summed;
    `service_class`, the highest threshold of ``classes`` that `one_way` reaches; `first` and `last`
    departure [s]; headways (`headways`). [departure/day], [s]
    """
    by_key = left.groupby("key")
    ways = left.groupby(["key", "line", "direction"]).size()
    one_way = ways.groupby(level=["key", "line"]).max().groupby(level="key").sum()
    found = pd.DataFrame(
        {
            "departures": by_key.size(),
            "one_way": one_way,
            "first": by_key["departure"].min(),
            "last": by_key["departure"].max(),
        }
    )
    found.insert(2, "service_class", service_class(found["one_way"].to_numpy(dtype=float)))
    return found.join(headways(left["key"], left["departure"])) if waits else found


def service_class(one_way: Floats) -> npt.NDArray[np.int64]:
    """Class departures a day by the highest threshold that they reach.

    Parameters
    ----------
    one_way : (n,)
        Departures a day in one direction, >= 0. [departure/day]

    Returns
    -------
    (n,)
        One of the thresholds of ``classes``, or 0 below them all. [departure/day]

    Examples
    --------
    >>> service_class(np.array([61.0, 60.0, 29.0, 3.0, 0.0])).tolist()
    [60, 60, 15, 1, 0]
    """
    thresholds = np.array([0, *sorted(numbers("classes"))])
    return thresholds[np.searchsorted(thresholds, one_way, side="right") - 1]


def by_hour(left: pd.DataFrame) -> pd.DataFrame:
    """Count the departures of each key hour by hour of the service day.

    Parameters
    ----------
    left
        As in `service`.

    Returns
    -------
    Columns `key`, `hour` (24 and more after midnight), `departures`; hours without any are absent.
    """
    hour = (left["departure"] // HOUR).astype(int)
    counts = left.groupby(["key", hour.rename("hour")]).size()
    return counts.rename("departures").reset_index()
