"""Fare breaks: lines that meet, of two operators, for which one ticket is not enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import pandas as pd

from beffroi.engines.mobility.integration.calls import changes, lines, places
from beffroi.engines.mobility.integration.identifiers import key_of
from beffroi.engines.mobility.integration.scopes import cells

JOINT, BREAK, UNKNOWN = "joint", "break", "unknown"
Names = frozenset[str]


def fare_breaks(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say of each pair of lines that meet, of two operators, whether one ticket covers both.

    Parameters
    ----------
    tables
        GTFS tables of a merged feed, from `merging.merged`: fares say which lines they hold on.

    Returns
    -------
    One row a pair of lines, breaks first: `operator`, `line`, `other_operator`, `other_line`,
    `place` (name of the first stop, by name, where they meet), `places` (how many), `fare`:
    ``joint`` (a fare that allows a transfer holds on both, or they share a fare product, or a rule
    joins their legs), ``break``, or ``unknown`` where the feed of one of the two says nothing of
    its fares; `by`: ``fare``, ``product`` or ``rule``, missing unless joint.
    """
    met = _meetings(tables)
    sold = _sold(tables)
    told = [
        _told(sold, one, other) for one, other in zip(met["route_id"], met["other_id"], strict=True)
    ]
    fares = pd.DataFrame(told, columns=["fare", "by"], index=met.index, dtype="string")
    return _named(met.join(fares), tables)


@dataclass(frozen=True, slots=True)
class _Sold:
    """By line: its fares of the first kind, those that allow a transfer, products, leg groups."""

    fares: Mapping[str, Names]
    with_transfer: Mapping[str, Names]
    products: Mapping[str, Names]
    groups: Mapping[str, Names]
    rules: frozenset[tuple[str, str]]


def _sold(tables: Mapping[str, pd.DataFrame]) -> _Sold:
    legs = _legs(tables)
    products, groups = (_by_route(legs[["route_id", name]], name)
                        for name in ("fare_product_id", "leg_group_id"))  # fmt: skip
    return _Sold(*_fares(tables), products, groups, _rules(tables))


def _told(sold: _Sold, one: str, other: str) -> tuple[str, str | None]:
    """Say whether one ticket covers two lines, and what makes it so."""
    none: Names = frozenset()
    if sold.with_transfer.get(one, none) & sold.with_transfer.get(other, none):
        return JOINT, "fare"
    if sold.products.get(one, none) & sold.products.get(other, none):
        return JOINT, "product"
    ends = product(sold.groups.get(one, none), sold.groups.get(other, none))
    if any((a, b) in sold.rules or (b, a) in sold.rules for a, b in ends):
        return JOINT, "rule"
    is_known = all(line in sold.fares or line in sold.products for line in (one, other))
    return (BREAK if is_known else UNKNOWN), None


def _meetings(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the pairs of lines of two operators between which one may change, and where."""
    trips = tables["trips"][["trip_id", "route_id"]].drop_duplicates("trip_id")
    stops = (
        tables["stop_times"]
        .reindex(columns=["trip_id", "stop_id"])
        .dropna()
        .merge(trips, on="trip_id")
    )
    served = stops[["stop_id", "route_id"]].drop_duplicates()
    agency = tables["routes"].drop_duplicates("route_id").set_index("route_id")["agency_id"]
    near = changes(tables)[["from_stop_id", "to_stop_id"]]
    met = near.merge(served, left_on="from_stop_id", right_on="stop_id").merge(
        served.rename(columns={"stop_id": "to_stop_id", "route_id": "other_id"}), on="to_stop_id"
    )
    differ = met["route_id"].map(agency).ne(met["other_id"].map(agency)).fillna(value=False)
    met = met[differ & met["route_id"].lt(met["other_id"])]
    named = met.assign(name=met["from_stop_id"].map(places(tables)["name"]))
    grouped = named.groupby(["route_id", "other_id"])["name"].agg(["min", "nunique"])
    return grouped.rename(columns={"min": "place", "nunique": "places"}).reset_index()


def _by_route(pairs: pd.DataFrame, name: str) -> dict[str, Names]:
    return {
        str(route): frozenset(map(str, held))
        for route, held in pairs.dropna().groupby("route_id")[name]
    }


def _fares(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, Names], dict[str, Names]]:
    """Return, by line, the fares of the first kind that hold on it; and those with a transfer."""
    fares, rules = tables.get("fare_attributes"), tables.get("fare_rules")
    if fares is None or rules is None or rules.empty:
        return {}, {}
    by_line = rules.reindex(columns=["fare_id", "route_id"]).drop_duplicates()
    routes = pd.DataFrame({"route_id": tables["routes"]["route_id"],
                           "agency_id": cells(tables["routes"], "agency_id")})  # fmt: skip
    anywhere = by_line.loc[by_line["route_id"].isna(), ["fare_id"]]
    spread = anywhere.merge(routes, how="cross")
    agency = fares.drop_duplicates("fare_id").set_index("fare_id")
    owner = spread["fare_id"].map(cells(agency, "agency_id"))
    same = spread["fare_id"].map(key_of).eq(spread["route_id"].map(key_of))
    kept = spread[owner.eq(spread["agency_id"]).where(owner.notna(), same).astype(bool)]
    held = pd.concat([by_line.dropna(), kept[["fare_id", "route_id"]]])
    free = cells(fares, "transfers", "Int64").fillna(2).gt(0)
    allowed = held[held["fare_id"].isin(fares.loc[free, "fare_id"])]
    return _by_route(held, "fare_id"), _by_route(allowed, "fare_id")


def _legs(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the fares by leg of each line: `route_id`, `fare_product_id`, `leg_group_id`."""
    legs = tables.get("fare_leg_rules")
    if legs is None or legs.empty:
        return pd.DataFrame(columns=["route_id", "fare_product_id", "leg_group_id"])
    given = tables.get("route_networks", tables["routes"])
    networks = given.reindex(columns=["route_id", "network_id"]).dropna()
    columns = ["network_id", "fare_product_id", "leg_group_id"]
    return networks.merge(legs.reindex(columns=columns).dropna(subset="network_id"))


def _rules(tables: Mapping[str, pd.DataFrame]) -> frozenset[tuple[str, str]]:
    rules = tables.get("fare_transfer_rules")
    if rules is None:
        return frozenset()
    ends = rules.reindex(columns=["from_leg_group_id", "to_leg_group_id"]).dropna()
    return frozenset(
        (str(one), str(other)) for one, other in ends.itertuples(index=False, name=None)
    )


def _named(told: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    names = lines(tables)
    listed = pd.DataFrame({
        "operator": told["route_id"].map(names["operator"]),
        "line": told["route_id"].map(names["line"]),
        "other_operator": told["other_id"].map(names["operator"]),
        "other_line": told["other_id"].map(names["line"]),
        "place": told["place"], "places": told["places"],
        "fare": told["fare"], "by": told["by"],
    })  # fmt: skip
    order = listed["fare"].map({BREAK: 0, JOINT: 1, UNKNOWN: 2}).astype(int)
    ranked = listed.assign(order=order).sort_values(
        ["order", "operator", "line", "other_operator", "other_line"]
    )
    return ranked.drop(columns="order").reset_index(drop=True)
