"""The whole way from rides to a network: how near it comes to the truth, how long it takes.

    python benchmarks/informal.py score freetown 24 8 5 5 3 [--counts]
                 network, variants, rides of each, noise [m], sampling [s], seed
    python benchmarks/informal.py scale 0.5,1,2,4          millions of fixes, in files of GPX

Scores are those of `beffroi informal compare`, against the published network cut to the variants
that rides were drawn on. Scale counts reading the files, inferring the network and writing it.
"""

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.informal.borders import Naming
from beffroi.engines.informal.building import Given, inferred
from beffroi.engines.informal.comparison import compared
from beffroi.engines.informal.published import published
from beffroi.engines.informal.publishing import Assumed, Options, feed, planned
from beffroi.engines.informal.simulation import Options as Rides
from beffroi.engines.informal.simulation import simulated
from beffroi.formats import gtfs
from beffroi.formats.rides.writing import write_gpx
from beffroi.territory.informal_plan import Publisher
from beffroi.territory.rides import FIXES, RIDES

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "gtfs-informal"
FEEDS = {"freetown": "freetown.gtfs.zip", "accra": "accra_trotro_afd_2017.gtfs.zip",
         "abidjan": "abidjan_osm2gtfs_ref.gtfs.zip"}  # fmt: skip
PER_RIDE = 2_000
"""Fixes of a ride of the scale. [fix]"""


def score(name: str, options: Rides) -> None:
    """Draw rides on a network, build one of them, compare both."""
    tables = dict(gtfs.read(DATA / FEEDS[name]).tables)
    made = simulated(tables, options)
    variants = {v.key: v for v in published(tables).variants}
    drawn = [variants[key] for key in made.truth["variants"]["variant"]]
    trips = {trip.trip_id for variant in drawn for trip in variant.trips}
    for table in ("trips", "stop_times", "frequencies"):
        if table in tables:
            tables[table] = tables[table][tables[table]["trip_id"].isin(trips)]
    tables["stops"] = tables["stops"][tables["stops"]["stop_id"].isin(
        tables["stop_times"]["stop_id"])]  # fmt: skip
    fixes, rides = _tables(made.fixes, made.truth["rides"])
    counts = made.truth["departures"][["time", "lon", "lat"]] if options.counts else None
    zone = str(tables["agency"]["agency_timezone"].iloc[0])
    paid = made.fares if len(made.fares) else None
    currency = str(tables["fare_attributes"]["currency_type"].iloc[0]) if paid is not None else ""
    begin = time.perf_counter()
    got = inferred(fixes, rides, Given(counts=counts, payments=paid),
                   Naming("x", zone, currency or "EUR"))  # fmt: skip
    took = time.perf_counter() - begin
    plan = planned(got.network, Options(
        Publisher("x", "https://example.org"), "2026-12-01", provisional=True,
        assumed=Assumed(900.0, 6.0, 6 * 3600.0, 20 * 3600.0)))  # fmt: skip
    found = compared(feed(plan.plan, "canonical"), tables)
    print(f"{name}: {len(drawn)} variants, {len(rides)} rides, {len(fixes)} fixes, {took:.1f} s")
    print(json.dumps(dataclasses.asdict(found), default=float, indent=1)) if "-v" in sys.argv else (
        _brief(found))  # fmt: skip


def _brief(found: object) -> None:
    held = dataclasses.asdict(found)  # type: ignore[call-overload]
    for name, value in held.items():
        for key, said in _flat(value, name):
            print(f"  {key:<32} {said}")


def _flat(value: object, name: str) -> list[tuple[str, str]]:
    if isinstance(value, dict) and "value" in value:
        bounds = [value[k] for k in ("value", "low", "high")]
        return [(name, "unknown" if bounds[0] is None else "{:.3f} [{:.3f} – {:.3f}]".format(
            *bounds))]  # fmt: skip
    if isinstance(value, dict):
        return [row for key, one in value.items() for row in _flat(one, f"{name}.{key}")]
    return [(name, str(value))]


def _tables(fixes: pd.DataFrame, rides: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    n = fixes[fixes["event"].isna()].groupby("ride_id").size().reindex(rides["ride_id"]).to_numpy()
    return FIXES.typed(fixes.assign(fix_id=np.arange(len(fixes)))), RIDES.typed(pd.DataFrame({
        "ride_id": rides["ride_id"], "file": rides["ride_id"] + ".gpx", "n_read": n, "n_fixes": n,
        "n_marks": 0, "has_time": True, "state": "used",
    }))  # fmt: skip


def scale(millions: float) -> None:
    """Build a network from files of so many fixes, in a process of its own."""
    tables = gtfs.read(DATA / FEEDS["freetown"]).tables
    n_rides = int(millions * 1e6 / PER_RIDE)
    made = simulated(tables, Rides(rides=n_rides, variants=60, sampling=1.0, seed=1))
    order = made.fixes.groupby("ride_id").cumcount()
    kept = made.fixes[order < PER_RIDE]
    with tempfile.TemporaryDirectory() as folder:
        write_gpx(kept, Path(folder) / "rides", labels={})
        begin = time.perf_counter()
        ran = subprocess.run(
            ["/usr/bin/env", sys.executable, "-c", BUILD, f"{folder}/rides", f"{folder}/out"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        took = time.perf_counter() - begin
        size = f"{len(kept) / 1e6:.2f} million fixes, {n_rides} rides"
        print(f"{size}: {took:.1f} s, {ran.stdout.strip()}", flush=True)


BUILD = """
import resource, sys
from pathlib import Path
from beffroi.study.informal_asked import Asked
from beffroi.study.informal_build import build
made = build([Path(sys.argv[1])], Path(sys.argv[2]), Asked(zone="Africa/Freetown"))
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(f"{int(peak) / 1024:.0f} MB; {len(made.network.variants)} variants")
"""


def main() -> None:
    """Run what is asked for."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    if words[:1] == ["scale"]:
        for millions in words[1].split(","):
            scale(float(millions))
        return
    _, name, n, per, noise, sampling, seed = words
    score(name, Rides(
        rides=int(n) * int(per), variants=int(n), noise=float(noise), sampling=float(sampling),
        seed=int(seed), counts="--counts" in sys.argv, fares=name == "freetown",
    ))  # fmt: skip


if __name__ == "__main__":
    main()
