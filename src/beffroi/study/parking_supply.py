"""Places to park of a study: their rule, their price and their hours, known or assumed aloud."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.scenarios.parameters import entries, parameter
from beffroi.engines.parking.scenarios.tariffs import FREE, Tariff, hourly
from beffroi.formats.parking_prices import steps
from beffroi.formats.parking_tables import WHOLE_DAY, windows
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.study.ground import located
from beffroi.study.workshop import Workshop

Bools = npt.NDArray[np.bool_]
INVENTORY = "parking_places"
PRIVATE = {"private", "no", "employees", "permit", "residents"}
NAMED = 5
"""Places that a warning names."""


def supplied(shop: Workshop) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Take the places of a study: its inventory, else the car parks of the map.

    A price that nobody told is never taken as none: the place is paid at the mean of French towns
    (`parameters.toml`), and it is said. So it is of rules and hours that are unknown.

    Returns
    -------
    As `engines.parking.scenarios.supply.supply` asks for; and what was left out or assumed.

    Raises
    ------
    InputError
        If no place has a known number of spaces.
    """
    if has_inventory(shop):
        return priced(gpd.GeoDataFrame(located(shop, INVENTORY)))
    table = located(shop, "car_parks")
    ruled = np.select(
        [table["access"].isin(PRIVATE), table["fee"].eq("yes").fillna(value=False),
         table["fee"].eq("no").fillna(value=False)], ["private", "paid", "free"], "",
    )  # fmt: skip
    return priced(gpd.GeoDataFrame(table.assign(
        place_id=table["car_park_id"], street=None, kind="off_street", spaces=table["capacity"],
        regulation=pd.Series(ruled, index=table.index).replace("", None), maxstay=np.nan,
        hours=None, tariff=None,
    )))  # fmt: skip


def has_inventory(shop: Workshop) -> bool:
    """Whether the study made an inventory of its places to park."""
    return any(f"{INVENTORY}.parquet" in step["outputs"] for step in shop.results.index().values())


def priced(table: gpd.GeoDataFrame) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Give each place of an inventory its tariff and its hours.

    Parameters
    ----------
    table
        Table `PARKING_PLACES`, or its columns ``place_id``, ``name``, ``street``, ``kind``,
        ``spaces``, ``regulation``, ``maxstay``, ``hours``, ``tariff`` and ``geometry`` [m].
    """
    known = table["spaces"].notna().to_numpy()
    names = table["name"].fillna(table["street"]).fillna(table["place_id"]).astype(str)
    if not known.any():
        raise InputError(
            "No place to park of this study has a known number of spaces: make the inventory, or "
            "give a table of places."
        )
    told: list[Words] = []
    if not known.all():
        left = names[~known]
        told.append(
            both("{n} place(s) left out, whose number of spaces is unknown: {names}",
                 n=len(left), names=", ".join(left.head(NAMED)))
        )  # fmt: skip
    kept, names = table[known], names[known]
    paid = kept["regulation"].eq("paid").fillna(value=False).to_numpy()
    tariffs = [_tariff(text) for text in kept["tariff"]]
    hours = [windows("" if pd.isna(text) else str(text)) for text in kept["hours"]]
    is_kerb = kept["kind"].eq("kerb").fillna(value=False).to_numpy()
    day = ((parameter("paid_from"), parameter("paid_to")),)
    unsaid = paid & is_kerb & np.array([not one for one in hours], dtype=bool)
    at = kept.geometry.representative_point()
    whole = pd.DataFrame({
        "place_id": kept["place_id"].astype(str).to_numpy(), "name": names.to_numpy(), "zone": "",
        "spaces": kept["spaces"].to_numpy(dtype=float), "x": at.x.to_numpy(),
        "y": at.y.to_numpy(), "regulation": kept["regulation"].fillna("free").to_numpy(),
        "maxstay": kept["maxstay"].to_numpy(dtype=float, na_value=np.nan),
    })  # fmt: skip
    whole["windows"] = pd.Series(
        [one or (day if alone else WHOLE_DAY) for one, alone in zip(hours, unsaid, strict=True)],
        dtype=object,
    )
    usual = hourly(parameter("unknown_price"))
    whole["tariff"] = pd.Series(
        [(usual if one is None else one) if pays else FREE
         for one, pays in zip(tariffs, paid, strict=True)], dtype=object,
    )  # fmt: skip
    unknown = paid & np.array([one is None for one in tariffs], dtype=bool)
    told += _assumed(whole, kept["regulation"].isna().to_numpy(), unknown, unsaid)
    return whole, tuple(told)


def _tariff(text: object) -> Tariff | None:
    """Read a tariff; None where it is not told or cannot be read."""
    found = steps(text) if isinstance(text, str) else ()
    return Tariff(tuple(h for h, _ in found), tuple(e for _, e in found)) if found else None


def _assumed(
    whole: pd.DataFrame, no_rule: Bools, no_price: Bools, no_hours: Bools
) -> Iterator[Words]:
    """Say what was assumed of the places whose rule, price or hours nobody told."""
    if no_rule.any():
        yield both("{n} place(s), {spaces} spaces, whose rule is unknown, are taken as open to all "
                   "and without a price: give it in the inventory where one pays.",
                   n=int(no_rule.sum()), spaces=_spaces(whole, no_rule))  # fmt: skip
    price = Words(*(grouped(parameter("unknown_price"), 2, code) for code in LANGUAGES))
    if no_price.any():
        yield both("{n} paid place(s), {spaces} spaces, whose price nobody told, are taken at "
                   "{price} €/h, the mean of French towns under 50,000 inhabitants in {year}.",
                   n=int(no_price.sum()), spaces=_spaces(whole, no_price),
                   price=price,
                   year=entries()["unknown_price"]["valid_from"][:4])  # fmt: skip
    if no_hours.any():
        yield both("{n} paid place(s) in the street, whose hours nobody told, are taken as paid "
                   "from {begin} to {end} h.", n=int(no_hours.sum()),
                   begin=f"{parameter('paid_from'):g}",
                   end=f"{parameter('paid_to'):g}")  # fmt: skip


def _spaces(whole: pd.DataFrame, which: Bools) -> int:
    return round(float(whole["spaces"][which].sum()))
