"""Evidence of headways: what was counted, met, waited for or told beside the rides."""

from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.afloat import Waters
from beffroi.engines.informal.identity import Identity
from beffroi.engines.informal.lines import Drawn
from beffroi.engines.informal.service.clock import KINDS, instants
from beffroi.engines.informal.service.departures import departures
from beffroi.engines.informal.service.fleet import by_fleet, cycles, lasting
from beffroi.engines.informal.service.headways import headways
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.seen import (
    Seen,
    at_terminals,
    by_waiting,
    from_vehicles,
)
from beffroi.engines.informal.service.watches import watched
from beffroi.engines.informal.traces import Laid
from beffroi.foundation.language import Words, both, plural
from beffroi.territory import informal

SERVICE = (6 * 3_600.0, 20 * 3_600.0)
"""Hours of weekdays during which a fleet of which only the size is told is taken to be at work.
[s]"""
OF_FLEET = ["headway_s", "low_s", "high_s", "variation", "wait_s", "n_departures", "watched_s",
            "method"]  # fmt: skip
"""What a fleet says of a band."""


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What is given beside the rides; all of it may be missing.

    Attributes
    ----------
    counts
        Departures counted at terminals: `time`, `lon`, `lat`, `label`.
    payments
        What passengers paid: `ride_id`, `from_lon`, `from_lat`, `to_lon`, `to_lat`, `price`.
    stops
        A list of stops: `lon`, `lat`, `name`, and `time_zone` and `currency` where they are told.
    passengers
        Passengers counted on board: `ride_id`, `lon`, `lat`, `boardings`, `alightings`.
    met
        Vehicles of its own line that a ride met from end to end: `ride_id`, `met`.
    waits
        Waits for the vehicle that was then ridden: `ride_id`, `seconds`.
    vehicles
        By line, vehicles that run at the same time. [vehicle]
    ground
        Tables `streets`, `amenities` and `places` of a map, in WGS 84: stops are named after them.
    epsg
        Projection in metres of that map.
    water
        Where boats may go: variants that lie there do.
    """

    counts: pd.DataFrame | None = None
    payments: pd.DataFrame | None = None
    passengers: pd.DataFrame | None = None
    met: pd.DataFrame | None = None
    waits: pd.DataFrame | None = None
    stops: pd.DataFrame | None = None
    vehicles: dict[str, int] = field(default_factory=dict)
    ground: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    epsg: int = 3857
    water: Waters = field(default_factory=Waters)


@dataclass(frozen=True, slots=True, eq=False)
class Timed:
    """What is known of a network before its headways.

    Attributes
    ----------
    variants, calls, times
        Rows of the tables of the network.
    zone
        IANA zone of its clock.
    """

    variants: pd.DataFrame
    calls: pd.DataFrame
    times: pd.DataFrame
    zone: str


def told_headways(
    lines: Drawn, identity: Identity, given: Given, timed: Timed
) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Tell headways, the surest evidence first; unknown where nobody counted.

    Departures counted at terminals come first, then vehicles met on board, then waits, then the
    fleet of a line.

    Returns
    -------
    Rows of `INFORMAL_HEADWAYS`, and what was left out.
    """
    ridden = _ridden(lines.laid, timed.zone)
    counted, lost = _counted(lines, identity, given, timed.zone)
    met, unmet = _met(lines, given, timed, identity)
    waited, unkept = _waited(lines, given, timed.zone)
    evidence = [one for one in (counted, met, waited) if one]
    bands = headways(identity.variants, evidence, ridden)
    if given.vehicles:
        known_as = names_of_lines(timed.variants, identity, lines.label)
        bands = _with_fleet(bands, timed, given, known_as)
    return bands, (*lost, *unmet, *unkept)


def _counted(
    lines: Drawn, identity: Identity, given: Given, zone: str
) -> tuple[dict[str, Seen], tuple[Words, ...]]:
    """Gather departures counted at terminals."""
    laid = lines.laid
    if given.counts is None or given.counts.empty or not len(laid.lines):
        return {}, ()
    starts = np.array([line[0] for line in laid.lines])
    names = [
        [id_, identity.routes[route], identity.numbers[identity.routes[route]], label]
        for id_, route, label in zip(identity.variants, laid.route, lines.label, strict=True)
    ]
    seen = watched(given.counts, laid.traces.plane, starts, names)
    leaves = departures(laid).leaves
    left = [leaves[(laid.variant == k) & np.isfinite(leaves)] for k in range(len(laid.lines))]
    found = at_terminals(
        seen.watches, lines.n_rides.astype(float), zone, np.random.default_rng(0), left
    )
    return found, ((_lost(seen.lost),) if seen.lost else ())


def _met(
    lines: Drawn, given: Given, timed: Timed, identity: Identity
) -> tuple[dict[str, Seen], tuple[Words, ...]]:
    """Gather vehicles met by rides from end to end whose other direction has one variant.

    A vehicle of the other direction is met if it leaves before the ride arrives, and arrives after
    the ride left.
    """
    if given.met is None or given.met.empty or not len(lines.laid.lines):
        return {}, ()
    laid, ends = lines.laid, departures(lines.laid)
    lasts = lasting(timed.calls, timed.times)
    rows = []
    for ride, met in zip(given.met["ride_id"], given.met["met"].astype(float), strict=True):
        of = [k for k, id_ in enumerate(laid.traces.ride_ids) if id_ == ride]
        own = of[0] if len(of) == 1 and laid.variant[of[0]] >= 0 else -1
        others = _opposite(lines, int(laid.variant[own])) if own >= 0 else []
        known = len(others) == 1 and identity.variants[others[0]] in lasts
        if known and np.isfinite(ends.leaves[own]) and np.isfinite(ends.arrives[own]):
            takes = lasts[identity.variants[others[0]]][0]
            rows.append((others[0], ends.leaves[own] - takes, ends.arrives[own], met))
    n_lost = len(given.met) - len(rows)
    table = pd.DataFrame(rows, columns=["variant", "begins", "ends", "n"])
    lost = (_unmet(n_lost),) if n_lost else ()
    return from_vehicles(table, len(laid.lines), timed.zone), lost


