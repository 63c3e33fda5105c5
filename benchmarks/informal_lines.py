"""How near lines drawn from rides come to the truth, and how long they take.

    python benchmarks/informal_lines.py freetown 1,2,4,8 5 5      rides a variant, noise, sampling
    python benchmarks/informal_lines.py accra 2 5 15 --labels
    python benchmarks/informal_lines.py scale 0.5,1,2,4           millions of fixes
    python benchmarks/informal_lines.py limerick | chicago | xalapa

Scores are those of `engines.informal.comparison`, against the reference as published, its shapes
cut to what is ridden (from the first stop to the last), and against the same with the variants that
nobody can tell apart merged: same way, same ends; and routes by the rule of the pipeline.
"""

import dataclasses
import json
import resource
import sys
import tempfile
import time
import zipfile
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from scipy.sparse.csgraph import connected_components

from beffroi.engines.informal.comparison import shapes
from beffroi.engines.informal.comparison.overlaps import overlaps
from beffroi.engines.informal.comparison.pairs import pairs
from beffroi.engines.informal.lines import Drawn, drawn
from beffroi.engines.informal.published import Published, Variant, published
from beffroi.engines.informal.simulation import Options, Simulated, simulated
from beffroi.engines.informal.simulation.rides import OFF_SHAPE, SHORTEST
from beffroi.engines.informal.traces import Traces
from beffroi.engines.informal.tracing import traced
from beffroi.formats import gtfs, rides
from beffroi.kernels.polylines import arcs, at, spread

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FEEDS = {"freetown": "freetown.gtfs.zip", "accra": "accra_trotro_afd_2017.gtfs.zip"}
TERMINAL, SAME, ALIKE, NEAR = 200.0, 0.9, 0.65, 30.0


def reference(feed: dict[str, pd.DataFrame]) -> Published:
    """The variants that can be ridden, their shapes cut to what is ridden."""
    network = published(feed)
    kept = []
    for variant in network.variants:
        gap = np.hypot(*(at(variant.line, variant.where) - variant.stops).T)
        if gap.max() > OFF_SHAPE or arcs(variant.line)[-1] < SHORTEST:
            continue
        along, (first, last) = arcs(variant.line), variant.where[[0, -1]]
        where = np.concatenate([[first], along[(along > first) & (along < last)], [last]])
        kept.append(dataclasses.replace(variant, line=at(variant.line, where)))
    return Published(network.plane, tuple(kept), network.day)


def merged(network: Published) -> Published:
    """The same network, what nobody can tell apart merged."""
    lines = [variant.line for variant in network.variants]
    forth, _ = overlaps(lines, lines)
    alike = np.minimum(forth, forth.T)
    ends = np.array([line[[0, -1]] for line in lines])

    def near(i: int, j: int) -> np.ndarray:
        apart = ends[:, np.newaxis, i] - ends[np.newaxis, :, j]
        return np.hypot(apart[..., 0], apart[..., 1]) <= TERMINAL

    ways = near(0, 0) & near(1, 1)
    variant = connected_components((alike >= SAME) & ways)[1]
    side = connected_components((alike >= ALIKE) & ways)[1]
    _, back = overlaps([line[::-1] for line in lines], lines)
    returns = np.argwhere(np.triu(near(0, 1) & near(1, 0), 1))
    route, taken = np.arange(len(lines)), set[int]()
    for i, j in sorted(returns.tolist(), key=lambda pair: -back[tuple(pair)]):
        if side[i] != side[j] and not {side[i], side[j]} & taken:
            taken |= {side[i], side[j]}
            route[side[j]] = side[i]
    firsts = np.unique(variant, return_index=True)[1]
    kept = (dataclasses.replace(network.variants[k], route_id=str(route[side[k]])) for k in firsts)
    return Published(network.plane, tuple(kept), network.day)


def tables(made: Simulated) -> tuple[pd.DataFrame, pd.DataFrame]:
    fixes = made.fixes.assign(fix_id=np.arange(len(made.fixes)), accuracy_m=np.nan)
    label = made.truth["rides"].set_index("ride_id")["label"]
    known = pd.DataFrame({"ride_id": label.index, "label": label.to_numpy(), "has_time": True,
                          "state": "used", "reason": None})  # fmt: skip
    return fixes, known


