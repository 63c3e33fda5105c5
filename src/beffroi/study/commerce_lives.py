"""Lives of shops for a study: from the State's register and its history, or a register made."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.commerce.families import OTHER, families, family
from beffroi.engines.commerce.vitality.lives import lives
from beffroi.engines.commerce.vitality.parameters import parameter
from beffroi.formats import sirene, sirene_closings, sirene_history
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.language import Words
from beffroi.study.commerce_given import Given
from beffroi.territory.commerce import TRADING, VACANT

OFTEN = 0.8
"""Share of the lives that must tell a covariate for it to be kept. [1]"""
OWN = 4.0
"""Premises nearer than this are those of the shop itself. [m]"""
NUMBER = r"^\d+\s*(?:BIS|TER|QUATER|[A-D])?\s+"
"""A number in a street, at the start of an address."""


@dataclass(frozen=True, slots=True)
class Registers:
    """Files of the State's register.

    Attributes
    ----------
    stock, history
        StockEtablissement and StockEtablissementHistorique; None if not given.
    commune
        INSEE code; empty for that of the register of premises.
    """

    stock: Path | None = None
    history: Path | None = None
    commune: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is known of the lives of shops.

    Attributes
    ----------
    lives
        As `engines.commerce.vitality.lives.lives` gives them, those of shops alone, with `family`,
        `street`, `cell` (address), `is_chain` (missing for most that left), `x`, `y` [m].
    lags
        Delays of declaration, as `engines.commerce.vitality.lasting` takes them; None if unknown.
    outside
        Establishments of the register that are no shops.
    warnings
        What the readers repaired or left out.
    """

    lives: pd.DataFrame
    lags: pd.DataFrame | None
    outside: int
    warnings: tuple[Words, ...]


def told(given: Given, registers: Registers, date: str, *, table: str = "beffroi") -> Told | None:
    """Gather the lives of the shops of a town.

    Parameters
    ----------
    given
        Premises.
    registers
        The State's register: stock and history, of which the commune is read.
    date
        Day of the register, ISO 8601.
    table
        Table of families.

    Returns
    -------
    None where nothing tells of the past.

    Raises
    ------
    InputError
        If one of the two files comes without the other, a file cannot be read, or nobody says
        which commune it is.
    """
    if (registers.stock is None) != (registers.history is None):
        raise SettingsError(
            "The history names no commune, the stock no past: give both (--sirene, --history)."
        )
    if registers.stock is None or registers.history is None:
        if given.periods is None or given.periods.empty:
            return None
        return _told(given.periods, _of_premises(given.premises), given, date=date, table=table)
    commune = registers.commune or given.commune
    if not commune:
        raise SettingsError(
            "Nobody says which commune this is: give its INSEE code (--commune 35236)."
        )
    stock = sirene.read(registers.stock, [commune])
    if stock.table.empty:
        raise InputError(
            "{path} holds no establishment of {commune}: give the stock that covers the town.",
            path=str(registers.stock), commune=commune,
        )  # fmt: skip
    history = sirene_history.read(registers.history, stock.table["siret"].tolist())
    closings = sirene_closings.read(registers.stock, [commune])
    return _told(history.table, stock.table, given, date=date, table=table, lags=closings.table,
                 warnings=(*stock.warnings, *history.warnings))  # fmt: skip


def _of_premises(premises: gpd.GeoDataFrame) -> pd.DataFrame:
    """Say of each establishment what the premises that it holds today tell."""
    rows = premises[premises["siret"].notna()].drop_duplicates("siret")
    points = rows.geometry.representative_point()
    number = rows["housenumber"].fillna("")
    address = (number + " " + rows["street"].fillna("")).str.strip()
    return pd.DataFrame({"siret": rows["siret"], "name": rows["name"], "lon": points.x,
                         "lat": points.y, "address": address.mask(address == "")})  # fmt: skip


