"""Car travel times from many places to everywhere and to many others, beside SciPy and pandana.

Every tool gets the same streets, one-way streets included, at the car speeds of the product, in
whole milliseconds; it works in a process of its own, so that its memory is its own. The last
town is a grid without main streets, whose links cost what chance gives: the worst case.

    python benchmarks/hierarchy.py [--osm FILE] [--drawn-nodes 300000] [--grid 250]
        [--peers PYTHON]
"""
# ruff: noqa: PLC0415 (each tool is imported in its own process alone)

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

THREADS = "2"
for name in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = THREADS  # before any of the tools is imported

import numpy as np  # noqa: E402  the threads must be set first

RUNS = 3
NODES_PER_INHABITANT = 284_710 / 500_000
MOST_INHABITANTS = 600_000
LIMIT = 900.0
N_SOURCES = 2_000
N_CHECKED = 10
SQUARES = (1_000, 5_000)
N_PAIRS = 100_000
WAIT = 1200


def main() -> None:
    options = _options()
    if options.tool:
        result = TOOLS[options.tool](Path(options.town))
        # Not by the standard output, on which some tools print as well.
        Path(options.town).with_suffix(".json").write_text(json.dumps(result))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {THREADS} threads, "
          f"median of {RUNS} runs; load at the start {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        if options.osm:
            path = Path(options.osm)
            _compare(Path(folder) / "osm", car_streets(path), path.name, options.peers)
        drawn = drawn_town(Path(folder), options.drawn_nodes)
        _compare(Path(folder) / "drawn", car_streets(drawn), "drawn town", options.peers)
        _compare(
            Path(folder) / "grid",
            uneven_grid(options.grid),
            "grid without main streets",
            options.peers,
        )
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", help="an OSM file")
    parser.add_argument("--drawn-nodes", type=int, default=300_000)
    parser.add_argument("--grid", type=int, default=250, help="junctions on a side of the grid")
    parser.add_argument("--peers", help="the Python that has pandana")
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--town", help=argparse.SUPPRESS)
    return parser.parse_args()


def drawn_town(folder: Path, n_nodes: int) -> Path:
    """Draw a town with about so many street nodes, and write its map."""
    from beffroi.drawing.town import draw
    from beffroi.formats import osm

    town = draw(min(round(n_nodes / NODES_PER_INHABITANT), MOST_INHABITANTS), 1)
    osm.write(folder / "town.osm.pbf", town.nodes, town.ways, town.relations, date="2024-05-01")
    return folder / "town.osm.pbf"


