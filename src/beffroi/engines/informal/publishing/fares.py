"""Fares of a feed: cash on board, by line or by pair of zones."""

import tomllib
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pandas as pd

from beffroi.engines.informal.publishing.frames import framed, rows
from beffroi.foundation.language import Language, Words
from beffroi.territory.informal_plan import Plan

CURRENCIES = Path(__file__).parent / "currencies.toml"
DECIMALS = {"none": 0, "three": 3, "four": 4}
CASH, NONE_ASKED = "cash", 0
ANYONE = "anyone"
CASH_NAME = Words(fr="Espèces, à bord", en="Cash, on board")
ANYONE_NAME = Words(fr="Tout public", en="Everyone")
Tables = dict[str, pd.DataFrame]


def amount(price: float, currency: str) -> str:
    """Write a price with the decimals of its currency.

    Examples
    --------
    >>> amount(2.0, "EUR"), amount(250.0, "XOF"), amount(1.5, "TND")
    ('2.00', '250', '1.500')
    """
    exact = Decimal(repr(float(price)))
    unit = Decimal(1).scaleb(-_decimals().get(currency, 2))
    return str(exact.quantize(unit, rounding=ROUND_HALF_UP))


@cache
def _decimals() -> dict[str, int]:
    with CURRENCIES.open("rb") as file:
        told = tomllib.load(file)
    return {code: DECIMALS[kind] for kind, entry in told.items() for code in entry["value"]}


def fare_tables(plan: Plan) -> Tables:
    """Write the fares of a plan in GTFS-Fares v2.

    A price that does not name its line is that of the lines that have none of their own; a price
    between zones that no published stop is in says nothing, and is not written.

    Returns
    -------
    Tables, none of them empty; no table at all where no price is known.
    """
    zones = _zones(plan)
    fares = plan.fares.assign(
        amount=[
            amount(price, currency)
            for price, currency in zip(plan.fares["price"], plan.fares["currency"], strict=True)
        ]
    ).astype({"amount": "string"})
    known = set(zones["area_id"]) if len(zones) else set()
    said = [fares[c].isna() | fares[c].isin(known) for c in ("from_zone", "to_zone")]
    fares = fares[said[0] & said[1]]
    if not len(fares):
        return {}
    language: Language = "fr" if plan.publisher.language[:2] == "fr" else "en"
    tables = {
        "rider_categories": rows([{
            "rider_category_id": ANYONE, "rider_category_name": ANYONE_NAME.in_(language),
            "is_default_fare_category": 1,
        }]),
        "fare_media": rows([{
            "fare_media_id": CASH, "fare_media_name": CASH_NAME.in_(language),
            "fare_media_type": NONE_ASKED,
        }]),
        "fare_products": _products(fares),
        "fare_leg_rules": _rules(fares),
    }  # fmt: skip
    return tables | _networks(plan, fares) | _areas(zones, fares)


def _product(row: object) -> str:
    said: str = row.amount.replace(".", "_")  # type: ignore[attr-defined]
    return f"{said}-{row.currency}"  # type: ignore[attr-defined]


def _products(fares: pd.DataFrame) -> pd.DataFrame:
    priced = fares.drop_duplicates(["amount", "currency"])
    return rows(
        {
            "fare_product_id": _product(row), "fare_product_name": f"{row.amount} {row.currency}",
            "rider_category_id": ANYONE, "fare_media_id": CASH,
            "amount": row.amount, "currency": row.currency,
        }
        for row in priced.itertuples(index=False)
    )  # fmt: skip


def _rules(fares: pd.DataFrame) -> pd.DataFrame:
    table = framed({
        "network_id": fares["route_id"].reset_index(drop=True),
        "from_area_id": fares["from_zone"].reset_index(drop=True),
        "to_area_id": fares["to_zone"].reset_index(drop=True),
        "fare_product_id": list(map(_product, fares.itertuples(index=False))),
    })  # fmt: skip
    return table.drop_duplicates(ignore_index=True)


def _networks(plan: Plan, fares: pd.DataFrame) -> Tables:
    own = plan.routes[plan.routes["route_id"].isin(fares["route_id"].dropna())]
    if not len(own):
        return {}
    return {
        "networks": rows(
            {"network_id": row.route_id, "network_name": row.number} for row in own.itertuples()
        ),
        "route_networks": framed({
            "network_id": list(own["route_id"]), "route_id": list(own["route_id"]),
        }),
    }  # fmt: skip


def _zones(plan: Plan) -> pd.DataFrame:
    stops = plan.stops[
        plan.stops["zone_id"].notna() & ~plan.stops["is_station"].fillna(value=False)
    ]
    return pd.DataFrame({"area_id": stops["zone_id"], "stop_id": stops["stop_id"]})


def _areas(zones: pd.DataFrame, fares: pd.DataFrame) -> Tables:
    asked = set(_asked(fares))
    own = zones[zones["area_id"].isin(asked)]
    if not len(own):
        return {}
    names = sorted(set(own["area_id"]))
    return {
        "areas": framed({"area_id": names, "area_name": names}),
        "stop_areas": framed({"area_id": list(own["area_id"]), "stop_id": list(own["stop_id"])}),
    }


def _asked(fares: pd.DataFrame) -> Iterator[str]:
    for column in ("from_zone", "to_zone"):
        yield from map(str, fares[column].dropna())
