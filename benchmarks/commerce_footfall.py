"""How long it takes to count who passes along the streets on the way to shops.

    python benchmarks/commerce_footfall.py

Drawn towns: square grids of streets, a tenth of the crossings missing, shops gathered in the
middle. Ours on two threads, beside the same walks along single shortest ways by SciPy and Python.
"""

import os
import time
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from beffroi.kernels.graph.betweenness import Habits, Paths, passers, paths

RUNS, SIDE = 5, 60.0
TOWNS = ((72, 500), (142, 2_000))
"""Crossings along a side, and origins."""


def grid(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Draw a square grid of streets, some missing, none quite straight."""
    draw = np.random.default_rng(0)
    at = np.arange(side * side).reshape(side, side)
    ends = np.vstack([np.column_stack([a.ravel(), b.ravel()])
                      for a, b in ((at[:, :-1], at[:, 1:]), (at[:-1], at[1:]))])  # fmt: skip
    kept = ends[draw.random(len(ends)) > 0.02]
    return kept[:, 0], kept[:, 1], SIDE * draw.uniform(0.9, 1.3, len(kept)), side * side


def single(streets: Paths, origins: np.ndarray, pull: np.ndarray, habits: Habits) -> np.ndarray:
    """Walk the one shortest way to each shop, with SciPy's search and a loop of Python."""
    n = len(streets.indptr) - 1
    tails = np.repeat(np.arange(n), np.diff(streets.indptr))
    graph = coo_array((streets.lengths, (tails, streets.heads)), shape=(n, n)).tocsr()
    flows = np.zeros(n)
    for origin in origins:
        dist, before = dijkstra(graph, indices=int(origin), limit=habits.radius,
                                return_predecessors=True)  # fmt: skip
        through = np.where(np.isfinite(dist), pull * np.exp(-habits.decay * dist), 0.0)
        total = through.sum()
        if total > 0:
            through /= total
            reached = np.flatnonzero(np.isfinite(dist))
            for node in reached[np.argsort(-dist[reached])]:
                if before[node] >= 0:
                    through[before[node]] += through[node]
            flows += through
    return flows


def main() -> None:
    """Time drawn towns."""
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"median of {RUNS} runs")  # fmt: skip
    habits = Habits()
    for side, n_origins in TOWNS:
        tails, heads, lengths, n = grid(side)
        streets = paths(tails, heads, lengths, n)
        draw = np.random.default_rng(1)
        x, y = np.divmod(np.arange(n), side)
        off = np.hypot(x - side / 2, y - side / 2) / (side / 2)
        pull = np.where(draw.random(n) < 0.25 * np.exp(-3 * off), draw.uniform(1, 5, n), 0.0)
        origins = draw.choice(n, n_origins, replace=False)
        walkers = draw.uniform(1, 90, n_origins)
        passers(streets, origins[:2], walkers[:2], pull, habits)
        took = []
        for _ in range(RUNS):
            begin = time.perf_counter()
            passers(streets, origins, walkers, pull, habits)
            took.append(time.perf_counter() - begin)
        few = origins[:50]
        begin = time.perf_counter()
        single(streets, few, pull, habits)
        plain = (time.perf_counter() - begin) * n_origins / len(few)
        ours = float(np.median(took))
        print(f"{len(tails):,} streets, {n_origins:,} origins, {int((pull > 0).sum())} shops: "
              f"{ours:.3f} s; SciPy and Python, shortest ways alone, {plain:.1f} s "
              f"(50 origins times {n_origins // 50}), ratio {plain / ours:.0f}")  # fmt: skip
    status = Path("/proc/self/status").read_text()
    print(f"memory: {int(status.split('VmHWM:')[1].split()[0]) / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
