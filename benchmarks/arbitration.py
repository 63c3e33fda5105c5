"""Methods of choice over thousands of draws of the weights, beside pysensmcda, pymcdm and mcda.

Every tool gets the same table and the same weights, and works in a process of its own, so that its
memory is its own. What a peer does for one vector of weights at a time is timed on fewer of them,
and brought to the whole number.

    python benchmarks/arbitration.py [--draws 10000] [--no-large]
"""
# ruff: noqa: PLC0415 (each tool is imported in its own process alone)

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

THREADS = "2"
for name in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = THREADS  # before any of the tools is imported

import numpy as np  # noqa: E402  the threads must be set first

N_ALTERNATIVES, N_CRITERIA = 8, 10
LARGE = (200, 30, 100_000)
UNKNOWN = 0.1
"""Share of the cells that nobody knows, in tables that have some."""
Q, P, V = 0.05, 0.2, 0.6
RUNS = 7
WAIT = 1800
SMAA = "SMAA-2, additive"
UNSURE = "SMAA-2, a tenth of the cells unknown"
PROMETHEE = "SMAA-PROMETHEE II"
ELECTRE = "ELECTRE III credibility"


def main() -> None:
    options = _options()
    if options.tool:
        Path(options.result).write_text(json.dumps(TOOLS[options.tool](options.draws)))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {THREADS} threads, "
          f"median of {RUNS} runs; load at the start {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        cache = {"NUMBA_CACHE_DIR": str(Path(folder) / "cache")}
        first = _measured("ours", folder, options.draws, cache)
        found = {"ours": _measured("ours", folder, options.draws, cache)}
        for tool in ("pysensmcda", "pymcdm", "mcda"):
            found[tool] = _measured(tool, folder, options.draws, {})
        _print(found, first, options.draws)
        if options.large:
            print(f"\n{LARGE[0]} alternatives × {LARGE[1]} criteria × {LARGE[2]:,} draws")
            for tool in ("large", "large, unknown", "large, PROMETHEE"):
                result = _measured(tool, folder, options.draws, cache)
                if result:
                    print(f"    {result['job']:44}{result['time']:8.2f} s"
                          f"{result['cpu']:8.2f} s of CPU{result['memory']:7.0f} MB")  # fmt: skip
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--no-large", dest="large", action="store_false")
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    parser.add_argument("--result", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(tool: str, folder: str, draws: int, environment: dict[str, str]) -> dict | None:
    """Run one tool in a process of its own; None if it fails or takes too long."""
    result = Path(folder) / "result.json"
    command = [
        sys.executable, __file__, "--tool", tool, "--result", str(result), "--draws", str(draws),
    ]  # fmt: skip
    try:
        subprocess.run(command, env=os.environ | environment, capture_output=True, text=True,
                       timeout=WAIT, check=True)  # fmt: skip
    except subprocess.TimeoutExpired:
        print(f"  {tool} did not finish within {WAIT} s")
        return None
    except subprocess.CalledProcessError as error:
        print(f"  {tool} failed: {error.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(result.read_text())


def _print(found: dict[str, dict | None], first: dict | None, draws: int) -> None:
    print(f"\n{N_ALTERNATIVES} alternatives × {N_CRITERIA} criteria × {draws:,} draws")
    print(f"    {'job':38}{'tool':12}{'timed':>8}{'ms':>12}{'CPU ms':>12}{'ratio':>9}")
    ours = found["ours"]
    for job in (SMAA, UNSURE, PROMETHEE, ELECTRE):
        for tool, result in found.items():
            if result is None or job not in result["jobs"]:
                continue
            timed, wall, cpu = result["jobs"][job]
            base = ours["jobs"][job] if ours else None
            ratio = f"{wall / base[1]:9.1f}" if base else ""
            print(f"    {job:38}{tool:12}{timed:8,}{wall:12.2f}{cpu:12.2f}{ratio}")
    for tool, result in found.items():
        if result:
            print(f"    {tool}: imported in {result['import']:.2f} s, "
                  f"at most {result['memory']:.0f} MB")  # fmt: skip
    if ours and first:
        print(f"    ours: compiling about {first['whole_cpu'] - ours['whole_cpu']:.1f} s of CPU, "
              "in the first process alone")  # fmt: skip
    for tool, job in (("pysensmcda", SMAA), ("pymcdm", PROMETHEE), ("mcda", ELECTRE)):
        if ours and found[tool]:
            mine, theirs = np.array(ours["found"][job]), np.array(found[tool]["found"][job])
            off = np.abs(mine[: len(theirs)] - theirs).max()
            print(f"    {tool}: {job} differs from ours by {off:.1e} at most")


def _table(n: int = N_ALTERNATIVES, m: int = N_CRITERIA) -> np.ndarray:
    """Draw a table that every tool gets."""
    return np.random.default_rng(1).random((n, m))


def _bounds(n: int = N_ALTERNATIVES, m: int = N_CRITERIA) -> tuple[np.ndarray, np.ndarray]:
    """Hide a part of its cells."""
    unknown = np.random.default_rng(2).random((n, m)) < UNKNOWN
    table = _table(n, m)
    return np.where(unknown, 0.0, table), np.where(unknown, 1.0, table)


def _weights(n: int, m: int = N_CRITERIA) -> np.ndarray:
    return np.random.default_rng(3).dirichlet(np.ones(m), n)


def _timed(job: Callable[[], object], timed: int, draws: int, runs: int = RUNS) -> list[float]:
    """Time a job done for some draws: their number, then what all draws take. [ms]"""
    walls, spent = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        job()
        walls.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    whole = draws / timed * 1e3
    return [timed, float(np.median(walls)) * whole, float(np.median(spent)) * whole]


def _result(start: float, jobs: dict, found: dict) -> dict:
    return {
        "import": start,
        "jobs": jobs,
        "found": {job: np.asarray(value).tolist() for job, value in found.items()},
        "memory": _peak_memory(),
        "whole_cpu": time.process_time(),
    }


def _peak_memory() -> float:
    """Read the peak of this process alone; `ru_maxrss` would begin at that of its parent. [MB]"""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def run_ours(draws: int) -> dict:
    start = time.perf_counter()
    from beffroi.kernels.choice.electre import credibility
    from beffroi.kernels.choice.promethee import net_flows, single_criterion_flows, smaa_flows
    from beffroi.kernels.choice.smaa import smaa, smaa_uncertain

    start = time.perf_counter() - start
    table, weights, (low, high) = _table(), _weights(draws), _bounds()
    work: dict[str, Callable[[], object]] = {
        SMAA: lambda: smaa(table, weights),
        UNSURE: lambda: smaa_uncertain(low, high, weights, seed=1),
        PROMETHEE: lambda: smaa_flows(single_criterion_flows(table, "linear", Q, P).net, weights),
        ELECTRE: lambda: credibility(table, table, weights, Q, P, V),
    }
    for job in work.values():
        job()  # compiles, or loads what was compiled
    jobs = {name: _timed(job, draws, draws) for name, job in work.items()}
    flows = single_criterion_flows(table, "linear", Q, P).net
    found = {
        SMAA: smaa(table, weights).acceptability,
        PROMETHEE: net_flows(flows, weights[:100]),
        ELECTRE: credibility(table, table, weights[:3], Q, P, V),
    }
    return _result(start, jobs, found)


def run_pysensmcda(draws: int) -> dict:
    start = time.perf_counter()
    from pysensmcda.smaa import smaa2

    start = time.perf_counter() - start
    warnings.simplefilter("ignore")
    table, weights, (low, high) = _table(), _weights(draws), _bounds()
    types = np.ones(N_CRITERIA)

    def additive(matrix: np.ndarray, weights: np.ndarray, _: np.ndarray) -> np.ndarray:
        return matrix @ weights

    def unsure() -> object:
        drawn = np.random.default_rng(4).uniform(low, high, (draws, *low.shape))
        return smaa2(additive, table, types, weights=weights, matrix_samples=drawn)

    jobs = {
        SMAA: _timed(lambda: smaa2(additive, table, types, weights=weights), draws, draws),
        UNSURE: _timed(unsure, draws, draws, 3),
    }
    found = {SMAA: smaa2(additive, table, types, weights=weights).rank_acceptability}
    return _result(start, jobs, found)


def run_pymcdm(draws: int) -> dict:
    start = time.perf_counter()
    from pymcdm.methods import PROMETHEE_II

    start = time.perf_counter() - start
    warnings.simplefilter("ignore")
    table, weights, types = _table(), _weights(draws)[:1000], np.ones(N_CRITERIA)

    def flows(one: np.ndarray) -> np.ndarray:
        method = PROMETHEE_II("vshape_2", p=[P] * N_CRITERIA, q=[Q] * N_CRITERIA)
        return method(table, one, types, validation=False)

    jobs = {PROMETHEE: _timed(lambda: [flows(one) for one in weights], len(weights), draws, 3)}
    return _result(start, jobs, {PROMETHEE: [flows(one) for one in weights[:100]]})


def run_mcda(draws: int) -> dict:
    start = time.perf_counter()
    warnings.simplefilter("ignore")
    from mcda import PerformanceTable
    from mcda.outranking.electre import Electre3
    from mcda.scales import PreferenceDirection, QuantitativeScale

    start = time.perf_counter() - start
    best = QuantitativeScale(preference_direction=PreferenceDirection.MAX)
    names = range(N_CRITERIA)
    table = PerformanceTable(_table(), scales=dict.fromkeys(names, best))
    thresholds = [dict.fromkeys(names, value) for value in (Q, P, V)]
    weights = _weights(draws)[:3]

    def credibility(one: np.ndarray) -> np.ndarray:
        method = Electre3(table, dict(enumerate(one)), *thresholds)
        return method.credibility().data.to_numpy()

    jobs = {ELECTRE: _timed(lambda: [credibility(one) for one in weights], len(weights), draws, 3)}
    return _result(start, jobs, {ELECTRE: [credibility(one) for one in weights]})


def _large(job: str, work: Callable[[np.ndarray], object]) -> dict:
    """Do a large job once, all imports and the draws of the weights included in its memory."""
    weights = _weights(LARGE[2], LARGE[1])
    wall, cpu = time.perf_counter(), time.process_time()
    work(weights)
    return {
        "job": job,
        "time": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "memory": _peak_memory(),
    }


def run_large(_: int) -> dict:
    from beffroi.kernels.choice.smaa import smaa

    return _large(SMAA, lambda weights: smaa(_table(*LARGE[:2]), weights))


def run_large_unknown(_: int) -> dict:
    from beffroi.kernels.choice.smaa import smaa_uncertain

    low, high = _bounds(*LARGE[:2])
    return _large(UNSURE, lambda weights: smaa_uncertain(low, high, weights, seed=1))


def run_large_promethee(_: int) -> dict:
    from beffroi.kernels.choice.promethee import single_criterion_flows, smaa_flows

    table = _table(*LARGE[:2])
    return _large(
        PROMETHEE,
        lambda weights: smaa_flows(single_criterion_flows(table, "linear", Q, P).net, weights),
    )


TOOLS: dict[str, Callable[[int], dict]] = {
    "ours": run_ours,
    "pysensmcda": run_pysensmcda,
    "pymcdm": run_pymcdm,
    "mcda": run_mcda,
    "large": run_large,
    "large, unknown": run_large_unknown,
    "large, PROMETHEE": run_large_promethee,
}

if __name__ == "__main__":
    main()
