"""Markets shared and calibrated, beside the published Python package for Huff's model.

    python benchmarks/commerce_gravity.py [--survey Wieland2015.xlsx] [--peers PYTHON]

The survey (19 places, 5 shops) is fitted by both on the same customers in the same run, each in a
process of its own; `--peers` is a Python that has `huff` 1.9.14. Drawn markets say how long larger
ones take.
"""
# ruff: noqa: PLC0415 (each tool is imported in its own process alone)

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

RUNS = 7
WAIT = 600
PEER = "huff"
COLUMNS = ("VF", "K", "K_KKr", "Dist_Min2", "Anb_Eink1")
START = [0.9, -1.5, 0.5, 0.3]
BOUNDS = [(0.5, 1), (-2, -1), (0.2, 0.7), (0.2, 0.7)]
"""Where the package's own example on this survey begins, and what it allows."""


def main() -> None:
    """Measure each tool in a process of its own, then print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--survey", help="Wieland2015.xlsx")
    parser.add_argument("--peers", help="the Python that has huff 1.9.14")
    parser.add_argument("--tool", choices=("ours", PEER))
    options = parser.parse_args()
    if options.tool:
        print(json.dumps({"ours": ours, PEER: theirs}[options.tool](options.survey)))
        return
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"median of {RUNS} runs")  # fmt: skip
    found = _measured("ours", options.survey, sys.executable)
    _print("ours", found)
    if not options.peers or not options.survey:
        print(f"{PEER}: not measured (give --survey and --peers)")
        return
    other = _measured(PEER, options.survey, options.peers)
    _print(PEER, other)
    if found and other:
        job = "fit on flows, 19 × 5"
        print(f"{job}: ratio {other[job] / found[job]:,.0f}")


def _measured(tool: str, survey: str | None, python: str) -> dict | None:
    command = [python, __file__, "--tool", tool, *(["--survey", survey] if survey else [])]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=True)
    except subprocess.TimeoutExpired:
        print(f"{tool} did not finish within {WAIT} s")
        return None
    except subprocess.CalledProcessError as error:
        print(f"{tool} failed: {(error.stderr.strip().splitlines() or ['?'])[-1]}")
        return None
    return json.loads(done.stdout.splitlines()[-1])


def _print(tool: str, found: dict | None) -> None:
    for job, value in (found or {}).items():
        told = f"{value * 1e3:,.3f} ms" if isinstance(value, float) else value
        print(f"{tool}: {job}: {told}")


def _timed(job: Callable[[], object], runs: int = RUNS) -> float:
    took = []
    for _ in range(runs):
        begin = time.perf_counter()
        job()
        took.append(time.perf_counter() - begin)
    return float(np.median(took))


def _memory() -> str:
    status = Path("/proc/self/status").read_text()
    return f"{int(status.split('VmHWM:')[1].split()[0]) / 1024:.0f} MB at most"


def _market(survey: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    import openpyxl

    sheet = openpyxl.load_workbook(survey, data_only=True)["interactionmatrix"]
    head, *rows = list(sheet.iter_rows(values_only=True))
    floor, near, nearer, minutes, customers = (
        np.array([row[head.index(name)] for row in rows], float).reshape(19, 5) for name in COLUMNS
    )
    return np.stack([floor[0], near[0], nearer[0]], axis=1), minutes, customers


def ours(survey: str | None) -> dict:
    """Time our kernels, once compiled."""
    from beffroi.kernels.gravity.decay import Decay
    from beffroi.kernels.gravity.flows import fitted, flows
    from beffroi.kernels.gravity.mci import regressed
    from beffroi.kernels.gravity.regrouped import redrawn
    from beffroi.kernels.gravity.shares import huff_shares, huff_totals

    found: dict[str, object] = {}
    if survey:
        market = _market(survey)
        done = fitted(flows(*market))
        found |= {
            "fit on flows, 19 × 5": _timed(lambda: fitted(flows(*market))),
            "its answer": f"{done.verdict}, {done.coefficients.round(4).tolist()}, "
                          f"log-likelihood {done.log_likelihood:.2f}, slope {done.gradient:.0e}",
            "400 redrawn fits": _timed(lambda: redrawn(flows(*market)), 3),
            "MCI": _timed(lambda: regressed(*market)),
        }  # fmt: skip
    draw = np.random.default_rng(0)
    for n, m in ((1000, 200), (3000, 600)):
        pull, times = draw.uniform(50, 5000, m), draw.uniform(1, 60, (n, m))
        spent = draw.uniform(1, 9, n)
        for curve, name in ((0.0, ""), (1.0, ", exponential"), (0.5, ", Box-Cox")):
            decay = Decay(0.5, curve)
            huff_shares(pull, times[:2], decay)
            found[f"shares, {n:,} × {m}{name}"] = _timed(
                lambda p=pull, t=times, d=decay: huff_shares(p, t, d, outside=1.0)
            )
        huff_totals(pull, times[:2], decay, spent[:2])
        found[f"totals, {n:,} × {m}"] = _timed(
            lambda p=pull, t=times, c=spent: huff_totals(p, t, Decay(2.0), c)
        )
    return found | {"memory": _memory()}


def theirs(survey: str) -> dict:
    """Time the package's likelihood fit as its own example calls it."""
    from huff.data_management import load_interaction_matrix

    def fit() -> object:
        matrix = load_interaction_matrix(
            data=survey, customer_origins_col="Quellort", supply_locations_col="Zielort",
            attraction_col=["VF", "K", "K_KKr"], market_size_col="Sum_Ek1",
            flows_col="Anb_Eink1", transport_costs_col="Dist_Min2",
            transport_costs_metrics="time", transport_costs_time_unit="minutes",
            probabilities_col="MA_Anb1", data_type="xlsx", xlsx_sheet="interactionmatrix",
            check_df_vars=False,
        )  # fmt: skip
        names = ("A_j", "t_ij", "K", "K_KKr")
        matrix.define_weightings(
            vars_funcs={n: {"name": name, "func": "power"} for n, name in enumerate(names)}
        )
        begin = time.perf_counter()
        matrix.huff_ml_fit(initial_params=START, bounds=BOUNDS, fit_by="flows")
        took.append(time.perf_counter() - begin)
        matrix.summary()
        return matrix

    took: list[float] = []
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        fit()
    said = [line.split() for line in heard.getvalue().splitlines() if "function)" in line]
    told = ", ".join(f"{words[0]} {words[1]}" for words in said)
    return {"fit on flows, 19 × 5": took[0], "its answer": f"{told}; started from {START}",
            "memory": _memory()}  # fmt: skip


if __name__ == "__main__":
    main()
