"""Stops of rides drawn on a real timetable, against those of the timetable."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

from beffroi.engines.informal.halts import found
from beffroi.engines.informal.published import Variant, published
from beffroi.engines.informal.simulation import Options, simulated
from beffroi.engines.informal.traces import Laid, Traces
from beffroi.formats import gtfs
from beffroi.kernels.trajectory import laid

FEED = "gtfs-informal/accra_trotro_afd_2017.gtfs.zip"


@dataclass(frozen=True, eq=False)
class Ridden:
    """Rides laid on the timetable's own shapes, what was marked on board, and the truth."""

    laid: Laid
    marks: pd.DataFrame
    variants: list[Variant]


@pytest.fixture(scope="module")
def ridden(real_data: Path) -> Ridden:
    feed = gtfs.read(real_data / FEED).tables
    made = simulated(feed, Options(rides=80, variants=10, sampling=5, counts=True, seed=5))
    network = published(feed)
    by_key = {variant.key: variant for variant in network.variants}
    variants = [by_key[key] for key in made.truth["variants"]["variant"]]
    lines = tuple(variant.line for variant in variants)
    number = {variant.key: rank for rank, variant in enumerate(variants)}
    fixes = made.fixes[made.fixes["event"].isna()]
    ids = tuple(fixes["ride_id"].unique())
    shown = made.truth["rides"].set_index("ride_id").loc[list(ids), "variant"].map(number)
    ends = np.concatenate([[0], np.cumsum(fixes.groupby("ride_id", sort=False).size())])
    points = network.plane.metres(fixes["lon"], fixes["lat"])
    along, off = np.full(len(points), np.nan), np.full(len(points), np.nan)
    for rank, variant in enumerate(shown):
        own = slice(ends[rank], ends[rank + 1])
        x, y = points[own].T
        along[own], off[own] = laid(
            np.array([0, len(x)]), x, y, lines[variant][:, 0], lines[variant][:, 1],
            sigma=8.0, beta=5.0, widest=40.0,
        )  # fmt: skip
    times = fixes["time"].to_numpy(dtype=float)
    traces = Traces(network.plane, ids, ends, np.arange(len(points)), times, points,
                    np.full(len(points), 5.0))  # fmt: skip
    whole = Laid(traces, lines, np.zeros(len(lines), dtype=np.int64),
                 shown.to_numpy(dtype=np.int64), along, off)  # fmt: skip
    marks = made.fixes[made.fixes["event"].notna()]
    return Ridden(whole, marks, variants)


@pytest.mark.real
@pytest.mark.parametrize(("counts", "least"), [(False, 0.75), (True, 0.90)])
def test_stops_of_accra_are_found(ridden: Ridden, counts: bool, least: float) -> None:
    variants = ridden.variants

    calls = found(ridden.laid, [variant.key for variant in variants],
                  marks=ridden.marks if counts else None).calls  # fmt: skip

    hits, n_ours, n_theirs = 0, len(calls), sum(len(variant.where) for variant in variants)
    for variant in variants:
        ours = calls.loc[calls["variant_id"] == variant.key, "along_m"].to_numpy(dtype=float)
        apart = np.abs(ours[:, np.newaxis] - variant.where)
        pairs = linear_sum_assignment(np.where(apart <= 30, apart, 1e6))
        hits += int((apart[pairs] <= 30).sum())
    assert 2 * hits / (n_ours + n_theirs) >= least