def _told(
    periods: pd.DataFrame, places: pd.DataFrame, given: Given, *, date: str, table: str,
    lags: pd.DataFrame | None = None, warnings: tuple[Words, ...] = (),
) -> Told:  # fmt: skip
    found = lives(periods, date)
    nothing = pd.Series(pd.NA, index=found.index, dtype="string")
    found["family"] = family(nothing, found["activity"].astype("string"), table=table)
    known = families(table)
    aside = {OTHER, *(key for key, one in known.items() if one.is_outside)}
    is_shop = found["family"].notna() & ~found["family"].isin(list(aside))
    kept = found[is_shop].merge(
        places[["siret", "address", "lon", "lat"]], on="siret", how="left"
    )  # fmt: skip
    held = given.premises.dropna(subset=["siret"]).drop_duplicates("siret").set_index("siret")
    kept["is_chain"] = kept["siret"].map(held["is_chain"]).astype("boolean")
    kept["cell"] = kept["address"].map(_plain, na_action="ignore")
    kept["street"] = _streets(kept["cell"], given)
    points = gpd.GeoSeries(gpd.points_from_xy(
        kept["lon"].to_numpy(float, na_value=np.nan), kept["lat"].to_numpy(float, na_value=np.nan)
    ), crs=4326).to_crs(given.epsg)  # fmt: skip
    shops = kept.drop(columns=["lon", "lat", "address"]).assign(x=points.x, y=points.y)
    if lags is not None:
        lags = lags[lags["siret"].isin(shops["siret"])]
    outside = int(found.loc[~is_shop, "siret"].nunique())
    return Told(shops, lags, outside, warnings)


def _plain(text: str) -> str:
    """Write an address without accents, hyphens or small letters."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    kept = "".join(c if c.isalnum() else " " for c in bare)
    return " ".join(kept.upper().split())


def _streets(cells: pd.Series, given: Given) -> pd.Series:
    """Name streets as the map does where it knows them."""
    known = (*given.streets["name"].dropna().unique(), *given.premises["street"].dropna().unique())
    named = {_plain(str(name)): str(name) for name in known}
    street = cells.astype("string").str.replace(NUMBER, "", regex=True)
    return street.map(lambda text: named.get(text, text), na_action="ignore").replace("", pd.NA)


def covariates(seen: pd.DataFrame, premises: gpd.GeoDataFrame, main: str | None) -> pd.DataFrame:
    """Describe lives by what may go with how long they last.

    Parameters
    ----------
    seen
        Lives as they were watched, with `family`, `street`, `is_chain`, `x`, `y` [m].
    premises
        Table `PREMISES`, in metres.
    main
        Name of the main shopping street.

    Returns
    -------
    `main_street`, `vacancy_near` (share of the premises within `near` that stand empty today, the
    shop's own left out; tenths), `chain`, and one column for each family but the largest, 0 or 1.
    The first three are left out where fewer than four lives in five tell them.
    """
    known = seen["street"].notna()
    made = {"main_street": seen["street"].eq(main or "").astype(float).where(known)}
    made["vacancy_near"] = 10 * _near(seen, premises)
    made["chain"] = seen["is_chain"].astype("Float64").astype(float)
    for name in list(seen["family"].value_counts().index)[1:]:
        made[f"family:{name}"] = seen["family"].eq(name).astype(float)
    table = pd.DataFrame(made, index=seen.index)
    rare = [name for name in ("main_street", "vacancy_near", "chain")
            if table[name].notna().mean() < OFTEN]  # fmt: skip
    return table.drop(columns=rare)


def _near(seen: pd.DataFrame, premises: gpd.GeoDataFrame) -> pd.Series:
    nothing = pd.Series(np.nan, index=seen.index)
    placed = premises[premises["state"].isin([TRADING, VACANT]) & premises.geometry.notna()]
    has = seen["x"].notna() & np.isfinite(seen["x"].astype(float))
    if placed.empty or not has.any() or not placed["state"].eq(VACANT).any():
        return nothing
    points = shapely.points(seen.loc[has, ["x", "y"]].to_numpy(float))
    others = np.asarray(placed.geometry.representative_point().array, dtype=object)
    shop, other = shapely.STRtree(others).query(
        points, predicate="dwithin", distance=parameter("near")
    )
    apart = shapely.distance(points[shop], others[other]) > OWN
    empty = placed["state"].eq(VACANT).to_numpy(dtype=bool)[other]
    n = np.bincount(shop[apart], minlength=len(points))
    k = np.bincount(shop[apart], weights=empty[apart], minlength=len(points))
    nothing.loc[has] = np.divide(k, n, out=np.full(len(points), np.nan), where=n > 0)
    return nothing
