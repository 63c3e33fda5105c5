"""One day of several timetables as one: what runs in a window, and from which stops."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.integration.calls import calls, running
from beffroi.engines.mobility.service.calendars import service_days
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both, plural
from beffroi.kernels.raptor import Lines, lines

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
DAY = 86_400
TRAINS = {2, *range(100, 118), *range(200, 210)}
"""Route types of trains and coaches (GTFS, basic and extended)."""
SHOWN = 3
"""Stops named in a remark."""
FEED_DAYS = Words(fr="{feed} : {days}", en="{feed}: {days}")


@dataclass(frozen=True, slots=True)
class Day:
    """What runs on a day in a window.

    Attributes
    ----------
    lines
        The timetable.
    stops : (n_stops,)
        Feed and id of each stop that a vehicle serves, ``feed:stop``.
    x, y : (n_stops,)
        Where they are; NaN where the feed does not place them. [m]
    trains : (n_stops,)
        Whether a train or a coach calls there.
    remarks
        What was left out, and which feeds do not run.
    """

    lines: Lines
    stops: tuple[str, ...]
    x: Floats
    y: Floats
    trains: Flags
    remarks: tuple[Words, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing runs in the window."""
        return self.lines.n_calls == 0


def day_of(feeds: Sequence[Timetable], date: str, window: tuple[float, float]) -> Day:
    """Put the vehicles of a day together.

    Vehicles of the service day before that still run after midnight are among them, and those
    of the day after where the window goes past midnight. Trips by headway are repeated.

    Parameters
    ----------
    feeds
        Timetables, times of `stop_times` all known.
    date
        ISO 8601.
    window
        Earliest and latest time that matters, since noon minus 12 h of that day. [s]

    Raises
    ------
    InputError
        If nothing runs on that day in any of the feeds: it says which days have service.
    """
    remarks = list(_silent(feeds, date))
    held = pd.concat([_of_feed(feed, date, window) for feed in feeds], ignore_index=True)
    held, lost = _forwards(held)
    if lost:
        remarks.append(
            plural(
                lost,
                both("{n} trip runs back in time: left out."),
                both("{n} trips run back in time: left out."),
            )
        )
    number, names = pd.factorize(held["stop"])
    run, _ = pd.factorize(held["run"])
    times = [held[name].to_numpy(float) for name in ("arrival", "departure")]
    made = lines(
        run.astype(np.int64), number.astype(np.int64),
        *(np.rint(seconds).astype(np.int64) for seconds in times),
        n_stops=len(names), boards=held["boards"].to_numpy(bool),
        alights=held["alights"].to_numpy(bool),
    )  # fmt: skip
    places = pd.concat([_places(feed) for feed in feeds])
    where = places[~places.index.duplicated()].reindex(names)
    trains = np.zeros(len(names), bool)
    trains[number[held["train"].to_numpy(bool)]] = True
    x, y = where["x"].to_numpy(float), where["y"].to_numpy(float)
    return Day(made, tuple(map(str, names)), x, y, trains, tuple(remarks))


def _silent(feeds: Sequence[Timetable], date: str) -> Iterator[Words]:
    """Name the feeds that do not run on a day; refuse a day on which none does."""
    silent = [feed for feed in feeds if not _runs(feed, date)]
    told = tuple(
        FEED_DAYS.filled(feed=feed.source.file or feed.key, days=_days(feed, date))
        for feed in silent
    )
    if len(silent) == len(feeds):
        raise InputError(
            "Nothing runs on {date}. Days with service: {days}. Give one of them.",
            date=date,
            days=told,
        )
    for words in told:
        yield both("Nothing runs on {date} in {feed}.", date=date, feed=words)


def _runs(feed: Timetable, date: str) -> bool:
    return bool(feed.tables["trips"]["service_id"].isin(running(feed.tables, date)).any())


def _days(feed: Timetable, date: str) -> Words:
    """Say when a feed runs: its first and last day, and the nearest to the one asked for."""
    listed = service_days(feed.tables["calendar"], feed.tables["calendar_dates"])
    used = listed[listed["service_id"].isin(feed.tables["trips"]["service_id"])]["date"]
    if used.empty:
        return both("none at all")
    apart = (used - pd.Timestamp(date)).abs()
    return both(
        "from {first} to {last}, the nearest is {nearest}",
        first=used.min().date().isoformat(),
        last=used.max().date().isoformat(),
        nearest=used.iloc[int(apart.to_numpy().argmin())].date().isoformat(),
    )


def _of_feed(feed: Timetable, date: str, window: tuple[float, float]) -> pd.DataFrame:
    """List the calls of the vehicles of a feed that run in a window."""
    found = []
    for shift in (-DAY, 0, DAY):
        if (shift < 0 and window[0] > DAY) or (shift > 0 and window[1] < DAY):
            continue
        day = (pd.Timestamp(date) + pd.Timedelta(seconds=shift)).date().isoformat()
        held = calls(feed.tables, day)
        held = held.assign(
            arrival=held["arrival"] + shift, departure=held["departure"] + shift,
            run=f"{feed.key}:{shift}:" + held["run"].astype(str),
        )  # fmt: skip
        spans = held.groupby("run", sort=False).agg(begins=("departure", "min"),
                                                    ends=("arrival", "max"))  # fmt: skip
        kept = spans.index[(spans["ends"] >= window[0]) & (spans["begins"] <= window[1])]
        found.append(held[held["run"].isin(kept)])
    held = pd.concat(found, ignore_index=True)
    kinds = feed.tables["routes"].drop_duplicates("route_id").set_index("route_id")
    mode = held["route_id"].map(kinds["route_type"]) if "route_type" in kinds else None
    return pd.DataFrame({
        "run": held["run"], "stop": f"{feed.key}:" + held["stop_id"].astype(str),
        "arrival": held["arrival"], "departure": held["departure"],
        "boards": held["boards"], "alights": held["alights"],
        "train": False if mode is None else mode.isin(TRAINS).to_numpy(bool, na_value=False),
    })  # fmt: skip


def _forwards(held: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Leave out trips that run back in time; say how many."""
    before = held.groupby("run", sort=False)["departure"].shift()
    falls = (held["arrival"] < before) | (held["departure"] < held["arrival"])
    bad = held.loc[falls, "run"].unique()
    return held[~held["run"].isin(bad)].reset_index(drop=True), len(bad)


def _places(feed: Timetable) -> pd.DataFrame:
    """Place the stops of a feed: `x`, `y` by ``feed:stop``."""
    points = feed.stops.geometry
    keys = pd.Index(f"{feed.key}:" + feed.stops["stop_id"].astype(str))
    return pd.DataFrame({"x": points.x.to_numpy(), "y": points.y.to_numpy()}, index=keys)


def named(stops: Sequence[str]) -> str:
    """Name some stops, the first ones only where they are many.

    Examples
    --------
    >>> named(["a:1", "a:2", "a:3", "a:4"])
    'a:1, a:2, a:3, …'
    """
    return ", ".join([*stops[:SHOWN], *(["…"] if len(stops) > SHOWN else [])])
