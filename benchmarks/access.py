"""Travel times by every mode over a drawn basin of three operators: seconds and peak memory.

Streets are those of a drawn town; stops, lines and trips are drawn on them, from a seed, and dealt
out to three operators, one of them with trains. Squares are drawn among the street nodes; each size
is measured in a process of its own, from tables in memory to the Parquet file written. Seconds
of each step are of processor time, which other work on the machine does not bend; `all` is what a
clock shows.

    python benchmarks/access.py [--sizes 1000 10000 50000] [--destinations 300] [--nodes 100000]
"""
# ruff: noqa: PLC0415 (each size is measured in its own process)

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

THREADS = "2"
os.environ["NUMBA_NUM_THREADS"] = THREADS  # before anything is imported
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np  # noqa: E402  the threads must be set first

DATE = "2026-03-10"
WINDOW = (7 * 3600, 9 * 3600)
NODES_PER_INHABITANT = 284_710 / 500_000
N_ROUTES, N_ROWS = 150, 100_000
OPERATORS = (("urbain", 3), ("cars", 200), ("trains", 2))


def main() -> None:
    options = _options()
    if options.size:
        print(json.dumps(_measured(Path(options.folder), options.size, options.destinations)))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {THREADS} threads; "
          f"load at the start {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        _draw(Path(folder), options.nodes)
        for number, size in enumerate([100, *options.sizes]):
            command = [sys.executable, __file__, "--size", str(size), "--folder", folder,
                       "--destinations", str(options.destinations)]  # fmt: skip
            ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            if number:  # the first run compiles
                _print(size, json.loads(ran.stdout.splitlines()[-1]), header=number == 1)
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--destinations", type=int, default=300)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


def _draw(folder: Path, n_nodes: int) -> None:
    """Draw the town, its map, and the timetables of three operators."""
    from benchmarks.transit_town import drawn_town

    from beffroi.drawing.town import draw
    from beffroi.engines.mobility.network import network
    from beffroi.formats import osm

    town = draw(round(n_nodes / NODES_PER_INHABITANT), 1)
    osm.write(folder / "town.osm.pbf", town.nodes, town.ways, town.relations, date="2024-05-01")
    extract = osm.read(folder / "town.osm.pbf")
    nodes = extract.street_nodes.sort_values("node_id", ignore_index=True)
    net = network(extract.tables["streets"], nodes, epsg=2154)
    places = nodes[["lon", "lat"]].to_numpy()
    edges = np.stack([net.tails, net.heads], axis=1)
    buses = drawn_town(edges, places, n_routes=N_ROUTES, n_rows=N_ROWS, seed=1)
    kept = {name: getattr(buses, name) for name in ("route", "trip", "stop", "time")}
    np.savez(folder / "buses.npz", lonlat=buses.places[buses.stops], **kept)
    print(f"{len(nodes)} street nodes, {len(buses.stops)} stops, {N_ROUTES} lines, "
          f"{len(np.unique(buses.trip))} trips, {len(buses.time)} calls")  # fmt: skip


