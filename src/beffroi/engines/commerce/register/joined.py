"""The register joined: the map and SIRENE told as one table of premises."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.commerce.families import OTHER, OUTSIDE, family
from beffroi.engines.commerce.register import addresses
from beffroi.engines.commerce.register.pairs import TO_CHECK, pairs
from beffroi.engines.commerce.register.successions import spans
from beffroi.territory.commerce import OSM, PREMISES, SIRENE, TRADING, UNKNOWN, VACANT
from beffroi.territory.table import GEOMETRY

ACTIVE = "active"
BOTH = f"{OSM}+{SIRENE}"


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Premises of the map and of SIRENE.

    Attributes
    ----------
    premises
        Table `PREMISES`, in metres.
    pairs
        As `pairs.pairs` gives them; of the doubtful ones, those with an establishment of a shop,
        or of unknown activity and alike by name.
    closed
        Pairs of trading premises of the map with establishments that the register says closed,
        with ``ended``, the day it says.
    occupied
        Pairs of vacant premises of the map (``premises_id``) and active establishments of the same
        address (``siret``).
    """

    premises: gpd.GeoDataFrame
    pairs: pd.DataFrame
    closed: pd.DataFrame
    occupied: pd.DataFrame


def joined(
    of_map: gpd.GeoDataFrame,
    establishments: gpd.GeoDataFrame,
    periods: pd.DataFrame | None,
    *,
    table: str = "beffroi",
) -> Joined:
    """Join the premises of the map with the establishments of SIRENE; the map wins.

    Parameters
    ----------
    of_map
        Table `PREMISES` of the map alone, in metres.
    establishments
        Table `ESTABLISHMENTS` with points, in the same projection, active and closed.
    periods
        Table `PERIODS`, or None.
    table
        Table of families.

    Returns
    -------
    The premises of the map, with what SIRENE adds; then active establishments of shops that none
    of them is: their state is unknown, for SIRENE alone says that they are active. Vacant premises
    get the day and the name of the last establishment closed at their address.
    """
    dates = spans(establishments, periods)
    dated = gpd.GeoDataFrame(establishments.assign(
        began=dates["began"], ended=dates["ended"],
        sign=establishments["name"].fillna(establishments["firm"]),
    ))  # fmt: skip
    is_active = dated["state"] == ACTIVE
    active, shut = dated[is_active], dated[~is_active]
    trading = gpd.GeoDataFrame(of_map[of_map["state"] == TRADING])
    found = pairs(trading, gpd.GeoDataFrame(active))
    sure = found[found["matched_by"] != TO_CHECK]
    with_active = _told(of_map, sure, active, table)
    emptied, occupied = _vacant(with_active, active, shut, table)
    alone = _alone(active[~active["siret"].isin(sure["siret"])], of_map, table)
    found = found[(found["matched_by"] != TO_CHECK) | _is_telling(found, alone["siret"])]
    unmatched = trading[~trading["premises_id"].isin(sure["premises_id"])]
    closed = pairs(gpd.GeoDataFrame(unmatched), gpd.GeoDataFrame(shut))
    closed = closed[closed["matched_by"] != TO_CHECK]
    closed = closed.assign(ended=closed["siret"].map(shut.set_index("siret")["ended"]))
    filled = [pd.DataFrame(part) for part in (emptied, alone) if len(part)]
    whole = pd.concat(filled, ignore_index=True) if filled else PREMISES.empty()
    premises = gpd.GeoDataFrame(PREMISES.typed(whole, crs=str(of_map.crs)))
    return Joined(premises, found, closed, occupied)


def _is_telling(found: pd.DataFrame, alone: pd.Series) -> pd.Series:
    """Say which pairs are worth a look: with premises of SIRENE, or a name of unknown activity."""
    return found["siret"].isin(alone) | (found["agreement"].isna() & found["likeness"].notna())


def _told(
    of_map: gpd.GeoDataFrame, sure: pd.DataFrame, active: pd.DataFrame, table: str
) -> gpd.GeoDataFrame:
    """Add to the premises of the map what their establishment says."""
    rows = sure.merge(active.drop(columns=GEOMETRY), on="siret").set_index("premises_id")
    at = rows.reindex(of_map["premises_id"]).set_index(of_map.index)
    is_known = at["state"].notna()
    split = addresses.split(at["address"])
    made = of_map.assign(
        siret=at["siret"].where(is_known, of_map["siret"]),
        activity=at["activity"],
        activity_naf2025=at["activity_naf2025"],
        name=of_map["name"].fillna(at["sign"].where(of_map["state"] == TRADING)),
        opened=at["began"],
        employer=at["employer"],
        housenumber=of_map["housenumber"].fillna(split["housenumber"]),
        postcode=of_map["postcode"].fillna(at["postcode"]),
        matched_by=at["matched_by"],
        match_score=at["score"],
        sources=of_map["sources"].mask(is_known, BOTH),
    )
    named = family(made["kind"].fillna(made["last_kind"]), made["activity"],
                   naf2025=made["activity_naf2025"], table=table)  # fmt: skip
    vague = of_map["family"].isna() | (of_map["family"] == OTHER)
    return gpd.GeoDataFrame(made.assign(family=of_map["family"].mask(vague & is_known, named)))


