"""A basin: the timetables of all its operators, on the days that stand for each day type."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.service.day_types import (
    DayTypes,
    FeedDays,
    Kind,
    day_types,
    feed_days,
    measured,
)
from beffroi.engines.mobility.service.patterns import patterns
from beffroi.engines.mobility.service.poles import places
from beffroi.engines.mobility.service.schedule import Schedule, passages, schedule
from beffroi.engines.mobility.service.school_lines import by_days, by_label, of_trips

NOWHERE = -1
"""Number of a stop that has no known place."""


@dataclass(frozen=True, eq=False)
class Basin:
    """The timetables of a basin.

    Attributes
    ----------
    stops
        Every stop where one may board: `feed`, `stop_id`, `name`, `place` (poles of one stop bear
        the same number) and geometry. [m]
    lines
        Every route: `feed`, `route_id`, `name`, `route_type`, `school` (how one can tell that it is
        kept for pupils: ``type``, ``name``, ``days``, or empty).
    schedules, days
        By feed.
    types
        The dates that stand for each day type.
    passages
        By day type that differs from the others (`day_types.measured`), every call of every feed
        on its date, as `schedule.passages` gives them, with
        `run` and `trip` numbered through the basin, `line` (row of `lines`) and `stop` (row of
        `stops`, or `NOWHERE`) in place of identifiers. Day types on which the same services run
        share one table.
    first_trip
        By feed, the number of its first trip in the basin.
    """

    stops: gpd.GeoDataFrame
    lines: pd.DataFrame
    schedules: Mapping[str, Schedule]
    days: Mapping[str, FeedDays]
    types: DayTypes
    passages: Mapping[Kind, pd.DataFrame]
    first_trip: Mapping[str, int]

    @property
    def feeds(self) -> tuple[str, ...]:
        """Keys of the feeds, in their order."""
        return tuple(self.schedules)


def basin(feeds: Sequence[Timetable], given: DayTypes | None = None) -> Basin:
    """Set the timetables of a basin out.

    Parameters
    ----------
    feeds
        The feeds; one at least.
    given
        The dates that stand for each day type, where they are not to be found anew: after a change
        of timetables they are those of before.
    """
    stops = _stops(feeds)
    schedules = {feed.key: schedule(feed.tables, _coordinates(feed.stops)) for feed in feeds}
    labels = {feed.key: by_label(feed.tables["routes"]) for feed in feeds}
    days = {
        key: feed_days(patterns(found, of_trips(found, labels[key])))
        for key, found in schedules.items()
    }
    lines = _lines(feeds, schedules, labels, days)
    types = day_types(days) if given is None else _held(given, schedules)
    numbers = np.cumsum([0, *(len(found.trips) for found in schedules.values())])
    first_trip = dict(zip(schedules, numbers.tolist(), strict=False))
    joined = _Joined(stops, lines, schedules, first_trip)
    called = _called(joined, types)
    return Basin(stops, lines, schedules, days, types, called, first_trip)


def each_kind(
    found: Basin, measure: Callable[[Kind], tuple[pd.DataFrame, ...]]
) -> tuple[pd.DataFrame, ...]:
    """Measure every day type, those on which the very same vehicles run only once.

    Parameters
    ----------
    found
        A basin with one day type at least.
    measure
        Gives tables that have a column `kind`.

    Returns
    -------
    The tables of all day types, one under the other.
    """
    done: dict[int, tuple[pd.DataFrame, ...]] = {}
    each = []
    for kind, called in found.passages.items():
        known = done.setdefault(id(called), ()) or measure(kind)
        done[id(called)] = known
        each.append(tuple(table.assign(kind=kind) for table in known))
    return tuple(pd.concat(tables, ignore_index=True) for tables in zip(*each, strict=True))


def _called(joined: "_Joined", types: DayTypes) -> dict[Kind, pd.DataFrame]:
    """List the calls of each day type; days on which the same services run share one table."""
    made: dict[tuple[tuple[str, frozenset[str]], ...], pd.DataFrame] = {}
    called: dict[Kind, pd.DataFrame] = {}
    for kind in measured(types):
        dates = types.dates[kind]
        services = tuple((key, _services(joined.schedules[key], day)) for key, day in dates.items())
        if services not in made:
            made[services] = _passages(joined, dates)
        called[kind] = made[services]
    return called


def _services(found: Schedule, date: pd.Timestamp) -> frozenset[str]:
    return frozenset(found.days.loc[found.days["date"] == date, "service_id"].astype(str))


def _held(given: DayTypes, schedules: Mapping[str, Schedule]) -> DayTypes:
    """Keep the dates of the feeds that are there."""
    dates = {kind: {key: date for key, date in by_feed.items() if key in schedules}
             for kind, by_feed in given.dates.items()}  # fmt: skip
    kept = {kind: by_feed for kind, by_feed in dates.items() if by_feed}
    return DayTypes(kept, given.shared, given.differences)


@dataclass(frozen=True, eq=False)
class _Joined:
    stops: gpd.GeoDataFrame
    lines: pd.DataFrame
    schedules: Mapping[str, Schedule]
    first_trip: Mapping[str, int]


def _coordinates(stops: gpd.GeoDataFrame) -> pd.DataFrame:
    own = {"stop_id": stops["stop_id"], "x": stops.geometry.x, "y": stops.geometry.y}
    return pd.DataFrame(own)


def _stops(feeds: Sequence[Timetable]) -> gpd.GeoDataFrame:
    """Gather the stops where a vehicle calls, and those where it could."""
    gathered = []
    for feed in feeds:
        called = feed.stops["stop_id"].isin(feed.tables["stop_times"]["stop_id"])
        kind = feed.stops["location_type"].fillna(0)
        kept = feed.stops[called | (kind == 0)].drop_duplicates("stop_id")
        columns = {
            name: kept[name].astype(object) if name in kept else None
            for name in ("stop_id", "name", "parent_station")
        }
        gathered.append(
            gpd.GeoDataFrame({"feed": feed.key, **columns}, geometry=kept.geometry, crs=kept.crs)
        )
    stops = gpd.GeoDataFrame(pd.concat(gathered, ignore_index=True))
    stops["place"] = places(stops)
    return stops


def _lines(
    feeds: Sequence[Timetable],
    schedules: Mapping[str, Schedule],
    labels: Mapping[str, pd.Series],
    days: Mapping[str, FeedDays],
) -> pd.DataFrame:
    listed = []
    for feed in feeds:
        routes = feed.tables["routes"].drop_duplicates("route_id")
        found = schedules[feed.key]
        ids = pd.Index([*routes["route_id"], *found.trips["route_id"].dropna()]).drop_duplicates()
        routes = routes.set_index(routes["route_id"].astype(object)).reindex(ids)
        school = labels[feed.key].reindex(ids).fillna("")
        on_school_days = ids.isin(by_days(found, days[feed.key]))
        listed.append(
            pd.DataFrame(
                {
                    "feed": feed.key,
                    "route_id": ids.to_numpy(dtype=object),
                    "name": [
                        _name(row, str(id_))
                        for row, id_ in zip(routes.to_dict("records"), ids, strict=True)
                    ],
                    "route_type": routes.get("route_type", pd.Series(index=ids)).to_numpy(),
                    "school": school.mask(school.eq("") & on_school_days, "days").to_numpy(),
                }
            )
        )
    return pd.concat(listed, ignore_index=True)


def _name(route: Mapping[Hashable, object], route_id: str) -> str:
    """Name a line by its number and its course, or else by its identifier."""
    names = [route.get(key) for key in ("route_short_name", "route_long_name")]
    given = [name for name in names if isinstance(name, str) and name]
    return " – ".join(dict.fromkeys(given)) or route_id


def _passages(joined: _Joined, dates: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    stop_number = pd.MultiIndex.from_frame(joined.stops[["feed", "stop_id"]])
    line_number = pd.MultiIndex.from_frame(joined.lines[["feed", "route_id"]])
    gathered, n_runs = [], 0
    for key, date in dates.items():
        called = passages(joined.schedules[key], date)
        made = called.assign(
            run=called["run"] + n_runs,
            trip=called["trip"] + joined.first_trip[key],
            line=_numbers(line_number, key, called["route_id"]),
            stop=_numbers(stop_number, key, called["stop_id"]),
        )
        gathered.append(made.drop(columns=["route_id", "stop_id"]))
        n_runs += int(called["run"].max()) + 1 if len(called) else 0
    return pd.concat(gathered, ignore_index=True)


def _numbers(known: pd.MultiIndex, feed: str, ids: pd.Series) -> np.ndarray:
    """Find the numbers of identifiers of a feed; `NOWHERE` where one is not known."""
    codes, distinct = pd.factorize(ids)
    pairs = pd.MultiIndex.from_product([[feed], distinct])
    return np.append(known.get_indexer(pairs), NOWHERE)[codes]