def car_streets(path: Path) -> dict[str, np.ndarray]:
    """Read the streets of a map that cars may use, as the product does. [s, m]"""
    from beffroi.engines.mobility.network import network
    from beffroi.engines.mobility.profiles import speeds
    from beffroi.formats import osm

    extract = osm.read(path)
    streets = extract.tables["streets"]
    lon, lat = extract.street_nodes[["lon", "lat"]].mean()
    utm = (32_600 if lat >= 0 else 32_700) + int((lon + 180) // 6) + 1
    net = network(streets, extract.street_nodes, epsg=utm)
    there, back = (speed[net.street] for speed in speeds(streets, "car"))
    usable = (there > 0) | (back > 0)
    kept, ends = np.unique([net.tails[usable], net.heads[usable]], return_inverse=True)
    with np.errstate(divide="ignore"):
        costs = [np.round(net.length[usable] / speed[usable], 3) for speed in (there, back)]
    return _town(ends.reshape(2, -1), costs, net.x[kept], net.y[kept])


def uneven_grid(side: int) -> dict[str, np.ndarray]:
    """Build a square town of equal streets; each link costs 1 to 100 s."""
    random = np.random.default_rng(1)
    number = np.arange(side * side).reshape(side, side)
    tails = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    heads = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    cost = random.integers(1_000, 100_000, len(tails)) / 1000
    x, y = number.ravel() % side, number.ravel() // side
    return _town(np.array([tails, heads]), [cost, cost], x, y)


def _town(
    ends: np.ndarray, costs: list[np.ndarray], x: np.ndarray, y: np.ndarray
) -> dict[str, np.ndarray]:
    return {"ends": ends, "there": costs[0], "back": costs[1], "x": x, "y": y}


def _arcs(town: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """List all arcs once, the cheapest of parallel ones: tails, heads, costs > 0."""
    tails, heads = np.concatenate([town["ends"], town["ends"][::-1]], axis=1)
    costs = np.concatenate([town["there"], town["back"]])
    order = np.lexsort((costs, heads, tails))
    order = order[np.isfinite(costs[order]) & (tails[order] != heads[order])]
    pairs = tails[order].astype(np.int64) * len(town["x"]) + heads[order]
    order = order[np.unique(pairs, return_index=True)[1]]
    # SciPy takes a zero for no arc at all.
    return tails[order], heads[order], np.maximum(costs[order], 1e-9)


def _compare(stem: Path, town: dict[str, np.ndarray], name: str, peers: str | None) -> None:
    """Hand the same town to every tool, and print what they needed for it."""
    np.savez(stem.with_suffix(".npz"), **town)
    print(f"\n{name}: {len(town['x']):,} nodes, {town['ends'].shape[1]:,} stretches for cars")
    cache = {"NUMBA_CACHE_DIR": str(stem.with_name("cache"))}
    first = _measured("ours", stem, cache, sys.executable)
    found = {tool: _measured(tool, stem, cache, sys.executable) for tool in OWN}
    if peers:
        found["pandana"] = _measured("pandana", stem, cache, peers)
    _print(found, first)
    sys.stdout.flush()


def _measured(tool: str, stem: Path, environment: dict[str, str], python: str) -> dict | None:
    """Run one tool in a process of its own; None if it fails or takes too long."""
    command = [python, __file__, "--tool", tool, "--town", str(stem)]
    try:
        subprocess.run(
            command, env=os.environ | environment, capture_output=True, text=True, timeout=WAIT,
            check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        print(f"  {tool} did not finish within {WAIT} s")
        return None
    except subprocess.CalledProcessError as error:
        print(f"  {tool} failed: {error.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(stem.with_suffix(".json").read_text())


def _print(found: dict[str, dict | None], first: dict | None) -> None:
    ours, plain = found["ours"], found["SciPy"]
    columns = ("number", 9), ("each, ms", 11), ("ratio", 8), ("CPU, ms", 11), ("ratio", 8)
    print(f"  {'job':24}{'tool':9}" + "".join(name.rjust(width) for name, width in columns))
    for job in ("times to all nodes", "sums within 15 minutes"):
        for tool, result in found.items():
            if result and job in result["jobs"]:
                n, wall, cpu = result["jobs"][job]
                base = ours["jobs"][job] if ours else (n, np.nan, np.nan)
                print(f"  {job:24}{tool:9}{n:9,}{wall:11.4f}{wall / base[1]:8.1f}"
                      f"{cpu:11.4f}{cpu / base[2]:8.1f}")  # fmt: skip
    for tool, result in found.items():
        for n, wall, _ in (result or {}).get("pairs", []):
            print(f"  pairs: {tool:9}{n:12,} at {1e-3 / wall:9.2f} million a second")
    for tool, result in found.items():
        if result:
            print(f"  {tool}: ready in {result['build']:.2f} s, at most {result['memory']:.0f} MB "
                  f"{result.get('note', '')}")  # fmt: skip
    if ours and first:
        print(f"  ours: compiling about {first['cpu'] - ours['cpu']:.1f} s of CPU")
    if ours and plain:
        one, other = np.array(ours["checked"]), np.array(plain["checked"])
        with np.errstate(invalid="ignore"):
            same = (np.isinf(one) & np.isinf(other)) | (np.abs(one - other) < 0.002)
        print(f"  SciPy: {int((~same).sum())} of {same.size:,} times differ by 2 ms or more")


def _timed(job: Callable[[], object], n: int) -> tuple[int, float, float]:
    """Time a job: how many, median wall clock and CPU time for each. [ms]"""
    walls, spent = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        job()
        walls.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    return n, float(np.median(walls) / n * 1e3), float(np.median(spent) / n * 1e3)


def _sample(n_nodes: int, size: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, n_nodes, size)


def _result(build: float, jobs: dict, **more: object) -> dict:
    status = Path("/proc/self/status").read_text()
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1024
    cpu = time.process_time()
    return {"build": build, "jobs": jobs, "memory": memory, "cpu": cpu} | more


def run_ours(stem: Path) -> dict:
    from beffroi.kernels import graph, hierarchy

    town = np.load(stem.with_suffix(".npz"))
    n = len(town["x"])
    streets = graph.build(*town["ends"], town["there"], town["back"], x=town["x"], y=town["y"])
    before = time.perf_counter()
    ranked = hierarchy.contract(streets)
    build = time.perf_counter() - before
    hierarchy.times_from(ranked, [0])
    sources, ones = _sample(n, N_SOURCES), np.ones(n)

    def all_blocks() -> None:
        for _ in hierarchy.blocks_from(ranked, sources):
            pass

    jobs = {
        "times to all nodes": _timed(all_blocks, N_SOURCES),
        "sums within 15 minutes": _timed(
            lambda: hierarchy.sums_within(ranked, sources, [LIMIT], ones), N_SOURCES
        ),
    }
    pairs = []
    for side in SQUARES:
        ends = _sample(n, side, 2), _sample(n, side, 3)
        pairs.append(_timed(lambda ends=ends: hierarchy.times_between(ranked, *ends), side**2))
    checked = hierarchy.times_from(ranked, _sample(n, N_CHECKED, 4)).tolist()
    note = f"({streets.n_junctions:,} junctions, {ranked.n_arcs:,} arcs, {ranked.n_core:,} in core)"
    return _result(build, jobs, pairs=pairs, checked=checked, note=note)


def run_graph(stem: Path) -> dict:
    from beffroi.kernels import graph

    town = np.load(stem.with_suffix(".npz"))
    n = len(town["x"])
    before = time.perf_counter()
    streets = graph.build(*town["ends"], town["there"], town["back"], x=town["x"], y=town["y"])
    build = time.perf_counter() - before
    sources, everywhere, ones = _sample(n, 100), np.arange(n), np.ones(n)
    jobs = {
        "times to all nodes": _timed(
            lambda: graph.costs_between(streets, sources, everywhere), len(sources)
        ),
        "sums within 15 minutes": _timed(
            lambda: graph.within(streets, sources, [LIMIT], ones), len(sources)
        ),
    }
    return _result(build, jobs)


def run_scipy(stem: Path) -> dict:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    town = np.load(stem.with_suffix(".npz"))
    n = len(town["x"])
    before = time.perf_counter()
    tails, heads, costs = _arcs(town)
    matrix = coo_array((costs, (tails, heads)), shape=(n, n)).tocsr()
    build = time.perf_counter() - before
    sources = _sample(n, 20)
    jobs = {
        "times to all nodes": _timed(lambda: dijkstra(matrix, indices=sources), len(sources)),
        "sums within 15 minutes": _timed(
            lambda: (dijkstra(matrix, indices=sources, limit=LIMIT) <= LIMIT).sum(axis=1),
            len(sources),
        ),
    }
    checked = dijkstra(matrix, indices=_sample(n, N_CHECKED, 4)).tolist()
    return _result(build, jobs, checked=checked)


def run_pandana(stem: Path) -> dict:
    import pandana
    import pandas as pd

    town = np.load(stem.with_suffix(".npz"))
    n = len(town["x"])
    tails, heads, costs = _arcs(town)
    before = time.perf_counter()
    net = pandana.Network(
        pd.Series(town["x"].astype(float)), pd.Series(town["y"].astype(float)), pd.Series(tails),
        pd.Series(heads), pd.DataFrame({"s": costs}), twoway=False,
    )  # fmt: skip
    build = time.perf_counter() - before
    origins, ends = _sample(n, N_PAIRS, 2), _sample(n, N_PAIRS, 3)
    pairs = [_timed(lambda: net.shortest_path_lengths(origins, ends), N_PAIRS)]
    return _result(build, {}, pairs=pairs)


TOOLS: dict[str, Callable[[Path], dict]] = {
    "ours": run_ours,
    "plain": run_graph,
    "SciPy": run_scipy,
    "pandana": run_pandana,
}

OWN = ("ours", "plain", "SciPy")
"""Tools that run in our own environment."""

if __name__ == "__main__":
    main()