def _vacant(
    premises: gpd.GeoDataFrame, active: pd.DataFrame, shut: pd.DataFrame, table: str
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Give vacant premises the last establishment of their address, unless one is active there."""
    own = addresses.keys(premises["housenumber"], premises["street"])
    is_empty = (premises["state"] == VACANT) & own.notna()
    busy = _keyed(active).loc[lambda rows: _is_shop(rows, table).to_numpy(dtype=bool)]
    occupied = (
        pd.DataFrame({"premises_id": premises["premises_id"], "key": own})[is_empty]
        .merge(busy[["key", "siret"]], on="key")
        .drop(columns="key")
    )
    last = _keyed(shut).dropna(subset=["key", "ended"]).sort_values("ended")
    last = last[_is_shop(last, table).to_numpy(dtype=bool)].drop_duplicates("key", keep="last")
    is_asked = is_empty & ~premises["premises_id"].isin(occupied["premises_id"])
    at = last.set_index("key").reindex(own.where(is_asked)).set_index(premises.index)
    is_known = at["siret"].notna() & is_asked
    codes = family(pd.Series(pd.NA, index=at.index, dtype="string"), at["activity"],
                   naf2025=at["activity_naf2025"], table=table)  # fmt: skip
    made = premises.assign(
        vacant_since=at["ended"].where(is_known),
        last_name=premises["last_name"].fillna(at["sign"].where(is_known)),
        family=premises["family"].fillna(codes.where(is_known)),
        sources=premises["sources"].mask(is_known, BOTH),
    )
    return gpd.GeoDataFrame(made), occupied


def _keyed(establishments: pd.DataFrame) -> pd.DataFrame:
    split = addresses.split(establishments["address"])
    key = addresses.keys(split["housenumber"], split["street"])
    return pd.DataFrame(establishments.drop(columns=GEOMETRY)).assign(key=key)


def _is_shop(rows: pd.DataFrame, table: str) -> pd.Series:
    none = pd.Series(pd.NA, index=rows.index, dtype="string")
    of = family(none, rows["activity"], naf2025=rows["activity_naf2025"], table=table)
    return of.notna() & ~of.isin([OTHER, OUTSIDE])


def _alone(rows: pd.DataFrame, of_map: gpd.GeoDataFrame, table: str) -> gpd.GeoDataFrame:
    """Make premises of the establishments of shops that the map does not know."""
    kept = rows[_is_shop(rows, table).to_numpy(dtype=bool)].reset_index(drop=True)
    split = addresses.split(kept["address"])
    none = pd.Series(pd.NA, index=kept.index, dtype="string")
    columns = {
        "premises_id": "siret:" + kept["siret"],
        "state": UNKNOWN,
        "family": family(none, kept["activity"], naf2025=kept["activity_naf2025"], table=table),
        "name": kept["sign"],
        "siret": kept["siret"],
        "activity": kept["activity"],
        "activity_naf2025": kept["activity_naf2025"],
        "opened": kept["began"],
        "street": _as_mapped(split["street"], of_map["street"]),
        "housenumber": split["housenumber"],
        "postcode": kept["postcode"],
        "employer": kept["employer"],
        "sources": SIRENE,
        GEOMETRY: _placed(kept, split, of_map),
    }
    frame = pd.DataFrame(columns, index=kept.index)
    return gpd.GeoDataFrame(PREMISES.typed(frame, crs=str(of_map.crs)))


def _as_mapped(street: pd.Series, mapped: pd.Series) -> pd.Series:
    """Write the names of streets as the map does, where it knows them."""
    known = mapped.dropna().drop_duplicates()
    names = dict(zip(known.map(addresses.street_key), known, strict=True))
    found = street.map(lambda text: names.get(addresses.street_key(text)), na_action="ignore")
    return found.astype("string").fillna(street)


def _placed(rows: pd.DataFrame, split: pd.DataFrame, of_map: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Place what the register does not at the premises of the map of the same address."""
    own = addresses.keys(split["housenumber"], split["street"])
    at = pd.DataFrame({
        "key": addresses.keys(of_map["housenumber"], of_map["street"]),
        "point": np.asarray(of_map.geometry.array, dtype=object),
    }).dropna().drop_duplicates("key")  # fmt: skip
    known = dict(zip(at["key"], at["point"], strict=True))
    points = [
        known.get(key) if point is None else point
        for key, point in zip(own, rows[GEOMETRY].array, strict=True)
    ]
    return gpd.GeoSeries(points, index=rows.index, crs=of_map.crs)
