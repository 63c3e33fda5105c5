"""Ready: a basin on which everything that a search needs has been laid out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.changes import as_published
from beffroi.engines.mobility.access.day import Day, named
from beffroi.engines.mobility.access.inputs import (
    MODE_WORDS,
    TRANSIT_MODES,
    Basin,
    Mode,
    Points,
    Task,
    parameter,
)
from beffroi.engines.mobility.access.shared import Shared
from beffroi.engines.mobility.access.ties import (
    Ties,
    coordinates,
    is_tied,
    links_of,
    ties,
    walked_to_stops,
)
from beffroi.engines.mobility.ground import near
from beffroi.engines.mobility.profiles import Profile
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both, plural
from beffroi.kernels.raptor import Network, Profiles, Walks, pay, profiles, walks

NEEDS: dict[Mode, tuple[Profile, ...]] = {
    "walk": ("walk",),
    "bike": ("bike",),
    "quiet_bike": ("bike", "quiet_bike"),
    "car": ("car",),
    "transit": ("walk",),
    "bike_transit": ("walk", "bike"),
    "park_ride": ("walk", "car"),
}
"""Profiles whose streets each mode moves along."""


@dataclass(frozen=True)
class Ready:
    """Origins, destinations and a basin, ready to be searched.

    Attributes
    ----------
    basin, origins, destinations, task
        As given; the modes of the task are those that can be searched.
    ties
        Places tied to streets.
    day
        What runs; None where no mode asks for it.
    walks
        Footpaths between stops; None likewise.
    unplaced_origins, unplaced_destinations : (n_origins,), (n_destinations,)
        Places that no street comes near: times from and to them are unknown.
    remarks
        What was left out, and why.
    """

    basin: Basin
    origins: Points
    destinations: Points
    task: Task
    ties: Ties
    day: Day | None
    walks: Walks | None
    unplaced_origins: npt.NDArray[np.bool_]
    unplaced_destinations: npt.NDArray[np.bool_]
    remarks: tuple[Words, ...]

    @cached_property
    def profiles(self) -> Profiles | None:
        """When one comes to the destinations by whatever one boards, searched once for all modes.

        The modes by public transport differ in how one comes to the stops alone. None where
        searches from the origins cost less (`kernels.raptor.pay`), and for a window of arrivals,
        which is searched from the destinations anyway.
        """
        modes = set(self.task.modes) & set(TRANSIT_MODES)
        sizes = len(self.origins) * len(modes), len(self.destinations)
        if self.day is None or self.walks is None or self.task.arrive:
            return None
        if not pay(self.day.lines, self.task.times, int(self.task.longest), sizes):
            return None
        egress = links_of(walked_to_stops(self.ties, self.ties.parts["destinations"]))
        return profiles(
            Network(self.day.lines, self.walks, egress, egress),
            departures=self.task.times,
            limit=int(self.task.longest),
            most_rides=int(parameter("most_rides")),
        )


def ready(
    basin: Basin,
    origins: Points,
    destinations: Points,
    task: Task,
    *,
    shared: Shared | None = None,
) -> Ready:
    """Lay out what the searches of a task need.

    Parameters
    ----------
    basin
        Streets and timetables.
    origins, destinations
        Places, in the projection of the basin.
    task
        What is asked.
    shared
        What other searches on the same streets and timetables made already; None to make it.

    Returns
    -------
    All of it; modes that cannot be searched (no vehicle in the window, no park and ride, no
    timetable) are left out of the task, with a remark.

    Raises
    ------
    InputError
        If nothing runs on the day asked for, or no mode is left.
    """
    shared = Shared(basin) if shared is None else shared
    day, remarks = _day(shared, task)
    modes, said = _possible(basin, task, day)
    if not modes:
        raise InputError(
            "None of the modes asked for can be searched. {remarks}", remarks=(*remarks, *said)
        )
    given = Task(modes, task.date, task.window, task.longest, task.arrive, task.bike_to)
    profiles = tuple(dict.fromkeys(profile for mode in modes for profile in NEEDS[mode]))
    if "walk" not in profiles:
        profiles = ("walk", *profiles)
    places = {
        "origins": coordinates(origins),
        "destinations": coordinates(destinations),
        "stops": (day.x, day.y) if day is not None else (np.empty(0), np.empty(0)),
        "park_rides": coordinates(basin.park_rides),
    }
    tied = ties(shared, profiles, places)
    lost = [~np.logical_or.reduce([is_tied(tied, profile, part) for profile in profiles])
            for part in ("origins", "destinations")]  # fmt: skip
    told = [*remarks, *said, *_unplaced(lost, (origins, destinations), tied, day)]
    footpaths = None
    if day is not None:
        along = footpaths_of(tied, len(day.stops))
        footpaths, unread = as_published(along, basin.timetables, day.stops)
        told += unread
    return Ready(basin, origins, destinations, given, tied, day, footpaths, lost[0], lost[1],
                 tuple(told))  # fmt: skip


def footpaths_of(tied: Ties, n_stops: int) -> Walks:
    """Make the footpaths between stops along the streets, transitively closed."""
    ground, stops, longest = tied.grounds["walk"], tied.parts["stops"], parameter("transfer_walk")
    found = [] if ground is None else list(near(ground, stops, stops, longest))
    tails, heads, seconds = (
        np.concatenate([np.empty(0, kind), *(pairs[n] for pairs in found)])
        for n, kind in enumerate((np.int64, np.int64, np.float64))
    )
    first = stops[0] if len(stops) else 0
    apart = tails != heads
    return walks(
        tails[apart] - first, heads[apart] - first, seconds[apart], n_stops=n_stops,
        change=int(parameter("change")), longest=longest,
    )  # fmt: skip


def span_of(task: Task) -> tuple[float, float]:
    """Return the earliest and the latest time that matters to a task. [s]."""
    begin, end = task.window
    return (begin - task.longest, end) if task.arrive else (begin, end + task.longest)


def _day(shared: Shared, task: Task) -> tuple[Day | None, list[Words]]:
    if not shared.basin.timetables or not set(task.modes) & set(TRANSIT_MODES):
        return None, []
    day = shared.day(task.date, span_of(task))
    return day, list(day.remarks)


def _possible(basin: Basin, task: Task, day: Day | None) -> tuple[tuple[Mode, ...], list[Words]]:
    """Say which modes can be searched, and why the others cannot."""
    kept, said = list[Mode](), list[Words]()
    for mode in dict.fromkeys(task.modes):
        why = _hindrance(mode, basin, task, day)
        if why is None:
            kept.append(mode)
        else:
            said.append(both("Left out: {mode} ({why}).", mode=MODE_WORDS[mode], why=why))
    return tuple(kept), said


def _hindrance(mode: Mode, basin: Basin, task: Task, day: Day | None) -> Words | None:
    if mode not in TRANSIT_MODES:
        return None
    if day is None:
        return both("no timetable is given")
    if day.is_empty:
        return both(
            "no vehicle runs between {begin} and {end} on {date}",
            begin=clock(span_of(task)[0]),
            end=clock(span_of(task)[1]),
            date=task.date,
        )
    if mode == "park_ride" and not len(basin.park_rides):
        return both("no park and ride is known")
    if mode == "bike_transit" and task.bike_to == "trains" and not day.trains.any():
        return both("no train or coach runs then")
    return None


def clock(seconds: float) -> str:
    """Write a time of the service day.

    Examples
    --------
    >>> clock(27_000)
    '07:30'
    """
    minutes = int(seconds // 60)
    return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _unplaced(
    lost: list[npt.NDArray[np.bool_]], points: tuple[Points, Points], tied: Ties, day: Day | None
) -> Iterator[Words]:
    """Name the places and the stops that no street comes near."""
    for what, given, off in zip(("origins", "destinations"), points, lost, strict=True):
        if off.any():
            one, many = (
                (both("{n} origin lies off the streets of the map, its times are unknown: {ids}."),
                 both("{n} origins lie off the streets of the map, their times are unknown: "
                      "{ids}."))
                if what == "origins" else
                (both("{n} destination lies off the streets of the map, its times are unknown: "
                      "{ids}."),
                 both("{n} destinations lie off the streets of the map, their times are unknown: "
                      "{ids}."))
            )  # fmt: skip
            yield plural(int(off.sum()), one, many, ids=named([str(i) for i in given.ids[off]]))
    if day is not None:
        far = ~is_tied(tied, "walk", "stops")
        if far.any():
            yield plural(
                int(far.sum()),
                both("{n} stop lies off the streets of the map, nobody can walk to it: {ids}."),
                both("{n} stops lie off the streets of the map, nobody can walk to them: {ids}."),
                ids=named([day.stops[n] for n in np.flatnonzero(far)]),
            )
