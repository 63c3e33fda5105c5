"""Days: on which dates something runs that is said to run on school weekdays, or on Saturdays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from beffroi.engines.mobility.access.reach_of_centre import common_day
from beffroi.engines.mobility.scenarios.parameters import reference_day
from beffroi.engines.mobility.service.basin import Basin
from beffroi.engines.mobility.service.day_types import KINDS, SATURDAY, SUNDAY, DayTypes, Kind

SPARE = "scenario"
"""Feed of the dates that stand for day types where there is no timetable."""


@dataclass(frozen=True, eq=False)
class Days:
    """The days of a basin before a scenario: they stay those after it.

    Attributes
    ----------
    dates
        By day type, every date on which such a service runs.
    types
        The dates that stand for each day type.
    day
        The day on which times are measured, ISO 8601; empty where nothing ever runs.
    """

    dates: Mapping[Kind, pd.DatetimeIndex]
    types: DayTypes
    day: str

    @property
    def measured(self) -> str:
        """The day on which times are measured after a scenario, were there nothing before it."""
        return self.day or reference_day("school_weekday")

    def of(self, kinds: Iterable[Kind]) -> pd.DatetimeIndex:
        """List the dates of some day types."""
        none = pd.DatetimeIndex([])
        for kind in kinds:
            none = none.union(self.dates.get(kind, pd.DatetimeIndex([])))
        return none

    def holds(self, kinds: Iterable[Kind]) -> bool:
        """Say whether the day on which times are measured is of one of some day types."""
        return pd.Timestamp(self.measured) in self.of(kinds)

    def with_feeds(self, feeds: Mapping[str, Iterable[Kind]]) -> DayTypes:
        """Return the dates that stand for each day type, for feeds that a scenario adds too."""
        dates = {
            kind: {**self.types.dates.get(kind, {}),
                   **{key: self._date(kind) for key, kinds in feeds.items() if kind in kinds}}
            for kind in KINDS
        }  # fmt: skip
        return DayTypes({kind: held for kind, held in dates.items() if held}, {},
                        self.types.differences)  # fmt: skip

    def _date(self, kind: Kind) -> pd.Timestamp:
        held = list(self.types.dates.get(kind, {}).values())
        if not held:
            return pd.Timestamp(self.dates[kind][0])
        return max(sorted(set(held)), key=held.count)


def days_of(found: Basin | None) -> Days:
    """Sort the dates of the timetables of a basin by day type.

    Where some feeds tell school holidays and others do not, the former speak. A day type that no
    feed knows takes the date of `parameters.toml`, so that a line may be added on such days.

    Parameters
    ----------
    found
        The basin; None without timetables.
    """
    spare: dict[Kind, pd.DatetimeIndex] = {
        kind: pd.DatetimeIndex([reference_day(kind)]) for kind in KINDS
    }
    if found is None:
        return Days(spare, DayTypes({}, {}, {}), "")
    held = [days for days in found.days.values() if len(days.dates)]
    told = [days for days in held if days.difference != "none"] or held
    dates: dict[Kind, pd.DatetimeIndex] = {}
    dates["school_weekday"] = _union(days.school for days in told)
    dates["holiday_weekday"] = _union(days.holiday for days in told)
    for kind, number in (("saturday", SATURDAY), ("sunday", SUNDAY)):
        listed = [days.dates[(days.dates["day"] == number) & ~days.dates["is_holiday"]].index
                  for days in held]  # fmt: skip
        dates["saturday" if kind == "saturday" else "sunday"] = _union(map(_dates, listed))
    known = {kind: dates[kind] if len(dates[kind]) else spare[kind] for kind in KINDS}
    return Days(known, found.types, common_day(found.types))


def _dates(index: pd.Index) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(index)


def _union(listed: Iterable[pd.DatetimeIndex]) -> pd.DatetimeIndex:
    whole = pd.DatetimeIndex([])
    for dates in listed:
        whole = whole.union(dates)
    return pd.DatetimeIndex(whole)
