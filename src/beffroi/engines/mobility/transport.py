"""Public transport: what leaves from the perimeter on a typical weekday, and who lives near it."""

from collections.abc import Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.mobility.inputs import Inputs, Timetable
from beffroi.engines.mobility.reach import Streets, minutes_from, places, scaled
from beffroi.engines.mobility.timetable import (
    departures,
    runs_by_trip,
    service_days,
    typical_weekday,
)
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator

DISTANCES = (300, 500)
"""Walking distances to a stop: 300 m a bus, 500 m a train or a frequent line. [m]"""
WALK_SPEED = 1.25
"""Speed that turns those distances into times (`speeds.toml`). [m/s]"""
DAY = 86_400
HOUR = 3_600
MOST_LINES = 40
"""Lines listed in the report; the others are counted in its note."""


def day_of(feed: Timetable) -> tuple[pd.Timestamp | None, pd.DataFrame]:
    """Find the typical weekday of a feed and list its departures.

    Returns
    -------
    The day (None if nothing ever runs), and columns `trip_id`, `stop_id`, `departure` [s],
    `route_id`.
    """
    tables = feed.tables
    days = service_days(tables["calendar"], tables["calendar_dates"])
    trips, frequencies = tables["trips"], tables["frequencies"]
    day = typical_weekday(days, trips, runs_by_trip(trips, frequencies))
    running = days.loc[days["date"] == day, "service_id"]
    of_day = trips[trips["service_id"].isin(running)]
    left = departures(tables["stop_times"], frequencies, pd.Index(of_day["trip_id"]))
    return day, left.merge(of_day[["trip_id", "route_id"]], on="trip_id")


def day_departures(inputs: Inputs) -> tuple[pd.DataFrame, Words]:
    """List the departures of all feeds, each on its typical day.

    Returns
    -------
    Columns `feed`, `trip_id`, `start`, `stop_id`, `route_id`, `departure` [s]; and the days, in
    words.
    """
    listed, days = [], []
    for feed in inputs.timetables:
        day, left = day_of(feed)
        listed.append(left.assign(feed=feed.key))
        if day is not None:
            days.append(day.date().isoformat())
    said = ", ".join(dict.fromkeys(days)) or "–"
    columns = ["feed", "trip_id", "start", "stop_id", "route_id", "departure"]
    return pd.concat(listed)[columns].reset_index(drop=True), Words(fr=said, en=said)


def within_perimeter(inputs: Inputs, left: pd.DataFrame) -> pd.DataFrame:
    """Keep the departures from the stops of the perimeter."""
    stops = pd.concat([feed.stops.assign(feed=feed.key) for feed in inputs.timetables])
    inside = stops[stops.within(inputs.perimeter)][["feed", "stop_id"]]
    return left.merge(inside, on=["feed", "stop_id"])


def transport_figures(
    inputs: Inputs,
    walk: Streets,
    indicators: Mapping[str, Indicator],
    left: pd.DataFrame,
    day: Words,
) -> Iterator[Figure]:
    """Count stops, lines, departures, and the people who live near a served stop."""
    sources = feed_sources(inputs)
    boarding = _boarding(inputs)
    yield indicators["mobility.stops"].figure(
        float(boarding.within(inputs.perimeter).sum()), sources
    )
    lines = left[["feed", "route_id"]].drop_duplicates()
    yield indicators["mobility.lines"].figure(float(len(lines)), sources, parts={"day": day})
    runs = left[["feed", "trip_id", "start"]].drop_duplicates()
    yield indicators["mobility.trips"].figure(float(len(runs)), sources, parts={"day": day})
    yield indicators["mobility.departures"].figure(float(len(left)), sources, parts={"day": day})
    served = boarding.merge(left[["feed", "stop_id"]].drop_duplicates(), on=["feed", "stop_id"])
    yield from _near_stops(inputs, walk, indicators, served)


def feed_sources(inputs: Inputs) -> tuple[Source, ...]:
    """Return the sources of the feeds, in their order."""
    return tuple(feed.source for feed in inputs.timetables)


