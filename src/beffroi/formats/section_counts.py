"""Counts of parked vehicles: how many stood in each section at each pass, plates left alone."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.carriers import clocks, grids, values
from beffroi.foundation.language import Words, both
from beffroi.territory.parking_surveys import SECTION_COUNTS

FORMAT = "counts of parked vehicles (CSV, XLSX)"
NAMES: Mapping[str, tuple[str, ...]] = {
    "vehicles": ("vehicules", "vehicles", "nombre", "count", "nb vehicules", "occupees",
                 "places occupees", "nombre de vehicules", "stationnes"),
    "section": ("section", "troncon", "rue", "voie", "street", "secteur", "lieu", "emplacement",
                "place id", "parking", "nom de la rue", "place", "zone"),
    "instant": ("horodatage", "date heure", "date et heure", "datetime", "timestamp", "time"),
    "date": ("date", "jour", "day"),
    "clock": ("heure", "hour", "heure de passage", "passage", "pass", "clock"),
}  # fmt: skip
ASKED = grids.Asked(FORMAT, NAMES, (("vehicles",), ("section",), ("instant", "clock")))


def read(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read counts of parked vehicles.

    Parameters
    ----------
    path
        CSV or XLSX: a section, a number of vehicles, and a time with or without its day.

    Returns
    -------
    Table `SECTION_COUNTS`, and what was left out: rows without a section, a number of 0 or more,
    or a time; a section counted twice at one time keeps its last count.

    Raises
    ------
    UnreadableFileError
        If the file is absent or no table.
    FaultyFileError
        If a column is missing, or no row can be used.
    """
    grid = grids.opened(path, ASKED)
    whole = grids.gathered(grid)
    day, local = clocks.moments(whole.cells, len(whole.lines))
    section = pd.Series(whole.cells["section"], dtype="string")
    numbers = values.numbers(pd.Series(whole.cells["vehicles"], dtype="string")).values
    vehicles = numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    good = np.isfinite(local) & (vehicles >= 0) & (section != "").to_numpy(dtype=bool)
    said = list(grid.warnings())
    if not good.all():
        lost = np.array(whole.lines)[~good].tolist()
        said.append(both(
                "{file}: rows left out, without a section, a time or a number of 0 or "
                "more: {lines}", file=path.name, lines=grids.told_lines(lost),
            ))  # fmt: skip
    grids.refuse_most(path, format_name=FORMAT, faults=said, kept=int(good.sum()))
    names = ["" if d == 0 else str(np.datetime64(int(d), "D")) for d in day[good]]
    table = pd.DataFrame({"section": section[good].to_numpy(), "day": names, "time": local[good],
                          "vehicles": vehicles[good]})  # fmt: skip
    double = table.duplicated(["section", "time"], keep="last")
    if n := int(double.sum()):
        said.append(both("{file}: {n} count(s) left out, of a section counted again at the same "
                         "time", file=path.name, n=n))  # fmt: skip
    kept = table[~double].sort_values(["section", "time"], kind="stable", ignore_index=True)
    kept.insert(0, "count_id", np.arange(len(kept)))
    return SECTION_COUNTS.typed(kept), tuple(said)
