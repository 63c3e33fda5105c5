"""Rides drawn from a feed, with the truth of each beside: what any inference can be scored with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.prices import Prices, prices
from beffroi.engines.informal.published import Plane, Published, Tables, Variant, published
from beffroi.engines.informal.simulation.options import Options, refuse_strange
from beffroi.engines.informal.simulation.ride import Ride, ride
from beffroi.engines.informal.simulation.service import NOON, departures
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both, plural
from beffroi.kernels.polylines import arcs, at

Floats = npt.NDArray[np.float64]
OFF_SHAPE = 100.0
"""Farthest that a stop may lie from its shape (GTFS validator, stop_too_far_from_shape). [m]"""
SHORTEST = 200.0
"""Shortest line worth a ride. [m]"""
SATURDAY = 5
DEVICES = 8
"""Devices that the surveyors share."""


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """Rides drawn from a feed.

    Attributes
    ----------
    fixes
        Columns of `FIXES`, fixes then marks of each ride; devices as they would write themselves.
    truth
        By name: `rides`, `passes` at stops, `reds` met, `variants`, `departures` of the days.
    fares
        What passengers paid: columns `ride_id`, places of both stops, `price`.
    remarks
        What was left out of the feed.
    """

    fixes: pd.DataFrame
    truth: Mapping[str, pd.DataFrame]
    fares: pd.DataFrame
    remarks: tuple[Words, ...]


def simulated(feed: Tables, options: Options) -> Simulated:
    """Draw rides from a feed.

    Parameters
    ----------
    feed
        GTFS tables as `published` asks for, and `routes`, `agency`, `fare_attributes`,
        `fare_rules` where there are.
    options
        How many, how noisy, and the rest.

    Returns
    -------
    The rides; the same feed, options and seed give the same ones.

    Raises
    ------
    SettingsError
        If a number is out of its range.
    InputError
        If no variant of the feed can be ridden.
    """
    refuse_strange(options)
    network = published(feed)
    good, remarks = _ridden(network)
    draw = np.random.default_rng(options.seed)
    if options.variants and options.variants < len(good):
        picked = np.sort(draw.choice(len(good), options.variants, replace=False))
        good = [good[rank] for rank in picked]
    maker = _Maker(_Told.of(feed, network.plane, options), options)
    for variant, n_rides in zip(good, _shares(len(good), options.rides, draw), strict=True):
        maker.take(variant, n_rides)
    return Simulated(*maker.tables(), tuple(remarks))


def _ridden(network: Published) -> tuple[list[Variant], list[Words]]:
    """Keep the variants whose stops lie on their line; say how many do not."""
    good, off = [], 0
    for variant in network.variants:
        gap = np.hypot(*(at(variant.line, variant.where) - variant.stops).T)
        if gap.max() > OFF_SHAPE or arcs(variant.line)[-1] < SHORTEST:
            off += 1
        else:
            good.append(variant)
    if not good:
        raise InputError(
            "No variant of this feed can be ridden: each has a stop more than {off} m from its "
            "shape, or no length. Check the feed: beffroi gtfs check.",
            off=int(OFF_SHAPE),
        )
    remarks = [plural(
        off,
        both("{n} variant is left out: a stop lies more than {off} m from its shape, or it has no "
             "length."),
        both("{n} variants are left out: a stop lies more than {off} m from their shape, or they "
             "have no length."),
        off=int(OFF_SHAPE),
    )] if off else []  # fmt: skip
    return good, remarks


def _shares(n: int, rides: int, draw: np.random.Generator) -> list[int]:
    """Share rides out among variants, as evenly as can be."""
    shares = np.full(n, rides // n)
    shares[draw.choice(n, rides % n, replace=False)] += 1
    return [int(share) for share in shares]


def _names(feed: Tables) -> dict[str, str]:
    """Name the routes as a surveyor would."""
    routes = feed["routes"]
    empty = pd.Series(pd.NA, index=routes.index, dtype="string")
    short, long = (routes.get(f"route_{kind}_name", empty) for kind in ("short", "long"))
    names = short.fillna(long).fillna(routes["route_id"])
    return dict(zip(routes["route_id"].astype(str), names.astype(str), strict=True))


def _offset(feed: Tables, options: Options) -> float:
    """Return the seconds to add to local time to have UTC, on the first day."""
    agencies = feed.get("agency")
    name = "" if agencies is None or not len(agencies) else str(agencies["agency_timezone"].iloc[0])
    try:
        zone = ZoneInfo(name) if name else ZoneInfo("UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    noon = pd.Timestamp(f"{options.day}T12:00:00", tz=zone)
    offset = noon.utcoffset()
    return -float(offset.total_seconds()) if offset else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What a feed tells beside its variants."""

    plane: Plane
    names: Mapping[str, str]
    prices: Prices
    offset: float

    @classmethod
    def of(cls, feed: Tables, plane: Plane, options: Options) -> "_Told":
        return cls(plane, _names(feed), prices(feed), _offset(feed, options))


