"""The car parks of the map and those of the register, each once."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.foundation.dated import dated_values
from beffroi.territory.parking import (
    BLUE_ZONE,
    FREE,
    OFF_STREET,
    PAID,
    PARKING_PLACES,
    PRICES,
    PRIVATE,
    REGISTERED,
    SHORT_STAY,
)

VALUES = Path(__file__).parent / "inventory.toml"
PLAIN_WORDS = frozenset(
    [
        "parking",
        "parc",
        "park",
        "parkings",
        "stationnement",
        "place",
        "p",
        "pr",
        "relais",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
    ]
)
"""Words of a name that do not tell a car park from another."""

Pairs = dict[str, str]
"""Car parks of the map by the identifier of the register that names the same one."""


def pairs(places: gpd.GeoDataFrame, registered: gpd.GeoDataFrame) -> Pairs:
    """Find which car park of the map each one of the register is.

    The nearest pairs first, those of one name before the others; each at most once. Without one
    name they lie within `same_place`, with one within `same_name`.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`, in metres.
    registered
        Table `REGISTERED_CAR_PARKS`, in the same projection.

    Returns
    -------
    `place_id` by `car_park_id`.
    """
    parks = places[(places["kind"] == OFF_STREET) & (places["source"] == "osm")]
    if parks.empty or registered.empty:
        return {}
    values = dated_values(VALUES)
    tree = shapely.STRtree(parks.geometry.to_numpy())
    mine, theirs = tree.query(
        registered.geometry.to_numpy(), predicate="dwithin", distance=values["same_name"]
    )
    far = shapely.distance(registered.geometry.to_numpy()[mine], parks.geometry.to_numpy()[theirs])
    told = [words(name) for name in registered["name"]]
    drawn = [words(name) for name in parks["name"]]
    same = np.array(
        [bool(told[i]) and told[i] == drawn[j] for i, j in zip(mine, theirs, strict=True)],
        dtype=bool,
    )
    found: dict[int, int] = {}
    for k in np.lexsort((far, ~same)):
        i, j = int(mine[k]), int(theirs[k])
        is_near = same[k] or far[k] <= values["same_place"]
        if is_near and i not in found and j not in found.values():
            found[i] = j
    keys, ids = registered["car_park_id"].to_numpy(), parks["place_id"].to_numpy()
    return {str(keys[i]): str(ids[j]) for i, j in found.items()}


def words(name: object) -> frozenset[str]:
    """Return the words of a name that tell it from another, without accents or capitals.

    Examples
    --------
    >>> sorted(words("Parking de l'Hôtel de Ville"))
    ['hotel', 'ville']
    """
    if not isinstance(name, str):
        return frozenset()
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    parts = "".join(c if c.isalnum() else " " for c in plain).split()
    return frozenset(parts) - PLAIN_WORDS


def joined(places: gpd.GeoDataFrame, registered: gpd.GeoDataFrame, same: Pairs) -> gpd.GeoDataFrame:
    """Complete the places of the map with the register, and add those that the map lacks.

    Of a car park that both hold, the number of spaces is the register's; where the map counts
    another number, the interval spans both. Whether one pays is the register's too (`paid_rule`).
    What the map leaves unknown is taken from the register.

    Parameters
    ----------
    places, registered
        As `pairs` takes them.
    same
        What it found.

    Returns
    -------
    Table `PARKING_PLACES`.
    """
    own = _as_places(registered).set_index("place_id", drop=False)
    table = pd.DataFrame(places).set_index("place_id", drop=False)
    for theirs, mine in same.items():
        told, drawn = own.loc[theirs], table.loc[mine]
        lacking = [name for name in PARKING_PLACES.columns
                   if name != "geometry" and pd.isna(drawn[name])]  # fmt: skip
        for column in lacking:
            table.loc[mine, column] = told[column]
        table.loc[mine, "source"] = "osm+bnls"
        rule = paid_rule(drawn["regulation"], told["regulation"])
        if rule:
            table.loc[mine, "regulation"] = rule
            table.loc[mine, "tariff"] = told["tariff"]
        if not pd.isna(told["spaces"]):
            counts = [told["spaces"]]
            if drawn["spaces_method"] == "tagged":
                counts.append(drawn["spaces"])
            table.loc[mine, "spaces"] = told["spaces"]
            table.loc[mine, ["spaces_low", "spaces_high"]] = min(counts), max(counts)
            table.loc[mine, "spaces_method"] = REGISTERED
    alone = own[~own.index.isin(list(same))]
    whole = pd.concat([table, alone], ignore_index=True) if len(alone) else table
    typed = PARKING_PLACES.typed(whole.reset_index(drop=True), crs=places.crs)
    return gpd.GeoDataFrame(typed)


def paid_rule(drawn: Any, told: Any) -> str:
    """Say which rule the register puts in place of that of the map; empty if none.

    The register is the town's own word on whether one pays. A rule by which one does not park as
    any visitor (private, residents, deliveries) stays the map's.

    Examples
    --------
    >>> paid_rule("free", "paid"), paid_rule("paid", "free"), paid_rule("private", "paid")
    ('paid', 'free', '')
    """
    if pd.isna(drawn) or pd.isna(told):
        return ""
    if told == PAID and drawn in {FREE, BLUE_ZONE, SHORT_STAY}:
        return PAID
    return FREE if told == FREE and drawn == PAID else ""


def _as_places(registered: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Read the register as places."""
    rule = registered["free"].map({True: FREE, False: PAID}).astype("string")
    counts = registered["capacity"].astype("Float64")
    table = PARKING_PLACES.framed(
        {
            "place_id": registered["car_park_id"],
            "kind": OFF_STREET,
            "name": registered["name"],
            "spaces": counts,
            "spaces_low": counts,
            "spaces_high": counts,
            "spaces_method": counts.notna().map({True: REGISTERED, False: None}),
            "regulation": rule.mask(
                (registered["access"] == "permit").fillna(value=False), PRIVATE
            ),
            "tariff": [tariff(row) for row in registered.to_dict("records")],
            "operator": registered["siret"],
            "spaces_disabled": registered["capacity_disabled"],
            "spaces_charging": registered["capacity_charging"],
            "source": "bnls",
            "geometry": registered.geometry,
        },
        crs=str(registered.crs),
    )
    return gpd.GeoDataFrame(table)


def tariff(park: Mapping[str, Any]) -> str | None:
    """Write the prices of the register in one line; None if it tells none.

    Examples
    --------
    >>> tariff({"price_1h": 1.2, "price_4h": 4.8, "pass_residents": 20.0})
    '1 h 1.20 €; 4 h 4.80 €; month, residents 20.00 €'
    """
    labels = {name: f"{hours:.0f} h" for name, hours in PRICES.items()}
    labels |= {"pass_residents": "month, residents", "pass_others": "month"}
    told = [
        f"{label} {float(park[name]):.2f} €"
        for name, label in labels.items()
        if name in park and not pd.isna(park[name])
    ]
    return "; ".join(told) or None
