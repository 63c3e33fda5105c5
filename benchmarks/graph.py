"""Fifteen minutes on foot and by bike from every node, beside pandana, SciPy and cafein.

Every tool gets the same edges and works in a process of its own, so that its memory is its
own. All streets are open both ways at one speed, that of cafein, which cannot be changed:
3.6 km/h on foot and 14.4 km/h by bike.

    python benchmarks/graph.py [--osm FILE] [--drawn-nodes 300000]
"""
# ruff: noqa: PLC0415, SLF001 (each tool is imported in its own process alone, and timed without pandas)

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

THREADS = "2"
for name in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[name] = THREADS  # before any of the tools is imported

import numpy as np  # noqa: E402  the threads must be set first

SPEEDS = {"walk": 1.0, "bicycle": 4.0}
LIMIT = 900.0
RUNS = 3
N_TARGETS = 300
N_CHECKED = 25
EARTH_RADIUS = 6_371_008.8
NODES_PER_INHABITANT = 284_710 / 500_000
MOST_INHABITANTS = 600_000
SAMPLES = {
    "ours": {"walk": 4000, "bicycle": 1000},
    "pandana": {"walk": 1000, "bicycle": 200},
    "SciPy": {"walk": 100, "bicycle": 100},
    "cafein": {"walk": 4000, "bicycle": 1000},
}
WAIT = 900


def main() -> None:
    options = _options()
    if options.tool:
        result = TOOLS[options.tool](Path(options.town), options.profile)
        # Not by the standard output, on which some tools print as well.
        Path(options.town).with_suffix(".json").write_text(json.dumps(result))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {THREADS} threads, "
          f"median of {RUNS} runs; load at the start {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        if options.osm:
            _compare(Path(folder) / "osm", *edges_of_file(options.osm), Path(options.osm).name)
        _compare(Path(folder) / "drawn", *edges_of_drawn_town(options.drawn_nodes), "drawn town")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", help="an OSM file whose ways all count as streets")
    parser.add_argument("--drawn-nodes", type=int, default=300_000)
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--town", help=argparse.SUPPRESS)
    parser.add_argument("--profile", help=argparse.SUPPRESS)
    return parser.parse_args()


def edges_of_file(path: str) -> tuple[np.ndarray, np.ndarray]:
    """Read every way of an OSM file that has a highway tag: node numbers, places."""
    import osmium

    places, ways = {}, []
    objects = osmium.FileProcessor(path).with_locations()
    objects.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    for way in objects.with_filter(osmium.filter.KeyFilter("highway")):
        known = [node for node in way.nodes if node.location.valid()]
        places.update((node.ref, (node.location.lon, node.location.lat)) for node in known)
        ways.append([node.ref for node in known])
    return _numbered(places, ways)


