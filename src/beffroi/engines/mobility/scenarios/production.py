"""Production: the vehicle-kilometres and vehicle-hours of a line in a year."""

from dataclasses import dataclass

import numpy as np

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.feeds import of_line, scheduled
from beffroi.engines.mobility.scenarios.parameters import parameter
from beffroi.engines.mobility.service.day_types import DayTypes
from beffroi.engines.mobility.service.speeds import lengths

KM, HOUR = 1000.0, 3600.0


@dataclass(frozen=True, slots=True)
class Production:
    """Vehicle-kilometres and vehicle-hours of a year; None where they are not known."""

    kilometres: float | None
    hours: float | None

    def less(self, other: "Production") -> "Production":
        """Take others away; what is unknown stays so."""
        return Production(_less(self.kilometres, other.kilometres), _less(self.hours, other.hours))

    def plus(self, other: "Production") -> "Production":
        """Add others; what is unknown stays so."""
        return self.less(NOTHING.less(other))


NOTHING = Production(0.0, 0.0)


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def production(feed: Timetable, route_id: str, types: DayTypes) -> Production:
    """Sum up the trips of a line over a year of day types.

    Parameters
    ----------
    feed
        The feed.
    route_id
        The line; nothing is produced if the feed lacks it.
    types
        The date that stands for each day type. A feed without a date of a type runs nothing then.

    Returns
    -------
    Of the trips with passengers alone; kilometres are None where the way of some trip is not
    known.
    """
    mine = of_line(feed, route_id)
    if mine.tables["trips"].empty:
        return NOTHING
    found = scheduled(mine)
    if found.trips.empty:
        return NOTHING
    ways = lengths(found, mine.stops, mine.tables)
    metres, seconds = 0.0, 0.0
    for kind, dates in types.dates.items():
        date = dates.get(feed.key)
        if date is None:
            continue
        services = found.days.loc[found.days["date"] == date, "service_id"]
        runs = np.where(found.trips["service_id"].isin(services), found.trips["n_runs"], 0.0)
        days = parameter(f"days_{kind}")
        ran = runs > 0
        metres += days * float((runs[ran] * ways["length"].to_numpy(float)[ran]).sum())
        seconds += days * float((runs[ran] * ways["duration"].to_numpy(float)[ran]).sum())
    return Production(metres / KM if np.isfinite(metres) else None, seconds / HOUR)
