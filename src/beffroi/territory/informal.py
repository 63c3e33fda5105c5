"""The tables of an informal network: what rides show of its lines, and how sure each thing is."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from beffroi.territory.table import Column, Table

INFERRED, GIVEN, TERMINAL, LANDING = "inferred", "given", "terminal", "landing"
"""Where a stop comes from: halts of rides; a table that was given; ends of rides; ends on water."""
BUS, FERRY = "bus", "ferry"
"""Modes: by road; by water."""

INFORMAL_ROUTES = Table(
    "informal_routes",
    "A line: variants that share a terminal and most of their way.",
    {
        "route_id": Column("string", "the line", optional=False),
        "number": Column("string", "public number, distinct", optional=False),
        "name": Column("string", "its ends, or what the files call it"),
        "mode": Column("string", "`bus` or `ferry`", optional=False),
        "colour": Column("string", "RRGGBB, distinct", optional=False),
        "text_colour": Column("string", "RRGGBB, readable on the colour", optional=False),
        "n_rides": Column("Int64", "rides it rests on [ride]", optional=False, least=0),
        "state": Column("string", "`used`, or `provisional` where all its variants are",
                        optional=False),
    },
)  # fmt: skip
INFORMAL_VARIANTS = Table(
    "informal_variants",
    "A way that a line takes in one direction, with its shape in WGS 84.",
    {
        "variant_id": Column("string", "the variant", optional=False),
        "route_id": Column("string", "its line", optional=False),
        "direction": Column("Int64", "0 or 1, opposite ways of one line", optional=False, least=0),
        "origin": Column("string", "name of its first stop"),
        "destination": Column("string", "name of its last stop"),
        "number": Column("string", "public number, distinct: its line's, with a letter where the "
                         "line has several; both directions share it; missing: its line's"),
        "colour": Column("string", "RRGGBB, distinct as its number is"),
        "text_colour": Column("string", "RRGGBB, readable on the colour"),
        "length_m": Column("Float64", "length of its shape [m]", optional=False, least=0),
        "n_rides": Column("Int64", "rides it rests on [ride]", optional=False, least=0),
        "spread_m": Column("Float64", "mean distance of its rides from its shape [m]", least=0),
        "matched": Column("Float64", "share of its length on streets of the map; missing where "
                          "no map was given [0-1]", least=0),
        "state": Column("string", "`used`, or `provisional` where fewer than two rides show it",
                        optional=False),
        "geometry": Column("geometry", "its shape, a LineString, WGS 84", optional=False),
    },
)  # fmt: skip
INFORMAL_STOPS = Table(
    "informal_stops",
    "A place where vehicles halt for passengers, in one direction; or the station of several.",
    {
        "stop_id": Column("string", "the stop", optional=False),
        "name": Column("string", "its name", optional=False),
        "name_source": Column("string", "what the name is of: `given`, `place`, `landmark`, "
                              "`crossing`, `street` or `number`", optional=False),
        "station": Column("string", "the station (a row of this table) that it is part of"),
        "is_station": Column("boolean", "whether the row is a station", optional=False),
        "source": Column("string", "`inferred`, `given`, `terminal` or `landing`", optional=False),
        "probability": Column("Float64", "that it is a stop, by the model [0-1]", least=0),
        "n_passes": Column("Int64", "rides that passed it [ride]", least=0),
        "n_halts": Column("Int64", "of them, rides that halted [ride]", least=0),
        "error_m": Column("Float64", "standard error of its place along the line [m]", least=0),
        "time_zone": Column("string", "IANA zone, where it is not that of the network"),
        "currency": Column("string", "ISO 4217, where passengers pay there in another one than "
                           "that of the network's prices"),
        "zone_id": Column("string", "its fare zone, where fares go by zones"),
        "geometry": Column("geometry", "a Point, WGS 84", optional=False),
    },
)  # fmt: skip
INFORMAL_CALLS = Table(
    "informal_calls",
    "A stop of a variant, in the order of travel.",
    {
        "call_id": Column("string", "variant and rank", optional=False),
        "variant_id": Column("string", "the variant", optional=False),
        "rank": Column("Int64", "from 0, in the order of travel", optional=False, least=0),
        "stop_id": Column("string", "the stop", optional=False),
        "along_m": Column("Float64", "length of the shape up to it, rising strictly [m]",
                          optional=False, least=0),
        "probability": Column("Float64", "that this variant stops there [0-1]", least=0),
        "n_passes": Column("Int64", "rides of the variant that passed it [ride]", least=0),
        "n_halts": Column("Int64", "of them, rides that halted [ride]", least=0),
        "dwell_s": Column("Float64", "median time stood by those that halt [s]", least=0),
        "boardings": Column("Float64", "passengers who get on, mean of the rides counted [person]",
                            least=0),
        "alightings": Column("Float64", "passengers who get off, mean of the rides counted "
                             "[person]", least=0),
    },
)  # fmt: skip
NARROW, MIDDLING = 0.5, 1.0
"""Width of the interval of a headway over itself, up to which it is sure, and fairly so. [1]"""
INFORMAL_HEADWAYS = Table(
    "informal_headways",
    "How often a variant leaves in a part of a kind of day; bands of one variant never overlap.",
    {
        "band_id": Column("string", "variant, days and begin", optional=False),
        "variant_id": Column("string", "the variant", optional=False),
        "days": Column("string", "`weekday`, `saturday` or `sunday`", optional=False),
        "begins_s": Column("Float64", "begin of the band, since midnight [s]", optional=False,
                           least=0),
        "ends_s": Column("Float64", "its end, which may pass midnight [s]", optional=False,
                         least=0),
        "headway_s": Column("Float64", "mean time between departures; missing where unknown [s]",
                            least=0),
        "low_s": Column("Float64", "lower bound at 90 % [s]", least=0),
        "high_s": Column("Float64", "upper bound at 90 % [s]", least=0),
        "variation": Column("Float64", "standard deviation of headways over their mean", least=0),
        "wait_s": Column("Float64", "expected wait E[H²]/2E[H] of who comes by chance [s]",
                         least=0),
        "n_departures": Column("Int64", "departures seen [departure]", optional=False, least=0),
        "watched_s": Column("Float64", "time during which departures would have been seen [s]",
                            least=0),
        "method": Column("string", "`terminal_counts`, `moving_observer`, `waits` or `cycle`; "
                         "missing where unknown"),
    },
)  # fmt: skip
INFORMAL_TIMES = Table(
    "informal_times",
    "How long a variant rides from one stop to the next in a part of the day.",
    {
        "time_id": Column("string", "variant, rank and begin", optional=False),
        "variant_id": Column("string", "the variant", optional=False),
        "rank": Column("Int64", "rank of the call it starts from", optional=False, least=0),
        "begins_s": Column("Float64", "begin of the band, since midnight [s]", optional=False,
                           least=0),
        "ends_s": Column("Float64", "its end [s]", optional=False, least=0),
        "seconds": Column("Float64", "median running time, the stay at the stop left out [s]",
                          least=0),
        "low_s": Column("Float64", "lower bound at 90 % [s]", least=0),
        "high_s": Column("Float64", "upper bound at 90 % [s]", least=0),
        "n_rides": Column("Int64", "rides it rests on [ride]", optional=False, least=0),
    },
)  # fmt: skip
INFORMAL_FARES = Table(
    "informal_fares",
    "A price of a line, everywhere or between two zones.",
    {
        "fare_id": Column("string", "line and zones", optional=False),
        "route_id": Column("string", "the line; missing where the price is that of all lines"),
        "from_zone": Column("string", "zone of boarding; missing where it does not count"),
        "to_zone": Column("string", "zone of alighting; missing where it does not count"),
        "price": Column("Float64", "price of a ride [currency]", optional=False, least=0),
        "currency": Column("string", "ISO 4217", optional=False),
        "model": Column("string", "`flat`, `distance` or `zones`", optional=False),
        "n_payments": Column("Int64", "payments it rests on [payment]", optional=False, least=0),
        "agreement": Column("Float64", "share of them that are exactly it [0-1]", least=0),
    },
)  # fmt: skip
INFORMAL_SECTIONS = Table(
    "informal_sections",
    "A stretch of a variant, and how much of it is hail and ride.",
    {
        "section_id": Column("string", "variant and rank", optional=False),
        "variant_id": Column("string", "the variant", optional=False),
        "begins_m": Column("Float64", "begin along the shape [m]", optional=False, least=0),
        "ends_m": Column("Float64", "end along the shape [m]", optional=False, least=0),
        "hailed": Column("Float64", "share of boardings (of halts, where nobody counted) more "
                         "than 50 m from any stop; missing where none was seen [0-1]", least=0),
        "n_seen": Column("Int64", "boardings or halts it rests on", optional=False, least=0),
        "is_counted": Column("boolean", "whether it rests on boardings that somebody counted; else "
                             "on halts, those at red lights included"),
    },
)  # fmt: skip
INFORMAL_PIECES = Table(
    "informal_pieces",
    "A stretch of a ride in one direction, and what became of it: nothing is left out.",
    {
        "piece_id": Column("string", "ride and rank", optional=False),
        "ride_id": Column("string", "the ride", optional=False),
        "begins_s": Column("Float64", "time of its first fix, since 1970 [s]"),
        "ends_s": Column("Float64", "time of its last fix, since 1970 [s]"),
        "n_fixes": Column("Int64", "fixes kept [fix]", optional=False, least=0),
        "length_m": Column("Float64", "length ridden [m]", least=0),
        "variant_id": Column("string", "the variant that it shows; missing where none"),
        "state": Column("string", "`used`, `provisional` or `set_aside`", optional=False),
        "reason": Column("string", "codes of what limits it, parted by spaces"),
    },
)  # fmt: skip
INFORMAL_TABLES = (
    INFORMAL_ROUTES, INFORMAL_VARIANTS, INFORMAL_STOPS, INFORMAL_CALLS, INFORMAL_HEADWAYS,
    INFORMAL_TIMES, INFORMAL_FARES, INFORMAL_SECTIONS, INFORMAL_PIECES,
)  # fmt: skip


WORN = ("number", "colour", "text_colour")
"""What tells lines, and variants, apart for the public."""


def worn(variants: pd.DataFrame, routes: pd.DataFrame) -> pd.DataFrame:
    """Give variants their number and colours; where one lacks its own, those of its line.

    Parameters
    ----------
    variants, routes
        Rows of `INFORMAL_VARIANTS` and of `INFORMAL_ROUTES`, every line of the ones in the others.

    Returns
    -------
    `number`, `colour` and `text_colour`, none missing, under the index of the variants.
    """
    of_line = routes.set_index("route_id")[list(WORN)]
    own = variants[list(WORN)]
    lines: pd.DataFrame = of_line.reindex(variants["route_id"]).set_axis(own.index)
    return own.where(own.notna().all(axis="columns"), lines)


def sureness(value: float | None, low: float | None, high: float | None) -> str:
    """Class a headway by the width of its interval over itself.

    Returns
    -------
    ``sure`` up to `NARROW`, ``likely`` up to `MIDDLING`, ``doubtful`` beyond; ``unknown`` where it
    or one of its bounds is missing.

    Examples
    --------
    >>> [sureness(600.0, 600.0 - half, 600.0 + half) for half in (100.0, 250.0, 400.0)]
    ['sure', 'likely', 'doubtful']
    """
    if pd.isna(value) or pd.isna(low) or pd.isna(high):
        return "unknown"
    width = (high - low) / value
    return "sure" if width <= NARROW else "likely" if width <= MIDDLING else "doubtful"


def counted(sections: pd.DataFrame) -> "pd.Series[bool]":
    """Tell on which rows of `INFORMAL_SECTIONS` somebody counted who gets on."""
    return sections["is_counted"].fillna(value=False).astype(bool)


@dataclass(frozen=True, slots=True, eq=False)
class InformalNetwork:
    """A network as rides show it, ready to be published, drawn or regulated.

    Attributes
    ----------
    routes, variants, stops, calls, headways, times, fares, sections, pieces
        Rows of the tables of this module, in the order of their keys' lines.
    agency
        Who stands for the network, as its pages and feeds name it.
    time_zone
        IANA zone of its clock.
    first_day, last_day
        Days of the first and last ride, ``YYYY-MM-DD``; empty where no ride has a time.
    """

    routes: pd.DataFrame
    variants: gpd.GeoDataFrame
    stops: gpd.GeoDataFrame
    calls: pd.DataFrame
    headways: pd.DataFrame
    times: pd.DataFrame
    fares: pd.DataFrame
    sections: pd.DataFrame
    pieces: pd.DataFrame
    agency: str
    time_zone: str
    first_day: str = ""
    last_day: str = ""