def _opposite(lines: Drawn, variant: int) -> list[int]:
    """List the variants of the other direction of a line."""
    same = lines.laid.route == lines.laid.route[variant]
    return np.flatnonzero(same & (lines.direction != lines.direction[variant])).tolist()


def _waited(
    lines: Drawn, given: Given, zone: str
) -> tuple[dict[str, Seen], tuple[Words, ...]]:  # fmt: skip
    """Gather waits: any variant of that direction of the line that passes there was waited for."""
    if given.waits is None or given.waits.empty or not len(lines.laid.lines):
        return {}, ()
    laid, traces = lines.laid, lines.laid.traces
    first = {ride: k for k, ride in reversed(list(enumerate(traces.ride_ids)))}
    shapes = [shapely.LineString(line) for line in laid.lines]
    rows, n_lost = [], 0
    waits = zip(given.waits["ride_id"], given.waits["seconds"].astype(float), strict=True)
    for ride, seconds in waits:
        own = first.get(ride, -1)
        variant = int(laid.variant[own]) if own >= 0 else -1
        fixes = traces.of(own)
        if variant < 0 or fixes.stop <= fixes.start or not np.isfinite(traces.time[fixes.start]):
            n_lost += 1
            continue
        since = traces.time[fixes.start] - seconds
        point = shapely.Point(traces.points[fixes.start])
        same = (laid.route == laid.route[variant]) & (lines.direction == lines.direction[variant])
        rows += [
            (k, since, seconds, k == variant) for k in np.flatnonzero(same).tolist()
            if k == variant or shapes[k].distance(point) <= parameter("stop_radius")
        ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["variant", "since", "seconds", "boarded"])
    lost = (_unwaited(n_lost),) if n_lost else ()
    return by_waiting(table, len(laid.lines), parameter("variation"), zone), lost


def _unmet(n: int) -> Words:
    return plural(
        n,
        both("{n} count of vehicles met is left out: its ride was not recorded from end to end, or "
             "the other direction of its line is unknown or has several variants."),
        both("{n} counts of vehicles met are left out: their rides were not recorded from end to "
             "end, or the other direction of their line is unknown or has several variants."),
        n=str(n),
    )  # fmt: skip


def _unwaited(n: int) -> Words:
    return plural(
        n,
        both("{n} wait is left out: the ride that followed it shows no line, or has no times."),
        both("{n} waits are left out: the rides that followed show no line, or have no times."),
        n=str(n),
    )  # fmt: skip


def _lost(n: int) -> Words:
    return plural(
        n,
        both("{n} counted departure is left out: no line begins where it was counted."),
        both("{n} counted departures are left out: no line begins where they were counted."),
        n=str(n),
    )


def _ridden(laid: Laid, zone: str) -> dict[str, pd.DataFrame]:
    """List by kind of day which variants were ridden and when."""
    leaves = departures(laid).leaves
    seen = instants(leaves, zone)
    known = np.isfinite(leaves) & (laid.variant >= 0)
    table = pd.DataFrame({"variant": laid.variant, "seconds": seen.seconds})
    return {name: table[known & (seen.kind == rank)] for rank, name in enumerate(KINDS)}


def _with_fleet(
    bands: pd.DataFrame, timed: Timed, given: Given, known_as: dict[str, str]
) -> pd.DataFrame:
    """Tell the weekday's headways that nobody counted from the vehicles of their line.

    A variant of which no headway is known has that of its fleet all day; one of which some are has
    it in the bands whose departures were not told apart.
    """
    variants, cycle = timed.variants, cycles(timed.variants, timed.calls, timed.times)
    vehicles = {known_as.get(name.strip().casefold(), name): n
                for name, n in given.vehicles.items()}  # fmt: skip
    told = by_fleet(variants, cycle, vehicles, {KINDS[0]: SERVICE})
    on_weekdays = bands["days"].eq(KINDS[0])
    is_known = bands["headway_s"].notna()
    known = set(bands.loc[on_weekdays & is_known, "variant_id"])
    kept = bands[~(on_weekdays & bands["variant_id"].isin(set(told["variant_id"]) - known))].copy()
    mixed = kept["days"].eq(KINDS[0]) & kept["headway_s"].isna() & kept["n_departures"].gt(0)
    for row in kept.index[mixed & kept["variant_id"].isin(told["variant_id"])]:
        fleet = told[told["variant_id"] == kept.at[row, "variant_id"]].iloc[0]
        kept.loc[row, OF_FLEET] = fleet[OF_FLEET]
    whole = pd.concat([kept, told[~told["variant_id"].isin(known)]])
    ordered = whole.sort_values(["variant_id", "days", "begins_s"], kind="stable")
    return informal.INFORMAL_HEADWAYS.typed(ordered.reset_index(drop=True))


def names_of_lines(
    variants: pd.DataFrame, identity: Identity, labels: tuple[str, ...]
) -> dict[str, str]:
    """Return the line of each name that means but one: its label, its number or itself.

    Parameters
    ----------
    variants
        Rows of the table of variants, in the order of `labels`.
    labels
        What the files call each variant.
    """
    known: dict[str, set[str]] = {}
    for route, label in zip(variants["route_id"].astype(str), labels, strict=True):
        for name in (label, identity.numbers[route], route):
            known.setdefault(name.strip().casefold(), set()).add(route)
    return {name: min(own) for name, own in known.items() if name and len(own) == 1}
