"""Catchment of the shops of a town: a market calibrated, shared out, written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.commerce.catchment.calibration import (
    Calibration,
    on_flows,
    on_priors,
    on_totals,
)
from beffroi.engines.commerce.catchment.market import Market, widened
from beffroi.engines.commerce.catchment.outcome import Shared, shared, swings, taken
from beffroi.engines.commerce.catchment.parameters import Goods, goods, parameter
from beffroi.engines.commerce.catchment.zones import zones
from beffroi.formats import market_tables, parking_layers
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import Words, both
from beffroi.study import commerce_market
from beffroi.study.commerce_market import Asked, Made, made, power_name
from beffroi.study.commerce_shared import VERDICTS, WAYS, Catchment, percent, tables

PAGE = "index.html"
CURVES: dict[str, float | None] = {"power": 0.0, "exponential": 1.0, "best": None}
"""Curves of decay that may be asked for; the likeliest one for ``best``."""
GROUND = ("streets", "water", "waters", "buildings", "greens")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of the customers.

    Attributes
    ----------
    flows, totals
        Tables of customers by place and shop, and of sales; one at most.
    new
        Table of new shops.
    goods
        Kind of goods, for what is known before.
    decay
        How the pull fades with time: a key of `CURVES`; other than a power, with flows alone.
    evasion
        Share of what is spent that goes outside, in [0, 1); None if unknown. [1]
    """

    flows: Path | None = None
    totals: Path | None = None
    new: Path | None = None
    goods: str = "all"
    decay: str = "power"
    evasion: float | None = None


def catchment(asked: Asked, survey: Survey) -> Catchment:
    """Calibrate a market and share it out.

    Raises
    ------
    SettingsError
        If an option cannot be used.
    InputError
        If a file cannot be used.
    """
    kind = goods(survey.goods)
    if survey.evasion is not None and not 0 <= survey.evasion < 1:
        raise SettingsError("The evasion is {share}: give a share from 0 to below 1.",
                            share=survey.evasion)  # fmt: skip
    if survey.flows is not None and survey.totals is not None:
        raise SettingsError("Give --flows or --totals, not both: flows say more.")
    if survey.decay not in CURVES:
        raise SettingsError("There is no decay {decay!r}: give one of {known}.",
                            decay=survey.decay, known=", ".join(CURVES))  # fmt: skip
    if survey.decay != "power" and survey.flows is None:
        raise SettingsError("A decay other than a power is fitted on flows alone: give --flows.")
    own = made(asked)
    found = _calibrated(own.market, kind, survey)
    split = shared(own.market, found, evasion=survey.evasion)
    share = split.shares[:, own.market.centre].sum(axis=1)
    zone = zones(np.where(own.market.served, own.market.weights, 0.0) * share, share)
    told = [*own.warnings, *_doubts(own, split, found, survey)]
    new, wider = _new(asked, survey, own, told)
    extract = None if own.town is None else own.town.extract
    ground = {} if extract is None else {
        name: extract.tables[name] for name in GROUND if name in extract.tables
    }  # fmt: skip
    return Catchment(
        own, kind, found, split, zone, wider, new,
        None if wider is None else taken(own.market, wider, found, split),
        swings(own.market, found, evasion=survey.evasion), tuple(told),
        _named(asked), ground=ground,
    )  # fmt: skip


def _named(asked: Asked) -> str:
    return next((path.name for path in (asked.register, asked.osm, asked.shops) if path), "")


def _calibrated(market: Market, kind: Goods, survey: Survey) -> Calibration:
    if survey.flows is not None:
        seen, away = _flows(market, survey.flows)
        return on_flows(market, kind, seen, away, curve=CURVES[survey.decay])
    if survey.totals is not None:
        return on_totals(market, kind, _sold(market, survey.totals))
    return on_priors(market, kind)


def _flows(market: Market, path: Path) -> tuple[np.ndarray, np.ndarray | None]:
    """Lay flows out as a matrix: 0 where a place and a shop were surveyed and nobody was seen."""
    table = market_tables.read_flows(path).table
    row = pd.Index(market.origins.astype(str)).get_indexer(table["origin_id"])
    column = pd.Index(market.shops.astype(str)).get_indexer(table["shop_id"])
    is_away = table["shop_id"].eq(market_tables.OUTSIDE).to_numpy(dtype=bool)
    _refuse_strangers(path, table, row < 0, (column < 0) & ~is_away)
    seen = np.full(market.minutes.shape, np.nan)
    near, rows = ~is_away, np.unique(row)
    seen[np.ix_(rows, np.unique(column[near]))] = 0.0
    counts = table["customers"].to_numpy(dtype=float, na_value=np.nan)
    seen[row[near], column[near]] = counts[near]
    far = np.isinf(market.minutes)
    if (seen[far] > 0).any():
        raise InputError(
            "{file}: customers come to shops out of their reach: look at the travel times.",
            file=str(path),
        )
    seen[far] = np.nan
    if not is_away.any():
        return seen, None
    gone = np.zeros(len(market.origins))
    gone[row[is_away]] = np.nan_to_num(counts[is_away])
    return seen, gone


