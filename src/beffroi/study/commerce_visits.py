"""Visits to the sites of shops, for a study: whom to ask, and what may be concluded."""

import datetime as dt
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.visibility.evidence import own_address, records
from beffroi.foundation.language import Words, both
from beffroi.store import sites
from beffroi.territory.shop_sites import Visit


def visited(
    shops: gpd.GeoDataFrame,
    declared: pd.DataFrame | None,
    day: dt.date,
    *,
    fetch: bool,
    cache: Path | None,
    progress: sites.Progress | None,
) -> tuple[dict[str, Visit], tuple[Words, ...]]:
    """Visit the sites that the map or shopkeepers tell of, or read the visits that were kept.

    Parameters
    ----------
    shops
        Table `PREMISES`.
    declared
        Table `DECLARED`.
    day
        Day of the visits.
    fetch
        Whether sites are asked.
    cache
        Folder of the visits kept.
    progress
        Told how many sites were visited, of how many.

    Returns
    -------
    What came of the visits, by address as written, and what is to be said of them all.
    """
    if not fetch and cache is None:
        return {}, ()
    told = [] if declared is None else [own_address({}, row) for row in records(declared)]
    addresses = [own_address(row, {}) for row in records(shops)]
    wanted = [one for one in dict.fromkeys([*told, *addresses]) if one]
    with sites.web_client() as client:
        return concluded(sites.visits(wanted, sites.Visitor(client), day=day, cache=cache,
                                      asks=fetch, progress=progress))  # fmt: skip


def concluded(visits: dict[str, Visit]) -> tuple[dict[str, Visit], tuple[Words, ...]]:
    """Conclude nothing of sites if none of several answered: the machine may not be on the web."""
    if len(visits) < 2 or any(one.outcome not in sites.FLEETING for one in visits.values()):
        return visits, ()
    said = both("None of {n} sites answered: is this machine on the web? Nothing is concluded.",
                n=len(visits))  # fmt: skip
    return {}, (said,)
