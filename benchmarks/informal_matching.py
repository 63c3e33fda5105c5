"""Matching car traces to the streets of a real map, beside Valhalla's Meili and two others.

Traces are drawn: the quickest way between two places, halts at junctions, errors of fixes that know
nothing of each other. What was driven is known, segment by segment. Every tool works in a process
of its own on the same traces; fastmm and LeuvenMapMatching get our streets, Meili builds its own.

    python benchmarks/informal_matching.py --osm FILE [--peers PYTHON] [--rides 200]

Meili needs Python 3.12 or later: `make matching OSM=FILE MODERN=python3.12` installs it and the
two others in an environment of their own.
"""
# ruff: noqa: PLC0415 (each tool is imported in its own process alone, and timed without the others)

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

THREADS = "2"
for name in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = THREADS  # before any of the tools is imported

import numpy as np  # noqa: E402  the threads must be set first

CASES = [(1, 5.0), (5, 5.0), (15, 5.0), (30, 5.0), (5, 8.0), (30, 15.0)]
"""Seconds from fix to fix, and standard error of a fix. [s], [m]"""
RUNS = 3
SHORTEST, LONGEST = 2_000.0, 15_000.0
SPEEDS = {"motorway": 25.0, "trunk": 18.0, "primary": 14.0, "secondary": 12.0, "tertiary": 11.0}
SLOW = 8.0
"""Speeds of classes of streets, and of the others. [m/s]"""
HALT, LONGEST_HALT = 0.15, 40.0
"""Share of junctions at which a car halts, and how long at most. [s]"""
ONE_PLACE = 0.5
"""Vertices of two tools nearer than this are one. [m]"""
WAIT = 1_800
FEW = {"LeuvenMapMatching": 4}
"""Rides of the slowest tool, of which more would take hours."""


def main() -> None:
    options = _options()
    if options.tool:
        result = TOOLS[options.tool](Path(options.folder), options.osm)
        Path(options.folder, f"{options.tool}.json").write_text(json.dumps(result))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, median of {RUNS} runs; load at "
          f"the start {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), options)
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", required=True, help="an OSM file")
    parser.add_argument("--peers", help="the Python (3.12 or later) that has pyvalhalla, fastmm…")
    parser.add_argument("--rides", type=int, default=200)
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


def _compare(folder: Path, options: argparse.Namespace) -> None:
    """Draw traces, hand them to every tool, and print what each made of them."""
    town = Town(options.osm)
    rides = town.rides(options.rides, seed=1)
    _write(folder, town, rides)
    print(f"{Path(options.osm).name}: {len(town.roads.ends):,} streets, {len(rides)} rides, "
          f"{sum(ride['length'] for ride in rides) / 1000:,.0f} km")  # fmt: skip
    _measured("ours", folder, options.osm, sys.executable)  # compiles
    found = {"ours": _measured("ours", folder, options.osm, sys.executable)}
    for tool in ("Meili", "fastmm", "LeuvenMapMatching"):
        found[tool] = _measured(tool, folder, options.osm, options.peers) if options.peers else {
            "failed": "give the Python of the peers (--peers)"
        }  # fmt: skip
    _print(found, town, rides)


def _measured(tool: str, folder: Path, osm: str, python: str) -> dict:
    """Run one tool in a process of its own."""
    command = [python, __file__, "--tool", tool, "--folder", str(folder), "--osm", osm]
    try:
        subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=True)
    except subprocess.TimeoutExpired:
        return {"failed": f"not finished within {WAIT} s"}
    except subprocess.CalledProcessError as error:
        return {"failed": error.stderr.strip().splitlines()[-1]}
    return json.loads((folder / f"{tool}.json").read_text())


