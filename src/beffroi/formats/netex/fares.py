"""Fares (NETEX_TARIF): a price of lines, everywhere or from a zone to another, paid on board."""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from beffroi.formats.netex.identities import Identities
from beffroi.formats.netex.network import kinds
from beffroi.formats.netex.nodes import Node, node
from beffroi.territory.informal_plan import Plan

FLAT, BETWEEN = "flat", "zoneToZone"
TABLE = "on-board"
Ends = tuple[str, str]


def fares(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write the prices of a plan: zones, pairs of zones, what is paid for, a table of amounts.

    A price that does not name its line is that of the lines that have none of their own; a price
    between zones that no published stop is in says nothing, and is not written.

    References
    ----------
    NeTEx, part 3 (CEN/TS 16614-3); Profil France, part on fares, its examples: amounts are cells
    of a fare table, each for a fare structure element that says where it holds.
    """
    prices = _said(plan)
    if not len(prices):
        return
    places = _names(plan)
    pairs = dict.fromkeys(_ends(row) for row in prices.itertuples() if any(_ends(row)))
    asked = dict.fromkeys(zone for pair in pairs for zone in pair if zone)
    for rank, zone in enumerate(asked, start=1):
        yield ids.object("TariffZone", f"z{rank}", [
            node("Name", zone),
            node("members", [ids.ref("ScheduledStopPoint", stop) for stop in places[zone]]),
        ])  # fmt: skip
    zones = {zone: f"z{rank}" for rank, zone in enumerate(asked, start=1)}
    names = {pair: "-".join(filter(None, (zones.get(zone) for zone in pair))) for pair in pairs}
    for pair, name in names.items():
        ends = zip(("Start", "End"), pair, strict=True)
        yield ids.object("DistanceMatrixElement", _of(pair, name), [
            ids.ref("TariffZone", zones[zone], named=f"{end}TariffZoneRef")
            for end, zone in ends if zone
        ])  # fmt: skip
    yield from _elements(prices, names, plan, ids)
    yield ids.object("FareTable", TABLE, [
        node("cells", [_cell(rank, row, ids) for rank, row in enumerate(prices.itertuples(), 1)]),
    ])  # fmt: skip


def _of(pair: Ends, name: str) -> str:
    """Call a pair of zones; one of which only one end counts says which."""
    return name if all(pair) else f"{'from' if pair[0] else 'to'}-{name}"


def _said(plan: Plan) -> pd.DataFrame:
    known = set(_names(plan))
    held = [plan.fares[c].isna() | plan.fares[c].isin(known) for c in ("from_zone", "to_zone")]
    lined = plan.fares["route_id"].notna() | bool(_unpriced(plan))
    return plan.fares[held[0] & held[1] & lined].reset_index(drop=True)


def _unpriced(plan: Plan) -> list[str]:
    """List the lines that have no price of their own."""
    own = set(plan.fares["route_id"].dropna())
    return [str(route) for route in plan.routes["route_id"] if route not in own]


def _names(plan: Plan) -> dict[str, list[str]]:
    """List the stops of each zone."""
    stops = plan.stops[plan.stops["zone_id"].notna()]
    quays = stops[~stops["is_station"].fillna(value=False).astype(bool)]
    by = quays.groupby("zone_id", sort=False)["stop_id"]
    return {str(zone): list(map(str, own)) for zone, own in by}


def _ends(row: object) -> Ends:
    zones = (row.from_zone, row.to_zone)  # type: ignore[attr-defined]
    first, second = ("" if pd.isna(zone) else str(zone) for zone in zones)
    return first, second


def _elements(
    prices: pd.DataFrame, names: dict[Ends, str], plan: Plan, ids: Identities
) -> Iterator[Node]:
    own, rest = kinds(plan), _unpriced(plan)
    routes = prices["route_id"].fillna("").astype(str)
    for rank, (row, route) in enumerate(zip(prices.itertuples(), routes, strict=True), start=1):
        pair, lines = _ends(row), [route] if route else rest
        where = [ids.ref("DistanceMatrixElement", _of(pair, names[pair]))] if any(pair) else []
        on = node("validityParameters", [ids.ref(own[line], line) for line in lines])
        yield ids.object("FareStructureElement", f"p{rank}", [
            node("TariffBasis", BETWEEN if all(pair) else FLAT),
            *where,
            ids.object("GenericParameterAssignment", f"p{rank}", [on], order="1"),
        ])  # fmt: skip


def _cell(rank: int, row: object, ids: Identities) -> Node:
    amount = format(Decimal(repr(float(row.price))), "f")  # type: ignore[attr-defined]
    return ids.object("Cell", f"p{rank}", [
        ids.object("FareStructureElementPrice", f"p{rank}", [
            node("Amount", amount), node("Currency", str(row.currency)),  # type: ignore[attr-defined]
        ]),
        ids.ref("FareStructureElement", f"p{rank}"),
    ], order=str(rank))  # fmt: skip