def network(made: Drawn, like: Published) -> Published:
    def variant(k: int) -> Variant:
        line = like.plane.metres(*made.laid.traces.plane.degrees(made.laid.lines[k]))
        where = np.array([0.0, arcs(line)[-1]])
        return Variant(str(k), str(made.laid.route[k]), str(made.direction[k]), ("a", "b"),
                       line[[0, -1]], line, where, has_shape=True, trips=())  # fmt: skip

    return Published(like.plane, tuple(variant(k) for k in range(len(made.laid.lines))), "")


def told(made: Drawn, known: Published) -> str:
    ours = network(made, known)
    matched = pairs(ours, known)
    error = shapes.compared(matched, known, np.random.default_rng(0))
    found, n_ours, n_theirs = matched.n_routes
    n_variants = len(ours.variants) + len(known.variants)
    return (f"routes {2 * found / (n_ours + n_theirs):.3f} ({found} of {n_ours}/{n_theirs}) "
            f"variants {2 * len(matched.variants) / n_variants:.3f} ({len(matched.variants)} of "
            f"{len(ours.variants)}/{len(known.variants)}) shape {error.mean.value:.1f} m "
            f"p95 {error.p95.value:.1f} m covered {error.covered.value:.3f}")  # fmt: skip


def drawn_of(fixes: pd.DataFrame, known: pd.DataFrame, *, labels: bool) -> tuple[Traces, Drawn]:
    traces, _ = traced(fixes, known)
    names = dict(zip(known["ride_id"], known["label"].fillna(""), strict=True))
    return traces, drawn(traces, labels=[names[k] for k in traces.ride_ids] if labels else None)


def synthetic(town: str, counts: str, noises: str, samplings: str, *, labels: bool) -> None:
    feed = gtfs.read(DATA / "gtfs-informal" / FEEDS[town]).tables
    known = reference(feed)
    apart = merged(known)
    for count, noise, sampling in product(*(s.split(",") for s in (counts, noises, samplings))):
        options = Options(rides=int(count) * len(known.variants), noise=float(noise),
                          sampling=float(sampling), labels=labels, seed=1)  # fmt: skip
        _, made = drawn_of(*tables(simulated(feed, options)), labels=labels)
        name = f"{town} {count} rides, {noise} m, {sampling} s{', labels' if labels else ''}"
        print(f"{name} | published | {told(made, known)}", flush=True)
        print(f"{name} | merged | {told(made, apart)}", flush=True)


def scale(millions: str) -> None:
    feed = gtfs.read(DATA / "gtfs-informal" / FEEDS["freetown"]).tables
    drawn_of(*tables(simulated(feed, Options(rides=50))), labels=False)
    for million in map(float, millions.split(",")):
        fixes, known = tables(simulated(feed, Options(rides=int(500 * million), sampling=1.3)))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, cpu = time.perf_counter(), time.process_time()
        drawn_of(fixes, known, labels=False)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{len(known)} rides, {len(fixes)} fixes: {time.perf_counter() - wall:.1f} s, "
              f"{time.process_time() - cpu:.1f} s of processor, {(memory - before) >> 10} MB more "
              f"than before, {memory >> 10} MB at most", flush=True)  # fmt: skip


def limerick() -> None:
    read = rides.read([DATA / "traces" / "limerick" / "rides"])
    for labels in (False, True):
        _, made = drawn_of(read.fixes, read.rides, labels=labels)
        route = made.laid.route[made.laid.variant].tolist()
        print("labels" if labels else "no labels",
              list(zip(read.rides["label"].tolist(), route, made.limits, strict=True)))  # fmt: skip


