"""How long it takes to know how long drivers search, and how near means come to drivers followed.

    python benchmarks/parking_search.py [--osm FILE --epsg CODE]

Drawn grids of 14,160 and 39,600 directed sections; with a map, its own streets at several
occupancies, beside drivers followed one by one.
"""

import argparse
import resource
import time
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.profiles import speeds
from beffroi.engines.parking.explanation.searching import followed, ground, occupancies, search
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
        one_by_one = followed(held, taken, stay=5_400.0)
        print(f"  occupancy {share:.2f}: {found.time / 60:.1f} min, {found.distance:.0f} m, "
              f"{found.late:.1%} over five minutes, {1 - found.success:.1%} give up; {took:.2f} s; "
              f"followed one by one at {one_by_one.occupancy:.3f}: "
              f"{one_by_one.time / one_by_one.mean:.2f} times the means")  # fmt: skip


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
