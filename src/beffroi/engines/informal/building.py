"""Building: from the tables of rides to a network, room after room."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.afloat import Waters, afloat, by_boat
from beffroi.engines.informal.borders import Naming, abroad, unconverted
from beffroi.engines.informal.evidence import Given, Timed, names_of_lines, told_headways
from beffroi.engines.informal.halts import found
from beffroi.engines.informal.identity import Identity, identities
from beffroi.engines.informal.lines import Drawn, drawn, paired, standing
from beffroi.engines.informal.naming import named
from beffroi.engines.informal.privacy import blurred
from beffroi.engines.informal.service import fares as tariffs
from beffroi.engines.informal.service.passages import passages
from beffroi.engines.informal.service.times import times
from beffroi.engines.informal.streets import Web, junctions, missing, snapped, web
from beffroi.engines.informal.surveys import with_surveys
from beffroi.engines.informal.traces import Floats, Laid, Traces
from beffroi.engines.informal.tracing import traced
from beffroi.engines.informal.water import landed, parted
from beffroi.foundation.language import Words, both, plural
from beffroi.kernels.polylines import arcs
from beffroi.territory import informal
from beffroi.territory.informal import BUS, FERRY, InformalNetwork
from beffroi.territory.rides import PROVISIONAL, SET_ASIDE, STATES, USED, state

HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Inferred:
    """What rides show.

    Attributes
    ----------
    network
        The network.
    laid
        The rides laid along its variants.
    rides
        Table `RIDES`, each with what became of it.
    remarks
        What was left out or is doubtful.
    missing
        Stretches of shapes that are on no street of the map [m], and the streets; None without a
        map.
    """

    network: InformalNetwork
    laid: Laid
    rides: pd.DataFrame
    remarks: tuple[Words, ...]
    missing: tuple[tuple[Floats, ...], Web] | None


def inferred(
    fixes: pd.DataFrame, rides: pd.DataFrame, given: Given, naming: Naming, *,
    step: Callable[[Words], None] = lambda _: None,
) -> Inferred:  # fmt: skip
    """Infer a network from rides.

    Parameters
    ----------
    fixes, rides
        Tables `FIXES` and `RIDES`.
    given
        What is given beside.
    naming
        Names of the agency, of the zone and of the currency.
    step
        Called with the words of each stage as it begins.
    """
    step(both("Cleaning rides"))
    positions = fixes[fixes["event"].isna()]
    traces, pieces = traced(positions, rides, afloat=by_boat(positions, rides, given.water))
    devices = positions.drop_duplicates("ride_id").set_index("ride_id")["device"]
    private = blurred(traces, devices)
    step(both("Drawing lines"))
    labels = _labels(rides)
    lines = drawn(
        private, labels=[labels.get(ride, "") for ride in private.ride_ids],
        stands=standing(traces),
    )  # fmt: skip
    on_water = afloat(lines.laid.lines, traces.plane, given.water)
    lines = replace(lines, laid=replace(
        lines.laid, route=parted(lines.laid.route, on_water)))  # fmt: skip
    identity = identities(
        lines.laid.route, lines.direction, lines.n_rides, lines.label,
        paired(lines.laid.lines, lines.laid.route, lines.direction),
    )  # fmt: skip
    step(both("Looking for stops"))
    marks = _with_passengers(fixes[fixes["event"].notna()], given.passengers)
    surveyed = with_surveys(lines.laid, marks)
    streets = web(given.ground["streets"], traces.plane) if "streets" in given.ground else None
    stops = found(
        surveyed, identity.variants, marks=marks, given=abroad(given.stops, naming),
        junctions=None if streets is None else junctions(lines.laid.lines, streets),
    )  # fmt: skip
    boats = {id_ for id_, by_boat in zip(identity.variants, on_water, strict=True) if by_boat}
    if boats and given.water.areas is not None:
        there, calls = landed(stops.stops, stops.calls, boats, traces.plane, given.water.areas)
        by_road = ~stops.sections["variant_id"].isin(boats)
        stops = replace(
            stops, stops=there, calls=calls,
            sections=stops.sections[by_road].reset_index(drop=True),
        )  # fmt: skip
    places = named(stops.stops, given.ground, given.epsg) if given.ground else stops.stops
    step(both("Telling times, headways and fares"))
    variants = _variants(lines, identity, stops.calls, places)
    if streets is not None:
        variants = _on_streets(variants, lines, streets)
    passed = passages(lines.laid, identity.variants, stops.calls)
    route_of = dict(zip(variants["variant_id"], variants["route_id"], strict=True))
    ridden = times(stops.calls, route_of, passed, naming.time_zone)
    bands, remarks = told_headways(
        lines, identity, given, Timed(variants, stops.calls, ridden, naming.time_zone)
    )
    paid = _fares(given, lines, identity, variants, places, stops.calls, naming.currency)
    first, last = _days(traces, rides, naming.time_zone)
    network = InformalNetwork(
        routes=_routes(variants, identity, boats), variants=variants, stops=_zoned(places, paid),
        calls=stops.calls, headways=bands, times=ridden,
        fares=informal.INFORMAL_FARES.empty() if paid is None else paid.fares,
        sections=stops.sections, pieces=_pieces(pieces, lines, identity, surveyed),
        agency=naming.agency, time_zone=naming.time_zone, first_day=first, last_day=last,
    )  # fmt: skip
    if paid is not None and paid.n_left_out:
        remarks = (*remarks, _unplaced(paid.n_left_out))
    remarks = (*remarks, *unconverted(network, naming.currency))
    remarks = (*remarks, *_said_of_boats(network.routes, given.water))
    absent = None if streets is None else (missing(lines.laid.lines, streets), streets)
    return Inferred(network, lines.laid, _told(rides, network.pieces), remarks, absent)


def _said_of_boats(routes: pd.DataFrame, water: Waters) -> Iterator[Words]:
    """Say that lines go by boat since the map says so, or that none does where water was given."""
    n = int(routes["mode"].eq(FERRY).sum())
    if n and water.is_mapped:
        yield plural(
            n,
            both("{n} line goes by boat: most of its way lies on water of the map, off its "
                 "streets. --water gives other areas."),
            both("{n} lines go by boat: most of their ways lie on water of the map, off its "
                 "streets. --water gives other areas."),
            n=str(n),
        )  # fmt: skip
    if not n and water.areas is not None and not water.is_mapped:
        yield both(
            "No line goes by boat: no way that was ridden lies mostly in the areas of water. Are "
            "they written longitude first?"
        )


def _labels(rides: pd.DataFrame) -> dict[str, str]:
    """Return what the files call the line of each ride, unless most call every ride otherwise.

    Then these are names of rides, not of lines: they would part rides of one line.
    """
    told = rides.set_index("ride_id")["label"].dropna()
    times_used = told.map(told.value_counts()).to_numpy(dtype=float)
    if len(told) and (times_used == 1).mean() > HALF:
        told = told[times_used > 1]
    return {str(ride): str(label) for ride, label in told.items()}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _variants(
    lines: Drawn, identity: Identity, calls: pd.DataFrame, stops: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Make the table of variants; their ends have the names of their first and last stops."""
    names = dict(zip(stops["stop_id"], stops["name"], strict=True))
    by = calls.groupby("variant_id")["stop_id"]
    first, last = by.first(), by.last()
    plane = lines.laid.traces.plane
    shapes = [shapely.LineString(np.column_stack(plane.degrees(line))) for line in lines.laid.lines]
    table = informal.INFORMAL_VARIANTS.typed(pd.DataFrame({
        "variant_id": identity.variants,
        "route_id": [identity.routes[number] for number in lines.laid.route],
        "direction": lines.direction,
        "origin": [names.get(first.get(id_)) for id_ in identity.variants],
        "destination": [names.get(last.get(id_)) for id_ in identity.variants],
        "number": identity.variant_numbers, "colour": identity.variant_colours,
        "text_colour": identity.variant_text_colours,
        "length_m": [float(arcs(line)[-1]) for line in lines.laid.lines],
        "n_rides": lines.n_rides, "spread_m": lines.spread, "state": lines.state,
        "geometry": gpd.GeoSeries(shapes, crs=4326),
    }))  # fmt: skip
    return gpd.GeoDataFrame(table)


