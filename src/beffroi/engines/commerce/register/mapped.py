"""Premises of the map: every place where one trades or traded, with what the map tells of it."""

import re

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.commerce.families import family
from beffroi.territory.centre import shop_streets
from beffroi.territory.commerce import OSM, PREMISES, TRADING

PHONES = ("phone", "contact_phone", "contact_mobile")
SITES = ("website", "contact_website", "url")
EMAILS = ("email", "contact_email")
SOCIAL = ("contact_facebook", "facebook", "contact_instagram")
LAST_NAMES = ("disused_name", "old_name", "name")
AS_WRITTEN = ("brand", "level", "opening_hours", "wheelchair", "area", "geometry")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def mapped(
    outlets: gpd.GeoDataFrame, streets: gpd.GeoDataFrame, *, table: str = "beffroi"
) -> gpd.GeoDataFrame:
    """Make the premises that the map knows.

    Parameters
    ----------
    outlets
        Table `OUTLETS`, in metres.
    streets
        Table `STREETS`, in the same projection.
    table
        Table of families, as `engines.commerce.families.families` takes it.

    Returns
    -------
    Table `PREMISES` in the same projection, in the order of `outlets`; premises whose outline the
    map lost are left out. The street is that of the address, else the nearest named one.
    """
    shapes = outlets.geometry.to_numpy()
    is_placed = ~(shapely.is_empty(shapes) | shapely.is_missing(shapes))
    placed = gpd.GeoDataFrame(outlets[is_placed].reset_index(drop=True))
    trades = placed["state"].eq(TRADING).to_numpy(dtype=bool)
    name = placed["name"].fillna(placed["brand"])
    columns = {
        **{column: placed[column] for column in AS_WRITTEN},
        "premises_id": "osm:" + placed["outlet_id"],
        "state": placed["state"],
        "kind": placed["kind"],
        "family": family(placed["kind"].fillna(placed["last_kind"]), table=table),
        "name": name.where(trades),
        "is_chain": (placed["brand"].notna() | placed["brand_wikidata"].notna())
        .astype("boolean")
        .where(placed["brand"].notna() | placed["brand_wikidata"].notna()),
        "siret": sirets(placed["ref_FR_SIRET"]),
        "last_name": _first(placed, LAST_NAMES).where(~trades, placed["disused_name"]),
        "last_kind": placed["last_kind"],
        "street": shop_streets(streets, placed),
        "housenumber": placed["addr_housenumber"],
        "postcode": placed["addr_postcode"],
        "phone": _first(placed, PHONES),
        "website": _first(placed, SITES),
        "email": _first(placed, EMAILS),
        "social": _first(placed, SOCIAL),
        "check_date": _day(placed["check_date"]).fillna(_day(placed["survey_date"])),
        "sources": OSM,
    }
    frame = pd.DataFrame(columns, index=placed.index)
    return gpd.GeoDataFrame(PREMISES.typed(frame, crs=str(outlets.crs)))


def sirets(texts: pd.Series) -> pd.Series:
    """Read SIRET numbers, spaces aside; missing where there are not 14 digits.

    Examples
    --------
    >>> sirets(pd.Series(["552 017 600 00016", "12"], dtype="string")).tolist()
    ['55201760000016', <NA>]
    """
    bare = texts.astype("string").str.replace(r"\s", "", regex=True)
    return bare.where(bare.str.fullmatch(r"\d{14}").fillna(value=False))


def _first(frame: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """Take the first column that tells something, row by row."""
    found = frame[names[0]].astype("string")
    for name in names[1:]:
        found = found.fillna(frame[name].astype("string"))
    return found


def _day(texts: pd.Series) -> pd.Series:
    return texts.where(texts.str.fullmatch(_DAY).fillna(value=False))
