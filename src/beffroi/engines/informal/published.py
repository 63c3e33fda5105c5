"""A network as its feed publishes it: variants of lines, where they run, when and how often."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.kernels.polylines import in_order
from beffroi.kernels.sphere import RADIUS

Floats = npt.NDArray[np.float64]
Tables = Mapping[str, pd.DataFrame]
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED = 1
"""`exception_type` of a day of service added."""
FEWEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Metres around a point, in which a town can be measured: east and north of it.

    Attributes
    ----------
    lon, lat
        The point. [°]
    """

    lon: float
    lat: float

    def metres(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Floats:
        """Turn degrees into metres; 50 km away, distances are still right to within 1 %.

        Examples
        --------
        >>> Plane(0.0, 0.0).metres([0.0], [1.0]).round().tolist()
        [[0.0, 111195.0]]
        """
        east = np.radians(np.asarray(lon, dtype=np.float64) - self.lon) * self._scale
        north = np.radians(np.asarray(lat, dtype=np.float64) - self.lat)
        return np.column_stack([east, north]) * RADIUS

    def degrees(self, points: Floats) -> tuple[Floats, Floats]:
        """Turn metres back into longitudes and latitudes."""
        lon = self.lon + np.degrees(points[:, 0] / RADIUS / self._scale)
        return lon, self.lat + np.degrees(points[:, 1] / RADIUS)

    @property
    def _scale(self) -> float:
        return float(np.cos(np.radians(self.lat)))


@dataclass(frozen=True, slots=True, eq=False)
class Trip:
    """A trip of a variant.

    Attributes
    ----------
    trip_id
        Its identifier.
    arrivals, departures : (n_stops,)
        Seconds since its first departure; NaN where the feed does not say. [s]
    periods : (n_periods, 3)
        Begin and end, and headway, of the starts that it stands for; one start alone has a
        headway of 0. [s]
    """

    trip_id: str
    arrivals: Floats
    departures: Floats
    periods: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """Trips of one route that serve the same stops in the same order.

    Attributes
    ----------
    key
        Rank in the network, as text.
    route_id, direction
        Its route; its direction as the feed writes it, empty if it does not.
    stop_ids : (n_stops,)
        Its stops.
    stops : (n_stops, 2)
        Where they are. [m]
    line : (n_points, 2)
        Its shape, or its stops where it has none. [m]
    where : (n_stops,)
        Length from the start of its line to each stop. [m]
    has_shape
        Whether the feed draws its shape.
    trips
        Its trips on the day that stands for the feed.
    """

    key: str
    route_id: str
    direction: str
    stop_ids: tuple[str, ...]
    stops: Floats
    line: Floats
    where: Floats
    has_shape: bool
    trips: tuple[Trip, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A feed ready to be drawn from or compared.

    Attributes
    ----------
    plane
        The metres in which it is measured.
    variants
        Its variants, in the order of the feed.
    day
        The day that stands for it: of all weekdays the one with most trips.
    """

    plane: Plane
    variants: tuple[Variant, ...]
    day: str


def middle(*feeds: Tables) -> Plane:
    """Choose the plane of one or several feeds: around the middle of all their stops."""
    places = [_places(feed["stops"]) for feed in feeds]
    whole = np.concatenate([frame.to_numpy(dtype=float) for frame in places])
    if not len(whole):
        return Plane(0.0, 0.0)
    lon, lat = np.median(whole, axis=0)
    return Plane(float(lon), float(lat))


def _places(stops: pd.DataFrame) -> pd.DataFrame:
    lon_lat = stops.set_index("stop_id")[["stop_lon", "stop_lat"]].astype("Float64")
    return lon_lat.dropna().astype(float)


def published(feed: Tables, plane: Plane | None = None) -> Published:
    """Read the variants of a feed.

    Parameters
    ----------
    feed
        GTFS tables: `stops`, `trips`, `stop_times`, and `shapes`, `frequencies`, `calendar`,
        `calendar_dates` where there are; times in seconds.
    plane
        The plane to measure in; that of its own stops unless given.

    Returns
    -------
    Its variants. Trips that do not run on the day that stands for the feed give their variant its
    stops and its line, no time. Trips of fewer than two placed stops are left out.
    """
    plane = plane or middle(feed)
    day, services = _day(feed)
    calls = _calls(feed)
    places = _places(feed["stops"])
    shapes = _shapes(feed, plane)
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    trips = feed["trips"].drop_duplicates("trip_id").set_index("trip_id")
    routes = trips["route_id"]
    directions = trips.get("direction_id", pd.Series(pd.NA, index=trips.index))
    for trip_id, own in calls.items():
        direction = directions[trip_id]
        said = "" if pd.isna(direction) else str(direction)
        key = (str(routes[trip_id]), said, tuple(own["stop_id"]))
        groups.setdefault(key, []).append(trip_id)
    periods = _periods(feed)
    runs = set(trips.index[trips["service_id"].isin(services)])
    variants = []
    for rank, ((route, direction, stop_ids), members) in enumerate(groups.items()):
        stops = plane.metres(*places.loc[list(stop_ids)].to_numpy().T)
        line = _line(trips, members, shapes, stops)
        own_trips = tuple(_trip(one, calls[one], periods) for one in members if one in runs)
        variants.append(Variant(
            str(rank), route, direction, stop_ids, stops, line[0],
            in_order(stops, line[0]), line[1], own_trips,
        ))  # fmt: skip
    return Published(plane, tuple(variants), day)


def _calls(feed: Tables) -> dict[str, pd.DataFrame]:
    """Part the calls at placed stops by trip, in their order."""
    placed = _places(feed["stops"]).index
    known = feed["trips"]["trip_id"]
    calls = feed["stop_times"]
    calls = calls[calls["stop_id"].isin(placed) & calls["trip_id"].isin(known)]
    ordered = calls.sort_values(["trip_id", "stop_sequence"], kind="stable")
    order = dict.fromkeys(calls["trip_id"])
    parts = {str(trip): own for trip, own in ordered.groupby("trip_id", sort=False)}
    return {trip: parts[trip] for trip in map(str, order) if len(parts[trip]) >= FEWEST}


def _shapes(feed: Tables, plane: Plane) -> dict[str, Floats]:
    shapes = feed.get("shapes")
    if shapes is None or not len(shapes):
        return {}
    ordered = shapes.sort_values(["shape_id", "shape_pt_sequence"], kind="stable")
    found = {}
    for shape_id, own in ordered.groupby("shape_id", sort=False):
        degrees = own[["shape_pt_lon", "shape_pt_lat"]].to_numpy(dtype=float, na_value=np.nan)
        points = plane.metres(*degrees[np.isfinite(degrees).all(axis=1)].T)
        moved = np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)])
        if moved.sum() >= FEWEST:
            found[str(shape_id)] = points[moved]
    return found


def _line(
    trips: pd.DataFrame, members: list[str], shapes: dict[str, Floats], stops: Floats
) -> tuple[Floats, bool]:
    """Choose the commonest shape of a variant's trips, else the line through its stops."""
    if "shape_id" in trips:
        named = trips.loc[members, "shape_id"].dropna()
        drawn = named[named.isin(shapes)]
        if len(drawn):
            return shapes[str(drawn.mode().iloc[0])], True
    return stops, False


def _trip(trip_id: str, calls: pd.DataFrame, periods: Mapping[str, Floats]) -> Trip:
    times = {
        name: calls[f"{name}_time"].to_numpy(dtype=float, na_value=np.nan)
        if f"{name}_time" in calls else np.full(len(calls), np.nan)
        for name in ("arrival", "departure")
    }  # fmt: skip
    first = times["departure"][0] if np.isfinite(times["departure"][0]) else times["arrival"][0]
    own = periods.get(trip_id, np.array([[first, first, 0.0]]))
    return Trip(trip_id, times["arrival"] - first, times["departure"] - first,
                own[np.isfinite(own).all(axis=1)])  # fmt: skip


def _periods(feed: Tables) -> dict[str, Floats]:
    table = feed.get("frequencies")
    if table is None:
        return {}
    columns = ["start_time", "end_time", "headway_secs"]
    values = table[columns].to_numpy(dtype=float, na_value=np.nan)
    usable = (values[:, 2] > 0) & (values[:, 1] > values[:, 0])
    found: dict[str, list[Floats]] = {}
    for trip, own in zip(table["trip_id"][usable], values[usable], strict=True):
        found.setdefault(str(trip), []).append(own)
    return {trip: np.array(own) for trip, own in found.items()}


def _day(feed: Tables) -> tuple[str, set[str]]:
    """Find the day that stands for a feed and the services that run on it."""
    counts = feed["trips"]["service_id"].value_counts()
    days = dict(_days(feed))
    if not days:
        return "", set(map(str, counts.index))
    best = max(days, key=lambda day: int(counts.reindex(list(days[day])).fillna(0).sum()))
    return best, days[best]


def _days(feed: Tables) -> Iterator[tuple[str, set[str]]]:
    weekly = feed.get("calendar")
    if weekly is not None and len(weekly):
        runs = {day: set(weekly.loc[weekly[day] == 1, "service_id"].astype(str)) for day in WEEK}
        if any(runs.values()):
            yield from ((day, services) for day, services in runs.items() if services)
            return
    dates = feed.get("calendar_dates")
    if dates is not None and len(dates):
        added = dates[dates["exception_type"] == ADDED]
        for date, own in added.groupby("date", sort=True):
            yield str(date), set(own["service_id"].astype(str))
