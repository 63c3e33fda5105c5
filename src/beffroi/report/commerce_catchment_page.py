"""The page of a catchment: what the centre gets, from where, how sure, and what it would lose."""

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.report.commerce_catchment_map import ZONES as ZONE_NAMES
from beffroi.report.commerce_catchment_map import catchment_map
from beffroi.report.page import asset
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated
from beffroi.study.commerce_market import power_name
from beffroi.study.commerce_shared import (
    SAME,
    VERDICTS,
    WAYS,
    ZONES,
    Band,
    Catchment,
    brought,
    losses,
    percent,
    shops,
)

MOST, MOST_ROWS = 15, 400
"""Rows that a table shows at once, and at most; the files have them all."""
UNKNOWN = both("unknown")
TEN = 10.0
UNITS = {"€": both("€"), "inhabitant": both("inhabitants")}


def write(done: Catchment, path: Path) -> None:
    """Write the page of a catchment, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Catchment) -> str:
    """Lay a catchment out as one self-contained page, in French and in English."""
    drawn = catchment_map(done)
    parts = {
        "done": done, "atlas": drawn, "most": MOST,
        "title": both("Catchment – {map} – Beffroi").filled(map=done.map_name),
        "standfirst": tuple(standfirst(done)), "cards": tuple(cards(done)),
        "powers": tuple(powers(done)), "fit": tuple(fit(done)), "swings": tuple(swings(done)),
        "zones": tuple(zones(done)), "lost": tuple(lost(done)), "shops": tuple(listed(done)),
        "unit": UNITS.get(done.market.unit, Words(done.market.unit, done.market.unit)),
        "is_surveyed": done.calibration.way != "priors",
    }  # fmt: skip
    return laid_out("commerce_catchment.html.j2", parts, scripts=drawn.scripts,
                    look=(drawn.style, asset("parking.css")))  # fmt: skip


def standfirst(done: Catchment) -> Iterator[Words]:
    """Say of what the market is made."""
    yield both("{n} shops, of which {own} in the centre").filled(
        n=counted(len(done.market.shops)), own=counted(int(done.market.centre.sum()))
    )
    yield both("{n} places where people live").filled(n=counted(len(done.market.origins)))
    yield both("powers rest on {way}").filled(way=WAYS[done.calibration.way])
    if done.made.town is not None and done.made.town.date:
        yield both("map of {day}").filled(day=dated(done.made.town.date))


def cards(done: Catchment) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    split = done.shared
    if done.has_rival:
        yield (both("Share of the centre"), percent(split.centre_share.value),
               _range(split.centre_share))  # fmt: skip
    else:
        yield (both("Rivals outside the centre"), both("too few known"),
               both("{n} of the {whole} shops given are of the centre: give the others (malls, "
                    "next towns) with --shops").filled(
                        n=counted(int(done.market.centre.sum())),
                        whole=counted(len(done.market.shops))))  # fmt: skip
        yield both("Share of the centre"), UNKNOWN, both("too few rivals are known to share with")
    if done.made.n_unsized:
        yield (both("Shops whose sales area is not told"),
               both("{n} of {whole}").filled(n=counted(done.made.n_unsized),
                                             whole=counted(len(done.market.shops))),
               both("each is given a usual area: shares between shops rest on it"))  # fmt: skip
    evasion = split.evasion
    yield (both("Bought outside these shops"),
           UNKNOWN if evasion is None else percent(evasion.value),
           both("nobody counted it, and it was not told") if evasion is None else
           both("as told") if not done.calibration.has_outside else _range(evasion))  # fmt: skip
    if done.taken is not None:
        had, took = split.centre.value, done.taken.centre
        yield (both("The centre would lose to the new shops"), percent(took.value / had),
               _range(Band(took.value / had, took.low / had, took.high / had)))  # fmt: skip
    if split.unserved > 0:
        share = split.unserved / float(done.market.weights.sum())
        yield (both("Out of reach of every shop"), percent(share),
               both("of what is spent: in no sum"))  # fmt: skip


def _range(band: Band) -> Words:
    if band.high - band.low < SAME:
        return both("fixed by what is told to be bought outside: the powers hardly move it")
    return both("{low} to {high} by the draws of the powers").filled(
        low=percent(band.low), high=percent(band.high)
    )


def powers(done: Catchment) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say each power, its standard error, its interval."""
    found = done.calibration
    for name, value, error in zip(found.names, found.powers, found.errors, strict=True):
        yield power_name(name), (
            _decimals(value), _decimals(error),
            both("{low} to {high}").filled(low=_decimals(value - 1.96 * error),
                                           high=_decimals(value + 1.96 * error)),
        )  # fmt: skip


