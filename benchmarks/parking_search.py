"""How long it takes to know how long drivers search, and how near means come to drivers followed.

    python benchmarks/parking_search.py [--osm FILE --epsg CODE]

Drawn grids of 14,160 and 39,600 directed sections, and what it adds to follow drivers one by one
around the middle of such a grid; with a map, its own streets at several occupancies.
"""

import argparse
import resource
import time
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.profiles import speeds
from beffroi.engines.parking.explanation.following import followed
from beffroi.engines.parking.explanation.searching import ground, occupancies, search
from beffroi.engines.parking.explanation.sections import Stretches, sections
from beffroi.formats import osm
from beffroi.kernels.queueing.search import Circuit, passing, searched
from beffroi.kernels.queueing.search_times import still_searching

STREETS = ["primary", "secondary", "tertiary", "unclassified", "residential", "living_street"]
PARALLEL, USED = 5.2, 0.4
"""Metres of a parallel space, and share of the kerb assumed to be spaces on a map without tags."""


def grid(side: int) -> None:
    """Time one solution on a square grid of two-way streets."""
    at = np.arange(side * side).reshape(side, side)
    ends = np.vstack([np.column_stack([a.ravel(), b.ravel()])
                      for a, b in ((at[:, :-1], at[:, 1:]), (at[:-1], at[1:]))])  # fmt: skip
    ends = np.vstack([ends, ends[:, ::-1]])
    n, draw = len(ends), np.random.default_rng(0)
    circuit = Circuit(ends[:, 0], ends[:, 1], draw.uniform(5, 40, n), draw.uniform(20, 150, n),
                      np.ones(n))  # fmt: skip
    on = passing(draw.integers(0, 12, n), draw.uniform(0.6, 1, n))
    took = []
    for _ in range(5):
        begin = time.perf_counter()
        searched(circuit, on, np.ones(n), patience=900)
        took.append(time.perf_counter() - begin)
    begin = time.perf_counter()
    still_searching(circuit, on, np.ones(n), until=300, patience=900)
    curve = time.perf_counter() - begin
    print(f"{n} directed sections: {np.median(took):.3f} s for time, distance, success, visits and "
          f"the worth of a space on each; curve to five minutes {curve:.2f} s")  # fmt: skip
    one_by_one(ends[: n // 2], side)


def one_by_one(ends: np.ndarray, side: int, step: float = 80.0) -> None:
    """Time drivers followed around the middle of the same grid, 80 m from crossing to crossing."""
    n, every = len(ends), np.ones(len(ends), dtype=bool)
    y, x = np.divmod(np.arange(side * side), side)
    made = sections(Stretches(x * step, y * step, ends[:, 0], ends[:, 1], np.arange(n),
                              np.full(n, step), every, every))  # fmt: skip
    draw = np.random.default_rng(0)
    kerbs = pd.DataFrame({
        "kind": "kerb", "street": np.repeat(np.arange(n), 2).astype(object),
        "side": np.tile(["right", "left"], n), "x": np.nan, "y": np.nan,
        "spaces": draw.integers(0, 12, 2 * n).astype(float),
    })  # fmt: skip
    held = ground(made, kerbs)
    followed(held, occupancies(held, np.full(2 * n, 0.5)), stay=5_400.0, destination=(0.0, 0.0))
    for share in (0.85, 0.9, 0.95):
        taken = occupancies(held, np.full(2 * n, share))
        begin = time.perf_counter()
        found = followed(held, taken, stay=5_400.0, destination=(side // 2 * step,) * 2,
                         surveyed=False)  # fmt: skip
        took = time.perf_counter() - begin
        ratio = f"{found.times:.2f} ({found.low:.2f} to {found.high:.2f}) times the means"
        print(f"  followed one by one at {share:.2f}: {took:.2f} s more; {ratio}")


def town(path: Path, epsg: int) -> None:
    """Search around the middle of a map, its kerbs assumed where they have no tags."""
    extract = osm.read(path)
    streets = extract.tables["streets"]
    net = network(streets, extract.street_nodes, epsg=epsg)
    forwards, backwards = (v[net.street] > 0 for v in speeds(streets, "car"))
    made = sections(Stretches(net.x, net.y, net.tails, net.heads, net.street, net.length,
                              forwards, backwards))  # fmt: skip
    metres = streets.to_crs(epsg)
    rows = np.flatnonzero(metres["highway"].isin(STREETS))
    kerb = pd.DataFrame({
        "kind": "kerb", "street": rows.astype(object), "side": "right", "x": np.nan, "y": np.nan,
        "spaces": np.floor(metres.geometry.length.to_numpy()[rows] * USED / PARALLEL),
    })  # fmt: skip
    parks = extract.tables["car_parks"].to_crs(epsg)
    where = parks.geometry.representative_point()
    off_street = pd.DataFrame({
        "kind": "off_street", "street": None, "side": None, "x": where.x, "y": where.y,
        "spaces": parks["capacity"].astype(float).fillna(parks["area"].astype(float) / 25),
    })  # fmt: skip
    places = pd.concat([kerb, off_street], ignore_index=True)
    held = ground(made, places)
    middle = (float(np.median(net.x)), float(np.median(net.y)))
    print(f"{path.name}: {held.n_sections} directed sections, {held.spaces.sum()} spaces assumed")
    for share in (0.6, 0.8, 0.85, 0.9, 0.95):
        taken = occupancies(held, np.full(len(places), share))
        begin = time.perf_counter()
        found = search(held, taken, middle)
        took = time.perf_counter() - begin
        begin = time.perf_counter()
        drawn = followed(held, taken, stay=5_400.0, destination=middle, surveyed=False)
        more = time.perf_counter() - begin
        print(f"  occupancy {share:.2f}: {found.time / 60:.1f} min, {found.distance:.0f} m, "
              f"{found.late:.1%} over five minutes, {1 - found.success:.1%} give up; {took:.2f} s; "
              f"followed one by one at {drawn.occupancy:.3f}: {drawn.times:.2f} "
              f"({drawn.low:.2f} to {drawn.high:.2f}) times the means, {more:.2f} s")  # fmt: skip


def main() -> None:
    """Run both."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--osm", type=Path)
    asked.add_argument("--epsg", type=int, default=2154)
    given = asked.parse_args()
    for side in (60, 100):
        grid(side)
    if given.osm:
        town(given.osm, given.epsg)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