def _measured(folder: Path, size: int, n_destinations: int) -> dict[str, object]:
    from beffroi.engines.mobility import access
    from beffroi.formats import osm
    from beffroi.store import blocks
    from beffroi.study.access_matrices import table

    extract = osm.read(folder / "town.osm.pbf")
    random = np.random.default_rng(7)
    streets = extract.tables["streets"].to_crs(2154)
    everywhere = _projected(extract.street_nodes[["lon", "lat"]].to_numpy())

    def drawn(n: int, name: str) -> access.Points:
        near = everywhere[random.integers(0, len(everywhere), n)] + random.normal(0, 20, (n, 2))
        ids = np.array([f"{name}{i}" for i in range(n)], object)
        return access.Points(ids, near[:, 0], near[:, 1], np.ones(n))

    basin = access.Basin(streets, extract.street_nodes, 2154, _feeds(folder), drawn(10, "parc"))
    origins, destinations = drawn(size, "carreau"), drawn(n_destinations, "lieu")
    task = access.Task(access.MODES, DATE, WINDOW)
    clock, cpu = [time.perf_counter()], [time.process_time()]
    laid = access.ready(basin, origins, destinations, task)
    parts = access.plan(laid)
    spent = dict.fromkeys(access.MODES, 0.0)
    cpu.append(time.process_time())

    def made(number: int) -> object:
        begin = time.process_time()
        found = table(laid, access.block(laid, parts[number]))
        spent[parts[number].mode] += time.process_time() - begin
        return found

    out = folder / f"{size}.parquet"
    rows = blocks.write(out, [str(part) for part in parts], made, key="k", metadata={})
    clock.append(time.perf_counter())
    cpu.append(time.process_time())
    size_of_file = out.stat().st_size
    out.unlink()
    return {
        "ready": cpu[1] - cpu[0], **spent, "write": cpu[2] - cpu[1] - sum(spent.values()),
        "processor": cpu[2] - cpu[0], "all": clock[1] - clock[0], "rows": rows,
        "file": size_of_file,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    }  # fmt: skip


def _projected(lonlat: np.ndarray) -> np.ndarray:
    import geopandas as gpd

    points = gpd.GeoSeries.from_xy(*lonlat.T, crs=4326).to_crs(2154)
    return np.stack([points.x, points.y], axis=1)


def _feeds(folder: Path) -> tuple[object, ...]:
    """Deal the lines out to three operators."""
    import geopandas as gpd
    import pandas as pd

    from beffroi.engines.mobility.inputs import Timetable
    from beffroi.foundation.figures import Source

    town = np.load(folder / "buses.npz")
    xy = _projected(town["lonlat"])
    ids = np.array([f"s{n}" for n in range(len(xy))], object)
    stops = gpd.GeoDataFrame(
        {"stop_id": ids, "parent_station": None}, geometry=gpd.points_from_xy(*xy.T), crs=2154
    )
    rows = pd.DataFrame({name: town[name] for name in ("route", "trip", "stop", "time")})
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    week = {day: [1] for day in days}
    feeds = []
    for number, (key, route_type) in enumerate(OPERATORS):
        held = rows[rows["route"] % len(OPERATORS) == number]
        trips = held.drop_duplicates("trip")
        routes = trips["route"].drop_duplicates()
        tables = {
            "routes": pd.DataFrame({"route_id": routes, "route_type": route_type}),
            "trips": pd.DataFrame({"trip_id": trips["trip"], "route_id": trips["route"],
                                   "service_id": "w"}),
            "stop_times": pd.DataFrame({
                "trip_id": held["trip"], "stop_id": ids[held["stop"]],
                "stop_sequence": held.groupby("trip").cumcount(), "arrival_time": held["time"],
                "departure_time": held["time"]}),
            "calendar": pd.DataFrame({"service_id": ["w"], **week, "start_date": ["2026-01-01"],
                                      "end_date": ["2026-12-31"]}),
            "calendar_dates": pd.DataFrame(columns=["service_id", "date", "exception_type"]),
            "frequencies": pd.DataFrame(),
        }  # fmt: skip
        feeds.append(Timetable(key, Source(key, key, "", "2026", ""), stops, tables))
    return tuple(feeds)


def _print(size: int, found: dict[str, float], *, header: bool) -> None:
    steps = [name for name in found if name not in {"rows", "file", "peak"}]
    if header:
        print("| origins | " + " | ".join(f"{name} (s)" for name in steps)
              + " | rows (M) | file (MB) | peak (GB) |")  # fmt: skip
        print("|---" * (len(steps) + 4) + "|")
    numbers = " | ".join(f"{found[name]:.1f}" for name in steps)
    print(f"| {size:,} | {numbers} | {found['rows'] / 1e6:.1f} | {found['file'] / 1e6:.0f} | "
          f"{found['peak']:.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
