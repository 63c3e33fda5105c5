"""Offer: how varied the shops are, who owns them, where they gather and what goes with what."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.commerce.vitality.parameters import parameter
from beffroi.kernels.company import company
from beffroi.kernels.diversity import (
    evenness,
    hill_numbers,
    rarefied,
    rarefied_error,
    shannon,
    simpson,
)
from beffroi.kernels.gatherings import gatherings
from beffroi.kernels.specialisation import quotients
from beffroi.territory.commerce import TRADING

FOUND = 0.05
"""Share of false finds among the pairs of families that are told. [1]"""
WIDE = 1.959964
"""Half of a 95 % interval, in standard errors. [1]"""
BEYOND = 20.0
"""How far the outline of a pole goes beyond its last shops. [m]"""


@dataclass(frozen=True, slots=True)
class Diversity:
    """Diversity of some shops.

    Attributes
    ----------
    name
        Town; empty for this one.
    shops
        How many trade, of known kind. [shop]
    hill
        Hill's numbers of orders 0, 1, 2. [kind]
    shannon, evenness, simpson
        Other measures of the same. [nat], [1], [1]
    rarefied, error
        Hill's numbers of so many shops as towns are compared with, and standard errors; NaN for
        fewer. [kind]
    """

    name: str
    shops: int
    hill: tuple[float, ...]
    shannon: float
    evenness: float
    simpson: float
    rarefied: tuple[float, ...]
    error: tuple[float, ...]


def diversity(counts: pd.Series, name: str = "") -> Diversity:
    """Measure the diversity of shops counted by kind or family.

    Parameters
    ----------
    counts
        Shops by kind.
    name
        Of the town.
    """
    held, drawn = counts.to_numpy(dtype=float), int(parameter("rarefied"))
    return Diversity(
        name, int(held.sum()), tuple(hill_numbers(held)), shannon(held), evenness(held),
        simpson(held), tuple(rarefied(held, drawn)), tuple(rarefied_error(held, drawn)),
    )  # fmt: skip


def trading(premises: pd.DataFrame) -> pd.DataFrame:
    """Keep the premises where a shop trades."""
    return premises[premises["state"].eq(TRADING)]


@dataclass(frozen=True, slots=True)
class Chains:
    """Shops of chains, and independent ones: known, and at the least and most."""

    shops: int
    chains: int
    independents: int
    unknown: int

    @property
    def least(self) -> float:
        """Share of chains if no unknown one belongs to any [1]."""
        return self.chains / self.shops if self.shops else float("nan")

    @property
    def most(self) -> float:
        """Share of chains if all unknown ones belong to some [1]."""
        return (self.chains + self.unknown) / self.shops if self.shops else float("nan")


def chains(premises: pd.DataFrame) -> Chains:
    """Count the trading shops of chains, the independent ones, and those of which nothing tells."""
    told = trading(premises)["is_chain"]
    n = int(told.eq(other=True).sum())
    own = int(told.eq(other=False).sum())
    return Chains(len(told), n, own, len(told) - n - own)


def poles(premises: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Find the shopping poles: 20 trading shops or more, each less than 200 m from the next.

    Parameters
    ----------
    premises
        Table `PREMISES`, in metres.

    Returns
    -------
    The largest first: `pole` (from 1 on), `shops`, `vacant` (premises that stand empty among
    them), `geometry` (what lies around the shops, about 20 m beyond the last ones), its `area`
    [ha], `density` [shop/ha].
    """
    placed = premises[premises.geometry.notna() & ~premises.geometry.is_empty]
    alive = trading(placed)
    points = shapely.get_coordinates(np.asarray(alive.geometry.representative_point()))
    label = gatherings(points, parameter("pole_reach"), int(parameter("pole_least")))
    rows = []
    for pole in range(int(label.max(initial=-1)) + 1):
        hull = _outline(points[label == pole])
        inside = placed[placed["state"].eq("vacant") & placed.intersects(hull)]
        n = int((label == pole).sum())
        area = shapely.area(hull) / 1e4
        rows.append((pole + 1, n, len(inside), area, n / area, hull))
    names = ["pole", "shops", "vacant", "area", "density", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=names), geometry="geometry",
                            crs=premises.crs)  # fmt: skip


def _outline(points: np.ndarray) -> shapely.Geometry:
    """Draw what lies around shops, without holes: discs that just meet where two are in reach."""
    half = parameter("pole_reach") / 2
    whole = shapely.union_all(shapely.buffer(shapely.points(points), half))
    drawn_in = shapely.get_parts(shapely.buffer(whole, BEYOND - half))
    return shapely.union_all(shapely.polygons(shapely.get_exterior_ring(drawn_in)))


def pairs(premises: gpd.GeoDataFrame, *, draws: int = 999) -> pd.DataFrame:
    """Say which families stand near one another more, or less, than chance would have it.

    Returns
    -------
    One row for each ordered pair of families of five shops or more: `around`, `family`, `ratio`,
    `probability`, `discovery` (see `kernels.company`), `is_found`; the most striking first.
    """
    alive = trading(premises)
    is_placed = alive.geometry.notna() & ~alive.geometry.is_empty
    alive = alive[is_placed & alive["family"].notna()]
    sizes = alive["family"].value_counts()
    kept = sorted(str(name) for name, n in sizes.items() if n >= 5)
    alive = alive[alive["family"].isin(kept)]
    codes = alive["family"].astype(str).map({name: k for k, name in enumerate(kept)})
    points = shapely.get_coordinates(np.asarray(alive.geometry.representative_point()))
    found = company(points, codes.to_numpy(dtype=np.int64), parameter("company_reach"),
                    draws=draws)  # fmt: skip
    rows = [
        (a, b, found.ratio[i, j], found.probability[i, j], found.discovery[i, j])
        for i, a in enumerate(kept) for j, b in enumerate(kept)
    ]  # fmt: skip
    table = pd.DataFrame(
        rows, columns=["around", "family", "ratio", "probability", "discovery"]
    ).assign(is_found=lambda told: told["discovery"] <= FOUND)
    with np.errstate(divide="ignore"):
        apart = np.abs(np.log(table["ratio"].to_numpy(dtype=float)))
    order = np.lexsort((-apart, table["discovery"]))
    return table.iloc[order].reset_index(drop=True)


def specialities(counts: pd.Series, reference: pd.Series) -> pd.DataFrame:
    """Compare the families of a town with those of others.

    Parameters
    ----------
    counts, reference
        Shops by family, of the town and of the towns that it is compared with.

    Returns
    -------
    One row for each family of the reference: `family`, `shops`, `reference`, `quotient`, `low`,
    `high`, `shrunk`, `shrunk_low`, `shrunk_high`.
    """
    other = reference[reference > 0]
    own = counts.reindex(other.index).fillna(0)
    found = quotients(own.to_numpy(dtype=float), other.to_numpy(dtype=float))
    return pd.DataFrame({
        "family": other.index.astype(str), "shops": own.to_numpy(dtype=int),
        "reference": other.to_numpy(dtype=int), "quotient": found.quotient, "low": found.low,
        "high": found.high, "shrunk": found.shrunk, "shrunk_low": found.shrunk_low,
        "shrunk_high": found.shrunk_high,
    })  # fmt: skip