def _on_streets(variants: gpd.GeoDataFrame, lines: Drawn, streets: Web) -> gpd.GeoDataFrame:
    """Say how much of each variant is on streets, and draw along them those that are surely so.

    The line that rides drew stays that of lengths, times and stops, and the shape of the others.
    """
    found = [snapped(line, streets) for line in lines.laid.lines]
    plane = lines.laid.traces.plane
    shapes = [
        shapely.LineString(np.column_stack(plane.degrees(one.line))) if one.is_sure else ridden
        for one, ridden in zip(found, variants.geometry, strict=True)
    ]
    told = variants.assign(matched=pd.array([one.matched for one in found], dtype="Float64"))
    made: gpd.GeoDataFrame = told.set_geometry(gpd.GeoSeries(shapes, index=told.index, crs=4326))
    return made


def _routes(variants: gpd.GeoDataFrame, identity: Identity, boats: set[str]) -> pd.DataFrame:
    """Make the table of lines, each with a number and a colour of its own."""
    by = variants.groupby("route_id", sort=False)
    rows = [{
        "route_id": route, "number": identity.numbers[route], "name": _ends(own),
        "mode": FERRY if own["variant_id"].isin(boats).all() else BUS,
        "colour": identity.colours[route], "text_colour": identity.text_colours[route],
        "n_rides": int(own["n_rides"].sum()),
        "state": USED if own["state"].eq(USED).any() else PROVISIONAL,
    } for route, own in by]  # fmt: skip
    return informal.INFORMAL_ROUTES.typed(
        pd.DataFrame(rows, columns=list(informal.INFORMAL_ROUTES.columns))
    )


