"""Counts of parked vehicles, set as passes that tell occupancy and nothing of stays."""

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys.passes import READ

DAY = 86_400.0


def as_passes(counts: pd.DataFrame) -> pd.DataFrame:
    """Set counts as passes by sections.

    Parameters
    ----------
    counts
        `section`, `time` [s] and `vehicles`, and `day` if known: table `SECTION_COUNTS`, or the
        vehicles that barriers leave in car parks.

    Returns
    -------
    `section`, `day`, `time`, `vehicles` and `state`, for `occupancy.occupied`.
    """
    days = np.floor(counts["time"].to_numpy(dtype=np.float64) / DAY).astype(np.int64)
    named = pd.Series(days.astype("datetime64[D]").astype(str), dtype="string")
    return pd.DataFrame({
        "section": counts["section"].to_numpy(),
        "day": counts["day"].to_numpy() if "day" in counts else named.to_numpy(),
        "time": counts["time"].to_numpy(dtype=np.float64),
        "vehicles": counts["vehicles"].to_numpy(dtype=np.float64), "state": READ,
    })  # fmt: skip
