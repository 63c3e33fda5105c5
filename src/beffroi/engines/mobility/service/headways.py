"""Headways: how long one waits between two departures, band by band."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.service.norms import BANDS, Windows, windows


def headways(keys: pd.Series, departure: pd.Series) -> pd.DataFrame:
    """Measure the headways of each key in each band of hours.

    The usual headway of a band is the median of the gaps between departures in a row inside it, two
    at the same time being one; the worst is the longest time within the band without a departure,
    from its beginning and until its end. Of a band made of several windows, no gap goes from one to
    the other.

    Parameters
    ----------
    keys : (n_departures,)
        What departs: a stop, a line at a stop.
    departure : (n_departures,)
        Times of the service day, none missing. [s]

    Returns
    -------
    By key, `headway_BAND` (NaN with fewer than two departures in each window) and `worst_BAND` (NaN
    without any departure in the band), for the bands of `norms.toml`. [s]
    """
    pairs = pd.DataFrame({"key": keys.to_numpy(), "time": departure.to_numpy(dtype=float)})
    pairs = pairs.drop_duplicates().sort_values(["key", "time"], ignore_index=True)
    every = pd.Index(pairs["key"].unique(), name="key")
    columns = {}
    for band in BANDS:
        usual, worst = _of_band(pairs, windows(f"band_{band}"))
        columns[f"headway_{band}"] = usual.reindex(every)
        columns[f"worst_{band}"] = worst.reindex(every)
    return pd.DataFrame(columns, index=every)


def _of_band(pairs: pd.DataFrame, band: Windows) -> tuple[pd.Series, pd.Series]:
    gaps, longest = [], []
    inside = np.zeros(len(pairs), dtype=bool)
    for start, end in band:
        here = ((pairs["time"] >= start) & (pairs["time"] < end)).to_numpy()
        inside |= here
        found = pairs[here]
        between = found["time"].diff().where(found["key"] == found["key"].shift())
        gaps.append(pd.Series(between.to_numpy(), index=found["key"].to_numpy()))
        times = found.groupby("key")["time"]
        most = pd.concat([times.first() - start, end - times.last()], axis=1).max(axis=1)
        inner = between.groupby(found["key"]).max()
        longest.append(pd.concat([most, inner], axis=1).max(axis=1).rename(start))
    served = pd.Index(pairs.loc[inside, "key"].unique())
    all_gaps = pd.concat(gaps).dropna()
    usual = all_gaps.groupby(level=0).median()
    whole = pd.concat(longest, axis=1).reindex(served)
    for start, end in band:  # a window without any departure is one long wait
        whole[start] = whole[start].fillna(end - start)
    return usual, whole.max(axis=1)
