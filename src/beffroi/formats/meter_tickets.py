"""Tickets of parking meters and of payment by telephone; plates in them are never read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import clocks, grids, values
from beffroi.foundation.language import Words, both
from beffroi.territory.parking_surveys import METER_TICKETS

FORMAT = "tickets of parking meters (CSV, XLSX)"
NAMES: Mapping[str, tuple[str, ...]] = {
    "amount": ("montant", "amount", "prix", "montant ttc", "recette", "total"),
    "section": ("zone", "section", "rue", "secteur", "parking", "street", "zone tarifaire"),
    "instant": ("debut", "start", "horodatage", "date heure", "date et heure", "datetime",
                "timestamp", "date de debut", "heure de debut"),
    "end": ("fin", "end", "paye jusqu a", "fin de validite", "date de fin", "heure de fin"),
    "minutes": ("duree", "minutes", "duree min", "duree minutes", "duree payee"),
    "date": ("date", "jour", "day"),
    "clock": ("heure", "hour", "clock"),
}  # fmt: skip
ASKED = grids.Asked(FORMAT, NAMES, (("amount", "end", "minutes"), ("instant", "clock", "date")))
MINUTE = 60.0
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def read(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read tickets.

    Parameters
    ----------
    path
        CSV or XLSX: a beginning, and an end, a length in minutes or an amount; a zone if known. No
        other column is read: a plate stays in the file.

    Returns
    -------
    Table `METER_TICKETS`, and what was left out; an end before its beginning is unknown.

    Raises
    ------
    UnreadableFileError
        If the file is absent or no table.
    FaultyFileError
        If a column is missing, or no row can be used.
    """
    grid = grids.opened(path, ASKED)
    whole = grids.gathered(grid)
    n, cells = len(whole.lines), dict(whole.cells)
    if not {"instant", "clock"} & set(cells):
        cells["clock"] = ["00:00"] * n
    day, start = clocks.moments(cells, n)
    end = _ends(cells, day, start)
    amount = _numbers(cells, "amount", n)
    usable = np.isfinite(end) | (amount >= 0)
    good = np.isfinite(start) & usable
    said = list(grid.warnings())
    if not good.all():
        lost = np.array(whole.lines)[~good].tolist()
        said.append(both(
                "{file}: tickets left out, whose beginning, or end and amount, cannot be "
                "read: {lines}", file=path.name, lines=grids.told_lines(lost),
            ))  # fmt: skip
    for wrong, words in (
        (_ends_first(cells, day, start), both("tickets that end before they begin: until when they "
                                              "are paid is unknown")),
        (amount < 0, both("negative amounts, held as unknown")),
    ):  # fmt: skip
        if (wrong & good).any():
            said.append(
                both(
                    "{file}: {what}, on lines {lines}",
                    file=path.name,
                    what=words,
                    lines=grids.told_lines(np.array(whole.lines)[wrong & good].tolist()),
                )
            )
    grids.refuse_most(path, format_name=FORMAT, faults=said, kept=int(good.sum()))
    zones = pd.Series(cells["section"] if "section" in cells else [""] * n, dtype="string")
    table = pd.DataFrame({
        "section": zones.mask(zones == "")[good].to_numpy(), "start": start[good],
        "end": end[good], "amount": np.where(amount >= 0, amount, np.nan)[good],
    })  # fmt: skip
    table.insert(0, "ticket_id", np.arange(len(table)))
    return METER_TICKETS.typed(table), tuple(said)


def _written_ends(cells: Mapping[str, Sequence[str]], day: Floats) -> Floats:
    end, hours = clocks.instants(cells["end"]), clocks.clocks(cells["end"])
    return np.where(np.isnan(end), day * clocks.DAY + hours, end)


def _ends_first(cells: Mapping[str, Sequence[str]], day: Floats, start: Floats) -> Flags:
    if "end" not in cells:
        return np.zeros(len(start), dtype=bool)
    return np.asarray(_written_ends(cells, day) < start)


def _ends(cells: Mapping[str, Sequence[str]], day: Floats, start: Floats) -> Floats:
    if "end" in cells:
        end = _written_ends(cells, day)
        return np.where(end >= start, end, np.nan)
    minutes = _numbers(cells, "minutes", len(start))
    return np.where(minutes >= 0, start + minutes * MINUTE, np.nan)


def _numbers(cells: Mapping[str, Sequence[str]], role: str, n: int) -> Floats:
    if role not in cells:
        return np.full(n, np.nan)
    texts = pd.Series(cells[role], dtype="string").str.replace("€", "")
    return values.numbers(texts).values.to_numpy(dtype=np.float64, na_value=np.nan)