def _ends(variants: pd.DataFrame) -> str:
    """Name a line by the ends of its most ridden variant of the first direction."""
    order = variants.sort_values(["direction", "n_rides"], ascending=[True, False])
    best = order.iloc[0]
    return f"{best['origin']} – {best['destination']}"


def _unplaced(n: int) -> Words:
    return plural(
        n,
        both("{n} payment is left out: no line serves both its places in that order, or several."),
        both("{n} payments are left out: no line serves both their places in that order, or "
             "several do."),
        n=str(n),
    )  # fmt: skip


def _with_passengers(marks: pd.DataFrame, counted: pd.DataFrame | None) -> pd.DataFrame:
    """Add passengers counted on a sheet to the marks made on board."""
    if counted is None or counted.empty:
        return marks
    rows = counted[["ride_id", "lon", "lat", "boardings", "alightings"]].assign(event="stop")
    return pd.concat([marks, rows.astype({
        name: marks[name].dtype for name in rows if name in marks
    })], ignore_index=True)  # fmt: skip


def _fares(  # noqa: PLR0917  (tables of one network)
    given: Given, lines: Drawn, identity: Identity, variants: pd.DataFrame,
    stops: gpd.GeoDataFrame, calls: pd.DataFrame, currency: str,
) -> tariffs.Fares | None:  # fmt: skip
    if given.payments is None or given.payments.empty or variants.empty:
        return None
    return tariffs.fares(
        given.payments.assign(route_id=_paid_on(given.payments, lines, identity, variants)),
        variants,
        stops[~stops["is_station"].astype(bool)],
        calls,
        currency=currency,
    )


def _paid_on(
    payments: pd.DataFrame, lines: Drawn, identity: Identity, variants: pd.DataFrame
) -> pd.Series:
    """Tell the line of each payment by its ride, else by what the sheet calls it."""
    laid, of = lines.laid, dict[str, set[str]]()
    for ride, variant in zip(laid.traces.ride_ids, laid.variant, strict=True):
        if variant >= 0:
            of.setdefault(ride, set()).add(identity.routes[laid.route[variant]])
    by_ride = {ride: min(own) for ride, own in of.items() if len(own) == 1}
    known_as = names_of_lines(variants, identity, lines.label)
    said = pd.Series(pd.NA, index=payments.index, dtype="string")
    if "label" in payments:
        said = payments["label"].str.strip().str.casefold().map(known_as).astype("string")
    if "ride_id" in payments:
        said = payments["ride_id"].map(by_ride).astype("string").fillna(said)
    return said


