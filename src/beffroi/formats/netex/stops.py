"""Stops (NETEX_ARRET): a place for each station, or for each stop that has none, and its quays."""

from collections.abc import Iterator

import pandas as pd

from beffroi.formats.netex.identities import Identities
from beffroi.formats.netex.nodes import Node, node
from beffroi.formats.netex.words import STOP, Translations, alternatives, translations
from beffroi.territory.informal import FERRY
from beffroi.territory.informal_plan import Plan

DECIMALS = 6
BUS, WATER = "bus", "water"


def place(lon: float, lat: float) -> Node:
    """Write a point in WGS 84."""
    return node("Location", [
        node("Longitude", f"{lon:.{DECIMALS}f}"), node("Latitude", f"{lat:.{DECIMALS}f}"),
    ])  # fmt: skip


def stop_places(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write the places, then their quays."""
    stops = plan.stops.set_index("stop_id")
    home = homes(plan)
    modes, said = _modes(plan, home), translations(plan)
    for name in dict.fromkeys(home.values()):
        quays = [quay for quay, own in home.items() if own == name]
        yield _place(stops.loc[name], quays, modes.get(name, BUS), ids, said)
    for name, own in home.items():
        row = stops.loc[name]
        yield ids.object("Quay", name, [
            *alternatives(said, STOP, str(row["name"]), f"quay-{name}", ids),
            node("Name", str(row["name"])),
            node("Centroid", [place(row["geometry"].x, row["geometry"].y)]),
            ids.ref("StopPlace", own, named="SiteRef"),
            node("TransportMode", modes.get(own, BUS)),
        ])  # fmt: skip


def homes(plan: Plan) -> dict[str, str]:
    """Find the place of each quay: its station, or the place of its own."""
    stops = plan.stops
    is_station = stops["is_station"].fillna(value=False).astype(bool)
    stations = set(stops.loc[is_station, "stop_id"])
    quays = stops[~is_station]
    return {
        str(stop): str(station) if station in stations else str(stop)
        for stop, station in zip(quays["stop_id"], quays["station"], strict=True)
    }


def _place(
    row: pd.Series, quays: list[str], mode: str, ids: Identities, said: Translations
) -> Node:
    zone, name = row["time_zone"], str(row.name)
    known = [] if pd.isna(zone) else [node("Locale", [node("TimeZone", str(zone))])]
    return ids.object("StopPlace", name, [
        *alternatives(said, STOP, str(row["name"]), f"place-{name}", ids),
        node("Name", str(row["name"])),
        node("Centroid", [place(row["geometry"].x, row["geometry"].y)]),
        *known,
        node("TransportMode", mode),
        node("StopPlaceType", "ferryStop" if mode == WATER else "onstreetBus"),
        node("quays", [ids.ref("Quay", quay) for quay in quays]),
    ])  # fmt: skip


def _modes(plan: Plan, home: dict[str, str]) -> dict[str, str]:
    """Find the mode of each place: by water where only pirogues call there."""
    of_route = dict(zip(plan.routes["route_id"], plan.routes["mode"], strict=True))
    found: dict[str, set[str]] = {}
    for variant in plan.variants:
        for stop in variant.stop_ids:
            found.setdefault(home[stop], set()).add(of_route[variant.route_id])
    return {name: WATER if modes == {FERRY} else BUS for name, modes in found.items()}
