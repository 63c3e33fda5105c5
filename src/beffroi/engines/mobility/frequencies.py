"""Trips run by headway: the starts that their periods make, overlaps settled."""

import numpy as np
import pandas as pd


def starts(frequencies: pd.DataFrame) -> pd.DataFrame:
    """List the starts of the trips run by headway, the end of each period excluded.

    Where periods of one trip overlap, the one that began last holds alone while it lasts (of two
    that begin together, the one with the shorter headway), so that no run is counted twice.

    Parameters
    ----------
    frequencies
        Table of GTFS, times and headways in seconds; rows without them, with a headway of zero
        or a reversed period make no start.

    Returns
    -------
    Columns `trip_id` and `start`, by trip and time. [s]
    """
    periods = _periods(frequencies)
    lasting = (periods["end"] - periods["begin"]) / periods["headway"]
    counts = np.ceil(lasting.to_numpy(dtype=float)).astype(np.int64)
    rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    made = periods.loc[periods.index.repeat(counts)].reset_index(drop=True)
    made["start"] = made["begin"] + rank * made["headway"]
    made = made[~_is_overruled(made, periods)]
    columns = ["trip_id", "start"]
    return made[columns].drop_duplicates().sort_values(columns, ignore_index=True)


def overlapping(frequencies: pd.DataFrame) -> pd.Index:
    """Name the trips of which two periods overlap; a period given twice is no overlap."""
    return _overlapping(_periods(frequencies))


def _overlapping(periods: pd.DataFrame) -> pd.Index:
    ordered = periods.sort_values(["trip_id", "begin"])
    latest = ordered.groupby("trip_id")["end"].cummax().shift()
    same = ordered["trip_id"] == ordered["trip_id"].shift()
    trips = ordered.loc[same & (ordered["begin"] < latest), "trip_id"].unique()
    named: pd.Index = pd.Index(list(trips), dtype=object)
    return named


def _periods(frequencies: pd.DataFrame) -> pd.DataFrame:
    names = {"start_time": "begin", "end_time": "end", "headway_secs": "headway"}
    columns = {
        new: frequencies[old].to_numpy(dtype=float, na_value=np.nan) for old, new in names.items()
    }
    periods = pd.DataFrame({"trip_id": frequencies["trip_id"].to_numpy(dtype=object), **columns})
    usable = (periods["headway"] > 0) & (periods["end"] > periods["begin"])
    return periods[usable].drop_duplicates().reset_index(drop=True).rename_axis("period")


def _is_overruled(made: pd.DataFrame, periods: pd.DataFrame) -> np.ndarray:
    """Say which starts fall in a period of the same trip that began later."""
    doubted = periods[periods["trip_id"].isin(_overlapping(periods))]
    flags = np.zeros(len(made), dtype=bool)
    if doubted.empty:
        return flags
    rows = made[["trip_id", "begin", "headway", "start"]].reset_index(names="row")
    pairs = rows.merge(doubted, on="trip_id", suffixes=("", "_other"))
    covers = (pairs["begin_other"] <= pairs["start"]) & (pairs["start"] < pairs["end"])
    later = pairs["begin_other"] > pairs["begin"]
    later |= (pairs["begin_other"] == pairs["begin"]) & (pairs["headway_other"] < pairs["headway"])
    flags[pairs.loc[covers & later, "row"].unique()] = True
    return flags
