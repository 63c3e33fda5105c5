"""Travel times by public transport over an hour of departures, beside cafein and ferrobus.

Streets are those of an OSM file; stops, lines and trips are drawn on them, from a seed. Every
tool gets the same edges and the same GTFS feed, and works in a process of its own. All walk at
3.6 km/h if they can be told so: ferrobus cannot.

    python benchmarks/transit.py --osm FILE [--places 1227] [--routes 200] [--rows 130000]
"""
# ruff: noqa: PLC0415 (each tool is imported in its own process alone)

import argparse
import csv
import datetime as dt
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
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np  # noqa: E402  the threads must be set first
from benchmarks.graph import _peak_memory, _write_pbf, edges_of_file  # noqa: E402
from benchmarks.transit_town import Town, drawn_town  # noqa: E402

CALENDAR = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
CALENDAR += "start_date,end_date"
DAY = dt.date(2026, 3, 10)
START, N_DEPARTURES = 8 * 3600, 60
ACCESS, TRANSFER, LIMIT = 900, 480, 3 * 3600
MOST_RIDES = 4
PERCENTILES = [5, 25, 50, 75, 95]
RUNS = 3
WAIT = 1800
N_CHECKED, N_EXPLAINED = 12, 10
N_PAIRS = 200


def main() -> None:
    options = _options()
    if options.tool:
        result = TOOLS[options.tool](Path(options.town))
        Path(options.town).with_suffix(f".{options.tool}.json").write_text(json.dumps(result))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {THREADS} threads, "
          f"median of {RUNS} runs; load at the start {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "town"
        _draw(stem, options)
        found = {tool: _measured(tool, stem) for tool in TOOLS}
        _print(found)
        _print_agreement(stem, found)
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", help="an OSM file whose ways all count as streets")
    parser.add_argument("--places", type=int, default=1227)
    parser.add_argument("--routes", type=int, default=200)
    parser.add_argument("--rows", type=int, default=130_000)
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--town", help=argparse.SUPPRESS)
    return parser.parse_args()


def _draw(stem: Path, options: argparse.Namespace) -> None:
    """Draw the town, and write it for every tool."""
    edges, places = edges_of_file(options.osm)
    town = drawn_town(
        edges, np.round(places, 7), n_routes=options.routes, n_rows=options.rows, seed=1
    )
    homes = np.random.default_rng(2).choice(len(town.places), options.places, replace=False)
    np.savez(stem.with_suffix(".npz"), homes=homes, **vars(town))
    _write_pbf(stem.with_suffix(".osm.pbf"), town.edges, town.places)
    _write_gtfs(stem.with_suffix(".gtfs"), town)
    print(f"{Path(options.osm).name}: {len(town.places):,} nodes, {len(town.stops):,} stops, "
          f"{options.routes} routes, {town.trip.max() + 1:,} trips, {len(town.trip):,} stop times, "
          f"{len(homes):,} places; {N_DEPARTURES} departures from {START // 3600}:00, "
          f"at most {MOST_RIDES} rides")  # fmt: skip


def _write_gtfs(folder: Path, town: Town) -> None:
    """Write the feed as a folder of tables."""
    folder.mkdir()
    lon, lat = town.places[town.stops].T
    routes = town.route[np.r_[0, np.flatnonzero(np.diff(town.trip)) + 1]]
    sequence = np.arange(len(town.trip)) - np.searchsorted(town.trip, town.trip)
    clock = [f"{t // 3600:02}:{t // 60 % 60:02}:{t % 60:02}" for t in town.time.tolist()]
    day = f"{DAY:%Y%m%d}"
    names = [f"s{number}" for number in range(len(town.stops))]
    tables = {
        "agency": ("agency_id,agency_name,agency_url,agency_timezone",
                   [("a", "Drawn", "https://example.org", "America/Sao_Paulo")]),
        "calendar": (CALENDAR, [("d", *[1] * 7, day, day)]),
        "stops": ("stop_id,stop_name,stop_lat,stop_lon",
                  zip(names, names, lat.tolist(), lon.tolist(), strict=True)),
        "routes": ("route_id,agency_id,route_short_name,route_long_name,route_type",
                   [(f"r{r}", "a", r, f"Route {r}", 3) for r in np.unique(routes).tolist()]),
        "trips": ("route_id,service_id,trip_id",
                  [(f"r{route}", "d", f"t{t}") for t, route in enumerate(routes.tolist())]),
        "stop_times": ("trip_id,arrival_time,departure_time,stop_id,stop_sequence",
                       [(f"t{t}", at, at, names[s], n) for t, at, s, n in
                        zip(town.trip.tolist(), clock, town.stop.tolist(), sequence.tolist(),
                            strict=True)]),
    }  # fmt: skip
    for name, (header, rows) in tables.items():
        with (folder / f"{name}.txt").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            writer.writerows(rows)


