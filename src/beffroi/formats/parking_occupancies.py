"""Occupancies by place and hour, as a CSV tells them."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import both

IDS, OCCUPANCIES = ("place_id", "section", "place", "id"), ("occupancy", "occupation", "taux")
HOURS = ("hour", "heure", "period", "pass", "passage")
FORM = "table of occupancies"
MOST = 2.0
"""An occupancy above this is a count or a number of hundredths. [1]"""


def read(path: Path, *, needs_hour: bool = False) -> pd.DataFrame:
    """Read a CSV of occupancies.

    Parameters
    ----------
    path
        Columns `place_id`, `occupancy` (shares) and, it may be, `hour`, or other names of theirs.
    needs_hour
        Whether the hour must be there.

    Returns
    -------
    Columns `place_id`, `hour` (text; missing where the file has none) and `occupancy` (NaN where
    nothing is written) [1].

    Raises
    ------
    UnreadableFileError, HostileFileError, FaultyFileError
        If the file cannot be used.
    """
    cells = delimited.read(path, format_name=FORM).cells
    named = {name.casefold().strip(): name for name in cells.columns}
    id_, taken, hour = (
        next((named[n] for n in names if n in named), None) for names in (IDS, OCCUPANCIES, HOURS)
    )
    needed = [(IDS, id_), (OCCUPANCIES, taken), *([(HOURS, hour)] if needs_hour else [])]
    lacks = [names[0] for names, had in needed if had is None]
    if id_ is None or taken is None or lacks:
        raise delimited.lacking(path, lacks, cells.columns, format_name=FORM)
    texts = {name: cells[name].astype("string").str.strip() for name in (id_, taken, hour) if name}
    shares: npt.NDArray[np.float64] = values.numbers(texts[taken]).values.to_numpy(
        dtype=float, na_value=np.nan
    )
    if (wrong := (shares < 0) | (shares > MOST)).any():
        first = int(wrong.argmax())
        fault = both(
            "occupancies are shares from 0 to 2: 0.85, not 85; {n} are not, the first "
            "{value} ({id})",
            n=int(wrong.sum()), value=texts[taken].iloc[first], id=texts[id_].iloc[first],
        )  # fmt: skip
        raise FaultyFileError(path, format_name=FORM, faults=[fault])
    return pd.DataFrame({
        "place_id": texts[id_].to_numpy(),
        "hour": texts[hour].to_numpy() if hour else pd.array([pd.NA] * len(cells), dtype="string"),
        "occupancy": shares,
    })  # fmt: skip
