"""Calendars: the days on which each service runs."""

import pandas as pd

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED, REMOVED = 1, 2
"""`exception_type` of a day of service added, and of one taken away."""
COLUMNS = ["service_id", "date"]


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
    listed = pd.concat(regular) if regular else pd.DataFrame(columns=COLUMNS)
    listed["date"] = pd.to_datetime(listed["date"])
    if calendar_dates.empty:
        return listed.drop_duplicates(COLUMNS, ignore_index=True)
    exceptions = calendar_dates.assign(date=pd.to_datetime(calendar_dates["date"]))
    added = exceptions.loc[exceptions["exception_type"] == ADDED, COLUMNS]
    removed = exceptions.loc[exceptions["exception_type"] == REMOVED, COLUMNS]
    listed = pd.concat([listed, added]).drop_duplicates(COLUMNS)
    marked = listed.merge(removed, on=COLUMNS, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", COLUMNS].reset_index(drop=True)