def chicago() -> None:
    folder = DATA / "traces" / "chicago"
    with tempfile.TemporaryDirectory() as temporary:
        with zipfile.ZipFile(folder / "tracks_chicago.zip") as tracks:
            names = [name for name in tracks.namelist() if name.startswith("chicago/trips/trip_")]
            tracks.extractall(temporary, names)
        options = rides.Options(epsg=32616, columns=("x", "y", "time"))
        read = rides.read([Path(temporary)], options)
    traces, made = drawn_of(read.fixes, read.rides, labels=False)
    with zipfile.ZipFile(folder / "maps_chicago.zip") as maps:
        rows = [row.split(",") for row in maps.read("chicago_vertices_osm.txt").decode().split()]
        place = {row[0]: (float(row[1]), float(row[2])) for row in rows}
        edges = [row.split(",") for row in maps.read("chicago_edges_osm.txt").decode().split()]
    streets = shapely.STRtree([shapely.LineString([place[e[1]], place[e[2]]]) for e in edges])
    metres = Transformer.from_crs(4326, 32616, always_xy=True)
    for name, kept in (("all", made.n_rides > 0), ("used", made.n_rides > 1)):
        lines = [made.laid.lines[k] for k in np.flatnonzero(kept)]
        points = np.concatenate([at(line, spread(line, 10)) for line in lines])
        points = np.column_stack(metres.transform(*traces.plane.degrees(points)))
        _, gaps = streets.query_nearest(shapely.points(points), return_distance=True,
                                        all_matches=False)  # fmt: skip
        gaps = np.sort(gaps)
        best = gaps[: int(0.95 * len(gaps))].mean()
        print(f"{name}: {len(lines)} variants, to the street: mean {gaps.mean():.1f} m, of the "
              f"best 95 % of length {best:.1f} m, p95 {np.quantile(gaps, 0.95):.1f} m, within "
              f"{NEAR:.0f} m {np.mean(gaps <= NEAR):.3f}")  # fmt: skip


def xalapa() -> None:
    read = rides.read([DATA / "traces" / "xalapa"])
    traces, made = drawn_of(read.fixes, read.rides, labels=True)
    files = dict(zip(read.rides["ride_id"], read.rides["file"], strict=True))
    own: dict[str, set[int]] = {}
    for k, ride in enumerate(traces.ride_ids):
        own.setdefault(files[ride], set()).add(int(made.laid.variant[k]))
    there, here = [], []
    for file, variants in own.items():
        truth = DATA / "traces" / file.replace("route.geojson", "route.json")
        if not truth.exists():
            continue
        known = [shapely.LineString(traces.plane.metres(*np.array(line)[:, :2].T))
                 for line in _coordinates(json.loads(truth.read_text()))]  # fmt: skip
        ours = [shapely.LineString(made.laid.lines[k]) for k in variants - {-1}]
        there.append(_within(known, ours))
        here.append(_within(ours, known))
    print(f"{len(there)} routes: truth within {NEAR:.0f} m of ours: median {np.median(there):.3f}, "
          f"first quarter {np.quantile(there, 0.25):.3f}; ours of the truth: median "
          f"{np.median(here):.3f}, first quarter {np.quantile(here, 0.25):.3f}")  # fmt: skip


def _coordinates(node: object) -> list[list[list[float]]]:
    if isinstance(node, list):
        return [line for one in node for line in _coordinates(one)]
    if not isinstance(node, dict):
        return []
    if node.get("type") == "LineString":
        return [node["coordinates"]]
    if node.get("type") == "MultiLineString":
        return list(node["coordinates"])
    return [line for one in node.values() for line in _coordinates(one)]


def _within(lines: list[shapely.LineString], others: list[shapely.LineString]) -> float:
    points = np.concatenate([at(c, spread(c, 10)) for c in map(shapely.get_coordinates, lines)])
    return float(
        (shapely.distance(shapely.points(points), shapely.union_all(others)) <= NEAR).mean()
    )


if __name__ == "__main__":
    what, *rest = [word for word in sys.argv[1:] if word != "--labels"]
    if what in FEEDS:
        synthetic(what, *rest, labels="--labels" in sys.argv)
    elif what == "scale":
        scale(*rest)
    else:
        {"limerick": limerick, "chicago": chicago, "xalapa": xalapa}[what]()
