"""Occupancies given by hand: one share for all places, or a file of them by place and hour."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError, InputError, SettingsError
from beffroi.foundation.language import both

IDS, OCCUPANCIES = ("place_id", "section", "place", "id"), ("occupancy", "occupation", "taux")
HOURS = ("hour", "heure", "period", "pass", "passage")
FORM = "table of occupancies"
Shares = np.ndarray[Any, np.dtype[np.float64]]


def occupancy(places: pd.DataFrame, told: str, hour: str) -> tuple[Shares, pd.DataFrame]:
    """Give each place of an inventory its occupancy.

    Parameters
    ----------
    places
        Column `place_id`.
    told
        A share, or the path of a CSV of places and occupancies.
    hour
        Which hour of that CSV; empty for the mean of all.

    Returns
    -------
    (n_places,) and a table
        Occupancy, NaN where unknown [1]; and by hour `place_id`, `hour` (text), `occupancy` [1],
        hours in order, empty where the file tells none.

    Raises
    ------
    SettingsError
        If the share or the hour cannot be used.
    InputError
        If the file names none of the places.
    UnreadableFileError, HostileFileError, FaultyFileError
        If the file cannot be used.
    """
    try:
        share = float(told.replace(",", "."))
    except ValueError:
        return _surveyed(places, Path(told), hour.strip())
    if not 0 <= share <= 1:
        raise SettingsError(
            "--occupancy is {told!r}: give a share between 0 and 1, or a file.", told=told
        )
    return np.full(len(places), share), pd.DataFrame(columns=["place_id", "hour", "occupancy"])


def _surveyed(places: pd.DataFrame, path: Path, hour: str) -> tuple[Shares, pd.DataFrame]:
    table = _read(path, needs_hour=bool(hour))
    wanted = table
    if hour:
        wanted = table[table["hour"] == hour]
        if wanted.empty:
            told = sorted(table["hour"].dropna().unique())[:12]
            raise SettingsError(
                "--hour is {hour!r}: the file holds {told}.", hour=hour, told=", ".join(told)
            )
    if (wanted["occupancy"] < 0).any() or (wanted["occupancy"] > 2).any():
        fault = both("occupancies are shares: 0.85, not 85")
        raise FaultyFileError(path, format_name=FORM, faults=[fault])
    means = wanted.groupby("place_id")["occupancy"].mean()
    found = places["place_id"].map(means).to_numpy(dtype=float, na_value=np.nan)
    if np.isnan(found).all():
        raise InputError(
            "{file} names none of the places of the inventory (it names {first}).",
            file=path.name, first=", ".join(map(str, wanted["place_id"].dropna().unique()[:3])),
        )  # fmt: skip
    return found, _by_hour(table[table["place_id"].isin(places["place_id"])])


def _read(path: Path, *, needs_hour: bool) -> pd.DataFrame:
    """Read places, hours (missing where the file tells none) and occupancies of a CSV."""
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
    return pd.DataFrame({
        "place_id": texts[id_].to_numpy(),
        "hour": texts[hour].to_numpy() if hour else pd.array([pd.NA] * len(cells), dtype="string"),
        "occupancy": shares,
    })  # fmt: skip


def _by_hour(table: pd.DataFrame) -> pd.DataFrame:
    """Means by place and hour, hours as on a clock where they are numbers."""
    means = table.dropna(subset=["hour"]).groupby(["place_id", "hour"], sort=False)["occupancy"]
    found = means.mean().reset_index()
    clock = found["hour"].str.extract(r"^(\d{1,2})(?:\D+(\d{2}))?")
    minutes = pd.to_numeric(clock[0]) * 60 + pd.to_numeric(clock[1]).fillna(0)
    order = found.assign(minutes=minutes).sort_values(["minutes", "hour"], kind="stable")
    return order.drop(columns="minutes").reset_index(drop=True)
