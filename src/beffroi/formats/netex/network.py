"""The network: lines and their ways (NETEX_LIGNE), what is served along them (NETEX_RESEAU)."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.formats.netex.identities import Identities
from beffroi.formats.netex.nodes import Node, node
from beffroi.formats.netex.shared import AUTHORITY, OPERATOR
from beffroi.formats.netex.stops import BUS, DECIMALS, WATER, homes, place
from beffroi.formats.netex.words import (
    DESTINATION,
    LINE,
    STOP,
    Translations,
    alternatives,
    translations,
)
from beffroi.territory.informal import FERRY
from beffroi.territory.informal_plan import Plan, PlannedVariant

DIRECTIONS = ("outbound", "inbound")
CRS = "EPSG:4326"
Bools = npt.NDArray[np.bool_]


def lines_and_routes(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write the network, its lines, and the way of each variant as a route, point by point.

    A line on which vehicles are hailed between stops is a flexible line of hail-and-ride sections.
    """
    own, said = kinds(plan), translations(plan)
    yield ids.object("Network", "network", [
        node("Name", plan.agency),
        node("members", [
            ids.ref(tag, route) for route, tag in own.items()
        ]),
        ids.ref("Authority", AUTHORITY),
    ])  # fmt: skip
    for _, row in plan.routes.iterrows():
        yield _line(row, own[row["route_id"]], ids, said)
    for variant in plan.variants:
        yield from _points(variant, ids)
        yield from _links(variant, ids)
        yield _route(
            variant, own[variant.route_id], ids, hailed=bool(_is_hailed(variant, plan).any())
        )


def kinds(plan: Plan) -> dict[str, str]:
    """Tell the class of each line: flexible if vehicles are hailed on one of its variants."""
    hailed = {v.route_id for v in plan.variants if _is_hailed(v, plan).any()}
    routes = map(str, plan.routes["route_id"])
    return {route: "FlexibleLine" if route in hailed else "Line" for route in routes}


def _line(row: pd.Series, tag: str, ids: Identities, said: Translations) -> Node:
    name = row["number"] if pd.isna(row["name"]) else row["name"]
    flexible = [node("FlexibleLineType", "hailAndRideSections")] if tag == "FlexibleLine" else []
    return ids.object(tag, str(row["route_id"]), [
        *alternatives(said, LINE, str(name), f"line-{row['route_id']}", ids),
        node("Name", str(name)),
        node("TransportMode", WATER if row["mode"] == FERRY else BUS),
        node("PublicCode", str(row["number"])),
        ids.ref("Operator", OPERATOR),
        node("Presentation", [
            node("Colour", str(row["colour"])), node("TextColour", str(row["text_colour"])),
        ]),
        *flexible,
    ])  # fmt: skip


def _name(variant: PlannedVariant) -> list[Node]:
    """Call a way by its public number, where it has one of its own: a route has no public code."""
    return [node("Name", variant.number)] if variant.number else []


def _rank(variant: PlannedVariant, rank: int) -> str:
    return f"{variant.variant_id}-{rank}"


def _points(variant: PlannedVariant, ids: Identities) -> Iterator[Node]:
    lon, lat = (np.interp(variant.along, variant.distances, variant.shape[:, i]) for i in range(2))
    for rank in range(len(variant.stop_ids)):
        yield ids.object("RoutePoint", _rank(variant, rank), [place(lon[rank], lat[rank])])


def _links(variant: PlannedVariant, ids: Identities) -> Iterator[Node]:
    for rank in range(len(variant.stop_ids) - 1):
        name = _rank(variant, rank)
        metres = variant.along[rank + 1] - variant.along[rank]
        yield ids.object("RouteLink", name, [
            node("Distance", f"{metres:.2f}"),
            node("gml:LineString", [node("gml:posList", _positions(variant, rank))],
                 gml__id=f"{ids.codespace}.{name}", srsName=CRS),
            ids.ref("RoutePoint", name, named="FromPointRef"),
            ids.ref("RoutePoint", _rank(variant, rank + 1), named="ToPointRef"),
        ])  # fmt: skip