def _decimals(value: float) -> Words:
    return Words(*(grouped(float(value), 3, code) for code in LANGUAGES))


def fit(done: Catchment) -> Iterator[tuple[Words, Words]]:
    """Say whether the calibration converged, and how well it explains."""
    found = done.calibration
    yield both("Asked to rest on"), WAYS[found.asked]
    if found.asked != "priors":
        yield both("Calibration"), VERDICTS[found.verdict]
    if found.fit is not None and found.verdict == "converged":
        yield (
            both("Curve of the decay (0 a power of time, 1 an exponential)"),
            _decimals(found.curve),
        )
        yield both("Logarithm of the likelihood"), _decimals(found.fit.log_likelihood)
        yield both("Slope left at the top"), _power_of_ten(found.fit.gradient)
        yield both("Dispersion (1 where customers choose apart)"), _decimals(found.fit.dispersion)
        errors = both("places drawn again") if found.redrawn is not None else both(
            "curvature of the likelihood, times the dispersion")  # fmt: skip
        yield both("Standard errors from"), errors
    if found.judged is not None and found.verdict == "converged":
        yield both("Slope left at the top"), _power_of_ten(found.judged.gradient)
        yield both("Typical error of a total"), percent(found.judged.error)
        yield both("Highest over lowest curvature"), _decimals(found.judged.condition)
        for name, left in zip(found.names, found.judged.narrowing, strict=True):
            yield (both("Left of the prior uncertainty: {power}").filled(power=power_name(name)),
                   percent(left))  # fmt: skip
    if found.way == "priors":
        memory = both("{source} (from memory, to be checked)").filled(source=done.kind.source)
        yield both("Kind of goods"), done.kind.name
        yield both("Source of the decay"), memory if done.kind.from_memory else done.kind.source


def _power_of_ten(value: float) -> Words:
    text = f"{value:.0e}"
    return Words(text, text)


def swings(done: Catchment) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say what the centre gets when one power alone moves."""
    for one in done.swings:
        yield power_name(one.name), (
            both("{low} to {high}").filled(low=_decimals(one.low), high=_decimals(one.high)),
            percent(one.share_low) if done.has_rival else UNKNOWN,
            percent(one.share_high) if done.has_rival else UNKNOWN,
        )  # fmt: skip


def zones(done: Catchment) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say what each zone of the centre brings."""
    market = done.market
    weights = np.where(market.served, market.weights, 0.0)
    shares = brought(weights * done.centre_share, done.zone)
    for name in ZONES:
        own = done.zone == name
        spent = float(weights[own].sum())
        rate = float((weights * done.centre_share)[own].sum()) / spent if spent else np.nan
        yield ZONE_NAMES[name][2], (
            counted(int(own.sum())), counted(round(float(market.weights[own].sum()))),
            percent(rate) if done.has_rival and not np.isnan(rate) else UNKNOWN,
            UNKNOWN if np.isnan(shares[name]) else percent(shares[name]),
        )  # fmt: skip


def lost(done: Catchment) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say who loses to the new shops, the heaviest loss first."""
    if done.taken is None:
        return
    for row in losses(done).head(MOST_ROWS).to_dict("records"):
        yield _named(row), (
            both("centre") if row["is_centre"] else both("elsewhere"),
            _few(row["lost"]), percent(row["lost_share"]),
            both("{low} to {high}").filled(low=percent(row["lost_share_low"]),
                                           high=percent(row["lost_share_high"])),
        )  # fmt: skip


def _few(value: float) -> Words:
    """Write what a shop loses, with a decimal under ten."""
    return Words(*(grouped(float(value), 0 if value >= TEN else 1, code) for code in LANGUAGES))


def _named(row: dict[Hashable, Any]) -> Words:
    if pd.isna(row["name"]) or row["name"] == row["shop_id"]:
        return both("without a name ({id})").filled(id=str(row["shop_id"]))
    return Words(str(row["name"]), str(row["name"]))


def listed(done: Catchment) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say each shop, the one that gets most first."""
    rows = shops(done).nlargest(MOST_ROWS, "total")
    for row in rows.drop(columns="geometry").to_dict("records"):
        minutes = Words(*(grouped(row["minutes"], 1, code) for code in LANGUAGES))
        yield _named(row), (
            both("centre") if row["is_centre"] else both("elsewhere"),
            counted(round(row["total"])),
            both("{low} to {high}").filled(low=counted(round(row["low"])),
                                           high=counted(round(row["high"]))),
            UNKNOWN if np.isnan(row["minutes"]) else minutes,
        )  # fmt: skip