class _Maker:
    """Gathers the rides drawn, one variant after the other."""

    def __init__(self, told: "_Told", options: Options) -> None:
        self._told, self._options = told, options
        self._days = _working_days(options)
        self._parts: dict[str, list[pd.DataFrame]] = {
            name: [] for name in ("fixes", "rides", "passes", "reds", "variants", "departures",
                                  "fares")
        }  # fmt: skip
        self._n_rides = 0

    def take(self, variant: Variant, n_rides: int) -> None:
        """Draw the rides of a variant: every one has its own seed, drawn from all that it is."""
        draw = np.random.default_rng([self._options.seed, int(variant.key), 7])
        service = [departures(variant, self._options, draw) for _ in self._days]
        self._keep_variant(variant, service)
        for _ in range(n_rides):
            day = int(draw.integers(len(self._days)))
            times, trips = service[day]
            pick = int(draw.integers(len(times))) if len(times) else -1
            left = float(times[pick]) if pick >= 0 else NOON
            trip = variant.trips[trips[pick]] if pick >= 0 else None
            made = ride(variant, trip, self._options, draw)
            self._keep_ride(variant, made, self._days[day] + self._told.offset + left,
                            trip.trip_id if trip else "", int(draw.integers(DEVICES)))  # fmt: skip

    def _keep_variant(
        self, variant: Variant, service: Sequence[tuple[Floats, npt.NDArray[np.intp]]]
    ) -> None:
        lon, lat = self._told.plane.degrees(variant.stops[:1])
        for day, (times, trips) in zip(self._days, service, strict=True):
            self._add("departures", len(times), variant=variant.key, route_id=variant.route_id,
                      trip_id=[variant.trips[rank].trip_id for rank in trips],
                      time=day + self._told.offset + times, lon=lon[0], lat=lat[0])  # fmt: skip
        self._add("variants", 1, variant=variant.key, route_id=variant.route_id,
                  direction=variant.direction, n_stops=len(variant.stop_ids),
                  length=float(arcs(variant.line)[-1]))  # fmt: skip

    def _keep_ride(
        self, variant: Variant, made: Ride, start: float, trip_id: str, device: int
    ) -> None:
        self._n_rides += 1
        id_ = f"s{self._n_rides:05d}"
        name = self._told.names.get(variant.route_id, variant.route_id)
        self._add("rides", 1, ride_id=id_, label=name if self._options.labels else None,
                  variant=variant.key, route_id=variant.route_id, direction=variant.direction,
                  trip_id=trip_id, departure=start, n_fixes=len(made.times),
                  detour_from=made.detour[0], detour_to=made.detour[1])  # fmt: skip
        lon, lat = self._told.plane.degrees(made.points)
        on, off = made.passengers.counted(len(variant.stop_ids))
        common = {"ride_id": id_, "device": f"PHONE-{self._options.seed:04d}-{device:02d}"}
        self._add("fixes", len(lon), **common, time=start + made.times, lon=lon, lat=lat,
                  event=None, boardings=np.nan, alightings=np.nan)  # fmt: skip
        if self._options.counts:
            self._keep_marks(common, made, start, on, off)
        self._add("passes", len(on), ride_id=id_, stop_id=list(variant.stop_ids),
                  stop_sequence=np.arange(len(on)), where=variant.where, served=made.served,
                  arrival=start + made.passes, departure=start + made.leaves,
                  boardings=on, alightings=off)  # fmt: skip
        self._add("reds", len(made.reds), ride_id=id_, where=made.reds[:, 0],
                  wait=made.reds[:, 1])  # fmt: skip
        if self._options.fares:
            self._keep_fares(variant, made, id_)

    def _keep_marks(
        self, common: Mapping[str, str], made: Ride, start: float, on: npt.NDArray[np.int64],
        off: npt.NDArray[np.int64],
    ) -> None:  # fmt: skip
        """Mark the stops served, where the device says it is then."""
        ranks = np.flatnonzero(made.served)
        nearest = np.clip(np.searchsorted(made.times, made.passes[ranks]), 0, len(made.times) - 1)
        lon, lat = self._told.plane.degrees(made.points[nearest])
        self._add("fixes", len(ranks), **common, time=start + made.times[nearest], lon=lon, lat=lat,
                  event="stop", boardings=on[ranks], alightings=off[ranks])  # fmt: skip

    def _keep_fares(self, variant: Variant, made: Ride, id_: str) -> None:
        on, off = made.passengers.on, made.passengers.off
        stops = variant.stop_ids
        paid = np.array(
            [self._told.prices.of(variant.route_id, stops[i], stops[j])[0]
             for i, j in zip(on, off, strict=True)], dtype=np.float64,
        )  # fmt: skip
        lon, lat = self._told.plane.degrees(variant.stops)
        known = np.isfinite(paid)
        self._add("fares", int(known.sum()), ride_id=id_, from_lon=lon[on][known],
                  from_lat=lat[on][known], to_lon=lon[off][known], to_lat=lat[off][known],
                  price=paid[known])  # fmt: skip

    def _add(self, table: str, n: int, **columns: object) -> None:
        self._parts[table].append(pd.DataFrame(columns, index=pd.RangeIndex(n)))

    def tables(self) -> tuple[pd.DataFrame, dict[str, pd.DataFrame], pd.DataFrame]:
        """Put the parts of each table together."""
        whole = {
            name: pd.concat([part for part in parts if len(part)] or parts[:1] or [pd.DataFrame()],
                            ignore_index=True)
            for name, parts in self._parts.items()
        }  # fmt: skip
        fixes, fares = whole.pop("fixes"), whole.pop("fares")
        return fixes, whole, fares


def _working_days(options: Options) -> list[float]:
    """List the days of a survey, weekends left out, as seconds since 1970 at local midnight."""
    day, days = date.fromisoformat(options.day), list[float]()
    while len(days) < options.days:
        if day.weekday() < SATURDAY:
            days.append((day - date(1970, 1, 1)).days * 86_400.0)
        day += timedelta(days=1)
    return days