def _positions(variant: PlannedVariant, rank: int) -> str:
    """Write the shape between two stops: latitudes and longitudes in turn, as the EPSG has them."""
    begin, end = variant.along[rank], variant.along[rank + 1]
    inside = variant.distances[(variant.distances > begin) & (variant.distances < end)]
    where = np.concatenate([[begin], inside, [end]])
    lon, lat = (np.interp(where, variant.distances, variant.shape[:, i]) for i in range(2))
    pairs = np.column_stack([lat, lon]).ravel()
    return " ".join(f"{degree:.{DECIMALS}f}" for degree in pairs)


def _route(variant: PlannedVariant, tag: str, ids: Identities, *, hailed: bool) -> Node:
    n = len(variant.stop_ids)
    points = [
        ids.object(
            "PointOnRoute",
            _rank(variant, rank),
            [ids.ref("RoutePoint", _rank(variant, rank))]
            + (
                [ids.ref("RouteLink", _rank(variant, rank), named="OnwardRouteLinkRef")]
                if rank < n - 1
                else []
            ),
            order=str(rank + 1),
        )
        for rank in range(n)
    ]
    kind = [node("FlexibleRouteType", "hailAndRideSections")] if hailed else []
    return ids.object("FlexibleRoute" if hailed else "Route", variant.variant_id, [
        *_name(variant),
        ids.ref(tag, variant.route_id),
        node("DirectionType", DIRECTIONS[variant.direction]),
        node("pointsInSequence", points),
        *kind,
    ])  # fmt: skip


def patterns(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write where passengers are taken: stop points, their quays, patterns, hail and ride."""
    stops, said = plan.stops.set_index("stop_id"), translations(plan)
    for order, (quay, home) in enumerate(homes(plan).items(), start=1):
        row = stops.loc[quay]
        yield ids.object("ScheduledStopPoint", quay, [
            *alternatives(said, STOP, str(row["name"]), f"point-{quay}", ids),
            node("Name", str(row["name"])), place(row["geometry"].x, row["geometry"].y),
        ])  # fmt: skip
        yield ids.object("PassengerStopAssignment", quay, [
            ids.ref("ScheduledStopPoint", quay), ids.ref("StopPlace", home),
            ids.ref("Quay", quay),
        ], order=str(order))  # fmt: skip
    names = dict(zip(plan.stops["stop_id"], plan.stops["name"], strict=True))
    for variant in plan.variants:
        name = variant.destination or str(names[variant.stop_ids[-1]])
        yield ids.object("DestinationDisplay", variant.variant_id, [
            *alternatives(said, DESTINATION, name, f"to-{variant.variant_id}", ids,
                          attribute="FrontText"),
            node("FrontText", name),
        ])  # fmt: skip
        yield _pattern(variant, ids, hailed=bool(_is_hailed(variant, plan).any()))


def hailed_links(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write the stretches on which vehicles are hailed."""
    for variant in plan.variants:
        for rank in np.flatnonzero(_is_hailed(variant, plan)):
            name = _rank(variant, int(rank))
            yield ids.object("FlexibleLinkProperties", name, [
                ids.ref("RouteLink", name), node("FlexibleLinkType", "hailAndRide"),
            ])  # fmt: skip


def _is_hailed(variant: PlannedVariant, plan: Plan) -> Bools:
    return variant.hailed >= plan.hail_some


def _pattern(variant: PlannedVariant, ids: Identities, *, hailed: bool) -> Node:
    points = [
        ids.object("StopPointInJourneyPattern", _rank(variant, rank), [
            ids.ref("ScheduledStopPoint", stop),
        ], order=str(rank + 1))
        for rank, stop in enumerate(variant.stop_ids)
    ]  # fmt: skip
    return ids.object("ServiceJourneyPattern", variant.variant_id, [
        *_name(variant),
        ids.ref("FlexibleRoute" if hailed else "Route", variant.variant_id, named="RouteRef"),
        ids.ref("DestinationDisplay", variant.variant_id),
        node("pointsInSequence", points),
        node("ServiceJourneyPatternType", "passenger"),
    ])  # fmt: skip
