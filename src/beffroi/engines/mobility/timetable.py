"""Timetables: which day is a typical weekday, and what leaves from where on it."""

import numpy as np
import pandas as pd

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TYPICAL = {1, 3}
"""Tuesday and Thursday: no market, half-day of school or weekend travel."""


def service_days(calendar: pd.DataFrame, calendar_dates: pd.DataFrame) -> pd.DataFrame:
    """List the days on which each service runs.

    Parameters
    ----------
    calendar, calendar_dates
        Tables of GTFS, with ISO dates; either may be empty.

    Returns
    -------
    Columns `service_id` and `date` (datetime64), without repeats.
    """
    regular = [
        pd.DataFrame({"service_id": row["service_id"], "date": days[days.day_of_week.isin(runs)]})
        for row in calendar.to_dict("records")
        for days in [pd.date_range(row["start_date"], row["end_date"])]
        for runs in [[i for i, day in enumerate(WEEKDAYS) if row.get(day) == 1]]
    ]
    columns = ["service_id", "date"]
    listed = pd.concat(regular) if regular else pd.DataFrame(columns=columns)
    listed["date"] = pd.to_datetime(listed["date"])
    if calendar_dates.empty:
        return listed.drop_duplicates(columns, ignore_index=True)
    exceptions = calendar_dates.assign(date=pd.to_datetime(calendar_dates["date"]))
    added = exceptions.loc[exceptions["exception_type"] == 1, columns]
    removed = exceptions.loc[exceptions["exception_type"] == 2, columns]
    listed = pd.concat([listed, added]).drop_duplicates(columns)
    marked = listed.merge(removed, on=columns, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", columns].reset_index(drop=True)


def runs_by_trip(trips: pd.DataFrame, frequencies: pd.DataFrame) -> pd.Series:
    """Count how many times each trip runs on a day of its service.

    Parameters
    ----------
    trips
        Table of GTFS.
    frequencies
        Table of GTFS; may be empty.

    Returns
    -------
    Runs by `trip_id`: 1, or for a trip run by headway the departures of all its periods.
    """
    runs = pd.Series(1.0, index=pd.Index(trips["trip_id"], name="trip_id"))
    if frequencies.empty:
        return runs
    period = (frequencies["end_time"] - frequencies["start_time"]).astype(float)
    departures = (period / frequencies["headway_secs"].astype(float)).apply(np.ceil)
    by_trip = departures.groupby(frequencies["trip_id"]).sum()
    runs.update(by_trip[by_trip.index.isin(runs.index)].astype(float))
    return runs


def typical_weekday(
    days: pd.DataFrame, trips: pd.DataFrame, runs: pd.Series
) -> pd.Timestamp | None:
    """Choose the day that stands for an ordinary weekday.

    The number of runs is counted for every Tuesday and Thursday of the feed (every weekday, then
    every day, if there is none); the day is the first whose number is the most frequent one,
    the larger number winning a tie.

    Returns
    -------
    The day, or None if nothing ever runs.
    """
    by_service = trips.assign(runs=trips["trip_id"].map(runs)).groupby("service_id")["runs"].sum()
    dated = days.assign(runs=days["service_id"].map(by_service).fillna(0.0))
    by_day = dated.groupby("date")["runs"].sum()
    by_day = by_day[by_day > 0]
    if by_day.empty:
        return None
    weekday = pd.DatetimeIndex(by_day.index).day_of_week
    for chosen in (TYPICAL, set(range(5)), set(range(7))):
        among = by_day[weekday.isin(chosen)]
        if not among.empty:
            break
    frequent = among.value_counts().sort_index(ascending=False).idxmax()
    return pd.Timestamp(among.index[among == frequent][0])


def departures(
    stop_times: pd.DataFrame, frequencies: pd.DataFrame, running: pd.Index
) -> pd.DataFrame:
    """List the departures of one day.

    Parameters
    ----------
    stop_times
        Table of GTFS, times in seconds since the start of the service day, none missing.
    frequencies
        Table of GTFS; may be empty.
    running
        Ids of the trips that run on that day.

    Returns
    -------
    Columns `trip_id`, `start` (departure from the first stop of that run) [s], `stop_id`,
    `departure` [s]; the last stop of a trip has no departure. Trips run by headway are repeated at
    every headway.
    """
    served = stop_times[stop_times["trip_id"].isin(running)].sort_values(
        ["trip_id", "stop_sequence"]
    )
    last = served["trip_id"].ne(served["trip_id"].shift(-1))
    times = served.assign(departure=served["departure_time"].astype(float))
    times["start"] = times.groupby("trip_id")["departure"].transform("first")
    left = times.loc[~last, ["trip_id", "start", "stop_id", "departure"]]
    if frequencies.empty:
        return left.dropna().reset_index(drop=True)
    by_headway = left[left["trip_id"].isin(frequencies["trip_id"])]
    repeated = by_headway.rename(columns={"start": "first"}).merge(
        _starts(frequencies), on="trip_id"
    )
    repeated["departure"] += repeated["start"] - repeated["first"]
    explicit = left[~left["trip_id"].isin(frequencies["trip_id"])]
    return pd.concat([explicit, repeated[left.columns]]).dropna().reset_index(drop=True)


def _starts(frequencies: pd.DataFrame) -> pd.DataFrame:
    start, end, headway = (
        frequencies[name].to_numpy(dtype=float)
        for name in ("start_time", "end_time", "headway_secs")
    )
    counts = np.maximum(np.ceil((end - start) / headway), 0).astype(int)
    rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return pd.DataFrame(
        {
            "trip_id": np.repeat(frequencies["trip_id"].to_numpy(dtype=object), counts),
            "start": np.repeat(start, counts) + rank * np.repeat(headway, counts),
        }
    )
