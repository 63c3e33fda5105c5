"""Shapes laid on streets, against shapes as rides draw them, on a map that lacks more and more.

python benchmarks/informal_shapes.py MAP.osm.pbf [ROUTES]

Routes are the quickest ways between places of a map, each ridden three times, a fix every 4 s, with
correlated errors of 3 to 8 m. Their shapes are then laid on that map whole, and with ways left out.
"""

import sys

import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.lines import Drawn, drawn
from beffroi.engines.informal.streets import snapped, web
from beffroi.engines.informal.tracing import traced
from beffroi.kernels.polylines import at, spread
from informal_matching import Town

RIDES, EVERY, LEAST, MOST, MEMORY = 3, 4, 3.0, 8.0, 30.0
MISSING = (0.0, 0.15, 0.4)


def ridden(town: Town, routes: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Record each route several times, as the tables of fixes and rides."""
    rng = np.random.default_rng(5)
    keeps = np.exp(-EVERY / MEMORY)
    parts, labels = [], []
    for k in range(len(routes) * RIDES):
        points = routes[k // RIDES]["points"][::EVERY]
        error = rng.normal(0, rng.uniform(LEAST, MOST), points.shape)
        for i in range(1, len(error)):
            error[i] = keeps * error[i - 1] + np.sqrt(1 - keeps**2) * error[i]
        lon, lat = town.plane.degrees(points + error)
        time = 1_767_600_000.0 + 90_000.0 * k + EVERY * np.arange(len(points))
        parts.append(pd.DataFrame({"ride_id": f"r{k}", "time": time, "lon": lon, "lat": lat}))
        labels.append(str(k // RIDES))
    fixes = pd.concat(parts, ignore_index=True)
    fixes = fixes.assign(fix_id=np.arange(len(fixes)), device=fixes["ride_id"], event=None,
                         accuracy_m=np.nan)  # fmt: skip
    rides = pd.DataFrame({"ride_id": [f"r{k}" for k in range(len(labels))], "label": labels,
                          "has_time": True, "state": "used", "reason": None})  # fmt: skip
    return fixes, rides


def errors(line: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Measure from a shape to its route and back, every 10 m."""
    pairs = ((line, truth), (truth, line))
    return np.concatenate([
        shapely.distance(shapely.points(at(one, spread(one, 10))), shapely.LineString(other))
        for one, other in pairs
    ])  # fmt: skip


def compared(town: Town, made: Drawn, truth: dict[int, np.ndarray], missing: float) -> None:
    """Print the errors of shapes as ridden and as published on a map that lacks some ways."""
    kept = np.random.default_rng(1).random(len(town.streets)) >= missing
    streets = web(town.streets[kept], made.laid.traces.plane)
    before, after, n_laid, n_worse = [], [], 0, 0
    for k, way in truth.items():
        found = snapped(made.laid.lines[k], streets)
        before.append(errors(made.laid.lines[k], way))
        after.append(errors(found.line, way) if found.is_sure else before[-1])
        n_laid += found.is_sure
        n_worse += bool(after[-1].mean() > before[-1].mean())
    said = [
        f"mean {whole.mean():.2f} m, p95 {np.quantile(whole, 0.95):.2f} m"
        for whole in map(np.concatenate, (before, after))
    ]
    print(f"{missing:.0%} of ways missing: {n_laid} of {len(truth)} laid on streets, {n_worse} "
          f"worse; as ridden {said[0]}; as published {said[1]}", flush=True)  # fmt: skip


def main() -> None:
    """Ride a town and compare."""
    town = Town(sys.argv[1])
    routes = town.rides(int(sys.argv[2]) if len(sys.argv) > 2 else 25, seed=3)
    fixes, rides = ridden(town, routes)
    traces, _ = traced(fixes, rides)
    labels = dict(zip(rides["ride_id"], rides["label"], strict=True))
    made = drawn(traces, labels=[labels[ride] for ride in traces.ride_ids])
    truth = {}
    for k in np.flatnonzero(made.n_rides > 1):
        ride = traces.ride_ids[int(np.flatnonzero(made.laid.variant == k)[0])]
        points = routes[int(labels[ride])]["points"]
        truth[int(k)] = traces.plane.metres(*town.plane.degrees(points))
    for missing in MISSING:
        compared(town, made, truth, missing)


if __name__ == "__main__":
    main()
