"""A market shared out: what is written of it, and said."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.commerce.catchment.calibration import Calibration
from beffroi.engines.commerce.catchment.market import Market
from beffroi.engines.commerce.catchment.outcome import Band, Shared, Swing, Taken
from beffroi.engines.commerce.catchment.parameters import Goods, parameter
from beffroi.engines.commerce.catchment.zones import ZONES, brought
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import HARD_SPACE, grouped
from beffroi.study.commerce_market import Made, power_name

__all__ = [
    "SAME", "VERDICTS", "WAYS", "ZONES", "Band", "Catchment", "brought", "losses", "percent",
    "power_name", "shops", "tables",
]  # fmt: skip

WAYS = {
    "flows": both("where customers were seen"), "totals": both("what shops sell"),
    "priors": both("what is known elsewhere, without a survey"),
}  # fmt: skip
VERDICTS = {
    "converged": both("converged"),
    "not_identified": both("refused: shops or places are too alike to tell the powers apart"),
    "separated": both("refused: some shop never loses a customer that it could have, and the "
                      "powers grow without end"),
    "not_converged": both("refused: the search for the powers did not end"),
}  # fmt: skip

SAME = 0.005
"""A band narrower than half a hundredth says more of what was told than of what was found."""


@dataclass(frozen=True, slots=True, eq=False)
class Catchment:
    """A catchment.

    Attributes
    ----------
    made
        The market and where its parts lie.
    kind
        Goods.
    calibration, shared
        Powers and shares.
    zone
        Zone of the centre that each place is of.
    wider, new_shops, taken
        The market with its new shops, where these are, what they take; None without.
    swings
        What the centre gets when one power alone moves.
    warnings
        What was left out or taken for granted.
    map_name
        File of the shops.
    files
        What was written; empty before.
    """

    made: Made
    kind: Goods
    calibration: Calibration
    shared: Shared
    zone: np.ndarray
    wider: Market | None
    new_shops: gpd.GeoDataFrame | None
    taken: Taken | None
    swings: tuple[Swing, ...]
    warnings: tuple[Words, ...]
    map_name: str = ""
    files: tuple[str, ...] = ()
    ground: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)

    @property
    def market(self) -> Market:
        """The market as it is."""
        return self.made.market

    @property
    def has_rival(self) -> bool:
        """Whether enough is known of those that share with the centre to tell its share.

        They are a table of other shops, customers seen to go outside, or a map that goes beyond
        the centre.
        """
        away, source = ~self.market.centre, self.made.shops["source"].to_numpy(object)
        given = set(source[away]) - set(source[~away])
        return (
            self.calibration.has_outside or bool(given) or float(away.mean()) >= parameter("rivals")
        )

    @property
    def centre_share(self) -> np.ndarray:
        """(n_origins,) share of each place that goes to the centre."""
        return np.asarray(self.shared.shares[:, self.market.centre].sum(axis=1))


def tables(done: Catchment) -> dict[str, pd.DataFrame]:
    """Make the tables that are written: places and shops (layers), powers, what new shops take."""
    found = {"catchment_places": places(done), "catchment_shops": shops(done),
             "catchment_powers": powers(done)}  # fmt: skip
    if done.taken is not None:
        found["catchment_new"] = losses(done)
    return found


def places(done: Catchment) -> gpd.GeoDataFrame:
    """Say of each place its share to the centre, its zone, and the shop that gets most of it."""
    market, shares = done.market, done.shared.shares
    first = shares.argmax(axis=1)
    is_known = market.served
    away = 1 - shares.sum(axis=1)
    return gpd.GeoDataFrame({
        "origin_id": market.origins, "weight": market.weights,
        "centre_share": np.where(is_known, done.centre_share, np.nan), "zone": done.zone,
        "first_shop": np.where(is_known, market.names[first], None),
        "first_share": np.where(is_known, shares.max(axis=1), np.nan),
        "outside_share": np.where(is_known & (done.shared.evasion is not None), away, np.nan),
    }, geometry=done.made.places.geometry.to_numpy(), crs=4326)  # fmt: skip


def shops(done: Catchment) -> gpd.GeoDataFrame:
    """Say of each shop what it gets, with its band, and how far its customers come from."""
    market, split = done.market, done.shared
    weights = np.where(market.served, market.weights, 0.0)[:, np.newaxis] * split.shares
    minutes = np.where(np.isfinite(market.minutes), market.minutes, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (weights * minutes).sum(axis=0) / split.totals
    rows = done.made.shops
    return gpd.GeoDataFrame({
        "shop_id": market.shops, "name": rows["name"].to_numpy(object),
        "family": rows["family"].to_numpy(object), "is_centre": market.centre,
        "total": split.totals, "low": split.low, "high": split.high, "minutes": mean,
    }, geometry=rows.geometry.to_numpy(), crs=4326)  # fmt: skip


def powers(done: Catchment) -> pd.DataFrame:
    """List the powers and their standard errors, and what was known before."""
    found = done.calibration
    return pd.DataFrame({
        "power": found.names, "value": found.powers, "standard_error": found.errors,
        "rests_on": found.way, "verdict": found.verdict,
    })  # fmt: skip


def losses(done: Catchment) -> pd.DataFrame:
    """Say who loses what to the new shops, the heaviest loss first."""
    took = done.taken
    assert took is not None  # noqa: S101  (checked by who calls)
    rows = [
        {"shop_id": id_, "name": name, "is_centre": bool(own), "lost": lost.value,
         "lost_low": lost.low, "lost_high": lost.high, "lost_share": share.value,
         "lost_share_low": share.low, "lost_share_high": share.high}
        for id_, name, own, lost, share in zip(
            done.market.shops, done.market.names, done.market.centre, took.lost,
            took.lost_share, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows).sort_values("lost", ascending=False, ignore_index=True)


def told(done: Catchment) -> Iterator[Words]:
    """Say what was found, one sentence a line."""
    split, found = done.shared, done.calibration
    yield both("Powers rest on {way}.", way=WAYS[found.way])
    for name, value, error in zip(found.names, found.powers, found.errors, strict=True):
        yield both("Power of {name}: {value} ± {error}.", name=power_name(name),
                   value=_decimals(value), error=_decimals(error))  # fmt: skip
    if not done.has_rival:
        yield both("The share of the centre is unknown: {n} of the {whole} shops given are its "
                   "own. Give those that draw its customers away (malls, next towns) with --shops.",
                   n=int(done.market.centre.sum()), whole=len(done.market.shops))  # fmt: skip
    elif split.centre_share.high - split.centre_share.low < SAME:
        yield both("The centre ({n} shops) gets {share} of what places in reach spend: fixed by "
                   "what is told to be bought outside.",
                   n=int(done.market.centre.sum()),
                   share=percent(split.centre_share.value))  # fmt: skip
    else:
        yield both("The centre ({n} shops) gets {share} ({low} to {high}) of what places in reach "
               "spend.", n=int(done.market.centre.sum()),
               share=percent(split.centre_share.value), low=percent(split.centre_share.low),
               high=percent(split.centre_share.high))  # fmt: skip
    if split.evasion is not None and not found.has_outside:
        yield both("Outside: {share}, as told.", share=percent(split.evasion.value))
    elif split.evasion is not None:
        yield both("Outside: {share} ({low} to {high}).", share=percent(split.evasion.value),
                   low=percent(split.evasion.low), high=percent(split.evasion.high))  # fmt: skip
    if done.taken is not None:
        lost = done.taken.centre
        had = split.centre.value
        yield both("The new shops take {share} ({low} to {high}) of what the centre has.",
                   share=percent(lost.value / had), low=percent(lost.low / had),
                   high=percent(lost.high / had))  # fmt: skip
    yield from done.warnings


def _decimals(value: float) -> Words:
    return Words(*(grouped(float(value), 3, code) for code in LANGUAGES))


def percent(value: float) -> Words:
    r"""Write a share as a percentage, with a decimal under 10 %.

    Examples
    --------
    >>> percent(0.123).en, percent(0.0123).en
    ('12\xa0%', '1.2\xa0%')
    """
    digits = 0 if abs(value) >= 0.1 or value == 0 else 1
    return Words(*(f"{grouped(100 * value, digits, code)}{HARD_SPACE}%" for code in LANGUAGES))


def as_json(done: Catchment) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    found, split = done.calibration, done.shared
    centre = done.shared.shares[:, done.market.centre].sum(axis=1)
    came = np.where(done.market.served, done.market.weights, 0.0) * centre
    return {
        "files": list(done.files), "warnings": [words.as_json() for words in done.warnings],
        "calibration": {
            "asked": found.asked, "rests_on": found.way, "verdict": found.verdict,
            "powers": {name: {"value": float(value), "standard_error": float(error)}
                       for name, value, error in
                       zip(found.names, found.powers, found.errors, strict=True)},
            "log_likelihood": None if found.fit is None else _number(found.fit.log_likelihood),
            "gradient": _gradient(found), "curve": found.curve,
        },
        "unit": done.market.unit, "origins": len(done.market.origins),
        "shops": len(done.market.shops), "centre_shops": int(done.market.centre.sum()),
        "centre": _band(split.centre),
        "centre_share": _band(split.centre_share) if done.has_rival else None,
        "evasion": None if split.evasion is None else _band(split.evasion),
        "unserved": split.unserved,
        "swings": [asdict(one) for one in done.swings],
        "zones": {name: _number(share) for name, share in brought(came, done.zone).items()},
        "new": None if done.taken is None else {
            "gained": [_band(one) for one in done.taken.new],
            "centre_lost": _band(done.taken.centre),
            "outside": None if done.taken.outside is None else _band(done.taken.outside),
        },
    }  # fmt: skip


def _gradient(found: Calibration) -> float | None:
    if found.fit is not None:
        return _number(found.fit.gradient)
    return None if found.judged is None else _number(found.judged.gradient)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _band(one: Band) -> dict[str, float | None]:
    return {"value": _number(one.value), "low": _number(one.low), "high": _number(one.high)}
