"""A scenario of parking: 60 places, 500 cells, 15 periods, 3 profiles, before and after."""

import statistics
import time

import numpy as np
import pandas as pd

from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.policy import Policy, Rule
from beffroi.engines.parking.scenarios.starts import starts
from beffroi.engines.parking.scenarios.supply import Supply, supply
from beffroi.engines.parking.scenarios.tariffs import hourly
from beffroi.engines.parking.scenarios.trial import Town, trial
from beffroi.foundation.language import Words

PLACES, CELLS, ROUNDS, DRAWS = 60, 500, 5, 10
WINDOWS = ((9.0, 12.0), (14.0, 18.0))


def drawn(seed: int = 0) -> Town:
    """Draw an invented town: streets and car parks around a centre, paid within 350 m of it."""
    draw = np.random.default_rng(seed)
    x, y = draw.normal(0, 400, (2, PLACES))
    cells_x, cells_y = draw.normal(0, 350, (2, CELLS))
    walk = np.hypot(cells_x[:, np.newaxis] - x, cells_y[:, np.newaxis] - y) * 1.25 / 75
    is_park = draw.random(PLACES) < 0.3
    spaces = np.where(is_park, draw.integers(80, 350, PLACES), draw.integers(4, 40, PLACES))
    table = pd.DataFrame({
        "place_id": [f"p{n}" for n in range(PLACES)], "spaces": spaces, "x": x, "y": y,
        "regulation": np.where(np.hypot(x, y) < 350, "paid", "free"),
        "tariff": [hourly(1.2, free=0.5)] * PLACES, "windows": [WINDOWS] * PLACES,
    })  # fmt: skip
    hour = np.concatenate([np.arange(7, 21) + 0.5, [25.0]])
    shapes = (
        np.exp(-0.5 * ((hour - 18) / 2) ** 2),
        np.exp(-0.5 * ((hour - 10.5) / 1.5) ** 2) + np.exp(-0.5 * ((hour - 16) / 2) ** 2),
        np.exp(-0.5 * ((hour - 8) / 0.8) ** 2),
    )
    near = np.exp(-np.hypot(cells_x, cells_y) / 300)[:, np.newaxis]
    weight = draw.exponential(1.0, (CELLS, 3)) * near
    weight /= weight.sum(axis=0)
    totals = spaces.sum() * np.array([0.35, 2.2, 0.45])
    arrivals = np.stack(
        [np.outer(weight[:, n] * totals[n], one / one.sum()) for n, one in enumerate(shapes)],
        axis=2,
    )
    quarters = tuple(np.where(cells_y > 0, "north", "south"))
    found: Supply = supply(table, walk)
    return Town(found, Demand(arrivals, quarters))


def main() -> None:
    """Time the scenario, then its draws."""
    town = drawn()
    paid = tuple(place.id for place in town.supply.places if place.regulation == "paid")
    rule = Rule(paid, "paid", hourly(2.4), hours=WINDOWS)
    policy = Policy("dearer", Words("plus cher", "dearer"), (rule,))
    times, cpu = [], []
    for _ in range(ROUNDS):
        begun, spent = time.perf_counter(), time.process_time()
        made = trial(town, policy, draws=0)
        times.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - spent)
    spent = time.process_time()
    trial(town, policy, draws=DRAWS)
    draws = (time.process_time() - spent - statistics.median(cpu)) / DRAWS
    spent = time.process_time()
    ends = [starts(one, made.middle.present.law) for one in made.middle.settled]
    again = time.process_time() - spent
    before, after = made.certificates
    print(f"| {PLACES} places × {CELLS} cells × 15 periods × 3 profiles | seconds |")
    print("|---|---|")
    print(f"| scenario, before and after (median of {ROUNDS}) | {statistics.median(times):.2f} |")
    print(f"| least, largest | {min(times):.2f}, {max(times):.2f} |")
    print(f"| the same, of processor (median) | {statistics.median(cpu):.2f} |")
    print(f"| one draw of the uncertain parameters, of processor | {draws:.2f} |")
    print(f"| three other starts before and after, of processor | {again:.2f} |")
    print(f"\nrounds {len(before.residuals)}, {len(after.residuals)}; residual "
          f"{after.residuals[-1]:.1e}; gap {after.gap:.1e} €; rate {after.rate:.2f}")  # fmt: skip
    print("farthest from other starts", max(max(one.apart) for one in ends))
    for (answer, who), value in made.middle.response.items():
        print(f"elasticity of {answer} to the price, {who}: {value:.2f}")


if __name__ == "__main__":
    main()
