"""The tables of a feed, in one of four profiles, each for those who read it."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from beffroi.engines.informal.publishing.booked import with_booked
from beffroi.engines.informal.publishing.fares import fare_tables
from beffroi.engines.informal.publishing.frames import framed, rows
from beffroi.engines.informal.publishing.trips import trip_tables
from beffroi.engines.informal.publishing.virtual import virtual
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words
from beffroi.territory.informal import FERRY
from beffroi.territory.informal_plan import DAYS, WEEK, Plan

CANONICAL, VIRTUAL_STOPS, EXPANDED, FLEX = "canonical", "virtual-stops", "expanded", "flex"
PROFILES: Mapping[str, Words] = MappingProxyType({
    CANONICAL: Words(
        fr="ce qui est su, tel que c’est su : fréquences par tranche horaire, arrêt à la demande "
        "là où les montées se font hors des arrêts",
        en="what is known, as it is known: frequencies by band, hail and ride where people get on "
        "away from stops",
    ),
    VIRTUAL_STOPS: Words(
        fr="pour OpenTripPlanner et MOTIS, qui ne calculent pas d’itinéraire par l’arrêt à la "
        "demande : un arrêt tous les 100 à 150 m là où l’on hèle",
        en="for OpenTripPlanner and MOTIS, which do not route continuous stops: a stop every 100 "
        "to 150 m where vehicles are hailed",
    ),
    EXPANDED: Words(
        fr="pour les logiciels qui ignorent les fréquences : une course par départ, horaires "
        "donnés comme approchés",
        en="for software that knows no frequencies: a trip for each departure, its times said to "
        "be approximate",
    ),
    FLEX: Words(
        fr="le profil canonique et, s’ils sont décrits, les services réservés par téléphone : un "
        "véhicule que l’on hèle n’est pas un service Flex",
        en="the canonical profile and, where described, the services booked by phone: a vehicle "
        "that is hailed is no Flex service",
    ),
})  # fmt: skip
"""What each profile is for."""
ROAD, WATER = 3, 4
STATION = 1
AGENCY = "1"
Tables = dict[str, pd.DataFrame]


def feed(plan: Plan, profile: str, booked: Mapping[str, pd.DataFrame] | None = None) -> Tables:
    """Write a network as the tables of a GTFS feed.

    Parameters
    ----------
    plan
        What is published, with one variant or more.
    profile
        A key of `PROFILES`.
    booked
        For the profile ``flex``, tables of the services that are booked by phone, as
        `formats.gtfs.flex` makes them. A vehicle that is hailed is not one: without any, the
        profile says what the canonical one says.

    Returns
    -------
    Tables as `formats.gtfs` reads and writes them: times in seconds, days ISO 8601.

    Raises
    ------
    SettingsError
        If the profile is none of the four, or nothing of the network can be published.

    References
    ----------
    GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/.
    """
    if profile not in PROFILES:
        raise SettingsError(
            "Profile {profile} is unknown; there are {known}.",
            profile=profile, known=", ".join(PROFILES),
        )  # fmt: skip
    if not plan.variants:
        raise SettingsError(
            "Nothing of this network can be published: of no line are stops, headway and running "
            "times known. See what is left out, and why; the town may state its own (assumed)."
        )
    plan = virtual(plan) if profile == VIRTUAL_STOPS else plan
    hailed = profile != VIRTUAL_STOPS
    tables = {
        "agency": _agency(plan),
        "stops": _stops(plan),
        "routes": _routes(plan),
        **trip_tables(plan, expanded=profile == EXPANDED, hailed=hailed),
        "calendar": _calendar(plan),
        **fare_tables(plan),
        "shapes": _shapes(plan),
        "feed_info": _feed_info(plan),
        "attributions": _attributions(plan),
    }
    return with_booked(tables, booked) if profile == FLEX and booked else tables


def _agency(plan: Plan) -> pd.DataFrame:
    who = plan.publisher
    return rows([{
        "agency_id": AGENCY, "agency_name": plan.agency, "agency_url": who.url,
        "agency_timezone": plan.time_zone, "agency_lang": who.language,
        "agency_phone": who.phone or None, "agency_email": who.email or None,
    }])  # fmt: skip


def _stops(plan: Plan) -> pd.DataFrame:
    stops = plan.stops
    is_station = stops["is_station"].fillna(value=False).astype(bool)
    stations = set(stops.loc[is_station, "stop_id"])
    parent = stops["station"].where(stops["station"].isin(stations) & ~is_station)
    zone = stops["time_zone"].where(stops["time_zone"] != plan.time_zone)
    return framed({
        "stop_id": stops["stop_id"], "stop_name": stops["name"],
        "stop_lat": np.round(stops.geometry.y, 6), "stop_lon": np.round(stops.geometry.x, 6),
        "location_type": np.where(is_station, STATION, 0), "parent_station": parent,
        "stop_timezone": zone.where(parent.isna()),
    })  # fmt: skip


def _routes(plan: Plan) -> pd.DataFrame:
    routes = plan.routes
    names = zip(routes["number"], routes["name"], strict=True)
    return framed({
        "route_id": routes["route_id"], "agency_id": AGENCY,
        "route_short_name": routes["number"],
        "route_long_name": [_long_name(number, name) for number, name in names],
        "route_type": np.where(routes["mode"] == FERRY, WATER, ROAD),
        "route_color": routes["colour"], "route_text_color": routes["text_colour"],
        "route_sort_order": np.arange(len(routes)),
    })  # fmt: skip


def _long_name(number: str, name: object) -> str | None:
    """Leave the number out of the long name, as the reference asks."""
    if pd.isna(name):  # type: ignore[call-overload]
        return None
    words = str(name)
    if words.lower().startswith(str(number).lower()):
        words = words[len(str(number)) :].lstrip(" :–—-/.")
    return words or None


def _calendar(plan: Plan) -> pd.DataFrame:
    used = {run.days for variant in plan.variants for run in variant.runs}
    return rows(
        {"service_id": days}
        | {day: int(day in of_week) for day in WEEK}
        | {"start_date": plan.begin, "end_date": plan.end}
        for days, of_week in DAYS.items() if days in used
    )  # fmt: skip


def _shapes(plan: Plan) -> pd.DataFrame:
    lengths = [len(variant.shape) for variant in plan.variants]
    places = np.concatenate([variant.shape for variant in plan.variants])
    names = np.array([variant.variant_id for variant in plan.variants], dtype=object)
    return framed({
        "shape_id": np.repeat(names, lengths),
        "shape_pt_lat": places[:, 1], "shape_pt_lon": places[:, 0],
        "shape_pt_sequence": np.concatenate([np.arange(n) for n in lengths]),
        "shape_dist_traveled": np.concatenate([v.distances for v in plan.variants]),
    })  # fmt: skip


def _feed_info(plan: Plan) -> pd.DataFrame:
    who = plan.publisher
    return rows([{
        "feed_publisher_name": who.name, "feed_publisher_url": who.url,
        "feed_lang": who.language, "feed_start_date": plan.begin, "feed_end_date": plan.end,
        "feed_version": plan.version, "feed_contact_email": who.email or None,
        "feed_contact_url": who.url,
    }])  # fmt: skip


def _attributions(plan: Plan) -> pd.DataFrame:
    who = plan.publisher
    return rows([{
        "attribution_id": "1", "organization_name": who.name, "is_producer": 1,
        "attribution_url": who.url, "attribution_email": who.email or None,
        "attribution_phone": who.phone or None,
    }])  # fmt: skip
