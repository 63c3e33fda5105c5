"""Lines at shop hours: whether one can come to the centre while shops are open, and go back."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.service.norms import HOUR, norm, windows

Flags = npt.NDArray[np.bool_]


def at_shop_hours(called: pd.DataFrame, is_central: Flags) -> pd.DataFrame:
    """Say of each line whether it brings people to the centre at shop hours, and takes them back.

    A line does if one of its trips, boarded outside the centre, lets people off there within
    ``shop_hours``, and another leaves the centre for elsewhere at least ``least_stay`` later.

    Parameters
    ----------
    called
        Rows of `Basin.passages` of one day.
    is_central : (n_stops,)
        Whether each stop of the basin serves the centre.

    Returns
    -------
    By line: `serves_centre` (a trip of it calls in the centre and elsewhere), `at_shop_hours`,
    False for a line that does not serve the centre.
    """
    central = np.append(is_central, False)[called["stop"].to_numpy()]
    rows = called.assign(central=central)
    first_outside = rows[rows["boards"] & ~central].groupby("run")["departure"].min()
    last_outside = rows[rows["alights"] & ~central].groupby("run")["arrival"].max()
    comes = rows[central & rows["alights"]]
    comes = comes[comes["arrival"] >= comes["run"].map(first_outside)]
    goes = rows[central & rows["boards"]]
    goes = goes[goes["departure"] <= goes["run"].map(last_outside)]
    lines = pd.Index(rows["line"].unique(), name="line")
    within = _within(comes["arrival"])
    arrival = comes[within].groupby("line")["arrival"].min().reindex(lines)
    departure = goes.groupby("line")["departure"].max().reindex(lines)
    stays = (departure - arrival) >= norm("least_stay") * HOUR
    serves = lines.isin(comes["line"]) | lines.isin(goes["line"])
    return pd.DataFrame({"serves_centre": serves, "at_shop_hours": stays}, index=lines)


def _within(seconds: pd.Series) -> pd.Series:
    flags = pd.Series(data=False, index=seconds.index)
    for start, end in windows("shop_hours"):
        flags |= (seconds >= start) & (seconds <= end)
    return flags