def _refuse_strangers(path: Path, table: pd.DataFrame, place: np.ndarray, shop: np.ndarray) -> None:
    """Refuse ids of places and shops that are not of the market, naming the first."""
    for is_strange, column, what in (
        (place, "origin_id", both("places")), (shop, "shop_id", both("shops")),
    ):  # fmt: skip
        if is_strange.any():
            raise InputError(
                "{file} names {n} {what} that are not of this market (first: {first}): give the "
                "ids of the files of places and shops.", file=str(path), n=int(is_strange.sum()),
                what=what, first=str(table[column][is_strange].iloc[0]),
            )  # fmt: skip


def _sold(market: Market, path: Path) -> np.ndarray:
    table = market_tables.read_totals(path).table
    column = pd.Index(market.shops.astype(str)).get_indexer(table["shop_id"])
    _refuse_strangers(path, table, np.zeros(len(table), bool), column < 0)
    sold = np.full(len(market.shops), np.nan)
    sold[column] = table["total"].to_numpy(dtype=float, na_value=np.nan)
    if (~np.isnan(sold)).sum() < 2:
        raise InputError("{file} tells fewer than two totals: nothing can be fitted.",
                         file=str(path))  # fmt: skip
    return sold


def _doubts(own: Made, split: Shared, found: Calibration, survey: Survey) -> Iterator[Words]:
    """Say what the shares rest on and do not know."""
    if found.asked != found.way:
        yield both("The calibration on {asked} is {verdict}: the powers are those known elsewhere.",
                   asked=WAYS[found.asked], verdict=VERDICTS[found.verdict])  # fmt: skip
    if found.fit is not None and found.redrawn is None and found.verdict == "converged":
        yield both("Customers come from fewer than five places: bands rest on the curvature of the "
                   "likelihood, and may be too narrow.")  # fmt: skip
    if found.judged is not None and found.judged.verdict == "converged":
        yield from _taught(found)
    if split.evasion is None:
        yield both("What is bought outside these shops (other towns, the internet) is not known: "
                   "shares are of what is bought in them. Give --evasion, or count `outside` in "
                   "the flows.")  # fmt: skip
    elif survey.evasion is not None and found.has_outside:
        yield both("The flows tell what goes outside: --evasion is not used.")
    if split.unserved > 0:
        share = split.unserved / float(own.market.weights.sum())
        yield both("{share} of what is spent lies where no shop is in reach: it is in no sum.",
                   share=percent(share))  # fmt: skip


def _taught(found: Calibration) -> Iterator[Words]:
    judged = found.judged
    assert judged is not None  # noqa: S101  (checked by who calls)
    for name, left in zip(found.names, judged.narrowing, strict=True):
        if left > parameter("taught"):
            yield both("The totals taught next to nothing of the power of {name}: it is still what "
                       "was known before.", name=power_name(name))  # fmt: skip
    if judged.n_tops > 1:
        yield both("The totals allow {n} different answers: the likeliest is given.",
                   n=judged.n_tops)  # fmt: skip


def _new(
    asked: Asked, survey: Survey, own: Made, told: list[Words]
) -> tuple[gpd.GeoDataFrame | None, Market | None]:
    if survey.new is None:
        return None, None
    rows = commerce_market.table(survey.new, asked.attributes, told)
    clash = rows["shop_id"].isin(list(own.market.shops))
    if clash.any():
        raise InputError("{file}: the new shop {first} is one of those that are there: give it "
                         "another id.", file=str(survey.new),
                         first=str(rows["shop_id"][clash].iloc[0]))  # fmt: skip
    attributes = {}
    for name, known in own.market.attributes.items():
        sizes = rows[name].to_numpy(dtype=float, na_value=np.nan)
        if not (sizes > 0).all():
            raise InputError("{file}: every new shop needs its {name}, above zero.",
                             file=str(survey.new), name=name)  # fmt: skip
        attributes[name] = sizes.astype(known.dtype)
    minutes = commerce_market.times(asked, own.town, own.places, rows, own.epsg, told)
    names = rows["name"].fillna(rows["shop_id"]).to_numpy(object)
    return rows, widened(own.market, rows["shop_id"].to_numpy(object), names, attributes, minutes)


def run(
    asked: Asked, survey: Survey, out: Path, *,
    page: Callable[[Catchment, Path], None] | None = None,
) -> Catchment:  # fmt: skip
    """Make a catchment and write it in a new folder.

    Parameters
    ----------
    asked, survey
        As `catchment` takes them.
    out
        The folder.
    page
        What writes the page; none is written without.

    Raises
    ------
    SettingsError, InputError
        If an option or a file cannot be used, or the folder is taken.
    StorageError
        If it cannot be written.
    """
    with fresh(out):
        done = catchment(asked, survey)
        written = tables(done)
        names = tuple(f"{name}{'.gpkg' if 'geometry' in one else '.csv'}"
                      for name, one in written.items())  # fmt: skip
        for name, (key, one) in zip(names, written.items(), strict=True):
            parking_layers.write({key: one}, out / name)
        done = replace(done, files=names if page is None else (PAGE, *names))
        if page is not None:
            page(done, out / PAGE)
        return done
