"""Fleets: how long a vehicle takes to be back, and the headway that a fleet keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from beffroi.engines.informal.service.norms import parameter
from beffroi.territory.informal import INFORMAL_HEADWAYS


@dataclass(frozen=True, slots=True)
class Cycle:
    """How long a vehicle of a line takes to be back where it left.

    Attributes
    ----------
    seconds
        Out and back, stays at stops and at terminals included. [s]
    spread
        Standard deviation of its logarithm, as far as it is uncertain. [1]
    """

    seconds: float
    spread: float


def cycles(variants: pd.DataFrame, calls: pd.DataFrame, times: pd.DataFrame) -> dict[str, Cycle]:
    """Tell the cycle time of lines: running times, stays at stops and at terminals.

    Each direction lasts what the mean of its variants does, weighted by their rides; a line of one
    direction comes back to where it began on its own, or in as long where it does not. Stays at
    stops count as often as vehicles halt; that at a terminal is `layover` where none is known.

    Parameters
    ----------
    variants, calls, times
        Rows of the tables of the network; `times` may lack variants, whose lines have no cycle.
    """
    ridden = lasting(calls, times)
    known = variants[variants["variant_id"].isin(ridden)]
    found = {}
    for route, own in known.groupby("route_id"):
        ways = []
        for _, way in own.groupby("direction"):
            weights = np.maximum(way["n_rides"].to_numpy(dtype=float), 1.0)
            lasts = np.array([ridden[str(id_)] for id_ in way["variant_id"]])
            ways.append(np.average(lasts, axis=0, weights=weights))
        seconds, variance = np.sum(ways, axis=0) * (2 if len(ways) == 1 else 1)
        layover, unsure = _layover(calls[calls["variant_id"].isin(own["variant_id"])])
        whole = float(seconds + 2 * layover)
        variance += (2 * layover * unsure) ** 2
        found[str(route)] = Cycle(whole, float(np.sqrt(variance)) / whole)
    return found


def lasting(calls: pd.DataFrame, times: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Sum what each variant rides and stands on its way, and its variance. [s, s²]."""
    z = norm.ppf((1 + parameter("level")) / 2)
    by_leg = times.groupby(["variant_id", "rank"])[["seconds", "low_s", "high_s"]].mean()
    stays = calls[calls["rank"] > 0].copy()
    last = stays.groupby("variant_id")["rank"].transform("max")
    halts = (stays["n_halts"].astype("Float64") / stays["n_passes"].astype("Float64")).fillna(1.0)
    stays["stood"] = (stays["dwell_s"].fillna(0.0) * halts).where(stays["rank"] < last, 0.0)
    stood = stays.groupby("variant_id")["stood"].sum()
    found = {}
    for variant, own in by_leg.groupby(level=0):
        seconds = float(own["seconds"].sum())
        error = float((own["high_s"] - own["low_s"]).sum()) / (2 * z)
        found[str(variant)] = (seconds + float(stood.get(variant, 0.0)), error**2)
    return found


def _layover(calls: pd.DataFrame) -> tuple[float, float]:
    """Return the stay at a terminal and how unsure it is."""
    seen = calls.loc[calls["rank"] == 0, "dwell_s"].dropna().to_numpy(dtype=float)
    if len(seen):
        return float(np.median(seen)), parameter("layover_spread") / np.sqrt(len(seen) + 1.0)
    return parameter("layover"), parameter("layover_spread")


def by_fleet(
    variants: pd.DataFrame, cycle: Mapping[str, Cycle], vehicles: Mapping[str, int],
    days: Mapping[str, tuple[float, float]],
) -> pd.DataFrame:  # fmt: skip
    r"""Tell the headway that a known fleet keeps, all of it at work: :math:`H = C / n`.

    Where a direction has several variants, each leaves as its share of the rides.

    Parameters
    ----------
    vehicles
        Vehicles of each line, > 0.
    days
        By kind of day, begin and end of service. [s]

    Returns
    -------
    Rows of `INFORMAL_HEADWAYS` of the lines whose cycle and fleet are known.
    """
    z = norm.ppf((1 + parameter("level")) / 2)
    variation, rows = parameter("variation"), []
    whole = variants.groupby(["route_id", "direction"])["n_rides"].transform("sum")
    shares = (variants["n_rides"] / whole.where(whole > 0)).fillna(1.0).to_numpy(dtype=float)
    for id_, route, share in zip(variants["variant_id"], variants["route_id"], shares, strict=True):
        if route not in cycle or vehicles.get(route, 0) <= 0 or share <= 0:
            continue
        headway = cycle[route].seconds / vehicles[route] / share
        far = float(np.exp(z * cycle[route].spread))
        rows += [{
            "band_id": f"{id_}:{kind}:{int(begins)}", "variant_id": id_, "days": kind,
            "begins_s": begins, "ends_s": ends, "headway_s": headway, "low_s": headway / far,
            "high_s": headway * far, "variation": variation,
            "wait_s": headway * (1 + variation**2) / 2, "n_departures": 0, "method": "cycle",
        } for kind, (begins, ends) in days.items()]  # fmt: skip
    return INFORMAL_HEADWAYS.typed(pd.DataFrame(rows, columns=list(INFORMAL_HEADWAYS.columns)))