def _print(found: dict[str, dict], town: "Town", rides: list[dict]) -> None:
    print(f"  {'tool':19}{'every':>6}{'error':>7}{'fixes':>9}{'1 worker/s':>12}{'2 workers/s':>12}"
          f"{'F1':>8}{'MB':>7}{'ours ×':>8}")  # fmt: skip
    for rank, (every, sigma) in enumerate(CASES):
        for tool, result in found.items():
            if "failed" in result:
                continue
            case = result["cases"][rank]
            n = min(FEW.get(tool, len(rides)), len(rides))
            f1 = _f1(town, rides[:n], case["ways"])
            base = found["ours"]["cases"][rank]["rates"]
            ratio = max(base) / max(case["rates"])
            one, two = (f"{rate:12,.0f}" for rate in case["rates"])
            print(f"  {tool:19}{every:4} s{sigma:5.0f} m{case['fixes']:9,}{one}{two}{f1:8.4f}"
                  f"{result['memory']:7.0f}{ratio:8.1f}")  # fmt: skip
    for tool, result in found.items():
        if "failed" in result:
            print(f"  {tool}: {result['failed']}")
        else:
            print(f"  {tool}: ready in {result['ready']:.1f} s {result.get('note', '')}")


class Town:
    """The streets of a map, and rides along them."""

    def __init__(self, path: str) -> None:
        from beffroi.engines.informal.published import Plane
        from beffroi.engines.informal.streets import web
        from beffroi.formats import osm

        extract = osm.read(Path(path))
        self.streets = extract.tables["streets"]
        lon, lat = extract.street_nodes[["lon", "lat"]].median()
        self.plane = Plane(float(lon), float(lat))
        self.web = web(self.streets, self.plane)
        self.roads = self.web.roads
        self.highway = self.streets["highway"].to_numpy()[self.web.street]
        lines = [key.removesuffix("_link") for key in self.highway]
        self.speed = np.array([SPEEDS.get(key, SLOW) for key in lines])
        self._vertices()

    def _vertices(self) -> None:
        from scipy.spatial import cKDTree

        points = self.roads.points
        _, self.vertex = np.unique(np.round(points, 3), axis=0, return_inverse=True)
        self.vertex = self.vertex.ravel()
        first = np.unique(self.vertex, return_index=True)[1]
        self.tree = cKDTree(points[first])
        inner = np.flatnonzero(self.roads.edge[:-1] == self.roads.edge[1:])
        pairs = self.vertex[inner], self.vertex[inner + 1]
        length = np.diff(self.roads.along)[inner]
        self.segments = {}
        for a, b, size in zip(*pairs, length, strict=True):
            self.segments[a, b] = self.segments[b, a] = size

    def rides(self, n: int, *, seed: int) -> list[dict]:
        """Draw rides along the quickest ways between places of streets for cars."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components, dijkstra

        rng = np.random.default_rng(seed)
        roads = self.roads
        for_cars = ~np.isin(self.highway, ["service", "track", "busway", "bus_guideway", "road"])
        arcs = [(edge, side) for edge, side in zip(*np.nonzero(roads.opens), strict=True)
                if for_cars[edge]]  # fmt: skip
        edge, side = np.array(arcs).T
        tail, head = roads.ends[edge, side], roads.ends[edge, 1 - side]
        time_ = roads.length[edge] / self.speed[edge]
        order = np.lexsort((time_, head, tail))
        pairs = tail[order] * len(roads.nodes) + head[order]
        order = order[np.unique(pairs, return_index=True)[1]]
        edge, side, tail, head, time_ = (v[order] for v in (edge, side, tail, head, time_))
        size = len(roads.nodes)
        graph = coo_array((time_, (tail, head)), shape=(size, size)).tocsr()
        arc_of = {(a, b): k for k, (a, b) in enumerate(zip(tail, head, strict=True))}
        _, part = connected_components(graph, connection="strong")
        inside = np.flatnonzero(part == np.bincount(part[np.unique(tail)]).argmax())
        made = []
        while len(made) < n:
            source = rng.choice(inside)
            cost, came = dijkstra(graph, indices=source, return_predecessors=True)
            goal = rng.choice(inside[np.isfinite(cost[inside])])
            nodes = [goal]
            while nodes[-1] != source:
                nodes.append(came[nodes[-1]])
            steps = [arc_of[a, b] for a, b in zip(nodes[:0:-1], nodes[-2::-1], strict=True)]
            length = roads.length[edge[steps]].sum() if steps else 0.0
            if SHORTEST <= length <= LONGEST:
                made.append(self._ride(rng, edge[steps], side[steps]))
        return made

    def _ride(self, rng: np.random.Generator, edges: np.ndarray, sides: np.ndarray) -> dict:
        """Drive along streets, and note the place every second."""
        parts, clock, at = [], [0.0], [0.0]
        for edge, side in zip(edges, sides, strict=True):
            own = self.roads.points[self.roads.indptr[edge] : self.roads.indptr[edge + 1]]
            parts.append(own[::-1] if side else own)
            length, pace = self.roads.length[edge], self.speed[edge] * rng.uniform(0.6, 1.1)
            clock.append(clock[-1] + length / pace)
            at.append(at[-1] + length)
            if rng.random() < HALT:
                clock.append(clock[-1] + rng.uniform(5, LONGEST_HALT))
                at.append(at[-1])
        line = np.concatenate(parts)
        steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        where = np.interp(np.arange(0.0, clock[-1]), clock, at)
        points = np.column_stack([np.interp(where, steps, line[:, i]) for i in range(2)])
        return {"points": points, "truth": self.driven([line]), "length": float(steps[-1])}

    def driven(self, lines: list[np.ndarray]) -> list[tuple[int, int]]:
        """List the segments, from vertex to vertex of the map, that polylines pass in full."""
        found = []
        for line in lines:
            away, vertex = self.tree.query(line)
            vertex = np.where(away <= ONE_PLACE, vertex, -1)
            found += [pair for pair in zip(vertex[:-1].tolist(), vertex[1:].tolist(), strict=True)
                      if pair in self.segments]  # fmt: skip
        return found


def _write(folder: Path, town: Town, rides: list[dict]) -> None:
    """Write the traces of each case, in degrees and metres, and the streets for other tools."""
    for rank, (every, sigma) in enumerate(CASES):
        rng = np.random.default_rng(rank)
        points = [_sampled(ride["points"], every) for ride in rides]
        noisy = [own + rng.normal(0, sigma, own.shape) for own in points]
        whole = np.concatenate(noisy)
        lon, lat = town.plane.degrees(whole)
        indptr = np.cumsum([0, *(len(own) for own in noisy)])
        np.savez(folder / f"case{rank}.npz", points=whole, lon=lon, lat=lat, indptr=indptr)
    roads = town.roads
    np.savez(folder / "town.npz", nodes=roads.nodes, ends=roads.ends, opens=roads.opens,
             indptr=roads.indptr, points=roads.points,
             plane=[town.plane.lon, town.plane.lat])  # fmt: skip


def _sampled(points: np.ndarray, every: int) -> np.ndarray:
    """Keep a fix every so many seconds, and the last one."""
    kept = np.arange(0, len(points), every)
    return points[np.union1d(kept, [len(points) - 1])]


def _f1(town: Town, rides: list[dict], ways: list) -> float:
    """Score the segments found, weighted by length; the first and the last of a ride are not."""
    found = true = both = 0.0
    for ride, lines in zip(rides, ways, strict=False):
        truth, edge = set(ride["truth"]), {ride["truth"][0], ride["truth"][-1]}
        told = set(town.driven([np.array(line).reshape(-1, 2) for line in lines]))
        found += sum(town.segments[pair] for pair in told - edge)
        true += sum(town.segments[pair] for pair in truth - edge)
        both += sum(town.segments[pair] for pair in (told & truth) - edge)
    return 2 * both / (found + true)


def _result(ready: float, cases: list[dict], **more: object) -> dict:
    status = Path("/proc/self/status").read_text()
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return {"ready": ready, "memory": memory, "cases": cases} | more


def _rates(jobs: list, n_fixes: int) -> list[float]:
    """Time jobs, for one worker and for two: fixes a second, the median of some runs."""
    rates = []
    for job in jobs:
        times = []
        for _ in range(RUNS):
            begin = time.perf_counter()
            job()
            times.append(time.perf_counter() - begin)
        rates.append(n_fixes / float(np.median(times)))
    return rates


def _cases(folder: Path) -> list[dict]:
    return [dict(np.load(folder / f"case{rank}.npz")) for rank in range(len(CASES))]


def ours(folder: Path, _: str) -> dict:
    from beffroi.engines.informal.streets.rides import model
    from beffroi.kernels.trajectory.matching import matched, roads

    town = np.load(folder / "town.npz")
    begin = time.perf_counter()
    made = roads(town["nodes"], town["ends"], town["opens"], town["indptr"], town["points"],
                 reach=50.0)  # fmt: skip
    ready = time.perf_counter() - begin
    cases = []
    for (_, sigma), case in zip(CASES, _cases(folder), strict=True):
        args = (made, case["indptr"], case["points"], np.full(len(case["points"]), sigma), model())
        found = matched(*args)
        ways = [[] for _ in range(len(case["indptr"]) - 1)]
        ride = np.repeat(np.arange(len(ways)), np.diff(found.indptr))
        for k in np.flatnonzero(found.steps >= 0):
            ways[ride[k]].append(_polyline(made, found.steps[k], found.begin[k], found.end[k]))
        rates = _rates([lambda a=args: matched(*a, workers=1), lambda a=args: matched(*a)],
                       len(case["points"]))  # fmt: skip
        cases.append({"fixes": len(case["points"]), "rates": rates, "ways": ways})
    return _result(ready, cases)


def _polyline(made: object, edge: int, begin: float, end: float) -> list:
    own = slice(made.indptr[edge], made.indptr[edge + 1])
    along, points = made.along[own], made.points[own]
    inner = (along >= min(begin, end)) & (along <= max(begin, end))
    line = points[inner] if begin < end else points[inner][::-1]
    return line.tolist()


def meili(folder: Path, osm: str) -> dict:
    from valhalla import Actor, get_config

    begin = time.perf_counter()
    tiles = folder / "tiles"
    tiles.mkdir()
    config = get_config(tile_extract="", tile_dir=tiles)
    (folder / "valhalla.json").write_text(json.dumps(config))
    build = Path(sys.executable).with_name("valhalla_build_tiles")
    # The program is a script of the environment, which finds another one on the path.
    path = f"{build.parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([str(build), "-c", str(folder / "valhalla.json"), osm], check=True,
                   capture_output=True, env=os.environ | {"PATH": path})  # fmt: skip
    actors = [Actor(config) for _ in range(int(THREADS))]
    ready = time.perf_counter() - begin
    cases = []
    for (_, sigma), case in zip(CASES, _cases(folder), strict=True):
        asked = [json.dumps({
            "shape": [{"lat": float(case["lat"][k]), "lon": float(case["lon"][k])}
                      for k in range(first, last)],
            "costing": "auto", "shape_match": "map_snap",
            "trace_options": {"gps_accuracy": sigma, "search_radius": 50},
            "filters": {"attributes": ["shape"], "action": "include"},
        }) for first, last in itertools.pairwise(case["indptr"])]  # fmt: skip
        ways = [_decoded(_traced(actors[0], one), folder) for one in asked]
        half = [asked[0::2], asked[1::2]]

        def one_by_one(requests: list = asked, actor: object = actors[0]) -> None:
            for request in requests:
                _traced(actor, request)

        def two_by_two(halves: list = half) -> None:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(one_by_one, halves, actors))

        n = len(case["lat"])
        cases.append({"fixes": n, "rates": _rates([one_by_one, two_by_two], n), "ways": ways})
    return _result(ready, cases)


def _traced(actor: object, request: str) -> str:
    try:
        return actor.trace_attributes(request)
    except RuntimeError:
        return '{"shape": ""}'


def _decoded(answer: str, folder: Path) -> list:
    """Read a polyline of Valhalla, in metres around the middle of the town."""
    from beffroi.engines.informal.published import Plane

    plane = Plane(*np.load(folder / "town.npz")["plane"])
    told = json.loads(answer)["shape"]
    values, shift, value = [], 0, 0
    for character in told:
        byte = ord(character) - 63
        value |= (byte & 0x1F) << shift
        shift += 5
        if byte < 0x20:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            shift, value = 0, 0
    if not values:
        return []
    lat, lon = np.cumsum(np.array(values).reshape(-1, 2), axis=0).T / 1e6
    return [plane.metres(lon, lat).tolist()]


def fastmm(folder: Path, _: str) -> dict:
    from fastmm import FastMapMatch, Network, Trajectory, TransitionMode

    town = np.load(folder / "town.npz")
    begin = time.perf_counter()
    network, lines = Network(), {}
    for edge, side in zip(*np.nonzero(town["opens"]), strict=True):
        own = town["points"][town["indptr"][edge] : town["indptr"][edge + 1]]
        line = [tuple(point) for point in (own[::-1] if side else own).tolist()]
        tail, head = town["ends"][edge][:: -1 if side else 1].tolist()
        number = int(2 * edge + side)
        lines[number] = line
        network.add_edge(number, tail, head, line)
    network.finalize()
    matcher = FastMapMatch(
        network, TransitionMode.SHORTEST, max_distance_between_candidates=1_500.0,
        cache_dir=str(folder / "fastmm"),
    )  # fmt: skip
    ready = time.perf_counter() - begin
    cases = []
    for (_, sigma), case in zip(CASES, _cases(folder), strict=True):
        spans = list(zip(case["indptr"][:-1], case["indptr"][1:], strict=True))
        asked = [Trajectory.from_xy_tuples([tuple(point) for point in case["points"][a:b].tolist()])
                 for a, b in spans]  # fmt: skip

        def traced(requests: list = asked, error: float = sigma) -> list:
            return [matcher.match(one, max_candidates=6, candidate_search_radius=50.0,
                                  gps_error=error, reverse_tolerance=20.0)
                    for one in requests]  # fmt: skip

        def two_by_two(requests: list = asked, run: object = traced) -> None:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(run, [requests[0::2], requests[1::2]]))

        ways = [_edges_of(one, lines) for one in traced()]
        n = len(case["lat"])
        cases.append({"fixes": n, "rates": _rates([traced, two_by_two], n), "ways": ways})
    return _result(ready, cases)


def _edges_of(answer: object, lines: dict) -> list:
    numbers = []
    for part in answer.subtrajectories:
        for segment in part.segments:
            numbers += [edge.edge_id for edge in segment.edges]
    return [lines[number] for number in dict.fromkeys(numbers)]


def leuven(folder: Path, _: str) -> dict:
    from leuvenmapmatching.map.inmem import InMemMap
    from leuvenmapmatching.matcher.distance import DistanceMatcher

    town = np.load(folder / "town.npz")
    begin = time.perf_counter()
    places, vertex = np.unique(np.round(town["points"], 3), axis=0, return_inverse=True)
    vertex = vertex.ravel()
    made = InMemMap("town", use_latlon=False, use_rtree=False, index_edges=True)
    for k, place in enumerate(places.tolist()):
        made.add_node(k, (place[1], place[0]))
    for edge, side in zip(*np.nonzero(town["opens"]), strict=True):
        own = vertex[town["indptr"][edge] : town["indptr"][edge + 1]].tolist()
        own = own[::-1] if side else own
        for a, b in itertools.pairwise(own):
            made.add_edge(a, b)
    ready = time.perf_counter() - begin
    cases = []
    for (_, sigma), case in zip(CASES, _cases(folder), strict=True):
        spans = list(zip(case["indptr"][:-1], case["indptr"][1:], strict=True))
        spans = spans[: FEW["LeuvenMapMatching"]]
        ways, start = [], time.perf_counter()
        for a, b in spans:
            matcher = DistanceMatcher(
                made, max_dist=50 + 2 * sigma, max_dist_init=50, obs_noise=sigma,
                max_lattice_width=6, non_emitting_states=True,
            )  # fmt: skip
            matcher.match(case["points"][a:b, ::-1].tolist())
            nodes = matcher.path_pred_onlynodes if matcher.lattice_best else []
            ways.append([places[nodes].tolist()] if len(nodes) > 1 else [])
        rate = (spans[-1][1] - spans[0][0]) / (time.perf_counter() - start)
        n = int(spans[-1][1] - spans[0][0])
        cases.append({"fixes": n, "rates": [rate, rate], "ways": ways})
    return _result(ready, cases, note="one run of one worker on few rides")


TOOLS = {"ours": ours, "Meili": meili, "fastmm": fastmm, "LeuvenMapMatching": leuven}

if __name__ == "__main__":
    main()
