"""Plate surveys drawn or done by hand, as tables."""

import numpy as np
import pandas as pd

HOUR = 3_600.0


def reads(*seen: tuple[str, str, float, str | None]) -> pd.DataFrame:
    """Make reads of (vehicle, section, hour, pass); an empty vehicle is an empty section."""
    vehicle, section, hour, label = zip(*seen, strict=True)
    codes = pd.Series(pd.factorize(np.array(vehicle, dtype=object))[0], dtype="Int64")
    at = np.array(hour) * HOUR
    return pd.DataFrame({
        "section": pd.Series(section, dtype="string"),
        "day": pd.Series([""] * len(seen), dtype="string"),
        "pass": pd.Series(label, dtype="string"), "time": at, "instant": at,
        "vehicle": codes.mask(np.array(vehicle, dtype=object) == ""),
    })  # fmt: skip


BY_HAND = reads(*(
    (vehicle, "Rue Haute", hour, None)
    for vehicle, hours in {"A": (9, 10, 11), "B": (9,), "C": (10, 11, 12), "D": (12,), "E": (11,)}
    .items() for hour in hours
))  # fmt: skip
"""Four spaces, passes at 9, 10, 11 and 12."""


def sections(**spaces: float | None) -> pd.DataFrame:
    """Make sections of these spaces, without limit."""
    return pd.DataFrame({
        "section": pd.Series(list(spaces), dtype="string"),
        "spaces": pd.Series(list(spaces.values()), dtype="Float64"),
        "limit": pd.Series([pd.NA] * len(spaces), dtype="Float64"),
        "regulation": pd.Series([pd.NA] * len(spaces), dtype="string"), "geometry": None,
    })  # fmt: skip


def drawn(
    gap: float, mean: float, *, n_sections: int = 20, seed: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Draw a day of exponential stays: reads, sections, and vehicles that came between passes."""
    draw = np.random.default_rng(seed)
    passes, rows, n_came = np.arange(8.0, 18.0 + gap / 2, gap), [], 0
    for section in range(n_sections):
        n = draw.poisson(8 / mean * (10 + 10 * mean))
        arrival = draw.uniform(8 - 10 * mean, 18, n)
        departure = arrival + draw.exponential(mean, n)
        n_came += int((arrival > 8).sum())
        rows += [
            (f"{section}.{k}", f"S{section}", float(at), str(p))
            for k in range(n) for p, at in enumerate(passes) if arrival[k] <= at < departure[k]
        ]  # fmt: skip
    return reads(*rows), sections(**{f"S{k}": 10.0 for k in range(n_sections)}), n_came