def _zoned(stops: gpd.GeoDataFrame, paid: tariffs.Fares | None) -> gpd.GeoDataFrame:
    if paid is None:
        return stops
    zones = stops["stop_id"].map(dict(paid.zones)).astype("string")
    return gpd.GeoDataFrame(stops.assign(zone_id=zones))


def _days(traces: Traces, rides: pd.DataFrame, zone: str) -> tuple[str, str]:
    """Return the first and the last day of the rides, empty where none has a time.

    A ride whose clock jumps tells no day.
    """
    jumped = set(rides.loc[rides["reason"].str.contains("clock").fillna(value=False).astype(bool),
                           "ride_id"])  # fmt: skip
    sure = np.repeat([ride not in jumped for ride in traces.ride_ids], np.diff(traces.indptr))
    known = traces.time[sure & np.isfinite(traces.time)]
    if not len(known):
        return "", ""
    ends = pd.to_datetime([known.min(), known.max()], unit="s", utc=True).tz_convert(zone or "UTC")
    return str(ends[0].date()), str(ends[1].date())


def _pieces(pieces: pd.DataFrame, lines: Drawn, identity: Identity, surveyed: Laid) -> pd.DataFrame:
    """Say of every stretch which variant it shows, and what limits it."""
    made = pieces.reset_index(drop=True).copy()
    rows = np.flatnonzero(made["state"].ne(SET_ASIDE).to_numpy(dtype=bool))
    variant = lines.laid.variant
    shown = [identity.variants[number] if number >= 0 else None for number in variant]
    made["variant_id"] = pd.array([None] * len(made), dtype="string")
    made.loc[rows, "variant_id"] = pd.array(shown, dtype="string")
    left = np.diff(lines.laid.traces.indptr)
    for rank, row in enumerate(rows):
        codes = _text(made.at[row, "reason"]).split()
        codes += [code for code in (lines.limits[rank],) if code]
        codes += ["around_home"] if left[rank] == 0 else []
        codes += ["no_line"] if variant[rank] < 0 and left[rank] else []
        made.at[row, "reason"] = " ".join(codes) or None
        made.at[row, "state"] = state(codes)
    n = len(lines.laid.traces.ride_ids)
    for ride, number in zip(surveyed.traces.ride_ids[n:], surveyed.variant[n:], strict=True):
        own = made["ride_id"].eq(ride)
        codes = [*_limits(made.loc[own, "reason"], USED, PROVISIONAL), "marks_only"]
        made.loc[own, ["variant_id", "state", "reason"]] = [
            identity.variants[number], state(codes), " ".join(dict.fromkeys(codes)),
        ]  # fmt: skip
    return informal.INFORMAL_PIECES.typed(made)


def _told(rides: pd.DataFrame, pieces: pd.DataFrame) -> pd.DataFrame:
    """Give each ride the best state of its pieces, and what limits those of that state.

    What sets another piece aside is told of that piece alone: a ride that is used did ride.
    """
    order = (SET_ASIDE, PROVISIONAL, USED)
    made = rides.copy()
    rank = pieces["state"].map({one: k for k, one in enumerate(order)})
    best = rank.groupby(pieces["ride_id"]).max()
    reasons = pieces.groupby("ride_id")["reason"].agg(list)
    for row, ride in zip(made.index, made["ride_id"], strict=True):
        if ride not in best.index:
            continue
        could = order[int(best[ride]) :]
        codes = list(dict.fromkeys(_limits([made.at[row, "reason"], *reasons[ride]], *could)))
        made.at[row, "state"] = state(codes)
        made.at[row, "reason"] = " ".join(codes) or None
    return made


def _limits(reasons: Iterable[object], *states: str) -> list[str]:
    """List the codes of some reasons that lead to one of these states."""
    return [code for one in reasons for code in _text(one).split() if STATES[code] in states]
