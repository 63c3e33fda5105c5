"""Counts at barriers: vehicles that went into and out of car parks, hour by hour or one by one."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.carriers import clocks, grids, values
from beffroi.foundation.language import Words, both
from beffroi.territory.parking_surveys import BARRIER_COUNTS

FORMAT = "counts at barriers (CSV, XLSX)"
NAMES: Mapping[str, tuple[str, ...]] = {
    "entries": ("entrees", "entries", "entrants", "nb entrees", "in", "entree"),
    "exits": ("sorties", "exits", "sortants", "nb sorties", "out", "sortie"),
    "section": ("parking", "section", "parc", "nom", "name", "place id", "lieu", "car park"),
    "instant": ("horodatage", "date heure", "date et heure", "datetime", "timestamp", "time"),
    "date": ("date", "jour", "day"),
    "clock": ("heure", "hour", "clock", "tranche horaire"),
}  # fmt: skip
ASKED = grids.Asked(
    FORMAT, NAMES, (("entries",), ("exits",), ("section",), ("instant", "clock"))
)  # fmt: skip


def read(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read counts at barriers.

    Parameters
    ----------
    path
        CSV or XLSX: a car park, a time, vehicles in and out since the row before. A blank number
        beside another is 0.

    Returns
    -------
    Table `BARRIER_COUNTS`, and what was left out.

    Raises
    ------
    UnreadableFileError
        If the file is absent or no table.
    FaultyFileError
        If a column is missing, or no row can be used.
    """
    grid = grids.opened(path, ASKED)
    whole = grids.gathered(grid)
    _, local = clocks.moments(whole.cells, len(whole.lines))
    section = pd.Series(whole.cells["section"], dtype="string")
    both_ways = []
    for role in ("entries", "exits"):
        texts = pd.Series(whole.cells[role], dtype="string").replace("", "0")
        numbers = values.numbers(texts).values
        both_ways.append(numbers.to_numpy(dtype=np.float64, na_value=np.nan))
    entries, exits = both_ways
    good = np.isfinite(local) & (entries >= 0) & (exits >= 0) & (section != "").to_numpy(bool)
    said = list(grid.warnings())
    if not good.all():
        lost = np.array(whole.lines)[~good].tolist()
        said.append(both(
                "{file}: rows left out, without a car park, a time or numbers of 0 or "
                "more: {lines}", file=path.name, lines=grids.told_lines(lost),
            ))  # fmt: skip
    grids.refuse_most(path, format_name=FORMAT, faults=said, kept=int(good.sum()))
    table = pd.DataFrame({"section": section[good].to_numpy(), "time": local[good],
                          "entries": entries[good], "exits": exits[good]})  # fmt: skip
    table = table.sort_values(["section", "time"], kind="stable", ignore_index=True)
    table.insert(0, "count_id", np.arange(len(table)))
    return BARRIER_COUNTS.typed(table), tuple(said)