def _boarding(inputs: Inputs) -> gpd.GeoDataFrame:
    stops = pd.concat([feed.stops.assign(feed=feed.key) for feed in inputs.timetables])
    kept = stops[stops["location_type"].fillna(0) == 0].reset_index(drop=True)
    return gpd.GeoDataFrame(kept, geometry="geometry")


def _near_stops(
    inputs: Inputs, walk: Streets, indicators: Mapping[str, Indicator], served: pd.DataFrame
) -> Iterator[Figure]:
    people = inputs.population
    homes = people.cells[people.cells.representative_point().within(inputs.perimeter)]
    lived = places(homes, homes["population"])
    total = float(lived.weight.sum())
    minutes = np.full(len(homes), np.inf)
    if len(served) and len(homes):
        minutes = minutes_from(walk, list(served.geometry), lived, towards=True)
    sources = (*inputs.sources["population"], *feed_sources(inputs), *inputs.sources["osm"])
    for metres in DISTANCES:
        near = float(lived.weight[minutes * 60 * WALK_SPEED <= metres].sum())
        parts: dict[str, str | Words] = {"metres": str(metres), "population": people.method}
        known = people.total is not None and total > 0
        yield indicators["mobility.population_near_stop"].figure(
            near if known else None,
            sources,
            interval=scaled(people.interval, people.total, near),
            variant=f"{metres}m",
            parts=parts,
        )
        yield indicators["mobility.share_near_stop"].figure(
            near / total if known else None, sources, variant=f"{metres}m", parts=parts
        )


def transport_exhibits(inputs: Inputs, left: pd.DataFrame, day: Words) -> Iterator[Exhibit]:
    """Show the departures by hour, and the lines with their first and last departure."""
    hours = (left["departure"] % DAY // HOUR).astype(int).value_counts()
    shown = range(hours.index.min(), hours.index.max() + 1) if len(hours) else range(0)
    note = Words(fr="Jour type : {day}.", en="Typical day: {day}.").filled(day=day)
    yield Exhibit(
        id="mobility.departures_by_hour",
        title=Words(
            fr="Départs dans le périmètre, heure par heure",
            en="Departures in the perimeter, by hour",
        ),
        shape="bars",
        fields=(
            Field("hour", Words(fr="Heure", en="Hour")),
            Field("departures", Words(fr="Départs", en="Departures"), "departure"),
        ),
        rows=tuple((Words(fr=f"{h} h", en=f"{h}:00"), float(hours.get(h, 0))) for h in shown),
        sources=feed_sources(inputs),
        note=note,
    )
    yield _lines(inputs, left, note)


def _lines(inputs: Inputs, left: pd.DataFrame, note: Words) -> Exhibit:
    routes = pd.concat(
        [feed.tables["routes"].assign(feed=feed.key) for feed in inputs.timetables]
    ).set_index(["feed", "route_id"])
    spans = left.groupby(["feed", "route_id"])["departure"].agg(["size", "min", "max"])
    spans = spans.sort_values("size", ascending=False).head(MOST_LINES)
    names = [_route_name(routes.loc[[line]].iloc[0], str(line[1])) for line in spans.index]
    numbers = spans[["size", "min", "max"]].to_numpy(dtype=float)
    rows = tuple(
        (name, float(n), _clock(first), _clock(last))
        for name, (n, first, last) in zip(names, numbers, strict=True)
    )
    return Exhibit(
        id="mobility.lines",
        title=Words(fr="Lignes qui desservent le périmètre", en="Lines that serve the perimeter"),
        shape="table",
        fields=(
            Field("line", Words(fr="Ligne", en="Line")),
            Field("departures", Words(fr="Départs", en="Departures"), "departure"),
            Field("first", Words(fr="Premier départ", en="First departure")),
            Field("last", Words(fr="Dernier départ", en="Last departure")),
        ),
        rows=rows,
        sources=feed_sources(inputs),
        note=note,
    )


def _route_name(route: pd.Series, route_id: str) -> str:
    names = [route.get(key) for key in ("route_short_name", "route_long_name")]
    given = [name for name in names if isinstance(name, str) and name]
    return " – ".join(given) or route_id


def _clock(seconds: float) -> str:
    """Write a time of the service day, past 24 hours if need be.

    Examples
    --------
    >>> _clock(90_300.0)
    '25:05'
    """
    minutes = int(seconds // 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