def edges_of_drawn_town(n_nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw a town with about so many street nodes: node numbers, places."""
    from beffroi.drawing.town import draw

    town = draw(min(round(n_nodes / NODES_PER_INHABITANT), MOST_INHABITANTS), 1)
    is_street = ["highway" in tags for tags in town.ways["tags"]]
    ways = [list(nodes) for nodes in town.ways.loc[is_street, "nodes"]]
    columns = (town.nodes[name] for name in ("id", "lon", "lat"))
    return _numbered({node: (lon, lat) for node, lon, lat in zip(*columns, strict=True)}, ways)


def _numbered(
    places: dict[int, tuple[float, float]], ways: list[list[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Number the nodes of the ways from 0, and keep each edge once."""
    pairs = np.array([pair for way in ways for pair in itertools.pairwise(way)])
    nodes, numbers = np.unique(pairs, return_inverse=True)
    edges = np.sort(numbers.reshape(-1, 2), axis=1)
    edges = np.unique(edges[edges[:, 0] != edges[:, 1]], axis=0)
    return edges, np.array([places[node] for node in nodes.tolist()])


def _lengths(edges: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Measure the edges on the sphere. [m]"""
    (lon, lat), (to_lon, to_lat) = (
        np.radians(places[edges[:, 0]].T),
        np.radians(places[edges[:, 1]].T),
    )
    half = np.sin((to_lat - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(to_lat) * np.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS * np.arcsin(np.sqrt(half))


def _compare(stem: Path, edges: np.ndarray, places: np.ndarray, name: str) -> None:
    """Hand the same town to every tool, and print what they needed for it."""
    places = np.round(places, 7)
    np.savez(stem.with_suffix(".npz"), edges=edges, places=places, lengths=_lengths(edges, places))
    _write_pbf(stem.with_suffix(".osm.pbf"), edges, places)
    print(f"\n{name}: {len(places):,} nodes, {len(edges):,} edges")
    for profile in SPEEDS:
        cache = {"NUMBA_CACHE_DIR": str(stem.with_name("cache-" + stem.name))}
        first = _measured("ours", stem, profile, cache)
        found = {"ours": _measured("ours", stem, profile, cache)}
        found |= {tool: _measured(tool, stem, profile, {}) for tool in TOOLS if tool != "ours"}
        _print(profile, found, first)
        sys.stdout.flush()


def _write_pbf(path: Path, edges: np.ndarray, places: np.ndarray) -> None:
    """Write the edges as residential streets, the only form that cafein reads."""
    import osmium

    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in enumerate(places.tolist()):
            writer.add_node(osmium.osm.mutable.Node(id=number + 1, location=place, version=1))
        for number, edge in enumerate((edges + 1).tolist()):
            tags = {"highway": "residential"}
            writer.add_way(osmium.osm.mutable.Way(id=number + 1, nodes=edge, tags=tags, version=1))


def _measured(tool: str, stem: Path, profile: str, environment: dict[str, str]) -> dict | None:
    """Run one tool in a process of its own; None if it fails or takes too long."""
    command = [sys.executable, __file__, "--tool", tool, "--town", str(stem), "--profile", profile]
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


def _print(profile: str, found: dict[str, dict | None], first: dict | None) -> None:
    print(f"  {profile}, {LIMIT / 60:.0f} min at {SPEEDS[profile] * 3.6:.1f} km/h")
    print(f"    {'job':34}{'tool':9}{'sources':>9}{'ms/source':>11}{'CPU ms':>9}{'ratio':>8}")
    ours = found["ours"]
    for job in ("nodes in reach", "nodes in reach, as a table", "300 targets", "sum of weights"):
        for tool, result in found.items():
            if result is None or job not in result["jobs"]:
                continue
            n, wall, cpu = result["jobs"][job]
            base = ours["jobs"].get(job.split(",")[0]) if ours else None
            ratio = f"{wall / base[1]:8.1f}" if base else ""
            print(f"    {job:34}{tool:9}{n:9,}{wall:11.4f}{cpu:9.4f}{ratio}")
    for tool, result in found.items():
        if result:
            print(
                f"    {tool}: ready in {result['build']:.2f} s, at most {result['memory']:.0f} MB"
            )
    if ours and first:
        compiling = first["whole_cpu"] - ours["whole_cpu"]
        print(
            f"    ours: first process {first['whole']:.1f} s, of which compiling about "
            f"{compiling:.1f} s of CPU; second {ours['whole']:.1f} s"
        )
    _print_agreement(found)


def _print_agreement(found: dict[str, dict | None]) -> None:
    ours = found["ours"]
    for tool, result in found.items():
        if tool == "ours" or result is None or ours is None or "reached" not in result:
            continue
        pairs = list(zip(ours["reached"], result["reached"], strict=True))
        same = sum(set(one) == set(other) for one, other in pairs)
        off = sum(len(set(one) ^ set(other)) for one, other in pairs)
        total = sum(len(one) for one, _ in pairs)
        print(f"    {tool}: same set as ours for {same} of {len(pairs)} sources; "
              f"{off} of {total:,} nodes differ")  # fmt: skip


def _town(stem: Path, profile: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Load edges, places and costs, these in whole milliseconds for everybody."""
    town = np.load(stem.with_suffix(".npz"))
    seconds = np.round(town["lengths"] / SPEEDS[profile], 3)
    return town["edges"], town["places"], seconds


def _sample(tool: str, profile: str, n_nodes: int) -> np.ndarray:
    size = min(SAMPLES[tool][profile], n_nodes)
    return np.random.default_rng(1).choice(n_nodes, size, replace=False)


def _checked(n_nodes: int) -> np.ndarray:
    return np.random.default_rng(2).choice(n_nodes, N_CHECKED, replace=False)


def _targets(n_nodes: int) -> np.ndarray:
    return np.random.default_rng(3).choice(n_nodes, N_TARGETS, replace=False)


def _timed(job: Callable[[], object], n_sources: int) -> tuple[int, float, float]:
    """Time a job: sources, median wall clock and CPU time for each. [ms]"""
    walls, spent = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        job()
        walls.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    return (
        n_sources,
        float(np.median(walls) / n_sources * 1e3),
        float(np.median(spent) / n_sources * 1e3),
    )


def _result(build: float, jobs: dict, reached: list | None, start: float) -> dict:
    result = {
        "build": build,
        "jobs": jobs,
        "memory": _peak_memory(),
        "whole": time.perf_counter() - start,
        "whole_cpu": time.process_time(),
    }
    return result if reached is None else result | {"reached": reached}


def _peak_memory() -> float:
    """Read the peak of this process alone; `ru_maxrss` would begin at that of its parent. [MB]"""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def run_ours(stem: Path, profile: str) -> dict:
    start = time.perf_counter()
    from beffroi.kernels import graph

    edges, places, seconds = _town(stem, profile)
    n = len(places)
    before = time.perf_counter()
    streets = graph.build(*edges.T, seconds, seconds, x=places[:, 0], y=places[:, 1])
    build = time.perf_counter() - before
    sources, everywhere, ones = _sample("ours", profile, n), np.arange(n), np.ones(n)
    some = everywhere if profile == "walk" else sources
    jobs = {
        "nodes in reach": _timed(lambda: graph.reached(streets, sources, LIMIT), len(sources)),
        "300 targets": _timed(
            lambda: graph.costs_between(streets, some, _targets(n), LIMIT), len(some)
        ),
        "sum of weights": _timed(lambda: graph.within(streets, some, [LIMIT], ones), len(some)),
    }
    near = graph.reached(streets, _checked(n), LIMIT)
    return _result(
        build, jobs, [part.tolist() for part in np.split(near.nodes, near.indptr[1:-1])], start
    )


def run_pandana(stem: Path, profile: str) -> dict:
    start = time.perf_counter()
    import pandana
    import pandas as pd

    edges, places, seconds = _town(stem, profile)
    n = len(places)
    before = time.perf_counter()
    net = pandana.Network(
        pd.Series(places[:, 0]), pd.Series(places[:, 1]), pd.Series(edges[:, 0]),
        pd.Series(edges[:, 1]), pd.DataFrame({"s": seconds}), twoway=True,
    )  # fmt: skip
    build = time.perf_counter() - before
    sources = _sample("pandana", profile, n).astype(np.int64)
    ids = np.arange(n, dtype=np.int64)
    inner = net.net  # without pandas, whose tables would take most of the time
    jobs = {
        "nodes in reach": _timed(
            lambda: inner.nodes_in_range(sources, LIMIT, 0, ids), len(sources)
        ),
        "nodes in reach, as a table": _timed(
            lambda: net.nodes_in_range(sources, LIMIT), len(sources)
        ),
    }
    if profile == "walk" and n < 100_000:
        net.set(pd.Series(ids), variable=pd.Series(np.ones(n)), name="one")
        jobs["sum of weights"] = _timed(
            lambda: net.aggregate(LIMIT, type="sum", decay="flat", name="one"), n
        )
    near = net.nodes_in_range(_checked(n), LIMIT)
    groups = near.groupby("source")["destination"].agg(list)
    return _result(build, jobs, [groups[node] for node in _checked(n)], start)


def run_scipy(stem: Path, profile: str) -> dict:
    start = time.perf_counter()
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    edges, places, seconds = _town(stem, profile)
    n = len(places)
    before = time.perf_counter()
    seconds = np.maximum(seconds, 1e-9)  # SciPy takes a zero for no edge at all
    matrix = coo_array((seconds, tuple(edges.T)), shape=(n, n)).tocsr()
    matrix = (matrix + matrix.T).tocsr()
    build = time.perf_counter() - before
    sources = _sample("SciPy", profile, n)
    jobs = {
        "nodes in reach": _timed(
            lambda: dijkstra(matrix, indices=sources, limit=LIMIT), len(sources)
        )
    }
    # Sums of binary fractions miss the limit by a hair: half a millisecond is left to them.
    near = dijkstra(matrix, indices=_checked(n), limit=LIMIT + 0.0005)
    return _result(build, jobs, [np.flatnonzero(np.isfinite(row)).tolist() for row in near], start)


def run_cafein(stem: Path, profile: str) -> dict:
    start = time.perf_counter()
    from cafein.street_network import StreetNetwork

    _, places, _ = _town(stem, profile)
    before = time.perf_counter()
    network = StreetNetwork.from_osm(str(stem.with_suffix(".osm.pbf")), modes=("walk", "bicycle"))
    build = time.perf_counter() - before
    inner = network._core  # without pandas, whose tables would take most of the time
    points = [(lat, lon) for lon, lat in places.tolist()]
    targets = [points[node] for node in _targets(len(points))]
    sources = [points[node] for node in _sample("cafein", profile, len(points))]
    jobs = {
        "300 targets": _timed(
            lambda: inner.travel_time_matrix(sources, targets, profile, LIMIT, 1.0, workers=2),
            len(sources),
        )
    }
    near = [points[node] for node in _checked(len(points))]
    matrix = inner.travel_time_matrix(near, points, profile, LIMIT, 1.0, workers=2)["matrix"]
    return _result(build, jobs, [np.flatnonzero(row <= LIMIT).tolist() for row in matrix], start)


TOOLS: dict[str, Callable[[Path, str], dict]] = {
    "ours": run_ours,
    "pandana": run_pandana,
    "SciPy": run_scipy,
    "cafein": run_cafein,
}

if __name__ == "__main__":
    main()
