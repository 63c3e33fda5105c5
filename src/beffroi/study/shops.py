"""The premises of a study: those of the register that was given, else those of the map."""

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.families import OTHER, families, family
from beffroi.engines.commerce.offer.indicators import Offered
from beffroi.engines.commerce.offer.indicators import outcome as offer_outcome
from beffroi.engines.commerce.register.mapped import mapped
from beffroi.engines.commerce.vitality.lives import lives
from beffroi.formats import premises_layers
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.study.ground import located
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.commerce import PERIODS
from beffroi.territory.outcome import Outcome

REGISTER = "register"
"""Kind of source, and name of the step that reads it."""


def step() -> Step:
    """Read the register of premises that `beffroi commerce register` wrote."""
    return Step(
        REGISTER, Words("Registre des commerces", "Register of shops"), read_register,
        after=("map",), inputs=(REGISTER,),
    )  # fmt: skip


def read_register(shop: Workshop) -> Made:
    """Read a written register: its premises, and the periods of their establishments."""
    premises_, _, periods, about = premises_layers.read(shop.path(REGISTER))
    return {
        "register_premises.parquet": premises_.to_crs(shop.document("map")["epsg"]),
        "register_periods.parquet": PERIODS.empty() if periods is None else periods,
        f"{REGISTER}.json": {"date": about.get("date", ""), "rows": len(premises_), "warnings": []},
    }


def premises(shop: Workshop) -> gpd.GeoDataFrame:
    """Give the premises of the whole map, in the legal projection."""
    if REGISTER in shop.entries:
        return located(shop, "register_premises")
    return mapped(located(shop, "outlets"), located(shop, "streets"))


def source(shop: Workshop) -> str:
    """Name the source that premises come from."""
    return REGISTER if REGISTER in shop.entries else "osm"


def offer(shop: Workshop, inside: gpd.GeoDataFrame, sources: tuple[Source, ...]) -> Outcome:
    """Describe the offer of a perimeter.

    Parameters
    ----------
    shop
        The study.
    inside
        Its premises within the perimeter.
    sources
        Where they come from, dated.
    """
    date = next((one.date for one in sources if one.date), shop.entries["osm"].retrieved[:10])
    return offer_outcome(
        Offered(
            premises=inside,
            streets=located(shop, "streets"),
            lives=_lives(shop, date),
            date=date,
            sources=sources,
        )
    )


def _lives(shop: Workshop, date: str) -> pd.DataFrame | None:
    """Give the lives of the shops of the register; None without a history."""
    if REGISTER not in shop.entries:
        return None
    found = lives(shop.table("register_periods"), date)
    if found.empty:
        return None
    aside = {OTHER, *(key for key, one in families().items() if one.is_outside)}
    nothing = pd.Series(pd.NA, index=found.index, dtype="string")
    named = family(nothing, found["activity"].astype("string"))
    return found[named.notna() & ~named.isin(list(aside))]
