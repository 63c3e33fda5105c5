"""Population: where people live, building by building, when no census grid is given."""

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.numbers import grouped
from beffroi.territory.tables import POPULATION_CELLS

NORMS = Path(__file__).parent / "population.toml"
WHOLE = 0.9
"""Share of the commune's area from which a map is taken to show all its dwellings. [1]"""


@dataclass(frozen=True)
class SpreadPopulation:
    """People placed on residential buildings.

    Attributes
    ----------
    cells
        Table `POPULATION_CELLS`: a point for each residential building.
    total
        People placed; None if they are unknown. [person]
    interval
        Bounds of that total; None where it is the census count itself.
    method
        How they were placed.
    """

    cells: gpd.GeoDataFrame
    total: float | None
    interval: tuple[float, float] | None
    method: Words


def norms() -> dict[str, Any]:
    """Read the dated norms of `population.toml`."""
    return tomllib.loads(NORMS.read_text(encoding="utf-8"))


def floor_area(buildings: gpd.GeoDataFrame) -> pd.Series:
    """Estimate the dwelling floor of each building: ground area × storeys.

    Parameters
    ----------
    buildings
        Table `BUILDINGS`, in a projection in metres.

    Returns
    -------
    Gross floor area, 0 for what is not a dwelling or has no outline; unknown storeys are taken as
    the median of the known ones of the same kind of building, or else as the norm. [m²]
    """
    given = norms()
    residential = buildings["building"].isin(given["residential"]["kinds"])
    unnamed = buildings["building"].eq("yes") & buildings[["amenity", "office"]].isna().all(axis=1)
    ground = buildings.area
    plausible = ground.between(given["ground_least"]["value"], given["ground_most"]["value"])
    usual = buildings.groupby("building")["levels"].transform("median")
    levels = buildings["levels"].fillna(usual).fillna(given["levels"]["value"])
    dwelling = (residential & ground.gt(given["ground_least"]["value"])) | (unnamed & plausible)
    floor: pd.Series = (ground * levels.astype(float)).where(dwelling, 0.0)
    return floor


def is_whole(share_covered: float) -> bool:
    """Say whether an area as large as this share of the commune may be the commune itself."""
    return WHOLE <= share_covered <= 1 / WHOLE


def spread(
    buildings: gpd.GeoDataFrame,
    population: float | None,
    share_covered: float | None,
    *,
    n_streets: int = 0,
) -> SpreadPopulation:
    """Spread a commune's population over the dwellings that the map shows.

    Where the map shows the whole commune, its census population is shared out by floor area.
    Where it shows a part of it, or the commune is unknown, each dwelling is given the people that
    its floor area houses on average, within the commune's total.

    Parameters
    ----------
    buildings
        Table `BUILDINGS`, in a projection in metres.
    population
        Census population of the commune; None if unknown. [person]
    share_covered
        Share of the commune's area that the map covers, above 1 if it covers more; None if
        unknown. [1]
    n_streets
        Streets of homes that the map shows. A map with no more dwellings than these was drawn
        without its buildings, and says nothing of where people live.
    """
    floor = floor_area(buildings)
    if (floor > 0).sum() <= n_streets:
        return SpreadPopulation(_cells(buildings, floor[:0]), None, None, _NO_DWELLING)
    if population is not None and share_covered is not None:
        if is_whole(share_covered):
            shared = floor * (population / floor.sum())
            return SpreadPopulation(_cells(buildings, shared), population, None, _SHARED_OUT)
        if share_covered < WHOLE:
            return _housed(buildings, floor, population)
    return _housed(buildings, floor, math.inf)


def _housed(buildings: gpd.GeoDataFrame, floor: pd.Series, most: float) -> SpreadPopulation:
    given = norms()
    share = given["habitable_share"]["value"]
    per_person = given["floor_per_person"]
    people = floor * share / per_person["value"]
    bounds = [floor.sum() * share / per_person[end] for end in ("most", "least")]
    if people.sum() > most:
        people *= most / people.sum()
    low, high = (min(bound, most) for bound in bounds)
    capped = _WITHIN_COMMUNE if math.isfinite(most) else Words("", "")
    method = _HOUSED.filled(
        share=_number(share), usual=_number(per_person["value"]), capped=capped,
        least=_number(per_person["least"]), most=_number(per_person["most"]),
    )  # fmt: skip
    return SpreadPopulation(_cells(buildings, people), float(people.sum()), (low, high), method)


def _number(value: float) -> Words:
    return Words(*(grouped(value, 0 if value == round(value) else 1, lang) for lang in LANGUAGES))


def _cells(buildings: gpd.GeoDataFrame, people: pd.Series) -> gpd.GeoDataFrame:
    lived_in = people[people > 0]
    homes = buildings.loc[lived_in.index]
    cells = gpd.GeoDataFrame(
        {
            "cell_id": homes["building_id"].to_numpy(),
            "population": lived_in.to_numpy(),
            "households": np.full(len(homes), np.nan),
        },
        geometry=homes.representative_point().to_numpy(),
        crs=buildings.crs,
    )
    return gpd.GeoDataFrame(POPULATION_CELLS.typed(cells))


_SHARED_OUT = Words(
    fr="Population communale répartie sur les logements de la carte, au prorata de leur surface "
    "(emprise × niveaux).",
    en="Census population of the commune, shared among the dwellings of the map by floor area "
    "(footprint × storeys).",
)
_HOUSED = Words(
    fr="Population estimée par la surface des logements de la carte (emprise × niveaux × {share} ÷ "
    "{usual} m² par personne){capped}. Intervalle de jugement, non statistique : de {most} à "
    "{least} m² par personne.",
    en="Population estimated from the floor area of the dwellings of the map (footprint × storeys "
    "× {share} ÷ {usual} m² a person){capped}. The interval is a judgement, not a statistic: from "
    "{most} to {least} m² a person.",
)
_WITHIN_COMMUNE = Words(
    fr=", sans dépasser la population de la commune, que la carte ne couvre pas tout entière",
    en=", within the population of the commune, which the map does not cover whole",
)
_NO_DWELLING = Words(
    fr="La carte porte moins de logements que de rues résidentielles, ou aucun : la population n'y "
    "est pas connue.",
    en="The map draws fewer dwellings than residential streets, or none: where people live is "
    "unknown.",
)
