"""What a trip costs by the fares of a feed: by line, by zone, or the same everywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from beffroi.engines.informal.published import Tables

Price = tuple[float, str]
"""An amount and the ISO 4217 code of its currency."""
UNKNOWN: Price = (float("nan"), "")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """The prices of a feed.

    Attributes
    ----------
    amounts
        By route and by zones of both stops, each empty where it does not count.
    zones
        The fare zone of each stop that has one.
    """

    amounts: Mapping[Key, Price]
    zones: Mapping[str, str]

    def of(self, route: str, start: str, end: str) -> Price:
        """Return the price between two stops of a route, the most particular rule first.

        Examples
        --------
        >>> known = Prices({("A", "", ""): (2.0, "EUR"), ("A", "1", "2"): (3.0, "EUR")},
        ...     {"x": "1", "y": "2"})
        >>> known.of("A", "x", "y"), known.of("A", "y", "x"), known.of("B", "x", "y")
        ((3.0, 'EUR'), (2.0, 'EUR'), (nan, ''))
        """
        first, last = self.zones.get(start, ""), self.zones.get(end, "")
        for own in (route, ""):
            for key in ((own, first, last), (own, first, ""), (own, "", last), (own, "", "")):
                if key in self.amounts:
                    return self.amounts[key]
        return UNKNOWN


def prices(feed: Tables) -> Prices:
    """Read the prices of a feed: of Fares v1, else of Fares v2; none where it has neither.

    Of several prices for one trip the lowest is kept: the others are for other riders or tickets.
    """
    v1, v2 = list(_first(feed)), list(_second(feed))
    amounts: dict[Key, Price] = {}
    for key, price in v1 or v2:
        if key not in amounts or price[0] < amounts[key][0]:
            amounts[key] = price
    return Prices(amounts, _zones(feed) if v1 else _areas(feed))


def _texts(table: pd.DataFrame, name: str) -> list[str]:
    """Return a column as texts, empty where it is missing or absent."""
    if name not in table:
        return [""] * len(table)
    return [str(value) for value in table[name].astype("string").fillna("")]


def _first(feed: Tables) -> Iterator[tuple[Key, Price]]:
    fares = feed.get("fare_attributes")
    if fares is None:
        return
    amounts = {
        fare: (float(amount), currency)
        for fare, amount, currency in zip(
            _texts(fares, "fare_id"), fares["price"], _texts(fares, "currency_type"), strict=True
        )
        if not pd.isna(amount)
    }
    rules = feed.get("fare_rules")
    if rules is None or not len(rules):
        yield from ((("", "", ""), price) for price in amounts.values())
        return
    columns = [_texts(rules, name) for name in ("fare_id", "route_id", "origin_id",
                                                "destination_id")]  # fmt: skip
    for fare, route, start, end in zip(*columns, strict=True):
        if fare in amounts:
            yield (route, start, end), amounts[fare]


def _second(feed: Tables) -> Iterator[tuple[Key, Price]]:
    products, rules = feed.get("fare_products"), feed.get("fare_leg_rules")
    if products is None or rules is None:
        return
    amounts: dict[str, Price] = {}
    for product, amount, currency in zip(
        _texts(products, "fare_product_id"), products["amount"], _texts(products, "currency"),
        strict=True,
    ):  # fmt: skip
        if not pd.isna(amount) and float(amount) < amounts.get(product, (float("inf"), ""))[0]:
            amounts[product] = (float(amount), currency)
    networks = _networks(feed)
    columns = [_texts(rules, name) for name in ("fare_product_id", "network_id", "from_area_id",
                                                "to_area_id")]  # fmt: skip
    for product, network, start, end in zip(*columns, strict=True):
        if product in amounts:
            for route in networks.get(network, []) if network else [""]:
                yield (route, start, end), amounts[product]


def _networks(feed: Tables) -> dict[str, list[str]]:
    """List the routes of each network."""
    found: dict[str, list[str]] = {}
    for name in ("route_networks", "routes"):
        table = feed.get(name)
        if table is not None and "network_id" in table:
            for route, network in zip(_texts(table, "route_id"), _texts(table, "network_id"),
                                      strict=True):  # fmt: skip
                found.setdefault(network, []).append(route)
    return found


def _zones(feed: Tables) -> dict[str, str]:
    stops = feed["stops"]
    pairs = zip(_texts(stops, "stop_id"), _texts(stops, "zone_id"), strict=True)
    return {stop: zone for stop, zone in pairs if zone}


def _areas(feed: Tables) -> dict[str, str]:
    table = feed.get("stop_areas")
    if table is None:
        return {}
    return dict(zip(_texts(table, "stop_id"), _texts(table, "area_id"), strict=True))
