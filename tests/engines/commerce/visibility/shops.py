"""Shops made by hand, for the tests of visibility."""

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.territory.commerce import PREMISES
from beffroi.territory.shop_declared import DECLARED
from beffroi.territory.shop_sites import SitePage, Visit

DAY = dt.date(2026, 11, 26)
SITE = "https://aux-pains.example/"


def premises(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Make shops of the map; what a row does not tell is missing."""
    told = [
        {"premises_id": f"osm:n{n}", "state": "trading", "sources": "osm",
         "geometry": shapely.Point(-2.08, 47.65), **row}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    frame = pd.DataFrame(told)
    return gpd.GeoDataFrame(PREMISES.typed(frame, crs="EPSG:4326"))


def declared(*rows: dict[str, Any]) -> pd.DataFrame:
    """Make declarations."""
    return DECLARED.typed(pd.DataFrame(list(rows)))


def visit(outcome: str = "answered", final: str = SITE, **parts: Any) -> dict[str, Visit]:
    """Make a visit to the site."""
    return {SITE: Visit(SITE, final, DAY.isoformat(), outcome, **parts)}


def page(**parts: Any) -> dict[str, SitePage]:
    """Make the page of the site."""
    return {SITE: SitePage(**parts)}


FULL = {
    "name": "Aux Pains", "kind": "bakery", "matched_by": "siret", "phone": "02 99 00 00 00",
    "opening_hours": "Tu-Sa 07:00-19:00", "website": SITE, "check_date": "2026-06-01",
    "social": "https://facebook.com/auxpains", "street": "Grande Rue", "family": "food",
}  # fmt: skip
FULL_PAGE = SitePage(fits=True, n_images=3, description="Pain au levain", business=("Bakery",),
                     hours="Tu-Sa 07:00-19:00", sells=("click & collect",))  # fmt: skip
