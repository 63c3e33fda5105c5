"""School lines: those that a timetable keeps for pupils, and how one can tell."""

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.service.day_types import FeedDays
from beffroi.engines.mobility.service.norms import numbers, words
from beffroi.engines.mobility.service.schedule import Schedule
from beffroi.foundation.language import Words

Flags = npt.NDArray[np.bool_]
REASON_WORDS: Mapping[str, Words] = {
    "type": Words(fr="type de ligne", en="route type"),
    "name": Words(fr="nom", en="name"),
    "days": Words(fr="jours de service", en="days of service"),
}
WEEKEND = 5
"""Days of the week from this one on are those of the weekend, 0 for Monday."""


def by_label(routes: pd.DataFrame) -> pd.Series:
    """Say of each route whether its type or its name keeps it for pupils.

    Parameters
    ----------
    routes
        Table of GTFS.

    Returns
    -------
    By `route_id`: ``type``, ``name``, or empty.
    """
    kind = pd.to_numeric(routes["route_type"]) if "route_type" in routes else np.nan
    word = re.compile(rf"\b({'|'.join(words('school_words'))})\b", re.IGNORECASE)
    names = pd.Series("", index=routes.index)
    for column in ("route_short_name", "route_long_name"):
        if column in routes:
            names = names + " " + routes[column].astype("string").fillna("").astype(str)
    is_typed = pd.Series(kind, index=routes.index).isin(numbers("school_route_types"))
    is_named = names.map(lambda text: word.search(text) is not None).astype(bool)
    reason = np.where(is_typed, "type", np.where(is_named, "name", ""))
    labelled = pd.Series(reason, index=routes["route_id"].astype(object))
    return labelled[~labelled.index.duplicated()]


def of_trips(found: Schedule, labels: pd.Series) -> Flags:
    """Say of each trip whether the label of its line keeps it for pupils."""
    reasons = found.trips["route_id"].map(labels).fillna("")
    return np.asarray(reasons.ne("").to_numpy(dtype=bool))


def by_days(found: Schedule, days: FeedDays) -> pd.Index:
    """Name the routes that run on school weekdays alone.

    Where a feed does not tell term from holidays there are none. A line that rests in the holidays
    and at weekends is one, even if everybody may ride it.
    """
    if days.difference not in {"school", "trips"}:
        return pd.Index([])
    routes = found.trips[["service_id", "route_id"]].drop_duplicates()
    dates = found.days[found.days["date"].isin(days.dates.index)]
    is_off = dates["date"].isin(days.holiday) | (dates["date"].dt.day_of_week >= WEEKEND)
    at_school = set(dates.loc[dates["date"].isin(days.school), "service_id"])
    off = set(dates.loc[is_off, "service_id"])
    runs_off = routes["service_id"].isin(off).groupby(routes["route_id"]).any()
    runs_in_term = routes["service_id"].isin(at_school).groupby(routes["route_id"]).any()
    kept: pd.Index = runs_off.index[runs_in_term & ~runs_off]
    return kept
