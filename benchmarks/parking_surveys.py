"""How long surveys of parking take, beside the rule of the published tool in plain Python.

    python benchmarks/parking_surveys.py [--events 10000000]

20,000 drawn plate reads become stays, by ours and by a re-implementation of the rule of
`onstreet-parking-study` (whose wheel needs an old NumPy; its own time was 41.9 s for 20,414 reads
on two cores); then events of sensors are drawn, written, and told. Each in one run.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys.passes import made
from beffroi.engines.parking.surveys.plates import midpoint, stays
from beffroi.engines.parking.surveys.sensors import judged
from beffroi.engines.parking.surveys.stays import Lengths, lengths
from beffroi.formats import parking_sensors, plate_reads

PUBLISHED = 20_414 / 41.9
"""Reads a second of the published tool."""
REPEATS = 7
FIRST = 1_767_225_600
HOUR = 3_600.0


def drawn(folder: Path) -> Path:
    """Draw a day of sixty sections passed by every half hour."""
    draw = np.random.default_rng(0)
    rows, passes = ["plaque;rue;date;heure;passage"], np.arange(8.0, 18.5, 0.5)
    for section in range(60):
        n = draw.poisson(15.9 / 1.5 * 25)
        arrival = draw.uniform(-7, 18, n)
        departure = arrival + draw.exponential(1.5, n)
        rows += [
            f"AA-{k:03d}-{section:02d};R{section};2026-05-12;{int(at)}h{round(at % 1 * 60):02d};{p}"
            for k in range(n) for p, at in enumerate(passes) if arrival[k] <= at < departure[k]
        ]  # fmt: skip
    path = folder / "plates.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def plain(reads: pd.DataFrame) -> list[float]:
    """Follow each vehicle from read to read, as the published rule does."""
    passes = defaultdict(set)
    for row in reads.itertuples():
        passes[row.section].add(row.instant)
    ranks = {s: {t: k for k, t in enumerate(sorted(own))} for s, own in passes.items()}
    times = {s: sorted(own) for s, own in passes.items()}
    lengths_ = []
    for (section, _), own in reads.groupby(["section", "vehicle"]):
        seen = sorted(ranks[section][t] for t in own["instant"])
        at, start, last = times[section], seen[0], seen[0]
        for rank in [*seen[1:], None]:
            if rank is not None and rank == last + 1:
                last = rank
                continue
            least = at[last] - at[start]
            most = at[min(last + 1, len(at) - 1)] - at[max(start - 1, 0)]
            lengths_.append((least + most) / 2)
            if rank is not None:
                start = last = rank
    return lengths_


def timed(work, repeats: int = REPEATS) -> tuple[float, object]:  # type: ignore[no-untyped-def]
    """Take the median time of a work; of the processor, as the machine may do other things."""
    took, result = [], None
    for _ in range(repeats):
        begin = time.process_time()
        result = work()
        took.append(time.process_time() - begin)
    return statistics.median(took), result


def plates(folder: Path) -> None:
    path = drawn(folder)
    reads = plate_reads.read(path).reads
    read_time, _ = timed(lambda: plate_reads.read(path), 3)
    ours, table = timed(lambda: stays(reads, made(reads)))
    theirs, found = timed(lambda: plain(reads), 1)
    assert np.allclose(sorted(found), sorted(midpoint(table)))
    fit, told = timed(lambda: lengths(table), 3)
    rate = len(reads) / ours
    print(f"{len(reads)} reads -> {len(table)} stays, the same by both: ours {1e3 * ours:.0f} ms "
          f"({rate:,.0f} reads/s), plain rule {theirs:.2f} s ({len(reads) / theirs:,.0f} reads/s), "
          f"{theirs / ours:.0f} times; {rate / PUBLISHED:.0f} times the published tool's own rate "
          f"({PUBLISHED:.0f} reads/s)")  # fmt: skip
    print(f"reading the file, plates hashed and dropped: {read_time:.2f} s")
    if isinstance(told, Lengths):
        mean = told.mean()
        print(f"three laws of stays and 400 draws: {fit:.2f} s (mean {mean.value / HOUR:.2f} h, "
              f"{mean.low / HOUR:.2f} to {mean.high / HOUR:.2f}; drawn 1.5 h; mid-point rule "
              f"{midpoint(table).mean() / HOUR:.2f} h)")  # fmt: skip


def draw_events(path: Path, n_events: int) -> None:
    """Draw events of 2,000 sensors; in a process of its own, so that its memory is not ours."""
    draw, n_sensors = np.random.default_rng(0), 2_000
    pairs = n_events // n_sensors // 2
    spells = np.stack([draw.exponential(1_800, (n_sensors, pairs)),
                       draw.exponential(4_300, (n_sensors, pairs))], axis=2)  # fmt: skip
    t = np.cumsum(spells.reshape(n_sensors, -1), axis=1) + FIRST
    order = np.argsort(t, axis=None, kind="stable")
    pd.DataFrame({
        "capteur": np.char.add("C", np.repeat(np.arange(n_sensors), 2 * pairs)[order].astype(str)),
        "horodatage": np.datetime_as_string(t.ravel()[order].astype("datetime64[s]")),
        "etat": np.tile(["occupé", "libre"], n_sensors * pairs)[order],
    }).to_csv(path, index=False)  # fmt: skip


def sensors(folder: Path, n_events: int) -> None:
    path = folder / "sensors.csv"
    subprocess.run(
        [sys.executable, __file__, "--draw", str(path), "--events", str(n_events)], check=True
    )
    begin, cpu = time.perf_counter(), time.process_time()
    days, _ = parking_sensors.read(path)
    judged(days)
    took, cpu = time.perf_counter() - begin, time.process_time() - cpu
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{days.events.sum():,} events of {len(days.sensors)} sensors, "
          f"{path.stat().st_size / 1e6:.0f} MB: {took:.1f} s ({cpu:.1f} s of processor), "
          f"{most / 1e6:.2f} GB at most")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--draw", type=Path, help="only draw events into this file")
    asked = parser.parse_args()
    if asked.draw:
        draw_events(asked.draw, asked.events)
        return
    with tempfile.TemporaryDirectory() as folder:
        plates(Path(folder))
        sensors(Path(folder), asked.events)


if __name__ == "__main__":
    main()
