"""Rides drawn for tests: fixes along a line, with errors, as the tables of rides hold them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from beffroi.engines.informal.published import Plane
from beffroi.kernels.polylines import arcs, at

HERE = Plane(-54.03, 5.5)
SPEED = 8.0
NOISE = 4.0


def way(*corners: tuple[float, float]) -> np.ndarray:
    return np.array(corners, dtype=float)


OUT = way((0, 0), (2_000, 0), (2_000, 1_500), (3_500, 1_500))
"""A line with two turns, 5 km long."""


def drive(
    line: np.ndarray, *, every: float = 5.0, begins: float = 0.0, waits: float = 30.0,
    seed: int = 0, noise: float = NOISE,
) -> pd.DataFrame:  # fmt: skip
    """Record a vehicle that waits, runs along a line, and waits again."""
    length = float(arcs(line)[-1])
    time = np.arange(0.0, length / SPEED + 2 * waits, every)
    points = at(line, np.clip((time - waits) * SPEED, 0, length))
    draw = np.random.default_rng(seed)
    lon, lat = HERE.degrees(points + noise * draw.standard_normal(points.shape))
    return pd.DataFrame({"time": begins + time, "lon": lon, "lat": lat})


def tables(
    drives: Sequence[pd.DataFrame], labels: Sequence[str | None] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put rides in the tables of fixes and rides."""
    fixes = pd.concat([own.assign(ride_id=f"r{k}") for k, own in enumerate(drives)],
                      ignore_index=True)  # fmt: skip
    fixes = fixes.assign(fix_id=np.arange(len(fixes)), accuracy_m=np.nan,
                         event=pd.Series(pd.NA, index=fixes.index, dtype="string"))  # fmt: skip
    rides = pd.DataFrame({
        "ride_id": [f"r{k}" for k in range(len(drives))],
        "label": list(labels or [None] * len(drives)), "direction": None,
        "has_time": [bool(own["time"].notna().all()) for own in drives],
        "state": "used", "reason": pd.Series(pd.NA, index=range(len(drives)), dtype="string"),
    })  # fmt: skip
    return fixes, rides
