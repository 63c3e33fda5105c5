"""Small shifts: the departures that, put off by a few minutes, would mend missed connections."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.integration.inputs import parameter

DEPARTURE = ["to_operator", "to_line", "to_headsign", "place", "to_stop_id", "departure", "days"]
MINUTE = 60.0


def useful_shifts(missed: pd.DataFrame) -> pd.DataFrame:
    """Say by how much each departure missed would have to be put off, and what that mends.

    Parameters
    ----------
    missed
        From `integration.missed.missed_connections`.

    Returns
    -------
    One row a departure that a shift within the parameter `small_shift` helps, the most useful
    first: `to_operator`, `to_line`, `to_headsign`, `place`, `to_stop_id`, `departure` [s], `days`,
    `shift` (whole minutes that mend all that such a shift can mend) [min], `mended` (connections),
    `left` (connections that it would still miss), `stranded` (of those mended, how many have no
    later departure that day). What the vehicle meets further on is not looked at.
    """
    longest = parameter("small_shift") / MINUTE
    whole = np.maximum(np.ceil(missed["minutes"].astype(float)), 1.0)
    told = missed.assign(whole=whole, small=whole <= longest)
    told = told.assign(
        own=told["whole"].where(told["small"]),
        lost=told["small"] & told["next_departure"].isna(),
    )
    by_departure = told.groupby(DEPARTURE, dropna=False, sort=False)
    made = by_departure.agg(
        shift=("own", "max"), mended=("small", "sum"), n=("small", "size"), stranded=("lost", "sum")
    ).reset_index()
    made["left"] = made.pop("n") - made["mended"]
    useful = made[made["mended"] > 0]
    ranked = useful.sort_values(
        ["mended", "stranded", "shift", "departure"],
        ascending=[False, False, True, True], kind="stable",
    )  # fmt: skip
    columns = [*DEPARTURE, "shift", "mended", "left", "stranded"]
    return (
        ranked[columns].astype({"mended": int, "left": int, "stranded": int}).reset_index(drop=True)
    )
