"""Service at stops and at places: what leaves, how often, and of which class."""

import pandas as pd

from beffroi.engines.mobility.service.basin import NOWHERE, Basin, each_kind
from beffroi.engines.mobility.service.day_types import Kind
from beffroi.engines.mobility.service.measures import by_hour, once, service


def departures(found: Basin, kind: Kind) -> pd.DataFrame:
    """List the departures of a day type at stops whose place is known.

    Returns
    -------
    Rows of `Basin.passages` where one may board, with the `place` of the stop; none where no feed
    has such a day.
    """
    called = found.passages.get(kind)
    if called is None:
        columns = ["run", "trip", "direction", "arrival", "departure", "line", "stop", "place"]
        return pd.DataFrame({name: pd.Series(dtype=float) for name in columns})
    left = called[called["boards"] & (called["stop"] != NOWHERE)]
    return left.assign(place=found.stops["place"].to_numpy()[left["stop"].to_numpy()])


def stop_service(found: Basin) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measure the service of each stop and of its place, day type by day type.

    Returns
    -------
    One row for each day type (`kind`) and stop with a departure: `feed`, `stop_id`, `name`, `stop`
    (row of `Basin.stops`), `place`, the measures of `measures.service` for the pole alone, and
    `place_departures`, `place_one_way`, `place_class` for all poles of its place together.
    [departure/day], [s]

    And the departures of each stop hour by hour: `kind`, `feed`, `stop_id`, `hour` (24 and more
    after midnight), `departures`.
    """
    table, hours = each_kind(found, lambda kind: _of_kind(found, kind))
    return table, hours


def _of_kind(found: Basin, kind: Kind) -> tuple[pd.DataFrame, pd.DataFrame]:
    left = departures(found, kind)
    own = once(left.assign(key=left["stop"]))
    shared = once(left.assign(key=left["place"]))
    at_stop, at_place = service(own), service(shared, waits=False)
    named = found.stops.loc[at_stop.index, ["feed", "stop_id", "name", "place"]]
    named.insert(0, "kind", kind)
    named["stop"] = at_stop.index
    of_place = at_place.loc[named["place"], ["departures", "one_way", "service_class"]]
    of_place.columns = pd.Index(["place_departures", "place_one_way", "place_class"])
    of_place.index = named.index
    hours = by_hour(own)
    ids = found.stops.loc[hours.pop("key"), ["feed", "stop_id"]].reset_index(drop=True)
    ids.insert(0, "kind", kind)
    table = pd.concat([named, at_stop, of_place], axis=1)
    return table.reset_index(drop=True), pd.concat([ids, hours], axis=1)