def _measured(tool: str, stem: Path) -> dict | None:
    """Run one tool in a process of its own; None if it fails or takes too long."""
    command = [sys.executable, __file__, "--tool", tool, "--town", str(stem)]
    try:
        subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=True)
    except subprocess.TimeoutExpired:
        print(f"  {tool} did not finish within {WAIT} s")
        return None
    except subprocess.CalledProcessError as error:
        print(f"  {tool} failed: {error.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(stem.with_suffix(f".{tool}.json").read_text())


def _print(found: dict[str, dict | None]) -> None:
    ours = found["ours"]
    print(f"    {'job':24}{'tool':16}{'origins':>9}{'ms/origin':>11}{'CPU ms':>9}{'ratio':>8}")
    for job in ("one departure", "window", "window, per pair"):
        for tool, result in found.items():
            if result is None or job not in result["jobs"]:
                continue
            n, wall, cpu = result["jobs"][job]
            base = ours["jobs"].get(job) if ours else None
            ratio = f"{wall / base[1]:8.1f}" if base else ""
            print(f"    {job:24}{tool:16}{n:9,}{wall:11.4f}{cpu:9.4f}{ratio}")
    for tool, result in found.items():
        if result:
            print(f"    {tool}: ready in {result['build']:.2f} s, at most "
                  f"{result['memory']:.0f} MB; {result.get('note', '')}")  # fmt: skip


def _timed(job: Callable[[], object], n: int) -> tuple[int, float, float]:
    """Time a job: how many, median wall clock and CPU time for each. [ms]"""
    walls, spent = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        job()
        walls.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    return n, float(np.median(walls) / n * 1e3), float(np.median(spent) / n * 1e3)


def _town(stem: Path) -> tuple[Town, np.ndarray]:
    data = dict(np.load(stem.with_suffix(".npz")))
    homes = data.pop("homes")
    return Town(**data), homes


def _near(streets: object, town: Town, sources: np.ndarray, limit: float) -> tuple:
    """List the stops within a walk of nodes: number of the node, stop, seconds."""
    from beffroi.kernels import graph

    found = graph.reached(streets, sources, limit)
    order = np.argsort(town.stops, kind="stable")
    nodes = town.stops[order]
    low, high = (np.searchsorted(nodes, found.nodes, side=side) for side in ("left", "right"))
    rows = np.repeat(np.arange(len(low)), high - low)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    source = np.repeat(np.arange(len(sources)), np.diff(found.indptr))
    return source[rows], order[low[rows] + place], found.costs[rows]


def our_network(town: Town, homes: np.ndarray) -> tuple:
    """Build the streets and the network, at 1 m/s on foot."""
    from beffroi.kernels import graph, raptor

    x, y = town.places.T
    seconds = np.round(town.lengths, 3)
    streets = graph.build(*town.edges.T, seconds, seconds, x=x, y=y)
    n_stops = len(town.stops)
    day = raptor.lines(town.trip, town.stop, town.time, town.time, n_stops=n_stops)
    between = raptor.walks(*_near(streets, town, town.stops, TRANSFER), n_stops=n_stops)
    ends = raptor.links(*_near(streets, town, homes, ACCESS), n_places=len(homes), n_stops=n_stops)
    return streets, raptor.Network(day, between, ends, ends)


def run_ours(stem: Path) -> dict:
    from beffroi.kernels import graph, raptor

    town, homes = _town(stem)
    before = time.perf_counter()
    streets, network = our_network(town, homes)
    direct = graph.costs_between(streets, homes, homes, LIMIT)
    build = time.perf_counter() - before
    task = {"limit": LIMIT, "most_rides": MOST_RIDES, "direct": lambda rows: direct[rows]}
    departures = START + 60 * np.arange(N_DEPARTURES)

    def window() -> list[np.ndarray]:
        found = raptor.spans(network, departures=departures, percentiles=PERCENTILES, **task)
        return [part.percentiles for _, part in found]

    def one() -> np.ndarray:
        return raptor.durations(network, departure=START, **task)

    np.save(stem.with_suffix(".ours.one.npy"), one())
    np.save(stem.with_suffix(".ours.median.npy"), np.concatenate(window())[..., 2])
    n = len(homes)
    jobs = {"one departure": _timed(one, n), "window": _timed(window, n)}
    jobs["window, per pair"] = (n * n, jobs["window"][1] / n, jobs["window"][2] / n)
    per = f"{len(network.access.stops) / n:.0f} stops around a place, "
    per += f"{len(network.walks.stops) / len(town.stops):.0f} around a stop"
    return {"build": build, "jobs": jobs, "memory": _peak_memory(), "note": per}


def _run_cafein(stem: Path, router: str) -> dict:
    import geopandas as gpd
    from cafein import TransportNetwork

    town, homes = _town(stem)
    before = time.perf_counter()
    network = TransportNetwork.from_gtfs(
        [str(stem.with_suffix(".gtfs"))],
        osm_pbf=str(stem.with_suffix(".osm.pbf")),
        max_walking_time=TRANSFER / 60,
        trip_distances=False,
        street_modes=(),
    )
    if router == "tbtr":
        network.compute_tbtr_transfers(DAY.isoformat())
    build = time.perf_counter() - before
    points = gpd.points_from_xy(*town.places[homes].T, crs=4326)
    frame = gpd.GeoDataFrame({"id": np.arange(len(homes)).astype(str)}, geometry=points)
    leave = dt.datetime.combine(DAY, dt.time(START // 3600))
    task = {"max_rides": MOST_RIDES, "router": router, "workers": int(THREADS),
            "max_walking_time": ACCESS / 60, "destinations": frame}  # fmt: skip

    def one() -> np.ndarray:
        return network.travel_time_matrix(frame, leave, **task)

    def window() -> np.ndarray:
        return network.travel_time_matrix(
            frame, leave, departure_time_window=N_DEPARTURES, percentiles=PERCENTILES, **task
        )

    found, medians = _matrix(one()), _matrix(window())
    np.save(stem.with_suffix(f".cafein-{router}.one.npy"), found)
    np.save(stem.with_suffix(f".cafein-{router}.median.npy"), medians[..., 2])
    n = len(homes)
    jobs = {"one departure": _timed(one, n), "window": _timed(window, n)}
    return {"build": build, "jobs": jobs, "memory": _peak_memory()}


def _matrix(table: object) -> np.ndarray:
    """Take the matrix of a result of cafein as seconds, infinite where out of reach."""
    matrix = np.asarray(table["matrix"] if isinstance(table, dict) else table)
    if matrix.dtype == np.uint32:
        return np.where(matrix == np.iinfo(np.uint32).max, np.inf, matrix)
    return np.where(np.isnan(matrix), np.inf, matrix)


def run_ferrobus(stem: Path) -> dict:
    import ferrobus

    town, homes = _town(stem)
    before = time.perf_counter()
    model = ferrobus.create_transit_model(
        str(stem.with_suffix(".osm.pbf")), [str(stem.with_suffix(".gtfs"))], DAY, TRANSFER
    )
    points = [
        ferrobus.create_transit_point(lat, lon, model, ACCESS, 200)
        for lon, lat in town.places[homes].tolist()
    ]
    build = time.perf_counter() - before

    def one() -> list:
        return ferrobus.travel_time_matrix(model, points, START, MOST_RIDES - 1)

    chosen = np.random.default_rng(4).choice(len(points), (N_PAIRS, 2)).tolist()

    def window() -> None:
        for home, shop in chosen:
            ferrobus.range_multimodal_routing(
                model, points[home], points[shop], (START, START + 60 * N_DEPARTURES),
                MOST_RIDES - 1,
            )  # fmt: skip

    table = np.array([[np.inf if t is None else t for t in row] for row in one()])
    np.save(stem.with_suffix(".ferrobus.one.npy"), table)
    jobs = {"one departure": _timed(one, len(points)), "window, per pair": _timed(window, N_PAIRS)}
    return {"build": build, "jobs": jobs, "memory": _peak_memory()}


def plain_arrivals(town: Town, network: object, origin: int) -> np.ndarray:
    """Scan all connections of the day in order of time, ride by ride: an exact plain search."""
    never = 10**9
    same = np.flatnonzero(np.diff(town.trip) == 0)
    order = same[np.lexsort((town.time[same + 1], town.time[same]))]
    order = order[town.time[order] >= START]
    links = zip(town.trip[order].tolist(), town.stop[order].tolist(), town.stop[order + 1].tolist(),
                town.time[order].tolist(), town.time[order + 1].tolist(), strict=True)  # fmt: skip
    connections = list(links)
    n_stops = len(town.stops)
    access, between = network.access, network.walks
    ready = np.full(n_stops, never)
    around = slice(access.indptr[origin], access.indptr[origin + 1])
    ready[access.stops[around]] = START + access.seconds[around]
    best = np.full(n_stops, never)
    for _ in range(MOST_RIDES):
        here, aboard, off = ready.tolist(), set(), [never] * n_stops
        for trip, start, end, leaves, comes in connections:
            if trip in aboard or here[start] <= leaves:
                aboard.add(trip)
                off[end] = min(off[end], comes)
        best = np.minimum(best, off)
        tails = np.repeat(np.arange(n_stops), np.diff(between.indptr))
        np.minimum.at(ready, between.stops, best[tails] + between.seconds)
    return best


def _exact(town: Town, network: object, direct: np.ndarray, origin: int) -> np.ndarray:
    """Measure the travel times from an origin by the plain search."""
    best, egress = plain_arrivals(town, network, origin), network.egress
    places = np.repeat(np.arange(egress.n_places), np.diff(egress.indptr))
    times = np.ceil(direct).astype(float)
    np.minimum.at(times, places, best[egress.stops] + egress.seconds - START)
    return np.where(times <= LIMIT, times, np.inf)


def _print_agreement(stem: Path, found: dict[str, dict | None]) -> None:
    """Compare one departure of every tool with the plain search, from a few origins."""
    from beffroi.kernels import graph

    town, homes = _town(stem)
    streets, network = our_network(town, homes)
    origins = np.random.default_rng(3).choice(len(homes), min(N_CHECKED, len(homes)), replace=False)
    direct = graph.costs_between(streets, homes[origins], homes, LIMIT)
    exact = np.array(
        [_exact(town, network, direct[row], int(origin)) for row, origin in enumerate(origins)]
    )
    for tool, result in found.items():
        if result is None:
            continue
        times = np.load(stem.with_suffix(f".{tool}.one.npy"))[origins]
        apart = _apart(times, exact)
        print(f"    {tool}: within a minute of the plain search for {(apart <= 60).mean():.1%} of "
              f"{apart.size:,} pairs, equal for {(apart == 0).mean():.1%}; "
              f"slower for {(times > exact + 60).mean():.1%}, "
              f"quicker for {(times < exact - 60).mean():.1%}")  # fmt: skip
        if tool != "ours":
            _explain(network, (origins, times, exact), tool)


def _apart(times: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Measure how far apart travel times are; twice out of reach is the same."""
    both = np.isinf(times) & np.isinf(exact)
    return np.where(both, 0.0, np.abs(np.where(both, 0, times) - np.where(both, 0, exact)))


def _explain(network: object, tables: tuple, tool: str) -> None:
    """Print the legs of our journey for some pairs on which a tool differs."""
    from beffroi.kernels import raptor

    origins, times, exact = tables
    differ = np.argwhere(_apart(times, exact) > 60)
    chosen = np.random.default_rng(5).permutation(len(differ))[:N_EXPLAINED]
    for row, place in differ[chosen].tolist():
        legs = raptor.journey(
            network,
            ends=(int(origins[row]), place),
            departure=START,
            limit=LIMIT,
            most_rides=MOST_RIDES,
        )
        said = " ".join(
            f"{'walk' if leg.trip < 0 else f't{leg.trip}'} s{leg.start}>s{leg.end} "
            f"{leg.begins - START}-{leg.ends - START};"
            for leg in legs
        )
        print(f"      {tool} {times[row, place]:.0f} s, exact {exact[row, place]:.0f} s: {said}")


TOOLS: dict[str, Callable[[Path], dict]] = {
    "ours": run_ours,
    "cafein-raptor": lambda stem: _run_cafein(stem, "raptor"),
    "cafein-tbtr": lambda stem: _run_cafein(stem, "tbtr"),
    "ferrobus": run_ferrobus,
}

if __name__ == "__main__":
    main()
