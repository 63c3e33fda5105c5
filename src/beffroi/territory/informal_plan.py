"""What is published of an informal network: lines, stops and times that can be stated."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
WEEKDAY, SATURDAY, SUNDAY = "weekday", "saturday", "sunday"
KINDS_OF_DAYS = (WEEKDAY, SATURDAY, SUNDAY)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {WEEKDAY: WEEK[:5], SATURDAY: (WEEK[5],), SUNDAY: (WEEK[6],)}
"""Days of the week of each kind of day."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for what is published.

    Attributes
    ----------
    name
        Its name, as its pages write it.
    url
        Its page, ``https://…``: whoever uses the data finds there whom to ask.
    email, phone
        Where it answers; empty if it gives none.
    language
        IETF code of the language of names.
    """

    name: str
    url: str
    email: str = ""
    phone: str = ""
    language: str = "fr"


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """How a variant rides in some bands of a kind of day.

    Attributes
    ----------
    days
        ``weekday``, ``saturday`` or ``sunday``.
    arrivals, departures : (n_stops,)
        Whole seconds since it left its first stop, rising; both are 0 at the first. [s]
    bands : (n_bands, 3)
        Begin and end since midnight, and mean headway > 0; they never overlap. [s]
    """

    days: str
    arrivals: Whole
    departures: Whole
    bands: Whole


@dataclass(frozen=True, slots=True, eq=False)
class PlannedVariant:
    """A variant as it is published.

    Attributes
    ----------
    variant_id, route_id
        Identifiers of ASCII letters, the same in every format.
    direction
        0 or 1.
    origin, destination
        Names of its ends.
    shape : (n_points, 2)
        Longitudes and latitudes, rounded as published. [°]
    distances : (n_points,)
        Length along the shape, 0 at first and rising strictly. [m]
    stop_ids : (n_stops,)
        Its stops, two or more.
    along : (n_stops,)
        Length along the shape to each, rising strictly. [m]
    hailed : (n_stops - 1,)
        Share of boardings away from stops between a stop and the next; NaN where unknown. [1]
    runs
        When it runs; one or more.
    number, colour, text_colour
        Its public number, shared by both directions, its colour and that of the text on it,
        RRGGBB; empty where those of its line stand for them.
    """

    variant_id: str
    route_id: str
    direction: int
    origin: str
    destination: str
    shape: Floats
    distances: Floats
    stop_ids: tuple[str, ...]
    along: Floats
    hailed: Floats
    runs: tuple[Run, ...]
    number: str = ""
    colour: str = ""
    text_colour: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A network ready to be written, in any format, under the same identifiers.

    Attributes
    ----------
    routes
        Rows of `INFORMAL_ROUTES` that have a variant.
    variants
        What is published, in the order of the network.
    stops
        Rows of `INFORMAL_STOPS` that are served, and their stations.
    fares
        Rows of `INFORMAL_FARES` of these routes.
    agency
        Who stands for the network.
    time_zone
        IANA zone.
    publisher
        Who answers for it.
    begin, end
        First and last day for which it is stated, ISO 8601.
    version
        What tells this edition from others.
    bikes
        Whether bikes are taken on board; None where nobody knows.
    hail_some, hail_free
        Share of boardings away from stops from which one may ask to halt, and from which halting
        anywhere is the rule. [1]
    words
        Names in other languages, by value: `table_name`, `field_name`, `language`, `translation`
        and `field_value`, as `translations.txt` of GTFS has them; None where there are none.
    """

    routes: pd.DataFrame
    variants: tuple[PlannedVariant, ...]
    stops: gpd.GeoDataFrame
    fares: pd.DataFrame
    agency: str
    time_zone: str
    publisher: Publisher
    begin: str
    end: str
    version: str
    bikes: bool | None
    hail_some: float
    hail_free: float
    words: pd.DataFrame | None = None
